"""A seminar without a list: planned, prepared, counted; questions that came without a name."""

from dataclasses import fields
from datetime import timedelta

import pytest

from bereginya import vault as vaults
from bereginya.desk.intake import queries as intake
from bereginya.desk.members import locking_actions
from bereginya.desk.teaching import actions, queries
from bereginya.desk.teaching.outline import handouts, outline
from bereginya.desk.teaching.records import SeminarHeld, SeminarPlanned
from bereginya.rights.saying import LANGUAGES
from bereginya.vault import EntryId
from bereginya.vault.errors import NoSuchEntryError
from tests.desk.clients import DeskClient, DoorClient
from tests.desk.world import Committee

ASKED = "Что взять с собой на комиссию?"


def planned(committee: Committee) -> EntryId:
    """Plan a seminar for tomorrow."""
    day = committee.vault.day() + timedelta(days=1)
    return actions.plan(committee.anna, "Разговор о призыве", day, "ru", None, once="p")


# ---- the question box


def test_a_question_is_sealed_at_the_door_and_read_at_the_desk(
    committee: Committee, door: DoorClient, desk: DeskClient
) -> None:
    answer = door.post("/q/", {"text": ASKED, "token": "a" * 32})

    assert (answer.status_code, answer["Location"]) == (303, "/q/k/")
    assert ASKED not in door.text("/q/k/")
    assert ASKED in desk.text("/seminars/questions/")


def test_sent_twice_it_is_one_question_and_changed_it_is_two(committee: Committee, door: DoorClient) -> None:
    for text in (ASKED, ASKED, f"{ASKED} А ещё?"):
        door.post("/q/", {"text": text, "token": "a" * 32})

    assert [one.asked.text for one in queries.questions(committee.anna)] == [ASKED, f"{ASKED} А ещё?"]


def test_a_question_is_no_request_and_has_no_way_back(committee: Committee, door: DoorClient) -> None:
    door.post("/q/", {"text": ASKED, "token": "a" * 32})

    assert not intake.requests(committee.anna)
    (question,) = queries.questions(committee.anna)
    assert vaults.entry(committee.anna, committee.anna.reception, question.id).author is None


def test_an_empty_question_is_asked_again(door: DoorClient) -> None:
    assert "Something is needed here." in door.post("/q/", {"text": " "}).content.decode()


def test_while_the_door_is_shut_no_question_is_taken(committee: Committee, door: DoorClient) -> None:
    locking_actions.shut_door(committee.vault)

    assert door.post("/q/", {"text": ASKED, "token": "a" * 32}).status_code == 503
    assert door.get("/g/ru/").status_code == 200  # the guides need nobody
    assert queries.questions(committee.anna) == ()


def test_whoever_was_not_given_the_reception_reads_no_question(committee: Committee, stranger: DeskClient) -> None:
    actions.drop_question(committee.vault, ASKED, "ru", once="a")
    (question,) = queries.questions(committee.anna)

    assert queries.questions(committee.vera) == ()
    assert stranger.get("/seminars/questions/").status_code == 404
    assert stranger.post(f"/seminars/questions/{question.id}/").status_code == 404
    with pytest.raises(NoSuchEntryError):
        queries.question(committee.vera, question.id)


def test_an_answered_question_waits_again_when_it_is_undone(committee: Committee, desk: DeskClient) -> None:
    actions.drop_question(committee.vault, ASKED, "ru", once="a")
    (question,) = queries.questions(committee.anna)

    desk.post(f"/seminars/questions/{question.id}/", {"answered": "yes", "token": "1"})
    assert queries.question(committee.anna, question.id).answered
    desk.post(f"/seminars/questions/{question.id}/", {"answered": "no", "token": "2"})
    assert not queries.question(committee.anna, question.id).answered


def test_answered_questions_are_erased_and_the_others_stay(committee: Committee, desk: DeskClient) -> None:
    actions.drop_question(committee.vault, ASKED, "ru", once="a")
    actions.copy_question(committee.anna, "Из коробки", "ru", once="b")
    first = queries.questions(committee.anna)[0]
    actions.settle(committee.anna, first.id, answered=True, once="c")

    desk.post("/seminars/questions/forget/")

    assert [one.id != first.id for one in queries.questions(committee.anna)] == [True]


# ---- the seminar


def test_a_seminar_is_planned_and_shown_with_outline_sheets_and_questions(
    committee: Committee, desk: DeskClient
) -> None:
    actions.drop_question(committee.vault, ASKED, "ru", once="a")
    day = committee.vault.day() + timedelta(days=3)
    told = {"called": "Разговор о призыве", "day": day.isoformat(), "language": "uk", "token": "a" * 32}

    page = desk.text(desk.post("/seminars/new/", told)["Location"])

    assert ASKED in page
    assert all(step.title["uk"].replace("'", "&#x27;") in page for step in outline())
    assert "Разговор о призыве" in desk.text("/seminars/")


def test_without_a_day_nobody_knows_when(desk: DeskClient) -> None:
    page = desk.post("/seminars/new/", {"called": "x", "language": "ru"}).content.decode()

    assert "Something is needed here." in page


def test_attendance_is_two_numbers_and_holds_no_name(committee: Committee, desk: DeskClient) -> None:
    seminar = planned(committee)

    desk.post(f"/seminars/{seminar}/", {"people": "14", "draftees": "9", "token": "a" * 32})

    held = queries.seminar(committee.anna, seminar).held
    assert held is not None
    assert (held.people, held.draftees) == (14, 9)
    assert [field.name for field in fields(SeminarHeld)] == ["seminar", "people", "draftees"]
    assert [field.name for field in fields(SeminarPlanned)] == ["called", "day", "language", "note"]
    assert "14 people came" in desk.text("/seminars/")


def test_more_who_can_be_drafted_than_came_are_asked_back(committee: Committee, desk: DeskClient) -> None:
    seminar = planned(committee)
    page = desk.post(f"/seminars/{seminar}/", {"people": "3", "draftees": "9"}).content.decode()

    assert "These are more than came." in page
    assert queries.seminar(committee.anna, seminar).held is None


def test_the_sheets_are_printed_in_the_language_of_the_seminar(committee: Committee, desk: DeskClient) -> None:
    page = desk.text(f"/seminars/{planned(committee)}/sheets/")

    assert '<html lang="ru"' in page
    assert page.count('<article class="sheet"') == len(handouts())
    assert all(sheet.title["ru"] in page for sheet in handouts())


def test_a_seminar_that_is_none_is_not_there(desk: DeskClient) -> None:
    assert desk.get(f"/seminars/{'0' * 32}/").status_code == 404
    assert desk.get(f"/seminars/{'0' * 32}/sheets/").status_code == 404


def test_the_outline_is_whole_in_every_language_and_ends_in_time() -> None:
    assert all(step.title[language] and step.say[language] for step in outline() for language in LANGUAGES)
    assert sum(step.minutes for step in outline()) <= 150
    assert {sheet.number for sheet in handouts()} >= {1, 2, 6, 11}
