"""What the law says to the facts of a case, by the committee's own state of the law; and whose days come near."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache, lru_cache
from weakref import WeakKeyDictionary

from bereginya import vault as vaults
from bereginya.desk.cases import queries as cases
from bereginya.desk.cases.folds import CASE, Case
from bereginya.desk.counsel.folds import HOUSE, LEGAL, WATCH, House, Kept, Legal, Watch
from bereginya.desk.counsel.service import facts_from
from bereginya.rights import (
    Cite,
    Clock,
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
    clocks,
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
_Told = tuple[tuple[str, str], ...]
_SHOWN = frozenset({Outcome.VIOLATED, Outcome.ENTITLED, Outcome.AT_RISK})
_OWN = frozenset({"filing", "earliest"})
"""Days on which the family acts: the last on which it may, and the first."""
_START_NOTHING = frozenset({"status", "served_as", "call_up_date", "service_start_date"})
"""Facts of which alone no last day follows: most cases have no others, and the law need not be asked about them."""


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
    known = reckoned(keys, today)
    found = [
        Due(place, case.name, finding, deadline, deadline.day, _late(deadline, today))
        for place, case, _, facts in told_of_all(keys)
        if not facts.keys() <= _START_NOTHING
        for finding in known.findings(facts).found
        if finding.outcome in _SHOWN
        for deadline in finding.deadlines
        if deadline.kind in _OWN and deadline.day is not None and today - SOON <= deadline.day <= today + SOON
    ]
    return tuple(sorted(found, key=lambda one: (one.day, one.name)))


def _late(deadline: Deadline, today: date) -> bool:
    return deadline.kind == "filing" and deadline.passed(today)


def facts(keys: Keyring, folder: CompartmentId) -> Mapping[str, str]:
    """Return what the law is asked with: what the steps of the service tell, and over it what was told on purpose."""
    dead, told = cases.is_dead(keys, folder), vaults.fold(keys, folder, LEGAL)
    return _merged(vaults.fold(keys, folder, WATCH), told, dead=dead)


def told_of_all(keys: Keyring) -> Iterator[tuple[CompartmentId, Case, Watch, Mapping[str, str]]]:
    """Yield every open case in which a step or a fact was told, with what is watched over and the facts.

    A step may tell the law nothing.
    """
    told, watched = vaults.fold_all(keys, LEGAL), vaults.fold_all(keys, WATCH)
    for place, case in vaults.fold_all(keys, CASE).items():
        legal, watch = told.get(place), watched.get(place)
        if case.open and legal is not None and watch is not None and (watch.steps or legal.facts):
            yield place, case, watch, _merged(watch, legal, dead=case.dead)


@dataclass(slots=True, eq=False)
class Reckoned:
    """What the law says to facts on one day, each asked once. It goes with its keyring: nothing outlives the lock."""

    on: date
    law: Rules
    _findings: dict[_Told, Findings] = field(default_factory=dict)
    _clocks: dict[_Told, tuple[Clock, ...]] = field(default_factory=dict)

    def findings(self, facts: Mapping[str, str]) -> Findings:
        """Return what the law says to facts."""
        told = tuple(facts.items())
        if told not in self._findings:
            self._findings[told] = assess(read_facts(facts), on=self.on, law=self.law)
        return self._findings[told]

    def clocks(self, facts: Mapping[str, str]) -> tuple[Clock, ...]:
        """Return the clocks that run for facts."""
        told = tuple(facts.items())
        if told not in self._clocks:
            self._clocks[told] = clocks(facts, on=self.on, law=self.law)
        return self._clocks[told]


_RECKONED: WeakKeyDictionary[Keyring, Reckoned] = WeakKeyDictionary()


def reckoned(keys: Keyring, on: date) -> Reckoned:
    """Return what is remembered of a day until the desk locks; a new day, or a change of the law, begins anew."""
    state, known = law(keys), _RECKONED.get(keys)
    if known is None or known.on != on or known.law is not state:
        known = _RECKONED[keys] = Reckoned(on, state)
    return known


# ---- this room ----


def legal(keys: Keyring, folder: CompartmentId) -> Legal:
    """Return what was told of a case that the law asks about; raise NoSuchCompartmentError."""
    return _as_dead(vaults.fold(keys, folder, LEGAL), cases.is_dead(keys, folder))


def findings(keys: Keyring, folder: CompartmentId, on: date) -> Findings:
    """Return what the law of a day says to the facts of a case. Raises FactsError for what cannot be read."""
    return reckoned(keys, on).findings(facts(keys, folder))


def next_questions(keys: Keyring, folder: CompartmentId, on: date) -> tuple[Question, ...]:
    """Return what is worth asking about a case, the most deciding first."""
    return questions(read_facts(facts(keys, folder)), on=on, law=law(keys))


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
    """Tell whether staff have to ask a lawyer before they rely on this text.

    What the committee wrote itself is settled by an advocate's word alone, whatever its own text says of that.
    """
    told, cite = house(keys), str(version.cite)
    return cite in told.wrong or (cite not in told.right and (version.lawyer or cite not in _shipped()))


@cache
def _shipped() -> frozenset[str]:
    """Return the texts that came with the program."""
    return frozenset(str(one.cite) for one in rules().versions)


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


def _merged(watch: Watch, legal: Legal, *, dead: bool) -> Mapping[str, str]:
    """Return the facts of the steps, and over them what was told; "unknown" does not undo what a step tells."""
    steps = facts_from(watch.steps)
    told = {key: value for key, value in legal.facts.items() if value != "unknown" or key not in steps}
    return _as_dead(Legal({**steps, **told}), dead).facts


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
