"""The way to a record by a surname near the sought one: most of a search goes this way.

Records of a surname are gone through one after the other as they lie in memory, with a sum in half precision that is
never too low, and nothing decided on the way but who waits for a closer look.
"""

import numpy as np
from numpy.typing import NDArray

from bereginya.tracing.asked import Asked
from bereginya.tracing.best import Best, bar_of, keep
from bereginya.tracing.birth_levels import BirthBits, birth_level, is_open
from bereginya.tracing.compiled import uncounted
from bereginya.tracing.hands import AT_ONCE, Hand, gain, total
from bereginya.tracing.neighbours import Near
from bereginya.tracing.rows import BORN, WIDE, Rows

_WIDE = np.uint64(WIDE)
_1, _2, _3, _4, _5 = (np.uint64(i) for i in range(1, 6))
_NO_DAY = 1 << 12
_ROUGH = 1e-3
"""Bits by which a sum in single precision may be wrong, and more."""


@uncounted
def born_bits(rows: Rows, q: Asked, i: int, at: int, levels: NDArray[np.float64]) -> float:
    """Return the bits of a record's birth."""
    born, years = rows.records[WIDE * at + 5], rows.records[WIDE * at + 6]
    return float(levels[birth_level(q.first[i], q.last[i], q.day[i], years >> 12, years & 4095, born >> 9)])


@uncounted
def told_day(q: Asked, i: int) -> int:
    """Return the day of the year on which the sought person was born, more than any day if that is not known."""
    return int(q.day[i]) if q.first[i] == q.last[i] and q.day[i] & 31 != 0 else _NO_DAY


@uncounted
def _fetch_surnames(rows: Rows, near: Near, hand: Hand, name: int) -> None:
    """Read the first record of each surname: all at once they come in the time that memory takes for a few."""
    seen = np.int32(0)
    for x in range(near.start[name], near.start[name + 1]):
        first = rows.surname_start[near.names[x]]
        if first < len(rows.row):
            seen ^= rows.records[WIDE * first]
    hand.fetched[0] = seen


@uncounted
def by_surname(
    rows: Rows,
    near: Near,
    hand: Hand,
    born: BirthBits,
    best: Best,
    q: Asked,
    i: int,
    name: int,
    base: float,
    floor: float,
) -> None:
    """Weigh who has a surname near the sought one."""
    levels = born.levels[born.of[i]]
    most = total(hand.base, 7, 10) + gain(levels) - total(hand.base, 2, 5)
    starts, of_surname = rows.surname_start, hand.surname  # out of the loop: counted once
    best_given = max(np.float64(hand.base[6] - hand.base[1]), 0.0)
    bar = bar_of(best, floor)
    waiting = 0
    _fetch_surnames(rows, near, hand, name)
    for x in range(near.start[name], near.start[name + 1]):
        surname = near.names[x]
        head = base + of_surname[surname]
        if head + best_given + most < bar:
            continue
        for low in range(starts[surname], starts[surname + 1], AT_ONCE):
            high = min(low + AT_ONCE, starts[surname + 1])
            waiting = _go_through(rows, hand, born, q, i, low, high, head, bar, waiting)
            if waiting > AT_ONCE // 4:
                bar = _look_closer(rows, hand, born, best, q, i, waiting, bar, floor)
                waiting = 0
    _look_closer(rows, hand, born, best, q, i, waiting, bar, floor)


@uncounted
def _go_through(
    rows: Rows,
    hand: Hand,
    born: BirthBits,
    q: Asked,
    i: int,
    low: int,
    high: int,
    head: float,
    bar: float,
    waiting: int,
) -> int:
    """Let those records of low..high wait for a closer look that may have the bits of the bar; return how many wait."""
    records, given, father, place, unit = rows.records, hand.given, hand.patronymic, hand.place, hand.unit
    births, room, heads = born.classes[born.of[i]], hand.waiting, hand.waiting_bits
    day, least = np.uint32(told_day(q, i)), bar - head - _ROUGH
    n = np.uint64(waiting)
    for at in range(np.uint64(low), np.uint64(high)):
        r = at * _WIDE
        one, two, three = np.uint32(records[r + _1]), np.uint32(records[r + _2]), np.uint32(records[r + _3])
        four, five = np.uint32(records[r + _4]), np.uint32(records[r + _5])
        names = (given[one] + father[two]) + (place[three] + unit[four])
        room[n], heads[n] = at, head
        n += np.uint64((names + births[five & np.uint32(BORN)] >= least) | (five >> np.uint32(9) == day))
    return int(np.int64(n))


@uncounted
def _look_closer(
    rows: Rows, hand: Hand, born: BirthBits, best: Best, q: Asked, i: int, waiting: int, bar: float, floor: float
) -> float:
    """Keep of the waiting records those that are above the bar; return the bar that is left."""
    records, given, father, place, unit = rows.records, hand.given, hand.patronymic, hand.place, hand.unit
    levels, classes = born.levels[born.of[i]], born.classes[born.of[i]]
    day = told_day(q, i)
    for x in range(waiting):
        at = hand.waiting[x]
        r = np.uint64(at) * _WIDE
        one, two, three = np.uint32(records[r + _1]), np.uint32(records[r + _2]), np.uint32(records[r + _3])
        four, five = np.uint32(records[r + _4]), records[r + _5]
        bits = hand.waiting_bits[x] + given[one] + father[two] + place[three] + unit[four]
        if five >> 9 == day or is_open(five & BORN, q.first[i], q.last[i], q.day[i]):
            bits += born_bits(rows, q, i, at, levels)
        else:
            bits += classes[five & BORN]
        if bits >= bar:
            keep(best, at, bits, rows.records[WIDE * at + 7], floor)
            bar = bar_of(best, floor)
    return bar
