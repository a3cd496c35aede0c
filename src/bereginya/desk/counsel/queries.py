"""What the law says to the facts of a case, by the committee's own state of the law; and whose days come near."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from bereginya import vault as vaults
from bereginya.desk.cases import queries as cases
from bereginya.desk.counsel.folds import HOUSE, LEGAL, House, Kept, Legal
from bereginya.rights import (
    Cite,
    Deadline,
    Finding,
    Findings,
    Outcome,
    Question,
    RuleFileError,
    Rules,
    Version,
    assess,
    changed,
    outdated,
    questions,
    read_changes,
    read_facts,
    rules,
    vocabulary,
)
from bereginya.vault import CompartmentId, Keyring
from bereginya.vault.errors import NoSuchEntryError

SOON = timedelta(days=14)
"""How far ahead a last day of the law is shown."""
_SERVED = frozenset(vocabulary()["served_as"].words) - {"draftee"}
_SHOWN = frozenset({Outcome.VIOLATED, Outcome.ENTITLED, Outcome.AT_RISK})


@dataclass(frozen=True, slots=True, repr=False)
class Due:
    """A last day of the law in a case she holds."""

    folder: CompartmentId
    name: str
    finding: Finding
    deadline: Deadline
    day: date
    late: bool


@dataclass(frozen=True, slots=True, repr=False)
class KeptFinding:
    """A finding that was kept; `outdated` says that its provision has another text by now."""

    kept: Kept
    version: Version | None
    outdated: bool


# ---- for every room ----


def due(keys: Keyring, today: date) -> tuple[Due, ...]:
    """Return the last days on which somebody has to act soon, in the cases she holds, the earliest first."""
    held = {one.folder: one.case for one in cases.cases(keys) if one.case.open}
    state = law(keys)
    found = [
        Due(place, held[place].name, finding, deadline, deadline.day, deadline.day < today)
        for place, legal in vaults.fold_all(keys, LEGAL).items()
        if place in held and legal.facts
        for finding in _assessed(tuple(_as_dead(legal, held[place].dead).facts.items()), today, state).found
        if finding.outcome in _SHOWN
        for deadline in finding.deadlines
        if deadline.kind == "filing" and deadline.day is not None and today - SOON <= deadline.day <= today + SOON
    ]
    return tuple(sorted(found, key=lambda one: (one.day, one.name)))


# ---- this room ----


def legal(keys: Keyring, folder: CompartmentId) -> Legal:
    """Return what was told of a case that the law asks about; raise NoSuchCompartmentError."""
    return _as_dead(vaults.fold(keys, folder, LEGAL), cases.is_dead(keys, folder))


def findings(keys: Keyring, folder: CompartmentId, on: date) -> Findings:
    """Return what the law of a day says to the facts of a case. Raises FactsError for what cannot be read."""
    return _assessed(tuple(legal(keys, folder).facts.items()), on, law(keys))


def next_questions(keys: Keyring, folder: CompartmentId, on: date) -> tuple[Question, ...]:
    """Return what is worth asking about a case, the most deciding first."""
    return questions(read_facts(legal(keys, folder).facts), on=on, law=law(keys))


def house(keys: Keyring) -> House:
    """Return what the committee says of the law."""
    return vaults.fold(keys, keys.house, HOUSE)


def law(keys: Keyring) -> Rules:
    """Return the law as it came with the program, with the committee's changes that hold together."""
    return _law(house(keys).changes)


def is_signed(keys: Keyring, version: Version) -> bool:
    """Tell whether an advocate of the committee took this text for right."""
    return str(version.cite) in house(keys).right


def needs_lawyer(keys: Keyring, version: Version) -> bool:
    """Tell whether staff have to ask a lawyer before they rely on this text."""
    told = house(keys)
    return str(version.cite) in told.wrong or (version.lawyer and str(version.cite) not in told.right)


def provision(keys: Keyring, name: str) -> Version:
    """Return the text of a provision in force now; raise NoSuchEntryError."""
    found = [one for one in law(keys).versions if one.id == name]
    if not found:
        raise NoSuchEntryError(name)
    return found[-1]


def kept(keys: Keyring, folder: CompartmentId) -> list[KeptFinding]:
    """Return the findings that were kept, the newest first; those whose text changed since want another look."""
    state = law(keys)
    known = {str(one.cite): one for one in (*rules().versions, *state.versions)}
    old = set(outdated([Cite(one.found.cite) for one in legal(keys, folder).kept], state))
    return [
        KeptFinding(one, known.get(one.found.cite), Cite(one.found.cite) in old)
        for one in reversed(legal(keys, folder).kept)
    ]


def _as_dead(legal: Legal, dead: bool) -> Legal:  # noqa: FBT001 - the only thing it asks
    """Return what was told; of a man accepted as dead, that he is: the days of the living stop, the family's begin."""
    if not dead:
        return legal
    told = legal.facts.get("status")
    served = {"served_as": told} if told in _SERVED else {}
    return replace(legal, facts={**served, **legal.facts, "status": "dead"})


@lru_cache(maxsize=8)
def _law(changes: tuple[str, ...]) -> Rules:
    """Return the law after the changes; one that does not fit any more is left out, and its page says so."""
    state = rules()
    for text in changes:
        try:
            state = changed(state, read_changes(text, "changes"))
        except RuleFileError:
            continue
    return state


@lru_cache(maxsize=20_000)
def _assessed(facts: tuple[tuple[str, str], ...], on: date, state: Rules) -> Findings:
    """Return the findings; the same facts on the same day under the same law are assessed once."""
    told: Mapping[str, str] = dict(facts)
    return assess(read_facts(told), on=on, law=state)
