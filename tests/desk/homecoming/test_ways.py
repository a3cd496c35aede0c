"""The way home, step by step: data with sources, days that are counted, and nothing that could lead a search to him."""

from datetime import date, timedelta

import pytest

from bereginya import vault as vaults
from bereginya.desk.cases import actions as cases
from bereginya.desk.cases.records import Dead
from bereginya.desk.homecoming import actions, queries
from bereginya.desk.homecoming.records import ContactLooked, StepSaid
from bereginya.desk.homecoming.routes import LANGUAGES, Route, Step, contacts, risks, routes
from bereginya.letters import templates
from bereginya.rights import rules
from bereginya.vault import CompartmentId, Keyring
from tests.desk.clients import DeskClient
from tests.desk.world import Committee

WAYS = tuple(routes().values())
STEPS = tuple((way, step) for way in WAYS for step in way.steps)


@pytest.mark.parametrize(("way", "step"), STEPS, ids=lambda one: one.id)
def test_every_step_speaks_three_languages_and_says_where_it_is_written(way: Route, step: Step) -> None:
    texts = (way.name, way.about, way.day, step.title, step.what, step.source)

    assert all(set(text) == set(LANGUAGES) and all(text.values()) for text in texts)
    assert step.confidence in {"A", "B", "C"}
    assert step.lawyer or step.confidence != "C"  # what is not certain is never without a lawyer
    assert step.checked >= date(2026, 11, 23)


def test_steps_name_letters_provisions_and_offices_that_exist() -> None:
    known = {one.id for one in rules().versions}

    assert {name for _, step in STEPS for name in step.letters} <= set(templates())
    assert {step.provision for _, step in STEPS if step.provision} <= known
    assert {name for _, step in STEPS for name in step.contacts} <= set(contacts())


def test_the_first_way_offered_is_commissariat_and_line_then_bureau_then_agency() -> None:
    first = routes()["prisoner"].steps[:3]

    assert [one.contacts for one in first] == [("ru.commissariat", "ru.line117"), ("ru.bureau",), ("icrc.cta",)]


def test_begun_steps_are_due_on_todays_page_and_can_be_ticked(
    desk: DeskClient, anna: Keyring, folder: CompartmentId
) -> None:
    today = anna.vault.day()
    desk.post(desk.url("homecoming:begin", folder, "prisoner"), {"day": f"{today}"})
    (due,) = queries.due(anna, today)
    assert (due.step, due.day) == (routes()["prisoner"].steps[0], today + timedelta(days=1))
    assert "On the way home: Ask the commissariat and line 117" in desk.text("/")

    desk.post(desk.url("homecoming:tick", folder, "prisoner", "ask"), {"done": "yes"})

    (due,) = queries.due(anna, today)
    assert due.step == routes()["prisoner"].steps[1]


def test_a_step_has_a_day_a_note_and_who_does_it(
    desk: DeskClient, anna: Keyring, olga: Keyring, folder: CompartmentId
) -> None:
    actions.begin(anna, folder, "wounded", None, once="b")
    sent = {"done": "no", "due": "2026-03-05", "who": olga.member, "text": "ждём выписку"}

    desk.post(desk.url("homecoming:step", folder, "wounded", "papers"), sent)

    page = desk.text(desk.url("homecoming:way", folder, "wounded"))
    assert "ждём выписку" in page
    assert "Olga" in page
    assert [one.day for one in queries.due(anna, anna.vault.day())] == [date(2026, 3, 5)]


def test_a_way_that_is_left_falls_due_no_more_and_keeps_what_was_done(
    desk: DeskClient, anna: Keyring, folder: CompartmentId
) -> None:
    actions.begin(anna, folder, "prisoner", anna.vault.day(), once="b")
    actions.step(anna, folder, StepSaid("prisoner", "ask", done=True), once="s")

    desk.post(desk.url("homecoming:leave", folder, "prisoner"))

    assert queries.due(anna, anna.vault.day()) == ()
    assert queries.home(anna, folder).ways["prisoner"].steps["ask"].done


# ---- outside his unit


@pytest.mark.parametrize(
    ("today", "which"),
    [
        (date(2026, 1, 31), 0),
        (date(2026, 2, 2), 0),
        (date(2026, 2, 3), 1),
        (date(2026, 2, 10), 1),
        (date(2026, 2, 11), 2),
        (date(2026, 2, 28), 2),  # a month later there is no 31st
        (date(2026, 3, 1), 3),
        (date(2027, 3, 1), 3),
    ],
)
def test_the_day_of_absence_says_where_the_law_puts_him(today: date, which: int) -> None:
    way = routes()["outside-unit"]

    assert way.position(date(2026, 1, 31), today) == way.brackets[which]


def test_on_the_last_day_of_a_bracket_the_page_says_that_the_hour_counts(
    desk: DeskClient, anna: Keyring, folder: CompartmentId
) -> None:
    actions.begin(anna, folder, "outside-unit", anna.vault.day() - timedelta(days=2), once="b")

    assert "its last day: the hour counts" in desk.text(desk.url("homecoming:way", folder, "outside-unit"))


def test_without_a_first_day_no_position_is_guessed() -> None:
    assert routes()["outside-unit"].position(None, date(2026, 3, 1)) is None


