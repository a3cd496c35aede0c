"""What the entries about lists add up to: a register with its editions, and what was found for one case."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from bereginya.desk.cases.records import PersonTold
from bereginya.desk.intake.records import Asker
from bereginya.desk.registers.reading_records import ReadingBegun, ReadingEnded
from bereginya.desk.registers.records import (
    KINDS,
    Agreed,
    Arrived,
    Candidate,
    Decided,
    Discarded,
    Edition,
    Fate,
    Fit,
    Matched,
    Opened,
    Proposed,
    PutBack,
    RemovalLifted,
    Removed,
    Sighted,
    TakenBack,
    TakenIn,
    Verdict,
)
from bereginya.facts.changing import changed
from bereginya.facts.people import Name, Person
from bereginya.vault import CompartmentId, Entry, EntryId, Fold, HolderId


@dataclass(frozen=True, slots=True, repr=False)
class Begun:
    """A reading that did not come to its end yet: `by` asked for it, `ended` tells why it does not go on by itself."""

    id: EntryId
    by: HolderId | None
    said: ReadingBegun
    ended: ReadingEnded | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Waiting:
    """A file that came in and was not read yet, or not to its end."""

    id: EntryId
    day: date
    said: Arrived
    begun: Begun | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Issue:
    """An edition with its entry."""

    id: EntryId
    day: date
    said: Edition


@dataclass(frozen=True, slots=True, repr=False)
class Register:
    """A register. `opened` is None for a compartment that is none; the last of `issues` is what is searched.

    `about` is the entry that opened it, `statement` the one that says now what it is called and where it comes from.
    """

    opened: Opened | None = None
    about: EntryId | None = None
    statement: EntryId | None = None
    waiting: tuple[Waiting, ...] = ()
    issues: tuple[Issue, ...] = ()
    removed: Mapping[bytes, Removed] = field(default_factory=dict)
    matched: Mapping[CompartmentId, EntryId] = field(default_factory=dict)
    """Which statement of a case was compared with the newest edition."""

    @property
    def current(self) -> Issue | None:
        """The newest edition."""
        return self.issues[-1] if self.issues else None


@dataclass(frozen=True, slots=True, repr=False)
class Sighting:
    """A sighting with its entry; `by` wrote it down."""

    id: EntryId
    day: date
    by: HolderId | None
    said: Sighted


@dataclass(frozen=True, slots=True, repr=False)
class Pick:
    """A row that was taken into the case by hand, with its entry; `by` took it in."""

    id: EntryId
    day: date
    by: HolderId | None
    said: TakenIn

    @property
    def candidate(self) -> Candidate:
        """What it is, to be decided about."""
        return Candidate(self.said.row)


@dataclass(frozen=True, slots=True, repr=False)
class Decision:
    """What was decided about one candidate, by whom; whether a second person agreed; whether it was taken back.

    `second` is another member than `by`. Only a decision that stands counts for anything.
    """

    id: EntryId
    day: date
    at: datetime | None
    by: HolderId | None
    said: Decided
    second: HolderId | None = None
    second_why: str | None = None
    taken_back: TakenBack | None = None
    taken_back_by: HolderId | None = None

    @property
    def candidate(self) -> Candidate:
        """What it is about."""
        return self.said.candidate

    @property
    def verdict(self) -> Verdict:
        """Same, different or unsure."""
        return self.said.verdict

    @property
    def stands(self) -> bool:
        """Whether nobody took it back."""
        return self.taken_back is None

    @property
    def is_same(self) -> bool:
        """Whether it stands and says that he is the one who is sought."""
        return self.stands and self.verdict is Verdict.SAME

    @property
    def says_dead(self) -> bool:
        """Whether it stands and says that he is dead, agreed upon or not."""
        return self.is_same and self.said.says is Fate.DEAD

    @property
    def waits_for_second(self) -> bool:
        """Whether a second person has to look before it counts."""
        return self.says_dead and self.second is None

    @property
    def is_dead(self) -> bool:
        """Whether two people decided that he is dead."""
        return self.says_dead and self.second is not None


@dataclass(frozen=True, slots=True, repr=False)
class Inquiry:
    """Who is sought, and the statement that says so."""

    person: Person
    statement: EntryId


@dataclass(frozen=True, slots=True, repr=False)
class Search:
    """What was found for one case: who is sought, what each register gave, rows taken in by hand, sightings, decisions
    (all, oldest first)."""

    inquiry: Inquiry | None = None
    proposed: Mapping[CompartmentId, Proposed] = field(default_factory=dict)
    sightings: tuple[Sighting, ...] = ()
    decisions: tuple[Decision, ...] = ()
    picks: tuple[Pick, ...] = ()

    @property
    def standing(self) -> Mapping[str, Decision]:
        """The newest decision on each candidate that was not taken back, by the candidate's id."""
        return {one.candidate.id: one for one in self.decisions if one.stands}

    def fits(self, register: CompartmentId) -> tuple[Fit, ...]:
        """Return what one register gave, best first."""
        found = self.proposed.get(register)
        return () if found is None else found.fits

    def pick(self, candidate: str) -> Pick | None:
        """Return how a candidate was taken in by hand, or None."""
        return next((one for one in self.picks if one.candidate.id == candidate), None)

    @property
    def by_hand(self) -> tuple[Pick, ...]:
        """The rows taken in by hand that the machine does not propose itself, in the order in which they came."""
        proposed = {Candidate(fit.row).id for one in self.proposed.values() for fit in one.fits}
        return tuple(one for one in self.picks if one.candidate.id not in proposed)


