"""Whatever goes wrong with a count is told in Russian or Ukrainian to whoever speaks it, never in English."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bereginya.cli import app
from bereginya.cli.count import AskedError
from bereginya.counting.counted import CountedError
from bereginya.counting.designs import DesignError
from bereginya.counting.diary import DiaryError
from bereginya.counting.errors import CountingError, NoFitError, TableError
from bereginya.counting.ledger import LedgerError
from bereginya.counting.lists import ListsError
from bereginya.counting.safe import UnsafeError
from bereginya.counting.sheets import SheetError
from tests.cli.test_count import KOREA
from tests.cli.test_count_lists import QUICK, fill, invented, write

ENGLISH = re.compile(r"\b[A-Za-z]{2,}(?:,? [A-Za-z]{2,}){2,}")
"""Three words in Latin letters one after the other: names of files and columns stand alone."""
SPOKEN = {"ru": "ru_RU.UTF-8", "uk": "uk_UA.UTF-8"}


def run(language: str, *arguments: object) -> Result:
    environment = {"LC_ALL": SPOKEN[language]}
    return CliRunner().invoke(app, ["count", *map(str, arguments)], env=environment)


def lists(folder: Path, language: str, *options: object) -> Result:
    return run(language, *invented(folder), *QUICK, "-o", folder / "out", *options)


def no_table(folder: Path, language: str) -> Result:
    return run(language, "table", folder / "none.csv")


def too_many_lists_for_strata(folder: Path, language: str) -> Result:
    rows = "".join(f"{one:06b}"[::-1].replace("", ",")[1:] + f"{one % 3 + 2},north\n" for one in range(1, 64))
    (folder / "table.csv").write_text("a,b,c,d,e,f,count,place\n" + rows)
    return run(language, "table", folder / "table.csv", "--methods", "chao", "--strata", "place")


def no_diary(folder: Path, language: str) -> Result:
    (folder / "diary.toml").write_text("primary = ")
    return lists(folder, language)


def no_list(folder: Path, language: str) -> Result:
    fill(folder)
    paths = invented(folder)
    write(paths[0], ("person", "place"), [("p1", "north", "too", "wide")])
    return run(language, *paths, *QUICK, "-o", folder / "out")


def no_design(folder: Path, language: str) -> Result:
    fill(folder)
    (folder / "designs.toml").write_text('[t]\nsubject="deaths"\ndimensions.garrison=["one", "two"]\n')
    return lists(folder, language)


def no_ledger(folder: Path, language: str) -> Result:
    fill(folder)
    (folder / "releases.jsonl").write_text("{}\n")
    return lists(folder, language)


def no_safe_table(folder: Path, language: str) -> Result:
    fill(folder)
    (folder / "designs.toml").write_text('[places]\nsubject="deaths"\ndimensions.place=["north"]\n')
    return lists(folder, language, "--strata", "place")


def no_record(folder: Path, language: str) -> Result:
    (folder / "count.json").write_text(json.dumps({"format": "another"}))
    return run(language, "again", folder / "count.json")


def no_ages(folder: Path, language: str) -> Result:
    (folder / "deaths.csv").write_text(KOREA)
    return run(language, "excess", folder / "deaths.csv", "--ages", "young")


WRONG: dict[type[CountingError], tuple[Callable[[Path, str], Result], int]] = {
    SheetError: (no_table, 1),
    TableError: (too_many_lists_for_strata, 1),
    DiaryError: (no_diary, 1),
    ListsError: (no_list, 1),
    DesignError: (no_design, 1),
    LedgerError: (no_ledger, 1),
    UnsafeError: (no_safe_table, 0),
    CountedError: (no_record, 1),
    AskedError: (no_ages, 2),
}


def test_no_kind_of_error_is_left_out() -> None:
    """But one: that a model does not fit is caught, and is a refusal in the answer."""
    assert set(CountingError.__subclasses__()) - set(WRONG) == {NoFitError}


@pytest.mark.parametrize("language", SPOKEN)
@pytest.mark.parametrize("kind", WRONG)
def test_what_is_wrong_is_said_in_the_language_of_the_machine(
    tmp_path: Path, kind: type[CountingError], language: str
) -> None:
    act, status = WRONG[kind]
    done = act(tmp_path, language)

    assert done.exit_code == status, done.output
    assert ENGLISH.findall(done.output) == []
    assert re.search("[а-яіїєґ]{4}", done.output)


@pytest.mark.parametrize("language", SPOKEN)
def test_the_diary_to_fill_in_explains_itself_in_the_language_of_the_machine(tmp_path: Path, language: str) -> None:
    lists(tmp_path, language)
    told = (tmp_path / "diary.toml").read_text("utf-8")

    assert ENGLISH.findall(told.split("[case]")[1]) == []
    assert "2022-02-24" in told
