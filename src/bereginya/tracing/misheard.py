"""The ways to a record whose surname is not near the sought one: by the very day of birth, or by the given name and the
patronymic, where the surname may have been misheard.

No way leads to a record that another one led to, so that each is counted once.
"""

import numpy as np

from bereginya.tracing.asked import Asked
from bereginya.tracing.best import Best, bar_of, keep
from bereginya.tracing.birth_levels import BirthBits
from bereginya.tracing.compiled import uncounted
from bereginya.tracing.hands import Hand, gain, total
from bereginya.tracing.keys import Ints
from bereginya.tracing.near_surnames import born_bits
from bereginya.tracing.neighbours import Near
from bereginya.tracing.rows import WIDE, Rows, letter_pairs, similar

_MANY = 1 << 30

Head = tuple[float, float, float, int]
"""Bits of names that are not near; of a similar surname above that; the floor; the sought surname, or -1."""


@uncounted
def _fetch(rows: Rows, hand: Hand, start: int, end: int, reached: Ints) -> None:
    """Read the records of a list ahead, as `_fetch_surnames` does."""
    seen = np.int32(0)
    for x in range(start, end):
        seen ^= rows.records[WIDE * reached[x]]
    hand.fetched[0] = seen


@uncounted
def _loose(
    rows: Rows,
    hand: Hand,
    born: BirthBits,
    best: Best,
    q: Asked,
    i: int,
    start: int,
    end: int,
    reached: Ints,
    head: Head,
    by_day: bool,
) -> None:
    """Weigh records of a list that were not reached by their surname; nor by their day of birth unless `by_day`."""
    base, like, floor, name = head
    of_surname, unknown = hand.surname, len(hand.surname) - 1
    records, signs = rows.records, rows.signatures  # out of the loop: counted once
    of_given, of_father, of_place, of_unit = hand.given, hand.patronymic, hand.place, hand.unit
    asked = q.signatures[max(name, 0)]
    years, day = q.first[i] * 4097, q.day[i]
    told = not by_day and q.first[i] == q.last[i] and day & 31 != 0
    levels = born.levels[born.of[i]]
    most = total(hand.base, 7, 10) + gain(levels) - total(hand.base, 2, 5) + max(like, 0.0)
    bar = bar_of(best, floor)
    _fetch(rows, hand, start, end, reached)
    for x in range(start, end):
        at = reached[x]
        r = WIDE * at
        surname = records[r]
        near = of_surname[surname]
        if near != 0 and surname != unknown:
            continue
        bits = base + near + of_given[records[r + 1]]
        if bits + most < bar or (told and records[r + 6] == years and records[r + 5] >> 9 == day):
            continue
        bits += of_father[records[r + 2]] + of_place[records[r + 3]] + of_unit[records[r + 4]]
        bits += born_bits(rows, q, i, at, levels)
        if bits + like >= bar and like > 0 and surname != unknown and similar(asked, signs[surname]):
            bits += like
        if bits >= bar:
            keep(best, at, bits, records[r + 7], floor)
            bar = bar_of(best, floor)


@uncounted
def _similar(
    rows: Rows, hand: Hand, born: BirthBits, best: Best, q: Asked, i: int, start: int, end: int, head: Head
) -> None:
    """Weigh those records of `given_rows` whose surname has half of its pairs in common with the sought one."""
    asked = q.signatures[max(head[3], 0)]
    own = letter_pairs(asked)
    at = start
    while at < end:
        other = rows.given_signatures[at]
        if 4 * letter_pairs(asked & other) >= own and similar(asked, other):
            _loose(rows, hand, born, best, q, i, at, at + 1, rows.given_rows, head, False)
        at += 1


@uncounted
def by_day(rows: Rows, hand: Hand, born: BirthBits, best: Best, q: Asked, i: int, head: Head) -> None:
    if q.first[i] == q.last[i] and q.day[i] & 31:
        day = (q.first[i] - 1850) * 512 + q.day[i]
        _loose(rows, hand, born, best, q, i, rows.day_start[day], rows.day_start[day + 1], rows.day_rows, head, True)


@uncounted
def _pair(rows: Rows, given: int, father: int) -> int:
    """Return the pair of the likeliest keys of a given name and a patronymic, -1 if nobody has both."""
    low, high = rows.given_pairs[given], rows.given_pairs[given + 1]
    end = high
    while low < high:
        middle = (low + high) // 2
        if rows.pair_father[middle] < father:
            low = middle + 1
        else:
            high = middle
    return int(low) if low < end and rows.pair_father[low] == father else -1


@uncounted
def _since(rows: Rows, low: int, high: int, year: int) -> int:
    """Return the first place in given_rows[low:high] of a birth in or after a year."""
    while low < high:
        middle = (low + high) // 2
        if rows.given_years[middle] < year:
            low = middle + 1
        else:
            high = middle
    return low


@uncounted
def _keys_of(near: Near, name: int, classes: Ints, groups: int, found: Ints) -> int:
    """Write the likeliest keys of the names that share a key with a sought one; return how many."""
    n = 0
    for x in range(near.start[name], near.start[name + 1]):
        key = classes[near.names[x]]
        if 1 < near.levels[x] < 8 or key >= groups:
            continue
        for y in range(n):
            if found[y] == key:
                break
        else:
            if n < len(found):
                found[n] = key
                n += 1
    return n


@uncounted
def by_given(
    rows: Rows,
    given: Near,
    father: Near,
    hand: Hand,
    born: BirthBits,
    best: Best,
    q: Asked,
    i: int,
    name: int,
    head: Head,
) -> None:
    """Weigh who has the given name and the patronymic, and the year if both are known: the surname may have been
    misheard beyond a slip."""
    asked_father, first, last = q.patronymic[i], q.first[i], q.last[i]
    if name < 0 or name >= len(given.start) - 1 or asked_father >= len(father.start) - 1:
        return
    givens = _keys_of(given, name, rows.given_class, len(rows.given_pairs) - 1, hand.keys[0])
    fathers = _keys_of(father, asked_father, rows.father_class, _MANY, hand.keys[1])
    for x in range(givens):
        for y in range(fathers):
            pair = _pair(rows, hand.keys[0, x], hand.keys[1, y])
            if pair < 0:
                continue
            low, end = rows.pair_start[pair], rows.pair_start[pair + 1]
            if first == 0:
                _similar(rows, hand, born, best, q, i, low, end, head)
                continue
            high = _since(rows, low, end, 1)
            _similar(rows, hand, born, best, q, i, low, high, head)  # those whose birth is unknown
            low = _since(rows, high, end, first - 1)
            high = _since(rows, low, end, last + 2)
            _loose(rows, hand, born, best, q, i, low, high, rows.given_rows, head, False)


@uncounted
def by_given_alone(
    rows: Rows, given: Near, hand: Hand, born: BirthBits, best: Best, q: Asked, i: int, head: Head
) -> None:
    """Weigh everybody of the given name where the inquiry has no surname."""
    if q.given[i] < len(given.start) - 1:
        givens = _keys_of(given, q.given[i], rows.given_class, len(rows.given_pairs) - 1, hand.keys[0])
        for x in range(givens):
            pairs, end = rows.given_pairs[hand.keys[0, x]], rows.given_pairs[hand.keys[0, x] + 1]
            low, high = rows.pair_start[pairs], rows.pair_start[end]
            _loose(rows, hand, born, best, q, i, low, high, rows.given_rows, head, False)
