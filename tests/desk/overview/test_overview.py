"""Today's page says what wants somebody; the search finds what she may open, and no address tells it."""

import re
import time

import pytest

from bereginya import vault as vaults
from bereginya.desk.cases import actions as cases
from bereginya.desk.cases.records import Closed, CloseReason, Note, PersonTold, Task
from bereginya.desk.intake import actions as intake
from bereginya.desk.intake import door_actions, queries
from bereginya.desk.intake.records import KnownOnlyToHer, Path
from bereginya.desk.members import locking_actions
from bereginya.desk.members.records import DoorText
from bereginya.desk.overview import queries as overview
from bereginya.desk.overview.search import questions
from bereginya.desk.overview.warming import warmth
from bereginya.facts import Name, Person
from bereginya.vault import CompartmentId
from bereginya.vault.errors import LockedError
from tests.desk.clients import DeskClient
from tests.desk.world import Committee

HER_WORDS = "Мой сын Пётр не отвечает с апреля."


def came(committee: Committee, words: str = HER_WORDS, token: str = "a" * 32) -> CompartmentId:
    """Let somebody write through the door; return her folder."""
    before = set(queries.requests(committee.anna))
    door_actions.receive(committee.vault, token, words, Path.HELP, "ru")
    (folder,) = set(queries.requests(committee.anna)) - before
    return folder


def taken(committee: Committee, words: str = HER_WORDS, token: str = "a" * 32) -> CompartmentId:
    """Let Anna take on what somebody wrote."""
    folder = came(committee, words, token)
    intake.take_on(committee.anna, folder, committee.anna.member)
    return folder


def found(committee: Committee, words: str) -> list[CompartmentId]:
    return [one.folder for one in overview.search(committee.anna, questions(words))]


def searched(desk: DeskClient, words: str) -> tuple[str, str]:
    """Search as a browser does; return the address it ends on and the page."""
    address = desk.post("/search/", {"words": words})["Location"]
    for _ in range(3000):
        page = desk.get(address)
        if "Refresh" not in page.headers:
            break
        time.sleep(0.02)
    return address, page.content.decode()


# ---- today


def test_on_the_first_evening_nobody_waits_and_the_page_says_so(desk: DeskClient) -> None:
    assert "Nobody waits, and nothing is due." in desk.text("/")


def test_what_came_in_stands_on_todays_page(desk: DeskClient, committee: Committee) -> None:
    came(committee)

    assert "не отвечает с апреля" in desk.text("/")


def test_a_task_of_this_week_stands_on_todays_page_and_is_ticked_there(desk: DeskClient, committee: Committee) -> None:
    folder = taken(committee)
    task = cases.say(committee.anna, folder, Task("справка", committee.vault.day()), once="1" * 32)
    assert "справка" in desk.text("/")

    answer = desk.post(desk.url("cases:task", folder, task), {"done": "yes", "from": "today"})

    assert answer["Location"] == "/"
    assert "справка" not in desk.text("/")


def test_whoever_waits_for_our_answer_is_named_until_it_is_written(desk: DeskClient, committee: Committee) -> None:
    folder = taken(committee)
    assert "Wait for our answer" in desk.text("/")

    cases.write(committee.anna, folder, "Мы читали.", once="1" * 32)

    assert "Wait for our answer" not in desk.text("/")


def test_a_promised_hour_that_was_missed_is_red(desk: DeskClient, committee: Committee) -> None:
    came(committee)
    assert "longer than we promised" not in desk.text("/")

    committee.time.pass_days(2)

    assert re.search('notice bad">.*1 person waits for longer than we promised', desk.text("/"))


def test_the_committee_sets_what_it_promises(committee: Committee) -> None:
    came(committee)
    committee.time.pass_days(2)

    olga = committee.desk(committee.olga)
    assert olga.post("/promise/", {"hours": "72"}).status_code == 303

    assert "longer than we promised" not in committee.desk(committee.anna).text("/")


