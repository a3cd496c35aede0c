"""What was told that the law asks about, what is watched over, and what the committee says of the law itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from bereginya.desk.cases.records import Filed, Served
from bereginya.desk.counsel.records import (
    KINDS,
    ContractSeen,
    FactTold,
    Found,
    LawChanged,
    LawSigned,
    Looked,
    PlaceMeant,
    TransfersSwitched,
    UsualSilence,
)
from bereginya.desk.intake.records import NamedFile
from bereginya.facts.changing import changed
from bereginya.facts.service import ServiceEvent
from bereginya.vault import Entry, EntryId, Fold


@dataclass(frozen=True, slots=True, repr=False)
class Kept:
    """A finding that was kept, with its entry and its day."""

    id: EntryId
    day: date
    found: Found


@dataclass(frozen=True, slots=True, repr=False)
class Legal:
    """What the law asks about one person: facts by key, in the order in which they were told, and findings kept."""

    facts: Mapping[str, str] = field(default_factory=dict)
    kept: tuple[Kept, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class Step:
    """A step of the service with its entry, and the day on which it was told."""

    id: EntryId
    event: ServiceEvent
    day: date


@dataclass(frozen=True, slots=True, repr=False)
class Contract:
    """A contract as it was had or shown once: when it came into the folder, and its file unless that was erased."""

    id: EntryId
    day: date
    seen: ContractSeen
    file: NamedFile | None


@dataclass(frozen=True, slots=True, repr=False)
class Watch:
    """What is watched over in one case: the steps as told, places that were asked, usual silence, contracts."""

    steps: tuple[Step, ...] = ()
    meant: Mapping[EntryId, str] = field(default_factory=dict)
    usual: int | None = None
    files: Mapping[EntryId, NamedFile] = field(default_factory=dict)
    contracts: tuple[Contract, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class Switched:
    """The lawyer's last word on watching transfers, with its day."""

    on: bool
    day: date
    text: str | None


@dataclass(frozen=True, slots=True, repr=False)
class House:
    """What the committee says of the law: texts an advocate took for right, texts refused, changes in their order.

    `looks` are the last two days on which somebody opened today's page.
    """

    right: frozenset[str] = frozenset()
    wrong: frozenset[str] = frozenset()
    changes: tuple[str, ...] = ()
    transfers: Switched | None = None
    looks: tuple[date, ...] = ()


def _legal(state: Legal, entry: Entry) -> Legal:
    match entry.record:
        case FactTold(key=key, value=value):
            return changed(state, facts={**state.facts, key: value})
        case Found() as found:
            return changed(state, kept=(*state.kept, Kept(entry.id, entry.day, found)))
        case _:
            return state


def _house(state: House, entry: Entry) -> House:
    match entry.record:
        case LawSigned(cite=cite, right=True):
            return changed(state, right=state.right | {cite}, wrong=state.wrong - {cite})
        case LawSigned(cite=cite):
            return changed(state, right=state.right - {cite}, wrong=state.wrong | {cite})
        case LawChanged(text=text):
            return changed(state, changes=(*state.changes, text))
        case TransfersSwitched(on=on, text=text):
            return changed(state, transfers=Switched(on, entry.day, text))
        case Looked() if entry.day not in state.looks:
            return changed(state, looks=(*state.looks, entry.day)[-2:])
        case _:
            return state


def _watch(state: Watch, entry: Entry) -> Watch:
    match entry.record:
        case Served(event=event):
            return changed(state, steps=(*state.steps, Step(entry.id, event, entry.day)))
        case PlaceMeant(step=step, place=place):
            return changed(state, meant={**state.meant, step: place})
        case UsualSilence(days=days):
            return changed(state, usual=days)
        case Filed(file=file):
            return changed(state, files={**state.files, entry.id: file})
        case ContractSeen() as seen:
            found = Contract(entry.id, entry.day, seen, state.files.get(seen.entry))
            return changed(state, contracts=(*state.contracts, found))
        case _:
            return state


LEGAL: Fold[Legal] = Fold("counsel.legal", Legal(), _legal, frozenset(KINDS))
HOUSE: Fold[House] = Fold("counsel.house", House(), _house)
WATCH: Fold[Watch] = Fold("counsel.watch", Watch(), _watch, frozenset((*KINDS, Served, Filed)))
