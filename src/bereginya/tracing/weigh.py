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

NEWEST = 4
"""The model that is used where none is named."""

_BELOW = 20.0
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
    doubt: float
    """What bits of names that differ are worth: errors come together, where one name is wrong others are as well."""
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
            numbers = (float(said["prior"]), float(said["swap"]), float(said["slope"]), float(said.get("doubt", 1.0)))
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
            f"doubt = {self.doubt!r}",
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
    lone: tuple[NDArray[np.bool_], ...]
    """Per field: which sought names are a single letter."""
    known: tuple[int, ...]
    full: NDArray[np.int64]
    years: NDArray[np.int64]
    people: int


def added(parts: Sequence[Counts]) -> Counts:
    """Return the counts of several shards of one register as one."""
    return Counts(
        tuple(np.sum([part.names[field] for part in parts], axis=0) for field in range(len(FIELDS))),
        parts[0].lone,
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
        _doubted(_name_bits(np.array(levels), *counted, surname=field == 0), model.doubt) * np.float32(model.slope)
        for field, (levels, *counted) in enumerate(
            zip(model.names, counts.names, counts.lone, counts.known, strict=True)
        )
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


def _doubted(bits: NDArray[np.float32], doubt: float) -> NDArray[np.float32]:
    return np.where(bits < 0, bits * np.float32(doubt), bits)


def _name_bits(
    m: NDArray[np.float64], counts: NDArray[np.int64], lone: NDArray[np.bool_], known: int, *, surname: bool
) -> NDArray[np.float32]:
    share = np.maximum(counts, 0.3) / max(known, 1)
    share[:, Level.SIMILAR] = _SIMILAR_SHARE if surname else 1.0
    share[:, Level.OTHER] = np.maximum(1 - counts.sum(axis=1) / max(known, 1), 0.05)
    bits = np.log2(m / np.minimum(share, 1.0))
    bits[lone] = _lone_bits(m, share[lone])
    return np.minimum(bits, 40).astype(np.float32)


def _lone_bits(m: NDArray[np.float64], share: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the bits of sought initials: whoever may be shortened so agrees, and a slip makes another letter."""
    agree = [Level.SAME, Level.ALSO, Level.INITIAL]
    differ = m[Level.SLIP] + m[Level.SLIPS] + m[Level.OTHER]
    bits = np.broadcast_to(np.log2(differ / share[:, Level.OTHER])[:, None], share.shape).copy()
    bits[:, agree] = np.log2((1 - differ) / np.minimum(share[:, agree].sum(axis=1), 1.0))[:, None]
    return bits


# --- from bits to chances ---


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


@compiled
def _alike(a: np.uint32, b: np.uint32, rare: float, against: float) -> float:
    if a == 0 or b == 0:
        return 0.0
    return rare if a == b else against


@compiled
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


@compiled
def _one_person(facts: Facts, rare: NDArray[np.float32], i: int, a: int, b: int, before: float) -> float:
    """Return the chance that two candidates are one person; `before` are the bits that two of all records are."""
    bits = before + _births_alike(facts, i, a, b)
    bits += _alike(facts.surname[i, a], facts.surname[i, b], rare[i, 0], -2.0)
    bits += _alike(facts.given[i, a], facts.given[i, b], rare[i, 1], -4.5)
    bits += _alike(facts.patronymic[i, a], facts.patronymic[i, b], rare[i, 2], -5.0)
    bits += _alike(facts.place[i, a], facts.place[i, b], rare[i, 3], -4.5)
    bits += _alike(facts.unit[i, a], facts.unit[i, b], rare[i, 4], -5.5)
    return 1 / (1 + 2.0**-bits)


_USUAL = (11.0, 5.0, 5.5, 6.0, 7.0)
"""Bits that two records bring who share a surname, given name, patronymic, place, unit of middling rarity."""


def rarities(asked: Sequence[Ints], counts: Sequence[Counts]) -> NDArray[np.float32]:
    """Return per inquiry and field the bits that two records bring who share what was asked, (inquiries, 5).

    What was not asked, or is nobody's, is taken to be of middling rarity.
    """
    found = np.empty((len(asked[0]), len(FIELDS)), np.float32)
    for field, usual in enumerate(_USUAL):
        known = max(sum(one.known[field] for one in counts), 1)
        same = np.sum([one.names[field][:, Level.SAME] for one in counts], axis=0)
        bits = np.where((same > 0) & ~counts[0].lone[field], np.log2(known / np.maximum(same, 1)), usual)
        found[:, field] = np.append(bits, usual)[np.minimum(asked[field], len(bits))]
    return found


_FAR = 14.0
"""Bits below the best candidate at which another no longer changes a probability in the third digit."""


@compiled
def _new(
    facts: Facts,
    rare: NDArray[np.float32],
    level: NDArray[np.float64],
    register: Ints,
    before: NDArray[np.float64],
    start: int,
    end: int,
) -> NDArray[np.float64]:
    """Return for each candidate the chance that he is none of the better ones written down again."""
    found = np.ones((end - start, level.shape[1]))
    for i in range(start, end):
        for b in range(1, level.shape[1]):
            if level[i, b] < level[i, 0] - _FAR:
                break
            for a in range(b):
                same = _one_person(facts, rare, i, a, b, before[register[i, a], register[i, b]])
                found[i - start, b] *= 1 - same
    return found


@compiled
def _shared(
    facts: Facts,
    rare: NDArray[np.float32],
    first: NDArray[np.float64],
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
                if register[i, b] < 0:
                    break
                same = _one_person(facts, rare, i, a, b, before[register[i, a], register[i, b]])
                found[i - start, b] += first[i, a] * same
    return found


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
    counts: Mapping[str, Counts],
    asked: Sequence[Ints],
    prior: float,
    priors: Mapping[str, float] | None = None,
    threads: int = 1,
) -> Chances:
    """Return what the bits mean, over the namesakes and over "in none of these registers".

    `labels` name the register of each source; `counts` are those of each register; `asked` are the numbers of the
    sought names, field by field. Where several registers are
    asked the priors are of different people each. Who is written down twice, in one register or in two, is one person:
    the second record does not lessen the chance of the first, and shares it as far as the two are alike (`Facts`).
    """
    names = list(dict.fromkeys(labels))
    number = np.array([names.index(label) for label in labels])
    size = np.array([max(counts[name].people, 1) for name in names], float)
    listed = at >= 0
    register = np.where(listed, number[source], -1).astype(np.int32)
    level = np.where(listed, bits - np.log2(size)[register], -np.inf)
    odds = np.where(listed, np.exp2(level), 0.0)
    twice, rare = _twice_bits(size), rarities(asked, [counts[name] for name in names])
    new = np.concatenate(in_parts(lambda a, b: _new(facts, rare, level, register, twice, a, b), len(at), threads))
    once = new * odds
    different = np.stack([np.where(register == r, once, 0).sum(axis=1) for r in range(len(names))], axis=1)
    for r in range(len(names)):
        every = mass[:, number == r].sum(axis=1) / size[r]
        different[:, r] += np.maximum(every - np.where(register == r, odds, 0).sum(axis=1), 0)
    before = _priors(different, names, prior, priors or {})
    none = max(1 - before.sum(), _LEAST_NONE)
    total = none + different @ before
    first = once * before[register] / total[:, None]
    of = np.concatenate(in_parts(lambda a, b: _shared(facts, rare, first, register, twice, a, b), len(at), threads))
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
