"""Courts, the directory, templates of the committee's own, and many letters at once."""

from datetime import date, timedelta

import pytest

from bereginya.desk.post import actions, batches, clocks, house, queries
from bereginya.desk.post.filling import facts_of
from bereginya.desk.post.records import (
    Batch,
    Channel,
    Hearing,
    OfficeTold,
    Ruling,
    RulingKind,
    Suit,
    SuitInPublic,
    TemplateTold,
)
from bereginya.facts.people import Sex
from bereginya.letters import NamedPerson, find_template
from bereginya.letters.docket import Instance, Ruled
from bereginya.vault import CompartmentId, EntryId, Keyring, Power
from bereginya.vault.errors import LockedError, NoSuchCompartmentError, NoSuchEntryError
from tests.desk.cases.conftest import Case
from tests.desk.clients import DeskClient
from tests.desk.post.test_letters import OFFICE, fields
from tests.desk.world import Committee

OWN = """
language = "ru"
kind = "appeal"
to = ["unit"]
lawyer = true
name = "Наше письмо"
about = "Как мы его пишем"
[[field]]
name = "facts"
[[block]]
as = "title"
text = "ПИСЬМО"
[[block]]
as = "text"
text = "{facts}"
"""


# ---- what the folder knows


def test_the_one_who_asks_and_the_one_it_is_about_are_told_apart(anna: Keyring, folder: CompartmentId) -> None:
    facts = facts_of(queries.known_of(anna, folder, find_template("ru/serviceman-request")))

    soldier, applicant = facts["soldier"], facts["applicant"]
    assert isinstance(soldier, NamedPerson)
    assert isinstance(applicant, NamedPerson)
    assert (soldier.surname, soldier.given, soldier.sex) == ("Иванов", "Пётр", Sex.MALE)
    assert (applicant.surname, applicant.given, applicant.sex) == ("Иванова", "Мария", None)
    assert facts["relation"] == "son"
    appeal = facts_of(queries.known_of(anna, folder, find_template("ru/appeal")))
    assert appeal["committee"] == "Mothers of the North"


# ---- courts


@pytest.fixture
def suit(anna: Keyring, folder: CompartmentId) -> EntryId:
    """A suit against a unit."""
    said = Suit("Придуманный гарнизонный военный суд", Instance.FIRST, "о бездействии", date(2026, 10, 1), "2а-1/2026")
    return actions.say(anna, folder, said, once="suit")


def test_a_week_sheet_says_who_goes(
    committee: Committee, desk: DeskClient, anna: Keyring, folder: CompartmentId, suit: EntryId
) -> None:
    day = committee.vault.day() + timedelta(days=1)
    actions.say_in_court(anna, folder, Hearing(suit, day, "10:00", "зал 3", anna.member), once="h")

    page = desk.text(desk.url("post:week"))

    assert "Придуманный гарнизонный военный суд" in page
    assert "Anna" in page
    assert [one.hearing.hour for one in queries.sittings(anna, day, day)] == ["10:00"]


def test_days_to_appeal_are_counted_from_the_full_text(
    desk: DeskClient, anna: Keyring, folder: CompartmentId, suit: EntryId
) -> None:
    said = Ruling(suit, date(2026, 10, 20), RulingKind.KAS_JUDGMENT, Ruled.AGAINST, full=date(2026, 10, 26))
    actions.say_in_court(anna, folder, said, once="r")

    until = clocks.appeal(said)

    assert until is not None
    assert until.due == date(2026, 11, 26)
    assert "appeal by" in desk.text(desk.url("post:court", folder, suit))


def test_what_is_said_in_public_is_proposed_without_names(
    desk: DeskClient, anna: Keyring, folder: CompartmentId, suit: EntryId
) -> None:
    page = desk.text(desk.url("post:court-add", folder, suit, "public"))
    assert "The claim was filed on 01.10.2026." in page

    actions.say_in_court(anna, folder, SuitInPublic(suit, "Иск подан."), once="p")
    assert queries.court(anna, folder, suit).in_public == "Иск подан."


def test_nothing_is_said_of_a_suit_that_is_not_there(anna: Keyring, folder: CompartmentId) -> None:
    with pytest.raises(NoSuchEntryError):
        actions.say_in_court(anna, folder, SuitInPublic(EntryId("0" * 32), "x"), once="p")


# ---- offices and templates


def test_an_office_that_moved_stays_known_and_leads_to_the_new_one(desk: DeskClient, anna: Keyring) -> None:
    told = OfficeTold(OFFICE, "Приёмная", ("ministry",), address="новый адрес", checked=date(2026, 11, 1))
    actions.tell_house(anna, told, once="o")

    known = house.offices(anna)[OFFICE]

    assert (known.address, known.verified) == ("новый адрес", date(2026, 11, 1))
    assert "новый адрес" in desk.text(desk.url("post:office", OFFICE))
    assert desk.get(desk.url("post:office", "nobody")).status_code == 404


