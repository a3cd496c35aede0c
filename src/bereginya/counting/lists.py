"""From lists of people or events to the overlap table: who is on which lists, by place, period, sex and age.

Records are linked by an id they share, or by pairwise links with a probability. Links are drawn: each draw takes every
link with its probability, and what is linked to the same record is one person (transitive closure), so that an answer
can be averaged over what is not sure (Sadinle 2018, Annals of Applied Statistics 12:1013). Nobody is left out for
lacking a place or an age: a value is drawn from those who are on the same lists (hot deck within classes).
It keeps numbers in place of names; ids leave it in no result and no error.
"""

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar, TextIO

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from bereginya.counting.errors import CountingError
from bereginya.counting.table import MOST_LISTS, Strata, Table

ID_COLUMNS = ("id", "person", "person_id", "event", "event_id")
MONTH_OF = ("date", "day", "died", "date_of_death", "event_date", "month")
UNKNOWN = frozenset(
    {"", "missing", "unknown", "na", "n/a", "null", "none", "?", "-", "неизвестно", "невідомо", "нет", "немає"}
)
_STEP = 50_000  # rows between two words of progress

Codes = npt.NDArray[np.int64]


class ListsError(CountingError):
    """Lists or links cannot be read, or cannot be put together. Messages name files, columns and rows."""

    code: ClassVar[str] = "counting.lists"
    section: ClassVar[str] = "lists"


@dataclass(frozen=True, slots=True)
class Listed:
    """One list: its name, the id of each record ("" where none was given), and a column for each stratum."""

    name: str
    ids: Sequence[str] = field(repr=False)
    strata: Mapping[str, Sequence[str]] = field(repr=False)
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """Two records that are one person with this probability; a record is (place of its list, row from 0)."""

    one: tuple[int, int] = field(repr=False)
    other: tuple[int, int] = field(repr=False)
    probability: float


@dataclass(frozen=True, slots=True)
class Read:
    """What was read and put together, in numbers: for the eye before any estimate.

    `duplicates` are records beyond the first of a person on the same list; `contradictions` persons whose records name
    different values of a stratum; `missing` persons without a value, by stratum; `unlinkable` records without id and
    link.
    """

    lists: tuple[str, ...]
    records: tuple[int, ...]
    duplicates: tuple[int, ...]
    persons: int
    unlinkable: int
    links: int
    contradictions: Mapping[str, int]
    missing: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Gathered:
    """All records of all lists as numbers, ready to be linked and drawn."""

    lists: tuple[str, ...]
    names: tuple[str, ...]
    labels: tuple[tuple[str, ...], ...]
    _list_of: Codes = field(repr=False)
    _node_of: Codes = field(repr=False)
    _values: Codes = field(repr=False)
    _pairs: Codes = field(repr=False)
    _chances: npt.NDArray[np.float64] = field(repr=False)
    _unlinkable: int = 0


def read_list(
    file: TextIO,
    name: str,
    *,
    id_column: str | None = None,
    strata: Sequence[str] = (),
    progress: Callable[[int], None] | None = None,
) -> Listed:
    """Read one list from CSV with a head, separated by commas, semicolons or tabs.

    The stratum `month` is taken from a column of dates where there is no column of that name. Raises ListsError for a
    file without head, a row wider than the head, or a missing column.
    """
    start = file.read(65536)
    head_line = start.removeprefix("\ufeff").split("\n", 1)[0]
    delimiter = max(",;\t", key=head_line.count)
    lines = _lines(start.removeprefix("\ufeff"), file)
    try:
        return _read(csv.reader(lines, delimiter=delimiter), name, id_column, strata, progress)
    except csv.Error as error:
        raise ListsError("broken", name=name) from error


def _lines(start: str, file: TextIO) -> Iterable[str]:
    *whole, last = start.splitlines(keepends=True) or [""]
    yield from whole
    yield last if last.endswith("\n") else last + file.readline()
    yield from file


