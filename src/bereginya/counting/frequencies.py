"""One list on which people stand once, twice, three times: at least how many there are (van der Heijden 2003).

Persons may differ in how easily they are found; being found once must not make the next time likelier or rarer.
"""

import csv
import io
from collections.abc import Sequence
from math import log, sqrt

from scipy.special import gammaln

from bereginya.counting.errors import NoFitError, TableError
from bereginya.counting.loglinear import Profile, profile_of
from bereginya.counting.table import whole

_MOST_TIMES = 10_000
_COLUMNS = ({"times", "times_seen"}, {"count"})


def read_frequencies(text: str) -> tuple[int, ...]:
    """Read `times` (or `times_seen`) and `count`; return how many were seen once, twice, ...

    Raises TableError with the row for anything else.
    """
    rows = [row for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"))) if any(cell.strip() for cell in row)]
    if (
        not rows
        or [cell.strip().casefold() in names for cell, names in zip(rows[0], _COLUMNS, strict=False)] != [True] * 2
    ):
        raise TableError("times_columns")
    found: dict[int, int] = {}
    for number, row in enumerate(rows[1:], start=2):
        try:
            times, count = (whole(float(cell)) for cell in row)
        except (ValueError, TableError) as error:
            raise TableError("times_row", row=number) from error
        if not 1 <= times <= _MOST_TIMES or times in found:
            raise TableError("times_range", row=number, most=_MOST_TIMES)
        found[times] = count
    return tuple(found.get(times, 0) for times in range(1, max(found, default=0) + 1))


def at_least(seen_times: Sequence[int]) -> Profile:
    """Return the lower bound by those seen once and twice, with its profile interval (Rivest and Baillargeon 2007).

    Its conditional form is Chao's n + f1^2 / (2 f2). Raises NoFitError where nobody was seen once, or twice.
    """
    once, twice = (*seen_times, 0, 0)[:2]
    if not once or not twice:
        raise NoFitError("never_twice")
    rest = sum(count * log(count) - count - float(gammaln(count + 1)) for count in seen_times[2:] if count)

    def fitter(unseen: float) -> tuple[float, float]:
        found = (unseen, float(once), float(twice))
        means = _fitted(found)
        parts = (c * log(m) - m - float(gammaln(c + 1)) for c, m in zip(found, means, strict=True))
        return sum(parts) + rest, log(means[0])

    return profile_of(fitter, sum(seen_times), once**2 / (2 * twice))


def _fitted(found: tuple[float, float, float]) -> tuple[float, float, float]:
    """Return the counts of those seen never, once, twice that fit best to e^a x^k / k!: the root of a square."""
    total, times = sum(found), found[1] + 2 * found[2]
    square, line = times / 2 - total, times - total
    x = (-line - sqrt(line**2 - 4 * square * times)) / (2 * square)
    first = total / (1 + x + x**2 / 2)
    return first, first * x, first * x**2 / 2
