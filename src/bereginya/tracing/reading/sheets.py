"""Spreadsheets (XLSX): what the cells show, never what their formulas would do.

Read is the value that the spreadsheet program stored beside a formula; nothing is computed here, and a formula without
a stored value is an empty cell. Dates are days as ISO 8601 writes them. A cell merged downwards counts for each of its
rows.
"""

import re
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path
from typing import IO, TYPE_CHECKING

from bereginya.tracing.reading.errors import UnreadableFileError
from bereginya.tracing.reading.values import Block, Source, block, named

if TYPE_CHECKING:
    from openpyxl import Workbook

_SAMPLE = 300
_ROWS = 50_000
_MOST_UNPACKED = 8 << 30
_MOST_RATIO = 400  # a list of names packs 10 to 30 times; ten million equal cells a hundred times
_SMALL = 64 << 20
_MERGE = re.compile(rb'<mergeCell [^>]*ref="([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})"')
_OVERLAP = 200
_MOST_MERGED = 100_000


def look(path: Path) -> Source:
    """Return the sheet with most to say and its first rows; the others with the same header belong to it."""
    _refuse_bomb(path)
    book = _opened(path)
    try:
        first = {sheet.title: _rows_of(book, sheet.title, {}, most=_SAMPLE) for sheet in book.worksheets}
        samples = {name: [row for _, row in rows] for name, rows in first.items()}
    finally:
        book.close()
    filled = {name: rows for name, rows in samples.items() if any(any(row) for row in rows)}
    if not filled:
        raise UnreadableFileError(f"{path.name}: no sheet has rows")
    return _source(path, filled)


def _source(path: Path, filled: Mapping[str, list[list[str | None]]]) -> Source:
    """Return all filled sheets as candidates; `opening` decides by their headers which belong together."""
    name = max(filled, key=lambda one: (min(len(filled[one]), 3), max(sum(map(bool, row)) for row in filled[one])))
    rows = filled[name]
    wide = max(len(row) for row in rows)
    sample = tuple(tuple(row) + (None,) * (wide - len(row)) for row in rows)
    same = tuple(one for one, other in filled.items() if one == name or other[0] == rows[0])
    left = tuple(one for one in filled if one not in same)
    return Source(path, "xlsx", named(sample[0]), sample, sheets=same, left_out=left)


def blocks(source: Source) -> Iterator[Block]:
    """Read the rows below the header of each sheet; a row has the number that the spreadsheet shows beside it."""
    merged = _merged(source.path)
    book = _opened(source.path)
    wide = len(source.headers)
    try:
        for sheet in source.sheets:
            rows: list[list[str | None]] = []
            numbers: list[int] = []
            for number, cells in _rows_of(book, sheet, merged.get(sheet, {})):
                if number <= source.header_row or not any(cells):
                    continue
                rows.append([*cells[:wide], *[None] * (wide - len(cells))])
                numbers.append(number)
                if len(rows) == _ROWS:
                    yield block(source.headers, rows, numbers, done=0.5)
                    rows, numbers = [], []
            yield block(source.headers, rows, numbers, done=1.0)
    finally:
        book.close()


def _opened(path: Path) -> "Workbook":
    from openpyxl import load_workbook  # noqa: PLC0415 - a tenth of the start, for one kind of file

    try:
        data = BytesIO(path.read_bytes())  # by its contents: openpyxl refuses a path with another ending, or with none
        return load_workbook(data, read_only=True, data_only=True, keep_links=False)
    except Exception as error:
        raise UnreadableFileError(f"{path.name}: no spreadsheet that can be read ({type(error).__name__})") from error


def _rows_of(
    book: "Workbook", sheet: str, merged: Mapping[tuple[int, int], int], most: int | None = None
) -> "Iterator[tuple[int, list[str | None]]] | list[tuple[int, list[str | None]]]":
    rows = _filled_rows(book, sheet, merged, most)
    return rows if most is None else list(rows)


def _filled_rows(
    book: "Workbook", sheet: str, merged: Mapping[tuple[int, int], int], most: int | None
) -> Iterator[tuple[int, list[str | None]]]:
    """Yield row numbers and texts, merged cells filled downwards."""
    worksheet = book[sheet]
    worksheet.reset_dimensions()  # the size that the file claims may be a lie
    held: dict[int, tuple[int, str | None]] = {}
    for number, values in enumerate(worksheet.iter_rows(max_row=most, values_only=True), 1):
        cells = [_text(value) for value in values]
        for place in range(len(cells)):
            last = merged.get((number, place))
            if last is not None:
                held[place] = (last, cells[place])
        for place, (last, cell) in list(held.items()):
            if number > last:
                del held[place]
                continue
            cells += [None] * (place + 1 - len(cells))  # a row ends with its last filled cell
            cells[place] = cell if cells[place] is None else cells[place]
        yield number, cells


def _text(value: object) -> str | None:
    """Return what a cell shows: a day without its midnight, a whole number without its point."""
    if value is None or isinstance(value, bool):
        return None
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip() or None


def _merged(path: Path) -> dict[str, dict[tuple[int, int], int]]:
    """Return for each sheet the cells that reach down: (row, column from 0) and the last row they count for."""
    book = _opened(path)
    try:
        parts = {sheet.title: getattr(sheet, "_worksheet_path", None) for sheet in book.worksheets}
    finally:
        book.close()
    with zipfile.ZipFile(path) as packed:
        return {title: _reaching(packed, part) for title, part in parts.items() if isinstance(part, str)}


def _reaching(packed: zipfile.ZipFile, part: str) -> dict[tuple[int, int], int]:
    from openpyxl.utils import range_boundaries  # noqa: PLC0415 - as above

    found: dict[tuple[int, int], int] = {}
    with packed.open(part) as file:
        for reference in _references(file):
            column, first, _, last = range_boundaries(reference)
            if column and first and last and last > first and len(found) < _MOST_MERGED:
                found[first, column - 1] = last
    return found


def _references(file: IO[bytes]) -> Iterator[str]:
    """Yield the merged ranges of a sheet's XML: read past the cells as bytes, which takes no memory."""
    rest = b""
    while data := file.read(1 << 20):
        rest = rest[-_OVERLAP:] + data
        end = 0
        for match in _MERGE.finditer(rest):
            yield match[1].decode("ascii")
            end = match.end()
        rest = rest[end:]


def _refuse_bomb(path: Path) -> None:
    """Raise UnreadableFileError for a packed file that unpacks to what no list of people does."""
    try:
        with zipfile.ZipFile(path) as packed:
            parts = packed.infolist()
    except (zipfile.BadZipFile, OSError) as error:
        raise UnreadableFileError(f"{path.name}: not a whole spreadsheet") from error
    for part in parts:
        if part.file_size > _SMALL and part.file_size > _MOST_RATIO * max(1, part.compress_size):
            raise UnreadableFileError(f"{path.name}: unpacks to {part.file_size} bytes from {part.compress_size}")
    if sum(part.file_size for part in parts) > _MOST_UNPACKED:
        raise UnreadableFileError(f"{path.name}: unpacks to more than {_MOST_UNPACKED} bytes")
