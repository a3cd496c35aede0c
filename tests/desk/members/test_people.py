"""Inviting, letting in, powers, deputies, shutting out."""

import re
from dataclasses import replace

import pytest

from bereginya import vault
from bereginya.desk.members import actions, queries
from bereginya.desk.members.records import Read
from bereginya.desk.members.sessions import Work
from bereginya.vault import Enrolment, HolderId, Keyring, Power
from bereginya.vault.errors import NoSuchCompartmentError, WrongKeyError
from bereginya.vault.passphrases import compare_words
from tests.desk.clients import DeskClient
from tests.desk.members.world import OTHER, PASSPHRASE, Desk
from tests.desk.world import Committee


def words_in(page: str) -> list[str]:
    return re.findall(r"<li>(\w+)</li>", page)


def invite(browser: DeskClient) -> str:
    sent = browser.post(browser.url("members:invite"))
    return " ".join(words_in(browser.text(sent.headers["Location"])))


def enrol(newcomer: DeskClient, words: str, name: str = "zoya") -> str:
    """Go through the newcomer's pages and return the path of the page with her four words."""
    sent = newcomer.post(newcomer.url("members:join"), {"invitation": words})
    assert sent.status_code == 303
    said = {"called": "Зоя", "name": name, "passphrase": OTHER, "again": OTHER}
    return str(newcomer.post(sent.headers["Location"], said).headers["Location"])


def test_a_newcomer_comes_in_by_words_that_carry_no_key(house: Desk, olga: Keyring) -> None:
    browser, newcomer = house.browser(olga), house.browser()
    welcome = enrol(newcomer, invite(browser))
    (asked,) = queries.newcomers(olga)
    admit = browser.url("members:admit", asked.asked.member)
    assert words_in(browser.text(admit)) == words_in(newcomer.text(welcome))
    with pytest.raises(WrongKeyError):
        vault.unlock(house.vault, "zoya", OTHER)
    browser.post(admit, {"same": "on", "powers": ["work"]})
    zoya = vault.unlock(house.vault, "zoya", OTHER)
    assert (zoya.holds(zoya.house), zoya.holds(zoya.reception)) == (True, True)
    assert queries.names(zoya)[zoya.member] == "Зоя"
    assert "You are in" in newcomer.text(welcome)


def test_the_four_words_differ_when_somebody_put_other_keys_in_between(house: Desk, olga: Keyring) -> None:
    browser = house.browser(olga)
    enrol(house.browser(), invite(browser))
    asked = queries.newcomers(olga)[0].asked
    true = Enrolment(asked.member, asked.signing, asked.sealing)
    assert compare_words(true.digest, "ru") != compare_words(replace(true, signing=bytes(32)).digest, "ru")


def test_an_invitation_is_good_once(house: Desk, olga: Keyring) -> None:
    words, newcomer = invite(house.browser(olga)), house.browser()
    enrol(newcomer, words)
    assert newcomer.post(newcomer.url("members:join"), {"invitation": words}).status_code == 200


def test_an_invitation_that_was_taken_back_is_good_for_nobody(house: Desk, olga: Keyring) -> None:
    browser, newcomer = house.browser(olga), house.browser()
    words = invite(browser)
    (number,) = queries.invitations(olga)
    browser.post(browser.url("members:invitation-end", number))
    assert newcomer.post(newcomer.url("members:join"), {"invitation": words}).status_code == 200


def test_an_invitation_outlives_a_restart_once_a_member_signed_in(house: Desk, olga: Keyring) -> None:
    words, again = invite(house.browser(olga)), house.fresh()
    assert actions.find_invitation(house.vault, again.sessions, words) is None
    actions.settle(olga, again.sessions)
    assert actions.find_invitation(house.vault, again.sessions, words.upper()) is not None


def test_a_wrong_invitation_says_so_and_makes_nothing(house: Desk, olga: Keyring) -> None:
    newcomer, size = house.browser(), house.vault.store.size()
    sent = newcomer.post(newcomer.url("members:join"), {"invitation": "one two three four"})
    assert "not an invitation" in sent.content.decode()
    assert house.vault.store.size() == size


def test_a_refused_newcomer_never_comes_in(house: Desk, olga: Keyring) -> None:
    browser = house.browser(olga)
    enrol(house.browser(), invite(browser))
    asked = queries.newcomers(olga)[0].asked
    browser.post(browser.url("members:refuse", asked.member))
    assert queries.newcomers(olga) == ()
    with pytest.raises(WrongKeyError):
        vault.unlock(house.vault, "zoya", OTHER)


def test_letting_in_again_completes_what_broke_off(house: Desk, olga: Keyring) -> None:
    enrol(house.browser(), invite(house.browser(olga)))
    asked = queries.newcomers(olga)[0].asked
    vault.admit(olga, Enrolment(asked.member, asked.signing, asked.sealing), frozenset())
    assert [one.asked for one in queries.newcomers(olga)] == [asked]
    actions.admit(olga, asked, frozenset())
    assert vault.unlock(house.vault, "zoya", OTHER).holds(olga.house)


@pytest.mark.parametrize("page", ["members:invite", "members:invited"])
def test_for_a_member_who_may_not_invite_these_pages_do_not_exist(house: Desk, anna: Keyring, page: str) -> None:
    browser = house.browser(anna)
    assert {browser.get(browser.url(page)).status_code, browser.post(browser.url(page)).status_code} <= {404, 405}


