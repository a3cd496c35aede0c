"""What about this machine would tell a thief something, or lose what was said. Looks only; changes nothing.

Each check reads a few files of the kernel and answers with one finding. What cannot be found out is UNKNOWN and never
FINE. Findings hold numbers and names of zones and programs, no path and no person's name. The sentences are in
doctor_words.toml.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import Enum
from functools import cache
from importlib.resources import files
from pathlib import Path
from shutil import disk_usage
from typing import Literal
from zoneinfo import ZoneInfo

from bereginya.facts.codec import Codec
from bereginya.facts.errors import BereginyaError
from bereginya.vault.backup import newest
from bereginya.vault.blocks import Machine, all_sealed, folder_sealed, read, swap_areas
from bereginya.vault.clock import day_of
from bereginya.vault.envelope import Envelope
from bereginya.vault.filestore import KEEP_FREE
from bereginya.vault.headers import Header
from bereginya.vault.store import KEY_BOX_FILE, LOG_FILE, Store
from bereginya.vault.trust import KINDS, Founded

SCANT = 5 * KEEP_FREE
"""Bytes of free disk below which somebody should make room soon."""
BACKUP_DAYS, BACKUP_TOO_OLD = 2, 7
"""Days after which a backup is overdue, and after which too much would be lost."""

_OBEYING_HANDLERS = frozenset({"systemd-coredump"})  # they keep nothing of a process whose limit is 0


class Severity(Enum):
    """How much a finding matters."""

    FINE = "fine"
    UNKNOWN = "unknown"
    UNWISE = "unwise"
    """Should be mended when there is time."""
    BAD = "bad"
    """Should be mended before anybody signs in."""


@dataclass(frozen=True, slots=True)
class Finding:
    """The answer of one check. `facts` are the numbers and names that its sentence quotes."""

    code: str
    severity: Severity
    facts: Mapping[str, str | int] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The finding as an English sentence."""
        return self.say("en")

    def say(self, language: Literal["en", "ru", "uk"]) -> str:
        """Return the finding as a sentence."""
        return _sentences()[self.code][self.severity.value][language].format_map(self.facts)


@dataclass(frozen=True, slots=True)
class LogFacts:
    """What the log says openly: its zone and the day of its newest entry."""

    zone: str
    last: date


def examine(
    folder: Path, backup: Path | None = None, *, machine: Machine | None = None, now: datetime | None = None
) -> tuple[Finding, ...]:
    """Return the finding of every check about the machine and the data in `folder`.

    `backup` is the folder that backups go to; without it their age stays unknown.
    """
    here, at, place = machine or Machine(), now or datetime.now(UTC), folder.resolve()
    log = log_facts(folder)
    today = at.astimezone(ZoneInfo(log.zone) if log else None).date()
    return (
        disk(here, place),
        swap(here),
        hibernation(here),
        core_dumps(here),
        clock(today, log),
        zone(here, log),
        room(disk_usage(folder).free),
        backups(backup, today),
        access(folder),
    )


def disk(machine: Machine, folder: Path) -> Finding:
    """Find out whether the disk under `folder`, an absolute path without links, is encrypted."""
    return Finding("disk", _severity(folder_sealed(machine, folder)))


def swap(machine: Machine) -> Finding:
    """Find out whether memory can reach a plain disk. Swap inside memory (zram) is fine, and so is none."""
    areas = swap_areas(machine)
    return Finding("swap", Severity.UNKNOWN if areas is None else _severity(all_sealed(areas.values())))


def hibernation(machine: Machine) -> Finding:
    """Find out whether closing the lid may write all memory, keys included, to the disk.

    A missing `resume=` proves nothing while there is plain swap: systemd finds the place by itself.
    """
    states, areas = read(machine.sys / "power/state"), swap_areas(machine)
    if states is None or areas is None:
        return Finding("hibernation", Severity.UNKNOWN)
    off = "[disabled]" in (read(machine.sys / "power/disk") or "")
    if off or "disk" not in states.split() or not _on_disk(areas):
        return Finding("hibernation", Severity.FINE)
    if all_sealed(areas.values()) is not True:
        return Finding("hibernation", Severity.BAD)
    return Finding("hibernation", Severity.UNWISE if _resumes(machine) else Severity.FINE)


