"""A sealed file opened where readers want a path: in a file that exists in memory alone, and has no name anywhere.

The kernel calls it /proc/self/fd/N; it goes when it is closed, or with the process. Linux only (memfd_create(2)).

So the memory of the computer says how large a list may be: its file lies in memory while it is read, and its rows as
long as it is searched.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

_A_GIGABYTE = 1 << 30
_ALWAYS = 200 << 20
_A_ROW = 600
"""Bytes of memory a row takes while its index is made, measured with three million; with fewer rows it is more."""


def memory() -> int:
    """Return the bytes of memory that this computer has."""
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


def largest(memory: int) -> int:
    """Return the bytes a list may have here: an eighth of the memory, at least 200 MB, at most a gigabyte."""
    return min(_A_GIGABYTE, max(_ALWAYS, memory // 8))


def most_rows(memory: int) -> int:
    """Return how many rows of one list can be searched here: those whose index takes half of the memory."""
    return memory // 2 // _A_ROW


@contextmanager
def in_memory(pieces: Iterable[bytes]) -> Iterator[Path]:
    """Yield a path under which these bytes can be read, as often as one likes, until the block ends."""
    number = os.memfd_create("list", os.MFD_CLOEXEC)
    try:
        for piece in pieces:
            _write_all(number, piece)
        yield Path(f"/proc/self/fd/{number}")
    finally:
        os.close(number)


def _write_all(number: int, piece: bytes) -> None:
    left = memoryview(piece)
    while left:
        left = left[os.write(number, left) :]
