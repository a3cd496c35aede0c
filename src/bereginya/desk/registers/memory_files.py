"""A sealed file opened where readers want a path: in a file that exists in memory alone, and has no name anywhere.

The kernel calls it /proc/self/fd/N; it goes when it is closed, or with the process. Linux only (memfd_create(2)).
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path


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
