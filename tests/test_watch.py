"""The watch over every test: a file that a test opens for writing outside its own folder is noticed."""

import os
import sys
import tempfile
from pathlib import Path

import pytest

from tests import conftest


@pytest.mark.parametrize(("mode", "flags"), [("w", 0), ("ab", 0), ("r+", 0), (None, os.O_WRONLY), (None, os.O_CREAT)])
def test_opening_for_writing_is_noticed(mode: str | None, flags: int) -> None:
    sys.audit("open", "/somewhere/names.txt", mode, flags)

    assert conftest._opened.pop() == "/somewhere/names.txt"


def test_reading_is_not_noticed() -> None:
    before = list(conftest._opened)

    sys.audit("open", "/somewhere/names.txt", "r", os.O_RDONLY)

    assert conftest._opened == before


def test_a_file_that_is_really_written_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "note").write_text("invented")

    assert str(tmp_path / "note") in conftest._opened


@pytest.mark.parametrize("path", ["/home/olga/names.txt", f"{tempfile.gettempdir()}/names.txt", "names.txt"])
def test_only_the_tests_own_folder_is_free(path: str, tmp_path: Path) -> None:
    own = tmp_path.parent

    assert not conftest._is_free(path, own)
    assert conftest._is_free(str(tmp_path / "note"), own)