def test_powers_bring_the_reception_and_take_it_away(house: Desk, olga: Keyring, anna: Keyring) -> None:
    browser = house.browser(olga)
    browser.post(browser.url("members:powers", anna.member), {"powers": ["invite"]})
    again = vault.unlock(house.vault, "anna", PASSPHRASE)
    assert (queries.may(again, Power.INVITE), queries.may(again, Power.WORK)) == (True, False)
    with pytest.raises(NoSuchCompartmentError):
        again.newest(again.reception)


def test_the_last_who_may_invite_keeps_it(house: Desk, olga: Keyring, anna: Keyring) -> None:
    browser = house.browser(olga)
    sent = browser.post(browser.url("members:powers", olga.member), {"powers": ["work"]})
    assert sent.status_code == 200
    assert queries.may(olga, Power.INVITE)


def test_powers_are_not_given_by_who_may_not(house: Desk, anna: Keyring, vera: Keyring) -> None:
    browser = house.browser(anna)
    sent = browser.post(browser.url("members:powers", anna.member), {"powers": ["invite", "work"]})
    assert sent.status_code == 404
    assert not queries.may(anna, Power.INVITE)


def test_one_voice_shuts_nobody_out(house: Desk, olga: Keyring, anna: Keyring) -> None:
    browser = house.browser(anna)
    browser.post(browser.url("members:shut-out", olga.member), {"sure": "on"})
    browser.post(browser.url("members:shut-out", olga.member), {"sure": "on"})
    assert house.vault.trust().members[olga.member].active


def test_two_members_shut_out_the_coordinator_and_go_on(
    house: Desk, olga: Keyring, anna: Keyring, vera: Keyring
) -> None:
    hers, other, third = house.browser(olga), house.browser(anna), house.browser(vera)
    for browser in (other, third):
        browser.post(browser.url("members:shut-out", olga.member), {"sure": "on"})
    assert hers.get(hers.url("members:people")).status_code == 303
    assert not olga.unlocked
    with pytest.raises(WrongKeyError):
        vault.unlock(house.vault, "olga", PASSPHRASE)
    assert "shut out" in other.text(other.url("members:people"))


def test_her_cases_pass_to_the_deputies_she_named(house: Desk, olga: Keyring, anna: Keyring, vera: Keyring) -> None:
    quorum = house.vault.trust().committee_holder
    case = vault.begin(house.vault, holders=(anna.member, olga.member, quorum), keys=anna)
    actions.name_deputies(anna, anna.member, [vera.member])
    for keys in (olga, vera):
        actions.ask_to_shut_out(keys, house.sessions, anna.member)
    actions.leave_out(olga, Work().report)
    assert vera.holds(case)
    assert anna.member not in vault.holders(olga, case)
    assert anna.member not in vault.holders(olga, olga.house)


def test_nobody_shuts_out_herself(house: Desk, olga: Keyring) -> None:
    browser = house.browser(olga)
    assert browser.get(browser.url("members:shut-out", olga.member)).status_code == 404


def test_a_member_nobody_knows_has_no_page(house: Desk, olga: Keyring) -> None:
    browser = house.browser(olga)
    assert browser.get(browser.url("members:member", HolderId("a" * 32))).status_code == 404


def test_who_is_not_signed_in_is_sent_to_sign_in_from_every_page(house: Desk, olga: Keyring) -> None:
    browser = house.browser()
    for page in ("people", "own", "trustees", "door", "lock-everything", "hard", "card", "code", "passphrase"):
        sent = browser.get(browser.url(f"members:{page}"))
        assert (page, sent.status_code, sent.headers["Location"]) == (page, 303, browser.url("members:sign-in"))


def test_reading_is_noted_once_a_day_for_the_quorum_alone(house: Desk, olga: Keyring) -> None:
    box = queries.seed_box(olga)
    assert box is not None
    for _ in range(2):
        queries.note_reading(olga, olga.reception)
    quorum = vault.open_as_quorum(house.vault, box.seed)
    assert queries.reading_log(quorum) == (Read(olga.member, olga.reception, house.vault.day()),)


def test_lines_of_the_reading_log_are_erased_after_a_year(committee: Committee) -> None:
    box, olga = queries.seed_box(committee.olga), committee.olga
    assert box is not None
    actions.settle(olga, committee.sessions)
    for days in (0, 30, 365):
        committee.time.pass_days(days)
        queries.note_reading(olga, olga.reception)
    actions.forget_readings(olga)
    quorum = vault.open_as_quorum(committee.vault, box.seed)
    today = committee.vault.day()
    assert [one.day for one in queries.reading_log(quorum)] == [today]


def test_trustees_erase_what_nobody_else_erased_after_a_year(committee: Committee) -> None:
    box = queries.seed_box(committee.olga)
    assert box is not None
    queries.note_reading(committee.anna, committee.anna.reception)
    committee.time.pass_days(366)
    queries.note_reading(committee.anna, committee.anna.reception)
    quorum = vault.open_as_quorum(committee.vault, box.seed)
    actions.forget_all_readings(quorum)
    assert [one.day for one in queries.reading_log(quorum)] == [committee.vault.day()]


def test_colleagues_have_names_and_powers(house: Desk, olga: Keyring, anna: Keyring) -> None:
    assert [(one.name, one.may_work, one.may_invite) for one in queries.colleagues(anna)] == [
        ("Anna", True, False),
        ("Ольга", True, True),
    ]
