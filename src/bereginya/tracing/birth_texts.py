"""Dates of birth of a column, brought to "1991", "1991-04", "1991-04-02", "about 1991", "aged 25 on 2022-03-01".

Each distinct text is looked at once. Which of 02/04/1991 is the month is told by the column itself: one 25/12/1991 in
it answers for all. Where nothing tells, only the year is kept. What is not understood stays as it was written.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta

import pyarrow as pa

from bereginya.facts.dates import SaidDate
from bereginya.facts.typed_dates import DateError, parse_date
from bereginya.tracing import coded
from bereginya.tracing.births import DAYS

_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ][\d:.+Z-]*)?$")
_DAYS = re.compile(
    r"(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d\d)(?:\s*(?:г|р)\.?(?:\s*[рн]\.?)?)?(?:[T ]+0?0:00(?::00)?)?$", re.IGNORECASE
)
_WHOLE = re.compile(r"(\d+)\.0+$")
_BORN_WORDS = re.compile(r"\s*(?:г\.?\s*р\.?|р\.?\s*н\.?|года\s+рождения|року\s+народження|born)\s*$", re.IGNORECASE)
_SERIAL = range(7000, 55000)  # days as a spreadsheet counts them: 1919 to 2050
_FIRST_DAY = date(1899, 12, 30)
_AGE = re.compile(r"\s*(\d{1,3})(?:\.0+)?(?!\s*[-–\d])")  # of "20-30" nothing is kept: one age it is not
_YEARS = range(1850, 2101)
_CENTURY = 30  # of years in two digits, those above are of the last century: '31 is 1931, '05 is 2005


def day_first(values: Iterable[str]) -> bool | None:
    """Tell whether days stand before months in a column with such dates; None where nothing tells."""
    first = second = False
    for value in values:
        found = _DAYS.match(value.strip())
        if found is not None:
            first |= int(found[1]) > 12 or found[2] == "."
            second |= int(found[3]) > 12
    return None if first == second else first


def column(values: pa.ChunkedArray | pa.Array, *, days_first: bool | None = None) -> pa.Array:
    """Return a text column with its dates in the canonical forms; null stays null."""
    return _each(values, lambda text: canonical(text, days_first=days_first))


def ages(values: pa.Array, on: pa.Array | date) -> pa.Array:
    """Return "aged 25 on 2022-03-01" for ages in years and the day, or days, on which they were told."""
    if isinstance(on, date):
        day = on.isoformat()
        return _each(values, lambda text: _aged(text, day))
    pairs = zip(values.to_pylist(), column(on).to_pylist(), strict=True)
    return pa.array([_aged(age, day) if age and day else None for age, day in pairs], pa.string())


def parts(year: pa.Array, month: pa.Array | None, day: pa.Array | None) -> pa.Array:
    """Return dates put together from a column each for year, month and day."""
    none = [None] * len(year)
    months = none if month is None else month.to_pylist()
    days = none if day is None else day.to_pylist()
    return pa.array([_joined(*row) for row in zip(year.to_pylist(), months, days, strict=True)], pa.string())


def canonical(text: str, *, days_first: bool | None = None) -> str:
    """Return one date in its canonical form, or as it was written.

    >>> canonical("2.4.1991"), canonical("33330"), canonical("1991 г.р."), canonical("04/02/1991")
    ('1991-04-02', '1991-04-02', '1991', '1991')
    """
    text = text.strip()
    if len(text) == 10 and text[4:] in DAYS and text[:4].isascii() and text[:4].isdecimal():
        return text
    if (iso := _ISO.match(text)) is not None:
        return _day(int(iso[1]), int(iso[2]), int(iso[3])) or text
    if (found := _DAYS.match(text)) is not None:
        return _numbers(found, days_first=days_first) or text
    if (whole := _WHOLE.match(text)) is not None:
        text = whole[1]
    if text.isdecimal() and len(text) == 5 and int(text) in _SERIAL:
        return (_FIRST_DAY + timedelta(int(text))).isoformat()
    return _said(_BORN_WORDS.sub("", text) or text)


def _numbers(found: re.Match[str], *, days_first: bool | None) -> str | None:
    one, other, year = int(found[1]), int(found[3]), int(found[4])
    if len(found[4]) == 2:
        year += 1900 if year > _CENTURY else 2000
    first = True if found[2] == "." or one > 12 else False if other > 12 else days_first
    if first is None and one != other:
        return str(year) if year in _YEARS else None
    return _day(year, other, one) if first or one == other else _day(year, one, other)


def _day(year: int, month: int, day: int) -> str | None:
    """Return the day; the month or the year alone where the calendar has no such day: 1991-01-00 means the year."""
    if year not in _YEARS:
        return None
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return f"{year:04}-{month:02}" if 1 <= month <= 12 else f"{year:04}"


def _said(text: str) -> str:
    try:
        said = parse_date(text)
    except DateError:
        return text
    if said.meant is None:
        return text
    if said.until is not None:
        return text
    return f"about {said.meant.year}" if said.about else _iso(said)


def _iso(said: SaidDate) -> str:
    meant = said.meant
    if meant is None:
        return said.text()
    month = "" if meant.month is None else f"-{meant.month:02}"
    return f"{meant.year:04}{month}" + ("" if meant.day is None else f"-{meant.day:02}")


def _aged(age: str, day: str) -> str | None:
    found = _AGE.match(age)
    if found is None or int(found[1]) > 120 or _ISO.match(day) is None:
        return None
    return f"aged {int(found[1])} on {day}"


def _joined(year: str | None, month: str | None, day: str | None) -> str | None:
    if not year:
        return None
    text = ".".join(_WHOLE.sub(r"\1", part) for part in (day, month, year) if part)
    return canonical(text if month or not day else year)


def _each(values: pa.ChunkedArray | pa.Array, change: Callable[[str], str | None]) -> pa.Array:
    """Return a column with each distinct text changed once; coded if it was."""

    def changed(texts: pa.Array) -> pa.Array:
        return pa.array([change(text) if text else None for text in texts.to_pylist()], pa.string())

    found = coded.changed(coded.coded(values), changed)
    return found if coded.is_coded(values) else coded.plain(found)
