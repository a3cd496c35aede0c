"""`count table` and `count excess` read what people keep, answer alike whatever its order, and leave no half file."""

import json
import os
import signal
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from bereginya import __version__
from bereginya.cli import app
from bereginya.counting.saying import LANGUAGES, words

KOREA = """b,c,d,count
1,0,0,5
0,1,0,5
0,0,1,41
1,1,0,54
1,0,1,6
0,1,1,0
1,1,1,12
"""  # forced mobilisation at Palembang: Ball, Shin and Yang 2018
QUICK = ("--boot", 20, "--methods", "chapman,chao,bic,stepwise")


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["count", *map(str, arguments)])


def told(tmp_path: Path, data: bytes | str, *options: object) -> dict[str, Any]:
    """Return the JSON of a table."""
    path = tmp_path / "table.csv"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    done = run("table", path, "--json", tmp_path / "out.json", *QUICK, *options)
    assert done.exit_code == 0, done.output
    found: dict[str, Any] = json.loads((tmp_path / "out.json").read_text("utf-8"))
    return found


def by_method(found: dict[str, Any]) -> dict[str, tuple[float, float | None, float | None]]:
    return {one["method"]: (one["estimate"], one["lo"], one["hi"]) for one in found["estimates"]}


def test_a_published_table_gives_its_published_number(tmp_path: Path) -> None:
    found = by_method(told(tmp_path, KOREA))

    assert found["bic"][0] == pytest.approx(157.17, abs=0.01)  # Silverman, Chan and Vincent 2024
    assert set(found) == {"chapman:1-3", "chapman:2-3", "chao", "bic", "stepwise"}


def test_what_is_refused_brings_its_reason(tmp_path: Path) -> None:
    (only,) = told(tmp_path, KOREA)["refused"]

    assert (only["method"], only["reason"]) == ("chapman:1-2", "estimate-below-seen")
    assert only["text"] == "The method gives fewer people than were seen."


def test_the_order_of_lists_and_rows_changes_nothing(tmp_path: Path) -> None:
    rows = [line.split(",") for line in KOREA.split()]
    turned = "\n".join(",".join((d, b, c, count)) for b, c, d, count in [rows[0], *reversed(rows[1:])])
    names = {"chapman:1-3": "chapman:1-2", "chapman:2-3": "chapman:1-3"}

    first, second = by_method(told(tmp_path, KOREA)), by_method(told(tmp_path, turned))

    assert {names.get(method, method): one for method, one in first.items()} == second


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbf" + KOREA.encode(),
        KOREA.replace(",", ";").encode(),
        KOREA.replace(",", "\t").encode("utf-16"),
        KOREA.replace("\n", ".0\n").replace("count.0", "Count").encode(),
        KOREA.replace(",", ";").replace("\n", ",0\n").replace("count,0", "COUNT").encode(),
        (KOREA + "0,0,0,0\n").encode(),
        (KOREA + "0,0,0,NA\n").encode(),
        KOREA.replace("1,0,0,5\n", "1,0,0,2\n1,0,0,3\n").encode(),
        KOREA.replace("\n", "\r\n").encode() + b"\r\n",
        "".join(f'"{place}",{line}\n' for place, line in enumerate(KOREA.split())).replace('"0",', '"",').encode(),
        "".join(f"{line},{place}\n" for place, line in enumerate(KOREA.split())).encode(),
    ],
)
def test_a_table_may_be_kept_in_any_usual_way(tmp_path: Path, data: bytes) -> None:
    assert by_method(told(tmp_path, data)) == by_method(told(tmp_path, KOREA))


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ("", "нет строк"),
        ("a,b,count\n", "нет строк"),
        ("a,b,c\n1,0,3\n", "должен называться count"),
        ("a,count\n7,3\n", "нет столбца только из 0 и 1"),
        ("a,a,count\n1,0,3\n", "два столбца называются a"),
        ("a,b,count\n1,0\n", "строка 2: клеток 2"),
        ("a,b,count\n1,0,-3\n", "строка 2: в count"),
        ("a,b,count\n1,0,2.5\n", "строка 2: в count"),
        ("a,b,count\n1,0,x\n", "строка 2: в count"),
        ("a,b,count\n1,0,1e400\n", "строка 2: в count"),
        ("a,b,count\n1,0,99999999999999999999\n", "больше, чем можно"),
        ("a,b,count\n1,0,3\n0,0,8\n", "строка 3: у строки без единого списка"),
        ("a,b,count\n1,,3\n1,1,3\n", "единицы и пустые клетки"),
        (",".join(map(str, range(17))) + ",count\n" + "1," * 17 + "3\n", "списков 17"),
        ("PK\x03\x04", "электронная таблица"),
        ("a\0b", "в кодировке"),
    ],
)
def test_what_is_no_table_is_refused_in_one_sentence(tmp_path: Path, data: str, sentence: str) -> None:
    (tmp_path / "table.csv").write_text(data)
    done = run("table", tmp_path / "table.csv", "--lang", "ru")

    assert done.exit_code == 1
    assert sentence in done.output
    assert len(done.output.splitlines()) == 1


def test_a_column_of_zeros_and_ones_that_is_no_list_is_left_out_when_lists_are_named(tmp_path: Path) -> None:
    lines = KOREA.split()
    data = "\n".join([f"{lines[0]},woman", *(f"{line},{place % 2}" for place, line in enumerate(lines[1:]))])
    found = told(tmp_path, data, "--lists", "b,c,d")

    assert (found["lists"], found["other_columns"]) == (["b", "c", "d"], ["woman"])
    assert by_method(found) == by_method(told(tmp_path, KOREA))


TIMES = "times,count\n1,1645\n2,183\n3,37\n4,13\n5,1\n6,1\n"  # van der Heijden and others 2003


