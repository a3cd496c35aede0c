"""Find people who are written down twice in one register: pairs with their chances, and clusters of pairs.

Nothing is merged: a pair is a proposal, and a cluster is what follows if all its pairs are right.
"""

import os
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from bereginya.tracing import models, weigh
from bereginya.tracing.asked import Nears, Weights
from bereginya.tracing.birth_levels import birth_bits, birth_level
from bereginya.tracing.compiled import compiled, in_parts
from bereginya.tracing.hands import hand_for, lay, lift
from bereginya.tracing.index import Index
from bereginya.tracing.keys import Ints
from bereginya.tracing.models import Model
from bereginya.tracing.rows import Rows

TWICE = 2
"""The number of the model for records of one register, which are more alike than a mother's words and a list."""
_RATE = 0.02
"""Share of records that are written twice, before it is learned from the register."""
_BELOW = 4.0
"""Bits under an even chance at which a pair is no longer listed."""


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Pairs:
    """Records that may be one person: `table` has a, b (ids, a before b in the register), probability and bits."""

    table: pa.Table
    rows: NDArray[np.int32]
    """The records of each pair by their place in the register: (pairs, 2)."""
    records: int
    model: int

    def clusters(self, least: float = 0.5) -> NDArray[np.int64]:
        """Return for each record the place of the first record of its cluster: those joined by pairs of at least this
        chance, straight or through others; its own place if there is none."""
        sure = self.table["probability"].to_numpy() >= least
        return _joined(self.rows[sure], self.records)


@compiled
def _joined(pairs: NDArray[np.int32], records: int) -> NDArray[np.int64]:
    head = np.arange(records)
    for i in range(len(pairs)):
        a, b = pairs[i, 0], pairs[i, 1]
        while head[a] != a:
            a = head[a]
        while head[b] != b:
            b = head[b]
        head[max(a, b)] = min(a, b)
    for i in range(records):
        head[i] = head[head[i]]
    return head


@compiled
def _pairs(
    rows: Rows, nears: Nears, weights: Weights, start: int, end: int, sizes: tuple[int, int, int, int, int]
) -> tuple[Ints, Ints, NDArray[np.float64]]:
    """Return pairs of places in the sorted records, the first between start and end, and their bits."""
    hand = hand_for(sizes)
    a, b, bits = np.empty(4096, np.int32), np.empty(4096, np.int32), np.empty(4096)
    n = 0
    givens, fathers, places, units = rows.given, rows.patronymic, rows.place, rows.unit  # out of the loop: counted once
    firsts, lasts, days, surnames, floor = rows.first, rows.last, rows.day, rows.surname, weights.floor
    of_surname, of_given, of_father = hand.surname, hand.given, hand.patronymic
    of_place, of_unit, of_birth, day_rows = hand.place, hand.unit, np.zeros(13), rows.day_rows
    last_surname, last_given, last_first, last_day = -1, -1, -1, -1
    for i in range(start, end):
        surname, given = rows.surname[i], rows.given[i]
        if surname != last_surname:
            lift(hand.surname, nears.surname, last_surname, len(weights.surname))
            lay(hand.surname, nears.surname, surname, weights.surname, hand.base, 0)
        if given != last_given:
            lift(hand.given, nears.given, last_given, len(weights.given))
            lay(hand.given, nears.given, given, weights.given, hand.base, 1)
        lay(hand.patronymic, nears.patronymic, rows.patronymic[i], weights.patronymic, hand.base, 2)
        lay(hand.place, nears.place, rows.place[i], weights.place, hand.base, 3)
        lay(hand.unit, nears.unit, rows.unit[i], weights.unit, hand.base, 4)
        if rows.first[i] != last_first or rows.last[i] != last_first or rows.day[i] != last_day:
            birth_bits(rows.first[i], rows.last[i], weights, of_birth)
        last_surname, last_given, last_first, last_day = surname, given, rows.first[i], rows.day[i]
        base = hand.base[:5].sum()
        born = max(of_birth.max(), 0.0)
        most = hand.base[7:].sum() - hand.base[2:5].sum() + born
        first, last, day_of = firsts[i], lasts[i], days[i]
        known = surname < len(weights.surname)
        blocks = nears.surname.start[surname + 1] - nears.surname.start[surname] if known else 0
        for x in range(blocks + 1):
            if x < blocks:
                block = nears.surname.names[nears.surname.start[surname] + x]
                low, high = max(i + 1, rows.surname_start[block]), rows.surname_start[block + 1]
                head = base + hand.surname[block]
            elif rows.day[i] & 31 and rows.first[i] == rows.last[i]:
                day = (rows.first[i] - 1850) * 512 + rows.day[i]
                low, high, head = rows.day_start[day], rows.day_start[day + 1], base
            else:
                break
            for y in range(low, high):
                at = y if x < blocks else day_rows[y]
                score = head + of_given[givens[at]]
                if score + most < floor or at <= i:
                    continue
                if x == blocks:
                    near = of_surname[surnames[at]]
                    if near != 0 and surnames[at] < len(of_surname) - 1:
                        continue
                    score += near
                score += of_father[fathers[at]] + of_place[places[at]] + of_unit[units[at]]
                if score + born < floor:
                    continue
                score += of_birth[birth_level(first, last, day_of, firsts[at], lasts[at], days[at])]
                if score < floor:
                    continue
                if n == len(a):
                    a, b = np.concatenate((a, np.empty(n, np.int32))), np.concatenate((b, np.empty(n, np.int32)))
                    bits = np.concatenate((bits, np.empty(n)))
                a[n], b[n], bits[n] = i, at, score
                n += 1
        lift(hand.patronymic, nears.patronymic, rows.patronymic[i], len(weights.patronymic))
        lift(hand.place, nears.place, rows.place[i], len(weights.place))
        lift(hand.unit, nears.unit, rows.unit[i], len(weights.unit))
    return a[:n].copy(), b[:n].copy(), bits[:n].copy()


