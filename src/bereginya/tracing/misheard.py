"""The ways to a record whose surname is not near the sought one: by the very day of birth, or by the given name and the
patronymic, where the surname may have been misheard.

No way leads to a record that another one led to, so that each is counted once.
"""

import numpy as np

from bereginya.tracing.asked import Asked
from bereginya.tracing.best import Best, bar_of, keep
from bereginya.tracing.birth_levels import BirthBits, is_open
from bereginya.tracing.compiled import uncounted
from bereginya.tracing.hands import AT_ONCE, Hand
from bereginya.tracing.keys import Ints
from bereginya.tracing.near_surnames import born_bits, told_day
from bereginya.tracing.neighbours import Near
from bereginya.tracing.rows import BORN, WIDE, Rows, letter_pairs, similar

_MANY = 1 << 30
UNTOLD = 2
"""It was not yet looked at whether a surname is similar."""

Head = tuple[float, float, float, int]
"""Bits of names that are not near; of a similar surname above that; the floor; the sought surname, or -1."""


@uncounted
def _fetch(rows: Rows, hand: Hand, listed: int) -> None:
    """Read the records of a list ahead: all at once they come in the time that memory takes for a few."""
    seen = np.int32(0)
    for x in range(listed):
        seen ^= rows.records[WIDE * hand.waiting[x]]
    hand.fetched[0] = seen


@uncounted
def _weigh(
    rows: Rows, hand: Hand, born: BirthBits, best: Best, q: Asked, i: int, listed: int, head: Head, by_day: bool
) -> None:
    """Weigh those of the waiting records who were not reached by their surname; nor by their day of birth unless
    `by_day`."""
    base, like, floor, name = head
    of_surname, unknown = hand.surname, len(hand.surname) - 1
    records, asked = rows.records, q.signatures[max(name, 0)]  # out of the loop: counted once
    of_given, of_father, of_place, of_unit = hand.given, hand.patronymic, hand.place, hand.unit
    day, years = told_day(q, i), -1 if by_day else q.first[i] * 4097
    levels, classes = born.levels[born.of[i]], born.classes[born.of[i]]
    bar = bar_of(best, floor)
    _fetch(rows, hand, listed)
    for x in range(listed):
        r = WIDE * hand.waiting[x]
        surname, own = records[r], records[r + 5]
        near = of_surname[surname]
        if (near != 0 and surname != unknown) or (own >> 9 == day and records[r + 6] == years):
            continue
        bits = base + near + of_given[records[r + 1]]
        bits += of_father[records[r + 2]] + of_place[records[r + 3]] + of_unit[records[r + 4]]
        if own >> 9 == day or is_open(own & BORN, q.first[i], q.last[i], q.day[i]):
            bits += born_bits(rows, q, i, hand.waiting[x], levels)
        else:
            bits += classes[own & BORN]
        if like > 0 and bits + like >= bar and surname != unknown:
            told = hand.alike[x]
            if told == 1 or (told == UNTOLD and similar(asked, rows.signatures[surname])):
                bits += like
        if bits >= bar:
            keep(best, hand.waiting[x], bits, records[r + 7], floor)
            bar = bar_of(best, floor)


@uncounted
def _all_of(
    rows: Rows, hand: Hand, born: BirthBits, best: Best, q: Asked, i: int, start: int, end: int, head: Head
) -> None:
    """Weigh all records of `given_rows[start:end]`."""
    asked = q.signatures[max(head[3], 0)]
    own = letter_pairs(asked)
    for low in range(start, end, AT_ONCE):
        high = min(low + AT_ONCE, end)
        for x in range(low, high):
            hand.waiting[x - low] = rows.given_rows[x]
            hand.alike[x - low] = _alike(asked, own, rows.given_signatures[x])
        _weigh(rows, hand, born, best, q, i, high - low, head, False)


@uncounted
def _similar(
    rows: Rows, hand: Hand, born: BirthBits, best: Best, q: Asked, i: int, start: int, end: int, head: Head
) -> None:
    """Weigh those records of `given_rows[start:end]` whose surname has half of its pairs in common with the sought
    one."""
    asked, waiting, n = q.signatures[max(head[3], 0)], hand.waiting, np.uint64(0)
    own = letter_pairs(asked)
    for low in range(start, end, AT_ONCE):
        for x in range(np.uint64(low), np.uint64(min(low + AT_ONCE, end))):
            waiting[n] = x
            n += np.uint64(_alike(asked, own, rows.given_signatures[x]))
        if n > AT_ONCE or low + AT_ONCE >= end:
            for y in range(n):
                waiting[y], hand.alike[y] = rows.given_rows[waiting[y]], 1
            _weigh(rows, hand, born, best, q, i, int(np.int64(n)), head, False)
            n = np.uint64(0)


@uncounted
def _alike(asked: np.uint64, own: int, other: np.uint64) -> bool:
    """Tell whether two signatures are similar; `own` are the letter pairs of the first."""
    return (4 * letter_pairs(asked & other) >= own + letter_pairs(other)) & (own != 0)


@uncounted
def by_day(rows: Rows, hand: Hand, born: BirthBits, best: Best, q: Asked, i: int, head: Head) -> None:
    """Weigh who was born on the very day."""
    if q.first[i] != q.last[i] or q.day[i] & 31 == 0:
        return
    day = (q.first[i] - 1850) * 512 + q.day[i]
    start, end = rows.day_start[day], rows.day_start[day + 1]
    for low in range(start, end, AT_ONCE):
        high = min(low + AT_ONCE, end)
        for x in range(low, high):
            hand.waiting[x - low], hand.alike[x - low] = rows.day_rows[x], UNTOLD
        _weigh(rows, hand, born, best, q, i, high - low, head, True)


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
            _all_of(rows, hand, born, best, q, i, low, high, head)


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
            _all_of(rows, hand, born, best, q, i, low, high, head)
