"""What is wrong is said in the language of whoever asked: each error has its words, in three languages."""

import ast
import re
import string
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

import bereginya
from bereginya.cli import count, count_lists
from bereginya.counting.attack import refuse_if_exposed
from bereginya.counting.errors import Clause, CountingError, by_system
from bereginya.counting.safe import UnsafeError
from bereginya.counting.saying import LANGUAGES, words
from bereginya.counting.sheets import SheetError
from tests.counting.test_ledger import JUNE, MAY, exact

EDGES = (count, count_lists)  # read, so that every kind of error is known
HOME = Path(bereginya.__file__).parent
WHERE = (*(HOME / "counting").rglob("*.py"), *(HOME / "cli").glob("count*.py"))
LATIN = re.compile(r"[A-Za-z]+")
NAMES = {"count", "CSV", "UTF", "Windows", "times", "primary", "lists", "strata", "none", "subject", "dimensions",
         "copied_from", "copied", "from"}  # fmt: skip
"""What is written in Latin letters in any language: columns, options, kinds of files."""


def clauses(language: str) -> dict[tuple[str, str], str]:
    return {
        (section, key): sentence
        for section, held in words(language, "wrong").items()
        if isinstance(held, Mapping)
        for key, sentence in held.items()
    }


def braces(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


EVERY = sorted(clauses("en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_clause_tells_the_same_facts_in_every_language(language: str) -> None:
    told, english = clauses(language), clauses("en")

    assert [place for place in EVERY if braces(told[place]) != braces(english[place])] == []


@pytest.mark.parametrize("language", ["ru", "uk"])
def test_no_clause_is_english_in_another_language(language: str) -> None:
    told = {place: re.sub(r"\{\w+\}", "", sentence) for place, sentence in clauses(language).items()}

    assert [place for place in EVERY if not re.search("[а-яіїєґё]", told[place])] == []
    assert [place for place in EVERY if not set(LATIN.findall(told[place])) <= NAMES] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_language_has_clauses_of_its_own(language: str) -> None:
    assert sorted(clauses(language)) == EVERY


def sections() -> dict[str, str]:
    """Return the section of every class of errors."""
    return {kind.__name__: kind.section for kind in CountingError.__subclasses__()}


def uttered() -> Iterator[tuple[str, str, set[str] | None]]:
    """Yield section, key and facts of every error and clause that our code makes; None where facts are passed on."""
    for path in WHERE:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or not node.args:
                continue
            first = node.args[0]
            if node.func.id in sections() and isinstance(first, ast.Constant):
                facts = {word.arg for word in node.keywords}
                yield sections()[node.func.id], str(first.value), None if None in facts else {str(one) for one in facts}


def test_every_error_that_is_raised_has_words_for_its_facts() -> None:
    held = clauses("en")

    assert [one for one in uttered() if one[2] is not None and braces(held.get(one[:2], "{}")) != one[2]] == []


def test_every_clause_is_said_by_somebody() -> None:
    found = {(section, key) for section, key, _ in uttered()}
    by_other_ways = {
        place for place in EVERY if place[0] in {"frames", "system"} or place[1] in {"toml", "toml_end", "all"}
    }

    assert set(EVERY) - found - by_other_ways == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_error_has_a_frame_to_stand_in(language: str) -> None:
    own = {kind for kind in CountingError.__subclasses__() if "framed" in vars(kind)}
    framed = {kind.code.partition(".")[2] for kind in set(CountingError.__subclasses__()) - own}

    assert framed == {key for section, key in clauses(language) if section == "frames"}


def test_a_fact_that_is_a_clause_is_said_in_the_same_language() -> None:
    error = SheetError("unreadable", file="a.csv", why=by_system(FileNotFoundError(2, "No such file")))

    assert str(error) == "a.csv: cannot be read: there is no such file or folder."
    assert error.sentence("uk") == "a.csv: не читається: такого файла чи теки немає."


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("number", [2, 13, 20, 21, 28, 30, 5])
def test_whatever_the_system_says_is_said_by_us(number: int, language: str) -> None:
    assert "{" not in by_system(OSError(number, "whatever")).sentence(language)
    assert "whatever" not in by_system(OSError(number, "whatever")).sentence(language)


def test_what_an_attack_finds_is_told_in_every_language() -> None:
    with pytest.raises(UnsafeError) as caught:
        refuse_if_exposed([exact(41, MAY)], exact(42, JUNE))

    assert caught.value.sentence("ru").startswith("вместе с прежними таблицами")
    assert "(усі) додалося з 2024-05-01" in caught.value.sentence("uk")


def test_a_key_without_words_is_a_fault_of_ours() -> None:
    with pytest.raises(ValueError, match="no such sentence"):
        Clause("sheet", "nothing", {}).sentence("en")
