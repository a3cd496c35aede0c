"""What members say in a folder is kept as it was said, shown to whom it is for, and to nobody else."""

import re
from typing import Any

import pytest

from bereginya import vault as vaults
from bereginya.desk.cases import actions, queries
from bereginya.desk.cases.records import Closed, CloseReason, HandedOver, Note, PersonTold, Task
from bereginya.desk.intake import door_actions
from bereginya.desk.intake.records import Reply
from bereginya.facts import Name, Person, Relation
from bereginya.vault import CompartmentId
from bereginya.vault.errors import MovedError, NoSuchCompartmentError, NotAllowedError
from bereginya.vault.receipts import ReceiptKeys
from tests.desk.cases.conftest import Case
from tests.desk.clients import DeskClient
from tests.desk.world import Committee

SAID = {
    "note": ({"text": "Мать боится соседей"}, "Мать боится соседей"),
    "person": ({"name": "Иванов Пётр", "born": "весной 1991"}, "весной 1991"),
    "relative": ({"name": "Иванова Марта", "relation": "mother"}, "Иванова Марта"),
    "service": ({"step": "missing", "when": "апрель 2026", "place": "под Орском"}, "апрель 2026"),
    "contact": ({"whose": "Марта", "channel": "phone", "address": "000", "others": "деверь"}, "деверь"),
    "consent": ({"scopes": ["search"], "by": "Марта"}, "use it to look for the person"),
    "need": ({"need": "find", "text": "сына"}, "find somebody"),
    "task": ({"text": "Позвонить в госпиталь", "due": "2026-03-05"}, "Позвонить в госпиталь"),
}


@pytest.mark.parametrize("what", SAID)
def test_what_is_said_stands_on_the_page(desk: DeskClient, folder: CompartmentId, what: str) -> None:
    sent, shown = SAID[what]

    response = desk.post(desk.url("cases:say", folder, what), sent)

    assert response.status_code == 303
    assert shown in desk.text(desk.url("cases:folder", folder))


@pytest.mark.parametrize("what", SAID)
def test_what_is_needed_and_missing_is_asked_for_and_nothing_is_lost(
    desk: DeskClient, folder: CompartmentId, what: str
) -> None:
    before = vaults.head(desk.house.sessions.find(desk.cookies["s"].value).keys, folder)  # type: ignore[union-attr]

    page = desk.post(desk.url("cases:say", folder, what), {"token": "x", "address": "письмо", "other_names": "Север"})

    assert page.status_code == 200
    assert 'role="alert"' in page.content.decode()
    assert vaults.head(desk.house.sessions.find(desk.cookies["s"].value).keys, folder) == before  # type: ignore[union-attr]


def test_the_same_form_sent_twice_is_one_entry(desk: DeskClient, committee: Committee, folder: CompartmentId) -> None:
    for _ in range(2):
        desk.post(desk.url("cases:say", folder, "note"), {"text": "один раз", "token": "f" * 32})

    assert len(queries.notes(committee.anna, folder)) == 1


def test_a_correction_takes_the_place_and_the_old_words_stay_in_the_history(
    desk: DeskClient, committee: Committee, folder: CompartmentId
) -> None:
    note = actions.say(committee.anna, folder, Note("в среду"), once="1" * 32)

    desk.post(desk.url("cases:correct", folder, note), {"text": "в четверг", "seen": note})

    assert "в среду" not in desk.text(desk.url("cases:folder", folder))
    assert re.search(
        r"в четверг.*What was said before.*в среду", desk.text(desk.url("cases:timeline", folder)), re.DOTALL
    )


def test_of_two_corrections_the_second_is_told_about_the_first(committee: Committee, folder: CompartmentId) -> None:
    note = actions.say(committee.anna, folder, Note("в среду"), once="1" * 32)
    actions.correct(committee.anna, folder, note, Note("в четверг"), seen=note, once="2" * 32)

    with pytest.raises(MovedError):
        actions.correct(committee.anna, folder, note, Note("в пятницу"), seen=note, once="3" * 32)


def test_a_task_that_is_done_can_be_undone(desk: DeskClient, committee: Committee, folder: CompartmentId) -> None:
    task = actions.say(committee.anna, folder, Task("позвонить"), once="1" * 32)
    there = desk.url("cases:task", folder, task)

    assert "Nothing to do." not in desk.text(desk.url("cases:folder", folder))
    desk.post(there, {"done": "yes"})
    assert [one.done for one in queries.case_of(committee.anna, folder).tasks] == [True]
    assert "Nothing to do." in desk.text(desk.url("cases:folder", folder))
    desk.post(there, {"done": "no"})

    assert [one.done for one in queries.case_of(committee.anna, folder).tasks] == [False]


