"""Registers kept ready for one inquiry after another: the same answer as `link`, without a table and in less than one
millisecond.

A text that was asked before, a given name above all, is not compared with the register again. What is kept so is as
secret as the inquiries; it lives in memory, and goes with the object.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import NamedTuple, Self

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from bereginya import names
from bereginya.tracing import births, keys, models, weigh
from bereginya.tracing.asked import Asked, Nears, Weights
from bereginya.tracing.best import room
from bereginya.tracing.birth_levels import BirthBits, births_bits
from bereginya.tracing.candidates import Found, search_into
from bereginya.tracing.hands import Hand, hand_for
from bereginya.tracing.index import Index
from bereginya.tracing.keys import FIELDS, GIVEN, SURNAME
from bereginya.tracing.link import (
    MOST,
    Givens,
    Shared,
    Shortlist,
    chances_of,
    givens_of,
    known_givens,
    listed,
    merged,
    nobody,
)
from bereginya.tracing.models import Model
from bereginya.tracing.neighbours import Near, Notes, near, notes_for
from bereginya.tracing.people import People
from bereginya.tracing.rows import signatures
from bereginya.tracing.shares import rarity
from bereginya.tracing.weigh import Counts

_KEPT = 20_000
"""Texts of one field that are remembered; then all are forgotten."""
_FIRST = np.zeros(1, np.int32)

Row = Mapping[str, str | None]


class Candidate(NamedTuple):
    """A record that may be the person: its id, register and place in it, the chance, and the bits that speak for it."""

    id: str
    register: str
    row: int
    probability: float
    bits: float


@dataclass(frozen=True, slots=True, repr=False)
class Answer:
    """What was found for one inquiry: candidates, best first; `none`, `priors` and `model` as in `Links`."""

    candidates: tuple[Candidate, ...]
    none: float
    priors: Mapping[str, float]
    model: int


class _Word(NamedTuple):
    """One text of an inquiry against one register: its neighbours, how many people each level has, and what both say.

    `size` is 1, or 0 if the text holds no name; `own` is the number of the name, `other` that of the name of another
    reading, -1 if there is none.
    """

    near: Near
    counts: NDArray[np.int64]
    bits: NDArray[np.float32]
    rare: NDArray[np.float32]
    signatures: NDArray[np.uint64]
    size: int
    own: int = 0
    other: int = -1


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class _Register:
    """One index, what is remembered about texts, and what is written on while an inquiry is searched."""

    index: Index
    model: Model
    nobody: Counts
    weights: Weights
    words: tuple[dict[str, _Word], ...]
    born: dict[births.Span, BirthBits]
    notes: tuple[Notes, ...]
    hand: Hand
    ids: pa.Array

    @classmethod
    def of(cls, index: Index, model: Model) -> Self:
        empty = tuple(keys.numbered(np.zeros(0, np.int32), [], number)[1] for number in range(len(FIELDS)))
        nobody = index.counts(index.nears(empty))
        return cls(
            index,
            model,
            nobody,
            weigh.weights(model, nobody)._replace(swap=np.zeros((1, 2))),
            tuple({} for _ in FIELDS),
            {},
            tuple(notes_for(each) for each in index.vocabularies),
            hand_for(index.searched.sizes),
            index.people.ids().combine_chunks(),
        )

    def word(self, number: int, text: str | None) -> _Word:
        """Return what a text of a field says here."""
        known = self.words[number]
        if (found := known.get(text or "")) is None:
            if len(known) >= _KEPT:
                known.clear()
            found = known[text or ""] = self._compared(number, text)
        return found

    def _compared(self, number: int, text: str | None) -> _Word:
        _, asked = keys.numbered(_FIRST if text else _FIRST[:0], [text] if text else [], number)
        close = near(asked, self.index.vocabularies[number], number, notes=self.notes[number])
        held = weigh.held_counts(close, self.index.held[number])
        counts = self.counts_of(number, held, close.lone)
        rare = rarity(number, held, counts.known[number])
        signed = signatures(asked) if number == SURNAME else np.zeros(asked.size + 1, np.uint64)
        return _Word(close, held, weigh.table(self.model, counts, number), rare, signed, asked.size)

    def counts_of(self, number: int, held: NDArray[np.int64], lone: NDArray[np.bool_]) -> Counts:
        """Return the counts of a field's names; of the other fields nothing is asked."""
        nobody = self.nobody
        return nobody._replace(
            names=(*nobody.names[:number], held, *nobody.names[number + 1 :]),
            lone=(*nobody.lone[:number], lone, *nobody.lone[number + 1 :]),
        )

    def birth_bits(self, span: births.Span) -> BirthBits:
        """Return what a birth is worth here."""
        if (found := self.born.get(span)) is None:
            if len(self.born) >= _KEPT:
                self.born.clear()
            first, last, day = (np.array([part], np.int16) for part in span)
            found = self.born[span] = births_bits(first, last, day, self.weights)
        return found

    def best(
        self, texts: Sequence[str | None], born: births.Span, most: int, *, turned: bool
    ) -> tuple[Shortlist, Counts]:
        """Return the best candidates, and the counts of what was asked."""
        if not len(self.index):
            return nobody(1, most), self.nobody
        words = [self.word(number, text) for number, text in enumerate(texts)]
        if turned:
            words[SURNAME] = _both(words[SURNAME], self.word(SURNAME, texts[GIVEN]))
            words[GIVEN] = _both(words[GIVEN], self.word(GIVEN, texts[SURNAME]))
        asked = _asked(words, born)
        nears = Nears(*(word.near for word in words))
        counts = self.nobody._replace(
            names=tuple(word.counts for word in words), lone=tuple(word.near.lone for word in words)
        )
        if turned:
            weights = weigh.weights(self.model, counts, asked)
        else:
            surname, given, patronymic, place, unit = (word.bits for word in words)
            weights = self.weights._replace(surname=surname, given=given, patronymic=patronymic, place=place, unit=unit)
        found = Found(np.full((1, most), -1, np.int32), np.full((1, most), -np.inf), np.zeros(1))
        search_into(self.index.rows, nears, weights, self.birth_bits(born), asked, _FIRST, self.hand, room(most), found)
        rare = tuple(word.rare for word in words)
        return listed(self.index, nears, weights, asked, found, shared=Shared(rare, counts.people, 1)), counts


