"""Every sentence of a guide rests on something that holds; the pages keep nothing."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from bereginya.desk.counsel.self_check import ABOUT
from bereginya.desk.teaching.guides import Guide, Plain, Sentence, guides, read_guide, sources
from bereginya.rights import RuleFileError, Version, rules
from bereginya.rights.saying import LANGUAGES
from tests.desk.clients import DoorClient
from tests.desk.world import Committee
from tests.imports import closure

GUIDE = """
number: 1
about: who
check: draft
checked: 2026-11-26
title: {ru: Я, uk: Я, en: I}
lead: {ru: Да., uk: Так., en: Yes., rests: [advice]}
parts: [{head: {ru: А, uk: А, en: A}, say: [{ru: Б., uk: Б., en: B., rests: [term.2008]}]}]
ask: [{ru: Где?, uk: Де?, en: Where?, rests: [awol.wartime]}]
"""
LONGEST = 24
"""Words of a sentence at most, and on the average less than half of it."""


def read(text: str) -> Guide:
    return read_guide(text, "odd.yaml", rules(), sources())


def every_sentence() -> Iterator[tuple[Guide, Sentence]]:
    return ((guide, one) for guide in guides() for one in guide.sentences())


# ---- what a guide may say


@pytest.mark.parametrize(
    ("there", "instead", "problem"),
    [
        ("rests: [term.2008]", "rests: []", "rests on nothing"),
        (", rests: [term.2008]", "", "missing or unknown: rests"),
        ("term.2008", "term.2009", "neither a provision nor a source"),
        ("term.2008", "awol.wartime", "a lawyer has to read awol.wartime first"),
        ("term.2008", "term.1967", "not in force"),
        ("checked: 2026-11-26", "checked: 2007-12-31", "not in force"),
        ("en: B.", "en: ''", "has to be said in every language"),
        ("en: Where?", "en: Here.", "ends with a question mark"),
        ("about: who", "about: what", "about has to be"),
        ("number: 1", "number: 1\nnote: x", "missing or unknown: note"),
        ("{ru: А,", "{ru: А, Б,", "missing or unknown: Б"),
    ],
)
def test_a_guide_that_leans_on_nothing_is_refused_with_its_line(there: str, instead: str, problem: str) -> None:
    read(GUIDE)

    with pytest.raises(RuleFileError, match=rf"odd\.yaml:\d+: .*{problem}"):
        read(GUIDE.replace(there, instead))


def test_every_sentence_rests_on_law_in_force_on_the_day_the_guide_was_checked() -> None:
    for guide, sentence in every_sentence():
        assert sentence.rests, sentence.said["en"]
        assert sentence.holds(guide.checked), sentence.said["en"]


def test_what_a_lawyer_has_to_read_first_is_only_asked() -> None:
    asked = {id(one) for guide in guides() for one in guide.ask}

    told = [one for _, one in every_sentence() if id(one) not in asked]

    assert not [one.said["en"] for one in told if any(isinstance(by, Version) and by.lawyer for by in one.rests)]
    assert all(text.endswith("?") for guide in guides() for one in guide.ask for text in one.said.values())


def test_every_guide_asks_a_lawyer_and_names_the_risk_or_the_way_to_a_law() -> None:
    assert not [guide.title["en"] for guide in guides() if not guide.ask]
    assert not [guide.title["en"] for guide in guides() if all(isinstance(one, Plain) for one in guide.grounds())]


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_are_short(language: str) -> None:
    said = [one for _, sentence in every_sentence() for one in re.split(r"(?<=[.?])\s", sentence.said[language])]
    lengths = [len(one.split()) for one in said]

    assert [one for one in said if len(one.split()) > LONGEST] == []
    assert sum(lengths) / len(lengths) < LONGEST / 2


def test_the_three_languages_of_a_sentence_name_the_same_numbers() -> None:
    for _, sentence in every_sentence():
        numbers = {frozenset(re.findall(r"\d+", text)) for text in sentence.said.values()}
        assert len(numbers) == 1, sentence.said["en"]


def test_ukrainian_sentences_hold_no_russian_letters_and_russian_no_ukrainian() -> None:
    for _, sentence in every_sentence():
        assert not re.search("[ыэъё]", sentence.said["uk"].casefold()), sentence.said["uk"]
        assert not re.search("[іїєґ'ʼ]", sentence.said["ru"].casefold()), sentence.said["ru"]
        assert "'" not in sentence.said["uk"], sentence.said["uk"]


def test_a_sheet_that_is_found_on_somebody_does_not_name_the_war() -> None:
    named = [text for _, sentence in every_sentence() for text in sentence.said.values()]

    assert [text for text in named if re.search(r"\bвойн|\bвійн|\bwar\b", text.casefold())] == []


def test_a_sentence_whose_law_has_ended_is_left_out_and_the_sheet_says_so() -> None:
    guide = read(GUIDE)
    ended = replace(rules()["term.2008"], until=guide.checked)
    part = replace(guide.parts[0], say=(replace(guide.parts[0].say[0], rests=(ended,)),))
    later = replace(guide, parts=(part,)).on(guide.checked + timedelta(days=1))

    assert guide.on(guide.checked).whole
    assert not later.whole
    assert later.parts == ()
    assert later.ask == guide.ask


# ---- the pages


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_guide_has_its_sheet_in_every_language(door: DoorClient, language: str) -> None:
    first = door.text(f"/g/{language}/")
    for guide in guides():
        page = door.text(f"/g/{language}/{guide.number}/")
        assert f'<html lang="{language}"' in page
        assert guide.title[language].replace("'", "&#x27;") in page
        assert f"/g/{language}/{guide.number}/" in first


def test_a_guide_leads_into_the_self_check_at_its_own_topic(door: DoorClient) -> None:
    assert {guide.check for guide in guides()} <= set(ABOUT)
    for guide in guides()[:2]:
        assert f'name="about" value="{guide.check}"' in door.text(f"/g/en/{guide.number}/")


def test_reading_sets_no_cookie_and_keeps_nothing(committee: Committee, door: DoorClient) -> None:
    size = committee.vault.store.size()
    pages = [door.get(f"/g/{path}") for path in ("", "ru/", f"ru/{guides()[0].number}/", "ru/all/")]

    assert [page.status_code for page in pages] == [200] * 4
    assert not any(page.cookies for page in pages)
    assert all(page["Cache-Control"] == "no-store" for page in pages)
    assert committee.vault.store.size() == size


@pytest.mark.parametrize("path", ["/g/xx/", "/g/ru/999/", "/g/xx/7/", "/g/xx/all/"])
def test_what_is_no_guide_is_not_there(door: DoorClient, path: str) -> None:
    assert door.get(path).status_code == 404


def test_each_number_on_a_sheet_names_what_the_sentence_rests_on(door: DoorClient) -> None:
    guide = guides()[0]
    page = door.text(f"/g/en/{guide.number}/")

    assert page.count("<sup>") == len(list(guide.sentences()))
    named = page[page.index('<div class="grounds">') :]
    assert named.count("<li>") == len(guide.grounds())
    assert "23 November 2026" in named


def test_the_guides_know_neither_vault_nor_members() -> None:
    reached = closure("bereginya.desk.teaching.guide_views", "bereginya.desk.teaching.templatetags.teaching")

    assert "bereginya.rights.loading" in reached
    assert not [one for one in reached if one.startswith(("bereginya.vault", "bereginya.desk.members"))]
