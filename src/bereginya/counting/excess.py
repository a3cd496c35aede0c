"""Excess deaths of men by the ratio of male to female deaths (Kobak and others 2025, Demography).

What moves the deaths of both sexes alike (a virus, a cold winter, wrong population figures) falls out. It assumes
that the ratio would have kept its straight line, and that the extra deaths are men's; deaths that were not registered
are not in it.
"""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np

from bereginya.counting.errors import TableError
from bereginya.counting.table import whole
from bereginya.counting.values import Z

BASE_YEARS = (2015, 2019)
_NEEDED = ("year", "age", "deaths_male", "deaths_female")
_HIV = ("hiv_male", "hiv_female")


@dataclass(frozen=True, slots=True)
class Deaths:
    """Registered deaths of one year and age group; those by HIV, which follow a course of their own, are apart."""

    year: int
    ages: tuple[int, int]
    male: int
    female: int
    hiv_male: int = 0
    hiv_female: int = 0


@dataclass(frozen=True, slots=True)
class Excess:
    """Male deaths above the trend in one year; `deviation` is one standard error of prediction, the range is 95 %."""

    year: int
    excess: float
    deviation: float

    @property
    def lo(self) -> float:
        """The lower end of the 95 % range."""
        return self.excess - Z * self.deviation

    @property
    def hi(self) -> float:
        """The upper end of the 95 % range."""
        return self.excess + Z * self.deviation


def read_deaths(text: str) -> tuple[Deaths, ...]:
    """Read year, age (`15-19`), deaths_male, deaths_female and, if there, both of hiv_male and hiv_female.

    An empty cell is not a zero. Raises TableError with the row for anything else.
    """
    rows = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    named = rows.fieldnames or ()
    needed = (*_NEEDED, *_HIV) if any(name in named for name in _HIV) else _NEEDED
    missing = [name for name in needed if name not in named]
    if missing:
        raise TableError("deaths_columns", columns=", ".join(missing))
    return tuple(_deaths(row, number) for number, row in enumerate(rows, start=2))


def _deaths(row: dict[str, str], number: int) -> Deaths:
    try:
        first, _, last = row["age"].strip().replace("–", "-").partition("-")
        ages = (int(first), int(last or first))
        numbers = [whole(float(row[name])) for name in (*_NEEDED[2:], *_HIV) if name in row or name in _NEEDED]
        return Deaths(int(row["year"]), ages, *numbers)
    except (ValueError, TypeError, AttributeError, TableError) as error:
        raise TableError("deaths_row", row=number) from error


def excess(
    deaths: Sequence[Deaths], *, ages: tuple[int, int] = (15, 49), base: tuple[int, int] = BASE_YEARS
) -> tuple[Excess, ...]:
    """Return the excess of every year after the base years, over the age groups that lie within `ages`.

    Per age group r = M/F follows a straight line over the base years; the excess is M - r F, its variance
    F^2 s^2 (x'(X'X)^-1 x + 1), s^2 with as many degrees of freedom as base years less two. Raises TableError if a group
    lacks a base year, a year lacks a group, or women's deaths are zero.
    """
    chosen = [one for one in deaths if ages[0] <= one.ages[0] and one.ages[1] <= ages[1]]
    groups = sorted({one.ages for one in chosen})
    found = {(one.year, one.ages): one for one in chosen}
    if len(found) != len(chosen):
        raise TableError("deaths_twice")
    later = sorted({one.year for one in chosen if one.year > base[1]})
    if not groups or not later:
        raise TableError("deaths_none")
    parts = [_of_group(found, group, later, base) for group in groups]
    return tuple(
        Excess(year, sum(part[at][0] for part in parts), sqrt(sum(part[at][1] for part in parts)))
        for at, year in enumerate(later)
    )


def _of_group(
    found: dict[tuple[int, tuple[int, int]], Deaths], ages: tuple[int, int], later: Sequence[int], base: tuple[int, int]
) -> list[tuple[float, float]]:
    years = np.arange(base[0], base[1] + 1)
    if len(years) < 3:
        raise TableError("deaths_base")
    design = np.stack([np.ones(len(years)), years - years.mean()], 1)
    ratios = np.array([_ratio(found, int(year), ages) for year in years])
    inverse = np.linalg.inv(design.T @ design)
    line = inverse @ design.T @ ratios
    variance = float(((ratios - design @ line) ** 2).sum()) / (len(years) - 2)
    answers = []
    for year in later:
        one = _known(found, year, ages)
        at = np.array([1.0, year - years.mean()])
        women = one.female - one.hiv_female
        answers.append(
            (one.male - one.hiv_male - float(at @ line) * women, women**2 * variance * float(at @ inverse @ at + 1))
        )
    return answers


def _known(found: dict[tuple[int, tuple[int, int]], Deaths], year: int, ages: tuple[int, int]) -> Deaths:
    if (year, ages) not in found:
        raise TableError("deaths_group", year=year, ages=f"{ages[0]}-{ages[1]}")
    return found[year, ages]


def _ratio(found: dict[tuple[int, tuple[int, int]], Deaths], year: int, ages: tuple[int, int]) -> float:
    one = _known(found, year, ages)
    if one.female <= one.hiv_female:
        raise TableError("deaths_women", year=year, ages=f"{ages[0]}-{ages[1]}")
    return (one.male - one.hiv_male) / (one.female - one.hiv_female)
