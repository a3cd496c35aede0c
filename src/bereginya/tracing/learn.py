"""Learn how people's words differ from lists: how readily a name is told as another. Nobody needs to know the answers.

Expectation-maximisation (Dempster, Laird and Rubin 1977; for records Winkler 1988): candidates are weighed with the
model so far, and how often each level occurs among them, each counted by its chance to be right, beside how often it
should have, gives the next model. What is rare in the inquiries stays near the model one began with.
"""

import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bereginya.tracing import models
from bereginya.tracing.asked import Asked, Nears
from bereginya.tracing.birth_levels import birth_level
from bereginya.tracing.compiled import compiled
from bereginya.tracing.dedupe import self_candidates
from bereginya.tracing.index import Index
from bereginya.tracing.keys import FIELDS, SURNAME, Ints
from bereginya.tracing.link import Encoded, chances_of, encode, givens_of, known_givens, shortlist
from bereginya.tracing.models import Model
from bereginya.tracing.neighbours import LEVELS, Level, Near
from bereginya.tracing.people import People
from bereginya.tracing.rows import Rows, similar
from bereginya.tracing.weigh import Counts, shares_of

ENOUGH = 5000
"""Inquiries from which is learned; more change nothing in the second digit."""
_STEADY = 20.0
"""People whom the model one begins with weighs as much as, field by field."""
_TURNS = 20
"""Times that one field is fitted anew to the same pairs."""
_LEAST = 0.003
"""Nothing is so rare that it could never happen: who was told wrongly is not found, and so teaches nothing."""
_BIRTH_GROUPS = ((0, 5), (5, 9), (9, 12))


@compiled
def _name_levels(near: Near, asked: Ints, held: Ints, sizes: tuple[int, int]) -> NDArray[np.uint8]:
    """Return the level of each pair of a sought name and a name of the register; 255 where one is unknown
    or the sought one is only an initial."""
    found = np.full(len(asked), 255, np.uint8)
    for i in range(len(asked)):
        if asked[i] >= sizes[0] or held[i] >= sizes[1] or near.lone[asked[i]]:
            continue
        found[i] = 7
        for x in range(near.start[asked[i]], near.start[asked[i] + 1]):
            if near.names[x] == held[i]:
                found[i] = near.levels[x]
    return found


@compiled
def _mark_similar(levels: NDArray[np.uint8], asked: Asked, rows: Rows, inquiry: NDArray[np.int64], at: Ints) -> None:
    for i in range(len(levels)):
        if levels[i] == 7 and similar(
            asked.signatures[asked.surname[inquiry[i]]], rows.signatures[rows.surname[at[i]]]
        ):
            levels[i] = 6


@compiled
def _birth_levels(asked: Asked, rows: Rows, inquiry: NDArray[np.int64], at: Ints) -> NDArray[np.uint8]:
    found = np.empty(len(at), np.uint8)
    for i in range(len(at)):
        q, r = inquiry[i], at[i]
        found[i] = birth_level(asked.first[q], asked.last[q], asked.day[q], rows.first[r], rows.last[r], rows.day[r])
    return found


def learn(
    inquiries: People, register: Index, *, number: int, day: date, start: Model | None = None, rounds: int = 5
) -> Model:
    """Return a new model, learned from at most 5,000 of the inquiries, evenly taken; its number has to be a new one.

    Raises ValueError if the model one begins with is of the old kind, 1 to 4.
    """
    start = _of_today(start or models.model())
    taken = np.unique(np.linspace(0, len(inquiries) - 1, min(ENOUGH, len(inquiries))).astype(np.int64))
    encoded = encode(People(inquiries.table.take(taken)), known_givens([givens_of(register)]))
    model = start
    for _ in range(rounds):
        model = _round(encoded, register, model, start)
    told = f"EM, {rounds} rounds from model {start.number}, {len(taken)} inquiries, register of {len(register)}"
    return replace(model, number=number, day=day.isoformat(), learned=told, prior=round(model.prior, 3))


