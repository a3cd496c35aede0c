"""Spreadsheets: dates, merged cells, formulas, titles, and files that are traps."""

import tempfile
import zipfile
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest

from bereginya.tracing import reading
from tests.tracing.reading.files import HEADER, column, read


@pytest.fixture(autouse=True)
def _temporary_files_of_the_writer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the library that makes the spreadsheets of these tests spool beside them."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


def _book(path: Path, *rows: tuple[object, ...], merge: str | None = None, title: str = "List") -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    if merge:
        sheet.merge_cells(merge)
    book.save(path)
    return path


def test_dates_of_a_spreadsheet_are_days(tmp_path: Path) -> None:
    rows = [
        (1, "Ковтун", "Олена", None, value, "Київ")
        for value in (datetime.combine(date(1991, 4, 2), time()), date(1991, 4, 2), 33330, 1991, "02.04.1991")
    ]
    found = read(_book(tmp_path / "list.xlsx", HEADER, *rows))
    assert column(found.table, "born") == ["1991-04-02", "1991-04-02", "1991-04-02", "1991", "1991-04-02"]


def test_a_cell_merged_downwards_counts_for_each_row(tmp_path: Path) -> None:
    rows = [
        (1, "Ковтун", "Олена", None, None, "Київ"),
        (2, "Ґедзь", "Юрій", None, None, None),
        (3, "Щербак", "Іван", None, None, None),
    ]
    found = read(_book(tmp_path / "list.xlsx", HEADER, *rows, merge="F2:F3"))
    assert column(found.table, "place") == ["Київ", "Київ", None]


def test_a_merged_title_is_no_header(tmp_path: Path) -> None:
    found = read(_book(tmp_path / "list.xlsx", ("Список зниклих",), (), HEADER, (1, "Ковтун", "Олена"), merge="A1:F1"))
    assert column(found.table, "surname") == ["Ковтун"]


def test_a_formula_is_never_computed(tmp_path: Path) -> None:
    found = read(_book(tmp_path / "list.xlsx", HEADER, (1, "Ковтун", "=1+1", None, None, '=HYPERLINK("x")')))
    assert column(found.table, "given_name") == [None]
    assert column(found.table, "place") == [None]


def test_rows_keep_the_numbers_that_the_spreadsheet_shows(tmp_path: Path) -> None:
    found = read(
        _book(tmp_path / "list.xlsx", ("Прізвище", "Ім'я"), ("Ковтун", "Олена"), (None, None), ("Ґедзь", "Юрій"))
    )
    assert column(found.table, "id") == ["row 2", "row 4"]


def test_sheets_with_one_header_are_one_list_and_others_are_named(tmp_path: Path) -> None:
    path = _book(tmp_path / "list.xlsx", HEADER, (1, "Ковтун", "Олена", None, None, "Київ"))
    book = openpyxl.load_workbook(path)
    for title, rows in (("More", (HEADER, (2, "Ґедзь", "Юрій"))), ("About", (("про список",),))):
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(path)
    source = reading.look(path)
    assert (source.sheets, source.left_out) == (("List", "More"), ("About",))
    assert column(reading.read(source, reading.mapped(source)).table, "surname") == ["Ковтун", "Ґедзь"]


def test_an_empty_spreadsheet_is_refused(tmp_path: Path) -> None:
    with pytest.raises(reading.UnreadableFileError):
        read(_book(tmp_path / "list.xlsx"))


def test_a_spreadsheet_that_unpacks_to_gigabytes_is_refused(tmp_path: Path) -> None:
    path = _book(tmp_path / "list.xlsx", HEADER)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/bomb.xml", bytes(100 << 20))
    with pytest.raises(reading.UnreadableFileError, match="unpacks"):
        read(path)


def test_entities_in_a_spreadsheet_are_refused(tmp_path: Path) -> None:
    path = _book(tmp_path / "list.xlsx", HEADER)
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaa"><!ENTITY b "&a;&a;">]><worksheet><sheetData>&b;</sheetData></worksheet>'
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    with zipfile.ZipFile(path, "w") as packed:
        for name, data in parts.items():
            packed.writestr(name, bomb if "sheet1" in name else data)
    with pytest.raises(reading.UnreadableFileError):
        read(path)


@pytest.mark.parametrize("data", [b"PK\x03\x04 cut short", b"\xd0\xcf\x11\xe0 an old one"])
def test_what_is_no_whole_spreadsheet_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "list.xlsx"
    path.write_bytes(data)
    with pytest.raises(reading.UnreadableFileError):
        read(path)
