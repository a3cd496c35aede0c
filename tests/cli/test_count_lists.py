"""`count LISTS` walks from files to an answer, fixes the case first, and publishes only safe numbers."""

import csv
import io
import json
import random
import signal
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from typer.testing import CliRunner, Result

from bereginya.cli import app
from bereginya.counting.ledger import Ledger, line, read_ledger, said
from bereginya.counting.safe import two_digits
from bereginya.tracing.writing import write as write_table

QUICK = ("--boot", 20, "--methods", "bic,chao", "--as-of", "2026-11-01", "--languages", "none")
CHANCES = {"hospital": 0.5, "appeals": 0.45, "court": 0.4}
PEOPLE = 600
GIVEN = ("Иван", "Пётр", "Олег", "Микола", "Тарас", "Андрей")
SYLLABLES = ("ба", "ве", "го", "ду", "жи", "зо", "ку", "ле", "ми", "но")


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["count", *map(str, arguments)])


def write(path: Path, head: Sequence[str], rows: Sequence[Sequence[object]]) -> Path:
    out = io.StringIO()
    csv.writer(out).writerows([head, *rows])
    path.write_text(out.getvalue(), "utf-8")
    return path


def invented(folder: Path) -> list[Path]:
    """Write three lists of invented people by id, place and day."""
    chance = random.Random(5)
    people = [(f"p{at}", ("north", "south")[at % 2], f"2024-0{1 + at % 3}-11") for at in range(PEOPLE)]
    return [
        write(folder / f"{name}.csv", ("person", "place", "died"), [one for one in people if chance.random() < share])
        for name, share in CHANCES.items()
    ]


def fill(folder: Path, primary: str = "bic", more: str = "") -> None:
    """Fill in the diary."""
    words = [
        'what = "deaths"',
        'where = "an invented region"',
        'from = "2024-01-01"',
        'to = "2024-03-31"',
        'whose = "all"',
    ]
    lines = [f'primary = "{primary}"', "[case]", *words]
    for name in CHANCES:
        lines += [f"[lists.{name}]", *(f'{key} = "invented"' for key in ("made_by", "how", "when", "cannot_see"))]
        lines += [more] if name == "court" else []
    (folder / "diary.toml").write_text("\n".join(lines), "utf-8")


def counted(folder: Path, *options: object, primary: str = "bic", more: str = "") -> dict[str, Any]:
    """Return the internal record of a count of the invented lists."""
    lists = invented(folder)
    fill(folder, primary, more)
    done = run(*lists, *QUICK, "-o", folder / "out", *options)
    assert done.exit_code == 0, done.output
    return record(folder, "internal")


def record(folder: Path, which: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "out" / which / "count.json").read_text("utf-8"))
    return found


def test_the_case_is_fixed_before_any_number_is_seen(tmp_path: Path) -> None:
    done = run(*invented(tmp_path), *QUICK, "-o", tmp_path / "out")

    assert (done.exit_code, "diary.toml" in done.output) == (2, True)
    assert "cannot_see" in (tmp_path / "diary.toml").read_text("utf-8")
    assert not (tmp_path / "out").exists()


def test_a_diary_that_is_not_filled_in_is_refused(tmp_path: Path) -> None:
    lists = invented(tmp_path)
    run(*lists, *QUICK, "-o", tmp_path / "out")
    done = run(*lists, *QUICK, "-o", tmp_path / "out")

    assert (done.exit_code, "case.what" in done.output) == (1, True)


def test_the_answer_is_near_the_truth_and_that_of_the_declared_method(tmp_path: Path) -> None:
    told = counted(tmp_path, primary="chao")

    assert (told["declared"], told["answer"]["method"]) == ("chao", "chao")
    assert told["answer"]["lo"] <= PEOPLE <= told["answer"]["hi"]


def test_the_same_numbers_come_again_from_the_record(tmp_path: Path) -> None:
    counted(tmp_path, "--strata", "place,month")

    assert run("again", tmp_path / "out" / "internal" / "count.json").exit_code == 0


def test_a_record_that_was_changed_is_noticed(tmp_path: Path) -> None:
    told = counted(tmp_path)
    told["estimates"][0]["estimate"] += 1
    path = tmp_path / "changed.json"
    path.write_text(json.dumps(told), "utf-8")

    assert run("again", path).exit_code == 1


