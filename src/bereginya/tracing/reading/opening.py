"""Opens a file of people by what is in it, finds its header, and brings its rows to the canonical columns."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from bereginya.tracing import birth_texts, coded
from bereginya.tracing.errors import MappingError
from bereginya.tracing.mapping import Field, Mapping, guess, knows
from bereginya.tracing.people import COLUMNS, UNREPEATED
from bereginya.tracing.reading import columnar, delimited, lines, pfif, repeating, sheets
from bereginya.tracing.reading.errors import UnreadableFileError
from bereginya.tracing.reading.values import Aside, Block, Source, named

_HEADER_WITHIN = 25
_BETWEEN = {"text": "; ", "place": ", "}


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Reading:
    """People read from a file: canonical text columns, and which rows were kept aside.

    `repeated` counts the rows whose id an earlier row had; such a row is called "id (row 17)", so that every candidate
    can be looked up again. `done` is the part of the file that was read.
    """

    table: pa.Table
    aside: tuple[Aside, ...] = ()
    repeated: int = 0
    done: float = 1.0


def look(path: Path) -> Source:
    """Return what a file is, by its first bytes: its form, its headers, a sample of its rows.

    Raises UnreadableFileError if it is empty, cut short, or of no kind that we read.
    """
    try:
        with path.open("rb") as file:
            head = file.read(4096)
    except OSError as error:
        raise UnreadableFileError(f"{path.name}: {error.strerror}") from error
    if not head.strip():
        raise UnreadableFileError(f"{path.name}: empty")
    if head.startswith(b"PAR1"):
        return columnar.look(path)
    if head.startswith(b"PK"):
        return _headed(sheets.look(path))
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableFileError(f"{path.name}: a spreadsheet of the old kind (.xls); save it as .xlsx first")
    start = head.decode("utf-16", "replace") if head[:2] in (b"\xff\xfe", b"\xfe\xff") else head.decode("latin-1")
    start = start.lstrip("\ufeffï»¿ \r\n\t")
    if start.startswith("<"):
        return pfif.look(path)
    if re.match(r"\{|\[\s*\{", start) or (start[:1] == "[" and path.suffix.lower() in (".json", ".jsonl", ".ndjson")):
        return lines.look(path)
    return _headed(delimited.look(path))


def mapped(source: Source) -> Mapping:
    """Return the guess for a source; what its format already says is not guessed."""
    if source.form in ("pfif", "ftm"):
        return Mapping(tuple(Field(header, (header,)) for header in source.headers))
    return guess(source.headers, source.values)


def read(source: Source, mapping: Mapping, *, keep_coded: bool = False) -> Reading:
    """Read a whole file into memory; a million rows of a clean file take about half a second.

    Columns that repeat themselves stay coded if that is wanted; else each is one text a row. Raises UnreadableFileError
    where the file breaks off as a whole, MappingError if nobody is named in it.
    """
    _refuse_nameless(source, mapping)
    parts = _parts(source, mapping)
    if not parts:
        return Reading(_empty())
    raw = pa.concat_tables([part.table for part in parts]) if len(parts) > 1 else parts[0].table
    numbers = np.concatenate([part.numbers for part in parts]) if len(parts) > 1 else parts[0].numbers
    table, repeated = _distinct(shaped(Block(raw, numbers), mapping), numbers)
    table = table if keep_coded else pa.table({name: coded.plain(table[name]) for name in table.column_names})
    return Reading(table, tuple(one for part in parts for one in part.aside), repeated)


def _parts(source: Source, mapping: Mapping) -> list[Block]:
    """Return all rows of a file, in one block where the file lets itself be read at once."""
    again = [one for field in mapping.fields if field.role not in UNREPEATED for one in field.headers]
    if source.form == "parquet":
        wanted = [one for field in mapping.fields for one in field.headers]
        return [columnar.whole(source, wanted, again)]
    if source.form != "csv":
        return list(_blocks(source, careful=False))
    try:
        return [delimited.whole(source, again)]
    except delimited.NotCleanError:
        return list(_blocks(source, careful=True))


def batches(source: Source, mapping: Mapping) -> Iterator[Reading]:
    """Read a file of any size block by block; ids that repeat are seen within a block only.

    The file is first looked through once to learn whether the fast way can read it all: what was handed on cannot be
    taken back.
    """
    _refuse_nameless(source, mapping)
    careful = source.form == "csv" and not _is_clean(source)
    for block in _blocks(source, careful=careful):
        table, repeated = _distinct(shaped(block, mapping), block.numbers)
        yield Reading(table, block.aside, repeated, block.done)


def _refuse_nameless(source: Source, mapping: Mapping) -> None:
    if not mapping.names_people():
        raise MappingError(f"{source.path.name}: no column was found that names people")


def _is_clean(source: Source) -> bool:
    try:
        for _ in delimited.blocks(source):
            pass
    except delimited.NotCleanError:
        return False
    return True


def _blocks(source: Source, *, careful: bool) -> Iterator[Block]:
    if source.form == "csv":
        return delimited.blocks(source, careful=careful)
    readers: dict[str, Callable[[Source], Iterator[Block]]] = {
        "xlsx": sheets.blocks,
        "parquet": columnar.blocks,
        "pfif": pfif.blocks,
        "jsonl": lines.blocks,
        "ftm": lines.blocks,
    }
    return readers[source.form](source)


# ---- the header


def _headed(source: Source) -> Source:
    """Return a source whose header row is chosen: the first one with names that lists have, below any title."""
    found = next((place for place, row in enumerate(source.sample[:_HEADER_WITHIN]) if _is_header(row)), None)
    if found is None:
        found = 0 if _looks_named(source.sample[0], source.sample[1:]) else -1
    wide = max(len(row) for row in source.sample[max(found, 0) :])
    if found < 0:
        return replace(source, headers=named([None] * wide), header_row=0)
    headers = (*source.sample[found], *[None] * (wide - len(source.sample[found])))
    below = source.sample[found + 1 :]
    keep = wide if source.form == "xlsx" else len(source.sample[found])
    return replace(source, headers=named(headers[:keep]), sample=below, header_row=_row_number(source, found))


def _is_header(row: Sequence[str | None]) -> bool:
    filled = [cell for cell in row if cell]
    known = sum(knows(cell) for cell in filled)
    return known >= 2 or (known == 1 and len(filled) == 1 == len(row))


def _looks_named(first: Sequence[str | None], below: Sequence[Sequence[str | None]]) -> bool:
    """Tell whether a first row of unknown words is a header: no digits in it, every cell filled, others below."""
    return (
        bool(below) and all(cell and not any(map(str.isdigit, cell)) for cell in first) and not _names_somebody(first)
    )


def _names_somebody(row: Sequence[str | None]) -> bool:
    return guess([f"column {place}" for place in range(1, len(row) + 1)], lambda name: _cell(row, name)).names_people()


def _cell(row: Sequence[str | None], name: str) -> list[str]:
    cell = row[int(name.split()[1]) - 1]
    return [cell] if cell else []


def _row_number(source: Source, place: int) -> int:
    """Return the row as the file counts: text files count their empty lines too."""
    if source.form == "xlsx":
        return place + 1
    return delimited.line_of(source, place)


# ---- from raw columns to canonical ones


def shaped(block: Block, mapping: Mapping) -> pa.Table:
    """Return a block's rows under the canonical names; a row without an id is called by its number."""
    table = block.table
    made: dict[str, pa.Array] = {}
    for role in COLUMNS:
        headers = mapping.headers(role)
        if headers:
            made[role] = _joined([table[header] for header in headers], _BETWEEN.get(role, " "))
            if role in UNREPEATED:
                made[role] = coded.plain(made[role])
    if "id" not in made or made["id"].null_count:
        numbered = pc.binary_join_element_wise("row ", pa.array(block.numbers).cast(pa.string()), "")
        made["id"] = pc.coalesce(made["id"], numbered) if "id" in made else numbered
    dates = _births(table, mapping, made.get("born"))
    if dates is not None:
        made["born"] = dates
    return pa.table({column: made.get(column, pa.nulls(len(table), pa.string())) for column in COLUMNS})


