"""What one thread has at hand for one inquiry: the bits of every name of the register, to be looked up by number."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bereginya.tracing.compiled import compiled, uncounted
from bereginya.tracing.keys import Ints
from bereginya.tracing.neighbours import Near

AT_ONCE = 256
"""Records that are gone through without a decision."""


class Hand(NamedTuple):
    """What one thread keeps at hand: per field and name of the register the bits above those of a name not near."""

    surname: NDArray[np.float32]
    given: NDArray[np.float32]
    patronymic: NDArray[np.float32]
    place: NDArray[np.float32]
    unit: NDArray[np.float32]
    base: NDArray[np.float64]
    """Bits of names that are not near, and the most a field can add to that."""
    keys: Ints
    """Room for the keys of a given name and of a patronymic."""
    waiting: Ints
    waiting_bits: NDArray[np.float64]
    alike: NDArray[np.uint8]
    """Records that wait for a closer look, the bits of their surnames, and whether their surnames are similar."""
    fetched: Ints
    """What was read ahead, so that the compiler keeps the reading."""


@compiled
def hand_for(sizes: tuple[int, int, int, int, int]) -> Hand:
    """Return an empty hand for a register with so many names in its five fields."""
    return Hand(
        np.zeros(sizes[0] + 1, np.float32),
        np.zeros(sizes[1] + 1, np.float32),
        np.zeros(sizes[2] + 1, np.float32),
        np.zeros(sizes[3] + 1, np.float32),
        np.zeros(sizes[4] + 1, np.float32),
        np.zeros(10),
        np.empty((2, 24), np.int32),
        np.empty(2 * AT_ONCE, np.int32),
        np.empty(2 * AT_ONCE),
        np.empty(2 * AT_ONCE, np.uint8),
        np.zeros(1, np.int32),
    )


@uncounted
def total(values: NDArray[np.float64], start: int, end: int) -> float:
    """Return the sum of values[start:end]."""
    found = 0.0
    for i in range(start, end):
        found += values[i]
    return found


@uncounted
def gain(values: NDArray[np.float64]) -> float:
    """Return the highest of the values, 0 if all are below."""
    found = 0.0
    for value in values:
        found = max(found, value)
    return found


@uncounted
def lay(
    table: NDArray[np.float32], near: Near, name: int, bits: NDArray[np.float32], base: NDArray[np.float64], field: int
) -> None:
    """Write the bits of a name's neighbours to the table, less those of all others, which go to `base`."""
    base[field], base[5 + field] = 0.0, 0.0
    if name >= len(bits) or name < 0:
        return
    other = bits[name, 7]
    most = np.float32(0)
    for i in range(near.start[name], near.start[name + 1]):
        above = bits[name, near.levels[i]] - other
        table[near.names[i]] = above if above != 0 else np.float32(1e-30)  # a name that is near is never at zero
        most = max(most, bits[name, near.levels[i]])
    table[len(table) - 1] = -other  # unknown in the register: nothing for, nothing against
    base[field], base[5 + field] = other, most


@uncounted
def lift(table: NDArray[np.float32], near: Near, name: int, names: int) -> None:
    """Take back from the table what `lay` wrote for a name."""
    if name >= names or name < 0:
        return
    for i in range(near.start[name], near.start[name + 1]):
        table[near.names[i]] = 0
    table[len(table) - 1] = 0
