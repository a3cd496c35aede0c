"""A ready overlap table as people keep it: any separator, decimal counts, an index column, a byte order mark.

It brings such a file to a table with strata, or says in one sentence, in three languages, what is wrong with it.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from bereginya.counting.errors import CountingError, TableError
from bereginya.counting.table import MOST_LISTS, MOST_PERSONS, Strata, Table, whole

COUNTS = ("count", "counts", "freq", "frequency", "n", "количество", "число", "кількість")
_YES = frozenset({"1", "1.0", "1,0", "true"})
_NO = frozenset({"0", "0.0", "0,0", "false"})
_UNKNOWN = frozenset({"", "missing", "unknown", "na", "n/a", "nan", "null", "none", "?", "-"})
_PACKED = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"PAR1", b"\x1f\x8b")
_LONGEST_CELL = 1 << 20


class SheetError(CountingError):
    """A file is no overlap table. It names file, row and column, in a whole sentence."""

    code: ClassVar[str] = "counting.sheet"
    section: ClassVar[str] = "sheet"

    def framed(self, language: str) -> str:
        """Return what is wrong; it names its file already."""
        return self.sentence(language)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as it was read: by the strata of all its other columns, which may be added over."""

    strata: Strata

    @property
    def table(self) -> Table:
        """Return the table of all strata together."""
        return self.strata.pooled()

    def by(self, names: Sequence[str], file: str) -> Strata:
        """Return the table by these columns alone, the others added over. Raises SheetError for an unknown column."""
        missing = [name for name in names if name not in self.strata.names]
        if missing:
            raise SheetError("no_column", file=file, column=missing[0], columns=", ".join(self.strata.names) or "—")
        places = [self.strata.names.index(name) for name in names]
        cells: dict[tuple[str | None, ...], list[tuple[int, int]]] = {}
        for key, table in self.strata.tables:
            cells.setdefault(tuple(key[place] for place in places), []).extend(table.cells)
        return _strata(self.strata.lists, names, cells)


def decoded(data: bytes, file: str) -> str:
    """Return the text of a file in UTF-8, UTF-16 with a mark, or else Windows-1251. Raises SheetError for others."""
    if data.startswith(_PACKED):
        raise SheetError("spreadsheet", file=file)
    try:
        if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
            return data.decode("utf-16")
        if b"\0" in data:
            raise SheetError("encoding", file=file)
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            return data.decode("cp1251")
        except UnicodeDecodeError:
            raise SheetError("encoding", file=file) from None


def with_commas(data: bytes, file: str) -> str:
    """Return a CSV file of any separator as text with commas, its head in small letters. Raises SheetError."""
    head, body = _rows(decoded(data, file), file)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([name.casefold() for name in head])
    writer.writerows(row[: len(head)] for _, row in body)
    return out.getvalue()


def read_sheet(data: bytes, file: str, *, lists: Sequence[str] = ()) -> Sheet:
    """Read a table with a column of 0/1 for each list, and `count`; every other column is a stratum.

    `lists` names the columns that are lists, where another column holds only 0 and 1 too. Rows of one pattern are
    added; a row without lists may stand there, empty or 0. Raises SheetError, with the row.
    """
    head, body = _rows(decoded(data, file), file)
    count_at = _count_column(head, file)
    others = [at for at, name in enumerate(head) if name and at != count_at]
    _refuse_twins([head[at] for at in others], file)
    list_at = _named(head, body, lists, file) if lists else _found(head, body, others, file)
    if not 1 <= len(list_at) <= MOST_LISTS:
        raise SheetError("many_lists", file=file, found=len(list_at), most=MOST_LISTS)
    strata_at = [at for at in others if at not in list_at]
    cells: dict[tuple[str | None, ...], list[tuple[int, int]]] = {}
    for number, row in body:
        one = sum(1 << place for place, at in enumerate(list_at) if row[at].casefold() in _YES)
        count = _count(row[count_at], one, (file, number))
        if one:
            key = tuple(None if row[at].casefold() in _UNKNOWN else row[at] for at in strata_at)
            cells.setdefault(key, []).append((one, count))
    if sum(count for rows in cells.values() for _, count in rows) > MOST_PERSONS:
        raise SheetError("too_many", file=file)
    return Sheet(_strata([head[at] for at in list_at], [head[at] for at in strata_at], cells))