def test_nothing_of_few_people_is_in_the_public_record(tmp_path: Path) -> None:
    counted(tmp_path, "--strata", "place,month")
    told = record(tmp_path, "public")

    assert {"table", "strata", "read", "would_change", "refused_notes"}.isdisjoint(told)
    assert told["people_on_the_lists"] % 5 == 0
    assert told["answer"]["estimate"] % 10 == 0
    assert not any(one["method"].startswith("chapman") for one in told["estimates"])


def test_a_designed_table_is_published_rounded_and_stands_in_the_ledger(tmp_path: Path) -> None:
    design = 'subject = "deaths"\n[monthly.dimensions]\nplace = ["north", "south"]\nmonth = ["2024"]'
    (tmp_path / "designs.toml").write_text(f"[monthly]\n{design}", "utf-8")
    counted(tmp_path, "--strata", "place,month")
    (table,) = record(tmp_path, "public")["tables"]

    assert all(many % 5 == 0 for _, many in table["cells"])
    assert len((tmp_path / "releases.jsonl").read_text("utf-8").splitlines()) == 2


def test_the_same_count_twice_adds_nothing_to_the_ledger(tmp_path: Path) -> None:
    counted(tmp_path)
    before = (tmp_path / "releases.jsonl").read_text("utf-8")
    counted(tmp_path)

    assert (tmp_path / "releases.jsonl").read_text("utf-8") == before


def test_a_table_that_gives_few_people_away_beside_what_was_said_is_withheld(tmp_path: Path) -> None:
    """North and all were told to a newspaper, exactly: the table would tell of the three in the south."""
    design = 'subject = "deaths"\n[places.dimensions]\nplace = ["north", "south"]'
    (tmp_path / "designs.toml").write_text(f"[places]\n{design}", "utf-8")
    lists = [write(tmp_path / f"{name}.csv", ("person", "place"), FEW[at:]) for at, name in enumerate(CHANCES)]
    fill(tmp_path)
    ledger, day = Ledger(), date(2026, 11, 1)
    for where, many in (({}, 43), ({"place": "north"}, 40)):
        told = line(ledger, said("deaths", where, many, day=day, as_of=day, threshold=5))
        with (tmp_path / "releases.jsonl").open("a", encoding="utf-8") as file:
            file.write(told)
        ledger = read_ledger((tmp_path / "releases.jsonl").read_text("utf-8"))
    done = run(*lists, *QUICK, "-o", tmp_path / "out", "--strata", "place")
    told_public = record(tmp_path, "public")

    assert "places" in [one["name"] for one in told_public["withheld"]], done.output
    assert told_public["tables"] == []


FEW = [*((f"n{at}", "north") for at in range(40)), *((f"s{at}", "south") for at in range(3))]


def test_a_draft_is_never_published(tmp_path: Path) -> None:
    done = run(*invented(tmp_path), *QUICK, "-o", tmp_path / "out", "--draft")

    assert (done.exit_code, list((tmp_path / "out" / "public").iterdir())) == (0, [])
    assert record(tmp_path, "internal")["case"] is None


def test_lists_that_copied_from_each_other_are_one(tmp_path: Path) -> None:
    told = counted(tmp_path, more='copied_from = ["appeals"]')

    assert told["table"]["lists"] == ["hospital", "appeals+court"]
    assert {one["reason"] for one in told["refused"]} == {"fewer-than-three-lists"}


def test_another_method_after_numbers_were_seen_is_remembered(tmp_path: Path) -> None:
    counted(tmp_path)

    assert counted(tmp_path, primary="chao")["declared_earlier"] == ["bic"]


def test_lists_without_ids_are_linked_by_names(tmp_path: Path) -> None:
    chance = random.Random(7)
    people = [
        (
            f"{''.join(chance.choices(SYLLABLES, k=3)).capitalize()}ко",
            chance.choice(GIVEN),
            f"19{chance.randint(60, 99)}-05-{chance.randint(10, 28)}",
        )
        for _ in range(150)
    ]
    lists = [
        write(
            tmp_path / f"{name}.csv",
            ("surname", "given_name", "born"),
            [one for one in people if chance.random() < 0.6],
        )
        for name in CHANCES
    ]
    fill(tmp_path)
    done = run(*lists, *QUICK, "-o", tmp_path / "out")
    told = record(tmp_path, "internal")

    assert (done.exit_code, told["linked"]) == (0, "names")
    assert told["answer"]["estimate"] == pytest.approx(150, rel=0.15)
    assert [one["name"] for one in told["by_sureness_of_links"]] == ["strict", "central", "loose"]


