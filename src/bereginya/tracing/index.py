"""A register made ready to be searched: built once, kept in memory, or saved and mapped from a file.

The file begins with the magic `bereginya-index`, a version byte and the length of a JSON head that lists the arrays;
then come the arrays, each at a multiple of 64 bytes. Numbers are little-endian. It holds personal data: it may lie
only where the register itself may lie.
"""

import json
import mmap
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, Self

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from bereginya import names
from bereginya.tracing import births, keys, neighbours, weigh
from bereginya.tracing.asked import Nears
from bereginya.tracing.chances import Facts
from bereginya.tracing.compiled import compiled
from bereginya.tracing.deletions import Deletions
from bereginya.tracing.errors import IndexBrokenError
from bereginya.tracing.keying import KeysOf
from bereginya.tracing.keys import FIELDS, Ints, Letters, Names
from bereginya.tracing.people import COLUMNS, People
from bereginya.tracing.rows import Rows, Searched, rows_of
from bereginya.tracing.shares import Shares
from bereginya.tracing.vocabularies import Vocabulary, vocabulary

_MAGIC = b"bereginya-index\x05"
_ALIGNED = 64


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Index:
    """A register, by name, ready to be searched."""

    name: str
    people: People
    rows: Rows
    vocabularies: tuple[Vocabulary, ...]
    held: tuple[NDArray[np.int64], ...]
    """Per field: how many people hold each name, and last how many hold none."""
    born: tuple[NDArray[np.int64], NDArray[np.int64]]
    hashes: tuple[NDArray[np.uint32], ...]
    """Per field: of the likeliest key of each name, 0 for unknown; the same in every index."""

    @classmethod
    def build(cls, people: People, name: str = "register", keys_of: KeysOf = names.keys_of) -> Self:
        """Return the index of a register; `keys_of` makes the keys."""
        return cls.begin(people, name, keys_of).whole()

    @classmethod
    def begin(cls, people: People, name: str = "register", keys_of: KeysOf = names.keys_of) -> "Begun":
        """Return an index with its names numbered, while threads beside put it in order."""
        born = births.read(*people.words("born"))
        last_first = reversed(range(len(FIELDS)))  # what was begun first, the many surnames, is ready last
        return _begun(
            people,
            name,
            born,
            ((field, *keys.numbered(*people.words(FIELDS[field]), field, keys_of)) for field in last_first),
        )

    @classmethod
    def of_columns(cls, people: People, encoded: Sequence[tuple[Ints, Names]], born: births.Births, name: str) -> Self:
        """Return the index of people whose names are numbered already."""
        return cls(
            name, people, *_begun(people, name, born, ((field, *one) for field, one in enumerate(encoded))).arrays()
        )

    def __len__(self) -> int:
        return len(self.rows.row)

    @property
    def searched(self) -> Searched:
        """The records with the sizes of their vocabularies."""
        return Searched(self.rows, sizes(tuple(each.names for each in self.vocabularies)))

    @property
    def given_words(self) -> frozenset[str]:
        """The given names as written: what stands in an inquiry's surname and here may have changed places."""
        return frozenset(self.people.words("given_name")[1])

    @property
    def given_keys(self) -> Counter[str]:
        """How many people have each key of a given name, the first of its keys."""
        return _given_keys(self.vocabularies[keys.GIVEN].names, self.held[keys.GIVEN])

    def nears(self, asked: Sequence[Names], threads: int = 1) -> Nears:
        """Return the neighbours of sought names, field by field."""
        pairs = enumerate(zip(asked, self.vocabularies, strict=True))
        return Nears(*(neighbours.near(names, held, field, threads) for field, (names, held) in pairs))

    def counts(self, nears: Nears) -> weigh.Counts:
        """Return how often what was asked occurs here."""
        pairs = list(zip(nears, self.held, strict=True))
        return weigh.Counts(
            tuple(weigh.held_counts(near, held) for near, held in pairs),
            tuple(near.lone for near in nears),
            tuple(int(held[:-1].sum()) for _, held in pairs),
            tuple(self._brief(field) for field in range(len(FIELDS))),
            *self.born,
            len(self),
        )

    def _brief(self, field: int) -> int:
        singles = self.vocabularies[field].singles
        return int(self.held[field][singles].sum()) if field in {keys.GIVEN, keys.PATRONYMIC} else 0

    def facts(self, at: Ints, shares: Shares) -> Facts:
        """Return of candidates what tells whether two of them are one person; `shares` are their bits by field."""
        rows = self.rows
        held = [column[at] for column in rows[: len(FIELDS)]]
        return Facts(
            *(hashes[numbers] for hashes, numbers in zip(self.hashes, held, strict=True)),
            rows.first[at],
            rows.last[at],
            rows.day[at],
            shares,
        )

    def save(self, path: Path) -> None:
        """Write the index to a file that `load` maps. The file appears whole or not at all."""
        arrays = list(_flat((self.rows, self.vocabularies, self.held, self.born, self.hashes)))
        table = _table_bytes(self.people)
        head = _head(self.name, [*arrays, table])
        aside = path.with_name(path.name + ".part")
        with aside.open("wb") as file:
            file.write(_MAGIC + len(head).to_bytes(8, "little") + head)
            for array in (*arrays, table):
                file.write(b"\0" * (-file.tell() % _ALIGNED))
                file.write(np.ascontiguousarray(array).data if array.size else b"")
        aside.replace(path)

    @classmethod
    def load(cls, path: Path) -> Self:
        """Return the index of a file, its arrays mapped and read when they are needed; raise IndexBrokenError."""
        with path.open("rb") as file:
            try:
                held = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
            except ValueError as error:
                raise IndexBrokenError("the file is empty") from error
        name, arrays = _read(held)
        rows, vocabularies, counts, born, hashes = _shaped(iter(arrays[:-1]))
        people = People(pa.ipc.open_file(pa.py_buffer(arrays[-1])).read_all())
        return cls(name, people, rows, vocabularies, counts, born, hashes)