def test_of_a_soldier_outside_his_unit_no_note_is_kept(desk: DeskClient, anna: Keyring, folder: CompartmentId) -> None:
    actions.begin(anna, folder, "outside-unit", anna.vault.day(), once="b")
    page = desk.text(desk.url("homecoming:step", folder, "outside-unit", "advocate"))
    assert 'name="text"' not in page

    said = StepSaid("outside-unit", "advocate", done=True, text="живёт у тёти")
    actions.step(anna, folder, said, once="s")

    assert queries.home(anna, folder).ways["outside-unit"].steps["advocate"].text is None


def test_the_way_of_a_soldier_outside_his_unit_names_no_letter_to_him_and_no_office_abroad() -> None:
    way = routes()["outside-unit"]

    assert {name for step in way.steps for name in step.contacts} == set()
    assert "We keep and give no advice on roads, shelter, money or borders." in way.warns[0]["en"]


# ---- the day a body comes


def test_a_closed_coffin_and_papers_prove_nothing(desk: DeskClient, anna: Keyring, folder: CompartmentId) -> None:
    actions.begin(anna, folder, "body", anna.vault.day(), once="b")
    there = desk.url("homecoming:way", folder, "body")
    assert "Nobody has written down yet by what it was established" in desk.text(there)

    desk.post(desk.url("homecoming:identify", folder), {"means": ["papers", "closed-coffin"], "by": "военкомат"})
    assert "This proves nothing yet." in desk.text(there)
    desk.post(desk.url("homecoming:identify", folder), {"means": ["marks", "papers"], "by": "дядя"})

    assert [one.proves for one in queries.home(anna, folder).identified] == [False, True]


def test_what_cannot_wait_is_due_the_day_the_body_comes() -> None:
    day = date(2026, 3, 1)
    due = {step.id for step in routes()["body"].steps if step.due_on(day) == day}

    assert {"unsigned", "identity", "pictures", "second", "rites"} <= due


def test_the_familys_payments_stand_on_the_page_with_their_days(
    desk: DeskClient, anna: Keyring, folder: CompartmentId
) -> None:
    actions.begin(anna, folder, "body", anna.vault.day(), once="b")
    cases.say(anna, folder, Dead(dead=True), once="d")

    found = {one.provision for one, _, _ in queries.payments(anna, folder)}

    assert {"pay.insurance_52", "pay.lump_306", "pay.decree98", "death.cause"} <= found
    assert "paid in 15 days" in desk.text(desk.url("homecoming:way", folder, "body"))


# ---- the sheet and the directory


def test_the_sheet_has_what_article_122_asks_and_not_his_unit(desk: DeskClient, folder: CompartmentId) -> None:
    page = desk.text(desk.url("homecoming:sheet", folder))

    assert all(word in page for word in ("Иванов", "Пётр Сергеевич", "2.4.2003", "Тверь", "maiden name"))
    assert "00000" not in page


def test_looking_at_risks_and_printing_the_sheet_is_written_down_nowhere(
    desk: DeskClient, committee: Committee, folder: CompartmentId
) -> None:
    desk.text(desk.url("homecoming:risks", folder))
    before = committee.vault.store.size()

    desk.text(desk.url("homecoming:risks", folder))
    desk.text(desk.url("homecoming:sheet", folder))

    assert committee.vault.store.size() == before


def test_the_risks_stand_before_any_address_in_another_state(desk: DeskClient, folder: CompartmentId) -> None:
    for page in (desk.text(desk.url("homecoming:risks", folder)), desk.text("/directory/")):
        assert page.index(risks()[0].text["en"][:40]) < page.index(contacts()["ua.nib"].name["en"])


def test_an_entry_says_when_it_was_looked_up_by_whom_and_what_imitates_it(
    desk: DeskClient, anna: Keyring, folder: CompartmentId
) -> None:
    assert "nobody of ours has looked it up yet" in desk.text("/directory/")

    desk.post(desk.url("homecoming:looked", "icrc.cta"), {"imitations": "бот с буквой вместо цифры"})

    page = desk.text(desk.url("homecoming:risks", folder))
    assert "looked up 1 March 2026, Anna" in page
    assert "бот с буквой вместо цифры" in page


def test_an_entry_is_stale_after_three_months(committee: Committee) -> None:
    actions.look(committee.anna, ContactLooked("icrc.cta"), once="l")
    assert not queries.entry(committee.anna, "icrc.cta").stale

    committee.time.pass_days(91)

    assert queries.entry(committee.anna, "icrc.cta").stale


def test_what_stands_in_the_house_tells_nothing_of_a_case(anna: Keyring, folder: CompartmentId) -> None:
    actions.look(anna, ContactLooked("ua.nib"), once="l")

    said = [one.record for one in vaults.entries(anna, anna.house) if isinstance(one.record, ContactLooked)]

    assert said == [ContactLooked("ua.nib")]


@pytest.mark.parametrize("name", [way.id for way in WAYS])
def test_every_way_can_be_seen_and_printed_without_a_name(
    desk: DeskClient, anna: Keyring, folder: CompartmentId, name: str
) -> None:
    assert desk.get(desk.url("homecoming:way", folder, name)).status_code == 404  # not begun
    desk.text(desk.url("homecoming:begin", folder, name))
    actions.begin(anna, folder, name, anna.vault.day(), once="b")

    desk.text(desk.url("homecoming:way", folder, name))
    printed = desk.text(desk.url("homecoming:print", folder, name))

    assert "Иванов" not in printed
