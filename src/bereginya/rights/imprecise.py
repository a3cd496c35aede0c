"""Days of which only the month or the year is known: a finding stands if every day they may be gives the same.

The edges of the law lie on first, last and middle days of months, and every condition turns at most once between two
of them. So these days stand for all others; more than a few such facts at once are taken as unknown.
"""

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import product
from math import prod

from bereginya.rights.values import Deadline, Finding, Outcome, Value

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2}))?")
_MOST = 400  # assessments: half a second


def possible_days(text: str) -> tuple[date, ...] | None:
    """Return the days that stand for `2022-03` or `2022`, None for a text that is neither. May raise `ValueError`."""
    found = _PARTIAL.fullmatch(text)
    if found is None:
        return None
    year = int(found[1])
    months = range(1, 13) if found[2] is None else (int(found[2]),)
    return tuple(
        day
        for month in months
        for day in (
            date(year, month, 1),
            date(year, month, 15),
            date(year, month, 16),
            date(year, month, monthrange(year, month)[1]),
        )
    )


def worlds(values: Mapping[str, Value], partial: Mapping[str, tuple[date, ...]]) -> Iterator[dict[str, Value]]:
    """Yield the facts once for every choice of days; none of the imprecise facts if there are too many choices."""
    if prod(map(len, partial.values())) > _MOST:
        yield dict(values)
        return
    for days in product(*partial.values()):
        yield {**values, **dict(zip(partial, days, strict=True))}


def agreed(answers: Iterable[Finding | None], partial: Mapping[str, str]) -> Finding | None:
    """Return what all possible days agree on; unknown, with the imprecise facts missing, where they do not.

    None stands for a provision that was not law, or does not speak of him. `partial` holds what was told.
    """
    every = list(answers)
    found = [finding for finding in every if finding is not None]
    outcomes = {finding.outcome for finding in found}
    if len(found) < len(every):
        outcomes.add(Outcome.NOT_MET)
    if not found or outcomes == {Outcome.NOT_MET}:
        return found[0] if found else None
    first = min(found, key=_earliest)
    because = {key: partial.get(key, value) for key, value in first.because.items()}
    if len(outcomes) == 1:
        missing = tuple(dict.fromkeys(key for finding in found for key in finding.missing))
        return replace(first, because=because, missing=missing)
    touched = {key for finding in found for key in (*finding.because, *finding.missing)}
    missing = tuple(dict.fromkeys([*(key for key in partial if key in touched), *first.missing])) or tuple(partial)
    return replace(first, outcome=Outcome.UNKNOWN, because=because, missing=missing, why=None, order=_UNKNOWN)


_UNKNOWN = 2 * list(Outcome).index(Outcome.UNKNOWN) + 1


def _earliest(finding: Finding) -> date:
    """Order by the first deadline: the safe one is the earliest that is possible."""
    deadline: Deadline | None = finding.deadline
    return date.max if deadline is None or deadline.day is None else deadline.day
