"""`trace` on the command line: from files to a file, with the columns shown, the reasons told and nothing half done."""

import csv
import json
import os
import signal
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner, Result

from bereginya.cli import app
from bereginya.cli.tracing_work import Progress, _stopping
from bereginya.tracing.models import NEWEST

REGISTER = """Код,Прізвище,Ім'я,По батькові,Дата народження,Місто
r1,Ковтун,Олена,Іванівна,02.04.1991,Полтава
r2,Щербаков,Юрий,Петрович,1987,Їжівка
r3,Щербаков,Юрий,Петрович,1992,Лубни
r4,Ґедзь,Сергій,Андрійович,,Київ
"""
INQUIRIES = """№,Фамилия,Имя,Отчество,Год рождения
q1,Кавтун,Лена,Ивановна,1991
q2,Chtcherbakov,Iouri,,1987
q3,Заболотный,Осип,,1950
"""
TABLES = (".csv", ".xlsx", ".parquet", ".jsonl", ".xml", ".html")


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "register.csv").write_text(REGISTER, "utf-8")
    (tmp_path / "inquiries.csv").write_bytes(INQUIRIES.encode("cp1251"))
    return tmp_path


def trace(folder: Path, *more: object, output: str = "out.csv") -> Result:
    paths = ("trace", folder / "inquiries.csv", folder / "register.csv", "-o", folder / output, "--lang", "en")
    return CliRunner().invoke(app, [str(part) for part in (*paths, *more)])


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text("utf-8").splitlines()))


def test_each_sought_person_gets_the_candidates_best_first(files: Path) -> None:
    assert trace(files).exit_code == 0
    first = {row["inquiry"]: row["candidate"] for row in rows(files / "out.csv") if row["rank"] == "1"}
    assert (first["q1"], first["q2"]) == ("r1", "r2")
    assert {"inquiry", "candidate", "rank", "probability", "bits"} < set(rows(files / "out.csv")[0])


def test_the_guessed_columns_are_shown_and_silence_is_no_news(files: Path) -> None:
    said = trace(files).output
    assert "surname (surname) <- Прізвище  [by its name]" in said
    assert "inquiries.csv: csv ',', cp1251" in said
    assert "neither dead nor alive" in said
    assert f"Model of weights: {NEWEST}." in said


@pytest.mark.parametrize("ending", TABLES)
def test_the_same_input_is_the_same_output_on_any_number_of_cores(files: Path, ending: str) -> None:
    for name, threads in (("one", 1), ("two", 2)):
        assert trace(files, "--threads", threads, output=name + ending).exit_code == 0
    assert (files / f"one{ending}").read_bytes() == (files / f"two{ending}").read_bytes()


def test_the_shares_of_the_fields_add_up_to_the_bits(files: Path) -> None:
    assert trace(files, "--reasons").exit_code == 0
    for row in rows(files / "out.csv"):
        shares = [float(value) for name, value in row.items() if name.startswith("bits_") and value]
        assert sum(shares) == pytest.approx(float(row["bits"]), abs=0.001)
    assert "surname: Кавтун ~ Ковтун" in rows(files / "out.csv")[0]["reasons"]


def test_a_field_nobody_knows_has_no_share(files: Path) -> None:
    trace(files, "--reasons")
    assert {row["bits_place"] for row in rows(files / "out.csv")} == {""}


def test_a_sheet_to_print_tells_why(files: Path) -> None:
    assert trace(files, output="sheet.html").exit_code == 0
    page = (files / "sheet.html").read_text("utf-8")
    assert "Кавтун ~ Ковтун" in page
    assert "<script" not in page


def test_a_mapping_is_saved_corrected_and_used(files: Path) -> None:
    assert trace(files, "--save-mapping", files / "maps").exit_code == 0
    saved = files / "maps" / "register.csv.map.toml"
    saved.write_text(saved.read_text("utf-8").replace('place = ["Місто"]', 'unit = ["Місто"]'), "utf-8")
    said = trace(files, "--mapping", saved, "--reasons").output
    assert "unit (unit) <- Місто  [as told]" in said


def test_a_mapping_that_fits_no_file_is_refused(files: Path) -> None:
    (files / "map.toml").write_text('format = 1\n[columns]\nsurname = ["Nachname"]\n', "utf-8")
    assert trace(files, "--mapping", files / "map.toml").exit_code == 1
    assert not (files / "out.csv").exists()


def test_a_learned_model_is_numbered_and_cited(files: Path) -> None:
    assert "Model of weights: 1001" in trace(files, "--learn", files / "1001.toml").output
    model = tomllib.loads((files / "1001.toml").read_text("utf-8"))
    assert (model["number"], f"from model {NEWEST}" in model["learned"]) == (1001, True)
    assert "Model of weights: 1001" in trace(files, "--model", files / "1001.toml").output


@pytest.mark.parametrize("name", ["model.toml", "7.toml"])
def test_a_model_of_ones_own_has_a_number_of_its_own(files: Path, name: str) -> None:
    assert "named by its number" in trace(files, "--learn", files / name).output
    assert not (files / name).exists()


def test_rows_that_cannot_be_read_are_listed_and_the_rest_goes_on(files: Path) -> None:
    (files / "register.csv").write_text(REGISTER + "r5,only two\n", "utf-8")
    said = trace(files, "--aside", files / "aside.csv").output
    assert "1 rows could not be read: 6 (another number of columns)" in said
    assert rows(files / "aside.csv") == [{"file": "register.csv", "row": "6", "why": "columns"}]
    assert "r1" in {row["candidate"] for row in rows(files / "out.csv")}