def _of_today(model: Model) -> Model:
    if not model.told:
        raise ValueError(f"model {model.number} does not say how names are told")
    return model


def mixed(parts: Sequence[Model], *, number: int, day: date) -> Model:
    """Return a model between several that were learned in different places: of every chance the geometric mean.

    For where it is not known which of them will be like the lists that are traced.
    """

    def mean(values: Iterable[tuple[float, ...]]) -> tuple[float, ...]:
        return tuple(_rounded(float(one)) for one in np.exp(np.log(np.array(list(values))).mean(axis=0)))

    told = tuple(mean(part.told[field] for part in parts) for field in range(len(FIELDS)))
    born = np.array(mean(part.born for part in parts))
    groups = [born[low:high] / born[low:high].sum() for low, high in _BIRTH_GROUPS]
    return replace(
        parts[0],
        number=number,
        day=day.isoformat(),
        learned="; ".join(dict.fromkeys(part.learned for part in parts)) + "; the geometric mean of all",
        prior=round(sum(part.prior for part in parts) / len(parts), 3),
        told=told,
        wrong=mean(part.wrong for part in parts),
        differ=mean(part.differ for part in parts),
        born=tuple(round(float(m), 5) for group in groups for m in group),
    )


def learn_twice(register: Index, *, number: int, day: date, start: Model | None = None, rounds: int = 5) -> Model:
    """Return a new model for people written down twice, learned from the register itself.

    Raises ValueError if the model one begins with is of the old kind, 1 to 4.
    """
    start = _of_today(start or models.model())
    model = start
    names = tuple(each.names for each in register.vocabularies)
    nears = register.nears(names, os.cpu_count() or 1)
    counts = register.counts(nears)
    rows = register.rows
    asked = Asked(
        *rows[:8], np.full(len(rows.row), -1, np.int32), np.full(len(rows.row), -1, np.int32), rows.signatures
    )
    for _ in range(rounds):
        pairs = self_candidates(register, model, nears=nears)
        found = _Pairs(pairs.first.astype(np.int64), pairs.second, pairs.chance)
        model = _fitted(Encoded(asked, names), register, nears, counts, found, model, start)
    told = f"EM, {rounds} rounds from model {start.number}, pairs within a register of {len(register)}"
    return replace(model, number=number, day=day.isoformat(), learned=told)


class _Pairs(NamedTuple):
    """Inquiries and records (by their place in the sorted register) that may belong together, with their chances."""

    inquiry: NDArray[np.int64]
    at: Ints
    chance: NDArray[np.float64]


def _round(encoded: Encoded, register: Index, model: Model, start: Model) -> Model:
    threads = os.cpu_count() or 1
    nears = register.nears(encoded.names, threads)
    counts = register.counts(nears)
    best = shortlist(register, nears, encoded.asked, model, counts, threads=threads)
    chances = chances_of(best, [register.name], {register.name: counts}, model=model, threads=threads)
    place = np.empty(len(register), np.int32)
    place[register.rows.row] = np.arange(len(register), dtype=np.int32)
    plain = encoded.asked.surname_swapped < 0
    inquiry, rank = np.nonzero((best.row >= 0) & (chances.of > 0.01) & plain[:, None])
    pairs = _Pairs(inquiry, place[best.row[inquiry, rank]], chances.of[inquiry, rank])
    model = _fitted(encoded, register, nears, counts, pairs, model, start)
    return replace(model, prior=chances.priors[register.name])


def _fitted(
    encoded: Encoded, register: Index, nears: Nears, counts: Counts, pairs: _Pairs, model: Model, start: Model
) -> Model:
    """Return the model that fits the pairs best, each counted by its chance."""
    fields = [_field(field, encoded, register, nears, counts, pairs, model, start) for field in range(len(FIELDS))]
    born = _birth_levels(encoded.asked, register.rows, pairs.inquiry, pairs.at)
    groups = [_birth_shares(born, pairs.chance, start.born[low:high], low, high) for low, high in _BIRTH_GROUPS]
    return replace(
        model,
        told=tuple(field.told for field in fields),
        wrong=tuple(field.wrong for field in fields),
        differ=tuple(field.differ for field in fields),
        born=tuple(m for group in groups for m in group),
    )