def test_a_need_is_met_and_back_again(desk: DeskClient, committee: Committee, folder: CompartmentId) -> None:
    desk.post(desk.url("cases:say", folder, "need"), {"need": "law"})
    (need,) = queries.folder_of(committee.anna, folder).needs

    desk.post(desk.url("cases:need", folder, need.id), {"met": "yes"})

    assert queries.folder_of(committee.anna, folder).needs[0].met is not None


def test_a_message_reaches_her_and_a_note_does_not(
    desk: DeskClient, committee: Committee, folder: CompartmentId, receipt: ReceiptKeys
) -> None:
    actions.say(committee.anna, folder, Note("только для своих"), once="1" * 32)

    desk.post(desk.url("cases:write", folder), {"text": "Мы начали искать."})

    said = [one.record for one in door_actions.read(committee.vault, receipt)]
    assert [one.text for one in said if isinstance(one, Reply)] == ["Мы начали искать."]
    assert not any(isinstance(one, Note) for one in said)


def test_a_message_kept_for_later_is_not_sent_and_comes_back_into_the_box(
    desk: DeskClient, committee: Committee, folder: CompartmentId, receipt: ReceiptKeys
) -> None:
    desk.post(desk.url("cases:write", folder), {"text": "Завтра допишу", "later": "yes"})

    assert "Завтра допишу" in desk.text(desk.url("cases:write", folder))
    assert not any(isinstance(one.record, Reply) for one in door_actions.read(committee.vault, receipt))


def test_sending_clears_the_draft(desk: DeskClient, committee: Committee, folder: CompartmentId) -> None:
    desk.post(desk.url("cases:write", folder), {"text": "Начало", "later": "yes"})

    desk.post(desk.url("cases:write", folder), {"text": "Начало и конец"})

    assert queries.folder_of(committee.anna, folder).draft is None


def test_nobody_waits_any_more_once_she_was_answered(committee: Committee, folder: CompartmentId) -> None:
    assert queries.listed(committee.anna, folder).waits

    actions.write(committee.anna, folder, "Мы читали.", once="1" * 32)

    assert not queries.listed(committee.anna, folder).waits


def test_the_list_shows_who_waits_first_and_then_what_is_due(committee: Committee, case: Case) -> None:
    calm, due = Case(committee, "второй", "b" * 32).folder, Case(committee, "третий", "c" * 32).folder
    for place in (calm, due):
        actions.write(committee.anna, place, "Мы читали.", once=place)
    actions.say(committee.anna, due, Task("справка", committee.vault.day()), once="5" * 32)

    assert [one.folder for one in queries.cases(committee.anna)] == [case.folder, due, calm]


def test_due_tasks_of_the_next_week_come_with_their_case(committee: Committee, folder: CompartmentId) -> None:
    today = committee.vault.day()
    told = PersonTold(Person(Name("Иванов Пётр")))
    actions.say(committee.anna, folder, told, once="1" * 32)
    actions.say(committee.anna, folder, Task("справка", today), once="2" * 32)
    actions.say(committee.anna, folder, Task("через месяц", today.replace(month=today.month + 1)), once="3" * 32)

    assert [(one.name, one.todo.task.text) for one in queries.due(committee.anna, today)] == [
        ("Иванов Пётр", "справка")
    ]


# ---- keys


def _unmarked(response: Any, place: str) -> str:
    """Return the page without its own address and the token of its form."""
    return re.sub('value="[^"]{64}"', "", response.content.decode().replace(place, ""))


def test_a_colleague_without_the_key_does_not_learn_that_the_folder_exists(
    stranger: DeskClient, committee: Committee, folder: CompartmentId
) -> None:
    there, nowhere = (stranger.get(stranger.url("cases:folder", place)) for place in (folder, "0" * 32))

    assert there.status_code == nowhere.status_code == 404
    assert _unmarked(there, folder) == _unmarked(nowhere, "0" * 32)
    with pytest.raises(NoSuchCompartmentError):
        queries.case_of(committee.vera, folder)


def test_whoever_is_given_the_key_reads_from_the_beginning(
    desk: DeskClient, stranger: DeskClient, committee: Committee, folder: CompartmentId
) -> None:
    desk.post(desk.url("cases:people", folder), {"to": committee.vera.member})

    assert "не отвечает с апреля" in stranger.text(stranger.url("cases:folder", folder))


def test_whoever_loses_the_key_reads_nothing_new_and_her_letters_still_arrive(
    desk: DeskClient, committee: Committee, case: Case
) -> None:
    actions.give_key(committee.anna, case.folder, committee.vera.member)

    desk.post(desk.url("cases:take-back", case.folder, committee.vera.member))
    actions.say(committee.anna, case.folder, Note("позже"), once="1" * 32)

    assert "позже" not in [
        one.record.text for one in vaults.entries(committee.vera, case.folder) if isinstance(one.record, Note)
    ]
    newest = [
        one for one in door_actions.read(committee.vault, case.receipt) if one.record.kind.name == "intake.write-to"
    ]
    assert newest[-1].record.address == vaults.address(committee.anna, case.folder)  # type: ignore[attr-defined]


