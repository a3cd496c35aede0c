"""What becomes of an answer when the lists were a little other: one left out, two merged, one link more.

The method is one for all: the best log-linear model by BIC up to five lists, the stepwise choice beyond, Chapman where
two lists are left. The choice is made anew each time, so that a model that hangs by one person shows.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import combinations

from bereginya.counting.errors import NoFitError
from bereginya.counting.loglinear import search
from bereginya.counting.stepwise import stepwise
from bereginya.counting.table import Table
from bereginya.counting.two_lists import two_lists

_SEARCHED = 5  # lists up to which all models are tried each time


@dataclass(frozen=True, slots=True)
class Changed:
    """The answer after a change about the lists at `places`; `estimate` is None where there is none then."""

    places: tuple[int, ...]
    n: int
    estimate: float | None


@dataclass(frozen=True, slots=True)
class Known:
    """One list taken for the whole: how many are on it, and how many the other lists would say are (None: no answer).

    (Binette and Steorts 2022, Journal of the Royal Statistical Society A.)
    """

    place: int
    size: int
    estimate: float | None


def central(table: Table) -> float | None:
    """Return the answer that changes are measured by, None where there is none."""
    ordered, _ = table.canonical()
    if not ordered.overlap:
        return None
    try:
        return _by_method(ordered)
    except NoFitError:
        return None


def _by_method(table: Table) -> float | None:
    lists = len(table.lists)
    if lists < 2:
        return None
    if lists == 2:
        return two_lists(table, 0, 1).chapman
    if lists > _SEARCHED:
        return stepwise(table).estimate
    found = search(table)
    return found.row(int(found.order[0])).estimate if len(found.order) else None


def method_of(table: Table) -> str:
    """Return the name of the method `central` uses."""
    lists = len(table.lists)
    return "chapman" if lists < 3 else "bic" if lists <= _SEARCHED else "stepwise"


@dataclass(frozen=True, slots=True)
class Changes:
    """What becomes of the answer with each list left out, each two merged, one link more for each two, each known."""

    left_out: tuple[Changed, ...]
    merged: tuple[Changed, ...]
    linked: tuple[Changed, ...]
    known: tuple[Known, ...]


def changes(table: Table, tell: Callable[[int, int], None] | None = None) -> Changes:
    """Return the answer after every change; `tell` is called with changes looked at and to look at."""
    parts = (_leaving_one_out(table), _merging_two(table), _linking_one_more(table), _taken_for_known(table))
    answers = _asked([changed for part in parts for _, changed, _ in part], tell)
    found = [[Changed(places, n, next(answers)) for places, _, n in part] for part in parts[:3]]
    known = tuple(Known(place, n, next(answers)) for (place,), _, n in parts[3])
    return Changes(tuple(found[0]), tuple(found[1]), tuple(found[2]), known)


Parts = list[tuple[tuple[int, ...], Table, int]]
"""The places of lists that a change is about, the table after it, and the persons that are then counted on."""


def _asked(tables: Sequence[Table], tell: Callable[[int, int], None] | None) -> Iterator[float | None]:
    """Return the answer of each table; the larger part of the work holds no lock, so that cores share it."""
    found: list[float | None] = []
    pool = ThreadPoolExecutor(max_workers=os.cpu_count() or 1)
    try:
        for one in pool.map(central, tables):
            found.append(one)
            if tell is not None:
                tell(len(found), len(tables))
    finally:
        pool.shutdown(cancel_futures=True)  # a Ctrl-C waits for no more than what is being done
    return iter(found)


def _leaving_one_out(table: Table) -> Parts:
    """Leave out each list in turn."""
    without = [(place, table.without(place)) for place in range(len(table.lists)) if len(table.lists) > 1]
    return [((place,), left, left.n) for place, left in without]


def _merging_two(table: Table) -> Parts:
    """Count each two lists as one in turn: what if they copied from each other."""
    if len(table.lists) < 3:
        return []
    return [(pair, table.merged(*pair), table.n) for pair in combinations(range(len(table.lists)), 2)]


def _linking_one_more(table: Table) -> Parts:
    """Make one person of two, one only on the first and one only on the second list, for each pair that has such."""
    found: Parts = []
    alone = dict(table.cells)
    for one, other in combinations(range(len(table.lists)), 2):
        if alone.get(1 << one) and alone.get(1 << other):
            linked = table.with_one(1 << one, -1).with_one(1 << other, -1).with_one(1 << one | 1 << other, 1)
            found.append(((one, other), linked, linked.n))
    return found


def _taken_for_known(table: Table) -> Parts:
    """Leave of each list in turn those on it, as the others see them, as if it were all there is."""
    if len(table.lists) < 3:
        return []
    return [((place,), *_within(table, place)) for place in range(len(table.lists))]


def _within(table: Table, place: int) -> tuple[Table, int]:
    others = Table.of(
        [name for at, name in enumerate(table.lists) if at != place],
        (
            (one & (1 << place) - 1 | one >> place + 1 << place, count)
            for one, count in table.cells
            if one >> place & 1 and one != 1 << place
        ),
    )
    return others, table.on(1 << place)
