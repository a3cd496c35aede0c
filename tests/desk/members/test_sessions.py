"""Signing in and the end of sessions: by hand, by the timer, by others."""

import pyotp
import pytest

from bereginya import names, vault
from bereginya.desk.members import actions, queries
from bereginya.desk.members.records import Settled
from bereginya.desk.members.sessions import IDLE, LONGEST
from bereginya.vault import Keyring, Said
from bereginya.vault.errors import LockedError
from tests.desk.clients import DeskClient
from tests.desk.members.world import OTHER, PASSPHRASE, Desk, drafts

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def sign_in(browser: DeskClient, **said: str) -> int:
    sent = browser.post(browser.url("members:sign-in"), {"name": "olga", "passphrase": PASSPHRASE} | said)
    return int(sent.status_code)


def people(browser: DeskClient) -> int:
    return int(browser.get(browser.url("members:people")).status_code)


def test_the_right_name_and_passphrase_open_the_desk(house: Desk, olga: Keyring) -> None:
    browser = house.browser()
    assert people(browser) == 303
    assert sign_in(browser) == 303
    assert people(browser) == 200


def test_name_passphrase_and_code_fail_with_one_answer(house: Desk, olga: Keyring) -> None:
    vault.set_code(olga, SECRET)
    wrong = [{"name": "nobody"}, {"passphrase": OTHER}, {"code": "000000"}, {"code": ""}]
    pages = set()
    for said in wrong:
        browser = house.browser()
        sent = browser.post(
            browser.url("members:sign-in"), {"name": "olga", "passphrase": PASSPHRASE, "token": ""} | said
        )
        errors = sent.context["form"].errors
        pages.add((sent.status_code, str(errors)))
    assert len(pages) == 1


def test_a_code_that_was_set_up_is_asked_for(house: Desk, olga: Keyring) -> None:
    vault.set_code(olga, SECRET)
    right = pyotp.TOTP(SECRET).at(house.vault.clock.now())
    assert sign_in(house.browser()) == 200
    assert sign_in(house.browser(), code=right) == 303


def test_a_printed_code_works_once(house: Desk, olga: Keyring) -> None:
    vault.set_code(olga, SECRET, ["ab12 cd34 ef56"])
    assert sign_in(house.browser(), code="AB12 CD34 EF56") == 303
    assert sign_in(house.browser(), code="ab12 cd34 ef56") == 200


def test_the_passphrase_is_never_written_back_into_a_page(house: Desk, olga: Keyring) -> None:
    browser = house.browser()
    sent = browser.post(browser.url("members:sign-in"), {"name": "olga", "passphrase": OTHER})
    assert OTHER not in sent.content.decode()


def test_the_lock_button_ends_the_session_and_empties_the_keyring(house: Desk, olga: Keyring) -> None:
    browser = house.browser(olga)
    browser.post(browser.url("members:lock"))
    assert people(browser) == 303
    assert not olga.unlocked


def test_the_timer_empties_the_keyring_without_another_request(house: Desk, olga: Keyring) -> None:
    house.browser(olga)
    house.seconds.pass_by(IDLE + 1)
    house.sessions.sweep()
    with pytest.raises(LockedError):
        vault.entries(olga, "0" * 32)  # type: ignore[arg-type]  # any id


def test_when_the_last_one_locks_no_name_is_remembered(house: Desk, olga: Keyring) -> None:
    house.browser(olga)
    names.parse("Ковтун Мирослав Гордеевич")

    house.sessions.end_all()

    assert names.parse.cache_info().currsize == 0


