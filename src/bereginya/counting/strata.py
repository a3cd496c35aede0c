"""Strata and their sum, unknown strata imputed; and the average over draws of who is whom.

A stratum without an estimate enters the sum with those seen and is named, and unknown places are drawn from the known
ones of the same lists: nobody is dropped silently.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bereginya.counting.errors import TableError
from bereginya.counting.fitting import design, fit
from bereginya.counting.loglinear import Models, hierarchical
from bereginya.counting.table import Bools, Floats, Strata, Table
from bereginya.counting.values import LEVEL

_DRAWS = 400
_MOST_UNSEEN = 5.0
Key = tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Stratum:
    """One stratum of a sum: `estimate` is None where no model could be used, and those seen were added instead."""

    key: Key
    n: float
    estimate: float | None


@dataclass(frozen=True, slots=True)
class Sum:
    """The total over strata with its 95 % range, and what stands in it only as seen or as drawn."""

    estimate: float
    lo: float
    hi: float
    strata: tuple[Stratum, ...]
    imputed: int
    copies: int


def sum_of_strata(
    strata: Strata, *, seed: int, criterion: str = "aic", copies: int = 20, most_unseen: float = _MOST_UNSEEN
) -> Sum:
    """Estimate every stratum by log-linear models averaged by `aic` or `bic`, and add.

    Models without an estimate and those with more than `most_unseen` times the seen have no weight (Jamaluddine and
    others 2025). Draws of log n0 about each model give the range. Where a stratum is not known for some persons, all
    is done for `copies` imputed tables and the draws are pooled. For three to five lists.
    """
    filled = [strata] if not strata.incomplete else [impute(strata, seed=seed + copy) for copy in range(copies)]
    parts = [_summed(one, np.random.default_rng([seed, at]), criterion, most_unseen) for at, one in enumerate(filled)]
    draws = np.concatenate([part[2] for part in parts])
    keys = [key for key, _ in filled[0].tables]
    means = np.mean([part[0] for part in parts], axis=0)
    seen = np.mean([[table.n for _, table in one.tables] for one in filled], axis=0)
    usable = np.all([part[1] for part in parts], axis=0)
    answers = tuple(
        Stratum(key, float(n), float(mean) if good else None)
        for key, n, mean, good in zip(keys, seen, means, usable, strict=True)
    )
    lo, hi = np.quantile(draws, ((1 - LEVEL) / 2, (1 + LEVEL) / 2))
    return Sum(float(means.sum()), float(lo), float(hi), answers, strata.incomplete, len(filled))


def over_linkages(tables: Sequence[Table], *, seed: int, criterion: str = "bic", most_unseen: float = np.inf) -> Sum:
    """Average over tables, each of one draw of who is whom; draws are pooled (Sadinle 2018). `n` is that of each draw.

    Raises TableError if the tables are not of the same lists.
    """
    if len({table.lists for table in tables}) != 1:
        raise TableError("draws of links must be tables of the same lists")
    strata = Strata(tables[0].lists, ("draw",), tuple(((str(at),), table) for at, table in enumerate(tables)))
    counts = np.stack([table.counts()[1:] for table in tables])
    totals, usable, spread = _averaged(counts, len(strata.lists), criterion, most_unseen)
    draws = _drawn(spread, np.random.default_rng(seed)).ravel()
    answers = tuple(
        Stratum(key, table.n, float(total) if good else None)
        for (key, table), total, good in zip(strata.tables, totals, usable, strict=True)
    )
    lo, hi = np.quantile(draws, ((1 - LEVEL) / 2, (1 + LEVEL) / 2))
    return Sum(float(totals.mean()), float(lo), float(hi), answers, 0, len(tables))


def impute(strata: Strata, *, seed: int) -> Strata:
    """Give each person with an unknown value the stratum of a known one, drawn at random.

    Drawn from strata that agree in what is known, in proportion to those on the same lists there, one added to each
    cell so that no stratum is impossible. Counts stay whole and none is lost.
    """
    known = {key: np.array(table.counts()) for key, table in strata.tables if None not in key}
    if not known:
        raise TableError("no stratum is known for anybody")
    random = np.random.default_rng(seed)
    keys = sorted(known, key=lambda key: tuple(value or "" for value in key))
    added = {key: known[key].copy() for key in keys}
    for key, table in strata.tables:
        if None not in key:
            continue
        fitting = [one for one in keys if all(a is None or a == b for a, b in zip(key, one, strict=True))] or keys
        for lists, count in table.cells:
            weights = np.array([known[one][lists] for one in fitting]) + 1 / len(fitting)
            for one, many in zip(fitting, random.multinomial(count, weights / weights.sum()), strict=True):
                added[one][lists] += many
    tables = tuple((key, Table.of(strata.lists, enumerate(added[key].astype(int).tolist()))) for key in keys)
    return Strata(strata.lists, strata.names, tables)


@dataclass(frozen=True, slots=True)
class _Spread:
    """Per table (rows) and model (columns): those seen, log n0 with its error, and the weight of the model."""

    seen: Floats
    log_unseen: Floats
    error: Floats
    weight: Floats


def _summed(
    strata: Strata, random: np.random.Generator, criterion: str, most_unseen: float
) -> tuple[Floats, Bools, Floats]:
    counts = np.stack([table.counts()[1:] for _, table in strata.tables])
    totals, usable, spread = _averaged(counts, len(strata.lists), criterion, most_unseen)
    return totals, usable, _drawn(spread, random).sum(0)


def _averaged(counts: Floats, lists: int, criterion: str, most_unseen: float) -> tuple[Floats, Bools, _Spread]:
    models = hierarchical(lists)
    size = len(models.chosen)
    problems = np.stack(np.meshgrid(np.arange(size), np.arange(len(counts)), indexing="xy"), -1).reshape(-1, 2)
    fits = fit(models.matrix, models.chosen, counts, problems)
    n = counts.sum(1)
    unseen = fits.unseen.reshape(-1, size)
    cost = np.log(np.maximum(n, 1))[:, None] if criterion == "bic" else 2.0
    score = -2 * fits.loglik.reshape(-1, size) + models.chosen.sum(1) * cost
    allowed = np.isfinite(score) & (unseen <= most_unseen * n[:, None])
    usable = allowed.any(1)
    score = np.where(allowed, score, np.inf)
    best = np.where(usable, score.min(1), 0)
    weight = np.where(allowed, np.exp(-(score - best[:, None]) / 2), 0)
    weight /= np.maximum(weight.sum(1, keepdims=True), 1e-300)
    error = _errors(models, fits.terms.reshape(len(counts), size, -1), allowed)
    logs = np.where(allowed, np.log(np.where(allowed, unseen, 1)), 0)
    totals = n + (weight * np.where(allowed, unseen, 0)).sum(1)
    return totals, np.asarray(usable), _Spread(n, logs, error, weight)


def _errors(models: Models, terms: Floats, allowed: Bools) -> Floats:
    """Return the standard error of log n0 in every fit, 0 where there is none."""
    matrix = design(models.sets, np.array(models.terms))
    errors = np.zeros(allowed.shape)
    for model in range(allowed.shape[1]):
        rows = np.flatnonzero(allowed[:, model])
        if not len(rows):
            continue
        fitted = terms[rows, model]
        active = models.chosen[model] & np.isfinite(fitted)
        mean = np.exp(np.where(np.isfinite(fitted), fitted, -700) @ matrix.T)
        information = np.einsum("bc,cp,cq->bpq", mean, matrix, matrix)
        both = active[:, :, None] & active[:, None, :]
        information = np.where(both, information, np.eye(matrix.shape[1]))
        errors[rows, model] = np.sqrt(np.linalg.inv(information)[:, 0, 0])
    return errors


def _drawn(spread: _Spread, random: np.random.Generator) -> Floats:
    """Return draws of the total (tables x draws): a model by its weight, then log n0 about its estimate."""
    tables = np.arange(len(spread.seen))[:, None]
    levels = np.cumsum(spread.weight, axis=1)
    chosen = (random.random((len(tables), _DRAWS))[:, :, None] > levels[:, None, :]).sum(2)
    chosen = np.minimum(chosen, levels.shape[1] - 1)
    logs = spread.log_unseen[tables, chosen] + spread.error[tables, chosen] * random.standard_normal(chosen.shape)
    unseen = np.where(spread.weight.sum(1)[:, None] > 0, np.exp(np.minimum(logs, 700)), 0)
    return np.asarray(spread.seen[:, None] + unseen)
