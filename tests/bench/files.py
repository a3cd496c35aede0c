"""How fast a file is sealed and opened, beside the bare library call on the same bytes and the same disk.

`python -m tests.bench.files` needs a gigabyte of disk in the folder for temporary files.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from statistics import median

from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from bereginya.vault.chunks import CHUNK, TAG, FileFacts
from bereginya.vault.filestore import FolderFiles, read_from, seal_into
from tests.bench.table import Figure, Target, show

ROUNDS = 5
_KEY = bytes(range(32))
_FILE = "11" * 16
_BLOCK = os.urandom(CHUNK)


def figures(mebibytes: int = 1024) -> Iterator[Figure]:
    """Measure a file of so many MiB; medians of some rounds, ours and the bare call by turns."""
    with tempfile.TemporaryDirectory() as folder:
        times = [_round(Path(folder), mebibytes) for _ in range(ROUNDS)]
    bare_seal, ours_seal, bare_open, ours_open = (median(column) for column in zip(*times, strict=True))
    hashed = f"; SHA-256 alone, which is checked as well, {mebibytes / _timed(lambda: _hash(mebibytes)):.0f} MiB/s"
    yield _ratio("sealing a file, with its disk writes", mebibytes, ours_seal, bare_seal)
    yield _ratio("opening a file", mebibytes, ours_open, bare_open, hashed)
    yield Figure("memory that sealing and opening add", _memory(mebibytes), "MiB", Target(below=64))


def _ratio(what: str, mebibytes: int, ours: float, bare: float, besides: str = "") -> Figure:
    speeds = f"{mebibytes / ours:.0f} MiB/s; the bare call {mebibytes / bare:.0f} MiB/s{besides}"
    return Figure(f"{what} ({mebibytes} MiB)", bare / ours, "of the bare call", Target(least=0.8), speeds)


def _round(folder: Path, mebibytes: int) -> tuple[float, float, float, float]:
    bare, files = folder / "bare", FolderFiles(folder / "files", keep_free=0)
    bare_seal = _timed(lambda: _seal_barely(bare, mebibytes))
    bare_open = _timed(lambda: _open_barely(bare, mebibytes))
    bare.unlink()
    found: list[FileFacts] = []
    ours_seal = _timed(lambda: found.append(seal_into(files, _FILE, _KEY, _plaintext(mebibytes))))
    ours_open = _timed(lambda: _drain(read_from(files, _FILE, _KEY, found[0])))
    files.delete(_FILE)
    return bare_seal, ours_seal, bare_open, ours_open


def _timed(act: Callable[[], object]) -> float:
    os.sync()  # what was written before is not part of this
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def _plaintext(mebibytes: int) -> Iterator[bytes]:
    for _ in range(mebibytes):
        yield _BLOCK


def _seal_barely(path: Path, mebibytes: int) -> None:
    cipher = ChaCha20Poly1305(_KEY)
    with path.open("wb") as file:
        for number, block in enumerate(_plaintext(mebibytes)):
            file.write(cipher.encrypt(number.to_bytes(12, "big"), block, None))
        file.flush()
        os.fsync(file.fileno())


def _open_barely(path: Path, mebibytes: int) -> None:
    cipher = ChaCha20Poly1305(_KEY)
    with path.open("rb") as file:
        for number in range(mebibytes):
            cipher.decrypt(number.to_bytes(12, "big"), file.read(CHUNK + TAG), None)


def _hash(mebibytes: int) -> None:
    digest = sha256()
    for block in _plaintext(mebibytes):
        digest.update(block)


def _drain(pieces: Iterator[bytes]) -> None:
    for _ in pieces:
        pass


def _memory(mebibytes: int) -> float:
    """Return how much a fresh process grows, at its highest, while it seals and opens the file."""
    command = [sys.executable, "-m", "tests.bench.files", "memory", str(mebibytes)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def _grow(mebibytes: int) -> float:
    before = _highest()
    with tempfile.TemporaryDirectory() as folder:
        files = FolderFiles(Path(folder), keep_free=0)
        facts = seal_into(files, _FILE, _KEY, _plaintext(mebibytes))
        _drain(read_from(files, _FILE, _KEY, facts))
    return _highest() - before


def _highest() -> float:
    """Return the most memory this program has held, in MiB; ru_maxrss would count the parent's too."""
    (line,) = [line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM")]
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    if sys.argv[1:2] == ["memory"]:
        sys.stdout.write(str(_grow(int(sys.argv[2]))))
    else:
        show([figure.line() for figure in figures()])
