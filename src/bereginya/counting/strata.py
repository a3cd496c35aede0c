"""Strata and their sum, unknown strata imputed.

A stratum without an estimate enters the sum with those seen and is named, and unknown places are drawn from the known
ones of the same lists: nobody is dropped silently.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bereginya.counting.errors import TableError
from bereginya.counting.fitting import design, fit
from bereginya.counting.loglinear import Models, hierarchical
from bereginya.counting.table import Bools, Floats, Ints, Strata, Table
from bereginya.counting.values import LEVEL, Reason, Z

MOST_LISTS = 5
_DRAWS = 400
_MOST_UNSEEN = 5.0
_BLOCK = 1_000_000  # fits at once
Key = tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Stratum:
    """One stratum of a sum: `estimate` is None where no model could be used, and those seen were added instead.

    `reason` tells why there is none.
    """

    key: Key
    n: float
    estimate: float | None
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Sum:
    """The total over strata with its 95 % range, and what stands in it only as seen or as drawn.

    `lo` and `hi` take the errors of strata for independent. `outer_lo` and `outer_hi` add the ends of the strata, each
    the mean over its models, as Jamaluddine and others (2025) do: for lists that fail everywhere in the same way.
    """

    estimate: float
    lo: float
    hi: float
    strata: tuple[Stratum, ...]
    imputed: int
    copies: int
    outer_lo: float
    outer_hi: float


def sum_of_strata(
    strata: Strata, *, seed: int, criterion: str = "aic", copies: int = 20, most_unseen: float = _MOST_UNSEEN
) -> Sum:
    """Estimate every stratum by log-linear models averaged by `aic` or `bic`, and add.

    Models without an estimate and those with more than `most_unseen` times the seen have no weight (Jamaluddine and
    others 2025). For five lists models are of pairs only. Draws of log n0 about each model give the range. Where a
    stratum is not known for some persons, all is done for `copies` imputed tables and the draws are pooled. For two to
    five lists; raises TableError for others.
    """
    filled = [strata] if not strata.incomplete else [impute(strata, seed=seed + copy) for copy in range(copies)]
    return over_draws(filled, seed=seed, criterion=criterion, most_unseen=most_unseen, imputed=strata.incomplete)


def over_draws(
    draws: Sequence[Strata],
    *,
    seed: int,
    criterion: str = "aic",
    most_unseen: float = _MOST_UNSEEN,
    imputed: int = 0,
) -> Sum:
    """Average the sum of strata over draws of who is whom and of what is missing; what they say is pooled.

    (Sadinle 2018, Annals of Applied Statistics 12:1013.) A stratum that a draw lacks has nobody in it. Raises
    TableError for draws of other lists than two to five, of unlike lists, or with a value still missing.
    """
    _refuse(draws, criterion)
    keys = sorted({key for one in draws for key, _ in one.tables}, key=lambda key: tuple(value or "" for value in key))
    counts = np.stack([_counts(one, keys) for one in draws])
    many, size = len(draws), len(keys)
    flat = counts.reshape(many * size, -1)
    found = _in_blocks(flat, len(draws[0].lists), (criterion, most_unseen), seed)
    means = found.totals.reshape(many, size).mean(0)
    lo, hi = np.quantile(found.drawn.reshape(many, size, _DRAWS).sum(1), ((1 - LEVEL) / 2, (1 + LEVEL) / 2))
    outer_lo, outer_hi = found.ends.sum(0) / many
    answers = _answers(keys, counts.sum(2).mean(0), means, found.why.reshape(many, size))
    return Sum(float(means.sum()), float(lo), float(hi), answers, imputed, many, float(outer_lo), float(outer_hi))


def _refuse(draws: Sequence[Strata], criterion: str) -> None:
    if criterion not in {"aic", "bic"}:
        raise ValueError("models are averaged by aic or bic")
    if not draws or len({one.lists for one in draws}) != 1:
        raise TableError("draws_lists")
    if not 2 <= len(draws[0].lists) <= MOST_LISTS:
        raise TableError("strata_lists", most=MOST_LISTS)
    if any(one.incomplete for one in draws):
        raise TableError("strata_unknown")
    if not any(one.tables for one in draws):
        raise TableError("no_stratum")


def _counts(strata: Strata, keys: Sequence[Key]) -> Floats:
    known = dict(strata.tables)
    nobody = Table.of(strata.lists, ())
    return np.stack([known.get(key, nobody).counts()[1:] for key in keys])


def _answers(keys: Sequence[Key], seen: Floats, means: Floats, why: Ints) -> tuple[Stratum, ...]:
    """Name each stratum; it has an estimate only if it has one in every draw."""
    worst = why.max(0)
    return tuple(
        Stratum(key, float(n), float(mean) if not at else None, _WHY[at])
        for key, n, mean, at in zip(keys, seen, means, worst.tolist(), strict=True)
    )


_WHY = (None, Reason.UNSEEN, Reason.NO_MLE, Reason.NO_OVERLAP, Reason.NOBODY)


def impute(strata: Strata, *, seed: int) -> Strata:
    """Give each person with an unknown value the stratum of a known one, drawn at random.

    Drawn from strata that agree in what is known, in proportion to those on the same lists there, one added to each
    cell so that no stratum is impossible. Where none agrees, what is missing is drawn from all, and what is known of
    the person stays. Counts stay whole and none is lost. Raises TableError if no stratum is known for anybody.
    """
    known = {key: np.array(table.counts()) for key, table in strata.tables if None not in key}
    if not known:
        raise TableError("no_known_stratum")
    random = np.random.default_rng(seed)
    keys = sorted(known, key=lambda key: tuple(value or "" for value in key))
    added = {key: known[key].copy() for key in keys}
    for key, table in strata.tables:
        if None not in key:
            continue
        donors = [one for one in keys if all(a is None or a == b for a, b in zip(key, one, strict=True))] or keys
        for lists, count in table.cells:
            weights = np.array([known[one][lists] for one in donors]) + 1 / len(donors)
            for one, many in zip(donors, random.multinomial(count, weights / weights.sum()), strict=True):
                filled = tuple(b if a is None else a for a, b in zip(key, one, strict=True))
                added.setdefault(filled, np.zeros_like(added[keys[0]]))[lists] += many
    ordered = sorted(added, key=lambda key: tuple(value or "" for value in key))
    tables = ((key, Table.of(strata.lists, enumerate(added[key].astype(int).tolist()))) for key in ordered)
    return Strata(strata.lists, strata.names, tuple(tables))


@dataclass(frozen=True, slots=True)
class _Spread:
    """Per table (rows) and model (columns): those seen, log n0 with its error, and the weight of the model."""

    seen: Floats
    log_unseen: Floats
    error: Floats
    weight: Floats


@dataclass(frozen=True, slots=True)
class _Found:
    """Per table: the total, why it has none (a place in `_WHY`), the ends of its range, and draws of it."""

    totals: Floats
    why: Ints
    ends: Floats
    drawn: Floats


def _in_blocks(counts: Floats, lists: int, how: tuple[str, float], seed: int) -> _Found:
    """Estimate tables (rows of counts), no more at once than fits into the memory of an old machine."""
    random = np.random.default_rng(seed)
    step = max(_BLOCK // len(_models(lists).chosen), 1)
    parts = []
    for start in range(0, len(counts), step):
        totals, why, spread = _averaged(counts[start : start + step], lists, *how)
        parts.append(_Found(totals, why, _ends(spread), _drawn(spread, random)))
    return _Found(
        np.concatenate([part.totals for part in parts]),
        np.concatenate([part.why for part in parts]),
        np.concatenate([part.ends for part in parts]),
        np.concatenate([part.drawn for part in parts]),
    )


def _ends(spread: _Spread) -> Floats:
    """Return the ends of each model's range, n + n0 exp(-+1.96 se), in the mean over its weights."""
    unseen = np.where(spread.weight > 0, np.exp(np.minimum(spread.log_unseen, 700)), 0)
    sides = (np.exp(sign * Z * np.minimum(spread.error, 350)) for sign in (-1, 1))
    return np.stack([spread.seen + (spread.weight * unseen * side).sum(1) for side in sides], 1)


