"""The folder of sealed files. Nothing but sealed bytes is ever written there, also when an upload is cut off.

A file is complete when it has its final name; bytes, name and folder are on the disk before its id is handed out. It
exists when an entry names it: what was sealed and never named is as unreadable as if it were erased, and swept away.
"""

import errno
import os
import re
import time
from collections.abc import Collection, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from shutil import disk_usage
from typing import BinaryIO, Protocol, Self

from bereginya.facts.errors import BereginyaError
from bereginya.vault.chunks import (
    CHUNK,
    HEADER_SIZE,
    TAG,
    FileFacts,
    StreamOpener,
    StreamSealer,
    chunk_count,
    offset,
)
from bereginya.vault.errors import DamagedError

KEEP_FREE = 1 << 30
"""Bytes of disk that are never used: the log has to be able to grow when uploads cannot."""
UNCLAIMED = 3600.0
"""Seconds after which a file that no entry names is lost. The other process may be about to name a younger one."""
_WORTH_A_THREAD = 1 << 16
_NAME = re.compile("[0-9a-f]{32}")
_PART = ".part"


class DiskNearlyFullError(BereginyaError):
    """Less than a gigabyte of disk would stay free."""

    code = "vault.disk-nearly-full"


class Files(Protocol):
    """Where sealed files lie."""

    def write(self, name: str, sealed: Iterable[bytes | memoryview]) -> None:
        """Keep the sealed bytes under the name; all of them, on disk, or none."""

    def read(self, name: str, start: int, length: int) -> bytes:
        """Return up to `length` bytes from `start`; raise DamagedError when there is no such file."""

    def delete(self, name: str) -> None:
        """Delete the file if it is there."""

    def names(self) -> Iterator[str]:
        """Yield the names of all complete files."""

    def idle(self, seconds: float) -> Iterator[str]:
        """Yield the names of the files, complete or cut off, that were not written to for so long."""


