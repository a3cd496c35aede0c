"""What agreement is worth, in bits: how readily one name is told as another, against how many people that name fits.

The weight of a pair is log2 of how likely the words are if the two are one person over how likely if they are not
(Fellegi and Sunter 1969). That a seeker says x of somebody called n has the chance told(x, n), by their level; that she
says x at all is the sum of told(x, n) over everybody in the register, counted anew for *this* x. So a slip away from
Иванов is hardly ever somebody else's slip, while a name that nobody has is surely a slip of one nearby. How readily is
learned and frozen in a numbered model file. A name nobody knows weighs nothing, on either side.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bereginya.tracing.asked import Asked, Weights
from bereginya.tracing.birth_levels import YEARS
from bereginya.tracing.births import FIRST_YEAR
from bereginya.tracing.compiled import compiled, uncounted
from bereginya.tracing.keys import FIELDS, GIVEN, SURNAME, Ints
from bereginya.tracing.models import Model
from bereginya.tracing.neighbours import Level, Near

_BELOW = 20.0
"""Bits under an even chance at which a record is not even listed."""
_SIMILAR_SHARE = 0.004
"""Share of random pairs of surnames whose signatures have half of their pairs in common: counted on random pairs."""
_HARDLY = 0.3
"""People who are taken to have a name that nobody in the register has."""
_OTHERS = 0.02
"""Share of people who are taken to have none of the names nearby, even where all seem to."""


class Counts(NamedTuple):
    """How often what was asked occurs: per field (sought name, level) the people of the register at that level.

    Counts of shards add up (`added`), and so do `known`, people whose field is known, and births by year (`full` to the
    day, `years` all).
    """

    names: tuple[NDArray[np.int64], ...]
    lone: tuple[NDArray[np.bool_], ...]
    """Per field: which sought names are a single letter."""
    known: tuple[int, ...]
    brief: tuple[int, ...]
    """Of the known those whose name in the register is a single letter."""
    full: NDArray[np.int64]
    years: NDArray[np.int64]
    people: int


def added(parts: Sequence[Counts]) -> Counts:
    """Return the counts of several shards of one register as one."""
    return Counts(
        tuple(np.sum([part.names[field] for part in parts], axis=0) for field in range(len(FIELDS))),
        parts[0].lone,
        tuple(sum(part.known[field] for part in parts) for field in range(len(FIELDS))),
        tuple(sum(part.brief[field] for part in parts) for field in range(len(FIELDS))),
        np.sum([part.full for part in parts], axis=0),
        np.sum([part.years for part in parts], axis=0),
        sum(part.people for part in parts),
    )


@compiled
def level_counts(
    start: NDArray[np.int64], names: Ints, levels: NDArray[np.uint8], held: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Return for each sought name how many people the register has at each level, OTHER left out."""
    found = np.zeros((len(start) - 1, 9), np.int64)
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


def weights(model: Model, counts: Counts, asked: Asked | None = None) -> Weights:
    """Return the bits of every sought name at every level, for a register with these counts, and of the order in which
    surname and given name were asked."""
    return Weights(
        *(table(model, counts, field) for field in range(len(FIELDS))),
        np.array(model.born),
        model.slope,
        counts.full.astype(np.float64),
        counts.years.astype(np.float64),
        _orders(model, counts, asked) if asked else np.zeros((0, 2)),
        float(np.log2(max(counts.people, 2)) - _BELOW),
    )


def _orders(model: Model, counts: Counts, asked: Asked) -> NDArray[np.float64]:
    """Return for each inquiry the bits of its names as they stand, and changed round: by how many people are called so.

    Nobody's surname is Олександр and nobody's given name Ковтун: who says so has them the wrong way round.
    """
    swap, turned = model.swap, asked.surname_swapped >= 0
    bits = np.zeros((len(turned), 2))
    if not model.told:
        bits[:, 1] = np.log2(swap / (1 - swap))
        return bits
    surname, given = (np.append(_said(model, counts, field), 1.0) for field in (SURNAME, GIVEN))
    plain = (1 - swap) * surname[asked.surname[turned]] * given[asked.given[turned]]
    other = swap * surname[asked.surname_swapped[turned]] * given[asked.given_swapped[turned]]
    bits[turned] = np.log2(np.stack((plain, other), axis=1) / (plain + other)[:, None])
    return bits


def table(model: Model, counts: Counts, field: int) -> NDArray[np.float32]:
    """Return the bits of every sought name of a field at every level."""
    if not model.told:
        bits = np.minimum(_bits_by_level(np.array(model.names[field]), counts, field), 40).astype(np.float32)
        return _doubted(bits, model.doubt) * np.float32(model.slope)
    found = np.empty(counts.names[field].shape, np.float32)
    people = (max(counts.known[field], 1), counts.brief[field], max(counts.known[field] - counts.brief[field], 1))
    similar = _SIMILAR_SHARE if field == SURNAME else 0.0
    told, wrong, differ = model.told[field], model.wrong[field], model.differ[field]
    bent = (np.float32(model.doubt), np.float32(model.slope))
    _bits(counts.names[field], counts.lone[field], people, np.array(told), wrong, differ, similar, bent, found)
    return found


