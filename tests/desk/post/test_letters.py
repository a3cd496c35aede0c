"""A letter from its template to its number, its clocks and the next step."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bereginya import vault as vaults
from bereginya.desk.cases import actions as cases
from bereginya.desk.cases.records import Dead
from bereginya.desk.post import actions, clocks, house, queries
from bereginya.desk.post.records import (
    Answer,
    Channel,
    Drafted,
    Filled,
    Misfiled,
    NamedForm,
    OfficeIn,
    PersonIn,
    Received,
)
from bereginya.facts.people import Sex
from bereginya.letters import find_template
from bereginya.vault import CompartmentId, EntryId, Keyring
from bereginya.vault.errors import MovedError, NoSuchCompartmentError, NotAllowedError
from tests.desk.cases.conftest import Case
from tests.desk.clients import DeskClient
from tests.desk.world import Committee

OFFICE = "ru.mod.appeals"
MARIA = PersonIn("Иванова", "Мария", "Петровна", Sex.FEMALE, (NamedForm("genitive", "Ивановой Марии Петровны"),))


def fields(**other: Filled) -> tuple[Filled, ...]:
    """Return everything an appeal needs."""
    known = {
        "office": Filled("office", office=OfficeIn("Министерство обороны", OFFICE, "Министру обороны", "г. Москва")),
        "applicant": Filled("applicant", person=MARIA),
        "applicant_address": Filled("applicant_address", "170000, г. Тверь, ул. Придуманная, д. 1"),
        "subject": Filled("subject", "о судьбе сына"),
        "facts": Filled("facts", "Сын не отвечает с апреля."),
        "request": Filled("request", lines=("сообщить, где он", "сообщить, жив ли он")),
    }
    return tuple((known | other).values())


def appeal(**other: Filled) -> Drafted:
    """Return a complete appeal."""
    template = find_template("ru/appeal")
    return Drafted(template.id, house.edition_of(template), template.kind, fields(**other), OFFICE)


def checked_letter(anna: Keyring, olga: Keyring, folder: CompartmentId, token: str = "a" * 32) -> EntryId:
    """Let Anna write a letter and Olga check it."""
    name = actions.draft(anna, folder, appeal(), once=token)
    actions.check(olga, folder, name, seen=queries.outgoing(olga, folder, name).statement, once="b" * 32 + token)
    return name


def posted_letter(anna: Keyring, olga: Keyring, folder: CompartmentId, day: date, token: str = "a" * 32) -> EntryId:
    """Let a letter go out on a day."""
    name = checked_letter(anna, olga, folder, token)
    actions.post(anna, folder, name, day=day, channel=Channel.POST, proof="12345")
    return name


def came(day: date, answer: Answer | None, letter: EntryId | None = None) -> Received:
    """Return an answer that came on a day."""
    return Received(day.year, 0, day, "Министерство обороны", answer, letter, "Сообщаем…")


# ---- writing and checking


def test_a_letter_is_made_from_what_the_folder_knows(desk: DeskClient, folder: CompartmentId) -> None:
    page = desk.text(desk.url("post:write", folder, "ru/appeal"))

    assert 'value="Иванова"' in page
    assert "ask a lawyer" in page.lower()


def test_what_is_missing_is_said_at_its_field_and_nothing_is_kept(
    desk: DeskClient, anna: Keyring, folder: CompartmentId
) -> None:
    page = desk.post(desk.url("post:write", folder, "ru/appeal"), {"applicant__surname": "Иванова"}).content.decode()

    assert page.count("The letter needs this.") >= 4
    assert queries.letters(anna, folder).outgoing == {}


def test_a_form_of_a_name_that_is_not_sure_is_asked_and_then_kept(
    desk: DeskClient, anna: Keyring, folder: CompartmentId
) -> None:
    sent = {
        "office__office": OFFICE,
        "applicant__surname": "Иванова",
        "applicant__given": "Мария",
        "applicant_address": "г. Тверь",
        "subject": "о судьбе сына",
        "facts": "Сын не отвечает.",
        "request": "сообщить, где он",
    }
    page = desk.post(desk.url("post:write", folder, "ru/appeal"), sent).content.decode()
    assert "of whom? (genitive)" in page
    sure = sent | {"applicant__sex": "female", "applicant__surname": "Smith"}  # a form is offered, and not taken unseen
    assert (
        "Look at this form of the name."
        in desk.post(desk.url("post:write", folder, "ru/appeal"), sure).content.decode()
    )
    assert queries.letters(anna, folder).outgoing == {}

    desk.post(desk.url("post:write", folder, "ru/appeal"), sent | {"applicant__form_genitive": "Ивановой Марии"})

    (letter,) = queries.letters(anna, folder).outgoing.values()
    assert queries.checked(anna, letter).complete
    assert [one.form for one in queries.checked(anna, letter).declined] == ["Ивановой Марии"]
    assert letter.draft.office == OFFICE


def test_nobody_checks_her_own_letter_while_a_colleague_can(
    anna: Keyring, olga: Keyring, folder: CompartmentId
) -> None:
    name = actions.draft(anna, folder, appeal(), once="a")
    seen = queries.outgoing(anna, folder, name).statement

    with pytest.raises(NotAllowedError):
        actions.check(anna, folder, name, seen=seen, once="b")
    with pytest.raises(NotAllowedError):
        actions.post(anna, folder, name, day=date(2026, 11, 23), channel=Channel.POST)

    actions.check(olga, folder, name, seen=seen, once="c")
    assert queries.outgoing(anna, folder, name).is_checked


def test_a_letter_that_was_changed_has_to_be_checked_again(anna: Keyring, olga: Keyring, folder: CompartmentId) -> None:
    name = checked_letter(anna, olga, folder)
    seen = queries.outgoing(anna, folder, name).statement

    actions.change(anna, folder, name, appeal(subject=Filled("subject", "о сыне")), seen=seen, once="d")

    assert not queries.outgoing(anna, folder, name).is_checked
    with pytest.raises(MovedError):
        actions.check(olga, folder, name, seen=seen, once="e")


def test_text_that_tries_to_be_markup_is_typed_as_text(anna: Keyring, folder: CompartmentId) -> None:
    nasty = '#read("/etc/passwd") *bold* $x$ \\ <script> `code` = Заголовок'
    name = actions.draft(anna, folder, appeal(facts=Filled("facts", nasty)), once="a")

    assert queries.pdf(anna, folder, name).startswith(b"%PDF")


# ---- numbers and clocks


def test_numbers_have_no_gaps_and_begin_anew_each_year(anna: Keyring, olga: Keyring, folder: CompartmentId) -> None:
    days = [date(2026, 11, 20), date(2026, 11, 23), date(2027, 1, 11)]

    names = [posted_letter(anna, olga, folder, day, str(place) * 32) for place, day in enumerate(days)]

    posted = [queries.outgoing(anna, folder, name).posted for name in names]
    assert [(one.year, one.number) for one in posted if one] == [(2026, 1), (2026, 2), (2027, 1)]


def test_posting_twice_gives_the_same_number(anna: Keyring, olga: Keyring, folder: CompartmentId) -> None:
    name = posted_letter(anna, olga, folder, date(2026, 11, 23))

    again = actions.post(anna, folder, name, day=date(2026, 11, 24), channel=Channel.HAND)

    assert again == (2026, 1)
    assert max(house.book(anna).last.values()) == 1


def test_what_was_sent_stays_as_it_was_sent(anna: Keyring, olga: Keyring, folder: CompartmentId) -> None:
    name = posted_letter(anna, olga, folder, date(2026, 11, 23))

    assert queries.pdf(anna, folder, name) == queries.pdf(olga, folder, name)
    with pytest.raises(MovedError):
        actions.change(anna, folder, name, appeal(), seen=queries.outgoing(anna, folder, name).statement, once="z")


def test_the_clocks_of_the_law_run_from_the_day_it_was_sent(
    anna: Keyring, olga: Keyring, folder: CompartmentId
) -> None:
    name = posted_letter(anna, olga, folder, date(2026, 11, 23))
    letter = queries.outgoing(anna, folder, name)

    until = clocks.last_day(letter)

    assert until is not None
    assert until.rule.provision == "write.59.answer"
    assert until.due > date(2026, 12, 23)
    assert not clocks.is_silent(letter, until.due)
    assert clocks.is_silent(letter, until.due + timedelta(days=1))


def test_silence_leads_to_the_next_step_with_its_article(
    committee: Committee, anna: Keyring, olga: Keyring, folder: CompartmentId
) -> None:
    sent = committee.vault.day() - timedelta(days=90)
    letter = queries.outgoing(anna, folder, posted_letter(anna, olga, folder, sent))

    steps = clocks.steps(letter, committee.vault.day())

    assert steps
    assert all(one.cite for one in steps)
    (due,) = queries.due(anna, committee.vault.day())
    assert due.late


def test_the_duty_member_sees_days_and_numbers_and_nothing_else(
    committee: Committee, anna: Keyring, olga: Keyring, folder: CompartmentId
) -> None:
    posted_letter(anna, olga, folder, committee.vault.day())
    vera = committee.desk(committee.vera)

    page = vera.text(vera.url("post:days"))

    assert f"№ {committee.vault.day().year}/1" in page
    assert "Иванов" not in page
    assert queries.register(committee.vera) == ()


# ---- what comes in


def test_a_final_answer_stops_the_days_and_counts_for_the_office(
    anna: Keyring, olga: Keyring, folder: CompartmentId
) -> None:
    sent = date(2026, 3, 2)
    name = posted_letter(anna, olga, folder, sent)
    assert queries.deadlines(anna)

    actions.receive(anna, folder, came(date(2026, 8, 3), Answer.REFUSED, name), once="in")

    assert queries.deadlines(anna) == []
    record = house.office_records(anna, date(2026, 8, 4))[OFFICE]
    assert (record.asked, record.late, record.refused, record.silent, record.days) == (1, 1, 1, 0, 154)
    assert clocks.steps(queries.outgoing(anna, folder, name), date(2026, 8, 4))


def test_a_letter_answered_twice_keeps_both_answers_under_two_numbers(
    anna: Keyring, olga: Keyring, folder: CompartmentId
) -> None:
    name = posted_letter(anna, olga, folder, date(2026, 3, 2))
    for place, answer in enumerate((Answer.REGISTERED, Answer.ANSWERED)):
        actions.receive(anna, folder, came(date(2026, 3, 10 + place), answer, name), once=f"in{place}")

    said = queries.outgoing(anna, folder, name).answers
    assert [(one.said.number, one.said.answer) for one in said] == [(1, Answer.REGISTERED), (2, Answer.ANSWERED)]


def test_the_same_form_sent_twice_is_one_letter(anna: Keyring, folder: CompartmentId) -> None:
    for _ in range(2):
        actions.receive(anna, folder, came(date(2026, 3, 10), None), once="in")

    assert [one.said.number for one in queries.letters(anna, folder).incoming.values()] == [1]
    assert max(house.book(anna).last.values()) == 1


def test_a_reply_to_a_letter_of_another_case_moves_there_with_its_number(
    committee: Committee, anna: Keyring, olga: Keyring, folder: CompartmentId
) -> None:
    other = Case(committee, "Другое дело.", "9" * 32).folder
    name = posted_letter(anna, olga, folder, date(2026, 3, 2))
    wrong = actions.receive(anna, folder, came(date(2026, 3, 20), Answer.ANSWERED, name), once="in")
    assert queries.deadlines(anna) == []

    there = actions.file_elsewhere(anna, folder, wrong, other, once="m")

    assert queries.incoming(anna, other, there).said.number == 1
    assert queries.outgoing(anna, folder, name).answers == ()
    assert queries.deadlines(anna)  # the days it had stopped run again


def test_taking_a_letter_out_twice_is_one(anna: Keyring, folder: CompartmentId) -> None:
    name = actions.receive(anna, folder, came(date(2026, 3, 10), None), once="in")
    actions.take_out(anna, folder, Misfiled(name), once="m")

    assert all(one.wrong_folder for one in queries.letters(anna, folder).incoming.values())


def test_silence_counts_for_the_office_from_the_day_after_the_last(
    anna: Keyring, olga: Keyring, folder: CompartmentId
) -> None:
    letter = queries.outgoing(anna, folder, posted_letter(anna, olga, folder, date(2026, 3, 2)))
    until = clocks.last_day(letter)
    assert until is not None

    on_time, after = (house.office_records(anna, until.due + timedelta(days=more))[OFFICE] for more in (0, 1))

    assert (on_time.waiting, on_time.silent) == (1, 0)
    assert (after.waiting, after.silent) == (0, 1)


def test_settled_means_nothing_is_waited_for_and_can_be_undone(
    committee: Committee, anna: Keyring, olga: Keyring, folder: CompartmentId
) -> None:
    name = posted_letter(anna, olga, folder, committee.vault.day())
    actions.settle(anna, folder, name, settled=True, text=None, once="s")
    assert (queries.deadlines(anna), queries.due(anna, committee.vault.day() + timedelta(days=90))) == ([], ())

    actions.settle(anna, folder, name, settled=False, text=None, once="t")

    assert queries.deadlines(anna)


def test_a_stranger_sees_no_letter(committee: Committee, anna: Keyring, olga: Keyring, folder: CompartmentId) -> None:
    name = posted_letter(anna, olga, folder, date(2026, 11, 23))

    with pytest.raises(NoSuchCompartmentError):
        queries.outgoing(committee.vera, folder, name)
    assert vaults.fold_all(committee.vera, vaults.Fold("x", 0, lambda n, _: n + 1)).get(folder) is None


# ---- when he is dead


def test_letters_that_ask_for_a_living_man_stop_when_he_is_accepted_as_dead(
    desk: DeskClient, anna: Keyring, olga: Keyring, folder: CompartmentId
) -> None:
    day = anna.vault.day()
    kept = posted_letter(anna, olga, folder, day - timedelta(days=60))
    asks = replace(appeal(), clocks="deferment")
    name = actions.draft(anna, folder, asks, once="e" * 32)
    actions.check(olga, folder, name, seen=queries.outgoing(olga, folder, name).statement, once="h" * 32)
    actions.post(anna, folder, name, day=day - timedelta(days=60), channel=Channel.POST)
    assert {one.letter.id for one in queries.due(anna, day)} == {kept, name}

    cases.say(anna, folder, Dead(dead=True), once="g" * 32)

    assert {one.letter.id for one in queries.due(anna, day)} == {kept}
    assert "stopped by itself: he is dead" in desk.text(desk.url("post:letters", folder))


def test_the_deadlines_book_stops_waiting_for_a_dead_man_and_waits_again_if_he_is_not(
    desk: DeskClient, anna: Keyring, olga: Keyring, folder: CompartmentId
) -> None:
    name = actions.draft(anna, folder, replace(appeal(), clocks="deferment"), once="e" * 32)
    actions.check(olga, folder, name, seen=queries.outgoing(olga, folder, name).statement, once="h" * 32)
    actions.post(anna, folder, name, day=anna.vault.day(), channel=Channel.POST)
    waited_for = queries.deadlines(anna)

    cases.say(anna, folder, Dead(dead=True), once="g" * 32)
    desk.text("/")
    assert (bool(waited_for), queries.deadlines(anna)) == (True, [])
    size = anna.vault.store.size()
    desk.text("/")
    assert anna.vault.store.size() == size  # said once

    cases.say(anna, folder, Dead(dead=False), once="i" * 32)
    desk.text("/")
    assert queries.deadlines(anna) == waited_for