def test_until_the_door_says_whom_to_call_in_danger_the_page_is_red(desk: DeskClient, committee: Committee) -> None:
    assert "whom to call in danger" in desk.text("/")

    locking_actions.say_at_door(committee.olga, [DoorText("ru", "Комитет", "днём", "000-00-00")])

    assert "whom to call in danger" not in desk.text("/")


def test_a_member_without_grants_sees_nothing_of_it(stranger: DeskClient, committee: Committee) -> None:
    taken(committee)
    came(committee, "Второе письмо", "b" * 32)

    page = stranger.text("/")

    assert "апреля" not in page
    assert "Второе" not in page


# ---- search


@pytest.mark.parametrize("words", ["пётр", "ПЕТР", "Petr", "апреля отвечает", "отвеча"])
def test_words_are_found_in_either_alphabet_and_yo_is_ye(committee: Committee, words: str) -> None:
    folder = came(committee)
    came(committee, "Совсем другое", "b" * 32)

    assert found(committee, words) == [folder]


def test_every_word_has_to_stand_in_the_folder(committee: Committee) -> None:
    came(committee)

    assert found(committee, "Пётр госпиталь") == []


def test_people_notes_and_what_was_written_to_her_are_found(committee: Committee) -> None:
    folder = taken(committee)
    cases.say(committee.anna, folder, PersonTold(Person(Name("Иванов Пётр"))), once="1" * 32)
    cases.say(committee.anna, folder, Note("боится деверя"), once="2" * 32)
    cases.write(committee.anna, folder, "Сохраните справку.", once="3" * 32)

    assert [found(committee, one) for one in ("иванов", "деверя", "сохраните")] == [[folder]] * 3


def test_what_only_she_knows_is_never_searched(committee: Committee) -> None:
    folder = came(committee)
    to = vaults.address(committee.anna, folder)
    vaults.drop(committee.vault, to, KnownOnlyToHer("родинка под коленом"))

    assert found(committee, "родинка") == []


def test_a_member_finds_only_what_she_may_open(committee: Committee) -> None:
    taken(committee)

    assert overview.search(committee.vera, questions("апреля")) == []


def test_what_is_looked_for_stands_in_no_address(desk: DeskClient, committee: Committee) -> None:
    came(committee)

    address, page = searched(desk, "Пётр")

    assert re.fullmatch("/search/[0-9a-f]{32}/", address)
    assert "не отвечает с апреля" in page


def test_a_search_of_another_session_is_not_shown(desk: DeskClient, committee: Committee) -> None:
    address, _ = searched(desk, "Пётр")

    assert committee.desk(committee.anna).get(address)["Location"] == "/"


def test_a_search_without_a_hit_says_so(desk: DeskClient) -> None:
    assert "Not found in anything you may open." in searched(desk, "Пётр")[1]


def test_what_was_read_for_the_search_is_gone_after_lock(committee: Committee) -> None:
    came(committee)
    found(committee, "Пётр")

    committee.anna.lock()

    assert not committee.anna.memory.states
    with pytest.raises(LockedError):
        found(committee, "Пётр")


def test_reading_ahead_of_a_locked_keyring_ends_quietly(committee: Committee) -> None:
    committee.anna.lock()

    known = warmth(committee.anna)
    for _ in range(6000):
        if known.failed:
            break
        time.sleep(0.01)

    assert known.failed


# ---- counts


def test_the_counts_say_how_many_came_and_how_it_went_on(desk: DeskClient, committee: Committee) -> None:
    folder = taken(committee)
    came(committee, "Второе письмо", "b" * 32)
    cases.close(committee.anna, folder, Closed(CloseReason.HELPED), once="1" * 32)

    page = desk.text("/counts/")

    assert "March 2026" in page
    assert "through the door: 2" in page
    assert "what was needed is done: 1" in page
    assert "Пётр" not in page
