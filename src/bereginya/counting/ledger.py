"""The ledger of what was published: every number that anybody may hold against every other, in the order it went out.

A JSON Lines file; each line names the hash of the line before, so that a line changed or taken out is noticed. It holds
printed numbers only: a hash of the true ones could be undone by trying.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any, ClassVar

from bereginya.counting.designs import ALL, Design, Key, holds
from bereginya.counting.errors import CountingError
from bereginya.counting.safe import Printed

FORMAT = "bereginya-releases-1"
_FIRST = "0" * 64


class LedgerError(CountingError):
    """The ledger is not what was written: a line is broken, changed or missing. Messages name the line."""

    code: ClassVar[str] = "counting.ledger"
    section: ClassVar[str] = "ledger"


@dataclass(frozen=True, slots=True)
class Cell:
    """One number that is known to everybody: who is meant, what was printed, and between what the truth must lie.

    `where` are (dimension, value), sorted, without dimensions that are added up.
    """

    where: tuple[tuple[str, str], ...]
    printed: int
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Release:
    """A table as it went out on `day`, of what was known on `as_of`.

    `design` is the hash of its design, empty for a number said outside of any table (an interview), which is exact.
    """

    name: str
    subject: str
    design: str
    day: date
    as_of: date
    threshold: int
    base: int
    reach: int
    dimensions: tuple[tuple[str, tuple[str, ...]], ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Ledger:
    """What was published so far, oldest first; `head` is the hash of the last line."""

    releases: tuple[Release, ...] = ()
    head: str = _FIRST

    def of(self, subject: str) -> tuple[Release, ...]:
        """Return what was published about one subject."""
        return tuple(one for one in self.releases if one.subject == subject)

    def kept(self, design: Design, as_of: date) -> dict[Key, int]:
        """Return cells that were printed before for the very same people: they keep their number."""
        return self._printed(design, [one for one in self.of(design.subject) if one.as_of == as_of])

    def before(self, design: Design, as_of: date) -> dict[Key, int]:
        """Return the last number printed of each cell on an earlier day."""
        earlier = sorted((one for one in self.of(design.subject) if one.as_of < as_of), key=lambda one: one.as_of)
        return self._printed(design, earlier)

    def _printed(self, design: Design, releases: Iterable[Release]) -> dict[Key, int]:
        same = [one for one in releases if (one.base, one.threshold) == (design.base, design.threshold)]
        keys = {_where(design.names, key): key for key in design.every_cell()}
        return {keys[cell.where]: cell.printed for one in same for cell in one.cells if cell.where in keys}


def release(table: Printed, *, day: date, as_of: date) -> Release:
    """Return the ledger's record of a rounded table."""
    design = table.design
    cells = tuple(Cell(_where(design.names, key), table.cells[key], *table.meant(key)) for key in design.every_cell())
    return Release(
        design.name, design.subject, design.digest(), day, as_of, design.threshold, design.base, table.reach,
        design.dimensions, cells,
    )  # fmt: skip


def said(subject: str, where: Mapping[str, str], number: int, *, day: date, as_of: date, threshold: int) -> Release:
    """Return the record of an exact number that was said in public, so that tables are weighed against it too."""
    cell = Cell(tuple(sorted(where.items())), number, number, number)
    dimensions = tuple((name, (value,)) for name, value in cell.where)
    return Release("said", subject, "", day, as_of, threshold, 1, 0, dimensions, (cell,))


def line(ledger: Ledger, new: Release) -> str:
    """Return the line, with its end, that adds a release to the ledger."""
    told = {
        "format": FORMAT,
        "number": len(ledger.releases) + 1,
        "previous": ledger.head,
        "name": new.name,
        "subject": new.subject,
        "design": new.design,
        "day": new.day.isoformat(),
        "as_of": new.as_of.isoformat(),
        "threshold": new.threshold,
        "base": new.base,
        "reach": new.reach,
        "dimensions": [[name, list(values)] for name, values in new.dimensions],
        "cells": [[dict(cell.where), cell.printed, cell.least, cell.most] for cell in new.cells],
    }
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"


def read_ledger(text: str) -> Ledger:
    """Read a ledger and check its chain. An empty text is an empty ledger. Raises LedgerError with the line."""
    if text and not text.endswith("\n"):
        raise LedgerError("cut")
    releases: list[Release] = []
    head = _FIRST
    for number, one in enumerate(text.splitlines(), start=1):
        releases.append(_release(one, number, head))
        head = sha256(one.encode()).hexdigest()
    return Ledger(tuple(releases), head)


def added(ledger: Ledger, new: Release) -> Ledger:
    """Return the ledger as it is after the line of this release."""
    return Ledger((*ledger.releases, new), sha256(line(ledger, new).rstrip("\n").encode()).hexdigest())


def _release(text: str, number: int, head: str) -> Release:
    try:
        told: dict[str, Any] = json.loads(text)
        if told["format"] != FORMAT or told["number"] != number or told["previous"] != head:
            raise LedgerError("changed", row=number)
        return Release(
            told["name"], told["subject"], told["design"],
            date.fromisoformat(told["day"]), date.fromisoformat(told["as_of"]),
            int(told["threshold"]), int(told["base"]), int(told["reach"]),
            tuple((name, tuple(values)) for name, values in told["dimensions"]),
            tuple(Cell(tuple(sorted(where.items())), *map(int, numbers)) for where, *numbers in told["cells"]),
        )  # fmt: skip
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise LedgerError("no_release", row=number) from error


def _where(names: Iterable[str], key: Key) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((name, value) for name, value in zip(names, key, strict=True) if value != ALL))


def within(where: tuple[tuple[str, str], ...], point: Mapping[str, str]) -> bool:
    """Tell whether people at a point (dimension to finest value) are meant by a cell."""
    return all(holds(value, point[name]) for name, value in where)
