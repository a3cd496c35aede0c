"""The records of a register as numbers, and the ways to them: by surname, by day of birth, by given name and father."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bereginya.tracing.birth_levels import YEARS, born_classes
from bereginya.tracing.births import FIRST_YEAR, Births
from bereginya.tracing.compiled import compiled, uncounted
from bereginya.tracing.keys import GIVEN, PATRONYMIC, SURNAME, Ints, Names

_DAYS = YEARS * 512
_SIMILAR = 0.5
"""Share of letter pairs in common from which two surnames are called similar."""
WIDE = 8
"""Numbers of a record that stand side by side."""
BORN = 511
"""The bits of such a number that tell the class of a birth; above them stands the day."""


class Rows(NamedTuple):
    """The records of a register as numbers, sorted by surname, given name and year of birth.

    Each name column holds numbers of names, the count of names where unknown. `row` is the record's place in the file.
    Surname s has the records `surname_start[s]:surname_start[s + 1]`. `day_rows[day_start[d]:day_start[d + 1]]` are the
    records born on one day; those whose given name has the likeliest key c are in the pairs
    `given_pairs[c]:given_pairs[c + 1]`, each with one likeliest key of the patronymic, `pair_father`, in order; pair p
    has the records `given_rows[pair_start[p]:pair_start[p + 1]]` by year, and what is asked of them stands beside.
    """

    surname: Ints
    given: Ints
    patronymic: Ints
    place: Ints
    unit: Ints
    first: NDArray[np.int16]
    last: NDArray[np.int16]
    day: NDArray[np.int16]
    row: Ints
    surname_start: Ints
    day_start: Ints
    day_rows: Ints
    given_pairs: Ints
    pair_father: Ints
    pair_start: Ints
    given_rows: Ints
    given_years: NDArray[np.int16]
    given_signatures: NDArray[np.uint64]
    given_class: Ints
    father_class: Ints
    """The likeliest key of each given name and patronymic, as a number."""
    signatures: NDArray[np.uint64]
    """Of each surname: which pairs of letters it holds, hashed to 64 bits."""
    records: Ints
    """All that is weighed, side by side, half a line of cache a record: record r is `records[WIDE * r:WIDE * (r + 1)]`,
    its five names, its birth (class + 512 * day), the years of birth (first * 4096 + last) and its place in the file.
    The search jumps from record to record, and each jump waits for memory once, not eight times."""


class Searched(NamedTuple):
    """A register's records, and how many names each of its five fields holds."""

    rows: Rows
    sizes: tuple[int, int, int, int, int]


def rows_of(numbers: tuple[Ints, ...], names: tuple[Names, ...], births: Births) -> Rows:
    """Return the records sorted and with their ways of access; `numbers` are the five fields', in file order."""
    surnames, givens = names[SURNAME].size, names[GIVEN].size
    key = numbers[SURNAME].astype(np.int64) * (givens + 1) + numbers[GIVEN]
    order = np.argsort(key * 4096 + births.first, kind="stable").astype(np.int32)
    surname, given, patronymic, place, unit = (np.ascontiguousarray(column[order], np.int32) for column in numbers)
    born = births.taken(order)
    given_class, father_class = _classes(names[GIVEN]), _classes(names[PATRONYMIC])
    signed = signatures(names[SURNAME])
    day_start, day_rows = _by_days(born)
    by_given = _by_givens(given_class[given], father_class[patronymic], born.first)
    given_pairs, pair_father, pair_start = _by_pairs(given_class[given], father_class[patronymic], by_given)
    return Rows(
        surname,
        given,
        patronymic,
        place,
        unit,
        born.first,
        born.last,
        born.day,
        order,
        _starts(surname, surnames + 1),
        day_start,
        day_rows,
        given_pairs,
        pair_father,
        pair_start,
        by_given,
        born.first[by_given],
        signed[surname[by_given]],
        given_class,
        father_class,
        signed,
        _side_by_side((surname, given, patronymic, place, unit), born, order),
    )


def _classes(names: Names) -> Ints:
    """Return the likeliest key of each name, and one more number for the unknown."""
    return np.append(names.keys[names.start[:-1]], len(names.letters.start) - 1).astype(np.int32)


def _by_days(born: Births) -> tuple[Ints, Ints]:
    days = np.where(born.day & 31 > 0, _day(born), -1)
    rows = np.argsort(days, kind="stable").astype(np.int32)
    rows = rows[np.searchsorted(days[rows], 0) :]
    return _starts(days[rows], _DAYS), rows


def _by_givens(given: Ints, father: Ints, years: NDArray[np.int16]) -> Ints:
    key = given.astype(np.int64) * (int(father.max(initial=0)) + 1) + father
    return np.argsort(key * 4096 + years, kind="stable").astype(np.int32)


def _by_pairs(given: Ints, father: Ints, order: Ints) -> tuple[Ints, Ints, Ints]:
    """Return where the pairs of each given name begin, the father of each pair and where its records begin."""
    names, fathers = given[order], father[order]
    changes = np.flatnonzero((np.diff(names, prepend=-1) != 0) | (np.diff(fathers, prepend=-1) != 0))
    starts = _starts(names[changes], int(given.max(initial=0)) + 1)
    return starts, fathers[changes], np.append(changes, len(order)).astype(np.int32)


def _side_by_side(fields: Sequence[Ints], born: Births, order: Ints) -> Ints:
    years = born.first.astype(np.int32) * 4096 + born.last
    classes = born_classes(born) + (born.day.astype(np.int32) << 9)
    return np.stack([*fields, classes, years, order], axis=1).astype(np.int32).ravel()


def _day(births: Births) -> NDArray[np.int64]:
    return (births.first.astype(np.int64) - FIRST_YEAR) * 512 + births.day


def _starts(numbers: NDArray[np.integer], groups: int) -> Ints:
    counts = np.bincount(numbers, minlength=groups)
    return np.concatenate(([0], np.cumsum(counts))).astype(np.int32)


@compiled
def _signatures(start: Ints, keys: Ints, text: NDArray[np.uint16], at: Ints) -> NDArray[np.uint64]:
    found = np.zeros(len(start), np.uint64)
    for name in range(len(start) - 1):
        key = keys[start[name]]
        before = np.uint32(0)
        for i in range(at[key], at[key + 1]):
            pair = (before * np.uint32(31) + np.uint32(text[i])) * np.uint32(2654435761)
            found[name] |= np.uint64(1) << np.uint64(pair >> np.uint32(26))
            before = np.uint32(text[i])
    return found


def signatures(names: Names) -> NDArray[np.uint64]:
    """Return 64 bits for each name that tell which pairs of letters it holds; one more, empty, for the unknown."""
    return _signatures(names.start, names.keys, names.letters.text, names.letters.start)


@uncounted
def letter_pairs(x: np.uint64) -> int:
    """Return how many letter pairs a signature holds."""
    x = x - ((x >> np.uint64(1)) & np.uint64(0x5555555555555555))
    x = (x & np.uint64(0x3333333333333333)) + ((x >> np.uint64(2)) & np.uint64(0x3333333333333333))
    x = (x + (x >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return int((x * np.uint64(0x0101010101010101)) >> np.uint64(56))


@uncounted
def similar(a: np.uint64, b: np.uint64) -> bool:
    """Tell whether two signatures have half of their letter pairs in common."""
    return 2 * letter_pairs(a & b) >= _SIMILAR * (letter_pairs(a) + letter_pairs(b)) and a != 0