class _Field(NamedTuple):
    told: tuple[float, ...]
    wrong: float
    differ: float


def _field(
    field: int,
    encoded: Encoded,
    register: Index,
    nears: Nears,
    counts: Counts,
    pairs: _Pairs,
    model: Model,
    start: Model,
) -> _Field:
    asked, held = encoded.asked[field][pairs.inquiry], register.rows[field][pairs.at]
    sizes = (encoded.names[field].size, register.vocabularies[field].names.size)
    levels = _name_levels(nears[field], asked, held, sizes)
    if field == SURNAME:
        _mark_similar(levels, encoded.asked, register.rows, pairs.inquiry, pairs.at)
    full = (levels < LEVELS) & (levels != Level.INITIAL)
    share = shares_of(counts, field)[asked[full]]
    begun, first = (model.told[field], model.wrong[field]), (start.told[field], start.wrong[field])
    told, wrong = _told(levels[full], share, pairs.chance[full], begun, first)
    differ = _differing(nears[field], asked, held, sizes, pairs.chance, start.differ[field])
    return _Field(told, wrong, differ)


_Told = tuple[tuple[float, ...], float]


def _told(
    levels: NDArray[np.uint8], share: NDArray[np.float64], chance: NDArray[np.float64], begun: _Told, first: _Told
) -> _Told:
    """Return how readily names are told as others, and the share that are somebody else's, fitted to pairs.

    Of each pair it is told whether its words are somebody else's, or his own at this level; of his own, how many each
    level should have brought is the share of the register that is at it, made more or less likely by the level.
    """
    told, wrong = np.array(begun[0]), begun[1]
    for _ in range(_TURNS):
        said = share @ told
        others = wrong / ((1 - wrong) * told[levels] / said + wrong)
        own = chance * (1 - others)
        seen = np.bincount(levels, weights=own, minlength=LEVELS)
        expected = ((own / said)[:, None] * share).sum(axis=0)
        told = (seen + 1) / (expected + 1 / np.array(first[0]))
        told = told / told[Level.SAME]
        wrong = float(((chance * others).sum() + _STEADY * first[1]) / (chance.sum() + _STEADY))
    return tuple(_rounded(float(one)) for one in told), _rounded(max(wrong, _LEAST))


def _rounded(number: float) -> float:
    return float(f"{number:.4g}")


def _differing(
    near: Near, asked: Ints, held: Ints, sizes: tuple[int, int], chance: NDArray[np.float64], first: float
) -> float:
    """Return the share of initials that are not the person's."""
    lone = np.append(near.lone, False)[np.minimum(asked, sizes[0])] & (held < sizes[1])
    every = near._replace(lone=np.zeros_like(near.lone))
    levels = _name_levels(every, asked[lone], held[lone], sizes)
    agree = np.isin(levels, (Level.SAME, Level.FORM, Level.ALSO, Level.INITIAL))
    weight = chance[lone]
    return _rounded(float((weight[~agree].sum() + _STEADY * first) / (weight.sum() + _STEADY)))


def _birth_shares(
    levels: NDArray[np.uint8], chance: NDArray[np.float64], start: tuple[float, ...], low: int, high: int
) -> tuple[float, ...]:
    inside = (levels >= low) & (levels < high)
    counted = np.bincount(levels[inside] - low, weights=chance[inside], minlength=high - low).astype(np.float64)
    counted += _STEADY * np.array(start) / sum(start)
    shares = np.maximum(counted / counted.sum(), _LEAST)
    return tuple(round(float(share), 5) for share in shares / shares.sum())
