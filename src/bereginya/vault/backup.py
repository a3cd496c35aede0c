"""Copies that leave the house, and putting them back.

A backup is a folder with the log, the sealed files and, apart, the key box in generations: one a day, none older than
`KEY_BOX_DAYS`, so that an erasure becomes final. Log and files may be copied for ever: without a key box they are
silent. With a recipient, each part is an age file (age-encryption.org/v1), opened with the plain `age` command.
"""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import BinaryIO

import pyrage

from bereginya.facts.errors import BereginyaError
from bereginya.vault.erasing import KEY_BOX_DAYS
from bereginya.vault.house import Vault
from bereginya.vault.store import KEY_BOX_FILE, LOG_FILE

_AGE = ".age"


class BackupError(BereginyaError):
    """A folder cannot take or give a backup; the message says which part."""

    code = "vault.backup"


@dataclass(frozen=True, slots=True)
class Copied:
    """What a backup did: the day of its key box, how many files were new, which old key boxes were deleted."""

    day: date
    files: int
    dropped: tuple[str, ...]


def backup(vault: Vault, target: Path, recipient: str | None = None) -> Copied:
    """Copy the vault into `target`, and delete the key boxes there that are too old to be kept.

    `recipient` is an age recipient (`age1…`). Raises BackupError for a vault in memory, or a `target` inside it.
    """
    if vault.store.folder is None or target.resolve().is_relative_to(vault.store.folder.resolve()):
        raise BackupError("target")
    seal = _sealer(recipient)
    for part in ("log", "keybox", "files"):
        (target / part).mkdir(mode=0o700, parents=True, exist_ok=True)
    day = vault.day()
    with tempfile.TemporaryDirectory(dir=target) as near:  # holds sealed bytes only, like the target itself
        log, box = Path(near) / LOG_FILE, Path(near) / KEY_BOX_FILE
        vault.store.copy_to(log, None)
        vault.store.copy_to(None, box)  # after the log, so that no entry in the copied log lacks its salt
        _put(log, target / "log" / LOG_FILE, seal)
        _put(box, target / "keybox" / f"{day.isoformat()}.sqlite3", seal)
    files = _copy_files(vault, target / "files")
    return Copied(day, files, tuple(_drop_old(target / "keybox", day)))


def restore(source: Path, folder: Path, identity: str | None = None, day: date | None = None) -> date:
    """Put a backup into an empty `folder` with the key box of `day` (the newest by default); return that day.

    Whoever opens the vault afterwards first replays the erasures that the log names. `identity` is an age identity.
    """
    if folder.exists() and any(folder.iterdir()):
        raise BackupError("folder is not empty")
    box = _key_box(source / "keybox", day)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _take(_either(source / "log" / LOG_FILE), folder / LOG_FILE, identity)
    _take(box, folder / KEY_BOX_FILE, identity)
    shutil.copytree(source / "files", folder / "files", dirs_exist_ok=True)
    return _day_of(box)


def newest(target: Path) -> date | None:
    """Return the day of the newest key box in a backup folder, or None."""
    days = [_day_of(path) for path in _key_boxes(target / "keybox")]
    return max(days, default=None)


def _sealer(recipient: str | None) -> Callable[[BinaryIO, BinaryIO], None] | None:
    if recipient is None:
        return None
    try:
        to = pyrage.x25519.Recipient.from_str(recipient)
    except pyrage.RecipientError as error:
        raise BackupError("recipient") from error
    return lambda source, target: pyrage.encrypt_io(source, target, [to])


def _put(source: Path, target: Path, seal: Callable[[BinaryIO, BinaryIO], None] | None) -> None:
    final = target if seal is None else target.with_name(target.name + _AGE)
    part = final.with_suffix(".part")
    with source.open("rb") as reading, part.open("wb") as writing:
        if seal is None:
            shutil.copyfileobj(reading, writing)
        else:
            seal(reading, writing)
        writing.flush()
        os.fsync(writing.fileno())
    part.rename(final)


def _take(source: Path, target: Path, identity: str | None) -> None:
    if source.suffix != _AGE:
        shutil.copyfile(source, target)
        return
    if identity is None:
        raise BackupError("identity")
    try:
        opened = pyrage.x25519.Identity.from_str(identity.strip())
        with source.open("rb") as reading, target.open("wb") as writing:
            pyrage.decrypt_io(reading, writing, [opened])
    except (pyrage.IdentityError, pyrage.DecryptError) as error:
        target.unlink(missing_ok=True)
        raise BackupError("identity") from error


def _copy_files(vault: Vault, target: Path) -> int:
    """Copy new sealed files and delete those that are gone here; they are sealed already."""
    present = set(vault.files.names())
    kept = {path.name: path for path in target.glob("??/*")}
    for name in kept.keys() - present:
        kept[name].unlink()
    new = sorted(present - kept.keys())
    assert vault.store.folder is not None  # noqa: S101 - backup() has refused a vault in memory
    for name in new:
        place = target / name[:2] / name
        place.parent.mkdir(mode=0o700, exist_ok=True)
        shutil.copyfile(vault.store.folder / "files" / name[:2] / name, place)
    return len(new)


def _drop_old(boxes: Path, today: date) -> Iterable[str]:
    for path in _key_boxes(boxes):
        if _day_of(path) <= today - timedelta(days=KEY_BOX_DAYS):
            path.unlink()
            yield path.name


def _key_boxes(boxes: Path) -> list[Path]:
    return sorted(path for path in boxes.glob("????-??-??.sqlite3*") if path.suffix != ".part")


def _day_of(path: Path) -> date:
    return date.fromisoformat(path.name[:10])


def _key_box(boxes: Path, day: date | None) -> Path:
    found = [path for path in _key_boxes(boxes) if day is None or _day_of(path) == day]
    if not found:
        raise BackupError("no key box")
    return found[-1]


def _either(path: Path) -> Path:
    sealed = path.with_name(path.name + _AGE)
    if not path.exists() and not sealed.exists():
        raise BackupError("no log")
    return path if path.exists() else sealed