# --- building ---


class _Field(NamedTuple):
    """What an index holds of a column besides its rows."""

    vocabulary: Vocabulary
    held: NDArray[np.int64]
    hashes: NDArray[np.uint32]


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Begun:
    """An index with all names numbered, so that inquiries can be; threads beside put names and records in order."""

    name: str
    people: People
    fields: tuple[Future[_Field], ...]
    rows: Future[Rows]
    born: Future[tuple[NDArray[np.int64], NDArray[np.int64]]]

    def __len__(self) -> int:
        return len(self.people)

    @property
    def given_words(self) -> frozenset[str]:
        """The given names as written, as in the index."""
        return frozenset(self.people.words("given_name")[1])

    @property
    def given_keys(self) -> Counter[str]:
        """How many people have each key of a given name, as in the index."""
        given = self.fields[keys.GIVEN].result()
        return _given_keys(given.vocabulary.names, given.held)

    def arrays(self) -> "Shaped":
        """Return the arrays of the index once all are ready."""
        vocabularies, held, hashes = zip(*(field.result() for field in self.fields), strict=True)
        arrays = (self.rows.result(), vocabularies, held, self.born.result(), hashes)
        for array in _flat(arrays):
            array.flags.writeable = False  # as in an index from a file: else all loops are compiled twice
        return arrays

    def whole(self) -> Index:
        """Return the index once all is ready."""
        return Index(self.name, self.people, *self.arrays())


def _begun(people: People, name: str, born: births.Births, encoded: Iterable[tuple[int, Ints, Names]]) -> Begun:
    """Begin the index of people whose names come numbered, field by field in any order."""
    beside = ThreadPoolExecutor(2)
    numbers: dict[int, Ints] = {}
    held: dict[int, Names] = {}
    fields: dict[int, Future[_Field]] = {}
    counts = beside.submit(weigh.birth_counts, born.first, born.last, born.day)
    for field, numbers[field], held[field] in encoded:
        fields[field] = beside.submit(_field, field, numbers[field], held[field])
    every = range(len(FIELDS))
    rows = beside.submit(rows_of, tuple(numbers[field] for field in every), tuple(held[field] for field in every), born)
    beside.shutdown(wait=False)
    return Begun(name, people, tuple(fields[field] for field in every), rows, counts)


def _field(field: int, numbers: Ints, names: Names) -> _Field:
    return _Field(vocabulary(names, field), np.bincount(numbers, minlength=names.size + 1), first_key_hashes(names))


