"""What is said about the law: facts of one person in the folder; what an advocate took for right in the house."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from bereginya.facts.records import Kind, Record
from bereginya.vault import EntryId


@dataclass(frozen=True, slots=True, repr=False)
class FactTold(Record):
    """A fact the law asks about, in the words of its list; the newest of a key counts, `unknown` means nobody knows."""

    kind: ClassVar[Kind] = Kind("counsel.fact", 1)
    key: str
    value: str


@dataclass(frozen=True, slots=True, repr=False)
class Found(Record):
    """What the law said to these facts on a day, kept by a member. `cite` names the very text that was used."""

    kind: ClassVar[Kind] = Kind("counsel.found", 1, signed=True)
    provision: str
    cite: str
    outcome: str
    on: date
    until: date | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True, repr=False)
class LawSigned(Record):
    """An advocate of the committee read this text of a provision and takes it for right; or not (`right` is false)."""

    kind: ClassVar[Kind] = Kind("counsel.law-signed", 1, signed=True)
    provision: str
    cite: str
    right: bool
    text: str | None = None


@dataclass(frozen=True, slots=True, repr=False)
class LawChanged(Record):
    """The committee adds, ends or corrects provisions: the text of a file of changes."""

    kind: ClassVar[Kind] = Kind("counsel.law-changed", 1, signed=True)
    text: str


@dataclass(frozen=True, slots=True, repr=False)
class UsualSilence(Record):
    """For how many days this family usually hears nothing from him. The newest counts; None: do not watch."""

    kind: ClassVar[Kind] = Kind("counsel.usual-silence", 1)
    days: int | None


@dataclass(frozen=True, slots=True, repr=False)
class PlaceMeant(Record):
    """Which of the places of one name was meant by a step of the service: listed data, in no index and no count."""

    kind: ClassVar[Kind] = Kind("counsel.place-meant", 1)
    step: EntryId
    place: str


@dataclass(frozen=True, slots=True, repr=False)
class ContractSeen(Record):
    """A contract as somebody had it or showed it on a day. `entry` is its file in the folder, which keeps the hash."""

    kind: ClassVar[Kind] = Kind("counsel.contract-seen", 1)
    entry: EntryId
    by: str | None = None
    seen: date | None = None
    signed: date | None = None
    pages: int | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True, repr=False)
class TransfersSwitched(Record):
    """The committee's lawyer lets the desk watch transfers, or (`on` is false) no longer."""

    kind: ClassVar[Kind] = Kind("counsel.transfers", 1, signed=True)
    on: bool
    text: str | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Looked(Record):
    """Somebody opened today's page: said once a day, so that it can be told since when nobody has looked."""

    kind: ClassVar[Kind] = Kind("counsel.looked", 1)


KINDS: tuple[type[Record], ...] = (
    FactTold,
    Found,
    LawSigned,
    LawChanged,
    UsualSilence,
    PlaceMeant,
    ContractSeen,
    TransfersSwitched,
    Looked,
)
"""Every kind of this room."""
