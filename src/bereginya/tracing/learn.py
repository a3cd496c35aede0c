"""Learn how people's words differ from lists: the chances m of a model, from inquiries whose answers nobody knows.

Expectation-maximisation (Dempster, Laird and Rubin 1977; for records Winkler 1988): candidates are weighed with the
model so far, and how often each level occurs among them, each counted by its chance to be right, gives the next
model. What is rare in the inquiries stays near the model one began with.
"""

import os
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from bereginya.tracing import weigh
from bereginya.tracing.candidates import Asked, Rows, birth_level, similar
from bereginya.tracing.compiled import compiled
from bereginya.tracing.dedupe import self_candidates
from bereginya.tracing.index import Index
from bereginya.tracing.keys import FIELDS, SURNAME, Ints
from bereginya.tracing.link import Encoded, chances_of, encode, givens_of, known_givens, shortlist
from bereginya.tracing.neighbours import LEVELS, Near
from bereginya.tracing.people import People
from bereginya.tracing.weigh import Model

ENOUGH = 5000
"""Inquiries from which is learned; more change nothing in the second digit."""
_STEADY = 20.0
"""Agreements that the model one begins with weighs as much as, field by field."""
_LEAST = 0.002
"""No level is so rare that it could never happen."""
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


@dataclass(frozen=True, slots=True)
class _Step:
    """The next chances, from pairs each counted by its chance."""

    names: tuple[tuple[float, ...], ...]
    born: tuple[float, ...]


def learn(
    inquiries: People, register: Index, *, number: int, day: date, start: Model | None = None, rounds: int = 5
) -> Model:
    """Return a new model, learned from at most 5,000 of the inquiries, evenly taken; its number has to be a new one."""
    start = start or weigh.model()
    taken = np.unique(np.linspace(0, len(inquiries) - 1, min(ENOUGH, len(inquiries))).astype(np.int64))
    encoded = encode(People(inquiries.table.take(taken)), known_givens([givens_of(register)]))
    model = start
    for _ in range(rounds):
        step, prior = _round(encoded, register, model, start)
        model = replace(model, names=step.names, born=step.born, prior=prior)
    told = f"EM, {rounds} rounds from model {start.number}, {len(taken)} inquiries, register of {len(register)}"
    return replace(model, number=number, day=day.isoformat(), learned=told, prior=round(model.prior, 3))


def learn_twice(register: Index, *, number: int, day: date, start: Model | None = None, rounds: int = 5) -> Model:
    """Return a new model for people written down twice, learned from the register itself."""
    start = start or weigh.model(2)
    model = start
    names = tuple(each.names for each in register.vocabularies)
    nears = register.nears(names, os.cpu_count() or 1)
    rows = register.rows
    asked = Asked(
        *rows[:8], np.full(len(rows.row), -1, np.int32), np.full(len(rows.row), -1, np.int32), rows.signatures
    )
    for _ in range(rounds):
        pairs = self_candidates(register, model, nears=nears)
        first, second = pairs.first.astype(np.int64), pairs.second
        step = _counted(Encoded(asked, names), register, nears, first, second, pairs.chance, start)
        model = replace(model, names=step.names, born=step.born)
    told = f"EM, {rounds} rounds from model {start.number}, pairs within a register of {len(register)}"
    return replace(model, number=number, day=day.isoformat(), learned=told)


def _round(encoded: Encoded, register: Index, model: Model, start: Model) -> tuple[_Step, float]:
    threads = os.cpu_count() or 1
    nears = register.nears(encoded.names, threads)
    counts = register.counts(nears)
    best = shortlist(register, nears, encoded.asked, model, counts, threads=threads)
    chances = chances_of(best, [register.name], {register.name: counts}, encoded.asked, model=model, threads=threads)
    place = np.empty(len(register), np.int32)
    place[register.rows.row] = np.arange(len(register), dtype=np.int32)
    plain = encoded.asked.surname_swapped < 0
    inquiry, rank = np.nonzero((best.row >= 0) & (chances.of > 0.01) & plain[:, None])
    at = place[best.row[inquiry, rank]]
    step = _counted(encoded, register, nears, inquiry, at, chances.of[inquiry, rank], start)
    return step, chances.priors[register.name]


def _counted(
    encoded: Encoded,
    register: Index,
    nears: tuple[Near, ...],
    inquiry: NDArray[np.int64],
    at: Ints,
    chance: NDArray[np.float64],
    start: Model,
) -> _Step:
    """Return the chances of the levels among the pairs."""
    names = []
    for field in range(len(FIELDS)):
        asked = encoded.asked[field][inquiry]
        sizes = (encoded.names[field].size, register.vocabularies[field].names.size)
        levels = _name_levels(nears[field], asked, register.rows[field][at], sizes)
        if field == SURNAME:
            _mark_similar(levels, encoded.asked, register.rows, inquiry, at)
        names.append(_shares(levels, chance, start.names[field], 0, LEVELS))
    born = _birth_levels(encoded.asked, register.rows, inquiry, at)
    groups = [_shares(born, chance, start.born[low:high], low, high) for low, high in _BIRTH_GROUPS]
    return _Step(tuple(names), tuple(m for group in groups for m in group))


def _shares(
    levels: NDArray[np.uint8], chance: NDArray[np.float64], start: tuple[float, ...], low: int, high: int
) -> tuple[float, ...]:
    inside = (levels >= low) & (levels < high)
    counted = np.bincount(levels[inside] - low, weights=chance[inside], minlength=high - low).astype(np.float64)
    counted += _STEADY * np.array(start) / sum(start)
    shares = np.maximum(counted / counted.sum(), _LEAST)
    return tuple(round(float(share), 5) for share in shares / shares.sum())