def test_numbers_of_rows_are_not_taken_for_people(tmp_path: Path) -> None:
    lists = [
        write(tmp_path / f"{name}.csv", ("id", "place"), [(at, "north") for at in range(1, 9)]) for name in CHANCES
    ]
    fill(tmp_path)
    done = run(*lists, *QUICK, "-o", tmp_path / "out")

    assert record(tmp_path, "internal")["linked"] == "nothing"
    assert "Nothing tells who is on several lists" in done.output


def test_a_file_of_links_says_who_is_whom(tmp_path: Path) -> None:
    lists = [write(tmp_path / f"{name}.csv", ("note",), [("x",)] * 30) for name in CHANCES]
    pairs = [("hospital", at, "appeals", at, 1) for at in range(1, 21)] + [
        ("appeals", at, "court", at, 0.6) for at in range(5, 25)
    ]
    links = write(tmp_path / "links.csv", ("list_a", "row_a", "list_b", "row_b", "probability"), pairs)
    fill(tmp_path)
    done = run(*lists, *QUICK, "-o", tmp_path / "out", "--links", links)
    told = record(tmp_path, "internal")

    assert (done.exit_code, told["linked"], told["read"]["persons"]) == (0, "links", 50)
    assert told["over_draws_of_links"]["estimate"] > 50


def test_an_answer_over_draws_of_links_holds_the_doubt_who_is_whom(tmp_path: Path) -> None:
    lists = invented(tmp_path)
    links = write(tmp_path / "links.csv", ("list_a", "row_a", "list_b", "row_b", "probability"), [
        ("hospital", at, "court", at, 0.5) for at in range(1, 120)
    ])  # fmt: skip
    fill(tmp_path, primary="independence")
    done = run(*lists, *QUICK, "-o", tmp_path / "out", "--links", links, "--lang", "en")
    told = record(tmp_path, "internal")
    over, answer, public = told["over_draws_of_links"], told["answer"], record(tmp_path, "public")

    assert (over["method"], len(over["draws"])) == ("independence", 20)
    assert over["hi"] - over["lo"] > answer["hi"] - answer["lo"]
    assert public["over_draws_of_links"]["estimate"] == two_digits(over["estimate"])
    assert "Over 20 draws of the links by their chance the same method gives" in done.output
    assert run("again", tmp_path / "out" / "internal" / "count.json").exit_code == 0


def test_one_list_inside_another_has_no_estimate(tmp_path: Path) -> None:
    lists = invented(tmp_path)
    rows = lists[0].read_text("utf-8").splitlines()
    lists[1].write_text("\n".join(rows[:60]), "utf-8")
    fill(tmp_path)
    done = run(*lists, *QUICK, "-o", tmp_path / "out")

    assert record(tmp_path, "internal")["answer"] is None
    assert "One list lies wholly inside another" in done.output


@pytest.mark.parametrize("head", ["", "name\n"])
def test_a_list_without_anybody_is_no_fault(tmp_path: Path, head: str) -> None:
    lists = invented(tmp_path)
    lists[2].write_text("person,place,died\n" if head else "", "utf-8")
    fill(tmp_path)
    done = run(*lists, *QUICK, "-o", tmp_path / "out")

    assert done.exit_code == (0 if head else 1)
    assert "Traceback" not in done.output


def test_a_folder_that_cannot_be_written_is_told_before_the_work(tmp_path: Path) -> None:
    lists = invented(tmp_path)
    fill(tmp_path)
    (tmp_path / "file").write_text("")
    done = run(*lists, *QUICK, "-o", tmp_path / "file" / "out", "--lang", "ru")

    assert (done.exit_code, "нельзя записать" in done.output) == (1, True)


def test_a_list_that_is_not_there_is_told_in_a_sentence(tmp_path: Path) -> None:
    lists = invented(tmp_path)
    fill(tmp_path)
    done = run(lists[0], tmp_path / "none.csv", lists[1], *QUICK, "-o", tmp_path / "out", "--lang", "uk")

    assert done.exit_code == 1
    assert len(done.output.splitlines()) == 1