def test_an_office_is_added_with_a_form(desk: DeskClient, anna: Keyring) -> None:
    desk.post(desk.url("post:new-office"), {"name": "Военкомат", "address": "г. Тверь"})

    assert "Военкомат" in {one.name["ru"] for one in house.offices(anna).values()}


def test_a_template_of_our_own_stands_on_the_shelf_until_an_advocate_signs_it(
    committee: Committee, anna: Keyring
) -> None:
    olga = committee.desk(committee.olga)
    wrong = olga.post(olga.url("post:new-template"), {"name": "ru/own", "text": "language = 1"}).content.decode()
    assert "language" in wrong
    assert "ru/own" not in house.shelf(anna)

    olga.post(olga.url("post:new-template"), {"name": "ru/own", "text": OWN})
    own = house.shelf(anna)["ru/own"]
    assert house.needs_lawyer(anna, own)
    olga.post(olga.url("post:sign-off", "ru/own"), {"text": "статья 5", "sure": "on"})
    assert house.needs_lawyer(anna, own)  # she founded the committee and is no advocate
    julia = committee.desk(committee.member("Julia", Power.LAW))
    julia.post(julia.url("post:sign-off", "ru/own"), {"text": "статья 5", "sure": "on"})
    assert not house.needs_lawyer(anna, own)

    actions.tell_house(anna, TemplateTold("ru/own", OWN + "\n# other words\n"), once="x")
    assert not house.needs_lawyer(anna, house.shelf(anna)["ru/own"])  # a remark changes no word of the letter
    actions.tell_house(anna, TemplateTold("ru/own", OWN.replace("ПИСЬМО", "ЖАЛОБА")), once="y")
    assert house.needs_lawyer(anna, house.shelf(anna)["ru/own"])


# ---- many at once


@pytest.fixture
def folders(committee: Committee, folder: CompartmentId) -> list[CompartmentId]:
    """Five cases."""
    return [folder, *(Case(committee, f"Дело {number}.", str(number) * 32).folder for number in range(1, 5))]


def a_batch(anna: Keyring, folders: list[CompartmentId]) -> CompartmentId:
    """Plan the same appeal for all of them."""
    common = tuple(one for one in fields() if one.field != "office")
    return batches.begin(anna, Batch("ru/appeal", tuple(folders), (OFFICE,), common))


def test_forty_letters_are_written_once_however_often_it_is_begun(anna: Keyring, folders: list[CompartmentId]) -> None:
    place = a_batch(anna, folders)
    for _ in range(2):
        batches.write_now(anna, place)

    done = batches.progress(anna, place)
    assert (done.wanted, done.written, done.posted, done.running) == (5, 5, 0, False)
    assert {one.letter.draft.office for one in done.letters} == {OFFICE}


def test_a_batch_that_was_cut_off_goes_on_and_numbers_have_no_gaps(
    anna: Keyring, folders: list[CompartmentId], monkeypatch: pytest.MonkeyPatch
) -> None:
    place = a_batch(anna, folders)
    batches.write_now(anna, place)
    for one in batches.progress(anna, place).letters:
        if one.folder != folders[0]:  # the others are Anna's alone
            actions.check(anna, one.folder, one.letter.id, seen=one.letter.statement, once=f"c{one.letter.id}")
    posting = actions.post
    sent: list[str] = []

    def cut_off(keys: Keyring, folder: CompartmentId, name: str, *, day: date, channel: Channel) -> object:
        if len(sent) == 2:
            raise LockedError
        sent.append(name)
        return posting(keys, folder, name, day=day, channel=channel)

    monkeypatch.setattr(actions, "post", cut_off)
    with pytest.raises(LockedError):
        batches.send_now(anna, place, date(2026, 11, 23), Channel.POST)
    monkeypatch.undo()
    batches.send_now(anna, place, date(2026, 11, 23), Channel.POST)

    numbers = [one.letter.posted.number for one in batches.progress(anna, place).letters if one.letter.posted]
    assert sorted(numbers) == [1, 2, 3, 4]


def test_the_page_of_a_batch_shows_its_progress(desk: DeskClient, anna: Keyring, folders: list[CompartmentId]) -> None:
    place = a_batch(anna, folders)
    batches.write_now(anna, place)

    page = desk.text(desk.url("post:batch", place))

    assert "Written: 5 of 5" in page
    assert "Numbered: 0 of 5" in page


def test_a_batch_is_seen_by_nobody_else(committee: Committee, anna: Keyring, folders: list[CompartmentId]) -> None:
    place = a_batch(anna, folders)

    with pytest.raises(NoSuchCompartmentError):
        queries.plan(committee.olga, place)
