"""The overlap table: how many persons are on exactly these lists. It knows counts, never persons.

A set of lists is a number, its bit `i` standing for list `i`: 5 = 0b101 is "on the first and the third list".
"""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import permutations, product
from typing import Self

import numpy as np
import numpy.typing as npt

from bereginya.counting.errors import TableError

MOST_LISTS = 16
MOST_PERSONS = 2**53  # above it a count is no longer exact as a float
_COUNT = "count"
_UNKNOWN = frozenset({"", "missing", "unknown", "na", "n/a", "null"})
_TRIED_ORDERS = 5040

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Table:
    """Counts of persons by the set of lists they are on; `cells` are (set, count), ascending, without empty ones.

    Raises TableError for no list or more than 16, lists with one name, a set that names no list or an unknown one,
    a count below 1, or more than 2**53 persons.
    """

    lists: tuple[str, ...]
    cells: tuple[tuple[int, int], ...]

    def __post_init__(self) -> None:
        if not 1 <= len(self.lists) <= MOST_LISTS:
            raise TableError("lists_number", found=len(self.lists), most=MOST_LISTS)
        if len(set(self.lists)) != len(self.lists):
            raise TableError("same_name")
        sets = [lists for lists, _ in self.cells]
        if sets != sorted(set(sets)) or any(not 0 < one < 1 << len(self.lists) for one in sets):
            raise TableError("cells")
        if any(count < 1 for _, count in self.cells):
            raise TableError("below_one")
        if self.n > MOST_PERSONS:
            raise TableError("too_many", most=MOST_PERSONS)

    @classmethod
    def of(cls, lists: Sequence[str], counts: Iterable[tuple[int, int]]) -> Self:
        """Add up (set of lists, count) in any order; sets may repeat, counts may be zero."""
        added: Counter[int] = Counter()
        for one, count in counts:
            if count < 0:
                raise TableError("below_zero")
            added[int(one)] += int(count)
        return cls(tuple(lists), tuple(sorted((one, count) for one, count in added.items() if count)))

    @classmethod
    def from_arrays(cls, patterns: npt.ArrayLike, counts: npt.ArrayLike, *, lists: Sequence[str] | None = None) -> Self:
        """Read a matrix of 0/1 (rows x lists) and a vector of counts, one per row. Rows of a pattern are added."""
        rows = np.asarray(patterns)
        values = np.asarray(counts)
        if rows.ndim != 2 or values.shape != (rows.shape[0],):
            raise TableError("pattern_shape")
        if not np.isin(rows, (0, 1)).all():
            raise TableError("pattern_value")
        names = lists if lists is not None else [str(one + 1) for one in range(rows.shape[1])]
        if len(names) != rows.shape[1]:
            raise TableError("pattern_names")
        sets = (sum(1 << int(one) for one in np.flatnonzero(row)) for row in rows)
        return cls.of(names, zip(sets, (whole(value) for value in values.tolist()), strict=True))

    @classmethod
    def from_csv(cls, text: str) -> Self:
        """Read 0/1 columns and `count`, as written by `to_csv`; columns of strata are added over.

        Raises TableError with the row for anything else.
        """
        return cls._pooled(read_strata(text))

    @classmethod
    def _pooled(cls, strata: "Strata") -> Self:
        return cls.of(strata.lists, (cell for _, table in strata.tables for cell in table.cells))

    @property
    def n(self) -> int:
        """How many persons are on at least one list."""
        return sum(count for _, count in self.cells)

    @property
    def overlap(self) -> int:
        """How many persons are on two lists or more."""
        return sum(count for one, count in self.cells if one.bit_count() > 1)

    def counts(self) -> Floats:
        """Return all 2**t counts, by set; the first, nobody's list, is zero."""
        dense = np.zeros(1 << len(self.lists))
        for one, count in self.cells:
            dense[one] = count
        return dense

    def on(self, lists: int) -> int:
        """Return how many are on all of these lists, whatever else they are on."""
        return sum(count for one, count in self.cells if one & lists == lists)

    def seen_times(self) -> tuple[int, ...]:
        """Return how many are on exactly 1, 2, ... t lists."""
        times = [0] * len(self.lists)
        for one, count in self.cells:
            times[one.bit_count() - 1] += count
        return tuple(times)

    def reordered(self, order: Sequence[int]) -> "Table":
        """Return the same table with the lists in this order of their present places."""
        place = {old: new for new, old in enumerate(order)}
        if sorted(place) != list(range(len(self.lists))):
            raise TableError("order")
        lists = tuple(self.lists[old] for old in order)
        return Table.of(lists, ((_moved(one, place), count) for one, count in self.cells))

    def canonical(self) -> tuple["Table", tuple[int, ...]]:
        """Return the table in the one order of lists that its counts alone decide, and that order.

        Estimators work on this, so that neither names nor the order of columns or rows can change an answer, seeds
        and ties included. Lists that the counts cannot tell apart may stand either way: the cells are then the same.
        """
        order = _canonical_order(len(self.lists), self.cells)
        return self.reordered(order), order

    def without(self, place: int) -> "Table":
        """Return the table of the other lists; who was only on this one is gone."""
        kept = [one for one in range(len(self.lists)) if one != place]
        return self._onto([(self.lists[one], 1 << one) for one in kept])

    def merged(self, one: int, other: int) -> "Table":
        """Return the table in which two lists that copied from each other count as one."""
        groups = [(self.lists[place], 1 << place) for place in range(len(self.lists)) if place not in {one, other}]
        together = (f"{self.lists[one]}+{self.lists[other]}", 1 << one | 1 << other)
        return self._onto([*groups, together])

    def _onto(self, groups: Sequence[tuple[str, int]]) -> "Table":
        moved = (
            (sum(1 << place for place, (_, members) in enumerate(groups) if one & members), count)
            for one, count in self.cells
        )
        return Table.of([name for name, _ in groups], (cell for cell in moved if cell[0]))

    def times(self, factor: int) -> "Table":
        """Return the table with every count multiplied."""
        return Table.of(self.lists, ((one, count * factor) for one, count in self.cells))

    def with_one(self, lists: int, change: int) -> "Table":
        """Return the table with one cell changed by so many persons."""
        return Table.of(self.lists, [*((a, b) for a, b in self.cells if a != lists), (lists, self._at(lists) + change)])

    def _at(self, lists: int) -> int:
        return dict(self.cells).get(lists, 0)

    def to_csv(self) -> str:
        """Write the observed patterns as 0/1 columns and `count`."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow([*self.lists, _COUNT])
        for one, count in self.cells:
            writer.writerow([*(one >> place & 1 for place in range(len(self.lists))), count])
        return out.getvalue()


@dataclass(frozen=True, slots=True)
class Strata:
    """Overlap tables of the same lists by place, month, sex, ...

    `names` are the columns; each of `tables` has its values in that order, None where it is not known.
    """

    lists: tuple[str, ...]
    names: tuple[str, ...]
    tables: tuple[tuple[tuple[str | None, ...], Table], ...]

    def pooled(self) -> Table:
        """Return one table of all strata."""
        return Table._pooled(self)  # noqa: SLF001  -- the two classes are one subject

    @property
    def n(self) -> int:
        """How many persons are on at least one list, in all strata."""
        return sum(table.n for _, table in self.tables)

    @property
    def incomplete(self) -> int:
        """How many persons lack a value of some stratum."""
        return sum(table.n for key, table in self.tables if None in key)


def read_strata(text: str) -> Strata:
    """Read a table with columns of 0/1 (the lists), `count`, and any other columns (the strata).

    A column that holds only 0 and 1 is a list. Values such as an empty cell or `missing` mean that it is not known. A
    row of zeros with a count is refused: whom no list saw cannot be counted. Raises TableError with the row.
    """
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    rows = [[cell.strip() for cell in row] for row in rows if any(cell.strip() for cell in row)]
    if len(rows) < 2:
        raise TableError("no_rows")
    head, body = rows[0], rows[1:]
    _same_width(head, body)
    count_at = _count_column(head)
    others = [at for at in range(len(head)) if at != count_at]
    list_at = [at for at in others if all(row[at] in {"0", "1"} for row in body)]
    strata_at = [at for at in others if at not in list_at]
    cells: dict[tuple[str | None, ...], list[tuple[int, int]]] = {}
    for number, row in enumerate(body, start=2):
        key = tuple(None if row[at].casefold() in _UNKNOWN else row[at] for at in strata_at)
        one = sum(1 << place for place, at in enumerate(list_at) if row[at] == "1")
        cells.setdefault(key, []).append((one, _count(row[count_at], number)))
    return _strata([head[at] for at in list_at], [head[at] for at in strata_at], cells)


def _strata(
    lists: Sequence[str], names: Sequence[str], cells: Mapping[tuple[str | None, ...], list[tuple[int, int]]]
) -> Strata:
    if not lists:
        raise TableError("no_list")
    if any(one == 0 and count for rows in cells.values() for one, count in rows):
        raise TableError("zero_row")
    ordered = sorted(cells, key=lambda key: tuple((value is None, value or "") for value in key))
    tables = ((key, Table.of(lists, ((one, count) for one, count in cells[key] if one))) for key in ordered)
    return Strata(tuple(lists), tuple(names), tuple(tables))


def _same_width(head: Sequence[str], body: Sequence[Sequence[str]]) -> None:
    for number, row in enumerate(body, start=2):
        if len(row) != len(head):
            raise TableError("width", row=number, found=len(row), head=len(head))


def _count_column(head: Sequence[str]) -> int:
    found = [at for at, name in enumerate(head) if name.casefold() == _COUNT]
    if len(found) != 1:
        raise TableError("no_count")
    return found[0]


def _count(cell: str, row: int) -> int:
    try:
        return whole(float(cell) if not cell.lstrip("+").isdigit() else int(cell))
    except (ValueError, OverflowError, TableError) as error:
        raise TableError("count", row=row) from error


def whole(value: float) -> int:
    """Return a count as an integer. Raises TableError if it is not one, is negative or too large to be exact."""
    if value != value or value < 0 or value > MOST_PERSONS or value != int(value):  # noqa: PLR0124  -- NaN is not itself
        raise TableError("whole")
    return int(value)


def _moved(one: int, place: Mapping[int, int]) -> int:
    return sum(1 << place[old] for old in place if one >> old & 1)


@lru_cache(maxsize=4096)
def _canonical_order(size: int, cells: tuple[tuple[int, int], ...]) -> tuple[int, ...]:
    """Sort lists by what the counts say of them; where that leaves ties, take the order with the greatest cells."""
    colours = [0] * size
    sizes = [sum(count for one, count in cells if one >> place & 1) for place in range(size)]
    for _ in range(size):
        renewed = _ranks(colours, sizes, cells)
        if renewed == colours:
            break
        colours = renewed
    groups = [[place for place in range(size) if colours[place] == colour] for colour in sorted(set(colours))]
    return _best_of_ties(groups, cells)


def _ranks(colours: Sequence[int], sizes: Sequence[int], cells: tuple[tuple[int, int], ...]) -> list[int]:
    """Rank lists by their colour, then their size; only for lists that are alike in both are their cells looked at."""
    plain = list(zip(colours, sizes, strict=True))
    signs = [(*one, _about(place, cells, colours) if plain.count(one) > 1 else ()) for place, one in enumerate(plain)]
    ranks = {sign: rank for rank, sign in enumerate(sorted(set(signs)))}
    return [ranks[sign] for sign in signs]


def _about(place: int, cells: tuple[tuple[int, int], ...], colours: Sequence[int]) -> tuple[object, ...]:
    holding = [(one, count) for one, count in cells if one >> place & 1]
    return tuple(
        sorted(
            (tuple(sorted(colours[at] for at in range(len(colours)) if one >> at & 1)), count) for one, count in holding
        )
    )


def _best_of_ties(groups: Sequence[Sequence[int]], cells: tuple[tuple[int, int], ...]) -> tuple[int, ...]:
    best: tuple[list[tuple[int, int]], tuple[int, ...]] | None = None
    orders = product(*(permutations(group) for group in groups))
    for tried, parts in enumerate(orders):
        order = tuple(place for part in parts for place in part)
        place = {old: new for new, old in enumerate(order)}
        moved = sorted((_moved(one, place), count) for one, count in cells)
        if best is None or moved > best[0]:
            best = (moved, order)
        if tried >= _TRIED_ORDERS:
            break
    return best[1] if best else ()
