"""What a new edition of a list changed: who appeared, who vanished, of whom it says something else.

Rows are told apart by what they say, not by their numbers: a list that was sorted anew has not changed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from bereginya import vault as vaults
from bereginya.desk.registers import columns, rows
from bereginya.desk.registers.folds import Issue, Register
from bereginya.vault import Keyring

MOST = 200
"""Rows of each kind that are listed; all are counted."""

Row = Mapping[str, str | None]


@dataclass(frozen=True, slots=True, repr=False)
class Change:
    """The rows on one side only, the first of them with their words, and how many say something else now."""

    appeared: Sequence[Row]
    appeared_count: int
    vanished: Sequence[Row]
    vanished_count: int
    changed: int


def between(keys: Keyring, register: Register, before: Issue, after: Issue) -> Change:
    """Return what changed from one edition to the next; remembered until lock, since a million rows take seconds."""
    name = f"registers.change {before.id} {after.id}"
    known = keys.memory.kept.get(name)
    if not isinstance(known, Change):
        known = keys.memory.kept[name] = _between(keys, register, before, after)
    return known


def _between(keys: Keyring, register: Register, before: Issue, after: Issue) -> Change:
    if register.opened is None:
        raise ValueError("no register")
    key = register.opened.key
    old, new = opened(keys, before, key), opened(keys, after, key)
    added, gone = (np.flatnonzero(~np.isin(*both)) for both in ((new.persons, old.persons), (old.persons, new.persons)))
    other = ~np.isin(new.wholes, old.wholes)
    changed = int(other.sum()) - int(other[added].sum())
    return Change(_said(new.table, added), len(added), _said(old.table, gone), len(gone), changed)


def opened(keys: Keyring, issue: Issue, key: bytes) -> rows.Named:
    """Return the rows of an edition with what they are called; `key` is that of the register."""
    table, marks = columns.unpacked(vaults.read_file(keys.vault, issue.said.columns))
    return rows.named(table, key) if marks is None else rows.Named(table, marks)


def _said(table: pa.Table, places: NDArray[np.integer]) -> list[Row]:
    return list(table.take(pa.array(places[:MOST])).to_pylist())
