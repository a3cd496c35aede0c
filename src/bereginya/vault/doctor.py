"""What about this machine would tell a thief something, or lose what was said. Looks only; changes nothing.

Each check reads a few files of the kernel and answers with one finding. What cannot be found out is UNKNOWN and never
FINE. Encryption inside a drive, below a virtual machine or of a network folder cannot be seen from here. Findings hold
numbers and device names, no path and no person's name. The sentences are in doctor_words.toml.
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
from bereginya.vault.backup import newest
from bereginya.vault.clock import day_of
from bereginya.vault.envelope import Envelope
from bereginya.vault.filestore import KEEP_FREE
from bereginya.vault.headers import Header
from bereginya.vault.store import Store
from bereginya.vault.trust import KINDS, Founded

SCANT = 5 * KEEP_FREE
"""Bytes of free disk below which somebody should make room soon."""
BACKUP_DAYS, BACKUP_TOO_OLD = 2, 7
"""Days after which a backup is overdue, and after which too much would be lost."""

_SEALED_KINDS = frozenset({"ecryptfs", "fuse.gocryptfs", "fuse.encfs", "fuse.cryfs"})
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
class Machine:
    """Where the kernel tells about itself; tests give folders of their own."""

    proc: Path = Path("/proc")
    sys: Path = Path("/sys")
    etc: Path = Path("/etc")


@dataclass(frozen=True, slots=True)
class LogFacts:
    """What the log says openly: its zone and the day of its newest entry."""

    zone: str
    last: date


@dataclass(frozen=True, slots=True)
class _Mount:
    point: str
    device: str  # major:minor
    kind: str
    source: str


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
    mount = _mount(machine, folder)
    if mount is not None and mount.kind in _SEALED_KINDS:
        return Finding("disk", Severity.FINE)
    return Finding("disk", _severity(_mount_sealed(machine, mount)))


def swap(machine: Machine) -> Finding:
    """Find out whether memory can reach a plain disk. Swap inside memory (zram) is fine, and so is none."""
    areas = _swap_areas(machine)
    return Finding("swap", Severity.UNKNOWN if areas is None else _severity(_all(areas)))


def hibernation(machine: Machine) -> Finding:
    """Find out whether closing the lid may write all memory, keys included, to the disk.

    A missing `resume=` proves nothing while there is plain swap: systemd finds the place by itself.
    """
    states, areas = _read(machine.sys / "power/state"), _swap_areas(machine)
    if states is None or areas is None:
        return Finding("hibernation", Severity.UNKNOWN)
    off = "[disabled]" in (_read(machine.sys / "power/disk") or "")
    if off or "disk" not in states.split() or not _on_disk(areas):
        return Finding("hibernation", Severity.FINE)
    if _all(areas) is not True:
        return Finding("hibernation", Severity.BAD)
    return Finding("hibernation", Severity.UNWISE if _resumes(machine) else Severity.FINE)


def core_dumps(machine: Machine) -> Finding:
    """Find out whether a crash writes memory, keys included, to the disk.

    Door and desk set their limit to 0; a handler behind a pipe is called all the same.
    """
    pattern, limits = _read(machine.proc / "sys/kernel/core_pattern"), _read(machine.proc / "self/limits")
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
    """Return what the log in `folder` says openly, or None when there is no log."""
    if not (folder / "log.sqlite3").exists():
        return None
    store = Store(folder)
    try:
        rows, last = store.log(limit=1), store.last_header()
    finally:
        store.close()
    if not rows or rows[0].body is None or last is None:
        return None
    said = Envelope.unpack(rows[0].body)
    founded = Codec(KINDS).decode(said.tag, said.body)
    return LogFacts(founded.zone, day_of(Header.unpack(last).day)) if isinstance(founded, Founded) else None


# ---- where bytes end up: True sealed, False plain, None unknown ----


def _severity(sealed: bool | None) -> Severity:  # noqa: FBT001 - a value with three cases
    return {True: Severity.FINE, False: Severity.BAD, None: Severity.UNKNOWN}[sealed]


def _all(answers: Iterable[bool | None]) -> bool | None:
    known = set(answers)
    return False if False in known else None if None in known else True


def _swap_areas(machine: Machine) -> dict[str, bool | None] | None:
    """Return for each area of swap whether it is sealed, or None when the kernel does not tell."""
    table = _read(machine.proc / "swaps")
    if table is None:
        return None
    areas = [line.split()[:2] for line in table.splitlines()[1:] if line.strip()]
    return {name: _swap_sealed(machine, _plain(name), kind) for name, kind in areas}


def _swap_sealed(machine: Machine, name: str, kind: str) -> bool | None:
    if kind == "file":
        return _mount_sealed(machine, _mount(machine, Path(name)))
    block = _block(machine, name)
    if block is None or not block.name.startswith("zram"):
        return _sealed(block)
    behind = _read(block / "backing_dev")
    return True if behind in {None, "none"} else _sealed(_block(machine, behind or ""))


def _on_disk(areas: Iterable[str]) -> bool:
    return any(not Path(name).name.startswith("zram") for name in areas)


def _resumes(machine: Machine) -> bool:
    told = re.search(r"(^|\s)resume=", _read(machine.proc / "cmdline") or "")
    return told is not None or (_read(machine.sys / "power/resume") or "0:0") != "0:0"


def _mount(machine: Machine, place: Path) -> _Mount | None:
    """Return what is mounted where `place` lies: the deepest mount point, of two on each other the later."""
    mounts = [_mount_of(line) for line in (_read(machine.proc / "self/mountinfo") or "").splitlines()]
    over = [one for one in mounts if one is not None and place.is_relative_to(one.point)]
    return max(reversed(over), key=lambda one: len(one.point), default=None)


def _mount_of(line: str) -> _Mount | None:
    """Return the mount that a line of mountinfo tells (proc_pid_mountinfo(5))."""
    before, dash, after = line.partition(" - ")
    told, below = before.split(), after.split()
    if not dash or len(told) < 5 or len(below) < 2:
        return None
    return _Mount(_plain(told[4]), told[2], below[0], _plain(below[1]))


def _mount_sealed(machine: Machine, mount: _Mount | None) -> bool | None:
    if mount is None:
        return None
    block = machine.sys / "dev/block" / mount.device
    if not mount.device.startswith("0:") and block.exists():
        return _sealed(block)
    return _sealed(_block(machine, mount.source))  # btrfs and others hide the device behind a number of their own


def _block(machine: Machine, source: str) -> Path | None:
    """Return the kernel's folder of the block device that is called /dev/… , or None."""
    if not source.startswith("/dev/"):
        return None
    blocks = machine.sys / "class/block"
    if source.startswith("/dev/mapper/"):
        name = source.removeprefix("/dev/mapper/")
        return next((one for one in blocks.glob("dm-*") if _read(one / "dm/name") == name), None)
    block = blocks / source.removeprefix("/dev/").replace("/", "!")
    return block if block.exists() else None


def _sealed(block: Path | None) -> bool | None:
    """Tell whether every way from this device down to a disk passes through dm-crypt."""
    if block is None or block.resolve().name.startswith("loop"):
        return None
    if (_read(block / "dm/uuid") or "").startswith("CRYPT-"):
        return True
    whole = block.resolve().parent if (block / "partition").exists() else block
    below = list((whole / "slaves").glob("*"))
    return _all(_sealed(one) for one in below) if below else False


def _plain(text: str) -> str:
    r"""Return a name as it is; the kernel writes a space in it as \040."""
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), text)


def _read(file: Path) -> str | None:
    try:
        return file.read_text("utf-8", "replace").strip()
    except OSError:
        return None


@cache
def _sentences() -> dict[str, dict[str, dict[str, str]]]:
    text = files("bereginya.vault").joinpath("doctor_words.toml").read_text("utf-8")
    return tomllib.loads(text)
