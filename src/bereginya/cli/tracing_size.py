"""Whether lists fit the memory of this computer: told before, since a system out of memory ends without a word."""

from collections.abc import Sequence
from pathlib import Path

import pyarrow.parquet

from bereginya.cli.tracing_asked import AskedError
from bereginya.tracing.engines import Register
from bereginya.tracing.review import sentence

_A_RECORD = 500  # bytes; 330 of ten million were measured (docs/performance.md), whose names repeat themselves more
_START = 600_000_000  # bytes of the program, its libraries and the inquiries
_SMALL = 64 << 20  # bytes of a file that fits anywhere
_SAMPLE = 1 << 18
_MEMORY = Path("/proc/meminfo")


def refuse_too_long(lists: Sequence[Register], language: str, *, memory: Path = _MEMORY) -> None:
    """Raise AskedError if lists need more memory than is free, where the system tells how much that is."""
    free = _free(memory)
    needed = _START + _A_RECORD * sum(map(_records, lists))
    if free is not None and needed > free and any(one.source.path.stat().st_size > _SMALL for one in lists):
        told = {"needed": f"{needed / 1e9:.1f}", "free": f"{free / 1e9:.1f}"}
        raise AskedError(sentence(language, "said", "too_long", **told))


def _free(memory: Path) -> int | None:
    """Return the bytes that can be had without swapping (proc(5), MemAvailable); None on other systems."""
    try:
        lines = memory.read_text("ascii").splitlines()
    except OSError:
        return None
    return next((1024 * int(line.split()[1]) for line in lines if line.startswith("MemAvailable:")), None)


def _records(one: Register) -> int:
    """Return about how many records a list has: Parquet says it; of lines the first tell how long one is."""
    path = one.source.path
    if one.source.form == "parquet":
        return int(pyarrow.parquet.read_metadata(path).num_rows)
    with path.open("rb") as file:
        head = file.read(_SAMPLE)
    return path.stat().st_size * (head.count(b"\n") + 1) // max(len(head), 1)