def _read(
    rows: Iterable[list[str]],
    name: str,
    id_column: str | None,
    strata: Sequence[str],
    progress: Callable[[int], None] | None,
) -> Listed:
    reader = iter(rows)
    head = [cell.strip().casefold() for cell in next(reader, [])]
    if not any(head):
        raise ListsError("no_head", name=name)
    id_at = _id_column(head, id_column, name)
    wanted = [(one, *_stratum_column(head, one)) for one in strata]
    ids: list[str] = []
    values: list[list[str]] = [[] for _ in wanted]
    for number, row in enumerate(reader, start=2):
        if len(row) > len(head) and any(row[len(head) :]):
            raise ListsError("width", name=name, row=number, found=len(row), head=len(head))
        if not any(row):
            continue
        ids.append(row[id_at].strip() if id_at is not None and id_at < len(row) else "")
        for kept, (_, at, cut) in zip(values, wanted, strict=True):
            kept.append(row[at].strip()[:cut] if at < len(row) else "")
        if progress is not None and number % _STEP == 0:
            progress(number)
    return Listed(name, ids, {one: kept for (one, *_), kept in zip(wanted, values, strict=True)}, tuple(head))


def _id_column(head: Sequence[str], wanted: str | None, name: str) -> int | None:
    if wanted is not None:
        if wanted.casefold() not in head:
            raise ListsError("no_column", name=name, column=wanted, columns=", ".join(head))
        return head.index(wanted.casefold())
    return next((head.index(one) for one in ID_COLUMNS if one in head), None)


def _stratum_column(head: Sequence[str], wanted: str) -> tuple[int, int | None]:
    """Return where a stratum stands and how many characters of it count; beyond the row where a list lacks it."""
    if wanted.casefold() in head:
        return head.index(wanted.casefold()), None
    if wanted in {"month", "year"}:
        dated = next((head.index(one) for one in MONTH_OF if one in head), None)
        if dated is not None:
            return dated, len("2024-03") if wanted == "month" else len("2024")
    return 1 << 30, None


def read_links(file: TextIO, lists: Sequence[Listed]) -> tuple[Link, ...]:
    """Read pairwise links: columns `list_a,row_a,list_b,row_b,probability`, or `id_a`, `id_b` in place of rows.

    Rows count from 1, the first below the head; a missing probability is 1. Raises ListsError with the row.
    """
    places = {one.name: place for place, one in enumerate(lists)}
    rows_of = [{one: row for row, one in enumerate(listed.ids) if one} for listed in lists]
    found: list[Link] = []
    for number, row in enumerate(csv.DictReader(file), start=2):
        try:
            ends = tuple(_end(row, side, places, rows_of, lists) for side in "ab")
            chance = float(row.get("probability") or 1)
        except (KeyError, ValueError, TypeError) as error:
            raise ListsError("link", row=number) from error
        if not 0 <= chance <= 1:
            raise ListsError("chance", row=number)
        found.append(Link(ends[0], ends[1], chance))
    return tuple(found)


def _end(
    row: Mapping[str, str | None],
    side: str,
    places: Mapping[str, int],
    rows_of: Sequence[Mapping[str, int]],
    lists: Sequence[Listed],
) -> tuple[int, int]:
    place = places[str(row[f"list_{side}"])]
    if row.get(f"id_{side}"):
        return place, rows_of[place][str(row[f"id_{side}"])]
    number = int(str(row[f"row_{side}"])) - 1
    if not 0 <= number < len(lists[place].ids):
        raise ValueError(number)
    return place, number


def gather(
    lists: Sequence[Listed], *, links: Sequence[Link] = (), strata: Sequence[str] = (), global_ids: bool = True
) -> Gathered:
    """Put lists side by side. With `global_ids` an id means the same person on every list, else only on its own.

    Raises ListsError for no list, more lists than can be counted, or two of one name.
    """
    if not 1 <= len(lists) <= MOST_LISTS:
        raise ListsError("lists_number", found=len(lists), most=MOST_LISTS)
    if len({one.name for one in lists}) != len(lists):
        raise ListsError("same_name")
    sizes = [len(one.ids) for one in lists]
    starts = np.concatenate([[0], np.cumsum(sizes)])
    pairs = np.array(
        [(starts[a] + i, starts[b] + j) for a, i, b, j in ((*k.one, *k.other) for k in links)], dtype=np.int64
    )
    nodes, without = _nodes(lists, global_ids=global_ids)
    pairs = pairs.reshape(-1, 2)
    touched = np.zeros(len(nodes), dtype=bool)
    touched[pairs.ravel()] = True
    codes, labels = _coded(lists, strata)
    return Gathered(
        tuple(one.name for one in lists), tuple(strata), labels,
        np.repeat(np.arange(len(lists)), sizes), nodes, codes, nodes[pairs], np.array([k.probability for k in links]),
        int((without & ~touched).sum()),
    )  # fmt: skip