def test_the_leads_key_is_taken_from_nobody(committee: Committee, folder: CompartmentId) -> None:
    with pytest.raises(NotAllowedError):
        actions.take_key_back(committee.anna, folder, committee.anna.member)


def test_handing_over_gives_the_key_and_the_lead(committee: Committee, folder: CompartmentId) -> None:
    actions.hand_over(committee.anna, folder, HandedOver(committee.vera.member, "она знает мать"), once="1" * 32)

    assert queries.case_of(committee.vera, folder).lead == committee.vera.member


# ---- families


def test_linked_folders_name_each_other_and_hide_what_she_cannot_open(
    desk: DeskClient, committee: Committee, folder: CompartmentId
) -> None:
    other = Case(committee, "Я его отец", "b" * 32).folder
    actions.say(committee.anna, other, PersonTold(Person(Name("Иванов Сергей"))), once="1" * 32)

    found = desk.post(desk.url("cases:link", folder), {"name": "иванов сер"}).content.decode()
    sent = {"name": "иванов сер", "to": other, "relation": Relation.FATHER.value, "agreed": "оба, по телефону"}
    desk.post(desk.url("cases:link", folder), sent)

    assert "Иванов Сергей" in found
    assert [name for _, name, _ in queries.linked(committee.anna, folder)] == ["Иванов Сергей"]
    actions.give_key(committee.anna, folder, committee.vera.member)
    assert queries.linked(committee.vera, folder) == []


def test_a_link_is_ended_on_both_sides(committee: Committee, folder: CompartmentId) -> None:
    other = Case(committee, "Я его отец", "b" * 32).folder
    actions.link(committee.anna, folder, other, Relation.FATHER, "оба")

    actions.unlink(committee.anna, other, folder)

    assert not queries.linked(committee.anna, folder)
    assert not queries.linked(committee.anna, other)


# ---- end


def test_an_ended_case_leaves_the_list_and_comes_back_when_it_is_opened_again(
    desk: DeskClient, folder: CompartmentId
) -> None:
    desk.post(desk.url("cases:close", folder), {"reason": CloseReason.HELPED.value, "outcome": "сын дома"})
    assert folder not in desk.text("/cases/")
    assert folder in desk.text("/cases/closed/")

    desk.post(desk.url("cases:reopen", folder), {"text": "новое письмо"})

    assert folder in desk.text("/cases/")


def test_how_a_case_ended_is_counted_without_a_name(committee: Committee, folder: CompartmentId) -> None:
    actions.close(committee.anna, folder, Closed(CloseReason.HELPED), once="1" * 32)

    from bereginya.desk.intake import queries as intake

    assert intake.counters(committee.anna).ended[committee.vault.day().strftime("%Y-%m"), "helped"] == 1


def test_an_erased_entry_is_gone_and_the_day_is_told(
    desk: DeskClient, committee: Committee, folder: CompartmentId
) -> None:
    note = actions.say(committee.anna, folder, Note("лишнее"), once="1" * 32)

    sent = {"why": "по её просьбе", "sure": "on"}
    page = desk.post(desk.url("cases:erase-entry", folder, note), sent, follow=True).content.decode()

    assert "8 March 2026" in page
    assert queries.notes(committee.anna, folder) == []


def test_an_erased_folder_is_gone_for_members_and_for_her(desk: DeskClient, committee: Committee, case: Case) -> None:
    desk.post(desk.url("cases:erase", case.folder), {"why": "по её просьбе", "sure": "on"})

    assert desk.get(desk.url("cases:folder", case.folder)).status_code == 404
    assert door_actions.read(committee.vault, case.receipt) == []


def test_nothing_is_erased_before_it_is_confirmed(desk: DeskClient, folder: CompartmentId) -> None:
    assert desk.post(desk.url("cases:erase", folder), {"why": "по её просьбе"}).status_code == 200

    assert desk.get(desk.url("cases:folder", folder)).status_code == 200


# ---- paper


def test_the_sheet_for_paper_holds_no_name(desk: DeskClient, folder: CompartmentId) -> None:
    desk.post(desk.url("cases:say", folder, "person"), {"name": "Иванов Пётр", "asker": "Иванова Марта"})
    desk.post(desk.url("cases:say", folder, "task"), {"text": "Позвонить Марте Ивановой про Петра"})

    sheet = desk.text(desk.url("cases:sheet", folder)).partition("<h1>")[2]

    assert "Позвонить М. И. про П." in sheet
    assert not re.search("Иванов|Март|Пётр|Петра", sheet)