@pytest.mark.parametrize(
    ("data", "options"),
    [(TIMES, ()), (TIMES, ("--times",)), (TIMES.replace("times", '"times_seen"').replace(",", ";"), ())],
)
def test_how_often_people_stand_on_one_list_is_a_table_too(tmp_path: Path, data: str, options: Sequence[str]) -> None:
    found = told(tmp_path, data, *options, "--methods", "mth-chao")

    assert by_method(found)["mth-chao"] == pytest.approx((9267.49, 8088.23, 10703.96), abs=0.01)
    assert {one["method"] for one in found["refused"]} == {"chapman", "bic", "stepwise"}
    assert {one["reason"] for one in found["refused"]} == {"only-one-list"}


@pytest.mark.parametrize(
    ("data", "options", "sentence"),
    [(KOREA, ("--times",), "the columns are times and count"), (TIMES.replace("3,37", "2,37"), (), "row 4"),
     (TIMES, ("--times", "--lists", "a"), "--lists and --strata are not for such a table")],
)  # fmt: skip
def test_what_is_no_table_of_times_is_refused_in_one_sentence(
    tmp_path: Path, data: str, options: Sequence[str], sentence: str
) -> None:
    (tmp_path / "table.csv").write_text(data)
    done = run("table", tmp_path / "table.csv", *options, "--lang", "en")

    assert (done.exit_code, len(done.output.splitlines()), sentence in done.output) == (1, 1, True)


def test_two_lists_without_a_common_person_have_no_estimate(tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_text("a,b,count\n1,0,30\n0,1,40\n")
    done = run("table", tmp_path / "table.csv", *QUICK)

    assert done.exit_code == 0
    assert "No estimate can be made" in done.output


def test_strata_are_summed_beside_the_whole(tmp_path: Path) -> None:
    lines = KOREA.split()
    data = "\n".join([f"{lines[0]},place", *(f"{line},{where}" for line in lines[1:] for where in ("north", "south"))])
    strata = told(tmp_path, data, "--strata", "place")["strata"]

    assert [one["key"] for one in strata["strata"]] == [["north"], ["south"]]
    assert strata["estimate"] >= 2 * 123


def test_a_method_that_does_not_exist_is_refused_before_the_work(tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_text(KOREA)
    done = run("table", tmp_path / "table.csv", "--methods", "magic")

    assert (done.exit_code, "chapman, chao" in done.output) == (1, True)


def test_a_folder_that_is_not_there_is_told_before_the_work(tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_text(KOREA)
    done = run("table", tmp_path / "table.csv", "--json", tmp_path / "none" / "out.json")

    assert (done.exit_code, "no such folder" in done.output) == (1, True)


def test_the_table_that_is_read_is_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text(KOREA)

    assert run("table", path, "--json", path).exit_code == 1
    assert path.read_text() == KOREA


def test_ctrl_c_keeps_what_is_done_and_leaves_no_half_file(tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_text(KOREA)
    command = [sys.executable, "-c", _INTERRUPTED, str(os.getpid()), str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    found = json.loads((tmp_path / "out.json").read_text("utf-8"))

    assert done.returncode == 128 + signal.SIGINT, done.stderr
    assert (found["finished"], [one["method"] for one in found["estimates"]]) == (False, ["chao"])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.json", "table.csv"]


_INTERRUPTED = """
import os, signal, sys
from bereginya.cli import app, counting_work
class Pressed(counting_work.Waiting):
    def __call__(self, what, done, of):
        if what == "lcmcr" and done:
            os.kill(os.getpid(), signal.SIGINT)
counting_work.Waiting = Pressed
folder = sys.argv[2]
app(["count", "table", folder + "/table.csv", "--methods", "chao,lcmcr", "--json", folder + "/out.json"])
"""

DEATHS = "year;age;deaths_male;deaths_female\n" + "".join(
    f"{year};20-24;{male};1000\n"
    for year, male in ((2015, 3000), (2016, 2990), (2017, 2980), (2018, 2970), (2019, 2961), (2020, 3900))
)


def test_deaths_above_the_trend_of_the_ratio_are_counted(tmp_path: Path) -> None:
    (tmp_path / "deaths.csv").write_text(DEATHS)
    done = run("excess", tmp_path / "deaths.csv", "--ages", "20-24", "--json", tmp_path / "out.json", "--lang", "uk")
    (year,) = json.loads((tmp_path / "out.json").read_text("utf-8"))["years"]

    assert done.exit_code == 0, done.output
    assert (year["year"], round(year["excess"], 1)) == (2020, 949.2)
    assert "2020: 949 ±" in done.output


@pytest.mark.parametrize("data", [KOREA, DEATHS.replace("2018;", "2017;"), DEATHS.replace("2970", "many"), ""])
def test_what_is_no_table_of_deaths_is_refused_in_one_sentence(tmp_path: Path, data: str) -> None:
    (tmp_path / "deaths.csv").write_text(data)
    done = run("excess", tmp_path / "deaths.csv")

    assert (done.exit_code, len(done.output.splitlines())) == (1, 1)


def test_ages_are_written_as_a_range(tmp_path: Path) -> None:
    (tmp_path / "deaths.csv").write_text(DEATHS)

    assert run("excess", tmp_path / "deaths.csv", "--ages", "young").exit_code == 2


def _keys(table: object, path: str = "") -> set[str]:
    return (
        {key for name, one in table.items() for key in _keys(one, f"{path}.{name}")}
        if isinstance(table, dict)
        else {path}
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_there_in_every_language(language: str) -> None:
    assert _keys(words(language)) == _keys(words("en"))


def test_the_version_is_that_of_the_package() -> None:
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))

    assert __version__ == project["project"]["version"]
