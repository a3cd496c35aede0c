"""Nobody is called "not found" while a list is unread, unopened, broken, or not compared yet."""

import pytest

from bereginya.desk.cases import actions as cases
from bereginya.desk.cases.records import Closed, CloseReason, PersonTold
from bereginya.desk.registers import books, gaps, looking, queries, shelf, watching
from bereginya.desk.registers.book import Book
from bereginya.desk.registers.folds import Search
from bereginya.desk.registers.gaps import Gap
from bereginya.facts.people import Name, Person
from bereginya.vault import CompartmentId, Keyring
from bereginya.vault.errors import DamagedError
from tests.desk.clients import DeskClient
from tests.desk.registers.conftest import LIST, imported, opened, sought, waiting
from tests.desk.registers.test_pages import patiently, sent
from tests.desk.world import Committee

NOBODY = ("Nobody was found in the lists you may search.", "Nobody was found who could be this person.")
UNKNOWN = {"name": "Немирович Август"}


def says_nobody(page: str) -> bool:
    """Tell whether a page says without any reserve that he is in no list."""
    return any(words in page for words in NOBODY)


def gaps_of(committee: Committee, folder: CompartmentId) -> list[Gap]:
    """Return why lists say nothing yet."""
    return [one.gap for one in gaps.of_case(committee.anna, folder)[1]]


@pytest.fixture
def nobody(committee: Committee, folder: CompartmentId) -> CompartmentId:
    """A case whose man stands in no list."""
    cases.say(committee.anna, folder, sought("Немирович Август Карлович"), once="other")
    return folder


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    """No list can be opened."""

    def damaged(*_: object) -> Book:
        raise DamagedError("a register that breaks off")

    monkeypatch.setattr(Book, "made", damaged)


def test_when_everything_was_looked_through_nobody_is_nobody(
    committee: Committee, desk: DeskClient, nobody: CompartmentId, register: CompartmentId
) -> None:
    watching.compare(committee.anna)

    assert gaps_of(committee, nobody) == []
    assert says_nobody(desk.text(f"/cases/{nobody}/traces/"))


def test_until_the_newest_edition_was_compared_nobody_is_not_said(
    committee: Committee, desk: DeskClient, nobody: CompartmentId, register: CompartmentId
) -> None:
    watching.compare(committee.anna)
    imported(committee.anna, register, LIST + "9;Новый;Пётр;;1990;;\n")
    page = desk.get(f"/cases/{nobody}/traces/")

    assert gaps_of(committee, nobody) == [Gap.NOT_YET]
    assert not says_nobody(page.content.decode())
    assert page.headers["Refresh"] == "2"


def test_a_list_without_a_file_or_with_one_that_waits_is_named(
    committee: Committee, desk: DeskClient, nobody: CompartmentId, register: CompartmentId
) -> None:
    watching.compare(committee.anna)
    opened(committee.anna, "Пустой список")
    waiting(committee.anna, register, LIST + "9;Новый;Пётр;;1990;;\n")
    page = desk.text(f"/cases/{nobody}/traces/")

    assert sorted(one.value for one in gaps_of(committee, nobody)) == ["empty", "waiting"]
    assert not says_nobody(page)
    assert "Пустой список" in page
    assert "Not everything was looked through." in page


@pytest.mark.usefixtures("broken")
def test_a_list_that_cannot_be_opened_is_named_and_nothing_is_written_again_and_again(
    committee: Committee, desk: DeskClient, nobody: CompartmentId, register: CompartmentId
) -> None:
    counts = [watching.compare(committee.anna), watching.compare(committee.anna)]
    page = desk.text(f"/cases/{nobody}/traces/")

    assert counts == [0, 0]
    assert gaps_of(committee, nobody) == [Gap.FAILED]
    assert not says_nobody(page)
    assert "could not be opened" in page


def test_beside_a_list_that_cannot_be_opened_the_others_are_compared_once(
    committee: Committee, folder: CompartmentId, register: CompartmentId, monkeypatch: pytest.MonkeyPatch
) -> None:
    other, made = opened(committee.anna, "Другой"), Book.made
    imported(committee.anna, other, LIST + "9;Новый;Пётр;;1990;;\n")
    broken = queries.register_of(committee.anna, other).current
    assert broken is not None
    shelf.shelf_of(committee.anna).failed.add(broken.id)
    monkeypatch.setattr(Book, "made", made)

    counts = [watching.compare(committee.anna), watching.compare(committee.anna)]

    assert counts == [1, 0]
    assert queries.search_of(committee.anna, folder).fits(register)
    assert queries.unmatched(committee.anna) == {}


@pytest.mark.usefixtures("broken")
def test_a_search_by_hand_says_which_list_could_not_be_opened(
    committee: Committee, desk: DeskClient, register: CompartmentId
) -> None:
    page = patiently(desk, sent(desk, "/lists/search/", UNKNOWN))

    assert not says_nobody(page)
    assert "No list could be looked through." in page
    assert "Список пленных" in page


def test_a_search_by_hand_among_lists_of_which_one_waits_does_not_say_nobody(
    committee: Committee, desk: DeskClient, register: CompartmentId
) -> None:
    waiting(committee.anna, opened(committee.anna, "Пришёл вчера"), LIST + "9;Новый;Пётр;;1990;;\n")
    page = patiently(desk, sent(desk, "/lists/search/", UNKNOWN))

    assert not says_nobody(page)
    assert "Пришёл вчера" in page