def _register(state: Register, entry: Entry) -> Register:  # noqa: PLR0911 - one line a kind
    match entry.record:
        case Opened() as opened:
            return changed(state, opened=opened, about=entry.id, statement=entry.statement)
        case Arrived() as arrived:
            return changed(state, waiting=(*state.waiting, Waiting(entry.id, entry.day, arrived)))
        case Discarded(arrived=arrived):
            return changed(state, waiting=_without(state.waiting, arrived))
        case Edition() as edition:
            issues = (*state.issues, Issue(entry.id, entry.day, edition))
            return changed(state, issues=issues, matched={}, waiting=_without(state.waiting, edition.arrived))
        case ReadingBegun() as said:
            begun = Begun(entry.id, entry.author, said)
            return changed(state, waiting=tuple(_begun(one, begun) for one in state.waiting))
        case ReadingEnded() as ended:
            return changed(state, waiting=tuple(_ended(one, ended) for one in state.waiting))
        case Removed() as removed:
            return changed(state, removed={**state.removed, removed.row: removed})
        case RemovalLifted(row=row):
            return changed(state, removed={name: one for name, one in state.removed.items() if name != row})
        case Matched(edition=edition, asked=asked) if state.current and state.current.id == edition:
            return changed(state, matched={**state.matched, **{one.folder: one.statement for one in asked}})
        case _:
            return state


def _without(waiting: tuple[Waiting, ...], arrived: EntryId) -> tuple[Waiting, ...]:
    return tuple(one for one in waiting if one.id != arrived)


def _begun(waiting: Waiting, begun: Begun) -> Waiting:
    return changed(waiting, begun=begun) if waiting.id == begun.said.arrived else waiting


def _ended(waiting: Waiting, ended: ReadingEnded) -> Waiting:
    if waiting.id != ended.arrived or waiting.begun is None:
        return waiting
    return changed(waiting, begun=changed(waiting.begun, ended=ended))


def _search(state: Search, entry: Entry) -> Search:  # noqa: PLR0911 - one line a kind
    match entry.record:
        case PersonTold(person=person):
            return changed(state, inquiry=Inquiry(person, entry.statement))
        case Asker(concerns=concerns) if concerns and state.inquiry is None:
            return changed(state, inquiry=Inquiry(Person(Name(concerns)), entry.statement))
        case Proposed() as proposed:
            return changed(state, proposed={**state.proposed, proposed.register: proposed})
        case Sighted() as sighted:
            seen = Sighting(entry.id, entry.day, entry.author, sighted)
            return changed(state, sightings=(*state.sightings, seen))
        case TakenIn() as taken:
            return changed(state, picks=(*state.picks, Pick(entry.id, entry.day, entry.author, taken)))
        case PutBack(taken=name):
            return changed(state, picks=tuple(one for one in state.picks if one.id != name))
        case Decided() as decided:
            made = Decision(entry.id, entry.day, entry.at, entry.author, decided)
            return changed(state, decisions=(*state.decisions, made))
        case Agreed() | TakenBack():
            return changed(state, decisions=tuple(_followed(one, entry) for one in state.decisions))
        case _:
            return state


def _followed(decision: Decision, entry: Entry) -> Decision:
    """Return the decision after what somebody said about it; nobody is her own second person."""
    match entry.record:
        case Agreed(decision=name, why=why) if name == decision.id and entry.author != decision.by:
            return changed(decision, second=entry.author, second_why=why)
        case TakenBack(decision=name) as back if name == decision.id:
            return changed(decision, taken_back=back, taken_back_by=entry.author)
        case _:
            return decision


REGISTER: Fold[Register] = Fold("registers.register", Register(), _register, frozenset(KINDS))
SEARCH: Fold[Search] = Fold("registers.search", Search(), _search, frozenset((*KINDS, PersonTold, Asker)))
