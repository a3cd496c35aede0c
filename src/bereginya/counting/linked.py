"""From lists that lie side by side to the overlap table: who is on which lists, by place, period, sex and age.

Links are drawn: each draw takes every link with its probability, and what is linked to the same record is one person
(transitive closure), so that an answer can be averaged over what is not sure (Sadinle 2018, Annals of Applied
Statistics 12:1013). Nobody is left out for lacking a place or an age: a value is drawn from those who are on the same
lists (hot deck within classes).
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from bereginya.counting.lists import Codes, Gathered
from bereginya.counting.table import Strata, Table


@dataclass(frozen=True, slots=True)
class Read:
    """What was read and put together, in numbers: for the eye before any estimate.

    `duplicates` are records beyond the first of a person on the same list; `contradictions` persons whose records name
    different values of a stratum; `missing` persons without a value, by stratum; `unlinkable` records without id and
    link.
    """

    lists: tuple[str, ...]
    records: tuple[int, ...]
    duplicates: tuple[int, ...]
    persons: int
    unlinkable: int
    links: int
    contradictions: Mapping[str, int]
    missing: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class _Persons:
    """Cells of the overlap table with what is known of their strata: set of lists, codes of strata, how many."""

    sets: Codes
    values: Codes
    counts: Codes


def _persons(gathered: Gathered, taken: npt.NDArray[np.bool_]) -> tuple[_Persons, Codes, dict[str, int]]:
    """Join records into persons over the links taken; return cells, duplicates by list, contradictions by stratum."""
    person = _joined(gathered, taken)
    many = int(person.max()) + 1 if len(person) else 0
    on = np.zeros((many, len(gathered.lists)), dtype=bool)
    on[person, gathered.list_of] = True
    records = np.bincount(gathered.list_of, minlength=len(gathered.lists))
    sets = on @ (1 << np.arange(len(gathered.lists)))
    values, contradicted = _agreed(gathered, person, many)
    cells, counts = np.unique(np.column_stack([sets, values.T]), axis=0, return_counts=True)
    return _Persons(cells[:, 0], cells[:, 1:], counts), records - on.sum(axis=0), contradicted


def _joined(gathered: Gathered, taken: npt.NDArray[np.bool_]) -> Codes:
    nodes = gathered.node_of
    size = int(nodes.max()) + 1 if len(nodes) else 0
    pairs = gathered.pairs[taken]
    if not len(pairs):
        return nodes
    graph = coo_array((np.ones(len(pairs), dtype=np.int8), (pairs[:, 0], pairs[:, 1])), shape=(size, size))
    _, labels = connected_components(graph, directed=False)
    return np.asarray(labels, dtype=np.int64)[nodes]


def _agreed(gathered: Gathered, person: Codes, many: int) -> tuple[Codes, dict[str, int]]:
    """Take for each person the value most of their records name, the first in order of two as frequent."""
    agreed = np.full((len(gathered.names), many), -1, dtype=np.int64)
    contradicted: dict[str, int] = {}
    for at, name in enumerate(gathered.names):
        codes = gathered.values[at]
        told = codes >= 0
        width = max(len(gathered.labels[at]), 1)
        named, votes = np.unique(person[told] * width + codes[told], return_counts=True)
        who, value = named // width, named % width
        contradicted[name] = int((np.bincount(who, minlength=many) > 1).sum()) if len(who) else 0
        order = np.lexsort((-value, votes, who))  # the last of a person wins: most votes, then the first value
        agreed[at, who[order]] = value[order]
    return agreed, contradicted


def summary(gathered: Gathered, sure: float = 0.5) -> Read:
    """Say in numbers what was read and linked, with the links from this probability on."""
    cells, duplicates, contradicted = _persons(gathered, gathered.chances >= sure)
    missing = {name: int(cells.counts[cells.values[:, at] < 0].sum()) for at, name in enumerate(gathered.names)}
    return Read(
        gathered.lists,
        tuple(np.bincount(gathered.list_of, minlength=len(gathered.lists)).tolist()),
        tuple(duplicates.tolist()),
        int(cells.counts.sum()),
        gathered.unlinkable,
        len(gathered.chances),
        contradicted,
        missing,
    )


def overlap(gathered: Gathered, sure: float = 0.5) -> Table:
    """Return the overlap table of all, with the links from this probability on: strict 0.9, central 0.5, loose 0.1."""
    cells, _, _ = _persons(gathered, gathered.chances >= sure)
    return Table.of(gathered.lists, zip(cells.sets.tolist(), cells.counts.tolist(), strict=True))


def strata_as_told(gathered: Gathered, sure: float = 0.5) -> Strata:
    """Return the tables by stratum, missing values standing for themselves as None."""
    cells, _, _ = _persons(gathered, gathered.chances >= sure)
    return _strata(gathered, cells)


def draw(gathered: Gathered, seed: int) -> Strata:
    """Draw links by their probability and missing values from those on the same lists; return tables that are whole.

    The same seed gives the same tables. A value for which there is no example at all stays None.
    """
    chance = np.random.default_rng(seed)
    taken = chance.random(len(gathered.chances)) < gathered.chances
    cells, _, _ = _persons(gathered, taken)
    for at in range(len(gathered.names)):
        cells = _imputed(cells, at, chance)
    return _strata(gathered, cells)


def _imputed(cells: _Persons, at: int, chance: np.random.Generator) -> _Persons:
    """Split the cells without a value over the values of their donors, one draw for each person."""
    known = cells.values[:, at] >= 0
    if known.all() or not known.any():
        return cells
    sets, values, counts = [cells.sets[known]], [cells.values[known]], [cells.counts[known]]
    width = int(cells.values[:, at].max()) + 1
    for cell in np.flatnonzero(~known):
        weights = _donors(cells, int(cell), at, known, width)
        split = chance.multinomial(cells.counts[cell], weights / weights.sum())
        hit = np.flatnonzero(split)
        filled = np.repeat(cells.values[[cell]], len(hit), axis=0)
        filled[:, at] = hit
        sets.append(np.full(len(hit), cells.sets[cell]))
        values.append(filled)
        counts.append(split[hit])
    return _Persons(np.concatenate(sets), np.concatenate(values), np.concatenate(counts))


def _donors(cells: _Persons, cell: int, at: int, known: npt.NDArray[np.bool_], width: int) -> npt.NDArray[np.intp]:
    """Count the values of those on the same lists with the same other strata; else same lists; same strata; all."""
    others = [one for one in range(cells.values.shape[1]) if one != at and cells.values[cell, one] >= 0]
    alike = (cells.values[:, others] == cells.values[cell, others]).all(axis=1)
    same = cells.sets == cells.sets[cell]
    for who in (known & same & alike, known & same, known & alike, known):
        if who.any():
            return np.bincount(cells.values[who, at], cells.counts[who], minlength=width)
    raise AssertionError("somebody has a value")


def _strata(gathered: Gathered, cells: _Persons) -> Strata:
    by_key: dict[tuple[str | None, ...], list[tuple[int, int]]] = {}
    for one, codes, count in zip(cells.sets.tolist(), cells.values.tolist(), cells.counts.tolist(), strict=True):
        key = tuple(gathered.labels[at][code] if code >= 0 else None for at, code in enumerate(codes))
        by_key.setdefault(key, []).append((one, count))
    ordered = sorted(by_key, key=lambda key: tuple((value is None, value or "") for value in key))
    return Strata(
        gathered.lists, gathered.names, tuple((key, Table.of(gathered.lists, by_key[key])) for key in ordered)
    )
