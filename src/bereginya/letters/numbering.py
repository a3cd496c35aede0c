"""Numbers of letters: one series a year and a direction, from 1, no gaps, no doubles. Pure rules.

The room reads its post book, asks here for the next number, and appends with compare-and-append: if somebody numbered a
letter meanwhile, nothing is appended and it asks again. A letter that was numbered and not sent keeps its number.

>>> str(next_number([Number(2026, 1), Number(2026, 2)], 2026))
'2026/3'
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from bereginya.letters.errors import NumberError

_WRITTEN = re.compile(r"(?:(?P<series>in)-)?(?P<year>\d{4})/(?P<count>[1-9]\d{0,6})", re.ASCII)


class Series(Enum):
    """Outgoing letters and incoming ones are counted apart."""

    OUT = ""
    IN = "in"


@dataclass(frozen=True, slots=True, order=True)
class Number:
    """A number in a register: its year and count, `2026/17`; incoming letters as `in-2026/17`."""

    year: int
    count: int
    series: Series = Series.OUT

    def __post_init__(self) -> None:
        if self.count < 1:
            raise ValueError("numbers begin with 1")

    def __str__(self) -> str:
        return f"{self.series.value and self.series.value + '-'}{self.year}/{self.count}"


def parse_number(text: str) -> Number:
    """Return the number that was written. Raises NumberError for anything else."""
    found = _WRITTEN.fullmatch(text.strip())
    if found is None:
        raise NumberError("not a number of a register")
    return Number(int(found["year"]), int(found["count"]), Series(found["series"] or ""))


def next_number(taken: Iterable[Number], year: int, series: Series = Series.OUT) -> Number:
    """Return the first number of the series that nobody has. Raises NumberError if the register has gaps or doubles."""
    counts = sorted(one.count for one in taken if (one.year, one.series) == (year, series))
    if counts != list(range(1, len(counts) + 1)):
        raise NumberError(f"{series.name.lower()} {year}: {_faults(counts)}")
    return Number(year, len(counts) + 1, series)


def faults(taken: Iterable[Number]) -> tuple[str, ...]:
    """Return what is wrong with a register: each series with its missing and its doubled counts."""
    found: dict[tuple[int, Series], list[int]] = {}
    for one in taken:
        found.setdefault((one.year, one.series), []).append(one.count)
    return tuple(
        f"{series.name.lower()} {year}: {_faults(sorted(counts))}"
        for (year, series), counts in sorted(found.items(), key=lambda one: (one[0][0], one[0][1].value))
        if sorted(counts) != list(range(1, len(counts) + 1))
    )


def _faults(counts: list[int]) -> str:
    missing = sorted(set(range(1, counts[-1] + 1)) - set(counts))
    double = sorted({one for one in counts if counts.count(one) > 1})
    return f"missing {missing}, double {double}"
