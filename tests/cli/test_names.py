"""The commands of names read arguments and files, and never leave half a file."""

import csv
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bereginya.cli import app

SAME = "Шевченко Микола,Schewtschenko Nikolaj"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["names", *map(str, arguments)])


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text("utf-8").splitlines()))


def compared(tmp_path: Path, data: bytes) -> list[dict[str, str]]:
    (tmp_path / "pairs.csv").write_bytes(data)
    done = run("compare", "--pairs", tmp_path / "pairs.csv", "-o", tmp_path / "out.csv")
    assert done.exit_code == 0, done.output
    return rows(tmp_path / "out.csv")


def test_two_names_are_compared_with_reasons() -> None:
    done = run("compare", "Ковтун Иван", "Кавтун Иван", "--lang", "ru")

    assert "фамилии звучат одинаково" in done.output


def test_a_comparison_for_programs_is_json() -> None:
    told = json.loads(run("compare", "Иванов Сергей", "Ivanov Sergei", "--json").output)

    assert (told["verdict"], told["model"]) == ("same", "names-2")
    assert told["reasons"][0]["code"] == "surname.same"


def test_a_file_of_pairs_gets_score_and_verdict(tmp_path: Path) -> None:
    found = compared(tmp_path, f"a,b\n{SAME}\nИванов Сергей,Иванов Андрей\n".encode())

    assert list(found[0]) == ["a", "b", "score", "verdict"]
    assert [row["verdict"] for row in found] == ["same", "different"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_any_usual_encoding_and_delimiter_is_read(tmp_path: Path, encoding: str, delimiter: str) -> None:
    text = f"id,A,b\r\n1,{SAME}\r\n".replace(",", delimiter)

    assert compared(tmp_path, text.encode(encoding))[0]["verdict"] == "same"


def test_other_columns_stay_and_short_rows_count_as_empty(tmp_path: Path) -> None:
    found = compared(tmp_path, b"id,a,b,note\n1,x,y,kept\n2,x\n")

    assert [row["id"] for row in found] == ["1", "2"]
    assert (found[0]["note"], found[1]["b"], found[1]["verdict"]) == ("kept", "", "may be same")


def test_a_formula_is_written_as_text(tmp_path: Path) -> None:
    assert compared(tmp_path, b"a,b\n=1+1,@x\n")[0]["a"] == "'=1+1"


def test_quoted_commas_and_lines_stay_in_their_cell(tmp_path: Path) -> None:
    found = compared(tmp_path, 'a,b\n"Иванов, Сергей","Сергей\nИванов"\n'.encode())

    assert found[0]["verdict"] == "same"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [(b"", "is empty"), (b"x,y\n1,2\n", "has to name the columns a and b"), (b"\xff\xfe\xd8", "no encoding")],
)
def test_a_file_that_cannot_be_used_is_refused_with_a_sentence(tmp_path: Path, data: bytes, sentence: str) -> None:
    (tmp_path / "pairs.csv").write_bytes(data)
    done = run("compare", "--pairs", tmp_path / "pairs.csv", "-o", tmp_path / "out.csv", "--lang", "en")

    assert done.exit_code == 1
    assert sentence in done.output
    assert [path.name for path in tmp_path.iterdir()] == ["pairs.csv"]


def test_a_folder_that_is_not_there_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "pairs.csv").write_text("a,b\nx,y\n")

    assert run("compare", "--pairs", tmp_path / "pairs.csv", "-o", tmp_path / "no" / "out.csv").exit_code == 1


@pytest.mark.parametrize("arguments", [["compare", "one"], ["compare"], ["compare", "a", "b", "--lang", "xx"]])
def test_half_a_question_is_refused(arguments: list[str]) -> None:
    assert run(*arguments).exit_code == 2


def test_a_name_is_taken_apart() -> None:
    assert "surname: Иванов" in run("parse", "Иванов И. П.", "--lang", "en").output
    assert json.loads(run("parse", "Иванов Сергей", "--json").output)["given"] == "Сергей"


def test_a_name_is_written_in_latin_letters_and_back() -> None:
    assert run("transliterate", "Щербак", "--scheme", "kmu-55").output == "Shcherbak\n"
    assert run("transliterate", "Shcherbak", "--scheme", "kmu-55", "--back").output.startswith("Щербак")
    assert "icao-9303" in run("transliterate", "Щербак").output


def test_an_unknown_scheme_is_refused_with_the_known_ones() -> None:
    done = run("transliterate", "Щербак", "--scheme", "no", "--lang", "en")

    assert done.exit_code == 1
    assert "kmu-55" in done.output


def test_a_name_is_put_into_a_case() -> None:
    assert run("decline", "Иванов Сергей", "--gender", "m", "--case", "dative").output == "Иванову Сергею\n"
    assert run("decline", "Шевченко Тарас", "--gender", "m", "--language", "uk", "--lang", "uk").output.count("\n") == 7


@pytest.mark.parametrize(
    "arguments", [["Иванов"], ["Иванов", "--gender", "x"], ["Иванов", "--gender", "m", "--case", "ablative"]]
)
def test_a_case_needs_a_gender_and_a_known_case(arguments: list[str]) -> None:
    assert run("decline", *arguments).exit_code == 2
