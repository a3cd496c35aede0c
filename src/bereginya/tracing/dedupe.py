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
from bereginya.tracing.asked import Nears
from bereginya.tracing.compiled import compiled
from bereginya.tracing.index import Index
from bereginya.tracing.keys import Ints
from bereginya.tracing.models import Model
from bereginya.tracing.self_pairs import self_pairs

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
    first, second, bits = self_pairs(register.searched, nears, weights, threads)
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