@pytest.mark.usefixtures("broken")
def test_a_row_of_a_list_that_cannot_be_opened_is_not_called_gone(
    committee: Committee, desk: DeskClient, register: CompartmentId
) -> None:
    page = patiently(desk, f"/lists/{register}/row/{'0' * 16}/")

    assert "could not be opened" in page
    assert "Try once more" in page


def test_what_could_not_be_opened_is_tried_again_when_she_asks(
    committee: Committee, desk: DeskClient, register: CompartmentId
) -> None:
    issue = queries.register_of(committee.anna, register).current
    assert issue is not None
    shelf.shelf_of(committee.anna).failed.add(issue.id)
    before = books.open_now(committee.anna, queries.searchable(committee.anna))
    sent(desk, "/lists/again/", {})

    assert before == []
    assert len(books.open_now(committee.anna, queries.searchable(committee.anna))) == 1


def test_a_comparison_that_ends_while_the_page_is_made_is_not_called_empty(
    committee: Committee, folder: CompartmentId, register: CompartmentId, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, asked = committee.desk(committee.anna), queries.search_of

    def meanwhile(keys: Keyring, place: CompartmentId) -> Search:
        found = asked(keys, place)
        monkeypatch.setattr(queries, "search_of", asked)
        looking.match(committee.anna, queries.unmatched(committee.anna))
        return found

    monkeypatch.setattr(queries, "search_of", meanwhile)

    assert not says_nobody(desk.text(f"/cases/{folder}/traces/"))


def test_a_file_that_is_read_while_others_are_searched_is_named_as_unread(
    committee: Committee, desk: DeskClient, register: CompartmentId, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, search = opened(committee.anna, "Пришёл вчера"), looking.search
    books.open_now(committee.anna, queries.searchable(committee.anna))

    def meanwhile(*values: object) -> object:
        imported(committee.anna, place, LIST + "9;Новый;Пётр;;1990;;\n")
        return search(*values)  # type: ignore[arg-type]  # passed on

    monkeypatch.setattr(looking, "search", meanwhile)
    page = desk.text(sent(desk, "/lists/search/", UNKNOWN))

    assert not says_nobody(page)
    assert "Пришёл вчера" in page


def test_a_comparison_that_broke_off_is_not_said_to_go_on(
    committee: Committee, desk: DeskClient, nobody: CompartmentId, register: CompartmentId
) -> None:
    committee.anna.memory.kept["registers.watch"] = watching.Watch(None, committee.vault.store.size(), broke_off=True)
    page = desk.get(f"/cases/{nobody}/traces/")

    assert "Refresh" not in page.headers
    assert "broke off with a fault" in page.content.decode()
    assert not says_nobody(page.content.decode())


def test_a_case_that_has_ended_is_said_not_to_be_compared(
    committee: Committee, desk: DeskClient, nobody: CompartmentId, register: CompartmentId
) -> None:
    cases.close(committee.anna, nobody, Closed(CloseReason.HELPED, "—"), once="closed")
    page = desk.text(f"/cases/{nobody}/traces/")

    assert not says_nobody(page)
    assert "not compared with newer lists" in page


def test_a_member_without_any_list_is_told_so(committee: Committee, desk: DeskClient, nobody: CompartmentId) -> None:
    page = desk.text(f"/cases/{nobody}/traces/")

    assert not says_nobody(page)
    assert "You hold the key of no list yet." in page


def test_how_long_it_takes_is_told_from_what_went_by() -> None:
    making = [shelf.Making(1000, 0.5, 10.0), shelf.Making(1000)]

    assert shelf._left(making, 20.0) == shelf.Ahead(2000, 30.0)
    assert shelf._left([shelf.Making(1000, 0.01, 10.0)], 20.0) == shelf.Ahead(1000, None)


def test_a_book_is_told_step_by_step_and_never_backwards(committee: Committee, register: CompartmentId) -> None:
    told: list[float] = []
    Book.made(committee.anna, register, queries.register_of(committee.anna, register), told.append)

    assert told == sorted(told)
    assert len(told) >= 8
    assert 0 < told[0] < told[-1] < 1


CROWD = "Фамилия;Имя;Год\n" + "".join(f"Иванов;Сергей;{1970 + at % 30}\n" for at in range(500))
OTHERS = "".join(f"Ковтун;{'Олег' if at % 2 else 'Марк'};{1970 + at % 30}\n" for at in range(1000))


def test_one_among_hundreds_of_his_name_is_not_called_nobody(
    committee: Committee, desk: DeskClient, folder: CompartmentId
) -> None:
    imported(committee.anna, opened(committee.anna), CROWD + OTHERS)
    page = patiently(desk, sent(desk, "/lists/search/", {"name": "Иванов Сергей"}))

    assert not says_nobody(page)
    assert "Many fit alike, and nobody stands out." in page
    assert page.count("/take/") == looking.OF_MANY


def test_a_case_among_hundreds_of_his_name_is_told_so_and_not_on_todays_page(
    committee: Committee, desk: DeskClient, folder: CompartmentId
) -> None:
    imported(committee.anna, opened(committee.anna), CROWD + OTHERS)
    cases.say(committee.anna, folder, PersonTold(Person(Name("Иванов Сергей"))), once="many")
    watching.compare(committee.anna)
    page = desk.text(f"/cases/{folder}/traces/")

    assert "Many fit alike, and nobody stands out." in page
    assert not says_nobody(page)
    assert queries.fresh(committee.anna) == ()


def test_nobody_is_still_nobody_among_people_of_other_names(
    committee: Committee, desk: DeskClient, folder: CompartmentId
) -> None:
    imported(committee.anna, opened(committee.anna), CROWD + OTHERS)

    assert says_nobody(patiently(desk, sent(desk, "/lists/search/", UNKNOWN)))