def _strata(
    lists: Sequence[str], names: Sequence[str], cells: Mapping[tuple[str | None, ...], list[tuple[int, int]]]
) -> Strata:
    ordered = sorted(cells, key=lambda key: tuple((value is None, value or "") for value in key))
    return Strata(tuple(lists), tuple(names), tuple((key, Table.of(lists, cells[key])) for key in ordered))


Rows = list[tuple[int, list[str]]]
"""Rows with their number in the file."""


def _rows(text: str, file: str) -> tuple[list[str], Rows]:
    """Return the head and the rows, as wide as it."""
    csv.field_size_limit(_LONGEST_CELL)
    try:
        rows = list(_filled(text))
    except csv.Error as error:
        raise SheetError("broken", file=file) from error
    if len(rows) < 2:
        raise SheetError("empty", file=file)
    head = rows[0][1]
    while head and not head[-1] and all(len(row) < len(head) or not row[len(head) - 1] for _, row in rows):
        head = head[:-1]  # a separator at the end of each line
    for number, row in rows[1:]:
        if len(row) < len(head) or any(row[len(head) :]):
            raise SheetError("width", file=file, row=number, found=len(row), head=len(head))
    return head, rows[1:]


def _filled(text: str) -> Iterator[tuple[int, list[str]]]:
    first = text.lstrip().split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t|", key=first.count), skipinitialspace=True)
    for row in reader:
        cells = [cell.strip() for cell in row]
        if any(cells):
            yield reader.line_num, cells


def _count_column(head: Sequence[str], file: str) -> int:
    """Return the place of `count`, or else of the one column that is named as counts are."""
    names = [name.casefold() for name in head]
    for wanted in ((COUNTS[0],), COUNTS[1:]):
        found = [at for at, name in enumerate(names) if name in wanted]
        if len(found) > 1:
            raise SheetError("two_counts", file=file)
        if found:
            return found[0]
    raise SheetError("no_count", file=file, columns=", ".join(filter(None, head)))


def _refuse_twins(names: Sequence[str], file: str) -> None:
    for at, name in enumerate(names):
        if name in names[:at]:
            raise SheetError("same_name", file=file, column=name)


def _found(head: Sequence[str], body: Rows, others: Sequence[int], file: str) -> list[int]:
    """Return the columns that hold only 0 and 1."""
    found = []
    for at in others:
        values = {row[at].casefold() for _, row in body}
        if values <= _YES | _NO:
            found.append(at)
        elif values & _YES and values <= _YES | _NO | {""}:
            gap = next(number for number, row in body if not row[at])
            raise SheetError("gaps", file=file, row=gap, column=head[at])
    if not found:
        raise SheetError("no_lists", file=file)
    return found


def _named(head: Sequence[str], body: Rows, lists: Sequence[str], file: str) -> list[int]:
    _refuse_twins(lists, file)
    for name in lists:
        if name not in head:
            raise SheetError("no_column", file=file, column=name, columns=", ".join(filter(None, head)))
        at = head.index(name)
        wrong = next((number for number, row in body if row[at].casefold() not in _YES | _NO), None)
        if wrong is not None:
            raise SheetError("not_list", file=file, row=wrong, column=name)
    return [head.index(name) for name in lists]


def _count(cell: str, lists: int, where: tuple[str, int]) -> int:
    """Return a count; nothing where the row is that of nobody's list."""
    file, row = where
    if not lists and cell.casefold() in _UNKNOWN:
        return 0
    plain = "".join(cell.split()).lstrip("+")
    try:
        count = int(plain) if plain.isdecimal() else whole(float(plain.replace(",", ".")))
    except (ValueError, OverflowError, TableError):
        raise SheetError("count", file=file, row=row) from None
    if count > MOST_PERSONS:
        raise SheetError("too_many", file=file)
    if count and not lists:
        raise SheetError("zero_row", file=file, row=row)
    return count
