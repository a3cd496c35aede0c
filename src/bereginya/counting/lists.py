"""Lists of people or events and the links between them, read and put side by side as numbers.

Records are linked by an id they share, or by pairwise links with a probability; `linked` joins them into people.
It keeps numbers in place of names; ids leave it in no result and no error.
"""

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar, TextIO

import numpy as np
import numpy.typing as npt

from bereginya.counting.errors import CountingError
from bereginya.counting.table import MOST_LISTS

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
class Gathered:
    """All records of all lists as numbers, ready to be linked and drawn."""

    lists: tuple[str, ...]
    names: tuple[str, ...]
    labels: tuple[tuple[str, ...], ...]
    list_of: Codes = field(repr=False)
    node_of: Codes = field(repr=False)
    values: Codes = field(repr=False)
    pairs: Codes = field(repr=False)
    chances: npt.NDArray[np.float64] = field(repr=False)
    unlinkable: int = 0


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
