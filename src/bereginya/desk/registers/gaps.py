"""What was not looked through: as long as there is such a list, nobody can say that a man is in none.

Each answer is made of one look at the lists, taken before what was found is read: the other way round, a comparison or
a reading that ends in between would be called complete with nothing to show.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from bereginya.desk.registers import queries, shelf
from bereginya.desk.registers.folds import Search
from bereginya.desk.registers.queries import Listed
from bereginya.vault import CompartmentId, Keyring


class Gap(Enum):
    """Why a list says nothing about somebody yet."""

    EMPTY = "empty"
    WAITING = "waiting"
    FAILED = "failed"
    NOT_YET = "not-yet"


@dataclass(frozen=True, slots=True, repr=False)
class Unlooked:
    """A list that was not looked through, or not all of it."""

    place: CompartmentId
    name: str
    gap: Gap


def of_case(keys: Keyring, folder: CompartmentId) -> tuple[Search, tuple[Unlooked, ...]]:
    """Return what was found for a case, and the lists she may search that were not looked through for it."""
    lists, broken = queries.registers(keys), shelf.failed(keys)
    search = queries.search_of(keys, folder)
    opened = {one.place for one in lists if one.register.current and one.register.current.id not in broken}
    missing = [
        Unlooked(one.place, _name(one), Gap.NOT_YET)
        for one in lists
        if one.place in opened
        and search.inquiry is not None
        and one.register.matched.get(folder) != search.inquiry.statement
    ]
    return search, (*of_lists(lists, opened), *missing)


def of_lists(lists: Sequence[Listed], opened: Collection[CompartmentId]) -> tuple[Unlooked, ...]:
    """Return which of these lists say nothing, or not everything, to whoever searches those that are opened."""
    return tuple(Unlooked(one.place, _name(one), gap) for one in lists for gap in _gaps(one, opened))


def _gaps(one: Listed, opened: Collection[CompartmentId]) -> Iterator[Gap]:
    if one.register.waiting:
        yield Gap.WAITING
    elif one.register.current is None:
        yield Gap.EMPTY
    if one.register.current is not None and one.place not in opened:
        yield Gap.FAILED


def _name(one: Listed) -> str:
    return one.register.opened.name if one.register.opened else ""
