"""What about this machine would tell a thief something, whatever the vault does.

Reads what the kernel says of itself and answers with findings; what cannot be found out is unknown, never fine.
The root folder is an argument, so that made-up machines can be examined.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from pathlib import Path
from shutil import disk_usage

from bereginya.vault.backup import newest
from bereginya.vault.filestore import KEEP_FREE

BACKUP_DAYS = 7


class Severity(Enum):
    """How much a finding matters."""

    GOOD = "good"
    UNKNOWN = "unknown"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: its code, how it is, and a sentence for the person at the terminal."""

    code: str
    severity: Severity
    text: str


def examine(
    data: Path, backup: Path | None = None, *, root: Path = Path("/"), today: date | None = None
) -> tuple[Finding, ...]:
    """Look at everything and return the findings, in a fixed order."""
    return (
        _disk(data, root),
        *_swap(root),
        _hibernation(root),
        _core_dumps(root),
        _folder(data),
        _room(data),
        _clock(today or date.today()),  # noqa: DTZ011 - the machine's own day is what is examined
        _backup(backup, today or date.today()),  # noqa: DTZ011
    )


def _disk(data: Path, root: Path) -> Finding:
    device = data.stat().st_dev
    encrypted = _encrypted(root / "sys/dev/block" / f"{os.major(device)}:{os.minor(device)}")
    if encrypted is None:
        return Finding(
            "disk", Severity.UNKNOWN, "whether the disk under the data folder is encrypted was not found out"
        )
    if encrypted:
        return Finding("disk", Severity.GOOD, "the disk under the data folder is encrypted")
    return Finding(
        "disk", Severity.BAD, "the disk under the data folder is NOT encrypted: an SSD may keep what was erased"
    )


def _encrypted(block: Path) -> bool | None:
    """Tell whether a block device, or everything below it, is dm-crypt; None when the kernel does not say."""
    if not block.exists():
        return None
    uuid = block / "dm" / "uuid"
    if uuid.exists() and uuid.read_text().startswith("CRYPT-"):
        return True
    below = sorted((block / "slaves").glob("*")) if (block / "slaves").exists() else []
    if not below:
        return False
    found = [_encrypted(one) for one in below]
    return None if None in found else all(found)


def _swap(root: Path) -> Iterator[Finding]:
    try:
        lines = (root / "proc/swaps").read_text().splitlines()[1:]
    except OSError:
        yield Finding("swap", Severity.UNKNOWN, "whether memory is swapped to disk was not found out")
        return
    plain = [line.split()[0] for line in lines if not _safe_swap(line.split()[0], root)]
    if plain:
        yield Finding(
            "swap", Severity.BAD, f"memory is swapped to disk unencrypted ({len(plain)}): swapoff, or encrypt it"
        )
    else:
        yield Finding("swap", Severity.GOOD, "no memory is swapped to a plain disk")


def _safe_swap(device: str, root: Path) -> bool:
    name = Path(device).name
    return name.startswith("zram") or bool(_encrypted(root / "sys/class/block" / name))


def _hibernation(root: Path) -> Finding:
    try:
        states = (root / "sys/power/state").read_text().split()
        resume = (root / "sys/power/resume").read_text().strip() if (root / "sys/power/resume").exists() else "0:0"
    except OSError:
        return Finding("hibernation", Severity.UNKNOWN, "whether the machine can hibernate was not found out")
    if "disk" in states and resume not in {"", "0:0"}:
        return Finding("hibernation", Severity.BAD, "the machine can hibernate: it would write open keys to the disk")
    return Finding("hibernation", Severity.GOOD, "the machine does not hibernate to a disk")


def _core_dumps(root: Path) -> Finding:
    try:
        pattern = (root / "proc/sys/kernel/core_pattern").read_text().strip()
    except OSError:
        return Finding("core-dumps", Severity.UNKNOWN, "where memory goes when a program crashes was not found out")
    if pattern.startswith("|"):
        return Finding(
            "core-dumps", Severity.BAD, "crashed programs are handed to a collector; ours forbids it for itself"
        )
    return Finding("core-dumps", Severity.GOOD, "no collector takes the memory of crashed programs")


def _folder(data: Path) -> Finding:
    if data.stat().st_mode & 0o077:
        return Finding("folder", Severity.BAD, "other users of this machine can look into the data folder: chmod 700")
    return Finding("folder", Severity.GOOD, "only its owner can look into the data folder")


def _room(data: Path) -> Finding:
    free = disk_usage(data).free
    if free < 2 * KEEP_FREE:
        return Finding("room", Severity.BAD, f"only {free >> 20} MiB of disk are free: files will soon be refused")
    return Finding("room", Severity.GOOD, f"{free >> 30} GiB of disk are free")


def _clock(today: date) -> Finding:
    if today < date(2026, 1, 1):
        return Finding("clock", Severity.BAD, f"the clock says {today}: set it, deadlines depend on it")
    return Finding("clock", Severity.GOOD, f"the clock says {today}: compare it with your telephone")


def _backup(folder: Path | None, today: date) -> Finding:
    if folder is None:
        return Finding("backup", Severity.UNKNOWN, "no backup folder was named: tell it with --backup")
    last = newest(folder)
    if last is None:
        return Finding("backup", Severity.BAD, "the backup folder holds no key box")
    if today - last > timedelta(days=BACKUP_DAYS):
        return Finding("backup", Severity.BAD, f"the newest backup is of {last}")
    return Finding("backup", Severity.GOOD, f"the newest backup is of {last}")
