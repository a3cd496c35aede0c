"""Which records of a register are worth weighing for an inquiry, and the best of them.

No pair is ever written down: a record is reached by its surname's neighbours, by the very day of birth, or by given
name, patronymic and year where the surname was misheard; it is weighed at once and only the best are kept. The three
ways do not overlap, so each record is counted once in `mass`, and with it the namesakes.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bereginya.tracing.asked import Asked, Nears, Weights
from bereginya.tracing.best import Best, bar_of, keep, room
from bereginya.tracing.birth_levels import BirthBits, birth_level, births_bits, is_open
from bereginya.tracing.compiled import in_parts, uncounted
from bereginya.tracing.hands import AT_ONCE, Hand, gain, hand_for, lay, lift, total
from bereginya.tracing.keys import Ints
from bereginya.tracing.neighbours import Near
from bereginya.tracing.rows import Rows, Searched, letter_pairs, similar

_MANY = 1 << 30


class Found(NamedTuple):
    """The best candidates of each inquiry, best first: arrays (inquiries, most). `at` is -1 where there are no more.

    `mass` is the sum of 2**bits over every record that was weighed: with `bits` it tells how many namesakes fit as
    well.
    """

    at: Ints
    bits: NDArray[np.float64]
    mass: NDArray[np.float64]


Head = tuple[float, float, float, int]
"""Bits of names that are not near; of a similar surname above that; the floor; the sought surname, or -1."""


@uncounted
def _fetch_surnames(rows: Rows, near: Near, hand: Hand, name: int) -> None:
    """Read the first record of each surname: all at once they come in the time that memory takes for a few."""
    seen = np.int32(0)
    for x in range(near.start[name], near.start[name + 1]):
        first = rows.surname_start[near.names[x]]
        if first < len(rows.row):
            seen ^= rows.records[8 * first]
    hand.fetched[0] = seen


@uncounted
def _fetch(rows: Rows, hand: Hand, start: int, end: int, reached: Ints) -> None:
    """Read the records of a list ahead, as `_fetch_surnames` does."""
    seen = np.int32(0)
    for x in range(start, end):
        seen ^= rows.records[8 * reached[x]]
    hand.fetched[0] = seen


@uncounted
def _born_bits(rows: Rows, q: Asked, i: int, at: int, levels: NDArray[np.float64]) -> float:
    """Return the bits of a record's birth."""
    years, day = rows.records[8 * at + 6], rows.records[8 * at + 7]
    return float(levels[birth_level(q.first[i], q.last[i], q.day[i], years >> 12, years & 4095, day)])


