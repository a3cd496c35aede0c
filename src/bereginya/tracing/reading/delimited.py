"""Text files with a delimiter: fast where the file is clean, line by line where it is not.

The fast way is pyarrow's reader. Whatever it cannot take, a row with other cells, a byte that is no letter, a quote
that swallows lines, sends the whole file the careful way, which keeps the bad rows aside and reads the rest. Both give
the same rows for a clean file. Memory is bounded by a block, however long the file is.
"""

import codecs
import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from bereginya.tracing import coded
from bereginya.tracing.reading import encodings
from bereginya.tracing.reading.errors import UnreadableFileError
from bereginya.tracing.reading.values import Aside, Block, Source, block, named

_HEAD = 1 << 18
_DELIMITERS = ("\t", ";", ",", "|")
_SAMPLE = 300
_ROWS = 100_000  # in a careful block
_FAST_BLOCK = 1 << 23  # bytes
_LINES_IN_A_ROW = 50  # a quoted cell may have so many; more is a quote that was never closed
_LONGEST_CELL = 1 << 20
_NEWLINES = 20
_CODED = pa.dictionary(pa.int32(), pa.string())


def look(path: Path) -> Source:
    """Return how a text file is written: its encoding, its delimiter and its first rows, the header not yet chosen."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if not head.strip(b"\x00 \r\n\t\xef\xbb\xbf\xff\xfe"):
        raise UnreadableFileError(f"{path.name}: empty")
    encoding = encodings.of(head)
    lines = list(_head_lines(head, encoding))
    delimiter = _delimiter(lines)
    rows = [row for row in csv.reader(lines, delimiter=delimiter) if any(cell.strip() for cell in row)][:_SAMPLE]
    if not rows:
        raise UnreadableFileError(f"{path.name}: no rows")
    return Source(path, "csv", named(rows[0]), tuple(map(_emptied, rows)), encoding, delimiter)


def blocks(source: Source, *, careful: bool = False) -> Iterator[Block]:
    """Read the rows below the header, as text, block by block.

    The fast way may find halfway that the file is not clean. It then raises NotCleanError: what was yielded has to be
    thrown away, and `careful=True` asked for.
    """
    yield from _careful(source) if careful else _fast(source)


def line_of(source: Source, place: int) -> int:
    """Return the number of the line on which the filled row `place` (from 0) of the beginning of the file ends."""
    with source.path.open("rb") as file:
        reader = csv.reader(_head_lines(file.read(_HEAD), source.encoding), delimiter=source.delimiter)
        filled = -1
        for row in reader:
            filled += any(cell.strip() for cell in row)
            if filled == place:
                break
        return reader.line_num


class NotCleanError(ValueError):
    """The fast way met something it does not read."""


def _head_lines(head: bytes, encoding: str) -> Iterator[str]:
    """Yield the whole lines of the beginning of a file, mixed encodings included."""
    if encoding.startswith("utf-16"):
        text = codecs.getincrementaldecoder(encoding)("replace").decode(head)
        yield from io.StringIO(text, newline=None)
        return
    lines = head.splitlines(keepends=True)
    usual = encoding if encoding in encodings.OLD else "cp1251"
    for line in lines[:-1] if len(head) == _HEAD and len(lines) > 1 else lines:
        yield _line(line, usual) or "\n"


def _line(line: bytes, usual: str) -> str | None:
    try:
        return encodings.decoded(line.removeprefix(codecs.BOM_UTF8), usual).replace("\x00", "")
    except UnicodeDecodeError:
        return None


def _emptied(row: Sequence[str]) -> tuple[str | None, ...]:
    return tuple(cell.strip() or None for cell in row)


def _delimiter(lines: Sequence[str]) -> str:
    """Return the delimiter that gives the most rows the same number of cells; a comma where there is but one column."""
    best, found = (0.0, 0), ","
    for delimiter in _DELIMITERS:
        widths = [len(row) for row in csv.reader(lines[:_SAMPLE], delimiter=delimiter) if row]
        width = max(set(widths), key=lambda one: (widths.count(one), one), default=1)
        if width > 1 and (widths.count(width) / len(widths), width) > best:
            best, found = (widths.count(width) / len(widths), width), delimiter
    return found


# ---- the fast way


def whole(source: Source, repeating: Sequence[str] = ()) -> Block:
    """Read a clean file into memory on all cores; raises NotCleanError as `blocks` does.

    Columns that repeat themselves come coded.
    """
    try:
        table = pa.csv.read_csv(source.path, *_options(source, repeating))
    except pa.ArrowInvalid as error:
        if "Empty CSV" in str(error):
            return block(source.headers, [], ())
        raise NotCleanError from error
    except UnicodeDecodeError as error:
        raise NotCleanError from error
    for batch in table.to_batches():
        _refuse_swallowed(batch)
    first = source.header_row + 1
    return Block(table, np.arange(first, first + len(table), dtype=np.int64), done=1.0)


def _options(
    source: Source, repeating: Sequence[str] = ()
) -> "tuple[pa.csv.ReadOptions, pa.csv.ParseOptions, pa.csv.ConvertOptions]":
    return (
        pa.csv.ReadOptions(
            column_names=list(source.headers),
            skip_rows=source.header_row,
            encoding=source.encoding.replace("-sig", ""),
            block_size=_FAST_BLOCK,
        ),
        pa.csv.ParseOptions(delimiter=source.delimiter, newlines_in_values=True),
        pa.csv.ConvertOptions(
            column_types=dict.fromkeys(source.headers, pa.string()) | dict.fromkeys(repeating, _CODED),
            strings_can_be_null=True,
            null_values=[""],
            quoted_strings_can_be_null=True,
        ),
    )


def _fast(source: Source) -> Iterator[Block]:
    size = max(1, source.path.stat().st_size)
    try:
        reader = pa.csv.open_csv(source.path, *_options(source))
    except pa.ArrowInvalid as error:
        if "Empty CSV" in str(error):
            return
        raise NotCleanError from error
    except UnicodeDecodeError as error:
        raise NotCleanError from error
    yield from _batches(reader, size, source.header_row + 1)


def _batches(reader: "pa.csv.CSVStreamingReader", size: int, first: int) -> Iterator[Block]:
    read = 0
    while True:
        try:
            batch = reader.read_next_batch()
        except StopIteration:
            return
        except (pa.ArrowInvalid, UnicodeDecodeError) as error:
            raise NotCleanError from error
        if not batch.num_rows:
            continue
        _refuse_swallowed(batch)
        read += batch.nbytes
        yield Block(
            pa.Table.from_batches([batch]),
            np.arange(first, first + batch.num_rows, dtype=np.int64),
            done=min(1.0, read / size),
        )
        first += batch.num_rows


def _refuse_swallowed(batch: pa.RecordBatch) -> None:
    """Raise NotCleanError if a cell holds many lines: a quote was opened and closed by another row's."""
    for each in batch.columns:
        column = each.dictionary if coded.is_coded(each) else each
        if not column.buffers()[2] or b"\n" not in memoryview(column.buffers()[2]).tobytes():
            continue
        if pc.max(pc.count_substring(column, "\n")).as_py() > _NEWLINES:
            raise NotCleanError("a quote swallows lines")