def _doubted(bits: NDArray[np.float32], doubt: float) -> NDArray[np.float32]:
    return np.where(bits < 0, bits * np.float32(doubt), bits)


def shares_of(counts: Counts, field: int) -> NDArray[np.float64]:
    """Return for each sought name the share of the register at each level, (names, levels); a row sums to one.

    Records with a single letter are left out, but where a single letter was sought.
    """
    held = counts.names[field].astype(np.float64)
    held[:, Level.SAME] = np.maximum(held[:, Level.SAME], _HARDLY)
    held[:, Level.INITIAL] = 0
    share = held / max(counts.known[field] - counts.brief[field], 1)
    share[:, Level.SIMILAR] = _SIMILAR_SHARE if field == SURNAME else 0.0
    share[:, Level.OTHER] = np.maximum(1 - np.delete(share, Level.OTHER, axis=1).sum(axis=1), _OTHERS)
    return share


def _said(model: Model, counts: Counts, field: int) -> NDArray[np.float64]:
    """Return how likely each sought name is said at all, of whomever; known to a factor that is the same for all."""
    said: NDArray[np.float64] = shares_of(counts, field) @ np.array(model.told[field])
    return said


@uncounted
def _bits(
    names: NDArray[np.int64],
    lone: NDArray[np.bool_],
    people: tuple[int, int, int],
    told: NDArray[np.float64],
    wrong: float,
    differ: float,
    similar: float,
    bent: tuple[np.float32, np.float32],
    out: NDArray[np.float32],
) -> None:
    """Write the bits of every sought name: `people` are those whose name is known, those of them with a single letter,
    and those without; `similar` is the share of similar names, `bent` what bits against, and all bits, are worth."""
    known, brief, whole = people
    for name in range(len(names)):
        if lone[name]:
            _lone(names[name], known, differ, out[name])
        else:
            said = _said_of(names[name], whole, similar, told)
            for level in range(len(told)):
                out[name, level] = min(np.log2((1 - wrong) * told[level] / said + wrong), 40.0)
            fits = max(np.float64(names[name, 5]), _HARDLY) / known
            initial = (1 - differ) * max(brief / known, _HARDLY / known) / fits
            out[name, 5] = min(np.log2(initial), 40.0)
        for level in range(len(told)):
            bits = out[name, level]
            out[name, level] = (bits * bent[0] if bits < 0 else bits) * bent[1]


@uncounted
def _said_of(names: NDArray[np.int64], whole: int, similar: float, told: NDArray[np.float64]) -> float:
    """Return how likely a name is said at all, as `_said` does for all."""
    said, others = 0.0, 0.0
    for level in range(len(told)):
        if level == 5 or level == 7:  # noqa: PLR1714  (compiled: a tuple test is not)
            continue
        people = np.float64(names[level])
        share = similar if level == 6 else (people if level else max(people, _HARDLY)) / whole
        said += share * told[level]
        others += share
    return said + max(1 - others, _OTHERS) * told[7]


@uncounted
def _lone(names: NDArray[np.int64], known: int, differ: float, out: NDArray[np.float32]) -> None:
    """Write the bits of a sought initial: whoever may be shortened so agrees."""
    fits = names[0] / known + names[8] / known + names[1] / known + names[5] / known
    fits = min(max(fits, 1e-6), 1 - _OTHERS)
    for level in range(len(out)):
        agrees = level <= 1 or level == 5 or level == 8  # noqa: PLR1714
        out[level] = min(np.log2((1 - differ) / fits if agrees else differ / (1 - fits)), 40.0)


# --- models 1 to 4: the share of people at a level, whatever the name; another form is the same ---


def _bits_by_level(m: NDArray[np.float64], counts: Counts, field: int) -> NDArray[np.float64]:
    lone, known = counts.lone[field], max(counts.known[field], 1)
    held = counts.names[field][:, : Level.FORM].astype(np.float64)
    held[:, Level.SAME] += counts.names[field][:, Level.FORM]
    share = np.maximum(held, _HARDLY) / known
    share[:, Level.SIMILAR] = _SIMILAR_SHARE if field == SURNAME else 1.0
    share[:, Level.OTHER] = np.maximum(1 - held.sum(axis=1) / known, 0.05)
    bits: NDArray[np.float64] = np.log2(m / np.minimum(share, 1.0))
    bits[lone] = _lone_bits_by_level(m, share[lone])
    return np.concatenate((bits, bits[:, :1]), axis=1)


def _lone_bits_by_level(m: NDArray[np.float64], share: NDArray[np.float64]) -> NDArray[np.float64]:
    agree = [Level.SAME, Level.ALSO, Level.INITIAL]
    differ = m[Level.SLIP] + m[Level.SLIPS] + m[Level.OTHER]
    bits = np.broadcast_to(np.log2(differ / share[:, Level.OTHER])[:, None], share.shape).copy()
    bits[:, agree] = np.log2((1 - differ) / np.minimum(share[:, agree].sum(axis=1), 1.0))[:, None]
    return bits
