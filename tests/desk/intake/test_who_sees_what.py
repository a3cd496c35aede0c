"""Who sees what: the few, the advocate, and a member to whom nothing was granted."""

import re

import pytest
from django.urls import URLPattern

from bereginya import vault
from bereginya.desk.intake import actions, door_urls, queries, urls
from bereginya.desk.intake.queries import ADVOCATE, RESERVED
from bereginya.desk.intake.records import Passed, Path, Way, Words
from bereginya.vault import CompartmentId, Keyring, Power
from bereginya.vault.errors import NoSuchCompartmentError, NotAllowedError
from tests.desk.clients import DeskClient
from tests.desk.intake.visitor import HER_WORDS, Visitor
from tests.desk.world import PASSPHRASE, Committee

HARD = "Мне трудно об этом сказать."


@pytest.fixture
def few(committee: Committee) -> Keyring:
    """Vera, who reads what is reserved, and nothing else."""
    actions.open_book(committee.olga, RESERVED, (committee.vera.member,))
    return committee.vera


@pytest.fixture
def reserved(committee: Committee, few: Keyring) -> CompartmentId:
    """The folder of a request that only Vera may read."""
    visitor = Visitor(committee)
    visitor.writes(HARD, way="reserved")
    return visitor.folder


def pages(desk: DeskClient, folder: CompartmentId, entry: str = "0" * 32) -> list[str]:
    """Every address of this room, for one folder."""
    given = {"folder": folder, "entry": entry, "name": RESERVED}
    found = []
    for pattern in urls.urlpatterns:
        assert isinstance(pattern, URLPattern)
        found.append(desk.url(f"intake:{pattern.name}", *(given[name] for name in pattern.pattern.converters)))
    return found


def without_tokens(page: str) -> str:
    return re.sub(r'(?<=name="csrfmiddlewaretoken" value=")[^"]+', "", page)


def test_for_a_member_without_the_reception_no_page_of_this_room_exists(
    stranger: DeskClient, folder: CompartmentId
) -> None:
    shown = stranger.url("intake:words")  # leads back to the list, which does not exist
    addresses = [one for one in pages(stranger, folder) if one != shown]
    assert len(addresses) == len(urls.urlpatterns) - 1
    assert {stranger.get(one).status_code for one in addresses} == {404}
    assert {stranger.post(one, {"text": "x"}).status_code for one in addresses} <= {404, 405}


def test_the_menu_leads_to_requests_only_who_can_see_them(stranger: DeskClient, desk: DeskClient) -> None:
    link = f'<a href="{desk.url("intake:requests")}"'
    assert link not in stranger.text(stranger.url("members:own"))
    assert link in desk.text(desk.url("members:own"))


def test_what_does_not_exist_looks_the_same_as_what_is_not_hers(stranger: DeskClient, folder: CompartmentId) -> None:
    hers = stranger.get(stranger.url("intake:request", folder)).content.decode()
    none = stranger.get(stranger.url("intake:request", "0" * 32)).content.decode()
    assert without_tokens(hers).replace(folder, "0" * 32) == without_tokens(none)


def test_whoever_is_not_signed_in_is_sent_to_sign_in(committee: Committee, folder: CompartmentId) -> None:
    nobody = committee.desk()
    answers = [nobody.get(one) for one in pages(nobody, folder)]
    assert {answer["Location"] for answer in answers} == {nobody.url("members:sign-in")}


def test_a_folder_that_is_no_request_does_not_exist_here(committee: Committee, desk: DeskClient) -> None:
    assert desk.get(desk.url("intake:request", committee.anna.reception)).status_code == 404


@pytest.mark.parametrize("odd", ["x", "0" * 31, "G" * 32, "0" * 400, "a-b_c"])
def test_an_odd_number_of_a_folder_does_not_exist(desk: DeskClient, odd: str) -> None:
    assert desk.get(desk.url("intake:request", odd)).status_code == 404


def test_until_it_is_set_up_the_reception_reads_the_reserved_way(committee: Committee) -> None:
    visitor = Visitor(committee)
    visitor.writes(HARD, way="reserved")
    anna = committee.desk(committee.anna)
    assert HARD in anna.text(anna.url("intake:request", visitor.folder))
    assert HARD not in anna.text(anna.url("intake:requests"))


def test_the_reception_sees_urgent_reserved_and_no_word(
    committee: Committee, desk: DeskClient, reserved: CompartmentId
) -> None:
    page = desk.text(desk.url("intake:requests"))
    assert "Urgent, reserved" in page
    assert HARD not in page
    assert desk.get(desk.url("intake:request", reserved)).status_code == 404
    assert not committee.anna.holds(reserved)


def test_one_of_the_few_reads_it_and_answers(committee: Committee, few: Keyring, reserved: CompartmentId) -> None:
    vera = committee.desk(few)
    assert vera.url("intake:request", reserved) in vera.text(vera.url("intake:requests"))
    assert HARD in vera.text(vera.url("intake:request", reserved))
    assert vera.post(vera.url("intake:reply", reserved), {"text": "Мы рядом."}).status_code == 303


def test_one_of_the_few_sees_nothing_of_the_reception(committee: Committee, few: Keyring) -> None:
    ordinary = Visitor(committee)
    ordinary.writes()
    vera = committee.desk(few)
    assert HER_WORDS not in vera.text(vera.url("intake:requests"))
    assert vera.get(vera.url("intake:request", ordinary.folder)).status_code == 404
    assert vera.get(vera.url("intake:enter")).status_code == 404


