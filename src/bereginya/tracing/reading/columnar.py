"""Parquet: columns of any type become text; a file of dictionaries, dates or numbers is one of names all the same."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet

from bereginya.tracing.reading.errors import UnreadableFileError
from bereginya.tracing.reading.values import Block, Source

_SAMPLE = 300
_ROWS = 250_000


def look(path: Path) -> Source:
    """Return the columns that can be text and the first rows."""
    with _opened(path) as file:
        names = tuple(field.name for field in file.schema_arrow if _sayable(field.type))
        if not names:
            raise UnreadableFileError(f"{path.name}: no column is text, a number or a day")
        first = next(file.iter_batches(batch_size=_SAMPLE, columns=list(names)), None)
    columns = [] if first is None else [_text(column).to_pylist() for column in first.columns]
    return Source(path, "parquet", names, tuple(zip(*columns, strict=True)), header_row=0)


def blocks(source: Source) -> Iterator[Block]:
    """Read in pieces of a quarter million rows; rows are counted from 1."""
    with _opened(source.path) as file:
        total, first = max(1, file.metadata.num_rows), 1
        for batch in file.iter_batches(batch_size=_ROWS, columns=list(source.headers)):
            table = pa.table([_text(column) for column in batch.columns], names=list(source.headers))
            numbers = np.arange(first, first + len(batch), dtype=np.int64)
            first += len(batch)
            yield Block(table, numbers, done=(first - 1) / total)


def whole(source: Source, wanted: Sequence[str], repeating: Sequence[str]) -> Block:
    """Read the wanted columns into memory on all cores; those that repeat themselves come coded, as they lie there."""
    with _opened(source.path, repeating) as file:
        table = file.read(columns=list(dict.fromkeys(wanted)))
    columns = [_text(table[name], keep=name in repeating) for name in table.column_names]
    return Block(pa.table(columns, names=table.column_names), np.arange(1, len(table) + 1, dtype=np.int64), done=1.0)


def _opened(path: Path, repeating: Sequence[str] = ()) -> pa.parquet.ParquetFile:
    try:
        return pa.parquet.ParquetFile(path, read_dictionary=list(repeating))
    except (pa.ArrowInvalid, OSError) as error:
        raise UnreadableFileError(f"{path.name}: not a whole Parquet file") from error


def _sayable(kind: pa.DataType) -> bool:
    inner = kind.value_type if pa.types.is_dictionary(kind) else kind
    return not (pa.types.is_nested(inner) or pa.types.is_binary(inner) or pa.types.is_boolean(inner))


def _text(column: pa.Array | pa.ChunkedArray, *, keep: bool = False) -> pa.Array | pa.ChunkedArray:
    """Return a column as text; a coded one of texts as it is if it may keep that form."""
    if pa.types.is_dictionary(column.type):
        if keep and pa.types.is_string(column.type.value_type):
            return column
        column = column.cast(column.type.value_type)
    if pa.types.is_timestamp(column.type):
        column = column.cast(pa.timestamp("us")).cast(pa.string())
    return column if pa.types.is_string(column.type) else column.cast(pa.string())
