"""What to look at before an answer is believed: overlaps, the models beside the best, and what would change it.

All of it is for those who count. The cells in it name small groups of people: none of it is for the public.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations
from math import exp, inf, sqrt

import numpy as np

from bereginya.counting.errors import NoFitError
from bereginya.counting.loglinear import fit_one, notation, renamed, search
from bereginya.counting.perturbed import Changed, Known, changes, method_of
from bereginya.counting.stepwise import stepwise
from bereginya.counting.table import Table

LAMBDAS = (-1.0, -0.5, -0.2, 0.2, 0.5, 1.0)  # of the interaction of all lists, which no list can tell
_NEAR = 10.0  # of the best BIC
_MOST_MODELS = 200
_SEARCHED = 5


@dataclass(frozen=True, slots=True)
class Overlap:
    """Those on exactly the lists at `places`: one bar of an UpSet plot (Lex and others 2014)."""

    places: tuple[int, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Size:
    """One list: how many are on it, how many on it alone, and what share of the total that is."""

    name: str
    size: int
    alone: int
    capture: float


@dataclass(frozen=True, slots=True)
class Near:
    """A model whose BIC is within ten of the best."""

    model: str
    bic: float
    estimate: float


@dataclass(frozen=True, slots=True)
class Pair:
    """Two lists: who is on both, the odds ratio if the total is right, and about what one missed link would change.

    An odds ratio above 1 means that who is on one list is more likely on the other.
    """

    places: tuple[int, int]
    shared: int
    odds_ratio: float
    per_missed_link: float


@dataclass(frozen=True, slots=True)
class Residual:
    """How far a cell is from the best model, in its standard deviations (Pearson)."""

    places: tuple[int, ...]
    count: int
    fitted: float
    residual: float


@dataclass(frozen=True, slots=True)
class Diagnostics:
    """Everything to look at beside one `total`; `left_out`, `merged`, `linked` and `known` are answers of `method`.

    `sensitivity` pairs a value of the interaction of all lists, which the lists cannot tell, with the total under it
    (Aleshin-Guendel, Sadinle and Wakefield 2024). `alone` are places of lists that share nobody with the others.
    """

    total: float
    method: str
    overlaps: tuple[Overlap, ...]
    sizes: tuple[Size, ...]
    pairs: tuple[Pair, ...]
    near: tuple[Near, ...]
    residuals: tuple[Residual, ...]
    left_out: tuple[Changed, ...]
    merged: tuple[Changed, ...]
    linked: tuple[Changed, ...]
    known: tuple[Known, ...]
    sensitivity: tuple[tuple[float, float], ...]
    alone: tuple[int, ...]


def diagnose(table: Table, total: float, tell: Callable[[int, int], None] | None = None) -> Diagnostics:
    """Return what to look at beside a total. `tell` is called with changes looked at and to look at.

    Raises ValueError for a total below the persons seen, or of nobody.
    """
    if not table.n or total < table.n * (1 - 1e-9):
        raise ValueError("a total is of somebody, and not below the persons seen")
    changed = changes(table, tell)
    return Diagnostics(
        total=total,
        method=method_of(table),
        overlaps=overlaps(table),
        sizes=_sizes(table, total),
        pairs=_pairs(table, total),
        near=near_models(table),
        residuals=residuals(table),
        left_out=changed.left_out,
        merged=changed.merged,
        linked=changed.linked,
        known=changed.known,
        sensitivity=sensitivity(table.n, total),
        alone=tuple(place for place in range(len(table.lists)) if _is_alone(table, place)),
    )


def overlaps(table: Table) -> tuple[Overlap, ...]:
    """Return who is on exactly which lists, the most frequent first; for those who count, never for the public."""
    found = (Overlap(_places(one, table), count) for one, count in table.cells)
    return tuple(sorted(found, key=lambda one: (-one.count, len(one.places), one.places)))


def sensitivity(n: int, total: float) -> tuple[tuple[float, float], ...]:
    """Return the total if all lists together depended by so much more: those unseen times exp(lambda)."""
    return tuple((value, n + (total - n) * exp(value)) for value in LAMBDAS)


def near_models(table: Table) -> tuple[Near, ...]:
    """Return the models within ten of the best BIC, best first; none for two lists or more than five."""
    if not 3 <= len(table.lists) <= _SEARCHED:
        return ()
    ordered, order = table.canonical()
    found = search(ordered)
    rows = [found.row(int(row)) for row in found.order[:_MOST_MODELS]]
    return tuple(
        Near(notation(renamed(one.terms, order), len(order)), one.bic, one.estimate)
        for one in rows
        if one.bic <= rows[0].bic + _NEAR
    )


def residuals(table: Table) -> tuple[Residual, ...]:
    """Return the cells by how far they are from the best model, the farthest first; none where no model fits."""
    terms = _best_terms(table)
    if terms is None:
        return ()
    fitted_terms = fit_one(table, terms).terms[0]
    sets = np.arange(1, 1 << len(table.lists))
    acting = (sets[:, None] & np.array(terms)) == np.array(terms)
    means = np.exp(np.where(acting, fitted_terms, 0.0).sum(1))
    counts = table.counts()[1:]
    found = [
        Residual(_places(int(one), table), int(count), float(mean), (float(count) - float(mean)) / sqrt(mean))
        for one, count, mean in zip(sets, counts, means, strict=True)
        if mean > 0
    ]
    return tuple(sorted(found, key=lambda one: (-round(abs(one.residual), 6), one.places)))


def _best_terms(table: Table) -> tuple[int, ...] | None:
    if len(table.lists) < 3 or not table.overlap:
        return None
    ordered, order = table.canonical()
    if len(table.lists) <= _SEARCHED:
        found = search(ordered)
        return renamed(found.row(int(found.order[0])).terms, order) if len(found.order) else None
    try:
        return renamed(stepwise(ordered).terms, order)
    except NoFitError:
        return None


def _sizes(table: Table, total: float) -> tuple[Size, ...]:
    alone = dict(table.cells)
    sizes = [table.on(1 << place) for place in range(len(table.lists))]
    return tuple(
        Size(name, size, alone.get(1 << place, 0), size / total)
        for place, (name, size) in enumerate(zip(table.lists, sizes, strict=True))
    )


def _pairs(table: Table, total: float) -> tuple[Pair, ...]:
    return tuple(_pair(table, total, pair) for pair in combinations(range(len(table.lists)), 2))


def _pair(table: Table, total: float, places: tuple[int, int]) -> Pair:
    first, second = (table.on(1 << place) for place in places)
    shared = table.on(1 << places[0] | 1 << places[1])
    one, other = first - shared, second - shared
    neither = max(total - first - second + shared, 0.0)
    ratio = shared * neither / (one * other) if one and other else inf
    return Pair(places, shared, ratio, total / max(shared, 1))


def _is_alone(table: Table, place: int) -> bool:
    return table.on(1 << place) == dict(table.cells).get(1 << place, 0)


def _places(one: int, table: Table) -> tuple[int, ...]:
    return tuple(place for place in range(len(table.lists)) if one >> place & 1)
