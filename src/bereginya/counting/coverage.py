"""Sample coverage (Chao and Tsay 1998): what share of all the persons does one list, on average, share with the others.

It needs three lists or more and says little when coverage is below 0.55; the one-step form is then the safer one, and
is a lower bound when lists follow each other. Lists may be dependent and persons unlike.
"""

from dataclasses import dataclass
from itertools import combinations
from math import isfinite

import numpy as np

from bereginya.counting.table import Floats, Table

ENOUGH_COVERAGE = 0.55


@dataclass(frozen=True, slots=True)
class Coverage:
    """Three answers from one coverage: as if lists were independent, the full form, and the one-step form.

    The full form is infinite where the lists share too little for it.
    """

    coverage: float
    independent: float
    full: float
    one_step: float
    seen: int

    @property
    def advised(self) -> float:
        """The full form where coverage is enough, else the one-step form."""
        return self.full if self.enough else self.one_step

    @property
    def enough(self) -> bool:
        """Whether the lists share enough for the full form."""
        return self.coverage >= ENOUGH_COVERAGE and isfinite(self.full)


def sample_coverage(table: Table) -> Coverage | None:
    """Estimate by sample coverage; None if a list is empty or no person is on two lists."""
    found = coverages(table.counts()[None, :], len(table.lists))[0]
    if not np.isfinite(found[[0, 1, 3]]).all():
        return None
    coverage, independent, full, one_step = (float(value) for value in found)
    return Coverage(coverage, independent, full, one_step, table.n)


def coverages(counts: Floats, lists: int) -> Floats:
    """Return coverage, independent, full and one-step (columns) of tables (rows of 2**t counts); nan where undefined.

    Chao and Tsay (1998), formulas 2.3, 3.1 and 3.4 in the notation of their paper with Tsay, Lin, Shau, Chao (2001).
    """
    cells = np.arange(1 << lists)
    size = np.stack([counts[:, cells >> j & 1 == 1].sum(1) for j in range(lists)], 1)
    only = np.stack([counts[:, 1 << j] for j in range(lists)], 1)
    n = counts[:, 1:].sum(1)
    with np.errstate(divide="ignore", invalid="ignore"):
        covered = n - only.mean(1)
        share = 1 - (only / size).mean(1)
        plain = covered / share
        sum_a = np.zeros(len(counts))
        sum_ab = np.zeros(len(counts))
        near = plain.copy()
        steps = []
        for i, j in combinations(range(lists), 2):
            pair = 1 << i | 1 << j
            a = only[:, i] + only[:, j] + 2 * counts[:, pair]
            b = counts[:, cells & pair == pair].sum(1) / (size[:, i] * size[:, j])
            sum_a += a
            sum_ab += a * b
            near += a * (b * plain - 1) / (lists * share)
            steps.append((a, b))
        full = (lists * covered - sum_a) / (lists * share - sum_ab)
        one_step = plain + sum(a * (b * near - 1) for a, b in steps) / (lists * share)
    full = np.where(full < n, n, full)
    full = np.where(lists * share - sum_ab <= 0, np.inf, full)
    return np.stack([share, plain, full, np.where(one_step < n, n, one_step)], 1)
