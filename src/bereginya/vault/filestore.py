"""The folder of sealed files. Nothing but sealed bytes is ever written there, also when an upload is cut off.

A file is complete when it has its final name; bytes, name and folder are on the disk before its id is handed out.
"""

import os
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from shutil import disk_usage
from typing import BinaryIO, Protocol

from bereginya.facts.errors import BereginyaError
from bereginya.vault.chunks import CHUNK, HEADER_SIZE, TAG, FileFacts, StreamOpener, StreamSealer, offset
from bereginya.vault.errors import DamagedError

KEEP_FREE = 1 << 30
"""Bytes of disk that are never used: the log has to be able to grow when uploads cannot."""


class DiskNearlyFullError(BereginyaError):
    """Less than a gigabyte of disk would stay free."""

    code = "vault.disk-nearly-full"


class Files(Protocol):
    """Where sealed files lie."""

    def write(self, name: str, sealed: Iterable[bytes]) -> None:
        """Keep the sealed bytes under the name; all of them, on disk, or none."""

    def read(self, name: str, start: int, length: int) -> bytes:
        """Return up to `length` bytes from `start`; raise DamagedError when there is no such file."""

    def delete(self, name: str) -> None:
        """Delete the file if it is there."""

    def names(self) -> Iterator[str]:
        """Yield the names of all complete files."""


class MemoryFiles:
    """Sealed files of a vault in memory."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def write(self, name: str, sealed: Iterable[bytes]) -> None:
        """Keep the sealed bytes."""
        self._kept[name] = b"".join(sealed)

    def read(self, name: str, start: int, length: int) -> bytes:
        """Return a part of the file."""
        if name not in self._kept:
            raise DamagedError(f"file {name}")
        return self._kept[name][start : start + length]

    def delete(self, name: str) -> None:
        """Delete the file."""
        self._kept.pop(name, None)

    def names(self) -> Iterator[str]:
        """Yield all names."""
        yield from tuple(self._kept)


class FolderFiles:
    """Sealed files in a folder, two hex digits a subfolder."""

    def __init__(self, folder: Path, keep_free: int = KEEP_FREE) -> None:
        self._folder = folder
        self._keep_free = keep_free
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def write(self, name: str, sealed: Iterable[bytes]) -> None:
        """Write a part file, sync it, give it its name, sync the folder."""
        self._check_room()
        target = self._path(name)
        target.parent.mkdir(mode=0o700, exist_ok=True)
        part = target.with_suffix(".part")
        try:
            with open(part, "xb", opener=_private) as file:
                self._copy(sealed, file)
            part.rename(target)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
        _sync(target.parent)
        _sync(self._folder)

    def read(self, name: str, start: int, length: int) -> bytes:
        """Return a part of the file."""
        try:
            with self._path(name).open("rb") as file:
                file.seek(start)
                return file.read(length)
        except FileNotFoundError as error:
            raise DamagedError(f"file {name}") from error

    def delete(self, name: str) -> None:
        """Delete the file; its absence is on disk when this returns."""
        with suppress(FileNotFoundError):
            self._path(name).unlink()
            _sync(self._path(name).parent)

    def names(self) -> Iterator[str]:
        """Yield the names of all complete files."""
        for path in self._folder.glob("??/*"):
            if path.suffix == "":
                yield path.name

    def _copy(self, sealed: Iterable[bytes], file: BinaryIO) -> None:
        for number, data in enumerate(sealed):
            if number % 64 == 63:
                self._check_room()
            file.write(data)
        file.flush()
        os.fsync(file.fileno())

    def _check_room(self) -> None:
        if disk_usage(self._folder).free < self._keep_free:
            raise DiskNearlyFullError("disk")

    def _path(self, name: str) -> Path:
        return self._folder / name[:2] / name


def seal_into(files: Files, file_id: str, key: bytes, chunks: Iterable[bytes]) -> FileFacts:
    """Seal a stream into a new file and return its facts; memory stays flat."""
    sealer = StreamSealer(key, file_id)
    facts: list[FileFacts] = []

    def sealed() -> Iterator[bytes]:
        yield sealer.header()
        for data in chunks:
            yield from sealer.feed(data)
        last, found = sealer.finish()
        facts.append(found)
        yield last

    files.write(file_id, sealed())
    return facts[0]


def read_from(files: Files, file_id: str, key: bytes, facts: FileFacts, start: int = 0) -> Iterator[bytes]:
    """Yield the plaintext from byte `start` on; raise DamagedError at the first chunk that was changed."""
    opener = StreamOpener(key, file_id, files.read(file_id, 0, HEADER_SIZE))
    for index in range(start // CHUNK, facts.chunks):
        last = index == facts.chunks - 1
        chunk = opener.open(index, files.read(file_id, offset(index), CHUNK + TAG), last=last)
        end = facts.length - index * CHUNK if last else CHUNK
        yield chunk[max(start - index * CHUNK, 0) : end]


def sweep(files: Files, known: Collection[str]) -> int:
    """Delete the files that no entry names, left by uploads that were cut off; return how many."""
    lost = [name for name in files.names() if name not in known]
    for name in lost:
        files.delete(name)
    return len(lost)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
