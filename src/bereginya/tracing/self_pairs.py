"""Which two records of one register may be one person: of near surnames, or born on one day.

Whoever has the very day of birth of another is reached by that day, whatever the surnames. So where surnames bring two
records together a birth brings little, and most given names of a near surname can be left out as a whole; surnames two
slips apart are left out, which are six in ten of all pairs and one in a thousand of the right ones. Each pair is met
once, by the record that stands first.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bereginya.tracing.asked import Nears, Weights
from bereginya.tracing.birth_levels import BirthBits, birth_level, births_bits
from bereginya.tracing.compiled import in_parts, uncounted
from bereginya.tracing.hands import Hand, hand_for, lay, lift, total
from bereginya.tracing.keys import Ints
from bereginya.tracing.neighbours import Near
from bereginya.tracing.rows import BORN, Rows, Searched

_ROUNDING = 1e-3
"""Bits by which a bound may be off, for being summed in another order."""


class Matches(NamedTuple):
    """Pairs of places in the sorted records, the first before the second, and their bits."""

    first: Ints
    second: Ints
    bits: NDArray[np.float64]


class _Runs(NamedTuple):
    """Records of one surname and one given name side by side: run r is `start[r]:start[r + 1]`; surname s has the runs
    `of_surname[s]:of_surname[s + 1]`."""

    start: Ints
    given: Ints
    of_surname: Ints


class _Most(NamedTuple):
    """The most bits that a name or a birth can bring; of a birth, without the very day."""

    given: NDArray[np.float32]
    patronymic: NDArray[np.float32]
    place: NDArray[np.float32]
    unit: NDArray[np.float32]
    born: NDArray[np.float64]


class _Kept(NamedTuple):
    """Runs worth going through for the run in hand, the bits of both their names, and how many they are."""

    run: Ints
    bits: NDArray[np.float64]
    number: Ints


def self_pairs(register: Searched, nears: Nears, weights: Weights, threads: int) -> Matches:
    """Return the pairs with at least the bits of the floor, in the order of their first records; the same on any number
    of threads."""
    rows, sizes = register
    runs, born = _runs_of(rows), births_bits(rows.first, rows.last, rows.day, weights)
    most = _Most(
        _most(nears.given, weights.given),
        _most(nears.patronymic, weights.patronymic),
        _most(nears.place, weights.place),
        _most(nears.unit, weights.unit),
        np.maximum(born.levels[:, 1:].max(axis=1), 0.0).astype(np.float64),
    )

    def part(start: int, end: int) -> Matches:
        room = max(4096, int(runs.start[end] - runs.start[start]) // 4)
        kept = _Kept(np.empty(len(runs.start), np.int32), np.empty(len(runs.start)), np.zeros(1, np.int32))
        while True:
            found = Matches(np.empty(room, np.int32), np.empty(room, np.int32), np.empty(room))
            n = _pairs(rows, runs, nears, weights, born, most, hand_for(sizes), kept, start, end, found)
            if n <= room:
                return Matches(found.first[:n], found.second[:n], found.bits[:n])
            room = n

    parts = in_parts(part, len(runs.start) - 1, threads)
    return Matches(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))


def _runs_of(rows: Rows) -> _Runs:
    changes = (np.diff(rows.surname, prepend=-1) != 0) | (np.diff(rows.given, prepend=-1) != 0)
    start = np.append(np.flatnonzero(changes), len(rows.surname)).astype(np.int32)
    return _Runs(start, rows.given[start[:-1]], np.searchsorted(start[:-1], rows.surname_start).astype(np.int32))


def _most(near: Near, bits: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return for each name the most bits of any of its neighbours, never less than the 0 of one who is unknown."""
    most = np.zeros(len(near.start), np.float32)
    _write_most(near, bits, most)
    return most


@uncounted
def _write_most(near: Near, bits: NDArray[np.float32], most: NDArray[np.float32]) -> None:
    for name in range(len(near.start) - 1):
        for x in range(near.start[name], near.start[name + 1]):
            most[name] = max(most[name], bits[name, near.levels[x]])


@uncounted
def _pairs(
    rows: Rows,
    runs: _Runs,
    nears: Nears,
    weights: Weights,
    born: BirthBits,
    most: _Most,
    hand: Hand,
    kept: _Kept,
    start: int,
    end: int,
    to: Matches,
) -> int:
    """Write the pairs whose first record is in the runs start..end; return how many there are, written or not."""
    n, last_surname, last_given = 0, -1, -1
    for run in range(start, end):
        first = runs.start[run]
        surname, given = rows.surname[first], rows.given[first]
        if surname != last_surname:
            lift(hand.surname, nears.surname, last_surname, len(weights.surname))
            lay(hand.surname, nears.surname, surname, weights.surname, hand.base, 0)
        if given != last_given:
            lift(hand.given, nears.given, last_given, len(weights.given))
            lay(hand.given, nears.given, given, weights.given, hand.base, 1)
        last_surname, last_given = surname, given
        kept.number[0] = 0
        if surname < len(weights.surname):
            _keep_runs(rows, runs, nears.surname, hand, born, most, run, weights.floor - _ROUNDING, kept)
        for i in range(first, runs.start[run + 1]):
            n = _of_one(rows, runs, nears, weights, born, most, hand, kept, i, n, to)
    lift(hand.surname, nears.surname, last_surname, len(weights.surname))
    lift(hand.given, nears.given, last_given, len(weights.given))
    return n


@uncounted
def _rest(rows: Rows, most: _Most, i: int) -> float:
    """Return the most bits that patronymic, place and unit of a record can bring."""
    return float(most.patronymic[rows.patronymic[i]] + most.place[rows.place[i]] + most.unit[rows.unit[i]])


