"""Door or desk cannot start: one sentence in each language says why, and no trace."""

import re
import socket
import subprocess
import sys
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

from bereginya.desk.site.both import REFUSED
from bereginya.desk.site.serve import only_one
from bereginya.desk.site.settings import Process, SiteSettings
from bereginya.desk.site.starting import CannotStartError, founding, of_ours, refusal
from bereginya.facts.errors import BereginyaError
from bereginya.vault.errors import DamagedError, DiskFullError, KeyBoxLostError
from tests.ports import free_ports


def started(site: SiteSettings, process: Process = Process.DOOR) -> tuple[int, str]:
    """Start a process that cannot, hold its leash, and return its status and what it said."""
    command = [sys.executable, "-m", "bereginya.desk.site", process.value, site.to_text()]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        assert running.stderr is not None
        said = running.stderr.read()
        return running.wait(), said


def site_at(folder: Path) -> SiteSettings:
    door, desk = free_ports()
    return SiteSettings(folder, door_port=door, desk_port=desk, weak_passphrases_for_tests=True)


def test_a_port_that_somebody_has_is_named_with_the_way_out(tmp_path: Path) -> None:
    site = site_at(tmp_path / "data")
    with socket.socket() as other:
        other.bind(site.address(Process.DOOR))
        other.listen()
        status, said = started(site)

    assert status == REFUSED
    assert said == refusal(CannotStartError("taken"), site, Process.DOOR)
    assert f"порт {site.door_port} занят" in said


def test_a_folder_that_cannot_be_made_is_told_without_a_trace(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    site = site_at(tmp_path / "file" / "data")

    status, said = started(site, Process.DESK)

    assert status == REFUSED
    assert said == refusal(CannotStartError("folder"), site, Process.DESK)


def test_a_second_one_on_the_same_data_says_that_one_runs(tmp_path: Path) -> None:
    site = site_at(tmp_path)
    with only_one(tmp_path, Process.DOOR):
        status, said = started(site)

    assert status == REFUSED
    assert said == refusal(CannotStartError("running"), site, Process.DOOR)


def test_a_broken_log_sends_to_the_backup(tmp_path: Path) -> None:
    (tmp_path / "log.sqlite3").write_bytes(bytes(range(256)) * 40)

    status, said = started(site_at(tmp_path))

    assert status == REFUSED
    assert "restore a backup" in said
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (DamagedError("log"), "damaged"),
        (DiskFullError("log"), "disk"),
        (KeyBoxLostError("x"), "keyless"),
        (BereginyaError("x"), "other"),
    ],
)
def test_what_went_wrong_below_is_told_by_its_kind(error: BereginyaError, why: str) -> None:
    assert of_ours(error).why == why


def test_all_is_said_in_three_languages_with_the_same_facts() -> None:
    said = tomllib.loads(files("bereginya.desk.site").joinpath("starting.toml").read_text("utf-8"))

    assert founding("12345678").count("1234 5678") == 3
    for name, words in said.items():
        assert set(words) == {"ru", "uk", "en"}, name
        assert len({frozenset(re.findall(r"{\w+}", text)) for text in words.values()}) == 1, name
