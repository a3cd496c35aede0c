"""Log-linear models of an overlap table: all hierarchical ones, with a check that each has an estimate.

A model says which lists may depend on each other; that all of them together depend in no further way cannot be tested
from the lists. The point estimate is the conditional (Poisson) one, n + exp(intercept); the profile likelihood gives a
slightly lower peak.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from math import exp, inf, log, sqrt

import numpy as np
from scipy.optimize import brentq
from scipy.special import digamma, gammaln

from bereginya.counting.bootstrap import Choose
from bereginya.counting.errors import NoFitError
from bereginya.counting.fitting import Fits, design, fit
from bereginya.counting.table import Bools, Floats, Ints, Table
from bereginya.counting.values import Z

MOST_SEARCHED = 6  # lists: of six, models of pairs only (32,768)
TOP = 100  # models among which a bootstrap replicate chooses
_STIRLING = 100
_SMALLEST, _LARGEST = 0.5, 1e9  # persons unseen; times those seen
_CUT = 1.9207294103470677  # half the 95 % quantile of chi-square with one degree of freedom


@dataclass(frozen=True, slots=True)
class Models:
    """All models of a kind over t lists: which of `terms` (sets of lists, the empty one first) each row has."""

    lists: int
    terms: tuple[int, ...]
    chosen: Bools

    @property
    def sets(self) -> Ints:
        """Every set of lists a person can be seen on."""
        return np.arange(1, 1 << self.lists)

    @property
    def matrix(self) -> Floats:
        """Cells x terms."""
        return design(self.sets, np.array(self.terms))

    def of(self, row: int) -> tuple[int, ...]:
        """Return the terms of one model."""
        return tuple(term for term, has in zip(self.terms, self.chosen[row], strict=True) if has)


@dataclass(frozen=True, slots=True)
class Found:
    """One fitted model: its terms, total, criterion values and degree of trust in numbers."""

    terms: tuple[int, ...]
    estimate: float
    bic: float
    aic: float


@dataclass(frozen=True, slots=True)
class Search:
    """All models of a search on one table; `order` sorts the rows that have an estimate by BIC, `by_aic` by AIC."""

    models: Models
    n: int
    fits: Fits
    bic: Floats
    aic: Floats

    @property
    def order(self) -> Ints:
        """Rows with an estimate, best BIC first."""
        return self._sorted(self.bic)

    @property
    def by_aic(self) -> Ints:
        """Rows with an estimate, best AIC first."""
        return self._sorted(self.aic)

    @property
    def without(self) -> int:
        """How many models have no maximum likelihood estimate here."""
        return int((self.fits.code != 0).sum())

    def _sorted(self, by: Floats) -> Ints:
        return np.argsort(np.where(np.isnan(by), inf, by), kind="stable")[: int(np.isfinite(by).sum())]

    def row(self, row: int) -> Found:
        """Return one model as a value."""
        total = self.n + float(self.fits.unseen[row])
        return Found(self.models.of(row), total, float(self.bic[row]), float(self.aic[row]))


@lru_cache(maxsize=16)
def hierarchical(lists: int, order: int | None = None) -> Models:
    """Return every hierarchical model with all main effects and without the term of all lists, up to an order.

    8, 113 and 6,893 models for 3, 4 and 5 lists; for six by default those of pairs. Raises ValueError for more.
    """
    highest = min(order or lists - 1, lists - 1) if lists < MOST_SEARCHED else min(order or 2, 2)
    if lists > MOST_SEARCHED or (lists == MOST_SEARCHED and highest > 2):
        raise ValueError(f"{lists} lists to order {highest}: too many models to try all")
    levels = [
        [sum(1 << one for one in term) for term in combinations(range(lists), size)] for size in range(highest + 1)
    ]
    terms = [term for level in levels for term in level]
    place = {term: at for at, term in enumerate(terms)}
    rows = []
    for model in _grown(levels, 2, frozenset()):
        row = np.zeros(len(terms), dtype=bool)
        row[: lists + 1] = True
        row[[place[term] for term in model]] = True
        rows.append(row)
    return Models(lists, tuple(terms), np.array(rows))


def _grown(levels: Sequence[Sequence[int]], size: int, model: frozenset[int]) -> Iterator[frozenset[int]]:
    if size >= len(levels):
        yield model
        return
    open_terms = [term for term in levels[size] if size == 2 or _below(term) <= model]
    if not open_terms:
        yield model
        return
    for many in range(len(open_terms) + 1):
        for added in combinations(open_terms, many):
            yield from _grown(levels, size + 1, model | frozenset(added)) if added else iter((model,))


def _below(term: int) -> frozenset[int]:
    return frozenset(term & ~(1 << one) for one in range(term.bit_length()) if term >> one & 1)


def search(table: Table, order: int | None = None) -> Search:
    """Fit every hierarchical model of a table. BIC counts persons, and terms at minus infinity as parameters."""
    models = hierarchical(len(table.lists), order)
    rows = np.arange(len(models.chosen))
    fits = fit(models.matrix, models.chosen, table.counts()[None, 1:], np.stack([rows, rows * 0], 1))
    size = models.chosen.sum(1)
    return Search(models, table.n, fits, -2 * fits.loglik + size * np.log(table.n), -2 * fits.loglik + 2 * size)


def reselecting(found: Search, top: int = TOP) -> Choose:
    """Return a chooser that gives each table the estimate of its best model by BIC among the `top` of a search."""
    kept = found.order[:top]
    chosen, matrix = found.models.chosen[kept], found.models.matrix
    size = chosen.sum(1)

    def choose(counts: Floats) -> Floats:
        tables, models = np.meshgrid(np.arange(len(counts)), np.arange(len(kept)), indexing="ij")
        fits = fit(matrix, chosen, counts, np.stack([models.ravel(), tables.ravel()], 1))
        n = counts.sum(1)
        bic = (-2 * fits.loglik).reshape(tables.shape) + size * np.log(n)[:, None]
        best = np.where(np.isnan(bic), inf, bic).argmin(1)
        unseen = fits.unseen.reshape(tables.shape)[np.arange(len(counts)), best]
        return np.asarray(n + unseen)

    return choose


@dataclass(frozen=True, slots=True)
class Profile:
    """The peak of the multinomial profile likelihood of the total, and where it has fallen by 1.92."""

    estimate: float
    lo: float
    hi: float


def fit_one(table: Table, terms: Sequence[int]) -> Fits:
    """Fit one model. Raises NoFitError if it has no maximum likelihood estimate on this table."""
    return _fit_any(design(np.arange(1, 1 << len(table.lists)), np.array(terms)), table.counts()[1:])


def independence_terms(lists: int) -> tuple[int, ...]:
    """Return the terms of the model in which no list depends on another."""
    return (0, *(1 << one for one in range(lists)))


def wald(table: Table, terms: Sequence[int]) -> tuple[float, float]:
    """Return the 95 % range n + n0 exp(+-1.96 se), se that of the fitted log n0."""
    fits = fit_one(table, terms)
    finite = np.isfinite(fits.terms[0])
    matrix = design(np.arange(1, 1 << len(table.lists)), np.array(terms))
    cells = ~(matrix[:, ~finite] > 0).any(1)
    inner = matrix[cells][:, finite]
    mean = np.exp(inner @ fits.terms[0][finite])
    deviation = sqrt(np.linalg.inv(inner.T @ (mean[:, None] * inner))[0, 0])
    unseen = float(fits.unseen[0])
    return table.n + unseen * exp(-Z * deviation), table.n + unseen * exp(Z * deviation)


Fitter = Callable[[float], tuple[float, float]]
"""Takes a number of unseen and returns the Poisson log-likelihood of the whole table and the fitted intercept."""


def profile(table: Table, terms: Sequence[int]) -> Profile:
    """Return the profile of one hierarchical model (Cormack 1992). Raises NoFitError if it has no estimate."""
    fits = fit_one(table, terms)
    matrix = design(np.arange(1 << len(table.lists)), np.array(terms))
    return profile_of(lambda unseen: _with_unseen(matrix, table, unseen)[:2], table.n, float(fits.unseen[0]))


def _with_unseen(matrix: Floats, table: Table, unseen: float) -> tuple[float, float, Floats]:
    cells = table.counts()
    cells[0] = unseen
    fits = fit(matrix, np.ones((1, matrix.shape[1]), dtype=bool), cells[None, :], np.zeros((1, 2), dtype=np.int64))
    return float(fits.loglik[0]), float(fits.terms[0, 0]), fits.terms[0]


def profile_of(fitter: Fitter, n: int, near: float) -> Profile:
    """Return the profile of a model that `fitter` fits; `near` is the conditional n0.

    For each n0 the multinomial log-likelihood log N! - log n0! + sum N_w log p_w is maximised over the model. From 100
    persons on, both factorials are Stirling's, as in the published intervals that this reproduces (Baillargeon and
    Rivest 2007); the range does not begin above half a person unseen, where Stirling's form ends.
    """
    rough = n >= _STIRLING

    def at(unseen: float) -> tuple[float, float]:
        loglik, intercept = fitter(unseen)
        total = n + unseen
        # the Poisson maximum, less what the factorials and the total add, is that of the multinomial
        height = loglik + float(gammaln(unseen + 1)) + total - total * log(total)
        if rough:
            height += total * log(total) - total + log(total) / 2 - unseen * log(unseen) + unseen - log(unseen) / 2
            return height, intercept - log(unseen) - 1 / (2 * unseen) + 1 / (2 * total)
        height += float(gammaln(total + 1) - gammaln(unseen + 1))
        return height, float(intercept - log(total) + digamma(total + 1) - digamma(unseen + 1))

    low = _SMALLEST
    high = max(near, 1.0)
    while at(high)[1] > 0 and high < _LARGEST * n:
        high *= 2
    top = _root(lambda unseen: at(unseen)[1], low, high)
    best = at(top)[0] - _CUT
    while at(high)[0] > best and high < _LARGEST * n:
        high *= 2
    lo = _root(lambda unseen: at(unseen)[0] - best, low, top) if at(low)[0] < best else 0.0
    hi = _root(lambda unseen: at(unseen)[0] - best, top, high) if at(high)[0] < best else inf
    return Profile(n + top, n + lo, n + hi)


def _root(of: Callable[[float], float], low: float, high: float) -> float:
    if of(low) * of(high) > 0:
        return low
    return float(brentq(of, low, high, xtol=1e-7, rtol=1e-13))


def mth_chao(table: Table) -> tuple[Profile, float]:
    """Bound the total from below when lists differ and persons differ: profile, and the conditional estimate.

    The model has main effects and, for those on three lists or more, a curve of their number that bends upwards, so
    that those seen once and twice decide. A bend below zero speaks against unlike persons and is left out
    (Baillargeon and Rivest 2007, section 2), and so are the last bends where too few are on so many lists to place
    them. Raises NoFitError without an estimate.
    """
    lists = len(table.lists)
    whole, terms = _with_most_bends(table)
    unseen = exp(float(terms[0]))

    def fitter(many: float) -> tuple[float, float]:
        found: list[tuple[float, float]] = []

        def one(matrix: Floats) -> Floats:
            loglik, intercept, fitted = _with_unseen(matrix, table, many)
            found.append((loglik, intercept))
            return fitted

        _bent_upwards(lists, whole, one)
        return found[-1]

    return profile_of(fitter, table.n, unseen), table.n + unseen


def _with_most_bends(table: Table) -> tuple[Floats, Floats]:
    """Return the matrix with as many bends as have an estimate, and the conditional fit of it."""
    lists = len(table.lists)
    sets = np.arange(1 << lists)
    times = np.array([int(one).bit_count() for one in sets])
    main = design(sets, np.array(independence_terms(lists)))
    seen = (*table.seen_times(), 0)
    most = next(times for times in range(2, lists + 1) if not seen[times])  # a number on so many lists pins a bend
    for last in range(most, 1, -1):
        whole = np.hstack([main, *(np.maximum(times - bend, 0.0)[:, None] for bend in range(2, last))])
        try:
            return whole, _bent_upwards(lists, whole, lambda matrix: _fit_any(matrix[1:], table.counts()[1:]).terms[0])
        except NoFitError:
            if last == 2:
                raise
    raise NoFitError("no_overlap")


def _bent_upwards(lists: int, whole: Floats, fitted: Callable[[Floats], Floats]) -> Floats:
    kept = np.ones(whole.shape[1], dtype=bool)
    while True:
        terms = fitted(whole[:, kept])
        extra = terms[lists + 1 :]
        if not len(extra) or extra.min() >= 0:
            return terms
        kept[np.flatnonzero(kept)[lists + 1 :][extra < 0]] = False


def _fit_any(matrix: Floats, counts: Floats) -> Fits:
    every = np.ones((1, matrix.shape[1]), dtype=bool)
    fits = fit(matrix, every, counts[None, :], np.zeros((1, 2), dtype=np.int64))
    if fits.code[0]:
        raise NoFitError("no_estimate", code=int(fits.code[0]))
    return fits


def notation(terms: Sequence[int], lists: int) -> str:
    """Write a model by its largest terms, lists by their place from 1: `[123,14,34]`."""
    largest = [term for term in terms if term and not any(term != other and term & other == term for other in terms)]
    tie = "." if lists > 9 else ""
    places = sorted(
        ([one + 1 for one in range(lists) if term >> one & 1] for term in largest), key=lambda p: (-len(p), p)
    )
    return "[" + ",".join(tie.join(str(place) for place in term) for term in places) + "]"


def renamed(terms: Sequence[int], order: Sequence[int]) -> tuple[int, ...]:
    """Write the terms of a table that was put into `order` as terms of the table it came from."""
    return tuple(sorted(sum(1 << order[at] for at in range(len(order)) if term >> at & 1) for term in terms))
