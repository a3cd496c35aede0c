"""Days as people know them: to the day, to the month, to the year, about, between two, or by an age on a day.

A part that nobody told us stays None: a 1 put in its place would be read, years later, as something a mother said.
What people type is read in typed_dates.py.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Union

from bereginya.facts.values import Value

_ABOUT = {"day": timedelta(15), "month": timedelta(61), "year": timedelta(731), "age": timedelta(1827)}
"""How far "about" reaches to each side: half a month, two months, two years; five years for an age. Wide on purpose."""


@dataclass(frozen=True, slots=True, repr=False)
class PartialDate(Value):
    """A date known to the day, to the month, or only to the year. Raises ValueError for a day no calendar has."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.day is not None and self.month is None:
            raise ValueError("a day without its month")
        date(self.year, 1 if self.month is None else self.month, 1 if self.day is None else self.day)

    @property
    def first(self) -> date:
        """The earliest day that can be meant."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The latest day that can be meant."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def may_equal(self, other: Union["PartialDate", "SaidDate"]) -> bool:
        """Tell whether one and the same day can be meant by both."""
        return may_equal(self, other)

    def text(self) -> str:
        """Return the date in digits, as it can be typed again: `2.4.1991`, `04.1991`, `1991`.

        >>> PartialDate(1991, 4).text()
        '04.1991'
        """
        if self.month is None:
            return f"{self.year:04}"
        return f"{self.month:02}.{self.year:04}" if self.day is None else f"{self.day}.{self.month}.{self.year:04}"


@dataclass(frozen=True, slots=True, repr=False)
class AgeOn(Value):
    """So many full years old on a day, `to` the upper end if it was given as from-to: often all a witness can tell.

    Who was born on 29 February is taken to grow older on 1 March. Raises ValueError for ages that no calendar holds.
    """

    years: int
    on: date
    to: int | None = None

    def __post_init__(self) -> None:
        if self.years < 0 or (self.to is not None and self.to < self.years):
            raise ValueError("an age below zero, or a range that ends before it begins")
        self.first  # noqa: B018 - raises ValueError for a birth before the year 1

    @property
    def first(self) -> date:
        """The earliest day of birth that fits."""
        oldest = self.years if self.to is None else self.to
        return _years_before(self.on, oldest + 1) + timedelta(1)

    @property
    def last(self) -> date:
        """The latest day of birth that fits."""
        return _years_before(self.on, self.years)


@dataclass(frozen=True, slots=True, repr=False)
class SaidDate(Value):
    """A date as somebody told it: the words for ever, and what they mean where that is clear.

    `meant` is the date, or the beginning of the time that ends with `until`; `age` stands instead of it where an age
    was told. With none of them only the words are known: they count against nothing. Built by `parse_date` or, where
    parts were picked, with `SaidDate(meant=PartialDate(1991, 4))`.
    """

    words: str | None = None
    meant: PartialDate | None = None
    until: PartialDate | None = None
    about: bool = False
    age: AgeOn | None = None

    def __post_init__(self) -> None:
        if self.age is not None and self.meant is not None:
            raise ValueError("a date and an age: one was told, the other would be ours")
        if self.until is not None and (self.meant is None or self.until.last < self.meant.first):
            raise ValueError("an end without a beginning before it")

    def text(self) -> str:
        """Return the words as they were said; where none were, the date in digits."""
        if self.words is not None or self.meant is None:
            return self.words or ""
        return self.meant.text() if self.until is None else f"{self.meant.text()}-{self.until.text()}"

    @property
    def understood(self) -> bool:
        """Whether more is known than the words."""
        return self.meant is not None or self.age is not None

    @property
    def first(self) -> date | None:
        """The earliest day that can be meant; for an age, the earliest birth. None when only words are known."""
        if self.age is not None:
            return _earlier(self.age.first, self._margin())
        return None if self.meant is None else _earlier(self.meant.first, self._margin())

    @property
    def last(self) -> date | None:
        """The latest day that can be meant; for an age, the latest birth. None when only words are known."""
        if self.age is not None:
            return _later(self.age.last, self._margin())
        end = self.until or self.meant
        return None if end is None else _later(end.last, self._margin())

    def may_equal(self, other: Union["PartialDate", "SaidDate"]) -> bool:
        """Tell whether one and the same day can be meant by both. Words alone may mean any day."""
        return may_equal(self, other)

    def _margin(self) -> timedelta:
        if not self.about:
            return timedelta(0)
        if self.meant is None:
            return _ABOUT["age"]
        return _ABOUT["year" if self.meant.month is None else "month" if self.meant.day is None else "day"]


def may_equal(one: PartialDate | SaidDate, other: PartialDate | SaidDate) -> bool:
    """Tell whether one and the same day can be meant by both. What is not known is never held against it."""
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return True
    return one.first <= other.last and other.first <= one.last


def _years_before(day: date, years: int) -> date:
    year = day.year - years
    if (day.month, day.day) == (2, 29) and monthrange(year, 2)[1] == 28:
        return date(year, 2, 28)
    return day.replace(year=year)


def _earlier(day: date, margin: timedelta) -> date:
    return day - min(margin, day - date.min)


def _later(day: date, margin: timedelta) -> date:
    return day + min(margin, date.max - day)
