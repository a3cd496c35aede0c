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
from pathlib import Path
from typing import IO, Self, get_args

from bereginya.names.keys import Part, key_lines

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

    def key_lines(self, texts: Sequence[str], part: Part) -> list[str]:
        """Return what `names.keys.key_lines` does; raise HelperGoneError if the process has ended."""
        if not texts:
            return []
        asked = "\n".join([part, *texts])
        if asked.count("\n") != len(texts):
            asked = "\n".join([part, *(text.replace("\n", " ") for text in texts)])
        try:
            _send(self._pipe(self._process.stdin), asked)
            answer = _received(self._pipe(self._process.stdout))
        except (OSError, ValueError) as error:
            raise HelperGoneError from error
        if answer is None:
            raise HelperGoneError
        return answer.split("\n")

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
        name, *texts = asked.split("\n")
        part = next(part for part in _PARTS if part == name)
        _send(sys.stdout.buffer, "\n".join(key_lines(texts, part)))


if __name__ == "__main__":
    main()