class MemoryFiles:
    """Sealed files of a vault in memory."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[float, bytes]] = {}

    def write(self, name: str, sealed: Iterable[bytes | memoryview]) -> None:
        """Keep the sealed bytes."""
        kept = bytearray()
        for data in sealed:
            kept += data
        self._kept[name] = time.time(), bytes(kept)

    def read(self, name: str, start: int, length: int) -> bytes:
        """Return a part of the file."""
        if name not in self._kept:
            raise DamagedError(f"file {name}")
        return self._kept[name][1][start : start + length]

    def delete(self, name: str) -> None:
        """Delete the file."""
        self._kept.pop(name, None)

    def names(self) -> Iterator[str]:
        """Yield all names."""
        yield from tuple(self._kept)

    def idle(self, seconds: float) -> Iterator[str]:
        """Yield the names of the files that are as old as that."""
        latest = time.time() - seconds
        yield from [name for name, (written, _) in self._kept.items() if written <= latest]


class FolderFiles:
    """Sealed files in a folder, two hex digits a subfolder."""

    def __init__(self, folder: Path, keep_free: int = KEEP_FREE) -> None:
        self._folder = folder
        self._keep_free = keep_free
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def write(self, name: str, sealed: Iterable[bytes | memoryview]) -> None:
        """Write a part file, sync it, give it its name, sync the folder. A name is used once."""
        target = self._path(name)
        self._check_room(0)
        if target.exists():
            raise FileExistsError(name)
        part = target.with_suffix(_PART)
        try:
            with _made(part) as file:
                self._copy(sealed, file)
            part.rename(target)
        except OSError as error:
            part.unlink(missing_ok=True)
            if error.errno in (errno.ENOSPC, errno.EDQUOT):
                raise DiskNearlyFullError("disk") from error
            raise
        except BaseException:
            part.unlink(missing_ok=True)
            raise
        _sync(target.parent)

    def read(self, name: str, start: int, length: int) -> bytes:
        """Return a part of the file. The file is not held open: a deletion ends every reading."""
        try:
            with self._path(name).open("rb") as file:
                file.seek(start)
                return file.read(length)
        except FileNotFoundError as error:
            raise DamagedError(f"file {name}") from error

    def delete(self, name: str) -> None:
        """Delete the file and what was cut off of it; its absence is on disk when this returns."""
        path = self._path(name)
        with suppress(FileNotFoundError):
            path.with_suffix(_PART).unlink(missing_ok=True)
            path.unlink(missing_ok=True)
            _sync(path.parent)

    def names(self) -> Iterator[str]:
        """Yield the names of all complete files."""
        for path in self._folder.glob("??/*"):
            if path.suffix == "":
                yield path.name

    def idle(self, seconds: float) -> Iterator[str]:
        """Yield the names of the files, complete or cut off, that were not written to for so long."""
        latest = time.time() - seconds
        for path in self._folder.glob("??/*"):
            with suppress(FileNotFoundError):  # the other process swept first
                if _NAME.fullmatch(path.stem) and path.stat().st_mtime <= latest:
                    yield path.stem

    def _copy(self, sealed: Iterable[bytes | memoryview], file: BinaryIO) -> None:
        for number, data in enumerate(sealed, 1):
            self._check_room(len(data))
            file.write(data)
            if number % 16 == 0:
                _begin_writing(file)
        file.flush()
        os.fsync(file.fileno())

    def _check_room(self, more: int) -> None:
        if _free(self._folder) < self._keep_free + more:
            raise DiskNearlyFullError("disk")

    def _path(self, name: str) -> Path:
        if not _NAME.fullmatch(name):
            raise DamagedError("a file whose name is none")
        return self._folder / name[:2] / name


def seal_into(files: Files, file_id: str, key: bytes, chunks: Iterable[bytes]) -> FileFacts:
    """Seal a stream into a new file and return its facts; memory stays flat.

    Raises DiskNearlyFullError; whatever `chunks` raises goes through. Nothing is left behind by either.
    """
    sealer = StreamSealer(key, file_id)
    with _Hashing() as hashing:

        def sealed() -> Iterator[bytes | memoryview]:
            yield sealer.header()
            for data in chunks:
                hashing.update(data)
                yield from sealer.feed(data)
            yield from sealer.finish()

        files.write(file_id, sealed())
        return FileFacts(sealer.length, sealer.chunks, hashing.digest())


def read_from(files: Files, file_id: str, key: bytes, facts: FileFacts, start: int = 0) -> Iterator[bytes]:
    """Yield the plaintext from byte `start` on; raise DamagedError at the first chunk that was changed.

    The last piece is held back until the rest of the file and, read from its start, the SHA-256 are found right.
    """
    held = b""
    for piece in _pieces(files, file_id, key, facts, start):
        if held:
            yield held
        held = piece
    if held:
        yield held


def sweep(files: Files, known: Collection[str], age: float = UNCLAIMED) -> int:
    """Delete the files that no entry names, left by uploads that were cut off; return how many.

    `known` are the ids that entries name. Files written to in the last `age` seconds are left alone.
    """
    lost = {name for name in files.idle(age) if name not in known}
    for name in lost:
        files.delete(name)
    return len(lost)


def _pieces(files: Files, file_id: str, key: bytes, facts: FileFacts, start: int) -> Iterator[bytes]:
    """Yield the plaintext; once all was yielded and asked for more, check what is left to check."""
    if start < 0 or facts.chunks != chunk_count(facts.length):
        raise DamagedError(f"file {file_id}")
    opener = StreamOpener(key, file_id, files.read(file_id, 0, HEADER_SIZE))
    with _Hashing() as hashing:
        for index in range(start // CHUNK, facts.chunks):
            sealed = files.read(file_id, offset(index), CHUNK + TAG)
            chunk = opener.open(index, sealed, last=index == facts.chunks - 1)
            first = index * CHUNK
            piece = chunk[max(start - first, 0) : max(facts.length - first, 0)]
            hashing.update(piece)
            if piece:
                yield piece
        if start == 0 and hashing.digest() != facts.sha256:
            raise DamagedError(f"file {file_id}")


class _Hashing:
    """SHA-256 in a second thread: it takes about as long as sealing and writing together. Both let the other run."""

    def __init__(self) -> None:
        self._digest = sha256()
        self._thread = ThreadPoolExecutor(1)
        self._last: Future[None] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._thread.shutdown()

    def update(self, data: bytes) -> None:
        """Take the next bytes, in another thread if they are worth the way there."""
        self._wait()
        if len(data) < _WORTH_A_THREAD:
            self._digest.update(data)
        else:
            self._last = self._thread.submit(self._digest.update, data)

    def digest(self) -> bytes:
        """Return the hash of all that was taken."""
        self._wait()
        return self._digest.digest()

    def _wait(self) -> None:
        if self._last is not None:
            self._last.result()
            self._last = None


def _made(part: Path) -> BinaryIO:
    """Make a part file, and its folder, so that only the owner can read them."""
    if not part.parent.exists():
        part.parent.mkdir(mode=0o700, exist_ok=True)
        _sync(part.parent.parent)
    return open(part, "xb", opener=_private)


def _free(folder: Path) -> int:
    return disk_usage(folder).free


def _begin_writing(file: BinaryIO) -> None:
    """Let the disk work while sealing goes on, and a large file not push everything else out of memory."""
    if hasattr(os, "posix_fadvise"):  # not on macOS
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
