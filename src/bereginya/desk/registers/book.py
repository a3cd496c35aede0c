"""A book: one edition of a list in memory, with its index and the names of its rows, and how it is made.

Making one is told step by step, in shares of the time that was measured with a million rows: whoever waits sees that
it goes on.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Self

import numpy as np
import pyarrow as pa

from bereginya import vault as vaults
from bereginya.desk.registers import columns, rows
from bereginya.desk.registers.folds import Register
from bereginya.desk.registers.records import RowName
from bereginya.tracing import Index, People, births
from bereginya.tracing import keys as written
from bereginya.vault import CompartmentId, EntryId, Keyring, StoredFile

Reach = Callable[[float], None]
"""Told which share of a book is made; it may raise to stop the making."""

_OPENED, _TAKEN_APART = 0.06, 0.13
_NUMBERED = (0.62, 0.69, 0.76, 0.84, 0.84)
"""The share that is done when the names of each field are numbered: surnames are most of it."""
_BORN = 0.86


@dataclass(frozen=True, slots=True, eq=False, repr=False, weakref_slot=True)
class Book:
    """An edition in memory: its index and the names of its rows.

    In the index a row is called by its place, since a list may give one number to several people; `numbers` holds what
    stands in the list.
    """

    register: CompartmentId
    edition: EntryId
    index: Index
    persons: rows.Marks
    wholes: rows.Marks
    numbers: pa.ChunkedArray

    def name(self, row: int) -> RowName:
        """Return how a row is called."""
        return RowName(self.register, rows.mark(int(self.persons[row])), rows.mark(int(self.wholes[row])))

    def find(self, name: RowName) -> int | None:
        """Return where a row stands in this edition, or None: it vanished, or two now fit and neither says the same."""
        places = np.flatnonzero(self.persons == np.uint64(rows.number(name.row)))
        exact = [place for place in places if self.wholes[place] == np.uint64(rows.number(name.whole))]
        if exact:
            return int(exact[0])
        return int(places[0]) if len(places) == 1 else None

    def first(self, name: str) -> int | None:
        """Return where the first row of this name (in hex) stands, or None when there is none."""
        if len(name) != 2 * rows.SIZE or not set(name) <= set("0123456789abcdef"):
            return None
        places = np.flatnonzero(self.persons == np.uint64(int(name, 16)))
        return int(places[0]) if len(places) else None

    def says(self, row: int) -> dict[str, str | None]:
        """Return what a row says, by canonical column."""
        return {**self.index.people.row(row), "id": self.numbers[row].as_py()}

    @classmethod
    def made(cls, keys: Keyring, place: CompartmentId, register: Register, reach: Reach) -> Self:
        """Return the book of a register's newest edition; `reach` is told how far it is."""
        issue, about = register.current, register.opened
        if issue is None or about is None:
            raise ValueError("no edition to open")
        sealed = issue.said.columns
        pieces = _told(vaults.read_file(keys.vault, sealed), sealed, reach)
        table, marks = columns.unpacked(pieces)
        named = rows.named(table, about.key) if marks is None else rows.Named(table, marks)
        return cls.of_rows(named, place, issue.id, reach)

    @classmethod
    def of_rows(cls, named: rows.Named, place: CompartmentId, edition: EntryId, reach: Reach) -> Self:
        """Return the book of some rows."""
        index = _index(named.table, place, reach)
        return cls(place, edition, index, named.persons, named.wholes, named.table["id"])


def _told(pieces: Iterable[bytes], file: StoredFile, reach: Reach) -> Iterator[bytes]:
    """Yield the pieces of a sealed file, and tell how much of it was read."""
    read = 0
    for piece in pieces:
        read += len(piece)
        reach(_OPENED * read / max(1, file.length))
        yield piece


def _index(table: pa.Table, place: CompartmentId, reach: Reach) -> Index:
    """Return the index of a table, its rows called by their places."""
    called = pa.array(np.arange(len(table))).cast(pa.string())
    people = People.from_arrow(table.set_column(table.column_names.index("id"), "id", called))
    reach(_TAKEN_APART)
    encoded = []
    for field, column in enumerate(written.FIELDS):
        encoded.append(written.numbered(*people.words(column), field))
        reach(_NUMBERED[field])
    born = births.read(*people.words("born"))
    reach(_BORN)
    return Index.of_columns(people, encoded, born, place)