@pytest.mark.parametrize(("while_doing", "methods"), [("lcmcr", "bic,chao,lcmcr"), ("changes", "bic,chao")])
def test_a_stopped_count_goes_on_where_it_was(tmp_path: Path, while_doing: str, methods: str) -> None:
    lists = [str(path) for path in invented(tmp_path)]
    fill(tmp_path)
    command = [sys.executable, "-c", _STOPPED, while_doing, methods, str(tmp_path), *lists]
    stopped = subprocess.run(command, capture_output=True, text=True, check=False)
    kept = json.loads((tmp_path / "out" / "internal" / "unfinished.json").read_text("utf-8"))

    assert (stopped.returncode, kept["finished"]) == (128 + signal.SIGINT, False), stopped.stderr
    assert {one["method"] for one in kept["estimates"]} == {"bic", "chao"}
    assert not (tmp_path / "out" / "internal" / "count.json").exists()

    kept["estimates"][0]["note"] = "of the first run"
    (tmp_path / "out" / "internal" / "unfinished.json").write_text(json.dumps(kept), "utf-8")
    told = counted(tmp_path)

    assert told["estimates"][0]["note"] == "of the first run"
    assert not (tmp_path / "out" / "internal" / "unfinished.json").exists()


_STOPPED = """
import os, signal, sys
from bereginya.cli import app, counting_work
class Pressed(counting_work.Waiting):
    def __call__(self, what, done, of):
        if what == doing and (done or not of):
            os.kill(os.getpid(), signal.SIGINT)
doing, methods, folder, *lists = sys.argv[1:]
counting_work.Waiting = Pressed
app(["count", *lists, "--boot", "20", "--methods", methods, "-o", folder + "/out"])
"""


def test_a_stratum_that_no_list_knows_is_refused(tmp_path: Path) -> None:
    lists = invented(tmp_path)
    fill(tmp_path)
    done = run(*lists, *QUICK, "-o", tmp_path / "out", "--strata", "plaice")

    assert (done.exit_code, "there is no column plaice" in done.output) == (1, True)


def test_a_spreadsheet_is_a_list_as_well(tmp_path: Path) -> None:
    lists = invented(tmp_path)
    head, *rows = csv.reader(lists[2].read_text("utf-8").splitlines())
    write_table(pa.table(list(map(list, zip(*rows, strict=True))), names=head), tmp_path / "court.xlsx")
    fill(tmp_path)
    done = run(*lists[:2], tmp_path / "court.xlsx", *QUICK, "-o", tmp_path / "out")
    told = record(tmp_path, "internal")

    assert (done.exit_code, told["linked"]) == (0, "ids")
    assert told == counted(tmp_path) | {"inputs": told["inputs"]}


def test_lists_that_contradict_each_other_are_told_and_counted(tmp_path: Path) -> None:
    lists = invented(tmp_path)
    lists[1].write_text(lists[1].read_text("utf-8").replace("north", "south"), "utf-8")
    fill(tmp_path)
    done = run(*lists, *QUICK, "-o", tmp_path / "out", "--strata", "place")

    assert "place: lists contradict each other for" in done.output
    assert record(tmp_path, "internal")["read"]["contradictions"]["place"] > 50


def test_who_counts_torture_publishes_no_number_below_ten(tmp_path: Path) -> None:
    lists = [write(tmp_path / f"{name}.csv", ("person",), [(f"p{at}",) for at in range(8)]) for name in CHANCES]
    fill(tmp_path)
    diary = tmp_path / "diary.toml"
    diary.write_text(diary.read_text("utf-8").replace('what = "deaths"', 'what = "torture"'), "utf-8")
    done = run(*lists, *QUICK, "-o", tmp_path / "out")
    told = record(tmp_path, "public")

    assert (done.exit_code, told["rounding"]["smallest"], told["people_on_the_lists"]) == (0, 10, 10)
    assert told["answer"] is None


def test_no_diary_is_written_beside_a_list_that_is_not_there(tmp_path: Path) -> None:
    done = run(tmp_path / "none.csv", *QUICK, "-o", tmp_path / "out")

    assert (done.exit_code, list(tmp_path.iterdir())) == (1, [])


def test_options_may_stand_before_the_lists(tmp_path: Path) -> None:
    lists = invented(tmp_path)
    fill(tmp_path)

    assert run(*QUICK, "--strata", "place", "-o", tmp_path / "out", *lists).exit_code == 0
