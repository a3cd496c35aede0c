"""What single fields of a listed candidate say: asked where two candidates may be one person written down twice.

A second record of the right person may tell what the first leaves out, and that can speak against both. And two records
that agree in a rare name are more likely of one person than two that agree in a common one.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bereginya.tracing.asked import Asked, Nears, Weights
from bereginya.tracing.birth_levels import birth_bits, birth_level
from bereginya.tracing.compiled import compiled, in_parts, uncounted
from bereginya.tracing.keys import FIELDS, Ints
from bereginya.tracing.neighbours import Near
from bereginya.tracing.rows import Searched

FAR = 14.0
"""Bits below the best candidate, or below an even chance, from which on a record changes no third digit of a chance."""
_USUAL = (11.0, 5.0, 5.5, 6.0, 7.0)
"""Bits that two records bring who share a surname, given name, patronymic, place, unit of middling rarity."""


class Shares(NamedTuple):
    """Arrays (inquiries, most, 5), in the order of FIELDS: `rare` are the bits that another record brings who has the
    same name, `bits` what the name brings for the inquiry; `born` (inquiries, most) is what the birth brings.

    Where a candidate stands far below the best, or can hardly be right, all is 0: nobody asks.
    """

    rare: NDArray[np.float32]
    bits: NDArray[np.float32]
    born: NDArray[np.float32]


def no_shares(inquiries: int, most: int) -> Shares:
    """Return the shares of no candidates."""
    none = np.zeros((inquiries, most, len(FIELDS)), np.float32)
    return Shares(none, none, none[:, :, 0])


def rarities(counts: tuple[NDArray[np.int64], ...], known: tuple[int, ...]) -> tuple[NDArray[np.float32], ...]:
    """Return per field and (sought name, level) the bits that two records bring who share a name of that level.

    All names of a level count as one: too common rather than too rare. Of a name that is not near, or of whom nobody
    has, middling rarity is taken; so of an initial, whom half the register may fit.
    """
    each = enumerate(zip(counts, known, strict=True))
    return tuple(rarity(field, held, people) for field, (held, people) in each)


def rarity(field: int, held: NDArray[np.int64], people: int) -> NDArray[np.float32]:
    """Return the table of one field, see `rarities`."""
    found = np.empty(held.shape, np.float32)
    _rarity(held, max(people, 1), _USUAL[field], found)
    return found


@uncounted
def _rarity(held: NDArray[np.int64], people: int, usual: float, out: NDArray[np.float32]) -> None:
    for name in range(len(held)):
        for level in range(held.shape[1]):
            told = held[name, level] > 0 and not 5 <= level <= 7
            out[name, level] = np.log2(people / held[name, level]) if told else usual


_Part = tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]


@uncounted
def _level(near: Near, name: int, held: int, asked: int, names: int) -> int:
    """Return the level of a sought name and a name of the register, -1 where one is unknown."""
    if name < 0 or name >= asked or held >= names:
        return -1
    for x in range(near.start[name], near.start[name + 1]):
        if near.names[x] == held:
            return int(near.levels[x])
    return 7


@uncounted
def _one(
    near: Near,
    table: NDArray[np.float32],
    rare: NDArray[np.float32],
    usual: float,
    name: int,
    swapped: int,
    held: int,
    names: int,
) -> tuple[float, float]:
    """Return the rarity and the bits of one field of one candidate; it may have been read in two ways."""
    level = _level(near, name, held, len(table), names)
    if level < 0:
        return usual, 0.0
    if level == 7 and swapped >= 0:
        other = _level(near, swapped, held, len(table), names)
        if other >= 0:
            name, level = swapped, other
    if near.lone[name] and level < 7:
        return usual, float(table[name, level])
    return float(rare[name, level]), float(table[name, level])


@compiled
def _shares(
    register: Searched,
    nears: Nears,
    weights: Weights,
    rare: tuple[NDArray[np.float32], ...],
    q: Asked,
    at: Ints,
    bits: NDArray[np.float64],
    least: float,
    start: int,
    end: int,
) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]:
    rows, sizes = register
    surname, given, father, place, unit = weights[:5]
    most = at.shape[1]
    found, told = np.zeros((end - start, most, 5), np.float32), np.zeros((end - start, most, 5), np.float32)
    births, born = np.zeros((end - start, most), np.float32), np.zeros(13)
    for i in range(start, end):
        if at[i, 0] < 0 or bits[i, 0] < least:
            continue
        birth_bits(q.first[i], q.last[i], weights, born)
        for k in range(most):
            r = at[i, k]
            if r < 0 or bits[i, k] < max(bits[i, 0] - FAR, least):
                break
            f, t = found[i - start, k], told[i - start, k]
            f[0], t[0] = _one(
                nears.surname, surname, rare[0], 11.0, q.surname[i], q.surname_swapped[i], rows.surname[r], sizes[0]
            )
            f[1], t[1] = _one(nears.given, given, rare[1], 5.0, q.given[i], q.given_swapped[i], rows.given[r], sizes[1])
            f[2], t[2] = _one(nears.patronymic, father, rare[2], 5.5, q.patronymic[i], -1, rows.patronymic[r], sizes[2])
            f[3], t[3] = _one(nears.place, place, rare[3], 6.0, q.place[i], -1, rows.place[r], sizes[3])
            f[4], t[4] = _one(nears.unit, unit, rare[4], 7.0, q.unit[i], -1, rows.unit[r], sizes[4])
            level = birth_level(q.first[i], q.last[i], q.day[i], rows.first[r], rows.last[r], rows.day[r])
            births[i - start, k] = born[level]
    return found, told, births


def shares(
    register: Searched,
    nears: Nears,
    weights: Weights,
    rare: tuple[NDArray[np.float32], ...],
    asked: Asked,
    at: Ints,
    bits: NDArray[np.float64],
    people: int,
    threads: int = 1,
) -> Shares:
    """Return what the fields of the candidates say; `at` are places in the register, -1 for none, `bits` what each
    brings in all, `rare` comes from `rarities`, `people` is the size of the register, all shards together."""

    least = float(np.log2(max(people, 2)) - FAR)

    def part(start: int, end: int) -> _Part:
        return _shares(register, nears, weights, rare, asked, at, bits, least, start, end)

    parts = in_parts(part, len(at), threads)
    return Shares(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))