def _given_keys(names: Names, held: NDArray[np.int64]) -> Counter[str]:
    first = names.keys[names.start[: len(held) - 1]]
    people = np.bincount(first, held[:-1])
    return Counter({names.letters.string(key): int(people[key]) for key in np.unique(first)})


def sizes(names: Sequence[Names]) -> tuple[int, int, int, int, int]:
    """Return how many names each of the five fields holds."""
    surname, given, patronymic, place, unit = (each.size for each in names)
    return surname, given, patronymic, place, unit


@compiled
def _hashes(start: Ints, keys: Ints, text: NDArray[np.uint16], at: Ints) -> NDArray[np.uint32]:
    found = np.zeros(len(start), np.uint32)
    for name in range(len(start) - 1):
        h = np.uint32(2166136261)
        for i in range(at[keys[start[name]]], at[keys[start[name]] + 1]):
            h = np.uint32((h ^ np.uint32(text[i])) * np.uint32(16777619))
        found[name] = max(h, np.uint32(1))
    return found


def first_key_hashes(names: Names) -> NDArray[np.uint32]:
    """Return a stable hash of the likeliest key of each name, never 0, and 0 for the unknown."""
    return _hashes(names.start, names.keys, names.letters.text, names.letters.start)


# --- the file ---


def _flat(value: object) -> Iterator[NDArray[np.generic]]:
    """Return the arrays of nested tuples, in order."""
    if isinstance(value, np.ndarray):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _flat(each)


Shaped = tuple[
    Rows,
    tuple[Vocabulary, ...],
    tuple[NDArray[np.int64], ...],
    tuple[NDArray[np.int64], NDArray[np.int64]],
    tuple[NDArray[np.uint32], ...],
]


def _shaped(arrays: Iterator[NDArray[np.generic]]) -> Shaped:
    """Return the arrays in the tuples from which `_flat` took them."""
    rows = Rows(*(next(arrays) for _ in Rows._fields))
    vocabularies = tuple(_vocabulary(arrays) for _ in FIELDS)
    held = tuple(next(arrays) for _ in FIELDS)
    return rows, vocabularies, held, (next(arrays), next(arrays)), tuple(next(arrays) for _ in FIELDS)


def _vocabulary(arrays: Iterator[NDArray[np.generic]]) -> Vocabulary:
    def letters() -> Letters:
        return Letters(next(arrays), next(arrays))

    def deletions() -> Deletions:
        return Deletions(next(arrays), next(arrays), next(arrays))

    names = Names(next(arrays), next(arrays), letters(), next(arrays), letters(), next(arrays), next(arrays))
    starts = (next(arrays), next(arrays), next(arrays), next(arrays))
    forms = (deletions(), deletions(), deletions(), deletions())
    return Vocabulary(names, *starts, *forms, next(arrays), next(arrays), next(arrays))


def _table_bytes(people: People) -> NDArray[np.uint8]:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_file(sink, people.table.schema) as writer:
        writer.write_table(people.table.combine_chunks())
    return np.frombuffer(sink.getvalue(), np.uint8)


def _head(name: str, arrays: Sequence[NDArray[np.generic]]) -> bytes:
    listed = [[array.dtype.str, len(array)] for array in arrays]
    return json.dumps({"name": name, "columns": list(COLUMNS), "arrays": listed}).encode()


def _read(held: memoryview) -> tuple[str, list[NDArray[np.generic]]]:
    """Return the name and the arrays of an index file; raise IndexBrokenError for any other bytes."""
    at = len(_MAGIC) + 8
    if bytes(held[: len(_MAGIC)]) != _MAGIC or len(held) < at:
        raise IndexBrokenError("not an index of this edition")
    end = at + int.from_bytes(held[at - 8 : at], "little")
    try:
        head = json.loads(bytes(held[at:end]))
        arrays = []
        for kind, length in head["arrays"]:
            end += -end % _ALIGNED
            arrays.append(np.frombuffer(held, np.dtype(kind), length, end))
            end += arrays[-1].nbytes
        return str(head["name"]), arrays
    except (ValueError, KeyError, TypeError) as error:
        raise IndexBrokenError("the index was cut short or changed") from error
