"""The first start: nobody else can found the committee, and its key goes to trustees."""

import re

import pytest

from bereginya import vault
from bereginya.desk.members import actions, founding_actions, queries
from bereginya.vault import Keyring
from bereginya.vault.errors import NotAllowedError
from bereginya.vault.quorum import combine
from tests.desk.clients import DeskClient
from tests.desk.members.world import OTHER, PASSPHRASE, Desk

BANNER = "If you forget your passphrase, everything is lost"


def form(desk: Desk, **changed: str) -> dict[str, str]:
    said = {
        "founding_code": desk.sessions.founding_code or "",
        "committee": "Комитет матерей Тестовска",
        "data_lies_in": "Россия",
        "notice": "on",
        "called": "Ольга",
        "name": "olga",
        "passphrase": PASSPHRASE,
        "again": PASSPHRASE,
    }
    return said | changed


def words_of_sheet(browser: DeskClient, number: int) -> str:
    shown = browser.post(browser.url("members:sheet-show", number))
    page = browser.get(shown.headers["Location"]).content.decode()
    return " ".join(a + b for a, b in re.findall(r"<li><strong>(\w+)</strong>(\w*)</li>", page))


def choose(browser: DeskClient, needed: int, *names: str) -> None:
    sent = browser.post(browser.url("members:trustees"), {"names": "\n".join(names), "needed": str(needed)})
    assert sent.status_code == 303


def test_every_page_leads_to_the_founding_before_there_is_a_committee(empty_desk: Desk) -> None:
    browser = empty_desk.browser()
    assert browser.get(browser.url("members:people")).headers["Location"] == browser.url("members:founding")


def test_the_founder_is_signed_in_and_sent_to_the_trustees(empty_desk: Desk) -> None:
    browser = empty_desk.browser()
    sent = browser.post(browser.url("members:founding"), form(empty_desk))
    assert (sent.status_code, sent.headers["Location"]) == (303, browser.url("members:trustees"))
    assert BANNER in browser.text(browser.url("members:people"))


def test_without_the_code_from_the_terminal_nothing_is_founded(empty_desk: Desk) -> None:
    browser = empty_desk.browser()
    browser.post(browser.url("members:founding"), form(empty_desk, founding_code="12345678"))
    assert not empty_desk.vault.founded


def test_the_code_ends_after_twenty_wrong_tries(empty_desk: Desk) -> None:
    code = empty_desk.sessions.founding_code or ""
    for _ in range(20):
        empty_desk.sessions.count_wrong_code()
    browser = empty_desk.browser()
    browser.post(browser.url("members:founding"), form(empty_desk, founding_code=code))
    assert not empty_desk.vault.founded


@pytest.mark.parametrize("weak", ["123456", "olga olga olga olga olga olga", "qwertyuiop asdfghjkl"])
def test_a_weak_passphrase_founds_nothing(empty_desk: Desk, weak: str) -> None:
    browser = empty_desk.browser()
    browser.post(browser.url("members:founding"), form(empty_desk, passphrase=weak, again=weak))
    assert not empty_desk.vault.founded


def test_the_offered_words_stay_while_the_form_is_filled_in(empty_desk: Desk) -> None:
    browser = empty_desk.browser()
    wrong = form(empty_desk, again="другое", token="one form")
    pages = [browser.post(browser.url("members:founding"), wrong).content.decode() for _ in range(2)]
    assert len({tuple(re.findall(r"<li>(\w+)</li>", page)) for page in pages}) == 1


def test_a_second_founding_is_refused(house: Desk, olga: Keyring) -> None:
    browser = house.browser()
    assert browser.get(browser.url("members:founding")).headers["Location"] == browser.url("members:sign-in")


def test_any_needed_trustees_hold_the_seed_of_the_committee(house: Desk, olga: Keyring) -> None:
    browser = house.browser(olga)
    choose(browser, 2, "Мария", "Нина", "Зоя")
    shares = [words_of_sheet(browser, number) for number in (1, 2, 3)]
    assert vault.open_as_quorum(house.vault, combine(shares[1:])).is_quorum


def test_a_sheet_is_shown_once(house: Desk, olga: Keyring) -> None:
    founding_actions.choose_trustees(olga, 2, ["Мария", "Нина"])
    founding_actions.show_sheet(olga, 1)
    with pytest.raises(NotAllowedError):
        founding_actions.show_sheet(olga, 1)


def test_the_seed_is_erased_and_the_banner_goes_when_enough_trustees_typed_their_words(
    house: Desk, olga: Keyring
) -> None:
    browser = house.browser(olga)
    choose(browser, 2, "Мария", "Нина", "Зоя")
    place = queries.house(olga).seed
    assert place is not None
    for number in (1, 3):
        assert BANNER in browser.text(browser.url("members:people"))
        browser.post(browser.url("members:words-typed"), {"trustee_words": words_of_sheet(browser, number)})
    assert BANNER not in browser.text(browser.url("members:people"))
    assert not olga.holds(place.compartment)


def test_words_typed_at_another_members_desk_count_when_the_founder_signs_in(
    house: Desk, olga: Keyring, anna: Keyring
) -> None:
    founding_actions.choose_trustees(olga, 1, ["Мария"])
    founding_actions.type_words(anna, " ".join(founding_actions.show_sheet(olga, 1).words))
    assert queries.house(anna).seed is not None
    actions.settle(olga, house.sessions)
    assert queries.house(anna).seed is None


def test_one_of_one_is_allowed_and_named(house: Desk, olga: Keyring) -> None:
    browser = house.browser(olga)
    choose(browser, 1, "Мария")
    assert "One of one" in browser.text(browser.url("members:trustees"))


def test_one_of_many_is_refused(house: Desk, olga: Keyring) -> None:
    browser = house.browser(olga)
    sent = browser.post(browser.url("members:trustees"), {"names": "Мария\nНина", "needed": "1"})
    assert "at least two" in sent.content.decode()


def test_the_words_of_older_sheets_are_refused(house: Desk, olga: Keyring) -> None:
    founding_actions.choose_trustees(olga, 2, ["Мария", "Нина"])
    old = founding_actions.show_sheet(olga, 1)
    founding_actions.choose_trustees(olga, 2, ["Мария", "Нина"])
    assert founding_actions.type_words(olga, " ".join(old.words)) is None


def test_a_slip_in_a_trustees_words_is_pointed_out(house: Desk, olga: Keyring) -> None:
    browser = house.browser(olga)
    choose(browser, 1, "Мария")
    words = words_of_sheet(browser, 1).split()
    words[4] = "zzzzzz"
    sent = browser.post(browser.url("members:words-typed"), {"trustee_words": " ".join(words)})
    assert "Word 5 is not in the list" in sent.content.decode()


def test_only_the_founder_can_make_sheets(house: Desk, olga: Keyring, anna: Keyring) -> None:
    with pytest.raises(NotAllowedError):
        founding_actions.choose_trustees(anna, 1, ["Мария"])


def test_the_committee_seed_is_nowhere_in_the_house(house: Desk, olga: Keyring, anna: Keyring) -> None:
    box = queries.seed_box(olga)
    assert box is not None
    assert box.seed
    assert queries.seed_box(anna) is None
    assert OTHER not in repr(box)
