"""Lower bounds: at least so many, when persons differ in how easily they are found (Chao 1987, 1989).

They assume the same about every list, not about every person; positive dependence between lists makes them lower still,
so that they stay bounds. They are no estimate of the whole.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from bereginya.counting.table import Table
from bereginya.counting.two_lists import log_interval

_FEW = 5  # seen twice: below it the bias-corrected form is taken


@dataclass(frozen=True, slots=True)
class Bound:
    """At least `estimate` persons; the range is that of the bound."""

    estimate: float
    lo: float
    hi: float
    corrected: bool


def chao(table: Table) -> Bound:
    """Bound by the persons seen once and twice on t lists: n + (t-1)/t f1^2 / (2 f2)."""
    times = (*table.seen_times(), 0)
    lists = len(table.lists)
    return _bound(table.n, times[0], times[1], (lists - 1) / lists)


def chao_of_times(seen_times: Sequence[int]) -> Bound:
    """Bound by the persons seen once and twice on one list, as often as it may be: n + f1^2 / (2 f2)."""
    once, twice = (*seen_times, 0, 0)[:2]
    return _bound(sum(seen_times), once, twice, 1.0)


def _bound(n: int, once: int, twice: int, share: float) -> Bound:
    """Chao (1987); the bias-corrected form and both variances: Chao (2005), Encyclopedia of Statistical Sciences."""
    if twice < _FEW:
        unseen = share * once * (once - 1) / (2 * (twice + 1))
        ratio = once / (twice + 1)
        variance = (
            share * once * (once - 1) / (2 * (twice + 1))
            + share**2 * once * (2 * once - 1) ** 2 / (4 * (twice + 1) ** 2)
            + share**2 * twice * ratio**2 * (once - 1) ** 2 / (4 * (twice + 1) ** 2)
        )
    else:
        ratio = once / twice
        unseen = share * once * ratio / 2
        variance = twice * (share * ratio**2 / 2 + share**2 * ratio**3 + share**2 * ratio**4 / 4)
    lo, hi = log_interval(n + unseen, n, sqrt(variance))
    return Bound(n + unseen, lo, hi, corrected=twice < _FEW)