# ---- the careful way


def _careful(source: Source) -> Iterator[Block]:
    size = max(1, source.path.stat().st_size)
    with source.path.open("rb") as file:
        aside: list[Aside] = []
        rows: list[list[str]] = []
        numbers: list[int] = []
        for number, row in _rows(_physical(file, source.encoding), source, aside):
            rows.append(row)
            numbers.append(number)
            if len(rows) == _ROWS:
                yield block(source.headers, rows, numbers, aside=tuple(aside), done=min(1.0, file.tell() / size))
                rows, numbers, aside[:] = [], [], []
        yield block(source.headers, rows, numbers, aside=tuple(aside), done=1.0)


def _physical(file: BinaryIO, encoding: str) -> Iterator[str | None]:
    """Yield the lines of a file; None for one whose bytes are letters in no encoding."""
    if encoding.startswith("utf-16"):
        yield from codecs.getreader(encoding)(file, "replace")
        return
    usual = encoding if encoding in encodings.OLD else "cp1251"
    for line in _bounded(file):
        yield None if line is None else _line(line, usual)


def _bounded(file: BinaryIO) -> Iterator[bytes | None]:
    """Yield the lines of a file; None for one so long that it is none: gigabytes without a line end stay bounded."""
    while line := file.readline(_LONGEST_CELL):
        if len(line) < _LONGEST_CELL or line.endswith(b"\n"):
            yield line
            continue
        while (rest := file.readline(_LONGEST_CELL)) and not rest.endswith(b"\n"):
            pass
        yield None


def _rows(lines: Iterable[str | None], source: Source, aside: list[Aside]) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows below the header with their line numbers; what is no row of this table is put aside."""
    wide = len(source.headers)
    for number, text in _joined(lines, aside):
        if number <= source.header_row or not text.strip():
            continue
        row = next(
            csv.reader([text] if "\n" not in text[:-1] else text.splitlines(keepends=True), delimiter=source.delimiter)
        )
        if len(row) == wide:
            yield number, [cell.strip() for cell in row]
        elif not any(cell.strip() for cell in row[wide:]) and len(row) > wide:
            yield number, [cell.strip() for cell in row[:wide]]
        elif any(cell.strip() for cell in row):
            aside.append(Aside(number, "columns"))


def _joined(lines: Iterable[str | None], aside: list[Aside]) -> Iterator[tuple[int, str]]:
    """Yield each row's text, the lines within quotes joined, with the number of its first line."""
    waiting: list[tuple[int, str]] = []
    for number, line in enumerate(lines, 1):
        if line is None:
            aside.append(Aside(number, "encoding"))
            continue
        waiting.append((number, line))
        yield from _ready(waiting, aside, end=False)
    yield from _ready(waiting, aside, end=True)


def _ready(waiting: list[tuple[int, str]], aside: list[Aside], *, end: bool) -> Iterator[tuple[int, str]]:
    """Yield the rows that are whole; a quote that stays open too long puts its own line aside and frees the rest."""
    while waiting:
        whole = _whole(waiting)
        if whole:
            yield waiting[0][0], "".join(text for _, text in waiting[:whole])
            del waiting[:whole]
        elif end or len(waiting) > _LINES_IN_A_ROW or sum(len(text) for _, text in waiting) > _LONGEST_CELL:
            aside.append(Aside(waiting.pop(0)[0], "quote"))
        else:
            return


def _whole(waiting: Sequence[tuple[int, str]]) -> int:
    """Return how many lines make the first row; 0 if its quote is still open."""
    quotes = 0
    for count, (_, text) in enumerate(waiting, 1):
        quotes += text.count('"')
        if quotes % 2 == 0:
            return count
    return 0