def _both(own: _Word, other: _Word) -> _Word:
    """Return two texts of one field as one list of names."""
    start = np.concatenate((own.near.start, own.near.start[-1] + other.near.start[1:]))
    reached = np.concatenate((own.near.names, other.near.names))
    levels = np.concatenate((own.near.levels, other.near.levels))
    return _Word(
        Near(start, reached, levels, np.concatenate((own.near.lone, other.near.lone))),
        np.concatenate((own.counts, other.counts)),
        np.concatenate((own.bits, other.bits)),
        np.concatenate((own.rare, other.rare)),
        np.concatenate((own.signatures[:-1], other.signatures)),
        own.size + other.size,
        0 if own.size else other.size,
        own.size if other.size else own.size + other.size,
    )


def _asked(words: Sequence[_Word], born: births.Span) -> Asked:
    """Return one inquiry as numbers."""
    surname, given, patronymic, place, unit = (np.array([word.own], np.int32) for word in words)
    first, last, day = (np.array([part], np.int16) for part in born)
    turned = [np.array([words[number].other], np.int32) for number in (SURNAME, GIVEN)]
    signed = words[SURNAME].signatures
    return Asked(surname, given, patronymic, place, unit, first, last, day, turned[0], turned[1], signed)


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class OneByOne:
    """Registers kept ready. Each is one index: shards of a register are searched by `Resident`."""

    registers: tuple[_Register, ...]
    model: Model
    givens: Givens
    turn: Lock

    @classmethod
    def of(cls, registers: Index | Sequence[Index], model: Model | None = None) -> Self:
        """Return the registers ready to be asked, with a model (the newest if none is given)."""
        indexes = (registers,) if isinstance(registers, Index) else tuple(registers)
        if len({index.name for index in indexes}) < len(indexes):
            raise ValueError("shards of one register are not asked one by one")
        model = model or models.model()
        ready = tuple(_Register.of(index, model) for index in indexes)
        return cls(ready, model, known_givens([givens_of(index) for index in indexes]), Lock())

    def ask(self, sought: Row, k: int = 10, *, priors: Mapping[str, float] | None = None) -> Answer:
        """Return the k best candidates of an inquiry with canonical columns. Threads wait for each other."""
        sought = _apart(sought)
        texts = [sought.get(column) or None for column in FIELDS]
        texts = [text if text and text.strip() else None for text in texts]
        born = births.span(sought.get("born") or "")
        most = max(MOST, k)
        with self.turn:
            turned = self._turned(texts[SURNAME], texts[GIVEN])
            found = [register.best(texts, born, most, turned=turned) for register in self.registers]
        return self._answer(found, k, priors)

    def _turned(self, surname: str | None, given: str | None) -> bool:
        """Tell whether surname and given name may have changed places, as `link.encode` does."""
        if not surname or not given:
            return False
        if surname in self.givens.words:
            return True
        if given in self.givens.words:
            return False
        return not self.givens.keys.isdisjoint(names.keys_of([surname], "given")[0][:1])

    def _answer(self, found: Sequence[tuple[Shortlist, Counts]], k: int, priors: Mapping[str, float] | None) -> Answer:
        labels = [register.index.name for register in self.registers]
        counts = dict(zip(labels, (counted for _, counted in found), strict=True))
        best = merged([one for one, _ in found], [one.people for one in counts.values()], found[0][0].row.shape[1])
        chances = chances_of(best, labels, counts, model=self.model, priors=priors)
        columns = (best.source, best.row, chances.of, best.bits)
        candidates = tuple(
            Candidate(self.registers[source].ids[row].as_py(), labels[source], row, chance, bits)
            for source, row, chance, bits in zip(*(column[0, :k].tolist() for column in columns), strict=True)
            if row >= 0
        )
        return Answer(candidates, float(chances.none[0]), chances.priors, self.model.number)


def _apart(sought: Row) -> Row:
    """Return the columns with a full name and two initials taken apart, as `People` does."""
    given = sought.get("given_name") or ""
    if not sought.get("full_name") and sum(map(str.isalpha, given)) != 2:
        return sought
    table = pa.table(
        {"id": [""], **{column: pa.array([text], pa.string()) for column, text in sought.items() if column != "id"}}
    )
    return People.from_arrow(table).row(0)
