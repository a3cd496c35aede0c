"""From bits to chances: over all who fit, over who is written down twice, and over "in none of these registers"."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bereginya.tracing.compiled import compiled, in_parts, uncounted
from bereginya.tracing.keys import Ints
from bereginya.tracing.shares import FAR, Shares
from bereginya.tracing.weigh import Counts


class Facts(NamedTuple):
    """What tells whether two candidates are one person written down twice: arrays (inquiries, most).

    Names as stable hashes, 0 for unknown; births as in `Births`.
    """

    surname: NDArray[np.uint32]
    given: NDArray[np.uint32]
    patronymic: NDArray[np.uint32]
    place: NDArray[np.uint32]
    unit: NDArray[np.uint32]
    first: NDArray[np.int16]
    last: NDArray[np.int16]
    day: NDArray[np.int16]
    shares: Shares


class Chances(NamedTuple):
    """For each candidate the chance that he is the one sought, (inquiries, most); for each inquiry that no register has
    him; and the chance per register, before any was looked at."""

    of: NDArray[np.float64]
    none: NDArray[np.float64]
    priors: dict[str, float]


_TWICE = 0.05
"""Share of people who are written down twice in one register."""
_BOTH = 0.3
"""Share of the people of one register who are in another one as well."""


@uncounted
def _alike(a: np.uint32, b: np.uint32, rare: float, against: float) -> float:
    if a == 0 or b == 0:
        return 0.0
    return rare if a == b else against


@uncounted
def _births_alike(facts: Facts, i: int, a: int, b: int) -> float:
    """Return the bits of two births, for one person rather than two."""
    first, other = facts.first[i, a], facts.first[i, b]
    if first == 0 or other == 0:
        return 0.0
    last, other_last = facts.last[i, a], facts.last[i, b]
    if first > other_last or other > last:
        return -7.0
    if first != last or other != other_last:
        return 3.0
    if facts.day[i, a] & 31 == 0 or facts.day[i, b] & 31 == 0:
        return 5.0
    return 13.5 if facts.day[i, a] == facts.day[i, b] else -6.0


@uncounted
def _added(facts: Facts, i: int, a: int, b: int) -> float:
    """Return the bits that candidate b brings in fields that candidate a leaves out."""
    bits, told = 0.0, facts.shares.bits
    if facts.patronymic[i, a] == 0:
        bits += told[i, b, 2]
    if facts.place[i, a] == 0:
        bits += told[i, b, 3]
    if facts.unit[i, a] == 0:
        bits += told[i, b, 4]
    if facts.first[i, a] == 0:
        bits += facts.shares.born[i, b]
    return bits


@uncounted
def _one_person(facts: Facts, i: int, a: int, b: int, before: float) -> float:
    """Return the chance that two candidates are one person; `before` are the bits that two of all records are."""
    rare = facts.shares.rare
    bits = before + _births_alike(facts, i, a, b)
    bits += _alike(facts.surname[i, a], facts.surname[i, b], rare[i, b, 0], -2.0)
    bits += _alike(facts.given[i, a], facts.given[i, b], rare[i, b, 1], -4.5)
    bits += _alike(facts.patronymic[i, a], facts.patronymic[i, b], rare[i, b, 2], -5.0)
    bits += _alike(facts.place[i, a], facts.place[i, b], rare[i, b, 3], -4.5)
    bits += _alike(facts.unit[i, a], facts.unit[i, b], rare[i, b, 4], -5.5)
    return float(1 / (1 + 2.0**-bits))


@compiled
def _new(
    facts: Facts, level: NDArray[np.float64], register: Ints, before: NDArray[np.float64], start: int, end: int
) -> NDArray[np.float64]:
    """Return for each candidate the chance that he is none of the better ones written down again."""
    found = np.ones((end - start, level.shape[1]))
    for i in range(start, end):
        for b in range(1, level.shape[1]):
            if level[i, b] < max(level[i, 0] - FAR, -FAR):
                break
            for a in range(b):
                same = _one_person(facts, i, a, b, before[register[i, a], register[i, b]])
                found[i - start, b] *= 1 - same
    return found


@compiled
def _shared(
    facts: Facts,
    first: NDArray[np.float64],
    level: NDArray[np.float64],
    register: Ints,
    before: NDArray[np.float64],
    start: int,
    end: int,
) -> NDArray[np.float64]:
    """Return the chance of each candidate, from the chance that he is the first record of the person sought."""
    found = first[start:end].copy()
    for i in range(start, end):
        for a in range(first.shape[1] - 1):
            if first[i, a] < 1e-3:  # what a record cannot share any more
                continue
            for b in range(a + 1, first.shape[1]):
                if register[i, b] < 0 or level[i, b] < max(level[i, 0] - FAR, -FAR):
                    break
                bits = before[register[i, a], register[i, b]] + _added(facts, i, a, b)
                found[i - start, b] += first[i, a] * _one_person(facts, i, a, b, bits)
    return found


_FEW = 20
"""Inquiries below which no prior is learned from them."""
_STEADY = 4.0
"""Inquiries that the prior of the model weighs as much as: with more, sixty inquiries of which three are in the list
would be told that thirty are."""
_LEAST_NONE = 0.01
"""The chance of "in none of these" is never below this: nobody knows that a list is complete."""


def chances(
    source: NDArray[np.int16],
    at: Ints,
    bits: NDArray[np.float64],
    facts: Facts,
    mass: NDArray[np.float64],
    labels: Sequence[str],
    counts: Mapping[str, Counts],
    prior: float,
    priors: Mapping[str, float] | None = None,
    threads: int = 1,
) -> Chances:
    """Return what the bits mean, over the namesakes and over "in none of these registers".

    `labels` name the register of each source; `counts` are those of each register. Where several registers are asked
    the priors are of different people each. Who is written down twice, in one register or in two, is one person: the
    second record does not lessen the chance of the first, and shares it as far as the two are alike (`Facts`).
    """
    names = list(dict.fromkeys(labels))
    number = np.array([names.index(label) for label in labels])
    size = np.array([max(counts[name].people, 1) for name in names], float)
    listed = at >= 0
    register = np.where(listed, number[source], -1).astype(np.int32)
    level = np.where(listed, bits - np.log2(size)[register], -np.inf)
    odds = np.where(listed, np.exp2(level), 0.0)
    twice = _twice_bits(size)
    new = np.concatenate(in_parts(lambda a, b: _new(facts, level, register, twice, a, b), len(at), threads))
    once = new * odds
    different = np.stack([np.where(register == r, once, 0).sum(axis=1) for r in range(len(names))], axis=1)
    for r in range(len(names)):
        every = mass[:, number == r].sum(axis=1) / size[r]
        different[:, r] += np.maximum(every - np.where(register == r, odds, 0).sum(axis=1), 0)
    before = _priors(different, names, prior, priors or {})
    none = max(1 - before.sum(), _LEAST_NONE)
    total = none + different @ before
    first = once * before[register] / total[:, None]
    of = np.concatenate(in_parts(lambda a, b: _shared(facts, first, level, register, twice, a, b), len(at), threads))
    return Chances(np.minimum(of, 1.0), none / total, {name: float(before[r]) for r, name in enumerate(names)})


def _twice_bits(size: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return log2 of the chance that a record of one register and a record of another are of one person."""
    share = np.where(np.eye(len(size), dtype=np.bool_), _TWICE, _BOTH)
    return np.log2(share / np.maximum(size[:, None], size[None, :]))


def _priors(
    odds: NDArray[np.float64], names: Sequence[str], prior: float, told: Mapping[str, float]
) -> NDArray[np.float64]:
    """Return the chance per register: as told, or learned from many inquiries (EM), or that of the model."""
    free = np.array([name not in told for name in names])
    before = np.array([told.get(name, prior / max(free.sum(), 1)) for name in names])
    if len(odds) < _FEW or not free.any():
        return before
    start = before.copy()
    for _ in range(60):
        none = max(1 - before.sum(), _LEAST_NONE)
        share = odds * before
        expected = (share / (none + share.sum(axis=1))[:, None]).sum(axis=0)
        learned = (expected + _STEADY * start) / (len(odds) + _STEADY)
        before = np.where(free, learned, before)
    return before
