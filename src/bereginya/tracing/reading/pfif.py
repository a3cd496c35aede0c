"""People Finder Interchange Format 1.4 (and 1.2, 1.3): persons, their notes joined into the text.

XML with a document type is refused: entities that multiply, or that read other files, come in no other way. Elements
are dropped as soon as they are read, so that a long feed takes no memory.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from bereginya.tracing.reading.errors import UnreadableFileError
from bereginya.tracing.reading.values import Aside, Block, Source, block

_SAMPLE = 300
_ROWS = 50_000
_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "id": ("person_record_id",),
    "surname": ("family_name", "last_name"),
    "given_name": ("given_name", "first_name"),
    "full_name": ("full_name",),
    "born": ("date_of_birth",),
    "age": ("age",),
    "age_on": ("source_date", "entry_date"),
    "place": ("home_city", "home_neighborhood", "home_state", "home_country"),
    "text": ("alternate_names", "description", "other"),
}
_HEADERS = tuple(_COLUMNS)


def look(path: Path) -> Source:
    """Return the canonical columns and the first persons. Raises UnreadableFileError for XML that is no PFIF."""
    sample: list[tuple[str | None, ...]] = []
    try:
        for _, cells in _persons(path):
            sample.append(tuple(cells))
            if len(sample) == _SAMPLE:
                break
    except ParseError as error:
        if not sample:
            raise UnreadableFileError(f"{path.name}: no XML that can be read") from error
    if not sample:
        raise UnreadableFileError(f"{path.name}: holds no PFIF person")
    return Source(path, "pfif", _HEADERS, tuple(sample), header_row=0)


def blocks(source: Source) -> Iterator[Block]:
    """Read person by person, counted from 1; where the XML breaks, what follows is lost and the number says where."""
    rows: list[list[str | None]] = []
    numbers: list[int] = []
    aside: tuple[Aside, ...] = ()
    try:
        for number, cells in _persons(source.path):
            rows.append(cells)
            numbers.append(number)
            if len(rows) == _ROWS:
                yield block(_HEADERS, rows, numbers, done=0.5)
                rows, numbers = [], []
    except ParseError:
        aside = (Aside((numbers[-1] if numbers else 0) + 1, "xml"),)
    yield block(_HEADERS, rows, numbers, aside=aside, done=1.0)


def _persons(path: Path) -> Iterator[tuple[int, list[str | None]]]:
    number = 0
    root: Element | None = None
    try:
        for event, element in iterparse(path, events=("start", "end"), forbid_dtd=True):
            root = element if root is None else root
            if event == "end" and _name(element) == "person":
                number += 1
                yield number, _cells(element)
                element.clear()
                root.clear()
    except DefusedXmlException as error:
        raise UnreadableFileError(f"{path.name}: XML that defines entities is refused") from error


def _cells(person: Element) -> list[str | None]:
    cells: list[str | None] = []
    for column, tags in _COLUMNS.items():
        said = [text for tag in tags for text in _texts(person, tag)]
        if column == "text":
            said += [text for note in person if _name(note) == "note" for text in _note(note)]
            cells.append("; ".join(said) or None)
        elif column == "place":
            cells.append(", ".join(dict.fromkeys(said)) or None)
        else:
            cells.append(said[0] if said else None)
    return cells


def _note(note: Element) -> Iterator[str]:
    for tag in ("status", "last_known_location", "text"):
        yield from _texts(note, tag)


def _texts(element: Element, tag: str) -> Iterator[str]:
    for child in element:
        text = " ".join((child.text or "").split())
        if _name(child) == tag and text:
            yield text


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2]