@uncounted
def _keep_runs(
    rows: Rows, runs: _Runs, near: Near, hand: Hand, born: BirthBits, most: _Most, run: int, floor: float, kept: _Kept
) -> None:
    """Keep those runs of near surnames, this one and later ones, in which a record of the run may have a match; level 4
    are two slips."""
    first = runs.start[run]
    rest = -np.inf
    for i in range(first, runs.start[run + 1]):
        rest = max(rest, _rest(rows, most, i) + most.born[born.of[i]])
    surname, given = rows.surname[first], hand.given
    best_given = np.float64(most.given[rows.given[first]])
    base, n = hand.base[0] + hand.base[1], 0
    for x in range(near.start[surname], near.start[surname + 1]):
        other = near.names[x]
        if other < surname or near.levels[x] == 4:
            continue
        head = base + hand.surname[other]
        if head - hand.base[1] + best_given + rest < floor:
            continue
        for r in range(max(run, runs.of_surname[other]), runs.of_surname[other + 1]):
            bits = head + given[runs.given[r]]
            if bits + rest >= floor:
                kept.run[n], kept.bits[n] = r, bits
                n += 1
    kept.number[0] = n


@uncounted
def _of_one(
    rows: Rows,
    runs: _Runs,
    nears: Nears,
    weights: Weights,
    born: BirthBits,
    most: _Most,
    hand: Hand,
    kept: _Kept,
    i: int,
    n: int,
    to: Matches,
) -> int:
    """Write the pairs of one record; return how many pairs there are by now."""
    rest, floor, bound = _rest(rows, most, i), weights.floor, weights.floor - _ROUNDING
    top = -np.inf
    for x in range(kept.number[0]):
        top = max(top, kept.bits[x])
    close = top + rest + most.born[born.of[i]] >= bound
    dated = rows.first[i] == rows.last[i] and rows.day[i] & 31 != 0
    if not close and not (dated and _any_of_the_day(rows, hand, born, i, rest, bound)):
        return n
    lay(hand.patronymic, nears.patronymic, rows.patronymic[i], weights.patronymic, hand.base, 2)
    lay(hand.place, nears.place, rows.place[i], weights.place, hand.base, 3)
    lay(hand.unit, nears.unit, rows.unit[i], weights.unit, hand.base, 4)
    for x in range(kept.number[0] if close else 0):
        if kept.bits[x] + rest + most.born[born.of[i]] >= bound:
            low, high = max(i + 1, runs.start[kept.run[x]]), runs.start[kept.run[x] + 1]
            n = _of_run(rows, hand, born, i, low, high, floor, n, to)
    if dated:
        n = _of_the_day(rows, hand, born, i, floor, n, to)
    lift(hand.patronymic, nears.patronymic, rows.patronymic[i], len(weights.patronymic))
    lift(hand.place, nears.place, rows.place[i], len(weights.place))
    lift(hand.unit, nears.unit, rows.unit[i], len(weights.unit))
    return n


@uncounted
def _of_run(
    rows: Rows, hand: Hand, born: BirthBits, i: int, low: int, high: int, floor: float, n: int, to: Matches
) -> int:
    """Write the pairs of a record with those of low..high who were not born on the very day."""
    records, given, father, place, unit = rows.records, hand.given, hand.patronymic, hand.place, hand.unit
    births, levels, base = born.classes[born.of[i]], born.levels[born.of[i]], total(hand.base, 0, 5)
    years, day = records[8 * i + 6], records[8 * i + 5] >> 9
    for at in range(low, high):
        r = 8 * at
        bits = base + hand.surname[records[r]] + given[records[r + 1]]
        bits += father[records[r + 2]] + place[records[r + 3]] + unit[records[r + 4]]
        own = records[r + 5] >> 9
        if bits + births[records[r + 5] & BORN] < floor and own != day:
            continue
        level = birth_level(years >> 12, years & 4095, day, records[r + 6] >> 12, records[r + 6] & 4095, own)
        bits += levels[level]
        if level > 0 and bits >= floor:
            n = _write(to, n, i, at, bits)
    return n


@uncounted
def _of_the_day(rows: Rows, hand: Hand, born: BirthBits, i: int, floor: float, n: int, to: Matches) -> int:
    """Write the pairs of a record with those born on the very day."""
    records, given, father, place, unit = rows.records, hand.given, hand.patronymic, hand.place, hand.unit
    base = total(hand.base, 0, 5)
    day = (rows.first[i] - 1850) * 512 + rows.day[i]
    for y in range(rows.day_start[day], rows.day_start[day + 1]):
        at = rows.day_rows[y]
        r = 8 * at
        if at > i:
            bits = base + hand.surname[records[r]] + given[records[r + 1]]
            bits += father[records[r + 2]] + place[records[r + 3]] + unit[records[r + 4]] + born.levels[born.of[i], 0]
            if bits >= floor:
                n = _write(to, n, i, at, bits)
    return n


@uncounted
def _any_of_the_day(rows: Rows, hand: Hand, born: BirthBits, i: int, rest: float, floor: float) -> bool:
    """Tell whether somebody born on the very day may be a match, by surname and given name."""
    base = hand.base[0] + hand.base[1] + rest + born.levels[born.of[i], 0]
    day = (rows.first[i] - 1850) * 512 + rows.day[i]
    for y in range(rows.day_start[day], rows.day_start[day + 1]):
        at = rows.day_rows[y]
        if at > i and base + hand.surname[rows.records[8 * at]] + hand.given[rows.records[8 * at + 1]] >= floor:
            return True
    return False


@uncounted
def _write(to: Matches, n: int, first: int, second: int, bits: float) -> int:
    if n < len(to.bits):
        to.first[n], to.second[n], to.bits[n] = first, second, bits
    return n + 1