def _births(table: pa.Table, mapping: Mapping, said: pa.Array | None) -> pa.Array | None:
    """Return the births: a date as said, else put together from its parts, else from an age and its day."""
    found = [] if said is None else [birth_texts.column(said, days_first=mapping.days_first)]
    year, month, day = (_column(table, mapping, f"born_{part}") for part in ("year", "month", "day"))
    if year is not None:
        found.append(birth_texts.parts(year, month, day))
    age, on = _column(table, mapping, "age"), _column(table, mapping, "age_on")
    if age is not None and (on is not None or mapping.age_on is not None):
        found.append(birth_texts.ages(age, mapping.age_on if on is None else on))
    if len(found) < 2:
        return found[0] if found else None
    return pc.coalesce(*map(coded.plain, found))


def _column(table: pa.Table, mapping: Mapping, role: str) -> pa.Array | None:
    headers = mapping.headers(role)
    return coded.plain(table[headers[0]]) if headers else None


def _joined(columns: Sequence[pa.ChunkedArray], between: str) -> pa.Array:
    if len(columns) == 1 and coded.is_coded(columns[0]):
        return coded.changed(coded.coded(columns[0]), _trimmed)
    whole = [_trimmed(coded.plain(column)) for column in columns]
    if len(whole) == 1:
        return whole[0]
    joined = pc.binary_join_element_wise(*whole, between, null_handling="skip")
    return pc.if_else(pc.equal(joined, ""), pa.scalar(None, pa.string()), joined)


def _trimmed(column: pa.Array) -> pa.Array:
    cut = pc.utf8_trim_whitespace(column)
    if pc.sum(pc.binary_length(cut)) == pc.sum(pc.binary_length(column)) and pc.min(pc.binary_length(cut)).as_py() != 0:
        return column
    return pc.if_else(pc.equal(cut, ""), pa.scalar(None, pa.string()), cut)


def _distinct(table: pa.Table, numbers: np.ndarray) -> tuple[pa.Table, int]:
    """Return the table with ids that are each one row's, and how many had to be told apart."""
    ids, repeated = repeating.told_apart(coded.whole(table["id"]), numbers)
    return (table.set_column(table.column_names.index("id"), "id", ids) if repeated else table), repeated


def _empty() -> pa.Table:
    return pa.table({column: pa.array([], pa.string()) for column in COLUMNS})