def test_a_page_now_and_then_keeps_a_session_but_not_for_longer_than_twelve_hours(house: Desk, olga: Keyring) -> None:
    browser = house.browser(olga)
    for _ in range(LONGEST // (IDLE - 60)):
        assert people(browser) == 200
        house.seconds.pass_by(IDLE - 60)
    house.seconds.pass_by(IDLE - 60)
    assert people(browser) == 303


def test_a_restart_ends_every_session(house: Desk, olga: Keyring) -> None:
    browser = house.browser(olga)
    again = house.fresh().browser()
    again.cookies = browser.cookies
    assert people(again) == 303


def test_nothing_of_a_session_is_in_the_store(house: Desk, olga: Keyring) -> None:
    token = house.browser(olga).cookies["s"].value
    assert token
    assert house.sessions.keys(token) is olga
    assert house.vault.store.setting(token) is None


def test_two_browsers_of_one_member_share_one_keyring(house: Desk, olga: Keyring) -> None:
    first, second = house.browser(olga), house.browser()
    sign_in(second)
    assert [one.keys for one in house.sessions.of(olga.member)] == [olga, olga]
    first.post(first.url("members:lock"))
    assert people(second) == 200


def test_a_session_can_be_ended_from_another_browser(house: Desk, olga: Keyring) -> None:
    first, second = house.browser(olga), house.browser()
    sign_in(second)
    number = house.sessions.of(olga.member)[0].number
    second.post(second.url("members:session-end", number))
    assert (people(first), people(second)) == (303, 200)


def test_a_form_sent_after_the_timer_is_offered_after_sign_in(house: Desk, olga: Keyring) -> None:
    browser = house.browser(olga)
    house.seconds.pass_by(IDLE + 1)
    late = browser.post(browser.url("members:name"), {"called": "Ольга Петровна", "token": "once"})
    assert (late.status_code, late.headers["Location"]) == (303, browser.url("members:sign-in"))
    sent = browser.post(browser.url("members:sign-in"), {"name": "olga", "passphrase": PASSPHRASE})
    page = browser.text(sent.headers["Location"])
    assert "Ольга Петровна" in page
    assert f'action="{browser.url("members:name")}"' in page


def test_a_draft_is_erased_when_it_was_sent_at_last(house: Desk, olga: Keyring) -> None:
    browser = house.browser(olga)
    house.seconds.pass_by(IDLE + 1)
    browser.post(browser.url("members:name"), {"called": "Ольга Петровна"})
    sign_in(browser)
    (keys,) = {one.keys for one in house.sessions.of(olga.member)}
    ((entry, draft),) = queries.own(keys).drafts
    browser.post(draft.path, {"called": "Ольга Петровна", "_draft": entry})
    assert drafts(keys) == []
    assert queries.names(keys)[keys.member] == "Ольга Петровна"


def test_a_draft_holds_no_passphrase(house: Desk, olga: Keyring) -> None:
    browser = house.browser(olga)
    house.seconds.pass_by(IDLE + 1)
    said = {"present_name": "olga", "present": PASSPHRASE, "passphrase": OTHER, "again": OTHER, "name": "olga"}
    browser.post(browser.url("members:passphrase"), said)
    sign_in(browser)
    (keys,) = {one.keys for one in house.sessions.of(olga.member)}
    assert [sorted(fields) for fields in drafts(keys)] == [["name", "present_name"]]


def test_a_stranger_cannot_leave_a_draft(house: Desk, olga: Keyring) -> None:
    size = house.vault.store.size()
    browser = house.browser()
    browser.cookies["s"] = "forged"
    browser.post(browser.url("members:name"), {"called": "Мария"})
    assert house.vault.store.size() == size


def test_the_language_she_chose_comes_with_her_to_another_browser(house: Desk, olga: Keyring) -> None:
    first = house.browser(olga)
    first.post(first.url("members:language"), {"language": "uk"})
    second = house.browser()
    sign_in(second)
    assert '<html lang="uk">' in second.text(second.url("members:people"))


def test_beyond_this_machine_a_code_has_to_be_set_up_first(house: Desk, olga: Keyring) -> None:
    house.sessions.local = False
    browser = house.browser(olga)
    assert browser.get(browser.url("members:people")).headers["Location"] == browser.url("members:code")
    page = browser.text(browser.url("members:code"))
    assert "<svg" in page
    assert "style=" not in page


def test_a_code_counts_after_the_first_right_one_and_brings_ten_spare_codes(house: Desk, olga: Keyring) -> None:
    browser = house.browser(olga)
    browser.get(browser.url("members:code"))
    (here,) = house.sessions.of(olga.member)
    maker = pyotp.TOTP(str(here.pocket["code"]))
    browser.post(browser.url("members:code"), {"code": "000000"})
    assert not queries.code_is_set(olga)
    sent = browser.post(browser.url("members:code"), {"code": maker.at(house.vault.clock.now())})
    spare = browser.get(sent.headers["Location"]).context["codes"]
    assert (len(spare), queries.code_is_set(olga)) == (10, True)
    assert sign_in(house.browser(), code=spare[3]) == 303


@pytest.mark.parametrize("page", ["members:passphrase", "members:seen"])
def test_a_new_passphrase_needs_the_present_one_and_ends_other_sessions(house: Desk, olga: Keyring, page: str) -> None:
    browser, other = house.browser(olga), house.browser()
    sign_in(other)
    said = {"present_name": "olga", "present": OTHER, "name": "olga", "passphrase": OTHER, "again": OTHER}
    assert browser.post(browser.url(page), said).status_code == 200
    assert browser.post(browser.url(page), said | {"present": PASSPHRASE}).status_code == 303
    assert (people(browser), people(other)) == (200, 303)
    assert (sign_in(house.browser()), sign_in(house.browser(), passphrase=OTHER)) == (200, 303)


def test_after_the_passphrase_was_seen_the_old_keys_are_replaced(house: Desk, olga: Keyring) -> None:
    before = olga.seeds.sealing.public
    actions.renew_keys(olga, house.sessions, name="olga", passphrase=OTHER, here="")
    assert house.vault.trust().member(olga.member).sealing != before


def test_own_things_are_opened_by_their_member_alone(house: Desk, olga: Keyring, anna: Keyring) -> None:
    actions.settle(olga, house.sessions)
    place = queries.own_place(olga)
    assert place is not None
    vault.append(olga, Said(place, Settled("uk")))
    assert not anna.holds(place)
