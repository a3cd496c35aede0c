"""How a row is called by its content, so that a decision finds it again in a later edition.

`person` is made of the name and the birth, `whole` of everything the row says but its number in the list: keyed, so
that neither tells anything to whoever does not hold the register. 64 bits of each are enough for millions of rows.
"""

from collections.abc import Sequence
from hashlib import blake2b

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from bereginya.tracing.people import COLUMNS

SIZE = 8
_WHO = ("surname", "given_name", "patronymic", "full_name", "born")
_ALL = tuple(column for column in COLUMNS if column != "id")
_BETWEEN = "\x1f"

Marks = NDArray[np.uint64]


def person_marks(table: pa.Table, key: bytes) -> Marks:
    """Return the name of each row by whom it is about: the same whatever else changes."""
    return _marks(table, _WHO, key, b"person")


def whole_marks(table: pa.Table, key: bytes) -> Marks:
    """Return the name of each row by everything it says."""
    return _marks(table, _ALL, key, b"whole")


def number(mark: bytes) -> int:
    """Return a mark as it stands among the marks of a register."""
    return int.from_bytes(mark, "big")


def mark(value: int) -> bytes:
    """Return a number among the marks as it stands in a record."""
    return int(value).to_bytes(SIZE, "big")


def _marks(table: pa.Table, columns: Sequence[str], key: bytes, use: bytes) -> Marks:
    if not len(table):
        return np.array([], np.uint64)
    texts = pc.binary_join_element_wise(*(_plain(table[column]) for column in columns), _BETWEEN)
    found = [blake2b(text.encode(), digest_size=SIZE, key=key, person=use).digest() for text in texts.to_pylist()]
    return np.frombuffer(b"".join(found), ">u8").astype(np.uint64)


def _plain(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return a column without what differs from edition to edition and means nothing: case, ё, spaces."""
    lower = pc.utf8_lower(pc.fill_null(column.cast(pa.string()), ""))
    return pc.utf8_trim_whitespace(pc.replace_substring_regex(pc.replace_substring(lower, "ё", "е"), r"\s+", " "))
