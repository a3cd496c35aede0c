"""Working days and days off, by country, with the decreed moves of days (holidays package) and days a committee adds.

In Ukraine holidays are working days while martial law lasts; the package knows that too.
"""

from calendar import isleap
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Literal

KNOWN_THROUGH = {"RU": 2027, "UA": 2026}
"""The last year whose moved days had been decreed when the holidays package of our pin was made."""

_WEEKEND = {5: "saturday", 6: "sunday"}
_LANGUAGE = {"RU": "ru", "UA": "uk"}


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days off of one country. `off` and `working` are days that a committee knows better."""

    country: Literal["RU", "UA"] = "RU"
    off: frozenset[date] = frozenset()
    working: frozenset[date] = frozenset()

    def day_off(self, day: date) -> str | None:
        """Return why a day is off: the name of the holiday, `saturday`, `sunday` or `added`; None for a working day."""
        if day in self.working:
            return None
        if day in self.off:
            return "added"
        return _year(self.country, day.year).get(day)

    def next_working(self, day: date) -> date:
        """Return the day itself if it is a working one, else the first working day after it."""
        while self.day_off(day) is not None:
            day += timedelta(1)
        return day

    def working_before(self, day: date) -> date:
        """Return the day itself if it is a working one, else the last working day before it."""
        while self.day_off(day) is not None:
            day -= timedelta(1)
        return day

    def after_working_days(self, day: date, count: int) -> date:
        """Return the `count`-th working day after `day`, which itself is not counted."""
        for _ in range(count):
            day = self.next_working(day + timedelta(1))
        return day

    def sure_about(self, day: date) -> bool:
        """Whether the moved days of that year had been decreed when our calendar was made."""
        return day.year <= KNOWN_THROUGH[self.country]


@cache
def _year(country: str, year: int) -> Mapping[date, str]:
    """Return every day off of a year with its reason."""
    import holidays  # noqa: PLC0415 - the calendars of the world, of which most processes count no day

    found = holidays.country_holidays(country, years=year, language=_LANGUAGE[country])
    first = date(year, 1, 1)
    days = (first + timedelta(number) for number in range(366 if isleap(year) else 365))
    weekends = {day: _WEEKEND[day.weekday()] for day in days if day.weekday() in _WEEKEND}
    worked = frozenset(found.weekend_workdays)
    return {**{day: why for day, why in weekends.items() if day not in worked}, **dict(found.items())}
