"""About how many rows a file has, told before they are read: by its line ends, its closing tags or its directory.

It is an estimate that a person waits by, nothing is decided on it: line ends within a cell count as rows.
"""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet

from bereginya.tracing.reading import Source

_PIECE = 1 << 20
_ROW, _PERSON, _OBJECT = re.compile(rb"<(?:\w+:)?row[ >]"), re.compile(rb"</(?:\w+:)?person>"), re.compile(rb"\}\s*,")


def about_rows(source: Source) -> int:
    """Return about how many rows stand below the header of a file; at least one."""
    return max(1, _counted(source) - source.header_row)


def _counted(source: Source) -> int:
    if source.form == "parquet":
        return int(pyarrow.parquet.read_metadata(source.path).num_rows)
    if source.form == "xlsx":
        return _in_sheets(source.path)
    if source.form == "pfif":
        return _matches(source.path, _PERSON)
    lines = sum(piece.count(b"\n") for piece in _pieces(source.path))
    return lines if lines > 1 or source.form == "csv" else _matches(source.path, _OBJECT)  # JSON may be one long line


def _matches(path: Path, what: re.Pattern[bytes]) -> int:
    return sum(len(what.findall(piece)) for piece in _pieces(path))


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        yield from iter(lambda: file.read(_PIECE), b"")


def _in_sheets(path: Path) -> int:
    """Return the rows of all sheets of a spreadsheet, as dense as they stand at the beginning of each."""
    with zipfile.ZipFile(path) as packed:
        parts = [part for part in packed.infolist() if part.filename.startswith("xl/worksheets/sheet")]
        return sum(_in_sheet(packed, part) for part in parts)


def _in_sheet(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> int:
    with packed.open(part) as file:
        beginning = file.read(_PIECE)
    return len(_ROW.findall(beginning)) * part.file_size // max(1, len(beginning))
