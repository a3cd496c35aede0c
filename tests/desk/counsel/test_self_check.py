"""The law at the door: asked one thing after the other, answered without a trace."""

import re

import pytest

from bereginya.desk.counsel.self_check import ABOUT
from bereginya.rights import provisions, rules
from bereginya.rights.saying import LANGUAGES
from tests.desk.clients import DoorClient
from tests.desk.world import Committee
from tests.imports import closure

FACTS = {
    "status": "conscript",
    "service_start_date": "2021-12-20",
    "combat_tasks_date": "2022-02-24",
    "contract_state": "none",
}


def page(door: DoorClient, language: str = "en", **sent: str) -> str:
    """Send answers and return the page that follows."""
    answered = door.post(f"/p/{language}/", sent)
    assert answered.status_code == 200
    return str(answered.content.decode())


def asked(text: str) -> str:
    """Return the key of the question on a page, or nothing."""
    found = re.search(r'name="asked" value="(\w+)"', text)
    return found[1] if found else ""


def test_it_sets_no_cookie_and_keeps_nothing(committee: Committee, door: DoorClient) -> None:
    size = committee.vault.store.size()

    first, answered = door.get("/p/"), door.post("/p/ru/", {"asked": "oath_date", **FACTS})

    assert (first.status_code, answered.status_code) == (200, 200)
    assert not first.cookies
    assert not answered.cookies
    assert answered["Cache-Control"] == "no-store"
    assert committee.vault.store.size() == size


def test_it_first_asks_what_it_is_about_and_then_one_thing_after_the_other(door: DoorClient) -> None:
    first, next_one = door.text("/p/en/"), page(door, about="violence")

    assert all(f'value="{about}"' in first for about in ABOUT)
    assert asked(first) == ""
    assert asked(next_one) == "status"
    assert next_one.count("<legend>") + next_one.count('inputmode="') == 1


def test_only_what_it_is_about_is_asked_and_answered(door: DoorClient) -> None:
    told = {"about": "violence", "status": "conscript", "children": "2"}
    text = page(door, **told)

    assert asked(text) == "violence_by"
    assert "Two or more children" not in text
    assert "Two or more children" in page(door, **told | {"about": "draft"})


def test_every_public_provision_is_within_some_subject_that_can_be_chosen() -> None:
    chosen = {subject for _, subjects in ABOUT.values() for subject in subjects}

    assert chosen <= set(rules().subjects)
    assert {one.subject for one in provisions() if not one.lawyer} - {"sanctions"} <= chosen


def test_what_is_answered_by_choosing_is_asked_before_any_day(door: DoorClient) -> None:
    assert asked(page(door, about="letters", status="conscript")) == "letter"


def test_the_answer_that_decides_brings_what_follows_and_what_to_do(door: DoorClient) -> None:
    text = page(door, about="violence", status="conscript", violence_by="equals")

    assert "Abuse between equals" in text
    assert "violated" in text
    assert 'name="status" value="conscript"' in text


def test_what_is_only_good_to_know_is_said_too(door: DoorClient) -> None:
    told = {"about": "lost", "status": "missing", "out_of_contact": "yes", "last_contact_date": "2026-01-05"}

    assert "First steps when contact is lost" in page(door, **told)


def test_an_answer_taken_back_is_asked_again_and_the_open_question_stays_open(door: DoorClient) -> None:
    told = {"about": "violence", "status": "conscript", "violence_by": "equals", "asked": "torture"}
    text = page(door, **told, forget="violence_by", torture="unknown")

    assert asked(text) == "violence_by"
    assert 'name="status" value="conscript"' in text
    assert 'name="torture"' not in text


def test_a_box_left_empty_means_that_nobody_knows_and_is_not_asked_again(door: DoorClient) -> None:
    assert asked(page(door, about="violence", asked="status", status="")) != "status"


def test_an_answer_nobody_can_read_is_asked_again_and_the_rest_stays(door: DoorClient) -> None:
    text = page(door, **FACTS | {"service_start_date": "позавчера"})

    assert "We could not read this answer." in text
    assert 'name="status" value="conscript"' in text


def test_when_nothing_more_decides_it_says_so(door: DoorClient) -> None:
    told = {"about": "money", "payment_problem": "card"}
    text = page(door, **told)

    assert "No further question would decide anything." in text
    assert "Visa and Mastercard" in text


def test_what_a_lawyer_has_to_read_first_is_not_shown(door: DoorClient) -> None:
    text = page(door, **FACTS, specialty_training_done="no", in_combat="yes")

    assert "Four months" not in text
    assert "ask a lawyer" not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_speaks_each_language(committee: Committee, language: str) -> None:
    door = DoorClient.at(committee.vault, HTTP_ACCEPT_LANGUAGE=language)

    assert f'<html lang="{language}"' in door.text("/p/")
    assert '<html lang="uk"' in door.text("/p/uk/")


def test_odd_answers_break_nothing(door: DoorClient) -> None:
    for sent in ({"about": "x"}, {"asked": "x"}, {"about": "all", "asked": "children", "children": "много"}):
        assert door.post("/p/ru/", sent).status_code == 200


def test_the_self_check_knows_neither_vault_nor_members() -> None:
    reached = closure("bereginya.desk.counsel.self_check", "bereginya.desk.counsel.templatetags.counsel")

    assert "bereginya.rights.loading" in reached
    assert not [one for one in reached if one.startswith(("bereginya.vault", "bereginya.desk.members"))]
