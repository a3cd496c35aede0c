"""Stepwise choice of pairs for sparse tables (Chan, Silverman and Vincent 2021).

Pairs of lists are added one by one, the most surprising first, as long as the surprise is below 0.02 and the model
has an estimate. For tables in which many pairs of lists share nobody.
"""

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from scipy.special import gammainc, gammaincc

from bereginya.counting.bootstrap import Choose
from bereginya.counting.errors import NoFitError
from bereginya.counting.fitting import design, fit
from bereginya.counting.kernels import FITTED
from bereginya.counting.loglinear import independence_terms
from bereginya.counting.table import Bools, Floats, Table

THRESHOLD = 0.02


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a stepwise choice ended at."""

    terms: tuple[int, ...]
    estimate: float


def stepwise(table: Table, threshold: float = THRESHOLD) -> Chosen:
    """Choose pairs and estimate. Raises NoFitError if not even independence has an estimate on this table."""
    terms = _terms(len(table.lists))
    models, totals = _walk(table.counts()[None, 1:], len(table.lists), threshold)
    if np.isnan(totals[0]):
        raise NoFitError("independence")
    return Chosen(tuple(term for term, has in zip(terms, models[0], strict=True) if has), float(totals[0]))


def choosing(lists: int, threshold: float = THRESHOLD) -> Choose:
    """Return a chooser that makes the whole stepwise choice anew on every table."""

    def choose(counts: Floats) -> Floats:
        return _walk(counts, lists, threshold)[1]

    return choose


def _terms(lists: int) -> tuple[int, ...]:
    return (*independence_terms(lists), *(1 << i | 1 << j for i, j in combinations(range(lists), 2)))


def _walk(counts: Floats, lists: int, threshold: float) -> tuple[Bools, Floats]:
    """Choose for all tables in step, each from the fit at which its last pair was tried."""
    terms = np.array(_terms(lists))
    matrix = design(np.arange(1, 1 << lists), terms)
    start = lists + 1
    models = np.zeros((len(counts), len(terms)), dtype=bool)
    models[:, :start] = True
    totals = np.full(len(counts), np.nan)
    margins = counts @ matrix
    fits = fit(matrix, models, counts, np.stack([np.arange(len(counts))] * 2, 1))
    moving = np.flatnonzero(fits.code == FITTED)
    known = fits.terms[moving]
    while len(moving):
        totals[moving] = counts[moving].sum(1) + np.exp(known[:, 0])
        tails = _tails(matrix, models[moving], known, margins[moving])[:, start:]
        added = [
            _admissible(matrix, models[row], counts[row], tail, threshold)
            for row, tail in zip(moving, tails, strict=True)
        ]
        moved = [(row, *one) for row, one in zip(moving, added, strict=True) if one is not None]
        for row, pair, _ in moved:
            models[row, start + pair] = True
        moving = np.array([row for row, _, _ in moved], dtype=np.int64)
        known = np.stack([terms for _, _, terms in moved]) if moved else known[:0]
    return models, totals


def _tails(matrix: Floats, models: Bools, terms: Floats, margins: Floats) -> Floats:
    """Return the smaller Poisson tail of each absent pair's observed overlap; 2 for pairs that are in."""
    finite = np.where(np.isfinite(terms), terms, -1e4)
    fitted = np.exp(np.where(models, finite, 0) @ matrix.T) @ matrix
    lower = gammaincc(margins + 1, fitted)
    upper = np.where(margins > 0, gammainc(np.maximum(margins, 1e-300), fitted), 1.0)
    return np.where(models, 2.0, np.minimum(lower, upper))


def _admissible(
    matrix: Floats, model: Bools, counts: Floats, tails: Floats, threshold: float
) -> tuple[int, Floats] | None:
    """Return the pair with the smallest tail whose model has an estimate, and its fit; of equal ones the last."""
    start = len(model) - len(tails)
    order = np.lexsort((-np.arange(len(tails)), tails))
    for pair in order:
        if tails[pair] >= threshold:
            return None
        wider = model.copy()
        wider[start + pair] = True
        fits = fit(matrix, wider[None, :], counts[None, :], np.zeros((1, 2), dtype=np.int64))
        if fits.code[0] == FITTED:
            return int(pair), fits.terms[0]
    return None