def core_dumps(machine: Machine) -> Finding:
    """Find out whether a crash writes memory, keys included, to the disk.

    Door and desk set their limit to 0; a handler behind a pipe is called all the same.
    """
    pattern, limits = read(machine.proc / "sys/kernel/core_pattern"), read(machine.proc / "self/limits")
    if pattern is None or limits is None:
        return Finding("core-dumps", Severity.UNKNOWN)
    handler = Path(pattern[1:].split()[0]).name if pattern.startswith("|") and pattern[1:].split() else ""
    if handler in {"true", "false"}:
        return Finding("core-dumps", Severity.FINE)
    if handler and handler not in _OBEYING_HANDLERS:
        return Finding("core-dumps", Severity.BAD, {"handler": handler})
    forbidden = re.search(r"^Max core file size +0 ", limits, re.MULTILINE) is not None
    return Finding("core-dumps", Severity.FINE if forbidden else Severity.UNWISE)


def clock(today: date, log: LogFacts | None) -> Finding:
    """Find out whether the clock went back behind the newest entry. `today` is the day in the committee's zone."""
    if log is None:
        return Finding("clock", Severity.UNKNOWN)
    behind = (log.last - today).days
    return Finding("clock", Severity.BAD, {"days": behind}) if behind > 0 else Finding("clock", Severity.FINE)


def zone(machine: Machine, log: LogFacts | None) -> Finding:
    """Find out whether the machine shows the hours of the committee's zone."""
    link = machine.etc / "localtime"
    _, found, name = str(link.readlink()).partition("zoneinfo/") if link.is_symlink() else ("", "", "")
    if not found or log is None:
        return Finding("zone", Severity.UNKNOWN)
    same = name == log.zone
    return Finding("zone", Severity.FINE if same else Severity.UNWISE, {"machine": name, "committee": log.zone})


def room(free: int) -> Finding:
    """Judge the free bytes of the disk. Below `KEEP_FREE` no more files are taken."""
    severity = Severity.BAD if free < KEEP_FREE else Severity.UNWISE if free < SCANT else Severity.FINE
    return Finding("room", severity, {"gigabytes": free // 10**9})


def backups(folder: Path | None, today: date) -> Finding:
    """Find out how many days old the newest backup is. A folder that is not there now may be a disk in a drawer."""
    if folder is None or not folder.is_dir():
        return Finding("backups", Severity.UNKNOWN)
    day = newest(folder)
    if day is None:
        return Finding("backups", Severity.BAD, {"days": "—"})
    age = (today - day).days
    severity = Severity.BAD if age > BACKUP_TOO_OLD else Severity.UNWISE if age > BACKUP_DAYS else Severity.FINE
    return Finding("backups", severity, {"days": age})


def access(folder: Path) -> Finding:
    """Find out whether other users of the machine can open the data folder."""
    mode = folder.stat().st_mode & 0o777
    return Finding("access", Severity.BAD if mode & 0o077 else Severity.FINE, {"mode": f"{mode:04o}"})


def log_facts(folder: Path) -> LogFacts | None:
    """Return what the log in `folder` says openly, or None when there is none that can be read."""
    if not all((folder / name).exists() for name in (LOG_FILE, KEY_BOX_FILE)):
        return None  # opening a store would make them
    store = Store(folder)
    try:
        rows, last = store.log(limit=1), store.last_header()
        said = Envelope.unpack(rows[0].body or b"") if rows else None
        founded = None if said is None else Codec(KINDS).decode(said.tag, said.body)
        day = None if last is None else day_of(Header.unpack(last).day)
    except BereginyaError:
        return None
    finally:
        store.close()
    return LogFacts(founded.zone, day) if isinstance(founded, Founded) and day is not None else None


def _severity(sealed: bool | None) -> Severity:  # noqa: FBT001 - a value with three cases
    return {True: Severity.FINE, False: Severity.BAD, None: Severity.UNKNOWN}[sealed]


def _on_disk(areas: Iterable[str]) -> bool:
    return any(not Path(name).name.startswith("zram") for name in areas)


def _resumes(machine: Machine) -> bool:
    told = re.search(r"(^|\s)resume=", read(machine.proc / "cmdline") or "")
    return told is not None or (read(machine.sys / "power/resume") or "0:0") != "0:0"


@cache
def _sentences() -> dict[str, dict[str, dict[str, str]]]:
    text = files("bereginya.vault").joinpath("doctor_words.toml").read_text("utf-8")
    return tomllib.loads(text)
