"""An invented committee whose door is open: Olga founded it, Anna works, Vera invites; Marta writes from outside."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bereginya import vault
from bereginya.desk.intake import door_actions, records
from bereginya.desk.intake.records import Path, WriteTo
from bereginya.desk.members.records import KINDS as MEMBERS_KINDS
from bereginya.vault import Clock, CompartmentId, Keyring, Power
from bereginya.vault.receipts import Receipt, ReceiptKeys

PASSPHRASE = "six quiet words for one invented woman"
TOKEN = "a" * 32


class Time:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.at = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)

    def clock(self) -> Clock:
        return Clock(ZoneInfo("Europe/Moscow"), lambda: self.at)

    def pass_days(self, days: int) -> None:
        self.at += timedelta(days=days)


class World:
    """A committee in memory and short ways to the things a test needs."""

    def __init__(self) -> None:
        self.time = Time()
        kinds = (*MEMBERS_KINDS, *records.KINDS)
        self.vault = vault.open_vault(None, kinds, clock=self.time.clock(), members=vault.FAST, receipts=vault.FAST)
        self.olga = vault.found(self.vault, "olga", PASSPHRASE).keys

    def member(self, name: str, *powers: Power, reception: bool = False) -> Keyring:
        newcomer = vault.enrol(self.vault, name, PASSPHRASE)
        vault.admit(self.olga, newcomer, frozenset(powers))
        for place in (self.olga.house, *((self.olga.reception,) if reception else ())):
            vault.grant(self.olga, place, newcomer.member)
        return vault.unlock(self.vault, name, PASSPHRASE)

    def writes(self, text: str, token: str = TOKEN, path: Path = Path.HELP) -> tuple[Receipt, ReceiptKeys]:
        return door_actions.receive(self.vault, token, text, path, "ru")

    def folder(self, keys: ReceiptKeys) -> CompartmentId:
        found = [one.record for one in door_actions.read(self.vault, keys) if isinstance(one.record, WriteTo)]
        return found[-1].address.compartment