def _nodes(lists: Sequence[Listed], *, global_ids: bool) -> tuple[Codes, npt.NDArray[np.bool_]]:
    """Number the records so that one id has one number; a record without id has one of its own."""
    known: dict[str | tuple[int, str], int] = {}
    numbers: list[int] = []
    fresh = 0
    for place, listed in enumerate(lists):
        for one in listed.ids:
            if one:
                number = known.setdefault(one if global_ids else (place, one), fresh)
                fresh += number == fresh
            else:
                number, fresh = fresh, fresh + 1
            numbers.append(number)
    without = np.array([not one for listed in lists for one in listed.ids], dtype=bool)
    return np.array(numbers, dtype=np.int64), without


def _coded(lists: Sequence[Listed], strata: Sequence[str]) -> tuple[Codes, tuple[tuple[str, ...], ...]]:
    """Number the values of each stratum in their order; -1 where there is none."""
    total = sum(len(one.ids) for one in lists)
    codes = np.full((len(strata), total), -1, dtype=np.int64)
    labels: list[tuple[str, ...]] = []
    for at, name in enumerate(strata):
        words = [word for one in lists for word in one.strata.get(name, [""] * len(one.ids))]
        known = sorted({word for word in set(words) if word.casefold() not in UNKNOWN})
        number = {word: place for place, word in enumerate(known)}
        codes[at] = [number.get(word, -1) for word in words]
        labels.append(tuple(known))
    return codes, tuple(labels)


@dataclass(frozen=True, slots=True)
class _Persons:
    """Cells of the overlap table with what is known of their strata: set of lists, codes of strata, how many."""

    sets: Codes
    values: Codes
    counts: Codes


def _persons(gathered: Gathered, taken: npt.NDArray[np.bool_]) -> tuple[_Persons, Codes, dict[str, int]]:
    """Join records into persons over the links taken; return cells, duplicates by list, contradictions by stratum."""
    person = _joined(gathered, taken)
    many = int(person.max()) + 1 if len(person) else 0
    on = np.zeros((many, len(gathered.lists)), dtype=bool)
    on[person, gathered._list_of] = True  # noqa: SLF001  -- this module made it
    records = np.bincount(gathered._list_of, minlength=len(gathered.lists))  # noqa: SLF001
    sets = on @ (1 << np.arange(len(gathered.lists)))
    values, contradicted = _agreed(gathered, person, many)
    cells, counts = np.unique(np.column_stack([sets, values.T]), axis=0, return_counts=True)
    return _Persons(cells[:, 0], cells[:, 1:], counts), records - on.sum(axis=0), contradicted


def _joined(gathered: Gathered, taken: npt.NDArray[np.bool_]) -> Codes:
    nodes = gathered._node_of  # noqa: SLF001
    size = int(nodes.max()) + 1 if len(nodes) else 0
    pairs = gathered._pairs[taken]  # noqa: SLF001
    if not len(pairs):
        return nodes
    graph = coo_array((np.ones(len(pairs), dtype=np.int8), (pairs[:, 0], pairs[:, 1])), shape=(size, size))
    _, labels = connected_components(graph, directed=False)
    return np.asarray(labels, dtype=np.int64)[nodes]


def _agreed(gathered: Gathered, person: Codes, many: int) -> tuple[Codes, dict[str, int]]:
    """Take for each person the value most of their records name, the first in order of two as frequent."""
    agreed = np.full((len(gathered.names), many), -1, dtype=np.int64)
    contradicted: dict[str, int] = {}
    for at, name in enumerate(gathered.names):
        codes = gathered._values[at]  # noqa: SLF001
        told = codes >= 0
        width = max(len(gathered.labels[at]), 1)
        named, votes = np.unique(person[told] * width + codes[told], return_counts=True)
        who, value = named // width, named % width
        contradicted[name] = int((np.bincount(who, minlength=many) > 1).sum()) if len(who) else 0
        order = np.lexsort((-value, votes, who))  # the last of a person wins: most votes, then the first value
        agreed[at, who[order]] = value[order]
    return agreed, contradicted