def test_the_notice_goes_when_one_of_the_few_attended_to_it(
    committee: Committee, desk: DeskClient, few: Keyring, reserved: CompartmentId
) -> None:
    vera = committee.desk(few)
    vera.post(vera.url("intake:take", reserved), {"lead": few.member})
    assert "Urgent, reserved" not in desk.text(desk.url("intake:requests"))


def test_a_reserved_case_leaves_the_book_of_the_few(
    committee: Committee, few: Keyring, reserved: CompartmentId
) -> None:
    actions.take_on(few, reserved, committee.anna.member)
    with pytest.raises(NoSuchCompartmentError):
        queries.request_of(few, reserved)
    assert queries.request_of(committee.anna, reserved).taken is not None


def test_new_readers_do_not_see_what_came_before(committee: Committee, reserved: CompartmentId) -> None:
    actions.open_book(committee.olga, RESERVED, (committee.anna.member,))
    assert reserved not in queries.requests(committee.anna)


def test_former_readers_keep_what_came_before_and_see_nothing_new(
    committee: Committee, few: Keyring, reserved: CompartmentId
) -> None:
    actions.open_book(committee.olga, RESERVED, (committee.anna.member,))
    later = Visitor(committee)
    later.writes("Ещё одна.", way="reserved", token="e" * 32)
    signed_in_again = vault.unlock(committee.vault, "vera", PASSPHRASE)
    assert list(queries.requests(signed_in_again)) == [reserved]
    assert list(queries.requests(committee.anna)) == [later.folder]


def test_what_is_entered_as_reserved_is_for_the_few(committee: Committee, few: Keyring) -> None:
    folder, _ = actions.enter(
        committee.anna, Way.VISIT, Path.RESERVED, [Words(HARD)], language="ru", words=False, once="a"
    )
    assert folder in queries.requests(few)
    assert not committee.anna.holds(folder)


def test_whoever_enters_something_reserved_sees_only_that_it_waits(
    committee: Committee, desk: DeskClient, few: Keyring
) -> None:
    said = {"way": "visit", "path": "reserved", "text": HARD, "words": "on", "language": "ru"}
    where = desk.post(desk.url("intake:enter"), said)["Location"]
    assert desk.post(where)["Location"] == desk.url("intake:requests")
    page = desk.text(desk.url("intake:requests"))
    assert "Urgent, reserved" in page
    assert HARD not in page
    assert len(queries.requests(few)) == 1


def test_the_advocate_alone_opens_what_was_written_to_her(committee: Committee) -> None:
    advocate = committee.member("Nina")
    actions.open_book(committee.olga, ADVOCATE, (advocate.member,))
    visitor = Visitor(committee)
    visitor.writes("Я сам это сделал.", way="advocate")
    assert list(queries.requests(advocate)) == [visitor.folder]
    assert not queries.requests(committee.olga)
    assert committee.vault.trust().committee_holder not in vault.holders(advocate, visitor.folder)


def test_the_door_offers_the_advocate_once_there_is_one(committee: Committee) -> None:
    link = f'href="{committee.door().url("door:advocate")}"'
    assert link not in committee.door().text("/t/")
    actions.open_book(committee.olga, ADVOCATE, (committee.vera.member,))
    assert link in committee.door().text("/t/")


def test_only_whoever_invites_says_who_the_few_are(committee: Committee, desk: DeskClient) -> None:
    assert desk.get(desk.url("intake:few")).status_code == 404
    with pytest.raises(NotAllowedError):
        actions.open_book(committee.anna, RESERVED, (committee.anna.member,))


def test_the_few_are_named_on_a_page(committee: Committee) -> None:
    olga = committee.desk(committee.olga)
    olga.post(olga.url("intake:readers", RESERVED), {"readers": [committee.vera.member]})
    assert queries.readers_of(committee.vera, RESERVED) == (committee.vera.member,)
    assert "It is set up." in olga.text(olga.url("intake:few"))


def test_somebody_has_to_be_named(committee: Committee) -> None:
    olga = committee.desk(committee.olga)
    assert olga.post(olga.url("intake:readers", RESERVED), {}).status_code == 200
    assert not queries.book_is_open(committee.vault, RESERVED)


def test_there_are_no_other_books_to_read(committee: Committee) -> None:
    olga = committee.desk(committee.olga)
    assert olga.get(olga.url("intake:readers", "house")).status_code == 404


def test_a_colleague_who_was_asked_to_look_sees_that_request_only(committee: Committee) -> None:
    one, other = Visitor(committee), Visitor(committee)
    one.writes("Первая")
    other.writes("Вторая")
    actions.pass_on(committee.anna, one.folder, Passed(committee.vera.member), once="a")
    vera = committee.desk(committee.vera)
    page = vera.text(vera.url("intake:requests"))
    assert "Первая" in page
    assert "Вторая" not in page


def test_whoever_gets_the_power_to_work_reads_the_reception(committee: Committee, marta: Visitor) -> None:
    nina = committee.member("Nina", Power.WORK)
    assert marta.folder in queries.requests(nina)


def test_the_door_has_a_page_for_every_address(committee: Committee, marta: Visitor) -> None:
    given = {"number": marta.number, "step": 1, "entry": "0" * 32, "place": 0}
    statuses = {}
    for pattern in door_urls.urlpatterns:
        address = marta.door.url(f"door:{pattern.name}", *(given[name] for name in pattern.pattern.converters))
        statuses[pattern.name] = marta.door.get(address).status_code
    assert {name for name, status in statuses.items() if status == 200} == {
        *("first", "testimony", "advocate", "reserved", "back", "thread", "words", "two-words", "ask", "end"),
    }
    assert (statuses["delete"], statuses["close"], statuses["file"]) == (405, 405, 404)
