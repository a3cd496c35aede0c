"""Two lists: Petersen and Chapman.

They hold if the two lists are independent, nobody came or left between them, and links are right. Lists that follow
each other (one copied, or both find the same easy cases) make the answer too low; lists that avoid each other too high.
"""

from dataclasses import dataclass
from math import exp, inf, log, sqrt

from bereginya.counting.table import Table
from bereginya.counting.values import Z


@dataclass(frozen=True, slots=True)
class TwoLists:
    """What two lists alone say. `seen` are the distinct persons on them, `shared` those on both."""

    petersen: float
    chapman: float
    lo: float
    hi: float
    deviation: float
    seen: int
    shared: int

    @property
    def per_missed_link(self) -> float:
        """By about how many persons the answer would fall if one link was missed: N / m."""
        return self.chapman / max(self.shared, 1)


def two_lists(table: Table, one: int, other: int) -> TwoLists:
    """Estimate from the lists at two places of a table.

    Petersen n1 n2 / m, infinite without overlap; Chapman (1951) (n1+1)(n2+1)/(m+1) - 1 with the variance of Seber
    (1982, 3.2) and the log interval of Chao (1987) about the distinct persons seen.
    """
    first, second = table.on(1 << one), table.on(1 << other)
    shared = table.on(1 << one | 1 << other)
    chapman = (first + 1) * (second + 1) / (shared + 1) - 1
    variance = (first + 1) * (second + 1) * (first - shared) * (second - shared) / ((shared + 1) ** 2 * (shared + 2))
    seen = first + second - shared
    petersen = first * second / shared if shared else inf
    lo, hi = log_interval(chapman, seen, sqrt(variance))
    return TwoLists(petersen, chapman, lo, hi, sqrt(variance), seen, shared)


def log_interval(estimate: float, seen: float, deviation: float) -> tuple[float, float]:
    """Return the 95 % range in which log(N - seen) is normal; it never goes below `seen` (Chao 1987)."""
    unseen = estimate - seen
    if unseen <= 0 or deviation <= 0:
        return max(estimate, seen), max(estimate, seen)
    factor = exp(Z * sqrt(log(1 + (deviation / unseen) ** 2)))
    return seen + unseen / factor, seen + unseen * factor
