"""The day of a search."""

import logging

import pytest

from bereginya import vault
from bereginya.desk.members import locking_actions, queries
from bereginya.vault import Keyring
from bereginya.vault.errors import WrongKeyError
from tests.desk.members.world import PASSPHRASE, Desk


def test_locking_everything_ends_all_sessions_and_replaces_the_process(
    house: Desk, olga: Keyring, anna: Keyring
) -> None:
    browser, other = house.browser(olga), house.browser(anna)
    browser.post(browser.url("members:lock-everything"), {"door": "open"})
    assert (house.restarts, olga.unlocked, anna.unlocked) == (1, False, False)
    assert other.get(other.url("members:people")).status_code == 303
    assert queries.door_shut(house.vault) is None


def test_the_door_says_that_nobody_can_read_if_she_chose_so(house: Desk, olga: Keyring, anna: Keyring) -> None:
    browser, other = house.browser(olga), house.browser(anna)
    browser.post(browser.url("members:lock-everything"), {"door": "shut"})
    assert queries.door_shut(house.vault) == queries.WE_CANNOT_READ
    other = house.browser(vault.unlock(house.vault, "anna", PASSPHRASE))
    assert "The door is shut" in other.text(other.url("members:people"))
    other.post(other.url("members:door-open"))
    assert queries.door_shut(house.vault) is None


def test_closing_hard_asks_twice_and_then_nobody_can_sign_in(house: Desk, olga: Keyring, anna: Keyring) -> None:
    browser = house.browser(olga)
    browser.post(browser.url("members:hard-sure"), {"sure": "close"})
    vault.unlock(house.vault, "anna", PASSPHRASE)
    browser.post(browser.url("members:hard"), {"door": "shut", "elsewhere": "on"})
    browser.post(browser.url("members:hard-sure"), {"sure": "закрыть"})
    for name in ("olga", "anna"):
        with pytest.raises(WrongKeyError):
            vault.unlock(house.vault, name, PASSPHRASE)
    assert house.restarts == 1


def test_an_address_known_elsewhere_locks_everything_after_one_question(house: Desk, olga: Keyring) -> None:
    browser, phone = house.browser(olga), house.browser()
    sent = browser.post(browser.url("members:lock-address-new"))
    address = browser.get(sent.headers["Location"]).context["address"]
    assert phone.get(address).status_code == 200
    assert olga.unlocked
    phone.post(address, {"door": "open"})
    assert (olga.unlocked, house.restarts) == (False, 1)


def test_a_new_locking_address_ends_the_old_one(house: Desk, olga: Keyring) -> None:
    old, new = (locking_actions.make_lock_address(house.vault) for _ in range(2))
    assert (queries.is_lock_address(house.vault, old), queries.is_lock_address(house.vault, new)) == (False, True)


def test_a_guessed_locking_address_does_not_exist(house: Desk, olga: Keyring) -> None:
    browser = house.browser()
    assert browser.get(browser.url("members:lock-from-elsewhere", "guess")).status_code == 404


def test_the_card_for_the_wall_can_be_printed(house: Desk, olga: Keyring) -> None:
    browser = house.browser(olga)
    assert queries.fingerprint(house.vault) in browser.text(browser.url("members:card"))


def test_what_the_door_says_is_read_without_any_key(house: Desk, olga: Keyring) -> None:
    browser = house.browser(olga)
    said = {"ru-hours": "каждый день до восьми", "ru-danger": "112", "uk-hours": "щодня до восьмої"}
    assert browser.post(browser.url("members:door"), said).status_code == 303
    found = [queries.door_words(house.vault, code) for code in ("uk", "en")]
    assert [one.hours for one in found if one] == ["щодня до восьмої", "каждый день до восьми"]


def test_a_member_who_may_not_invite_does_not_change_what_the_door_says(house: Desk, anna: Keyring) -> None:
    browser = house.browser(anna)
    browser.post(browser.url("members:door"), {"ru-hours": "никогда"})
    assert queries.door_words(house.vault, "ru") is None


def test_nothing_personal_reaches_the_log(house: Desk, olga: Keyring, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    browser = house.browser()
    browser.post(browser.url("members:sign-in"), {"name": "olga", "passphrase": PASSPHRASE})
    browser.post(browser.url("members:name"), {"called": "Ольга Петровна"})
    browser.get(browser.url("members:member", "b" * 32))
    house.sessions.work("breaks", lambda _: (_ for _ in ()).throw(ValueError("Ольга")))
    text = caplog.text
    assert not [word for word in ("olga", "Ольга", PASSPHRASE, olga.member) if word in text]
