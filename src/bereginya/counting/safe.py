"""Numbers that may be read by anybody: rounded so that they add up, and refused where they would name a person.

A printed number is zero or a multiple of the base that is not below the threshold, and differs from the truth by less
than one step. Rounding is deterministic: the same people give the same number for ever, so that asking again and taking
the mean tells nothing. Which multiple is taken is settled for the whole table at once by an integer programme, so that
rows and columns add up (controlled rounding: Cox 1987, JASA 82:520; Salazar-Gonzalez 2006, Operations Research 54:3).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import floor, log10
from typing import ClassVar

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from bereginya.counting.designs import ALL, Design, Key
from bereginya.counting.errors import CountingError

MOST_REACH = 4
DIGITS = 2  # significant ones of a published estimate
_SECONDS = 60.0
_OPTIMAL = 0
_FALLING = 1000.0  # persons of distance that a number printed lower than before costs


class UnsafeError(CountingError):
    """A table cannot be published; the message says why, by design and cell, never by a true count."""

    code: ClassVar[str] = "counting.unsafe"
    section: ClassVar[str] = "unsafe"


@dataclass(frozen=True, slots=True)
class Lattice:
    """The numbers that may be printed: zero, and the multiples of `base` from `threshold` on."""

    threshold: int
    base: int

    @property
    def first(self) -> int:
        """Return the smallest printed number that is not zero."""
        return -(-self.threshold // self.base) * self.base

    def below(self, value: int, steps: int) -> int:
        """Return the number so many steps under a printed one; -1 under zero."""
        under = value - steps * self.base
        if under >= self.first:
            return under
        return 0 if value - (steps - 1) * self.base >= self.first else -1

    def above(self, value: int, steps: int) -> int:
        """Return the number so many steps over a printed one."""
        return value + steps * self.base if value else self.first + (steps - 1) * self.base

    def meant(self, printed: int, reach: int) -> tuple[int, int]:
        """Return the least and the greatest truth that a printed number may stand for."""
        return self.below(printed, reach) + 1, self.above(printed, reach) - 1

    def candidates(self, truth: int, reach: int) -> tuple[int, ...]:
        """Return the numbers that may be printed for a truth."""
        top = truth + reach * self.base + self.first
        bottom = max(self.first, (truth - reach * self.base - self.first) // self.base * self.base)
        lattice = (0, *range(bottom, top + 1, self.base))
        return tuple(one for one in lattice if self._may_stand(one, truth, reach))

    def _may_stand(self, printed: int, truth: int, reach: int) -> bool:
        least, most = self.meant(printed, reach)
        return least <= truth <= most


@dataclass(frozen=True, slots=True)
class Printed:
    """A table as it may be printed: every cell and margin of its design, rounded, adding up.

    `reach` is by how many steps of the lattice a number may be off: 1 nearly always, more where the table cannot add
    up otherwise; it is printed with the table.
    """

    design: Design
    cells: Mapping[Key, int]
    reach: int

    def meant(self, key: Key) -> tuple[int, int]:
        """Return what everybody may conclude of one cell from this table alone."""
        return Lattice(self.design.threshold, self.design.base).meant(self.cells[key], self.reach)


def whole_table(design: Design, counts: Mapping[Key, int]) -> dict[Key, int]:
    """Return the true number of every cell and margin; a cell that is not named has nobody.

    Raises UnsafeError for a cell outside the design: who does not fit must have a value of their own.
    """
    inner = set(design.cells())
    if any(key not in inner for key in counts):
        raise UnsafeError("outside")
    if any(count < 0 for count in counts.values()):
        raise UnsafeError("negative")
    whole = dict.fromkeys(design.every_cell(), 0)
    for key, count in counts.items():
        for margin in _margins(key):
            whole[margin] += count
    return whole


def _margins(key: Key) -> list[Key]:
    found: list[Key] = [()]
    for value in key:
        found = [(*one, end) for one in found for end in (value, ALL)]
    return found


def rounded(
    design: Design,
    counts: Mapping[Key, int],
    *,
    kept: Mapping[Key, int] | None = None,
    before: Mapping[Key, int] | None = None,
) -> Printed:
    """Round a table so that it adds up; cells of `kept`, printed before for the same people, keep their number.

    `before` is what was printed on earlier days: a number falls below it only where the table cannot add up otherwise,
    because two roundings of one truth in different directions would give it away.

    Raises UnsafeError where no such table exists.
    """
    truth = whole_table(design, counts)
    for reach in range(1, MOST_REACH + 1):
        cells = _programme(design, truth, (kept or {}, before or {}), reach)
        if cells is not None:
            return Printed(design, cells, reach)
    raise UnsafeError("unroundable")


def _programme(
    design: Design, truth: Mapping[Key, int], printed: tuple[Mapping[Key, int], Mapping[Key, int]], reach: int
) -> dict[Key, int] | None:
    """Choose one candidate a cell, nearest to the truth in all, such that margins are sums; None if none exists."""
    kept, before = printed
    lattice = Lattice(design.threshold, design.base)
    chosen = [(key, value) for key in design.every_cell() for value in _choices(lattice, key, truth[key], kept, reach)]
    rows = {key: at for at, key in enumerate(design.every_cell())}
    if len({key for key, _ in chosen}) < len(rows):
        return None
    one_each = _matrix([(rows[key], at, 1.0) for at, (key, _) in enumerate(chosen)], (len(rows), len(chosen)))
    sums, equations = _sums(design, chosen)
    # of two tables as near as each other the first in the order of the design is taken: no chance, no clock
    late = {key: 1e-5 * (row + 1) / len(rows) for key, row in rows.items()}
    cost = np.array(
        [
            abs(value - truth[key])
            + (late[key] if value > truth[key] else 0.0)
            + (_FALLING if value < before.get(key, 0) else 0.0)
            for key, value in chosen
        ]
    )
    constraints = [LinearConstraint(one_each, 1, 1)]
    if equations:
        constraints.append(LinearConstraint(sums, 0, 0))
    found = milp(
        cost,
        integrality=np.ones(len(chosen), dtype=np.int64),
        bounds=Bounds(0, 1),
        constraints=constraints,
        options={"time_limit": _SECONDS, "mip_rel_gap": 0.0},
    )
    if found.status != _OPTIMAL or found.x is None:
        return None
    return {key: value for (key, value), taken in zip(chosen, found.x, strict=True) if taken > 0.5}


def _choices(lattice: Lattice, key: Key, truth: int, kept: Mapping[Key, int], reach: int) -> tuple[int, ...]:
    choices = lattice.candidates(truth, reach)
    return tuple(one for one in choices if one == kept[key]) if key in kept else choices


def _sums(design: Design, chosen: list[tuple[Key, int]]) -> tuple[csr_array, int]:
    """Return one equation for each margin: the cells one step finer in its first added dimension, less itself."""
    at: dict[Key, list[tuple[int, int]]] = {}
    for place, (key, value) in enumerate(chosen):
        at.setdefault(key, []).append((place, value))
    entries: list[tuple[int, int, float]] = []
    equations = 0
    for key in design.every_cell():
        for dimension in (one for one, value in enumerate(key) if value == ALL):
            finer = [(*key[:dimension], value, *key[dimension + 1 :]) for value in design.dimensions[dimension][1]]
            entries += [(equations, place, float(value)) for one in finer for place, value in at[one]]
            entries += [(equations, place, -float(value)) for place, value in at[key]]
            equations += 1
    return _matrix(entries, (max(equations, 1), len(chosen))), equations


def _matrix(entries: list[tuple[int, int, float]], shape: tuple[int, int]) -> csr_array:
    rows, columns, values = zip(*entries, strict=True) if entries else ((), (), ())
    return csr_array((np.array(values, dtype=float), (np.array(rows, dtype=int), np.array(columns, dtype=int))), shape)


def two_digits(number: float) -> int:
    """Return an estimate as it may be published, with two significant digits."""
    if number <= 0:
        return 0
    step = 10 ** max(floor(log10(number)) - DIGITS + 1, 0)
    return int(floor(number / step + 0.5) * step)
