"""Find each sought person in registers, in one process: the engine that is used unless another is asked for.

A register may be given as several shards: their frequencies are summed, each is searched alone, and the best of all are
kept. The answer is the same, bit for bit, on any number of threads.
"""

import os
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Self, TypeVar

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from bereginya import names
from bereginya.tracing import births, keys, models, weigh
from bereginya.tracing.asked import Asked, Nears, Weights
from bereginya.tracing.candidates import Found, search
from bereginya.tracing.chances import Chances, Facts, chances
from bereginya.tracing.compiled import together
from bereginya.tracing.index import Begun, Index
from bereginya.tracing.keying import KeysOf
from bereginya.tracing.keys import FIELDS, GIVEN, SURNAME, Ints, Names
from bereginya.tracing.models import Model
from bereginya.tracing.people import People
from bereginya.tracing.rows import signatures
from bereginya.tracing.shares import Shares, no_shares, rarities, shares
from bereginya.tracing.weigh import Counts

MOST = 16
"""Candidates that are kept for an inquiry while registers are searched."""

T = TypeVar("T", bound=np.generic)

SCHEMA = pa.schema(
    [
        ("inquiry", pa.string()),
        ("candidate", pa.string()),
        ("register", pa.string()),
        ("rank", pa.int32()),
        ("probability", pa.float64()),
        ("bits", pa.float64()),
    ]
)


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Encoded:
    """Inquiries as numbers, with their own names."""

    asked: Asked
    names: tuple[Names, ...]


class Givens(NamedTuple):
    """The given names of registers: as written, and the keys that several people have."""

    words: frozenset[str]
    keys: frozenset[str]


NO_GIVENS = Givens(frozenset(), frozenset())


class GivensOf(NamedTuple):
    """The given names of one index or shard: as written, how many people have each key, how many people there are."""

    words: frozenset[str]
    keys: Counter[str]
    people: int


def givens_of(index: Index | Begun) -> GivensOf:
    """Return the given names of an index, or of one that is begun."""
    return GivensOf(index.given_words, index.given_keys, len(index))


