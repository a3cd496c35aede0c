"""How a row is called by its content, so that a decision finds it again in a later edition.

`person` is made of the name and the birth, `whole` of everything the row says but its number in the list: keyed, so
that neither tells anything to whoever does not hold the register. 64 bits of each are enough for millions of rows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Self

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
"""One number a row, or two: of the person, and of the whole row."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Named:
    """Rows with what they are called: `marks` holds two numbers a row, of the person and of the whole row."""

    table: pa.Table
    marks: Marks

    def __len__(self) -> int:
        return len(self.table)

    @property
    def persons(self) -> Marks:
        """The name of each row by whom it is about: the same whatever else changes."""
        return np.ascontiguousarray(self.marks[:, 0])

    @property
    def wholes(self) -> Marks:
        """The name of each row by everything it says."""
        return np.ascontiguousarray(self.marks[:, 1])

    def only(self, kept: NDArray[np.bool_]) -> Self:
        """Return some of the rows."""
        return self if kept.all() else type(self)(self.table.filter(pa.array(kept)), self.marks[kept])


def named(table: pa.Table, key: bytes) -> Named:
    """Return rows with what they are called; `key` is that of their register."""
    plain = {column: _plain(table[column]) for column in _ALL}
    persons = _marks([plain[column] for column in _WHO], key, b"person")
    return Named(table, np.column_stack([persons, _marks([plain[column] for column in _ALL], key, b"whole")]))


def number(mark: bytes) -> int:
    """Return a mark as it stands among the marks of a register."""
    return int.from_bytes(mark, "big")


def mark(value: int) -> bytes:
    """Return a number among the marks as it stands in a record."""
    return int(value).to_bytes(SIZE, "big")


def _marks(columns: Sequence[pa.ChunkedArray], key: bytes, use: bytes) -> Marks:
    if not len(columns[0]):
        return np.array([], np.uint64)
    texts = pc.binary_join_element_wise(*columns, _BETWEEN).cast(pa.binary()).to_pylist()
    found, first = [], blake2b(digest_size=SIZE, key=key, person=use)
    for text in texts:  # the key is taken in once, not for each row
        one = first.copy()
        one.update(text)
        found.append(one.digest())
    return np.frombuffer(b"".join(found), ">u8").astype(np.uint64)


def _plain(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return a column without what differs from edition to edition and means nothing: case, ё, spaces."""
    lower = pc.utf8_lower(pc.fill_null(column.cast(pa.string()), ""))
    return pc.utf8_trim_whitespace(pc.replace_substring_regex(pc.replace_substring(lower, "ё", "е"), r"\s+", " "))