@uncounted
def _by_surname(
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
    """Weigh who has a surname near the sought one: one after the other as they lie in memory, with nothing decided on
    the way but who waits for a closer look."""
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
    births, room, bits = born.classes[born.of[i]], hand.waiting, hand.waiting_bits
    day = q.day[i] if q.first[i] == q.last[i] and q.day[i] & 31 != 0 else -1
    n = np.uint64(waiting)
    for at in range(low, high):
        r = np.uint64(8 * at)
        one, two, three = np.uint32(records[r + 1]), np.uint32(records[r + 2]), np.uint32(records[r + 3])
        four, five = np.uint32(records[r + 4]), np.uint32(records[r + 5])
        names = head + given[one] + father[two] + place[three] + unit[four]
        room[n], bits[n] = at, names
        n += np.uint64((names + births[five] >= bar) | (records[r + 7] == day))
    return int(n)


@uncounted
def _look_closer(
    rows: Rows, hand: Hand, born: BirthBits, best: Best, q: Asked, i: int, waiting: int, bar: float, floor: float
) -> float:
    """Keep of the waiting records those that are above the bar; return the bar that is left."""
    levels, classes = born.levels[born.of[i]], born.classes[born.of[i]]
    day = q.day[i] if q.first[i] == q.last[i] and q.day[i] & 31 != 0 else -1
    for x in range(waiting):
        at = hand.waiting[x]
        own = rows.records[8 * at + 5]
        if rows.records[8 * at + 7] == day or is_open(own, q.first[i], q.last[i], q.day[i]):
            bits = hand.waiting_bits[x] + _born_bits(rows, q, i, at, levels)
        else:
            bits = hand.waiting_bits[x] + classes[own]
        if bits >= bar:
            keep(best, at, bits, rows.row, floor)
            bar = bar_of(best, floor)
    return bar


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
        r = 8 * at
        surname = records[r]
        near = of_surname[surname]
        if near != 0 and surname != unknown:
            continue
        bits = base + near + of_given[records[r + 1]]
        if bits + most < bar or (told and records[r + 6] == years and records[r + 7] == day):
            continue
        bits += of_father[records[r + 2]] + of_place[records[r + 3]] + of_unit[records[r + 4]]
        bits += _born_bits(rows, q, i, at, levels)
        if bits + like >= bar and like > 0 and surname != unknown and similar(asked, signs[surname]):
            bits += like
        if bits >= bar:
            keep(best, at, bits, rows.row, floor)
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
def _by_day(rows: Rows, hand: Hand, born: BirthBits, best: Best, q: Asked, i: int, head: Head) -> None:
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
def _by_given(
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
def _by_given_alone(
    rows: Rows, given: Near, hand: Hand, born: BirthBits, best: Best, q: Asked, i: int, head: Head
) -> None:
    """Weigh everybody of the given name where the inquiry has no surname."""
    if q.given[i] < len(given.start) - 1:
        givens = _keys_of(given, q.given[i], rows.given_class, len(rows.given_pairs) - 1, hand.keys[0])
        for x in range(givens):
            pairs, end = rows.given_pairs[hand.keys[0, x]], rows.given_pairs[hand.keys[0, x] + 1]
            low, high = rows.pair_start[pairs], rows.pair_start[end]
            _loose(rows, hand, born, best, q, i, low, high, rows.given_rows, head, False)


@uncounted
def _one_reading(
    rows: Rows,
    nears: Nears,
    weights: Weights,
    hand: Hand,
    born: BirthBits,
    best: Best,
    q: Asked,
    i: int,
    surname: int,
    given: int,
    extra: float,
) -> None:
    """Weigh all candidates of one inquiry, read with this surname and this given name."""
    lay(hand.surname, nears.surname, surname, weights.surname, hand.base, 0)
    lay(hand.given, nears.given, given, weights.given, hand.base, 1)
    base = extra + total(hand.base, 0, 5)
    known = 0 <= surname < len(weights.surname)
    like = np.float64(weights.surname[surname, 6]) - hand.base[0] if known else 0.0
    head = (base, like, weights.floor, surname if known else -1)
    if known:
        _by_surname(rows, nears.surname, hand, born, best, q, i, surname, base, weights.floor)
    _by_day(rows, hand, born, best, q, i, head)
    if known:
        _by_given(rows, nears.given, nears.patronymic, hand, born, best, q, i, given, head)
    elif given == q.given[i]:
        _by_given_alone(rows, nears.given, hand, born, best, q, i, head)
    lift(hand.surname, nears.surname, surname, len(weights.surname))
    lift(hand.given, nears.given, given, len(weights.given))


@uncounted
def search_into(
    rows: Rows,
    nears: Nears,
    weights: Weights,
    born: BirthBits,
    q: Asked,
    order: Ints,
    hand: Hand,
    best: Best,
    to: Found,
) -> None:
    """Write the best records of the inquiries of `order`, in its order."""
    for place in range(len(order)):
        i = order[place]
        best.held[0], best.mass[0], best.again[0] = 0, 0.0, False
        lay(hand.patronymic, nears.patronymic, q.patronymic[i], weights.patronymic, hand.base, 2)
        lay(hand.place, nears.place, q.place[i], weights.place, hand.base, 3)
        lay(hand.unit, nears.unit, q.unit[i], weights.unit, hand.base, 4)
        _one_reading(rows, nears, weights, hand, born, best, q, i, q.surname[i], q.given[i], weights.swap[i, 0])
        if q.surname_swapped[i] >= 0:
            best.again[0] = True
            swapped = (q.surname_swapped[i], q.given_swapped[i])
            _one_reading(rows, nears, weights, hand, born, best, q, i, swapped[0], swapped[1], weights.swap[i, 1])
        lift(hand.patronymic, nears.patronymic, q.patronymic[i], len(weights.patronymic))
        lift(hand.place, nears.place, q.place[i], len(weights.place))
        lift(hand.unit, nears.unit, q.unit[i], len(weights.unit))
        for x in range(best.held[0]):
            to.at[place, x], to.bits[place, x] = best.at[x], best.bits[x]
        to.mass[place] = best.mass[0]


def search(register: Searched, nears: Nears, weights: Weights, asked: Asked, most: int, threads: int = 1) -> Found:
    """Return the `most` best records for each inquiry; the same on any number of threads.

    Inquiries are taken in the order of the first surname that each may be: what one has read, the next has at hand.
    """
    rows, sizes = register
    order = np.argsort(_first_near(nears.surname)[asked.surname], kind="stable").astype(np.int32)
    born = births_bits(asked.first, asked.last, asked.day, weights)

    def part(start: int, end: int) -> Found:
        found = Found(
            np.full((end - start, most), -1, np.int32), np.full((end - start, most), -np.inf), np.zeros(end - start)
        )
        search_into(rows, nears, weights, born, asked, order[start:end], hand_for(sizes), room(most), found)
        return found

    parts = in_parts(part, len(order), threads)
    back = np.argsort(order)
    return Found(*(np.concatenate(columns)[back] for columns in zip(*parts, strict=True)))


def _first_near(near: Near) -> Ints:
    """Return for each sought name the lowest number of a name that it may be, and one more for the unknown."""
    lowest = np.full(len(near.start), _MANY, np.int32)
    some = np.flatnonzero(np.diff(near.start))
    if len(some):
        lowest[some] = np.minimum.reduceat(near.names, near.start[some])
    return lowest
