"""Many people as columns: what each row says of a person, as it was written.

Canonical columns, all text: id, surname, given_name, patronymic or full_name, born, place, unit, rank, text. A column
that is missing is unknown for everybody; an empty text is unknown. Nothing is corrected here.
"""

import re
from dataclasses import dataclass
from typing import Self

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from bereginya import names
from bereginya.tracing.coded import changed, coded, either, is_coded, plain, spread, whole
from bereginya.tracing.errors import UnknownColumnError

COLUMNS = ("id", "surname", "given_name", "patronymic", "full_name", "born", "place", "unit", "rank", "text")
"""The canonical columns, in the order in which we write them."""

_KEPT = tuple(column for column in COLUMNS if column != "full_name")
UNREPEATED = frozenset({"id", "text"})
"""Columns in which a text hardly stands twice: they are kept as texts, the others as numbers of distinct texts."""
_PARTS = ("surname", "given_name", "patronymic")
_TWO_INITIALS = re.compile(
    r"^\s*([^\W\d_])\s*[.,]?\s*([^\W\d_])\s*\.?\s*$|^\s*([^\W\d_])\s*\.\s*-?\s*([^\W\d_])\s*\.?\s*$"
)


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class People:
    """Rows about people; `table` holds every canonical column but full_name, which was taken apart. Columns that
    repeat themselves are dictionary-encoded."""

    table: pa.Table

    @classmethod
    def from_arrow(cls, table: pa.Table) -> Self:
        """Return the people of a table with canonical column names; other columns are left out.

        A full_name is taken apart by `names.parse` wherever the row gives neither surname nor given name; a unit or a
        year that stood in it is kept if the row has none. Raises UnknownColumnError if `id` is missing or null.
        """
        if "id" not in table.column_names:
            raise UnknownColumnError("the table has no column id")
        found = {column: _text(table, column) for column in _KEPT}
        if found["id"].null_count:
            raise UnknownColumnError(f"{found['id'].null_count} rows have no id")
        if "full_name" in table.column_names and table["full_name"].null_count < len(table):
            found |= _apart(table, found)
        found |= _initials(found)
        return cls(pa.table(found))

    def __len__(self) -> int:
        return int(self.table.num_rows)

    def ids(self) -> pa.ChunkedArray:
        """Return the ids of the rows."""
        return self.table["id"]

    def words(self, column: str) -> tuple[NDArray[np.int32], list[str]]:
        """Return the distinct texts of a column and, for each row, the number of its text; -1 where it is unknown."""
        return codes(self.table[column])

    def row(self, number: int) -> dict[str, str | None]:
        """Return one row by its number, from 0."""
        return {column: self.table[column][number].as_py() for column in _KEPT}


def codes(column: pa.ChunkedArray | pa.Array) -> tuple[NDArray[np.int32], list[str]]:
    """Return for each text its number among the distinct texts, -1 for null, and the distinct texts."""
    one = whole(column)
    held = one if is_coded(one) else one.dictionary_encode()
    numbers = held.indices.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int32, copy=False)
    if len(held.dictionary) <= len(numbers):
        return numbers, held.dictionary.to_pylist()
    used, again = np.unique(numbers, return_inverse=True)  # a slice of a table has the texts of all of it
    missing = int(len(used) > 0 and used[0] < 0)
    return (again - missing).astype(np.int32), held.dictionary.take(pa.array(used[missing:])).to_pylist()


def _text(table: pa.Table, column: str) -> pa.Array:
    """Return a column as text, empty texts null; all null if the table has none such. What repeats itself is coded."""
    if column not in table.column_names:
        return _texts(pa.nulls(table.num_rows, pa.string()), column)
    values = _texts(table[column], column)
    if column == "id":
        return values
    return _filled(values) if column in UNREPEATED else changed(values, _filled)


def _texts(values: pa.ChunkedArray | pa.Array, column: str) -> pa.Array:
    kind = values.type.value_type if is_coded(values) else values.type
    if not pa.types.is_string(kind):
        values = plain(values).cast(pa.string())
    return plain(values) if column in UNREPEATED else coded(values)


def _filled(values: pa.Array) -> pa.Array:
    empty = pc.equal(pc.utf8_trim_whitespace(values), "")
    return pc.if_else(empty, pa.scalar(None, pa.string()), values) if pc.any(empty).as_py() else values


def _apart(table: pa.Table, found: dict[str, pa.Array]) -> dict[str, pa.Array]:
    """Return the name columns with what full names say put where the row is silent."""
    silent = pc.and_(pc.is_null(found["surname"]), pc.is_null(found["given_name"]))
    if not pc.any(silent).as_py():
        return {}
    numbers, texts = codes(pc.if_else(silent, plain(_text(table, "full_name")), pa.scalar(None, pa.string())))
    if not texts:
        return {}
    rows = [_parts(names.parse(text)) for text in texts]
    said = {column: spread([row[i] for row in rows], numbers) for i, column in enumerate((*_PARTS, "unit", "born"))}
    return {column: either(found[column], values) for column, values in said.items()}


def _parts(name: names.Name) -> tuple[str | None, str | None, str | None, str | None, str | None]:
    """Return surname, given name, patronymic, unit and year; initials stand in for names that are not given."""
    letters = list(name.initials)
    given = name.given or (letters.pop(0) + "." if letters else None)
    father = name.patronymic or (letters.pop(0) + "." if letters else None)
    return name.surname, given, father, name.unit, str(name.years[0]) if len(name.years) == 1 else None


def _initials(found: dict[str, pa.Array]) -> dict[str, pa.Array]:
    """Return given name and patronymic with "И. П." in the given name's place taken apart."""
    numbers, texts = codes(found["given_name"])
    pairs = {
        i: match.groups() for i, text in enumerate(texts) if len(text) < 9 and (match := _TWO_INITIALS.match(text))
    }
    if not pairs:
        return {}
    first: list[str | None] = [_letter(pairs[i], 0) if i in pairs else text for i, text in enumerate(texts)]
    second = [_letter(pairs[i], 1) if i in pairs else None for i in range(len(texts))]
    return {
        "given_name": spread(first, numbers),
        "patronymic": either(found["patronymic"], spread(second, numbers)),
    }


def _letter(groups: tuple[str | None, ...], place: int) -> str:
    return f"{groups[place] or groups[place + 2]}."
