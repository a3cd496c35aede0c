"""The attack we make on ourselves before every release: what can be concluded from all published tables together.

The attacker knows every printed number, the rule of rounding, and that what was reported once stays reported. For each
cell, and for what was added to it between two releases, the least and the greatest truth are found by linear programmes
over all tables at once. A number is safe when it is surely large, or when its range stays as wide as the
threshold asks.
(Bounds by linear programming: ESSnet Handbook on Statistical Disclosure Control, 2010, section 4.3.)
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise, product
from math import ceil, floor

import numpy as np
import numpy.typing as npt
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from bereginya.counting.errors import Clause
from bereginya.counting.ledger import Release, within
from bereginya.counting.safe import UnsafeError

MOST_POINTS = 60_000
_REST = "\uffff"  # a value nobody published: people outside every value that was
_SLACK = 1e-6
_SOLVED = 0
_HIGH = 1e9
_GLANCES = 12

Where = tuple[tuple[str, str], ...]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Exposed:
    """A number that all tables together give away: the cell, when, and between what the truth lies.

    `since` is the earlier day where what was added between two releases is exposed, None for the number itself.
    """

    where: Where
    as_of: date
    since: date | None
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Audit:
    """What the attack found. `cells` is how many numbers were bounded, `programmes` how many programmes that took.

    `falling` tells that the tables cannot all be true if what was reported stays reported: then days were taken singly.
    """

    exposed: tuple[Exposed, ...]
    cells: int
    programmes: int
    falling: bool


@dataclass(frozen=True, slots=True)
class _World:
    """Unknown numbers (point x day) and what is known of their sums."""

    matrix: csr_array
    least: Floats
    most: Floats
    targets: csr_array
    named: tuple[tuple[Where, date, date | None], ...]


def audit(releases: Sequence[Release]) -> Audit:
    """Bound every published number, and every growth between two days, of tables about one subject.

    Raises UnsafeError when there are too many tables to weigh together.
    """
    if not releases:
        return Audit((), 0, 0, falling=False)
    days = sorted({one.as_of for one in releases})
    world = _world(releases, days)
    threshold = max(one.threshold for one in releases)
    seen = _Witness.of(world)
    if seen is None:
        return _singly(releases, days)
    seen.look_around(world)
    exposed = [found for at in range(len(world.named)) if (found := _weigh(world, seen, at, threshold)) is not None]
    return Audit(tuple(exposed), len(world.named), seen.programmes, falling=False)


def refuse_if_exposed(before: Sequence[Release], new: Release) -> Audit:
    """Return the audit of all tables with the new one; raise UnsafeError with the reason if it exposes anything new."""
    found = audit([*before, new])
    old = {(one.where, one.as_of, one.since) for one in audit(before).exposed} if found.exposed else set()
    fresh = [one for one in found.exposed if (one.where, one.as_of, one.since) not in old]
    if fresh:
        first = _reason(fresh[0])
        raise first if not fresh[1:] else UnsafeError("more", why=first, many=len(fresh) - 1)
    return found


def _reason(one: Exposed) -> UnsafeError:
    cell = ", ".join(f"{dimension} {value}" for dimension, value in one.where) or Clause("unsafe", "all", {})
    if one.since is None:
        return UnsafeError("exposed", cell=cell, day=one.as_of)
    return UnsafeError("grown", cell=cell, since=one.since, day=one.as_of)


def _singly(releases: Sequence[Release], days: Sequence[date]) -> Audit:
    """Weigh each day for itself: numbers fell, so what was reported did not stay reported."""
    if len(days) == 1:
        raise UnsafeError("contradict")
    each = [audit([one for one in releases if one.as_of == day]) for day in days]
    return Audit(
        tuple(found for one in each for found in one.exposed),
        sum(one.cells for one in each),
        sum(one.programmes for one in each),
        falling=True,
    )


class _Witness:
    """The least and greatest value each number was seen to take in worlds that all tables allow."""

    def __init__(self, world: _World, point: Floats) -> None:
        self.low = self.high = world.targets @ point
        self.programmes = 1

    @classmethod
    def of(cls, world: _World) -> "_Witness | None":
        point = _solve(world, np.zeros(world.matrix.shape[1]))
        return None if point is None else cls(world, point)

    def look_around(self, world: _World) -> None:
        """Push all numbers at once, this way and that: it settles most of them, and cannot settle one wrongly."""
        chance = np.random.default_rng(0)
        for _ in range(_GLANCES):
            push = chance.choice((-1.0, 1.0), world.matrix.shape[1])
            self._push(world, push)
            self._push(world, -push)

    def look(self, world: _World, at: int, sign: float) -> None:
        """Push one number as far as it goes, and remember what every other number was on the way."""
        self._push(world, sign * world.targets[[at], :].toarray().ravel())

    def _push(self, world: _World, cost: Floats) -> None:
        self.programmes += 1
        point = _solve(world, cost)
        if point is None:
            raise UnsafeError("unweighable")
        values = world.targets @ point
        self.low, self.high = np.minimum(self.low, values), np.maximum(self.high, values)

    def range(self, at: int) -> tuple[int, int]:
        return ceil(self.low[at] - _SLACK), floor(self.high[at] + _SLACK)


def _weigh(world: _World, seen: _Witness, at: int, threshold: int) -> Exposed | None:
    """Stop as soon as worlds were seen that are far enough apart; only then is the number known to be safe."""
    for sign in (-1.0, 1.0):
        least, most = seen.range(at)
        if most - least >= threshold - 1:
            return None
        seen.look(world, at, sign)
    least, most = seen.range(at)
    if least >= threshold or most - least >= threshold - 1:
        return None
    where, day, since = world.named[at]
    return Exposed(where, day, since, least, most)


def _solve(world: _World, cost: Floats) -> Floats | None:
    tables = LinearConstraint(world.matrix, world.least, world.most)
    found = milp(cost, constraints=tables, bounds=Bounds(0, _HIGH))
    return np.asarray(found.x) if found.status == _SOLVED and found.x is not None else None


def _world(releases: Sequence[Release], days: Sequence[date]) -> _World:
    points = _points(releases)
    size = len(points)
    if size * len(days) > MOST_POINTS:
        raise UnsafeError("too_many", size=size * len(days))
    at_day = {day: place for place, day in enumerate(days)}
    masks = {
        where: np.flatnonzero([within(where, point) for point in points])
        for where in dict.fromkeys(cell.where for one in releases for cell in one.cells)
    }
    known = [(cell, at_day[one.as_of]) for one in releases for cell in one.cells]
    rows = [_columns(masks[cell.where], range(day + 1), size) for cell, day in known]
    named, targets = _targets(releases, days, masks, size)
    width = size * len(days)
    return _World(
        _ones(rows, width),
        np.array([cell.least for cell, _ in known], dtype=float),
        np.array([cell.most for cell, _ in known], dtype=float),
        _ones(targets, width),
        named,
    )


def _targets(
    releases: Sequence[Release], days: Sequence[date], masks: dict[Where, npt.NDArray[np.intp]], size: int
) -> tuple[tuple[tuple[Where, date, date | None], ...], list[npt.NDArray[np.intp]]]:
    """Return what is to be bounded: every number printed or added up on some day, and its growth since the day before.

    A number is bounded on days of other tables too: what one table says of north in May, another of all may narrow.
    """
    named: list[tuple[Where, date, date | None]] = []
    columns: list[npt.NDArray[np.intp]] = []
    exact = {(cell.where, one.as_of) for one in releases for cell in one.cells if one.reach == 0}
    for where, mask in masks.items():
        for place, day in enumerate(days):
            if (where, day) not in exact:  # what was said exactly is out; what it gives away of others is asked
                named.append((where, day, None))
                columns.append(_columns(mask, range(place + 1), size))
        for earlier, later in pairwise(range(len(days))):
            named.append((where, days[later], days[earlier]))
            columns.append(_columns(mask, range(later, later + 1), size))
    return tuple(named), columns


def _columns(mask: npt.NDArray[np.intp], days: Iterable[int], size: int) -> npt.NDArray[np.intp]:
    return np.concatenate([mask + day * size for day in days])


def _ones(rows: Sequence[npt.NDArray[np.intp]], width: int) -> csr_array:
    ends = np.cumsum([0, *(len(row) for row in rows)])
    columns = np.concatenate(rows) if rows else np.zeros(0, dtype=np.intp)
    return csr_array((np.ones(len(columns)), columns, ends), shape=(len(rows), width))


def _points(releases: Sequence[Release]) -> list[dict[str, str]]:
    """Return the finest places that the tables can tell apart: one finest value for each dimension.

    A table's values are all there are of its dimension, unless others published values outside of them.
    """
    names = sorted({name for one in releases for name, _ in one.dimensions})
    finest = [
        _finest([set(values) for one in releases for own, values in one.dimensions if own == name]) for name in names
    ]
    total = 1
    for values in finest:
        total *= len(values)
    if total > MOST_POINTS:
        raise UnsafeError("too_many", size=total)
    return [dict(zip(names, point, strict=True)) for point in product(*finest)]


def _finest(tables: Sequence[set[str]]) -> list[str]:
    values = set().union(*tables)
    inner = {
        one for one in values if not any(other != one and other.startswith((f"{one}-", f"{one}/")) for other in values)
    }
    rests = {f"{one}/{_REST}" for one in values - inner}
    outside = {_REST} if any(len(table) == 1 for table in tables) else set()
    return sorted(inner | rests | outside)
