"""The coordinator is arrested at 6; at 9 two volunteers with one laptop go on, and she can be made to open nothing."""

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bereginya import vault as vaults
from bereginya.desk.cases import actions as cases
from bereginya.desk.cases import queries as case_queries
from bereginya.desk.cases.records import HandedOver, Note
from bereginya.desk.intake import actions as intake
from bereginya.desk.intake import door_actions, queries
from bereginya.desk.intake.records import Path as Way
from bereginya.desk.members import actions, founding_actions
from bereginya.desk.members.records import Asked, CommitteeFounded
from bereginya.desk.members.sessions import Sessions, Work
from bereginya.desk.site.kinds import KINDS
from bereginya.vault import Clock, Keyring, Power, Vault
from bereginya.vault.errors import WrongKeyError
from bereginya.vault.verifying import verify

PASSPHRASES = {name: f"six quiet words of invented {name}" for name in ("olga", "anna", "vera")}


class Morning:
    """One data folder on one laptop, and the hour."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self.at = datetime(2026, 3, 2, 3, tzinfo=UTC)  # six in Moscow

    def open(self) -> Vault:
        clock = Clock(ZoneInfo("Europe/Moscow"), lambda: self.at)
        return vaults.open_vault(self._data, KINDS, clock=clock, members=vaults.FAST, receipts=vaults.FAST)

    def signs_in(self, vault: Vault, name: str) -> Keyring:
        return vaults.unlock(vault, name, PASSPHRASES[name])


def a_committee(vault: Vault) -> None:
    """Olga coordinates; Anna and Vera work; Olga leads a case that Anna helps with."""
    named = CommitteeFounded("Mothers of the North", "here", "read")
    olga = founding_actions.found(vault, "olga", PASSPHRASES["olga"], called="Olga", committee=named)
    for name in ("anna", "vera"):
        made = vaults.enrol(vault, name, PASSPHRASES[name])
        asked = Asked("00" * 8, made.member, name, made.signing, made.sealing, "ru")
        actions.admit(olga, asked, frozenset({Power.WORK, Power.INVITE}))
    anna = vaults.unlock(vault, "anna", PASSPHRASES["anna"])
    door_actions.receive(vault, "a" * 32, "Мой сын не отвечает с апреля.", Way.HELP, "ru")
    (folder,) = queries.requests(olga)
    intake.take_on(olga, folder, olga.member, [anna.member])


def test_the_work_goes_on_without_the_coordinator(tmp_path: Path) -> None:
    morning = Morning(tmp_path / "data")
    vault = morning.open()
    a_committee(vault)
    olga, anna, vera = (morning.signs_in(vault, name) for name in PASSPHRASES)
    sessions = Sessions(vault, restart=lambda: None)
    for keys in (anna, vera):
        actions.ask_to_shut_out(keys, sessions, olga.member)
    actions.leave_out(anna, Work().report)
    vault.close()

    morning.at = morning.at.replace(hour=6)
    vault = morning.open()
    anna, vera = morning.signs_in(vault, "anna"), morning.signs_in(vault, "vera")
    actions.leave_out(vera, Work().report)
    (case,) = case_queries.cases(anna)
    cases.hand_over(anna, case.folder, HandedOver(vera.member), once="1" * 32)
    cases.say(vera, case.folder, Note("идём к адвокату"), once="2" * 32)
    door_actions.receive(vault, "b" * 32, "Второе письмо.", Way.HELP, "ru")

    assert case_queries.case_of(anna, case.folder).lead == vera.member
    assert [one.words for one in queries.requests(anna).values() if one.open] == ["Второе письмо."]
    with pytest.raises(WrongKeyError):
        morning.signs_in(vault, "olga")
    assert olga.member not in vaults.holders(anna, case.folder) | vaults.holders(anna, anna.reception)
    assert verify(vault).sound
    vault.close()
