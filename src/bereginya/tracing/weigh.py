"""What agreement is worth, in bits, and what it makes of a chance.

Fellegi and Sunter (1969): the weight of an agreement is log2(m / u), m its chance if the two records are of one
person, u if they are not. m is learned and frozen in a numbered model file; u is counted anew for every name: it is
the share of the register that agrees with *this* name as closely. A name nobody knows weighs nothing, on either side.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from bereginya.tracing.births import FIRST_YEAR
from bereginya.tracing.candidates import YEARS, Weights
from bereginya.tracing.compiled import compiled, in_parts
from bereginya.tracing.errors import UnknownModelError
from bereginya.tracing.keys import FIELDS, Ints
from bereginya.tracing.neighbours import LEVELS, Level, Near

NEWEST = 1
"""The model that is used where none is named."""

_BELOW = 12.0
"""Bits under an even chance at which a record is not even listed."""
_SIMILAR_SHARE = 0.004
"""Share of random pairs of surnames whose signatures have half of their pairs in common: counted on random pairs."""


@dataclass(frozen=True, slots=True)
class Model:
    """The frozen weights; a decision cites `number`. `learned` tells from what and how."""

    number: int
    learned: str
    day: str
    prior: float
    swap: float
    slope: float
    names: tuple[tuple[float, ...], ...]
    """For each of the five fields the chance of each `Level`, if the same person."""
    born: tuple[float, ...]
    """The chance of each level of birth (see candidates.BIRTH_LEVELS): three groups, each of which sums to 1."""

    @classmethod
    def from_toml(cls, text: str) -> Self:
        """Return the model of a model file; raise UnknownModelError if it is not one."""
        try:
            said = tomllib.loads(text)
            names = tuple(tuple(float(m) for m in said["names"][field]) for field in FIELDS)
            born = tuple(float(m) for group in ("full", "year", "span") for m in said["born"][group])
            numbers = (float(said["prior"]), float(said["swap"]), float(said["slope"]))
            model = cls(int(said["number"]), str(said["learned"]), str(said["day"]), *numbers, names, born)
        except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
            raise UnknownModelError("the file is not a model") from error
        if {len(levels) for levels in names} != {LEVELS} or len(born) != 12:
            raise UnknownModelError("the model has other levels than this program")
        return model

    def to_toml(self) -> str:
        """Return the model as the text of a model file."""
        lines = [
            f"number = {self.number}",
            f'learned = "{self.learned}"',
            f"day = {self.day}",
            f"prior = {self.prior!r}",
            f"swap = {self.swap!r}",
            f"slope = {self.slope!r}",
            "[names]",
            f"levels = {[level.name.lower() for level in Level]}".replace("'", '"'),
            *(f"{field} = {list(levels)}" for field, levels in zip(FIELDS, self.names, strict=True)),
            "[born]",
            f"full = {list(self.born[:5])}",
            f"year = {list(self.born[5:9])}",
            f"span = {list(self.born[9:])}",
        ]
        return "\n".join(lines) + "\n"


@cache
def model(number: int = NEWEST) -> Model:
    """Return a model that comes with the program; raise UnknownModelError if there is none of this number."""
    file = resources.files("bereginya.tracing").joinpath("models", f"{number}.toml")
    if not file.is_file():
        raise UnknownModelError(f"no model {number}")
    return Model.from_toml(file.read_text("utf-8"))


class Counts(NamedTuple):
    """How often what was asked occurs: per field (sought name, level) the people of the register at that level.

    Counts of shards add up (`added`), and so do `known`, people whose field is known, and births by year (`full` to the
    day, `years` all).
    """

    names: tuple[NDArray[np.int64], ...]
    known: tuple[int, ...]
    full: NDArray[np.int64]
    years: NDArray[np.int64]
    people: int


def added(parts: Sequence[Counts]) -> Counts:
    """Return the counts of several shards of one register as one."""
    return Counts(
        tuple(np.sum([part.names[field] for part in parts], axis=0) for field in range(len(FIELDS))),
        tuple(sum(part.known[field] for part in parts) for field in range(len(FIELDS))),
        np.sum([part.full for part in parts], axis=0),
        np.sum([part.years for part in parts], axis=0),
        sum(part.people for part in parts),
    )


@compiled
def level_counts(
    start: NDArray[np.int64], names: Ints, levels: NDArray[np.uint8], held: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Return for each sought name how many people the register has at each level, OTHER left out."""
    found = np.zeros((len(start) - 1, 8), np.int64)
    for q in range(len(start) - 1):
        for i in range(start[q], start[q + 1]):
            found[q, levels[i]] += held[names[i]]
    return found