def test_a_formula_in_an_id_is_led_by_an_apostrophe(files: Path) -> None:
    (files / "register.csv").write_text(REGISTER.replace("r1,", "=HYPERLINK(1),"), "utf-8")
    trace(files)
    assert rows(files / "out.csv")[0]["candidate"] == "'=HYPERLINK(1)"


def test_a_list_may_be_searched_for_its_own_people(files: Path) -> None:
    (files / "inquiries.csv").write_text(REGISTER, "utf-8")
    trace(files)
    best = [row for row in rows(files / "out.csv") if row["rank"] == "1"]
    assert [(row["inquiry"], row["candidate"]) for row in best] == [(f"r{i}", f"r{i}") for i in range(1, 5)]


def test_a_list_given_twice_is_refused(files: Path) -> None:
    assert "given twice" in trace(files, files / "register.csv").output


@pytest.mark.parametrize("output", ["inquiries.csv", "no/out.csv", "out.doc"])
def test_what_cannot_be_written_is_refused_before_the_work(files: Path, output: str) -> None:
    before = (files / "inquiries.csv").read_bytes()
    assert trace(files, output=output).exit_code == 1
    assert (files / "inquiries.csv").read_bytes() == before


@pytest.mark.parametrize("prior", ["register.csv=2", "other.csv=0.3", "register.csv", "register.csv=x"])
def test_a_chance_that_is_none_is_refused(files: Path, prior: str) -> None:
    assert "--prior" in trace(files, "--prior", prior).output
    assert not (files / "out.csv").exists()


def test_a_set_chance_makes_candidates_likelier(files: Path) -> None:
    chances = []
    for prior in ("0.05", "0.95"):
        trace(files, "--prior", f"register.csv={prior}")
        chances.append(float(rows(files / "out.csv")[0]["probability"]))
    assert chances[0] < chances[1]


@pytest.mark.parametrize("option", [("--reasons",), ("--learn", "1001.toml")])
def test_what_needs_the_list_in_memory_is_refused_out_of_core(files: Path, option: tuple[str, ...]) -> None:
    assert "--engine process" in trace(files, "--engine", "shards", *option).output


@pytest.mark.parametrize("engine", ["process", "shards"])
def test_a_list_with_one_id_twice_is_named_in_the_readers_language(files: Path, engine: str) -> None:
    (files / "register.csv").write_text(REGISTER + "r1,Ткач,Іван,,,\n", "utf-8")
    assert (
        "register.csv: рядків із номером, який уже був вище: 1"
        in trace(files, "--engine", engine, "--lang", "uk").output
    )


def test_pairs_and_their_clusters_are_written(files: Path) -> None:
    (files / "register.csv").write_text(REGISTER + "r5,Kovtun,Olena,Ivanivna,02.04.1991,Полтава\n", "utf-8")
    told = ["dedupe", str(files / "register.csv"), "-o", str(files / "pairs.jsonl"), "--clusters"]
    assert CliRunner().invoke(app, told).exit_code == 0
    pairs = [json.loads(line) for line in (files / "pairs.jsonl").read_text("utf-8").splitlines()]
    assert [(pair["a"], pair["b"], pair["cluster"]) for pair in pairs] == [("r1", "r5", "r1")]


def test_a_parquet_holds_numbers(files: Path) -> None:
    trace(files, output="out.parquet")
    table = pq.read_table(files / "out.parquet")
    assert [str(table.schema.field(name).type) for name in ("rank", "probability")] == ["int32", "double"]


def test_ctrl_c_leaves_no_half_file(files: Path) -> None:
    (files / "register.csv").write_text(REGISTER + "".join(f"x{i},Ткач{i},Іван,,,\n" for i in range(300_000)), "utf-8")
    (files / "out.csv").write_text("as it was", "utf-8")
    told = ["trace", "inquiries.csv", "register.csv", "-o", "out.csv", "--reasons"]
    running = subprocess.Popen(
        [sys.executable, "-m", "bereginya", *told], cwd=files, stderr=subprocess.PIPE, env=os.environ | {"LC_ALL": "en"}
    )
    assert running.stderr is not None
    while b"left out" not in (line := running.stderr.readline()) and b"place" not in line:
        assert line, "it ended before it was stopped"
    time.sleep(0.3)  # it is reading now
    running.send_signal(signal.SIGINT)
    running.communicate(timeout=60)
    assert running.returncode == 130
    assert (files / "out.csv").read_text("utf-8") == "as it was"
    assert sorted(path.name for path in files.iterdir()) == ["inquiries.csv", "out.csv", "register.csv"]


def test_progress_says_how_long_it_still_takes(capsys: pytest.CaptureFixture[str]) -> None:
    say = Progress("en", began=time.monotonic() - 30, shown=True)
    say("searching", 0.5)
    said = capsys.readouterr().err
    assert "searching 50 %, about 30 s left" in said
    assert said.count("#") == 12


def loads_and_works(told: list[str]) -> None:
    """Be stopped while machine code calls back, and go on working."""
    inside = {"__name__": "llvmlite.binding", "signal": signal, "told": told}
    exec("signal.raise_signal(signal.SIGINT); told.append('loaded')", inside)
    time.sleep(60)


def test_a_signal_while_machine_code_is_loaded_stops_soon_after_and_not_within() -> None:
    told: list[str] = []

    with pytest.raises(SystemExit, match="130"), _stopping(Progress("en")):
        loads_and_works(told)

    assert told == ["loaded"]
