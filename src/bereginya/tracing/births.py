"""When somebody was born, as three numbers a row: first and last year it may be, and month and day if known.

Read are "1991", "1991-04", "1991-04-02", "about 1991", "aged 25 on 2022-03-01", and what `facts.typed_dates` reads.
What is not understood is unknown: it never counts against anybody.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date

import numpy as np
from numpy.typing import NDArray

from bereginya.facts.dates import AgeOn, PartialDate
from bereginya.facts.typed_dates import DateError, parse_date

_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:[T ]00:00:00(?:\.0+)?)?$")
_AGED = re.compile(r"aged\s+(\d{1,3})\s+on\s+(\d{4})-(\d\d)-(\d\d)$", re.IGNORECASE)
_ABOUT = re.compile(
    r"(?:about|around|circa|c\.|ca\.|~|около|ок\.|примерно|близько|бл\.)\s*(\d{4})(?:\s*(?:г|р)\.?)?$", re.IGNORECASE
)
_ABOUT_YEARS = 2
DAYS = {
    f"-{month:02}-{day:02}": month * 32 + day
    for month in range(1, 13)
    for day in range(1, monthrange(2001, month)[1] + 1)
}
"""The days that every year has: most dates in lists are such, and need no calendar."""
FIRST_YEAR, LAST_YEAR = 1850, 2100
Span = tuple[int, int, int]
_UNKNOWN: Span = (0, 0, 0)


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Births:
    """Arrays of one length: first and last possible year (0: unknown), and month * 32 + day (0: unknown)."""

    first: NDArray[np.int16]
    last: NDArray[np.int16]
    day: NDArray[np.int16]

    def taken(self, rows: NDArray[np.int32] | NDArray[np.int64]) -> "Births":
        """Return the births of some rows, in their order."""
        return Births(self.first[rows], self.last[rows], self.day[rows])


def read(numbers: NDArray[np.int32], texts: list[str]) -> Births:
    """Return the births of rows whose text has the number given; -1 is unknown."""
    spans = np.array([span(text) for text in texts] + [_UNKNOWN], dtype=np.int16)
    rows = spans[numbers]  # -1 is the last one: unknown
    return Births(*(np.ascontiguousarray(rows[:, i]) for i in range(len(fields(Births)))))


def span(text: str) -> Span:
    """Return first year, last year and month * 32 + day of a text; zeros where it does not say."""
    text = text.strip()
    if len(text) == 10 and (day := DAYS.get(text[4:])) and text[:4].isascii() and text[:4].isdecimal():
        year = int(text[:4])
        return (year, year, day) if FIRST_YEAR <= year <= LAST_YEAR else _UNKNOWN
    if found := _ISO.match(text):
        return _checked(*(int(part or 0) for part in found.groups()))
    if found := _AGED.match(text):
        age, year, month, day = (int(part) for part in found.groups())
        return _aged(age, year, last_day=(month, day) == (12, 31))
    if found := _ABOUT.match(text):
        return _years(int(found[1]) - _ABOUT_YEARS, int(found[1]) + _ABOUT_YEARS)
    return _typed(text)


def _checked(year: int, month: int, day: int) -> Span:
    """Return the date; a day or a month that no calendar has leaves what is left of it."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return _UNKNOWN
    if not 1 <= month <= 12:
        return year, year, 0
    if day:
        try:
            date(year, month, day)
        except ValueError:
            day = 0
    return year, year, month * 32 + day


def _years(first: int, last: int) -> Span:
    return (first, last, 0) if FIRST_YEAR <= first <= last <= LAST_YEAR else _UNKNOWN


def _aged(age: int, year: int, *, last_day: bool) -> Span:
    """Return the years in which somebody of this age on that day was born: two, or one on the last day of a year."""
    return _years(year - age - (0 if last_day else 1), year - age)


def _typed(text: str) -> Span:
    try:
        said = parse_date(text)
    except DateError:
        return _UNKNOWN
    wide = _ABOUT_YEARS if said.about else 0
    if isinstance(said.age, AgeOn):
        return _UNKNOWN
    dates = list(_dates((said.meant, said.until)))
    if not dates:
        return _UNKNOWN
    if len(dates) == 1 and not wide:
        return _checked(dates[0].year, dates[0].month or 0, dates[0].day or 0)
    return _years(min(one.year for one in dates) - wide, max(one.year for one in dates) + wide)


def _dates(said: tuple[object, ...]) -> Iterator[PartialDate]:
    return (one for one in said if isinstance(one, PartialDate))