def known_givens(parts: Sequence[GivensOf]) -> Givens:
    """Return the given names of all parts; a key counts that three people have, fewer where the lists are short.

    However the registers are cut into parts, the answer is the same.
    """
    people = sum((part.keys for part in parts), Counter[str]())
    least = min(3, 1 + sum(part.people for part in parts) // 2000)
    words = frozenset[str]().union(*(part.words for part in parts))
    return Givens(words, frozenset(key for key, count in people.items() if count >= least))


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Links:
    """What was found: `table` has one row a candidate, in the order of the inquiries, best first.

    `none` is, for each inquiry, the chance that no register has the person; `priors` are the chances per register that
    were set, or learned from the inquiries, before any was looked at. `model` is the number of the model.
    """

    table: pa.Table
    none: NDArray[np.float64]
    priors: Mapping[str, float]
    model: int


def encode(inquiries: People, given: Givens = NO_GIVENS, keys_of: KeysOf = names.keys_of) -> Encoded:
    """Return inquiries as numbers. What stands for a surname and is one of `given` is also read as a given name."""
    words = [inquiries.words(field) for field in FIELDS]
    turned = _changed_round(words[SURNAME], words[GIVEN], given, keys_of)
    surnames, surname_names = _both(words[SURNAME], words[GIVEN], turned, SURNAME, keys_of)
    givens, given_names = _both(words[GIVEN], words[SURNAME], turned, GIVEN, keys_of)
    others = [keys.numbered(*words[field], field, keys_of) for field in range(GIVEN + 1, len(FIELDS))]
    born = births.read(*inquiries.words("born"))
    n = len(inquiries)
    swapped = np.full((2, n), -1, np.int32)
    swapped[:, turned] = surnames[n:], givens[n:]
    asked = Asked(
        surnames[:n],
        givens[:n],
        *(numbers for numbers, _ in others),
        born.first,
        born.last,
        born.day,
        swapped[0],
        swapped[1],
        signatures(surname_names),
    )
    return Encoded(asked, (surname_names, given_names, *(each for _, each in others)))


Words = tuple[Ints, list[str]]


def _changed_round(surname: Words, given: Words, known: Givens, keys_of: KeysOf) -> NDArray[np.int64]:
    """Return the rows in which surname and given name may have changed places.

    Either the surname is written as a given name of the register is; or the given name is not, and the surname has the
    keys of one ("Сашка Петров" in the wrong columns). How likely it is the weights say.
    """
    named = np.array([text in known.words for text in surname[1]] + [False])[surname[0]]
    strange = np.array([text not in known.words for text in given[1]] + [False])[given[0]]
    doubtful = np.unique(surname[0][strange & (surname[0] >= 0)])
    keys_of_doubtful = keys_of([surname[1][code] for code in doubtful], "given") if len(doubtful) else []
    like_given = np.zeros(len(surname[1]) + 1, bool)
    like_given[doubtful] = [not known.keys.isdisjoint(keys[:1]) for keys in keys_of_doubtful]
    return np.flatnonzero((named | (strange & like_given[surname[0]])) & (given[0] >= 0) & (surname[0] >= 0))


def _both(own: Words, other: Words, turned: NDArray[np.int64], field: int, keys_of: KeysOf) -> tuple[Ints, Names]:
    """Return the names of every row's own text, then those of the other column's text where the two are turned."""
    used, places = np.unique(other[0][turned], return_inverse=True)
    texts = own[1] + [other[1][code] for code in used]
    return keys.numbered(np.concatenate((own[0], places + len(own[1]))).astype(np.int32), texts, field, keys_of)


class Shortlist(NamedTuple):
    """The best candidates of each inquiry from one or more indexes: arrays (inquiries, most), best first.

    `source` is the number of the index, `row` the record's place in it, -1 where there are no more; `mass` is the sum
    of 2**bits over all that was weighed, (inquiries, indexes). Shortlists of shards are joined by `merged`.
    """

    source: NDArray[np.int16]
    row: Ints
    bits: NDArray[np.float64]
    facts: Facts
    mass: NDArray[np.float64]


def shortlist(
    index: Index, nears: Nears, asked: Asked, model: Model, counts: Counts, *, most: int = MOST, threads: int = 1
) -> Shortlist:
    """Return the best candidates of one index; `counts` are those of all shards of its register, added."""
    if not len(index):
        return nobody(len(asked.surname), most)
    weights = weigh.weights(model, counts, asked)
    found = search(index.searched, nears, weights, asked, most, threads)
    shared = Shared(rarities(counts.names, counts.known), counts.people, threads)
    return listed(index, nears, weights, asked, found, shared=shared)


class Shared(NamedTuple):
    """What the shares of candidates need besides: rarities of names, how many people the register has, threads."""

    rare: tuple[NDArray[np.float32], ...]
    people: int
    threads: int


def listed(index: Index, nears: Nears, weights: Weights, asked: Asked, found: Found, *, shared: Shared) -> Shortlist:
    """Return what was found in one index with what tells whether two candidates are one person."""
    rare, people, threads = shared
    facts, told = together(
        lambda: index.facts(found.at, no_shares(0, 0)),
        lambda: shares(index.searched, nears, weights, rare, asked, found.at, found.bits, people, threads),
        threads,
    )
    rows = np.where(found.at >= 0, index.rows.row[found.at], -1).astype(np.int32)
    source = np.where(found.at >= 0, 0, -1).astype(np.int16)
    return Shortlist(source, rows, found.bits, facts._replace(shares=told), found.mass[:, None])


def nobody(inquiries: int, most: int) -> Shortlist:
    """Return the shortlist of an index without records."""
    none = np.full((inquiries, most), -1, np.int32)
    kinds = (np.uint32,) * len(FIELDS) + (np.int16,) * 3
    facts = Facts(*(np.zeros((inquiries, most), kind) for kind in kinds), no_shares(inquiries, most))
    return Shortlist(none.astype(np.int16), none, np.full(none.shape, -np.inf), facts, np.zeros((inquiries, 1)))


def merged(parts: Sequence[Shortlist], people: Sequence[int], most: int = MOST) -> Shortlist:
    """Return the best of several shortlists; `people` are the sizes of their registers, all shards together.

    Bits of registers of different sizes are made comparable by log2 of the size. Equal ones stay in the order of
    indexes and rows.
    """
    if len(parts) == 1:
        return parts[0]
    source = np.concatenate([np.where(part.source >= 0, i, -1) for i, part in enumerate(parts)], axis=1)
    row = np.concatenate([part.row for part in parts], axis=1)
    bits = np.concatenate([part.bits for part in parts], axis=1)
    level = bits - np.log2(np.maximum(np.array(people, float), 1))[source]
    order = np.lexsort((row, source, -level), axis=1)[:, :most]

    def best(columns: Sequence[NDArray[T]]) -> NDArray[T]:
        together = np.concatenate(columns, axis=1)
        return np.take_along_axis(together, order if together.ndim == order.ndim else order[:, :, None], axis=1)

    columns_of = zip(*(part.facts[:-1] for part in parts), strict=True)
    told = Shares(*(best(columns) for columns in zip(*(part.facts.shares for part in parts), strict=True)))
    facts = Facts(*(best(columns) for columns in columns_of), told)
    taken = (np.take_along_axis(columns, order, axis=1) for columns in (source.astype(np.int16), row, bits))
    return Shortlist(*taken, facts, np.concatenate([part.mass for part in parts], axis=1))


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Resident:
    """Registers kept ready in memory, for one inquiry after another. Shards of one register are indexes of the same
    name."""

    indexes: tuple[Index, ...]
    model: Model
    givens: Givens

    @classmethod
    def of(cls, registers: Index | Sequence[Index], model: Model | None = None) -> Self:
        """Return the registers ready to be asked, with a model (the newest if none is given)."""
        indexes = (registers,) if isinstance(registers, Index) else tuple(registers)
        return cls(indexes, model or models.model(), known_givens([givens_of(index) for index in indexes]))

    def ask(
        self,
        inquiries: People,
        k: int = 10,
        *,
        priors: Mapping[str, float] | None = None,
        threads: int = 1,
        keys_of: KeysOf = names.keys_of,
    ) -> Links:
        """Return the k best candidates of each inquiry, as `link` does."""
        return self.answer(inquiries, encode(inquiries, self.givens, keys_of), k, priors=priors, threads=threads)

    def answer(
        self,
        inquiries: People,
        encoded: Encoded,
        k: int = 10,
        *,
        priors: Mapping[str, float] | None = None,
        threads: int = 1,
    ) -> Links:
        """Return the k best candidates of inquiries that are numbers already, read with our `givens`."""
        nears = [index.nears(encoded.names, threads) for index in self.indexes]
        each = [index.counts(near) for index, near in zip(self.indexes, nears, strict=True)]
        labels = [index.name for index in self.indexes]
        counts = {
            name: weigh.added([one for one, label in zip(each, labels, strict=True) if label == name])
            for name in labels
        }
        most = max(MOST, k)
        parts = [
            shortlist(index, near, encoded.asked, self.model, counts[index.name], most=most, threads=threads)
            for index, near in zip(self.indexes, nears, strict=True)
        ]
        best = merged(parts, [counts[label].people for label in labels], most)
        shown, chances = together(
            lambda: _shown(inquiries, self.indexes, best, k),
            lambda: chances_of(best, labels, counts, model=self.model, priors=priors, threads=threads),
            threads,
        )
        return Links(_table(shown, best, chances.of), chances.none, chances.priors, self.model.number)


def link(
    inquiries: People,
    registers: Index | Sequence[Index],
    model: Model | None = None,
    k: int = 10,
    *,
    priors: Mapping[str, float] | None = None,
    threads: int | None = None,
    keys_of: KeysOf = names.keys_of,
) -> Links:
    """Return the k best candidates of each inquiry among the registers, with their chances.

    Shards of one register are indexes of the same name. `priors` says per register how likely it is to have a sought
    person; where it is silent the chance is learned from the inquiries (from 20 on), or that of the model is taken. A
    person who is written down twice does not lessen his own chance; namesakes do, and so does "in none of these".
    """
    ready = Resident.of(registers, model)
    return ready.ask(inquiries, k, priors=priors, threads=threads or os.cpu_count() or 1, keys_of=keys_of)


def chances_of(
    best: Shortlist,
    labels: Sequence[str],
    counts: Mapping[str, Counts],
    *,
    model: Model,
    priors: Mapping[str, float] | None = None,
    threads: int = 1,
) -> Chances:
    """Return what the bits of a shortlist mean; `labels` name the register of each of its sources."""
    return chances(
        best.source,
        best.row,
        best.bits,
        best.facts,
        best.mass,
        labels,
        counts,
        model.prior,
        priors,
        threads,
    )


class _Shown(NamedTuple):
    """The rows of the answer: where each stands in the shortlist, and what is known of it before any chance."""

    inquiry: NDArray[np.int64]
    rank: NDArray[np.int64]
    columns: list[pa.Array]


def _shown(inquiries: People, indexes: Sequence[Index], best: Shortlist, k: int) -> _Shown:
    source, row = best.source[:, :k], best.row[:, :k]
    inquiry, rank = np.nonzero(row >= 0)
    sources, rows = source[inquiry, rank], row[inquiry, rank]
    ids = pa.chunked_array([chunk for index in indexes for chunk in index.people.ids().chunks], pa.string())
    offsets = np.concatenate(([0], np.cumsum([len(index) for index in indexes])))[sources]
    register = pa.DictionaryArray.from_arrays(pa.array(sources.astype(np.int32)), [index.name for index in indexes])
    columns = [
        inquiries.ids().combine_chunks().take(pa.array(inquiry)),
        ids.take(pa.array(offsets + rows)).combine_chunks(),
        register.cast(pa.string()),
        pa.array((rank + 1).astype(np.int32)),
    ]
    return _Shown(inquiry, rank, columns)


def _table(shown: _Shown, best: Shortlist, chances: NDArray[np.float64]) -> pa.Table:
    """Return one row a candidate."""
    inquiry, rank, columns = shown
    numbers = [pa.array(chances[inquiry, rank]), pa.array(best.bits[inquiry, rank])]
    return pa.Table.from_arrays([*columns, *numbers], schema=SCHEMA)
