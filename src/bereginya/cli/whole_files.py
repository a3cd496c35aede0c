"""Files that appear whole or not at all: written aside, for this user alone, and renamed."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType


def write_whole(path: Path, made: bytes) -> None:
    """Write a file aside and rename it. An interrupted command leaves the old file, or none. Raises OSError."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    descriptor = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    try:
        with open(descriptor, "wb") as file:  # noqa: PTH123 - made for this user only before the first byte
            file.write(made)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


class StoppedError(Exception):
    """Somebody pressed Ctrl-C, or asked the command to end; `status` is what it ends with."""

    def __init__(self, number: int) -> None:
        super().__init__(f"signal {number}")
        self.status = 128 + number


@contextmanager
def stoppable() -> Iterator[None]:
    """Let a Ctrl-C or a plain kill be raised as StoppedError, so that what is done can be kept."""

    def stop(number: int, _frame: FrameType | None) -> None:
        raise StoppedError(number)

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
