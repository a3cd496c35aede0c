"""One list on which people stand once, twice, three times: how many there are (van der Heijden and others 2003).

Being found once must not make the next time likelier or rarer. Bounds let persons differ in how easily they are found;
`independence` takes them for alike, and is too low where they are not.
"""

import csv
import io
from collections.abc import Sequence
from math import expm1, log, sqrt

from scipy.optimize import brentq
from scipy.special import gammaln

from bereginya.counting.bounds import chao_of_times
from bereginya.counting.errors import NoFitError, TableError
from bereginya.counting.estimate import ENOUGH_OVERLAP, METHODS, MOST_UNSEEN
from bereginya.counting.loglinear import Fitter, Profile, profile_of
from bereginya.counting.table import whole
from bereginya.counting.values import Answers, Estimate, Reason, Refusal

_MOST_TIMES = 10_000
_COLUMNS = ({"times", "times_seen"}, {"count"})


def is_of_times(text: str) -> bool:
    """Tell whether a CSV file with commas has the columns `times` (or `times_seen`) and `count`, and no other."""
    head = next(csv.reader(io.StringIO(text.removeprefix("\ufeff"))), [])
    return _headed(head) and not any(cell.strip() for cell in head[2:])


def _headed(head: Sequence[str]) -> bool:
    return [cell.strip().casefold() in names for cell, names in zip(head, _COLUMNS, strict=False)] == [True] * 2


def read_frequencies(text: str) -> tuple[int, ...]:
    """Read `times` (or `times_seen`) and `count`; return how many were seen once, twice, ...

    Raises TableError with the row for anything else.
    """
    rows = [row for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"))) if any(cell.strip() for cell in row)]
    if not rows or not _headed(rows[0]):
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


def if_alike(seen_times: Sequence[int]) -> tuple[Profile, float]:
    """Return the total if all persons are found alike: a Poisson law without its zeros, by profile; and conditional.

    The conditional form is n / (1 - exp(-l)), l / (1 - exp(-l)) being how often those seen were seen. Raises NoFitError
    where nobody was seen twice or more.
    """
    n, seen = sum(seen_times), sum(times * count for times, count in enumerate(seen_times, start=1))
    if seen <= n:
        raise NoFitError("never_twice")
    rate = float(brentq(lambda one: one * n + seen * expm1(-one), 1e-12, seen / n + 1))
    conditional = n / -expm1(-rate)
    return profile_of(_of_poisson(seen_times, n, seen), n, conditional - n), conditional


def _of_poisson(seen_times: Sequence[int], n: int, seen: int) -> Fitter:
    rest = -sum(
        count * float(gammaln(times + 1)) + float(gammaln(count + 1)) for times, count in enumerate(seen_times, start=1)
    )

    def fitter(unseen: float) -> tuple[float, float]:
        total = n + unseen
        rate = seen / total
        loglik = total * log(total) - total * rate + seen * log(rate) - total - float(gammaln(unseen + 1)) + rest
        return loglik, log(total) - rate

    return fitter


def answers_of(seen_times: Sequence[int], methods: Sequence[str] = METHODS) -> Answers:
    """Ask the methods that need one list only: `chao`, `mth-chao`, `independence`; the others are refused."""
    said: list[Estimate] = []
    refused: list[Refusal] = []
    for method in methods:
        barred = _barred(method, seen_times)
        if barred is not None:
            refused.append(Refusal(method, barred))
            continue
        one = _ASKED[method](seen_times)
        said.append(one)
        times_seen = (one.estimate - sum(seen_times)) / sum(seen_times)
        if times_seen > MOST_UNSEEN:
            refused.append(Refusal(method, Reason.UNSEEN, f"{times_seen:.1f} times the seen"))
    return Answers(tuple(said), tuple(refused))


def _barred(method: str, seen_times: Sequence[int]) -> Reason | None:
    if not sum(seen_times):
        return Reason.NOBODY
    if method not in _ASKED:
        return Reason.ONE_LIST
    if sum(seen_times[1:]) < ENOUGH_OVERLAP:
        return Reason.FEW_AGAIN
    if method == "mth-chao" and not (seen_times[0] and seen_times[1]):
        return Reason.NO_MLE
    return None


def _chao(seen_times: Sequence[int]) -> Estimate:
    bound = chao_of_times(seen_times)
    note = "lower bound for persons who differ" + ("; bias-corrected" if bound.corrected else "")
    return Estimate("chao", bound.estimate, bound.lo, bound.hi, note=note)


def _mth_chao(seen_times: Sequence[int]) -> Estimate:
    found, conditional = at_least(seen_times), chao_of_times(seen_times).estimate
    note = f"lower bound for persons who differ; profile likelihood; conditional {conditional:.3f}"
    return Estimate("mth-chao", found.estimate, found.lo, found.hi, note=note)


def _independence(seen_times: Sequence[int]) -> Estimate:
    found, conditional = if_alike(seen_times)
    note = f"Poisson law without zeros, persons alike; profile likelihood; conditional {conditional:.3f}"
    return Estimate("independence", found.estimate, found.lo, found.hi, note=note)


_ASKED = {"chao": _chao, "mth-chao": _mth_chao, "independence": _independence}


def _fitted(found: tuple[float, float, float]) -> tuple[float, float, float]:
    """Return the counts of those seen never, once, twice that fit best to e^a x^k / k!: the root of a square."""
    total, times = sum(found), found[1] + 2 * found[2]
    square, line = times / 2 - total, times - total
    x = (-line - sqrt(line**2 - 4 * square * times)) / (2 * square)
    first = total / (1 + x + x**2 / 2)
    return first, first * x, first * x**2 / 2
