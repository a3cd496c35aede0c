"""What becomes of an answer when the lists were a little other: one left out, two merged, one link more.

The method is one for all: the best log-linear model by BIC up to five lists, the stepwise choice beyond, Chapman where
two lists are left. The choice is made anew each time, so that a model that hangs by one person shows.
"""

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


def leaving_one_out(table: Table) -> tuple[Changed, ...]:
    """Leave out each list in turn."""
    return tuple(_changed((place,), table.without(place)) for place in range(len(table.lists)) if len(table.lists) > 1)


def merging_two(table: Table) -> tuple[Changed, ...]:
    """Count each two lists as one in turn: what if they copied from each other."""
    if len(table.lists) < 3:
        return ()
    return tuple(_changed(pair, table.merged(*pair)) for pair in combinations(range(len(table.lists)), 2))


def linking_one_more(table: Table) -> tuple[Changed, ...]:
    """Make one person of two, one only on the first and one only on the second list, for each pair that has such."""
    found = []
    for one, other in combinations(range(len(table.lists)), 2):
        alone = dict(table.cells)
        if alone.get(1 << one) and alone.get(1 << other):
            linked = table.with_one(1 << one, -1).with_one(1 << other, -1).with_one(1 << one | 1 << other, 1)
            found.append(_changed((one, other), linked))
    return tuple(found)


def taken_for_known(table: Table) -> tuple[Known, ...]:
    """Estimate the size of each list from the others, as if it were all there is; the truth is known."""
    if len(table.lists) < 3:
        return ()
    return tuple(_known(table, place) for place in range(len(table.lists)))


def _known(table: Table, place: int) -> Known:
    inside = Table.of(table.lists, ((one, count) for one, count in table.cells if one >> place & 1))
    others = Table.of(
        [name for at, name in enumerate(table.lists) if at != place],
        (
            (one & (1 << place) - 1 | one >> place + 1 << place, count)
            for one, count in inside.cells
            if one != 1 << place
        ),
    )
    return Known(place, inside.n, central(others))


def _changed(places: tuple[int, ...], table: Table) -> Changed:
    return Changed(places, table.n, central(table))
