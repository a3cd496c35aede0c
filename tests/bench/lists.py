"""A list at the desk: how long reading and opening a million rows take, and the memory of a row.

    python -m tests.bench.lists FILE.csv

measures one file in a process of its own, and prints what `figures` puts into the table.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq

from bereginya.desk.registers import columns, rows
from bereginya.desk.registers.book import Book
from bereginya.desk.registers.memory_files import in_memory
from bereginya.tracing import reading
from bereginya.vault import CompartmentId, EntryId
from tests.bench.table import Figure
from tests.bench.tracing import made

PEOPLE = 1_000_000
_PLACE, _EDITION = CompartmentId("0" * 32), EntryId("0" * 32)
_FEW = 2_000


def figures(people: int = PEOPLE) -> Iterator[Figure]:
    """Yield what one list takes."""
    with tempfile.TemporaryDirectory() as folder:
        files = made(Path(folder), people, 10, 7)
        file = Path(folder) / "register.csv"
        pyarrow.csv.write_csv(pq.read_table(files.register), file)
        command = [sys.executable, "-m", "tests.bench.lists", str(file)]
        told = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    beside = f"{told['rows']:,} rows, {told['bytes']:.0f} bytes of CSV a row"
    yield Figure("lists: processor time to read one", told["read"], "s", None, beside)
    yield Figure("lists: processor time to open it", told["open"], "s", None, "compiled before")
    yield Figure("lists: memory of a row at its highest", told["peak"] / told["rows"], "bytes")
    yield Figure("lists: memory of a row that is searched", told["held"] / told["rows"], "bytes")


def _measured(file: Path) -> dict[str, float]:
    """Return what reading and opening one file took, after a small one for which everything was compiled."""
    _opened(_packed(_beginning(file)))
    before, start = _resident(), time.process_time()
    packed = _packed(_pieces(file))
    people, read = packed.rows, time.process_time()
    book = _opened(packed)
    done, peak = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    del packed
    pa.default_memory_pool().release_unused()
    held = _resident() - before
    return {"rows": len(book.index), "read": read - start, "open": done - read, "peak": peak - before, "held": held} | {
        "bytes": file.stat().st_size / people
    }


def _packed(pieces: Iterable[bytes]) -> columns.Packed:
    """Read a list as the desk does: its file in memory, its rows block by block."""
    with in_memory(pieces) as path:
        source = reading.look(path)
        parts = reading.batches(source, reading.mapped(source))
        return columns.packed(rows.named(part.table, bytes(32)) for part in parts)


def _opened(packed: columns.Packed) -> Book:
    table, marks = columns.unpacked(packed.pieces())
    assert marks is not None
    return Book.of_rows(rows.Named(table, marks), _PLACE, _EDITION, lambda _: None)


def _pieces(file: Path) -> Iterator[bytes]:
    with file.open("rb") as opened:
        yield from iter(lambda: opened.read(1 << 20), b"")


def _beginning(file: Path) -> Iterator[bytes]:
    with file.open("rb") as opened:
        yield from islice(opened, _FEW)


def _resident() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_measured(Path(sys.argv[1]))))
