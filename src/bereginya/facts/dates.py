"""Days as people know them: to the day, to the month, to the year, about, or by an age on a day.

A part that nobody told us stays None: a 1 put in its place would be read, years later, as something a mother said.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Self

from bereginya.facts.errors import BereginyaError
from bereginya.facts.silent import silent

_ABOUT_YEARS = 2


class DateError(BereginyaError):
    """A text is no date that can be understood without guessing."""

    code = "facts.date"


class Sureness(Enum):
    """Whether somebody knows the date, or said "about"."""

    KNOWN = "known"
    ABOUT = "about"


@silent
@dataclass(frozen=True, slots=True, repr=False)
class PartialDate:
    """A date known to the day, to the month, or only to the year; perhaps only about."""

    year: int
    month: int | None = None
    day: int | None = None
    sureness: Sureness = Sureness.KNOWN

    def __post_init__(self) -> None:
        if self.day is not None and self.month is None:
            raise ValueError("a day without its month")
        if 0 in {self.month, self.day}:
            raise ValueError("a part that is zero")
        self.first, self.last  # noqa: B018 - raises ValueError for a day that no calendar has

    @property
    def first(self) -> date:
        """The earliest day that can be meant."""
        if self.sureness is Sureness.ABOUT and self.month is None:
            return date(max(self.year - _ABOUT_YEARS, 1), 1, 1)
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The latest day that can be meant."""
        if self.sureness is Sureness.ABOUT and self.month is None:
            return date(min(self.year + _ABOUT_YEARS, 9999), 12, 31)
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def may_equal(self, other: Self) -> bool:
        """Tell whether one and the same day can be meant by both."""
        return self.first <= other.last and other.first <= self.last

    def text(self) -> str:
        """Return the date as digits, as it can be typed again: `2.4.1991`, `04.1991`, `около 1991`."""
        known = ".".join(str(part) for part in (self.day, self.month, self.year) if part is not None)
        return f"около {known}" if self.sureness is Sureness.ABOUT else known


@silent
@dataclass(frozen=True, slots=True, repr=False)
class AgeOn:
    """So many years old on a day: all that a witness can often tell."""

    years: int
    on: date

    @property
    def born(self) -> tuple[date, date]:
        """The earliest and the latest day of birth that fit."""
        return _years_back(self.on, self.years + 1, later=1), _years_back(self.on, self.years, later=0)


def parse_date(text: str) -> PartialDate:
    """Return the date that somebody typed; raise DateError for what has two readings or none.

    Understood: 1991, 04.1991, 2.4.1991, 1991-04, 1991-04-02, 2 апреля 1991, апрель 1991, 2 квітня 1991, 2 April 1991,
    each also with "около", "примерно", "близько", "приблизно", "about" before it. Days come before months.
    """
    told = " ".join(text.casefold().replace(",", " ").split())
    told = re.sub(r"\s*(г\.?|год|года|р\.?|року|рік)$", "", told)
    about, told = _about(told)
    for pattern in _PATTERNS:
        match = pattern.fullmatch(told)
        if match is not None:
            return _made(match.groupdict(), about)
    raise DateError("no date")


def parse_age(text: str, on: date) -> AgeOn:
    """Return the age that somebody typed ("19", "19 лет", "19 років"), as of a day; raise DateError."""
    match = re.fullmatch(r"\s*(\d{1,3})\s*(лет|года?|років|роки|рік|years?( old)?)?\s*", text.casefold())
    if match is None or int(match[1]) > 120:
        raise DateError("no age")
    return AgeOn(int(match[1]), on)


_MONTHS = (
    ("январ", "січ", "jan"),
    ("феврал", "лют", "feb"),
    ("март", "берез", "mar"),
    ("апрел", "квіт", "apr"),
    ("мая", "май", "трав", "may"),
    ("июн", "черв", "jun"),
    ("июл", "лип", "jul"),
    ("август", "серп", "aug"),
    ("сентябр", "верес", "sep"),
    ("октябр", "жовт", "oct"),
    ("ноябр", "листоп", "nov"),
    ("декабр", "груд", "dec"),
)
_YEAR, _MONTH, _DAY = r"(?P<year>[12]\d{3})", r"(?P<month>\d{1,2})", r"(?P<day>\d{1,2})"
_WORD = r"(?P<word>[^\W\d]+)\.?"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        _YEAR,
        rf"{_YEAR}-{_MONTH}",
        rf"{_YEAR}-{_MONTH}-{_DAY}",
        rf"{_MONTH}[./]{_YEAR}",
        rf"{_DAY}[./ ]{_MONTH}[./ ]{_YEAR}",
        rf"{_WORD} {_YEAR}",
        rf"{_DAY} {_WORD} {_YEAR}",
    )
)
_ABOUT = re.compile(r"(около|примерно|приблизительно|где-то|близько|приблизно|десь|about|circa|c\.|~)\s*(.*)")


def _about(text: str) -> tuple[Sureness, str]:
    match = _ABOUT.fullmatch(text)
    return (Sureness.KNOWN, text) if match is None else (Sureness.ABOUT, match[2])


def _made(parts: dict[str, str | None], sureness: Sureness) -> PartialDate:
    word, month, day = parts.get("word"), parts.get("month"), parts.get("day")
    try:
        number = int(month) if month else _month(word) if word else None
        return PartialDate(int(parts["year"] or 0), number, int(day) if day else None, sureness)
    except ValueError as error:
        raise DateError("no such day") from error


def _month(word: str) -> int:
    for number, starts in enumerate(_MONTHS, 1):
        if word.startswith(starts):
            return number
    raise ValueError(number)


def _years_back(day: date, years: int, *, later: int) -> date:
    year = max(day.year - years, 1)
    back = date(year, day.month, min(day.day, monthrange(year, day.month)[1]))
    return date.fromordinal(back.toordinal() + later)
