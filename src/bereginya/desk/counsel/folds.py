"""What was told that the law asks about, what was found and kept, and what the committee says of the law itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from bereginya.desk.counsel.records import FactTold, Found, LawChanged, LawSigned
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
class House:
    """What the committee says of the law: texts an advocate took for right, texts refused, changes in their order."""

    right: frozenset[str] = frozenset()
    wrong: frozenset[str] = frozenset()
    changes: tuple[str, ...] = ()


def _legal(state: Legal, entry: Entry) -> Legal:
    match entry.record:
        case FactTold(key=key, value=value):
            return replace(state, facts={**state.facts, key: value})
        case Found() as found:
            return replace(state, kept=(*state.kept, Kept(entry.id, entry.day, found)))
        case _:
            return state


def _house(state: House, entry: Entry) -> House:
    match entry.record:
        case LawSigned(cite=cite, right=True):
            return replace(state, right=state.right | {cite}, wrong=state.wrong - {cite})
        case LawSigned(cite=cite):
            return replace(state, right=state.right - {cite}, wrong=state.wrong | {cite})
        case LawChanged(text=text):
            return replace(state, changes=(*state.changes, text))
        case _:
            return state


LEGAL: Fold[Legal] = Fold("counsel.legal", Legal(), _legal)
HOUSE: Fold[House] = Fold("counsel.house", House(), _house)
