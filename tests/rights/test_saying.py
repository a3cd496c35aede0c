"""Everything the library says, it says in three languages."""

import re
import string
from dataclasses import replace
from datetime import date

import pytest

from bereginya.rights import Deadline, Outcome, assess, provisions, rules, vocabulary
from bereginya.rights.contradictions import contradictions
from bereginya.rights.lined import Mark
from bereginya.rights.saying import LANGUAGES, words
from tests.rights.tables import cases

_WHY = {
    "contract-contested", "vocational-between-april-and-may-2017", "spring-ended-earlier", "suspension-may-be-gone",
    "up-to-10-days", "up-to-a-month", "over-a-month", "mobilisation", "closed-in-mobilisation", "term-not-read",
}  # fmt: skip
_CODES = {"order", "contract-none-but-dated", "not-in-combat-but-dated", "no-oath-but-dated", "draftee-but-serving",
          "no-letter-but-dated", "too-young"}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fact_has_a_question_and_a_sentence_for_every_answer(language: str) -> None:
    for key, fact in vocabulary().items():
        asked = words(language).question(key)
        assert asked.text.endswith("?")
        answers = [word for word, _ in asked.answers]
        assert answers == [*(fact.words or ("yes", "no")), "unknown"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_outcome_subject_reason_and_contradiction_has_words(language: str) -> None:
    speech = words(language)
    assert all(speech.outcome(outcome) for outcome in Outcome)
    assert {speech.subject(subject) for subject in rules().subjects}.isdisjoint(rules().subjects)
    assert set(speech._told["why"]) - {Mark} == _WHY
    assert set(speech._told["contradictions"]) - {Mark} == _CODES


def test_every_reason_a_case_gives_has_a_sentence() -> None:
    given = {finding.why for case in cases() for finding in assess(case.facts, on=case.day).found if finding.why}
    assert given <= _WHY
    assert len(given) >= 6


@pytest.mark.parametrize("language", ["ru", "uk"])
def test_every_provision_office_and_paper_is_translated(language: str) -> None:
    speech = words(language)
    for version in provisions():
        assert speech.title(version) != version.title
        assert speech.gives(version) != version.consequence
        assert not set(string.ascii_lowercase) & set(speech.next_step(version).replace("OFAC", "").replace("OFSI", ""))


@pytest.mark.parametrize("language", ["ru", "uk"])
def test_when_every_provision_holds_is_said_without_a_word_of_english(language: str) -> None:
    for version in provisions():
        said = words(language).holds(version)
        assert said != version.condition
        assert said.endswith(".")
        assert set(string.ascii_letters) & set(said) <= {"I"}, said  # the first group of disability


@pytest.mark.parametrize("language", ["ru", "uk"])
def test_no_number_of_a_condition_is_lost_in_translation(language: str) -> None:
    for version in provisions():
        assert _numbers(version.condition) <= _numbers(words(language).holds(version)), version.id


def _numbers(text: str) -> set[int]:
    """Return the numbers of a text; of a day its year and its day, for the month is a word there."""
    return {int(number) for number in re.findall(r"\d+", re.sub(r"-\d\d-", " ", text))}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_corrected_provision_says_itself_when_it_holds(language: str) -> None:
    corrected = replace(rules()["term.2008"], condition="Исправлено.", digest="0" * 8)
    assert words(language).holds(corrected) == "Исправлено."


@pytest.mark.parametrize("language", ["ru", "uk"])
def test_acts_and_articles_are_cited_as_they_are_called_there(language: str) -> None:
    foreign = (
        "OFAC",
        "Russia-related",
        "series",
        "OFSI",
        "INT",
        "GL",
        "GK",
        "5b",
        "6A",
        "6B",
        "a)",
        "b)",
        "v)",
        "C)",
        "B)",
    )
    for version in provisions():
        cited = words(language).article(version)
        for word in foreign:
            cited = cited.replace(word, "")
        assert not set(string.ascii_letters) & set(cited), cited


def test_the_three_files_hold_the_same_keys() -> None:
    told = [words(language)._told for language in LANGUAGES]
    for part in ("days", "sentences", "outcomes", "subjects", "facts", "why", "contradictions"):
        assert set(told[0][part]) == set(told[1][part]) == set(told[2][part])


def test_a_moved_deadline_says_which_rule_moved_it() -> None:
    moved = Deadline("filing", "", date(2024, 5, 13), date(2024, 5, 9), "contract_known_date", "KAS RF art. 93(2)")
    assert words("en").deadline(moved) == "by 13 May 2024; moved from 9 May 2024: a day off (KAS RF art. 93(2))"


@pytest.mark.parametrize(
    ("language", "said"), [("ru", "2 мая 2006 года"), ("uk", "2 травня 2006 року"), ("en", "2 May 2006")]
)
def test_a_day_is_said_with_the_name_of_its_month(language: str, said: str) -> None:
    speech = words(language)
    assert speech.day(date(2006, 5, 2)) == said
    assert said in speech.article(rules()["write.59.register"])
    assert speech.fact("oath_date", date(2006, 5, 2)) == speech.fact("oath_date", "2006-05-02")
    assert speech.fact("oath_date", "2006-05-02").endswith(said)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_twelve_months_have_twelve_names(language: str) -> None:
    said = [words(language).day(date(2024, month, 1)) for month in range(1, 13)]
    assert len({one.split()[1] for one in said}) == 12


@pytest.mark.parametrize("text", ["2024-13-01", "2024-05", "12345-01-02", "2024-01-021", "255-FZ", "7-2024-01-02"])
def test_what_is_no_day_stays_as_it_was_written(text: str) -> None:
    assert words("ru").dated(text) == text


def test_a_deadline_without_its_day_asks_for_it() -> None:
    first = Deadline("earliest", "", date(2024, 9, 1), date(2024, 9, 1), "last_contact_date")
    assert words("ru").deadline(first) == "можно начиная с 1 сентября 2024 года, не раньше"
    assert "узнал о контракте" in words("ru").deadline(Deadline("filing", "", missing="contract_known_date"))


def test_a_contradiction_is_said_with_its_facts() -> None:
    found = contradictions({"sent_date": date(2024, 2, 2), "registered_date": date(2024, 2, 1)}, date(2024, 3, 1))
    assert "sent_date, registered_date" in words("uk").contradiction(found[0])


def test_a_language_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match="ru, uk, en"):
        words("de")
