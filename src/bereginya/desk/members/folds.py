"""What the entries of the house and of a member's own compartment add up to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from bereginya.desk.members.records import (
    Asked,
    CommitteeFounded,
    CommitteeSeed,
    DeputiesNamed,
    Draft,
    InvitationEnded,
    Invited,
    Named,
    OwnPlace,
    ReadingsForgotten,
    Refused,
    SeedKept,
    Settled,
    Sheets,
    SheetShown,
    TrusteesChosen,
    WordsTyped,
)
from bereginya.facts.changing import changed
from bereginya.facts.records import Record
from bereginya.vault import Address, CompartmentId, Entry, EntryId, Fold, HolderId


@dataclass(frozen=True, slots=True, repr=False)
class Trustees:
    """The present choice of trustees, and which of them typed their words back."""

    choice: EntryId
    needed: int
    names: Mapping[int, str]
    checks: Mapping[int, bytes]
    typed: frozenset[int] = frozenset()

    @property
    def enough(self) -> bool:
        """Whether as many typed their words back as are needed to open the committee's key."""
        return len(self.typed) >= self.needed


@dataclass(frozen=True, slots=True, repr=False)
class Seed:
    """Where the committee's seed is kept until then, and the entry that says so."""

    entry: EntryId
    by: HolderId
    compartment: CompartmentId


@dataclass(frozen=True, slots=True, repr=False)
class Newcomer:
    """Somebody who made her keys and waits to be admitted."""

    entry: EntryId
    asked: Asked


@dataclass(frozen=True, slots=True, repr=False)
class House:
    """What the members know of their committee."""

    committee: CommitteeFounded | None = None
    names: Mapping[HolderId, str] = field(default_factory=dict)
    places: Mapping[HolderId, Address] = field(default_factory=dict)
    deputies: Mapping[HolderId, tuple[HolderId, ...]] = field(default_factory=dict)
    trustees: Trustees | None = None
    seed: Seed | None = None
    invited: Mapping[str, Invited] = field(default_factory=dict)
    asked: Mapping[HolderId, Newcomer] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, repr=False)
class Own:
    """What lies in a member's own compartment."""

    language: str | None = None
    drafts: tuple[tuple[EntryId, Draft], ...] = ()
    forgotten: date | None = None


@dataclass(frozen=True, slots=True, repr=False)
class SeedBox:
    """What lies beside the committee's seed: the words for the present sheets, and which sheets were shown."""

    seed: bytes = b""
    words: tuple[str, ...] = ()
    shown: frozenset[int] = frozenset()


def _house(state: House, entry: Entry) -> House:
    record = entry.record
    if isinstance(record, Asked):
        return _asked(state, entry, record)
    if entry.author is None:  # from outside only a newcomer's keys are expected here
        return state
    if isinstance(record, SeedKept):
        return changed(state, seed=Seed(entry.id, record.by, record.compartment))
    if isinstance(record, TrusteesChosen):
        return changed(state, trustees=_chosen(entry.id, record))
    if isinstance(record, WordsTyped):
        return _typed(state, record)
    return _people(state, record)


def _people(state: House, record: Record) -> House:  # noqa: PLR0911 - one line a kind
    match record:
        case CommitteeFounded():
            return changed(state, committee=record)
        case Named():
            return changed(state, names={**state.names, record.member: record.name})
        case OwnPlace():
            return changed(state, places={**state.places, record.member: record.address})
        case DeputiesNamed():
            return changed(state, deputies={**state.deputies, record.member: record.deputies})
        case Invited():
            return changed(state, invited={**state.invited, record.number: record})
        case InvitationEnded():
            return changed(state, invited=_without(state.invited, record.number))
        case Refused():
            return changed(state, asked={who: one for who, one in state.asked.items() if who != record.member})
        case _:
            return state


def _asked(state: House, entry: Entry, asked: Asked) -> House:
    """An invitation is good for one newcomer: the first who used it."""
    if asked.invitation not in state.invited:
        return state
    waiting = {**state.asked, asked.member: Newcomer(entry.id, asked)}
    return changed(state, asked=waiting, invited=_without(state.invited, asked.invitation))


def _without(invited: Mapping[str, Invited], number: str) -> Mapping[str, Invited]:
    return {name: one for name, one in invited.items() if name != number}


def _chosen(choice: EntryId, record: TrusteesChosen) -> Trustees:
    names = {one.number: one.name for one in record.trustees}
    return Trustees(choice, record.needed, names, {one.number: one.check for one in record.trustees})


def _typed(state: House, record: WordsTyped) -> House:
    now = state.trustees
    if now is None or record.choice != now.choice or record.number not in now.names:
        return state
    return changed(state, trustees=changed(now, typed=now.typed | {record.number}))


def _own(state: Own, entry: Entry) -> Own:
    record = entry.record
    if isinstance(record, Settled):
        return changed(state, language=record.language)
    if isinstance(record, Draft):
        return changed(state, drafts=(*state.drafts, (entry.id, record)))
    if isinstance(record, ReadingsForgotten):
        return changed(state, forgotten=record.until)
    return state


def _seed_box(state: SeedBox, entry: Entry) -> SeedBox:
    match entry.record:
        case CommitteeSeed(seed):
            return changed(state, seed=seed)
        case Sheets(words):
            return SeedBox(state.seed, words)
        case SheetShown(number):
            return changed(state, shown=state.shown | {number})
        case _:
            return state


HOUSE: Fold[House] = Fold("members.house", House(), _house)
OWN: Fold[Own] = Fold("members.own", Own(), _own)
SEED_BOX: Fold[SeedBox] = Fold("members.seed-box", SeedBox(), _seed_box)
