"""What readers hand on: what a file is, blocks of raw text rows, and the rows kept aside."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

Form = Literal["csv", "xlsx", "jsonl", "parquet", "pfif", "ftm"]
Why = Literal["columns", "quote", "encoding", "not-json", "not-a-person", "xml", "cell"]
"""Why a row was kept aside: another number of columns, a quote that never closes, bytes in no known encoding, a line
that is no JSON object, an entity that is no person, XML that breaks off, a cell longer than any cell can be."""


@dataclass(frozen=True, slots=True)
class Aside:
    """A row that could not be read: its number as an editor or a spreadsheet counts, and why. Never its words."""

    row: int
    why: Why


@dataclass(frozen=True, slots=True, repr=False)
class Source:
    """What a file turned out to be; `sample` holds its first rows as text, `None` where a cell is empty.

    `header_row` is the row with the column names, counted from 1; 0 where there is none and names were made up.
    """

    path: Path
    form: Form
    headers: tuple[str, ...]
    sample: tuple[tuple[str | None, ...], ...] = ()
    encoding: str = "utf-8"
    delimiter: str = ","
    header_row: int = 1
    sheets: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()

    def values(self, header: str) -> list[str]:
        """Return what the sample holds under a header, without its empty cells."""
        place = self.headers.index(header)
        return [row[place] or "" for row in self.sample if place < len(row) and row[place]]


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Block:
    """Rows as they stand in the file: one text column a header, and the number of each row."""

    table: pa.Table
    numbers: NDArray[np.int64]
    aside: tuple[Aside, ...] = ()
    done: float = field(default=0.0)  # how much of the file was read, from 0 to 1


def named(cells: Sequence[str | None]) -> tuple[str, ...]:
    """Return column names, each its own: an empty one is called by its number, a second one gets a number."""
    found: dict[str, None] = {}
    for place, cell in enumerate(cells, 1):
        plain = " ".join((cell or "").replace("\ufeff", "").split()) or f"column {place}"
        name, same = plain, 1
        while name in found:
            same += 1
            name = f"{plain} ({same})"
        found[name] = None
    return tuple(found)


def block(
    headers: Sequence[str], rows: Sequence[Sequence[str | None]], numbers: Iterable[int], **more: object
) -> Block:
    """Return rows of equal length as a block; empty cells become null."""
    columns: Iterable[Sequence[str | None]] = zip(*rows, strict=True) if rows else [() for _ in headers]
    arrays = [pa.array([cell or None for cell in column], pa.string()) for column in columns]
    table = pa.Table.from_arrays(arrays, names=list(headers))
    aside, done = more.get("aside", ()), more.get("done", 0.0)
    if not isinstance(aside, tuple) or not isinstance(done, float):
        raise ValueError("aside is a tuple, done a part of one")
    return Block(table, np.fromiter(numbers, np.int64), aside, done)
