"""The day and the hour, told to the vault from outside.

On disk there are only days, in one named zone. Times of day live inside sealed entries.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock in the zone of the committee. `now` gives an aware time."""

    zone: ZoneInfo
    now: Callable[[], datetime]

    def today(self) -> date:
        """Return today's date in the committee's zone."""
        return self.now().astimezone(self.zone).date()


def system_clock(zone: str = "Europe/Moscow") -> Clock:
    """Return the clock of this machine, read in `zone`."""
    return Clock(ZoneInfo(zone), lambda: datetime.now(UTC))


def day_number(day: date) -> int:
    """Return the days since 1 January 1970, as headers hold them."""
    return (day - EPOCH).days


def day_of(number: int) -> date:
    """Return the date a header's day number means."""
    return EPOCH + timedelta(days=number)