class Twice(NamedTuple):
    """Pairs of places in the sorted records, their bits and chances."""

    first: Ints
    second: Ints
    bits: NDArray[np.float64]
    chance: NDArray[np.float64]


def self_candidates(register: Index, model: Model, *, threads: int | None = None, nears: Nears | None = None) -> Twice:
    """Return the pairs of records worth listing; the same on any number of threads."""
    threads = threads or os.cpu_count() or 1
    nears = nears or register.nears(tuple(each.names for each in register.vocabularies), threads)
    people = max(len(register), 2)
    weights = weigh.weights(model, register.counts(nears))._replace(floor=float(np.log2(people / _RATE) - _BELOW))
    sizes = register.searched.sizes
    parts = in_parts(lambda a, b: _pairs(register.rows, nears, weights, a, b, sizes), len(register), threads)
    first, second, bits = (np.concatenate(columns) for columns in zip(*parts, strict=True))
    return Twice(first, second, bits, _chances(bits, people))


def dedupe(register: Index, model: Model | None = None, *, least: float = 0.05, threads: int | None = None) -> Pairs:
    """Return the pairs of records that are one person with a chance of at least `least`, the likeliest first."""
    model = model or models.model(TWICE)
    found = self_candidates(register, model, threads=threads)
    row = register.rows.row
    pairs = np.sort(np.stack((row[found.first], row[found.second]), axis=1), axis=1)
    order = np.lexsort((pairs[:, 1], pairs[:, 0], -found.chance))
    order = order[found.chance[order] >= least]
    ids = register.people.ids()
    table = pa.table(
        {
            "a": ids.take(pa.array(pairs[order, 0])),
            "b": ids.take(pa.array(pairs[order, 1])),
            "probability": found.chance[order],
            "bits": found.bits[order],
        }
    )
    return Pairs(table, pairs[order], len(register), model.number)


def _chances(bits: NDArray[np.float64], people: int) -> NDArray[np.float64]:
    """Return the chance of each pair; how many records are written twice is learned from all pairs (EM)."""
    rate = _RATE
    ratio = np.exp2(bits) / people
    chance = np.zeros(len(bits))
    for _ in range(20):
        chance = ratio * rate / (1 + ratio * rate)
        rate = float((2 * chance.sum() + 1) / (people + 1 / _RATE))
    return chance