def birth_counts(
    first: NDArray[np.int16], last: NDArray[np.int16], day: NDArray[np.int16]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the births known to the day, and all that are known to the year, by year from 1850."""
    sure = (first == last) & (first > 0)
    full = np.bincount(first[sure & (day & 31 > 0)] - FIRST_YEAR, minlength=YEARS)
    return full.astype(np.int64), np.bincount(first[sure] - FIRST_YEAR, minlength=YEARS).astype(np.int64)


def held_counts(near: Near, held: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the people at each level for each sought name, from the people who hold each name of the register."""
    return level_counts(near.start, near.names, near.levels, held)


def weights(model: Model, counts: Counts) -> Weights:
    """Return the bits of every sought name at every level, for a register with these counts."""
    tables = [
        _name_bits(np.array(levels), table, known, surname=field == 0) * np.float32(model.slope)
        for field, (levels, table, known) in enumerate(zip(model.names, counts.names, counts.known, strict=True))
    ]
    return Weights(
        *tables,
        np.array(model.born),
        model.slope,
        counts.full.astype(np.float64),
        counts.years.astype(np.float64),
        float(np.log2(model.swap / (1 - model.swap))),
        float(np.log2(max(counts.people, 2)) - _BELOW),
    )


def _name_bits(m: NDArray[np.float64], counts: NDArray[np.int64], known: int, *, surname: bool) -> NDArray[np.float32]:
    share = np.maximum(counts, 0.3) / max(known, 1)
    share[:, Level.SIMILAR] = _SIMILAR_SHARE if surname else 1.0
    share[:, Level.OTHER] = np.maximum(1 - counts.sum(axis=1) / max(known, 1), 0.05)
    return np.minimum(np.log2(m / np.minimum(share, 1.0)), 40).astype(np.float32)


# --- from bits to chances ---


class Facts(NamedTuple):
    """What tells whether two candidates are one person written down twice: arrays (inquiries, most)."""

    surname: NDArray[np.uint32]
    given: NDArray[np.uint32]
    patronymic: NDArray[np.uint32]
    first: NDArray[np.int16]
    day: NDArray[np.int16]


class Chances(NamedTuple):
    """For each candidate the chance that he is the one sought, (inquiries, most); for each inquiry that no register has
    him; and the chance per register, before any was looked at."""

    of: NDArray[np.float64]
    none: NDArray[np.float64]
    priors: dict[str, float]


@compiled
def _one_person(facts: Facts, i: int, a: int, b: int) -> bool:
    if facts.given[i, a] != facts.given[i, b] or facts.first[i, a] != facts.first[i, b] or facts.first[i, a] == 0:
        return False
    known = facts.patronymic[i, a] != 0 and facts.patronymic[i, b] != 0
    if known and facts.patronymic[i, a] != facts.patronymic[i, b]:
        return False
    if facts.day[i, a] & 31 and facts.day[i, b] & 31:
        return facts.day[i, a] == facts.day[i, b]
    return known and facts.surname[i, a] == facts.surname[i, b]


@compiled
def _groups(facts: Facts, at: Ints, start: int, end: int) -> Ints:
    """Return for each candidate the place of the best candidate that is the same person: often his own."""
    found = np.full((end - start, at.shape[1]), -1, np.int32)
    for i in range(start, end):
        for a in range(at.shape[1]):
            if at[i, a] < 0:
                break
            found[i - start, a] = a
            for b in range(a):
                if found[i - start, b] == b and _one_person(facts, i, a, b):
                    found[i - start, a] = b
                    break
    return found


def groups(facts: Facts, at: Ints, threads: int = 1) -> Ints:
    """Return for each candidate the place of the best one that is the same person, -1 where there is no candidate."""
    return np.concatenate(in_parts(lambda a, b: _groups(facts, at, a, b), len(at), threads))


_FEW = 200
"""Inquiries below which no prior is learned from them."""
_STEADY = 50.0
"""Inquiries that the prior of the model weighs as much as."""
_LEAST_NONE = 0.01
"""The chance of "in none of these" is never below this: nobody knows that a list is complete."""


def chances(
    source: NDArray[np.int16],
    at: Ints,
    bits: NDArray[np.float64],
    facts: Facts,
    mass: NDArray[np.float64],
    labels: Sequence[str],
    sizes: Mapping[str, int],
    prior: float,
    priors: Mapping[str, float] | None = None,
) -> Chances:
    """Return what the bits mean, over the namesakes and over "in none of these registers".

    `labels` name the register of each source; `sizes` are the people of each register. Where several registers are
    asked the priors are of different people each: one who is in two of them is counted once, by `Facts`.
    """
    names = list(dict.fromkeys(labels))
    number = np.array([names.index(label) for label in labels])
    size = np.array([max(sizes[name], 1) for name in names], float)
    listed = at >= 0
    register = np.where(listed, number[source], -1)
    odds = np.where(listed, np.exp2(np.where(listed, bits, 0.0)) / size[register], 0.0)
    lead = groups(facts, at) == np.arange(at.shape[1], dtype=np.int32)
    different = np.stack([np.where(lead & (register == r), odds, 0).sum(axis=1) for r in range(len(names))], axis=1)
    for r in range(len(names)):
        every = mass[:, number == r].sum(axis=1) / size[r]
        different[:, r] += np.maximum(every - np.where(register == r, odds, 0).sum(axis=1), 0)
    before = _priors(different, names, prior, priors or {})
    none = max(1 - before.sum(), _LEAST_NONE)
    total = none + different @ before
    of = odds * before[register] / total[:, None]
    return Chances(np.minimum(of, 1.0), none / total, {name: float(before[r]) for r, name in enumerate(names)})


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
