"""Keys made in a process of their own, for whoever has tens of thousands of names and a second core.

The process knows this package alone. Names come through a pipe and keys go through another: nothing is written, no
argument names anybody, it says nothing by itself. It ends when the pipe is closed, with its parent at the latest.
"""

import gc
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import IO, Self, get_args

from bereginya.names.keys import TAB, Part, key_lines_each

_SIZE = 8  # bytes of a length
_PARTS = get_args(Part)


class HelperGoneError(Exception):
    """The process ended before it answered: do the work here. What was asked is lost, and nothing else."""


class Helper:
    """A process that makes keys. Close it; one that is forgotten ends with this process."""

    def __init__(self) -> None:
        root = str(Path(__file__).parents[2])
        paths = os.pathsep.join([root, *filter(None, [os.environ.get("PYTHONPATH")])])
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "bereginya.names.apart"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # a traceback would show names
            env=os.environ | {"PYTHONPATH": paths},
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def id(self) -> int:
        """The number of the process."""
        return self._process.pid

    def key_lines_each(self, texts: Sequence[str], parts: Sequence[Part]) -> list[list[str]]:
        """Return what `names.keys.key_lines_each` does; raise HelperGoneError if the process has ended."""
        if not texts:
            return [[] for _ in parts]
        asked = "\n".join([TAB.join(parts), *texts])
        if asked.count("\n") != len(texts):
            asked = "\n".join([TAB.join(parts), *(text.replace("\n", " ") for text in texts)])
        try:
            _send(self._pipe(self._process.stdin), asked)
            answer = _received(self._pipe(self._process.stdout))
        except (OSError, ValueError) as error:
            raise HelperGoneError from error
        if answer is None:
            raise HelperGoneError
        lines = answer.split("\n")
        return [lines[start : start + len(texts)] for start in range(0, len(lines), len(texts))]

    def close(self) -> None:
        """End the process; what it held is gone with it."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            try:
                self._pipe(pipe).close()
            except OSError:
                continue  # bytes that nobody will read any more

    @staticmethod
    def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
        if pipe is None:
            raise ValueError("a process without pipes")
        return pipe


def _send(pipe: IO[bytes], text: str) -> None:
    """Write a text with its length before it. Half a letter of UTF-16, as bad files have it, passes."""
    data = text.encode("utf-8", "surrogatepass")
    pipe.write(len(data).to_bytes(_SIZE, "little") + data)
    pipe.flush()


def _received(pipe: IO[bytes]) -> str | None:
    """Return the next text, or None where the pipe was closed."""
    size = pipe.read(_SIZE)
    if len(size) < _SIZE:
        return None
    length = int.from_bytes(size, "little")
    data = pipe.read(length)
    return data.decode("utf-8", "surrogatepass") if len(data) == length else None


def main() -> None:
    """Answer until the pipe is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to all; the parent decides, and closes the pipe
    gc.disable()  # keys hold no cycles, and looking for them takes a fifth of the time
    while (asked := _received(sys.stdin.buffer)) is not None:
        names, *texts = asked.split("\n")
        parts = [part for name in names.split(TAB) for part in _PARTS if part == name]
        _send(sys.stdout.buffer, "\n".join(chain.from_iterable(key_lines_each(texts, parts))))


if __name__ == "__main__":
    main()
