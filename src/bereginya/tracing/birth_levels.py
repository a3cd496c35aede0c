"""How two births agree, what each way to agree is worth, and in which class a register's birth is."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bereginya.tracing.asked import Weights
from bereginya.tracing.births import FIRST_YEAR, LAST_YEAR, Births
from bereginya.tracing.compiled import compiled, uncounted
from bereginya.tracing.keys import Ints

BIRTH_LEVELS = 12
"""Both to the day: 0 same, 1 one slip or day and month changed round, 2 same year, 3 within two years, 4 other.
Year only on one side: 5 same, 6 one off, 7 within three, 8 other. A span of years: 9 within, 10 one off, 11 other."""
UNKNOWN_BIRTH = 12
YEARS = LAST_YEAR - FIRST_YEAR + 1
UNTOLD, SPAN = 0, 1
"""Classes of a birth: unknown, and a span of years; then come years alone, then years of whole dates."""
_YEARS_FROM, _DATES_FROM = 2, 2 + YEARS
CLASSES = 2 + 2 * YEARS


@uncounted
def is_open(born: int, first: int, last: int, day: int) -> bool:
    """Tell whether the level of a record's birth is not told by its class: a span, or the very year of two dates."""
    return born == SPAN or (first == last and day & 31 != 0 and born == _DATES_FROM + first - 1850)


def born_classes(births: Births) -> Ints:
    """Return the class of each birth: its year, and whether the day is known."""
    single = births.first.astype(np.int32) - FIRST_YEAR + np.where(births.day & 31 > 0, _DATES_FROM, _YEARS_FROM)
    told = np.where(births.first == births.last, single, SPAN)
    return np.where(births.first == 0, UNTOLD, told).astype(np.int32)


@uncounted
def _one_digit(a: int, b: int) -> bool:
    """Tell whether two numbers of up to four digits differ in one digit."""
    n = 0
    while a or b:
        n += a % 10 != b % 10
        a //= 10
        b //= 10
    return n == 1


@uncounted
def _slip_of_a_day(year: int, day: int, other_year: int, other_day: int) -> bool:
    """Tell whether two different dates are one slip apart: one digit, or day and month changed round."""
    if year != other_year:
        return day == other_day and _one_digit(year, other_year)
    if day >> 5 == other_day >> 5:
        return _one_digit(day & 31, other_day & 31)
    if day & 31 == other_day & 31:
        return _one_digit(day >> 5, other_day >> 5)
    return day & 31 == other_day >> 5 and day >> 5 == other_day & 31


@uncounted
def birth_level(first: int, last: int, day: int, other_first: int, other_last: int, other_day: int) -> int:
    """Return how two births agree: one of the levels told at BIRTH_LEVELS, or UNKNOWN_BIRTH."""
    if first == 0 or other_first == 0:
        return 12
    apart = max(first - other_last, other_first - last, 0)
    if first != last or other_first != other_last:
        return 9 + min(apart, 2)
    if day & 31 and other_day & 31:
        if apart == 0 and day == other_day:
            return 0
        if _slip_of_a_day(first, day, other_first, other_day):
            return 1
        return 2 if apart == 0 else 3 if apart <= 2 else 4
    return 5 if apart == 0 else 6 if apart == 1 else 7 if apart <= 3 else 8


@compiled
def _span_share(counts: NDArray[np.float64], first: int, last: int) -> float:
    total = 0.0
    for year in range(max(first - 1850, 0), min(last - 1850, len(counts) - 1) + 1):
        total += counts[year]
    return total


@compiled
def birth_bits(first: int, last: int, weights: Weights, out: NDArray[np.float64]) -> None:
    """Write the bits of each level for a birth: log2 of its chance if the same over its share among others."""
    out[:] = 0.0
    if first == 0:
        return
    full, known = max(weights.full.sum(), 1.0), max(weights.known.sum(), 1.0)
    year = max(_span_share(weights.full, first, first), 0.5) / full
    near = max(_span_share(weights.full, first - 2, first + 2) / full - year, 0.5 / full)
    u = np.empty(12)
    u[0] = year / 365.25
    u[1] = (year * 22 + 0.5) / 365.25
    u[2] = year * 342 / 365.25
    u[3] = near
    u[4] = 1 - u[0] - u[1] - u[2] - u[3]
    share = _span_share(weights.known, first, last) / known
    one = _span_share(weights.known, first - 1, last + 1) / known
    three = _span_share(weights.known, first - 3, last + 3) / known
    u[5], u[6], u[7], u[8] = share, one - share, three - one, 1 - three
    u[9], u[10], u[11] = share, one - share, 1 - one
    for level in range(12):
        out[level] = weights.slope * np.log2(weights.born_m[level] / max(u[level], 0.3 / known))


class BirthBits(NamedTuple):
    """What births are worth for each inquiry: inquiry i has the bits `levels[of[i]]` of each level of birth, and
    `classes[of[i]]` of each class."""

    of: Ints
    levels: NDArray[np.float64]
    classes: NDArray[np.float64]


def births_bits(first: NDArray[np.int16], last: NDArray[np.int16], day: NDArray[np.int16], to: Weights) -> BirthBits:
    """Return the bits of births for each inquiry, worked out once for all who were born in the same years."""
    if len(first) == 1:
        return BirthBits(np.zeros(1, np.int32), *_tables(first, last, day, to))
    years = (first.astype(np.int64) * 4096 + last) * 2 + (day & 31 > 0)
    _, some, of = np.unique(years, return_index=True, return_inverse=True)
    return BirthBits(of.astype(np.int32), *_tables(first[some], last[some], day[some], to))


@compiled
def _tables(
    first: NDArray[np.int16], last: NDArray[np.int16], day: NDArray[np.int16], weights: Weights
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    levels, classes = np.zeros((len(first), 13)), np.zeros((len(first), CLASSES))
    for i in range(len(first)):
        birth_bits(first[i], last[i], weights, levels[i])
        _lay(first[i], last[i], day[i], levels[i], classes[i])
    return levels, classes


@compiled
def _lay(first: int, last: int, day: int, bits: NDArray[np.float64], table: NDArray[np.float64]) -> None:
    """Write for each class of birth the bits of whoever is in it. Where a class does not tell the level (a span, the
    very year of two whole dates) these are the most he may have; whoever has the day of the year, in any year, has to
    be looked at as well, for a slip in the year."""
    table[:] = 0.0
    if first == 0:
        return
    spanned, dated = first != last, first == last and day & 31 != 0
    table[SPAN] = bits[9:].max()
    table[_YEARS_FROM:_DATES_FROM] = bits[11 if spanned else 8]
    table[_DATES_FROM:] = bits[11 if spanned else 4 if dated else 8]
    for year in range(max(first - 3, 1850), min(last + 3, 2100) + 1):
        apart = max(first - year, year - last, 0)
        level = 9 + min(apart, 2) if spanned else 5 if apart == 0 else 6 if apart == 1 else 7
        table[_YEARS_FROM + year - 1850] = bits[level]
        if dated:
            level = 2 if apart == 0 else 3 if apart <= 2 else 4
        table[_DATES_FROM + year - 1850] = bits[level]
    if dated:
        table[_DATES_FROM + first - 1850] = bits[:3].max()