def summary(gathered: Gathered, sure: float = 0.5) -> Read:
    """Say in numbers what was read and linked, with the links from this probability on."""
    cells, duplicates, contradicted = _persons(gathered, gathered._chances >= sure)  # noqa: SLF001
    missing = {name: int(cells.counts[cells.values[:, at] < 0].sum()) for at, name in enumerate(gathered.names)}
    return Read(
        gathered.lists,
        tuple(np.bincount(gathered._list_of, minlength=len(gathered.lists)).tolist()),  # noqa: SLF001
        tuple(duplicates.tolist()),
        int(cells.counts.sum()),
        gathered._unlinkable,  # noqa: SLF001
        len(gathered._chances),  # noqa: SLF001
        contradicted,
        missing,
    )


def overlap(gathered: Gathered, sure: float = 0.5) -> Table:
    """Return the overlap table of all, with the links from this probability on: strict 0.9, central 0.5, loose 0.1."""
    cells, _, _ = _persons(gathered, gathered._chances >= sure)  # noqa: SLF001
    return Table.of(gathered.lists, zip(cells.sets.tolist(), cells.counts.tolist(), strict=True))


def strata_as_told(gathered: Gathered, sure: float = 0.5) -> Strata:
    """Return the tables by stratum, missing values standing for themselves as None."""
    cells, _, _ = _persons(gathered, gathered._chances >= sure)  # noqa: SLF001
    return _strata(gathered, cells)


def draw(gathered: Gathered, seed: int) -> Strata:
    """Draw links by their probability and missing values from those on the same lists; return tables that are whole.

    The same seed gives the same tables. A value for which there is no example at all stays None.
    """
    chance = np.random.default_rng(seed)
    taken = chance.random(len(gathered._chances)) < gathered._chances  # noqa: SLF001
    cells, _, _ = _persons(gathered, taken)
    for at in range(len(gathered.names)):
        cells = _imputed(cells, at, chance)
    return _strata(gathered, cells)


def _imputed(cells: _Persons, at: int, chance: np.random.Generator) -> _Persons:
    """Split the cells without a value over the values of their donors, one draw for each person."""
    known = cells.values[:, at] >= 0
    if known.all() or not known.any():
        return cells
    sets, values, counts = [cells.sets[known]], [cells.values[known]], [cells.counts[known]]
    width = int(cells.values[:, at].max()) + 1
    for cell in np.flatnonzero(~known):
        weights = _donors(cells, int(cell), at, known, width)
        split = chance.multinomial(cells.counts[cell], weights / weights.sum())
        hit = np.flatnonzero(split)
        filled = np.repeat(cells.values[[cell]], len(hit), axis=0)
        filled[:, at] = hit
        sets.append(np.full(len(hit), cells.sets[cell]))
        values.append(filled)
        counts.append(split[hit])
    return _Persons(np.concatenate(sets), np.concatenate(values), np.concatenate(counts))


def _donors(cells: _Persons, cell: int, at: int, known: npt.NDArray[np.bool_], width: int) -> npt.NDArray[np.intp]:
    """Count the values of those on the same lists with the same other strata; else same lists; same strata; all."""
    others = [one for one in range(cells.values.shape[1]) if one != at and cells.values[cell, one] >= 0]
    alike = (cells.values[:, others] == cells.values[cell, others]).all(axis=1)
    same = cells.sets == cells.sets[cell]
    for who in (known & same & alike, known & same, known & alike, known):
        if who.any():
            return np.bincount(cells.values[who, at], cells.counts[who], minlength=width)
    raise AssertionError("somebody has a value")


def _strata(gathered: Gathered, cells: _Persons) -> Strata:
    by_key: dict[tuple[str | None, ...], list[tuple[int, int]]] = {}
    for one, codes, count in zip(cells.sets.tolist(), cells.values.tolist(), cells.counts.tolist(), strict=True):
        key = tuple(gathered.labels[at][code] if code >= 0 else None for at, code in enumerate(codes))
        by_key.setdefault(key, []).append((one, count))
    ordered = sorted(by_key, key=lambda key: tuple((value is None, value or "") for value in key))
    return Strata(
        gathered.lists, gathered.names, tuple((key, Table.of(gathered.lists, by_key[key])) for key in ordered)
    )
