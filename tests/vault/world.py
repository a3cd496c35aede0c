"""An invented committee in memory: Olga founded it, Anna works, Vera invites; Marta writes from outside."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import ClassVar
from zoneinfo import ZoneInfo

from bereginya import vault
from bereginya.facts.records import Kind, Record
from bereginya.vault import Clock, CompartmentId, HolderId, Keyring, Power, StoredFile, Vault


@dataclass(frozen=True, slots=True, repr=False)
class Note(Record):
    """What a member notes."""

    kind: ClassVar[Kind] = Kind("test.note", 1)
    text: str


@dataclass(frozen=True, slots=True, repr=False)
class Decision(Record):
    """What a member decides."""

    kind: ClassVar[Kind] = Kind("test.decision", 1, signed=True)
    text: str


@dataclass(frozen=True, slots=True, repr=False)
class Plea(Record):
    """What a visitor says."""

    kind: ClassVar[Kind] = Kind("test.plea", 1, visitor=True)
    text: str
    file: StoredFile | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Notice(Record):
    """What the committee says to everybody."""

    kind: ClassVar[Kind] = Kind("test.notice", 1, signed=True)
    text: str


KINDS = (Note, Decision, Plea, Notice)
PASSPHRASE = "six quiet words for one invented woman"


class Time:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.at = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)

    def clock(self) -> Clock:
        return Clock(ZoneInfo("Europe/Moscow"), lambda: self.at)

    def pass_days(self, days: int) -> None:
        self.at += timedelta(days=days)


class World:
    """A vault with its founder, and short ways to the things a test needs."""

    def __init__(self, folder: Path | None = None) -> None:
        self.time = Time()
        self.folder = folder
        self.vault = self.open()
        founding = vault.found(self.vault, "olga", PASSPHRASE)
        self.olga = founding.keys
        self.committee_seed = founding.committee_seed

    def open(self) -> Vault:
        clock = self.time.clock()
        return vault.open_vault(self.folder, KINDS, clock=clock, members=vault.FAST, receipts=vault.FAST)

    def open_again(self) -> Vault:
        """The vault as another process sees it; in memory it is the same one, read from the start."""
        fresh = Vault(
            self.vault.store,
            self.vault.files,
            self.vault.codec,
            clock=self.time.clock(),
            members=vault.FAST,
            receipts=vault.FAST,
        )
        fresh.finish_erasures()
        return fresh

    @property
    def quorum(self) -> HolderId:
        return self.vault.trust().committee_holder

    @property
    def reception(self) -> HolderId:
        return HolderId(self.olga.reception)

    def member(self, name: str, *powers: Power, grants: tuple[CompartmentId, ...] = ()) -> Keyring:
        newcomer = vault.enrol(self.vault, name, PASSPHRASE)
        vault.admit(self.olga, newcomer, frozenset(powers))
        for place in (self.olga.house, *grants):
            vault.grant(self.olga, place, newcomer.member)
        return vault.unlock(self.vault, name, PASSPHRASE)

    def folder_of(self, keys: Keyring, *texts: str) -> CompartmentId:
        notes = [Note(text) for text in texts]
        return vault.begin(self.vault, *notes, holders=(keys.member, self.quorum), keys=keys)

    def request(self, text: str, once: str | None = None) -> CompartmentId:
        return vault.begin(self.vault, Plea(text), holders=(self.reception, self.quorum), once=once)


def texts(keys: Keyring, place: CompartmentId) -> list[str]:
    """Return the texts said in a compartment, in order."""
    said = [entry.record for entry in vault.entries(keys, place)]
    return [record.text for record in said if isinstance(record, Note | Decision | Plea)]
