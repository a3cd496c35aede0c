"""JSON Lines: one object a line, and FollowTheMoney entities, which are such lines with a schema and lists of values.

A file that is one JSON list is read too. A line that is no object is put aside by its number. JSON is written in UTF-8
(RFC 8259, section 8.1); what old programs wrote in UTF-16 or in one byte a letter is read all the same.
"""

import codecs
import json
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path

from bereginya.tracing.reading import encodings
from bereginya.tracing.reading.errors import UnreadableFileError
from bereginya.tracing.reading.values import Aside, Block, Source, Why, block

_SAMPLE = 300
_ROWS = 100_000
_LONGEST = 1 << 24
_PEOPLE = frozenset({"Person"})
# The properties of a FollowTheMoney Person that say what our columns do (followthemoney, schema/Person.yaml), in order.
_PROPERTIES: Mapping[str, tuple[str, ...]] = {
    "surname": ("lastName",),
    "given_name": ("firstName",),
    "patronymic": ("fatherName", "middleName", "secondName"),
    "full_name": ("name",),
    "born": ("birthDate",),
    "place": ("birthPlace", "address", "addressEntity"),
    "unit": (),
    "rank": ("position", "title"),
    "text": ("alias", "weakAlias", "previousName", "notes", "summary", "description", "status", "deathDate"),
}
_ENTITY = ("id", *_PROPERTIES)


def look(path: Path) -> Source:
    """Return the keys of the first lines as headers; entities get the canonical columns at once."""
    found = [row for _, row in _objects(path, _SAMPLE) if isinstance(row, dict)]
    if not found:
        raise UnreadableFileError(f"{path.name}: no line is a JSON object")
    if all(_is_entity(row) for row in found):
        sample = tuple(tuple(_entity(row)) for row in found if row.get("schema") in _PEOPLE)
        return Source(path, "ftm", _ENTITY, sample, header_row=0)
    headers = tuple(dict.fromkeys(key for row in found for key in _flat(row)))
    rows = tuple(tuple(_flat(row).get(key) for key in headers) for row in found)
    return Source(path, "jsonl", headers, rows, header_row=0)


def blocks(source: Source) -> Iterator[Block]:
    """Read line by line. Keys that the first lines did not have are not seen."""
    rows: list[list[str | None]] = []
    numbers: list[int] = []
    aside: list[Aside] = []
    for number, value in _objects(source.path):
        row = _row(source, value)
        if isinstance(row, str):
            aside.append(Aside(number, row))
            continue
        rows.append(row)
        numbers.append(number)
        if len(rows) == _ROWS:
            yield block(source.headers, rows, numbers, aside=tuple(aside), done=0.5)
            rows, numbers, aside = [], [], []
    yield block(source.headers, rows, numbers, aside=tuple(aside), done=1.0)


def _row(source: Source, value: object) -> "list[str | None] | Why":
    if not isinstance(value, dict):
        return "not-json"
    if source.form == "ftm":
        return _entity(value) if _is_entity(value) and value.get("schema") in _PEOPLE else "not-a-person"
    flat = _flat(value)
    return [flat.get(key) for key in source.headers]


def _objects(path: Path, most: int | None = None) -> Iterator[tuple[int, object]]:
    """Yield the number of each line that is not empty and what it holds; None where it holds no JSON."""
    with path.open("rb") as file:
        head = file.read(64)
        if encodings.of(head).startswith("utf-16"):
            yield from islice(_sixteen(path, encodings.of(head)), most)
            return
        if head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"["):
            yield from list(_listed(path))[:most]
            return
        file.seek(0)
        seen = 0
        number = 0
        while line := file.readline(_LONGEST):
            number += 1
            if not line.strip():
                continue
            yield number, _parsed(line)
            seen += 1
            if seen == most:
                return


def _sixteen(path: Path, encoding: str) -> Iterator[tuple[int, object]]:
    """Yield the number of each filled line of UTF-16 and what it holds; a whole JSON list is not looked for."""
    with path.open(encoding=encoding, errors="replace") as file:
        for number, line in enumerate(iter(lambda: file.readline(_LONGEST), ""), 1):
            if line.strip("\ufeff \r\n\t"):
                yield number, _parsed(line.strip("\ufeff").encode())


def _listed(path: Path) -> Iterator[tuple[int, object]]:
    value = _parsed(path.read_bytes())
    if not isinstance(value, list):
        raise UnreadableFileError(f"{path.name}: a JSON list that does not end, or is none")
    yield from enumerate(value, 1)


def _parsed(line: bytes) -> object:
    try:
        return json.loads(encodings.decoded(line.removeprefix(codecs.BOM_UTF8)))
    except (ValueError, RecursionError):
        return None


def _is_entity(row: Mapping[str, object]) -> bool:
    return "schema" in row and isinstance(row.get("properties"), dict)


def _entity(row: Mapping[str, object]) -> list[str | None]:
    """Return an entity as canonical cells: the first value counts, further names and notes go to the text."""
    properties = row.get("properties")
    held = properties if isinstance(properties, dict) else {}
    cells: list[str | None] = [_plain(row.get("id"))]
    more = [one for column in ("full_name", "surname", "given_name") for one in _values(held, _PROPERTIES[column])[1:]]
    for column, keys in _PROPERTIES.items():
        values = _values(held, keys)
        cells.append("; ".join([*values, *more]) or None if column == "text" else values[0] if values else None)
    return cells


def _values(held: Mapping[str, object], keys: tuple[str, ...]) -> list[str]:
    found: list[str] = []
    for key in keys:
        value = held.get(key)
        for one in value if isinstance(value, list) else [value]:
            text = _plain(one.get("id") if isinstance(one, dict) else one)
            if text:
                found.append(text)
    return found


def _flat(row: Mapping[str, object], before: str = "") -> dict[str, str | None]:
    """Return an object's values under dotted keys; a list is its values, joined."""
    found: dict[str, str | None] = {}
    for key, value in row.items():
        name = f"{before}{key}"
        if isinstance(value, dict):
            found |= _flat(value, f"{name}.") if before.count(".") < 8 else {}
        elif isinstance(value, list):
            found[name] = "; ".join(filter(None, map(_plain, value))) or None
        else:
            found[name] = _plain(value)
    return found


def _plain(value: object) -> str | None:
    if value is None or isinstance(value, bool | dict | list):
        return None
    return str(value).strip() or None
