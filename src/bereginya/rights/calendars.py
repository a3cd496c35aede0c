"""Days, months and years as Russian law counts them, and its days off.

The days off come from the `holidays` package: public holidays since 1991 and the yearly decrees that move days off
and make Saturdays working. Before 1991 only Saturdays and Sundays are days off here.
"""

from calendar import monthrange
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from holidays import HolidayBase

_DAY = timedelta(days=1)


@lru_cache(maxsize=200)
def _year(year: int) -> "HolidayBase":
    """Return one year. The package is loaded when the first day is asked: it takes a third of a second."""
    import holidays  # noqa: PLC0415

    return holidays.country_holidays("RU", years=year, expand=False)


@lru_cache(maxsize=4096)
def is_working(day: date) -> bool:
    """Tell whether `day` is a working day in Russia, moved Saturdays included."""
    return bool(_year(day.year).is_working_day(day))


def is_settled(day: date) -> bool:
    """Tell whether the days off of that year have been decreed, as far as the table of holidays knows."""
    return day.year <= _last_decreed()


@cache
def _last_decreed() -> int:
    """Return the last year whose moved days off the package knows; a later year may still change."""
    return max(int(year) for year in _year(2020).special_public_holidays)


def next_working(day: date) -> date:
    """Return the first working day from `day` on."""
    while not is_working(day):
        day += _DAY
    return day


def last_working(day: date) -> date:
    """Return the last working day up to `day`."""
    while not is_working(day):
        day -= _DAY
    return day


def working_days_later(day: date, days: int) -> date:
    """Return the last of so many working days, the day itself not counted."""
    for _ in range(days):
        day = next_working(day + _DAY)
    return day


def months_later(day: date, months: int) -> date:
    """Return the same day of the month so many months later, or the last of that month if it is shorter.

    KAS art. 93(1), GK art. 192(3), UPK art. 128(2): a term in months ends on the corresponding day of the last
    month, and on its last day when there is none.
    """
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    if not date.min.year <= year <= date.max.year:
        return date.max if months > 0 else date.min
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def years_at(born: date, day: date) -> int:
    """Return the full years of age on `day`. Who was born on 29 February is older from 1 March."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
