"""Files of candidates: whole or not at all, the same bytes, and no formulas."""

import json
from pathlib import Path
from typing import IO

import openpyxl
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet
import pytest
from defusedxml.ElementTree import parse

from bereginya.tracing import writing

FOUND = pa.table(
    {
        "inquiry": ["q1", "q1", "q2"],
        "candidate": ["r7", "r8", "Ґ&<9>"],
        "register": ["list.csv"] * 3,
        "rank": pa.array([1, 2, 1], pa.int32()),
        "probability": [0.91, 0.05, 0.5],
        "bits": [21.5, -3.25, 14.0],
    }
)
FORMULAS = ["=1+1", "+7", "-2", "@SUM(A1)", "\tx", "\r=1", " =1", "\u200b=1", "＝1"]


@pytest.mark.parametrize("ending", writing.WRITERS)
def test_the_same_table_is_the_same_bytes(tmp_path: Path, ending: str) -> None:
    paths = [tmp_path / f"{name}{ending}" for name in ("a", "b")]
    for path in paths:
        writing.write(FOUND, path)
    assert paths[0].read_bytes() == paths[1].read_bytes()


def test_csv_and_parquet_come_back_as_they_were(tmp_path: Path) -> None:
    for ending in (".csv", ".parquet"):
        writing.write(FOUND, tmp_path / f"out{ending}")
    assert pa.csv.read_csv(tmp_path / "out.csv").to_pydict() == FOUND.to_pydict()
    assert pa.parquet.read_table(tmp_path / "out.parquet").equals(FOUND)


def test_a_spreadsheet_opens_with_its_numbers_and_letters(tmp_path: Path) -> None:
    writing.write(FOUND, tmp_path / "out.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").active
    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == tuple(FOUND.column_names)
    assert rows[3] == ("q2", "Ґ&<9>", "list.csv", 1, 0.5, 14)


def test_json_lines_have_one_object_a_candidate(tmp_path: Path) -> None:
    writing.write(FOUND, tmp_path / "out.jsonl")
    rows = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    assert rows == FOUND.to_pylist()


def test_notes_of_pfif_name_both_records_and_claim_nothing(tmp_path: Path) -> None:
    writing.write(FOUND, tmp_path / "out.xml", author="Committee")
    notes = parse(tmp_path / "out.xml").getroot()
    assert notes is not None
    said = {element.tag.rpartition("}")[2]: element.text for element in list(notes)[2]}
    assert (said["person_record_id"], said["linked_person_record_id"]) == ("q2", "Ґ&<9>")
    assert said["author_name"] == "Committee"
    assert "status" not in said


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_text_that_would_be_run_as_a_formula_is_led_by_an_apostrophe(formula: str) -> None:
    table = writing.neutral(pa.table({"place": [formula, "Полтава-1", None], "bits": [-1.0, 0.0, 1.0]}))
    assert table.to_pydict() == {"place": ["'" + formula, "Полтава-1", None], "bits": [-1.0, 0.0, 1.0]}


def test_files_for_programs_keep_the_text_as_it_is(tmp_path: Path) -> None:
    table = pa.table({"place": FORMULAS})
    writing.write(table, tmp_path / "out.jsonl")
    rows = [json.loads(line)["place"] for line in (tmp_path / "out.jsonl").read_text("utf-8").split("\n") if line]
    assert rows == FORMULAS


def test_letters_that_xml_cannot_hold_do_not_break_a_spreadsheet(tmp_path: Path) -> None:
    writing.write(pa.table({"place": ["a\x00b\x0bc\ufffe"]}), tmp_path / "out.xlsx")
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert book.worksheets[0]["A2"].value == "abc"


def _interrupted(file: IO[bytes]) -> None:
    file.write(b"half")
    raise KeyboardInterrupt


def test_an_interrupted_writing_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_text("old")
    with pytest.raises(KeyboardInterrupt), writing.aside(path) as file:
        _interrupted(file)
    assert [(one.name, one.read_text()) for one in tmp_path.iterdir()] == [("out.csv", "old")]


def test_what_is_written_is_for_its_owner_alone(tmp_path: Path) -> None:
    writing.write(FOUND, tmp_path / "out.csv")
    assert (tmp_path / "out.csv").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("name", ["out.doc", "out", "out.xls"])
def test_another_ending_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(writing.WritingError):
        writing.write(FOUND, tmp_path / name)


def test_a_sheet_with_too_many_rows_is_refused(tmp_path: Path) -> None:
    many = pa.table({"a": pa.nulls(1_048_576, pa.string())})
    with pytest.raises(writing.WritingError):
        writing.write(many, tmp_path / "out.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_pairs_are_no_notes(tmp_path: Path) -> None:
    with pytest.raises(writing.WritingError):
        writing.write(pa.table({"a": ["1"], "b": ["2"]}), tmp_path / "out.xml")