def _models(lists: int) -> Models:
    return hierarchical(lists, 2 if lists == MOST_LISTS else None)


def _averaged(counts: Floats, lists: int, criterion: str, most_unseen: float) -> tuple[Floats, Ints, _Spread]:
    models = _models(lists)
    size = len(models.chosen)
    problems = np.stack(np.meshgrid(np.arange(size), np.arange(len(counts)), indexing="xy"), -1).reshape(-1, 2)
    fits = fit(models.matrix, models.chosen, counts, problems)
    n = counts.sum(1)
    unseen = fits.unseen.reshape(-1, size)
    cost = np.log(np.maximum(n, 1))[:, None] if criterion == "bic" else 2.0
    score = -2 * fits.loglik.reshape(-1, size) + models.chosen.sum(1) * cost
    allowed = np.isfinite(score) & (unseen <= most_unseen * n[:, None])
    usable = np.asarray(allowed.any(1))
    score = np.where(allowed, score, np.inf)
    best = np.where(usable, score.min(1), 0)
    weight = np.where(allowed, np.exp(-(score - best[:, None]) / 2), 0)
    weight /= np.maximum(weight.sum(1, keepdims=True), 1e-300)
    error = _errors(models, fits.terms.reshape(len(counts), size, -1), allowed)
    logs = np.where(allowed, np.log(np.where(allowed, unseen, 1)), 0)
    totals = n + (weight * np.where(allowed, unseen, 0)).sum(1)
    return (
        totals,
        _why(counts, usable, np.asarray(np.isfinite(fits.loglik.reshape(-1, size)).any(1))),
        _Spread(n, logs, error, weight),
    )


def _why(counts: Floats, usable: Bools, fitted: Bools) -> Ints:
    several = np.array([int(one).bit_count() > 1 for one in range(1, counts.shape[1] + 1)])
    why = np.where(usable, 0, np.where(fitted, 1, 2))
    why = np.where(counts[:, several].any(1), why, 3)
    return np.asarray(np.where(counts.any(1), why, 4), dtype=np.int64)


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
