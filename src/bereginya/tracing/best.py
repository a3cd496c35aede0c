"""The best records of one inquiry while it is searched, and the sum of all."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bereginya.tracing.compiled import uncounted
from bereginya.tracing.keys import Ints

_SLACK = 7.0
"""Bits below the worst kept candidate at which a namesake no longer changes a probability in the second digit."""


class Best(NamedTuple):
    """The best so far, best first: places in `Rows` and in the file, and bits, of which `held` are in use.

    `mass` is the sum of 2**bits of all; `again` tells that another reading of the inquiry may have met a record before.
    """

    at: Ints
    row: Ints
    bits: NDArray[np.float64]
    held: Ints
    mass: NDArray[np.float64]
    again: NDArray[np.bool_]


def room(most: int) -> Best:
    """Return room for so many records."""
    at, row = np.empty(most, np.int32), np.empty(most, np.int32)
    return Best(at, row, np.empty(most), np.zeros(1, np.int32), np.zeros(1), np.zeros(1, np.bool_))


@uncounted
def keep(best: Best, at: int, bits: float, row: int, floor: float) -> None:
    """Count a record, and keep it if it is among the best; of two alike the one that stands first in the file."""
    best.mass[0] += 2.0**bits
    most, n = len(best.at), best.held[0]
    if bits < floor or (n == most and bits < best.bits[most - 1]):
        return
    if best.again[0]:
        n = _without(best, at, bits, n)
    if n < 0 or (n == most and bits == best.bits[n - 1] and row > best.row[n - 1]):
        return
    i = min(n, most - 1)
    while i > 0 and (bits > best.bits[i - 1] or (bits == best.bits[i - 1] and row < best.row[i - 1])):
        best.at[i], best.row[i], best.bits[i] = best.at[i - 1], best.row[i - 1], best.bits[i - 1]
        i -= 1
    best.at[i], best.row[i], best.bits[i] = at, row, bits
    best.held[0] = min(n + 1, most)


@uncounted
def _without(best: Best, at: int, bits: float, held: int) -> int:
    """Take out a record that is held with fewer bits, from another reading; return how many are left, -1 if it is held
    with as many."""
    for i in range(held):
        if best.at[i] == at:
            if bits <= best.bits[i]:
                return -1
            for j in range(i, held - 1):
                best.at[j], best.row[j], best.bits[j] = best.at[j + 1], best.row[j + 1], best.bits[j + 1]
            return held - 1
    return held


@uncounted
def bar_of(best: Best, floor: float) -> float:
    """Return the bits below which a record neither enters the list nor changes a probability."""
    if best.held[0] < len(best.at):
        return floor
    return float(max(floor, best.bits[len(best.at) - 1] - _SLACK))
