"""Write tables of candidates so that a spreadsheet, a program or another organisation can read them.

A file appears whole or not at all: it is written aside and renamed. The same table gives the same bytes. In files that
spreadsheets open, a text that would be taken for a formula gets an apostrophe before it; numbers are left alone.
"""

import json
import math
import os
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from xml.sax.saxutils import escape, quoteattr

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet

from bereginya.facts.errors import BereginyaError

_FORMULA = r"^[\s\x00-\x1f\x{200b}-\x{200f}\x{202a}-\x{202e}\x{2060}-\x{2069}\x{feff}]*[=+\-@＝＋－＠]|^[\t\r\n]"
_MOST_ROWS = 1_048_576  # of a sheet, the header included
_MOST_LETTERS = 32_767  # of a cell
_NOT_XML = r"[^\x09\x0a\x0d\x20-\x{d7ff}\x{e000}-\x{fffd}\x{10000}-\x{10ffff}]"
_DAY = (1980, 1, 1, 0, 0, 0)  # what a packed file says of its parts: the same file twice is the same bytes
_BATCH = 20_000
_ONCE = frozenset({"candidate", "reasons"})  # hardly a text stands twice in them


class WritingError(BereginyaError):
    """The table does not fit the kind of file that was asked for; choose another ending."""

    code = "tracing.writing"


def write(table: pa.Table, path: Path, *, author: str = "bereginya") -> None:
    """Write a table by the ending of the path: .csv, .xlsx, .parquet, .jsonl, or .xml for PFIF notes.

    Raises WritingError for another ending, for a sheet with more than 1,048,575 rows, and for PFIF if the table has no
    inquiries and candidates.
    """
    if path.suffix.lower() not in WRITERS:
        raise WritingError(f"{path.suffix or path.name}: files end in {', '.join(WRITERS)}")
    with aside(path) as file:
        if path.suffix.lower() == ".xml":
            _pfif(table, file, author)
        else:
            WRITERS[path.suffix.lower()](table, file)


@contextmanager
def aside(path: Path) -> Iterator[IO[bytes]]:
    """Open a file beside the one that is meant, for its owner alone; it takes its place if all went well.

    An interrupted command leaves the old file, or none.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    descriptor = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def neutral(table: pa.Table) -> pa.Table:
    """Return the table with every text that a spreadsheet would run as a formula led by an apostrophe."""
    for place, field in enumerate(table.schema):
        if pa.types.is_string(field.type):
            column = table.column(place)
            risky = pc.match_substring_regex(column, _FORMULA)
            if pc.any(risky).as_py():
                safe = pc.binary_join_element_wise("'", column, "")
                table = table.set_column(place, field.name, pc.if_else(risky, safe, column))
    return table


def _csv(table: pa.Table, file: IO[bytes]) -> None:
    pa.csv.write_csv(neutral(table), file, pa.csv.WriteOptions(quoting_style="needed"))


def _parquet(table: pa.Table, file: IO[bytes]) -> None:
    again = [field.name for field in table.schema if field.name not in _ONCE and not pa.types.is_floating(field.type)]
    plain = table.replace_schema_metadata(None)
    pa.parquet.write_table(plain, file, compression="zstd", row_group_size=250_000, use_dictionary=again)


def _jsonl(table: pa.Table, file: IO[bytes]) -> None:
    for row in _rows(table):
        file.write((json.dumps(row, ensure_ascii=False) + "\n").encode())


def _rows(table: pa.Table) -> Iterator[dict[str, object]]:
    for batch in table.to_batches(max_chunksize=_BATCH):
        yield from batch.to_pylist()


# ---- spreadsheets: the few parts of a workbook that any program needs (ECMA-376, part 1, sections 12 and 18)

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="bereginya" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
    'Target="worksheets/sheet1.xml"/></Relationships>',
}
_SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'


def _xlsx(table: pa.Table, file: IO[bytes]) -> None:
    if len(table) >= _MOST_ROWS:
        raise WritingError(f"{len(table)} rows: a sheet holds {_MOST_ROWS - 1}; write .csv or .parquet")
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as packed:
        for name, text in _PARTS.items():
            packed.writestr(_part(name), _XML + text)
        with packed.open(_part("xl/worksheets/sheet1.xml"), "w", force_zip64=True) as sheet:
            sheet.write((_XML + _SHEET + _sheet_row(table.column_names)).encode())
            for batch in _speakable(neutral(table)).to_batches(max_chunksize=_BATCH):
                columns = [column.to_pylist() for column in batch.columns]
                sheet.write("".join(map(_sheet_row, zip(*columns, strict=True))).encode())
            sheet.write(b"</sheetData></worksheet>")


def _part(name: str) -> zipfile.ZipInfo:
    part = zipfile.ZipInfo(name, _DAY)
    part.compress_type = zipfile.ZIP_DEFLATED
    return part


def _sheet_row(cells: "tuple[object, ...] | list[str]") -> str:
    return f"<row>{''.join(map(_cell, cells))}</row>"


def _cell(value: object) -> str:
    if value is None:
        return "<c/>"
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"<c><v>{value!r}</v></c>" if math.isfinite(value) else "<c/>"
    return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(str(value)[:_MOST_LETTERS])}</t></is></c>'


def _speakable(table: pa.Table) -> pa.Table:
    """Return the table without the letters that XML cannot hold."""
    for place, field in enumerate(table.schema):
        if pa.types.is_string(field.type):
            table = table.set_column(place, field.name, pc.replace_substring_regex(table.column(place), _NOT_XML, ""))
    return table


# ---- PFIF 1.4: one note a candidate, about the sought person, naming the record he may be


_PFIF = "http://zesty.ca/pfif/1.4"


def _pfif(table: pa.Table, file: IO[bytes], author: str) -> None:
    """Write what was found as notes. They say that two records may be one person, and nothing of his status."""
    if not {"inquiry", "candidate", "probability", "rank"} <= set(table.column_names):
        raise WritingError("PFIF notes are written of candidates; write pairs as .csv")
    file.write(f"{_XML}<pfif:pfif xmlns:pfif={quoteattr(_PFIF)}>\n".encode())
    for row in _rows(_speakable(table)):
        if row["candidate"] is not None:
            file.write(_note(row, author).encode())
    file.write(b"</pfif:pfif>\n")


def _note(row: dict[str, object], author: str) -> str:
    said = {
        "note_record_id": f"bereginya.invalid/{row['inquiry']}/{row['rank']}",
        "person_record_id": row["inquiry"],
        "linked_person_record_id": row["candidate"],
        "author_name": author,
        "author_made_contact": "false",
        "text": f"may be the same person, chance {_chance(row['probability'])}; not confirmed by anybody",
    }
    lines = "".join(f"<pfif:{tag}>{escape(str(value))}</pfif:{tag}>" for tag, value in said.items())
    return f"<pfif:note>{lines}</pfif:note>\n"


def _chance(probability: object) -> str:
    """Return a chance to three places, never as certain: nobody can know that."""
    return f"{min(float(str(probability)), 0.999):.3f}"


WRITERS: dict[str, Callable[[pa.Table, IO[bytes]], None]] = {
    ".csv": _csv,
    ".xlsx": _xlsx,
    ".parquet": _parquet,
    ".jsonl": _jsonl,
    ".xml": lambda table, file: _pfif(table, file, "bereginya"),
}
"""By the ending of a file, what writes it."""
