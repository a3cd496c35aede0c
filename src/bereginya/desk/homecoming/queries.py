"""What a member may know of a found man: what stands, what is missing before anybody is told, what falls due."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import TypeVar

from bereginya import vault as vaults
from bereginya.desk.cases import queries as cases
from bereginya.desk.counsel import queries as counsel
from bereginya.desk.homecoming.folds import DIRECTORY, HOME, Asker, Fact, Home, Journey, Looked, Telling
from bereginya.desk.homecoming.records import Agreement, Answer
from bereginya.desk.homecoming.routes import Contact, Route, Step, contacts, routes
from bereginya.desk.registers import queries as registers
from bereginya.desk.registers.folds import Decision
from bereginya.letters import Template, templates
from bereginya.rights import Finding, Version
from bereginya.vault import CompartmentId, EntryId, HolderId, Keyring
from bereginya.vault.errors import NoSuchEntryError

T = TypeVar("T")

SOON = timedelta(days=7)
"""How far ahead a day is shown on today's page."""
STALE = timedelta(days=90)
"""After how long an entry of the directory has to be looked up again."""
_TO_THE_FAMILY = ("payments", "death")


class Missing(Enum):
    """What has to be recorded before she can be told."""

    TAKEN_BACK = "taken-back"
    SECOND = "second"
    ASKER = "asker"
    WISH = "wish"
    WISH_SECOND = "wish-second"


class DueKind(Enum):
    """What falls due in this room."""

    AGAIN = "again"
    STEP = "step"
    DEATH = "death"
    WISH = "wish"


@dataclass(frozen=True, slots=True, repr=False)
class Due:
    """Something that wants somebody: to ask after her, the next step home, or a second person's look.

    `more` counts further steps of the same way that are due as well.
    """

    kind: DueKind
    folder: CompartmentId
    name: str
    day: date
    late: bool
    whom: str = ""
    route: Route | None = None
    step: Step | None = None
    more: int = 0


@dataclass(frozen=True, slots=True, repr=False)
class StepState:
    """A step of a way in one case."""

    step: Step
    done: bool
    due: date | None
    late: bool
    who: HolderId | None
    text: str | None
    letters: tuple[Template, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class Entry:
    """An entry of the directory with what the committee knows of it. `stale`: nobody looked it up for three months."""

    contact: Contact
    looked: Looked | None
    stale: bool


# ---- for every room ----


def due(keys: Keyring, today: date) -> tuple[Due, ...]:
    """Return what wants somebody in the open cases she holds, the earliest first."""
    known = {one.folder: one.case.name for one in cases.cases(keys) if one.case.open}
    found = [
        one
        for place, held in vaults.fold_all(keys, HOME).items()
        if place in known
        for one in _due(place, known[place], held, today)
    ]
    return tuple(sorted(found, key=lambda one: (one.day, one.name)))


def home(keys: Keyring, folder: CompartmentId) -> Home:
    """Return what was said of a found man; raise NoSuchCompartmentError for what is no case of hers."""
    cases.case_of(keys, folder)
    return vaults.fold(keys, folder, HOME)


# ---- claims and askers ----


def fact(keys: Keyring, folder: CompartmentId, name: str) -> Fact:
    """Return one claim; raise NoSuchEntryError."""
    return _in(home(keys, folder).facts, name)


def asker(keys: Keyring, folder: CompartmentId, name: str) -> Asker:
    """Return one asker who was not refused since; raise NoSuchEntryError."""
    found = _in(home(keys, folder).askers, name)
    if found.refused is not None:
        raise NoSuchEntryError(found.id)
    return found


def telling(keys: Keyring, folder: CompartmentId, name: str) -> Telling:
    """Return what was told once; raise NoSuchEntryError."""
    return _in(home(keys, folder).told, name)


def missing(held: Fact, asker: Asker | None) -> tuple[Missing, ...]:
    """Return what has to be recorded before this asker can be told this. Of the dead no wish is asked."""
    found = []
    if not held.stands:
        found.append(Missing.TAKEN_BACK)
    if held.waits:
        found.append(Missing.SECOND)
    if asker is None or asker.refused is not None:
        found.append(Missing.ASKER)
    if not held.is_death:
        wish = asker.wish if asker else None
        if wish is None:
            found.append(Missing.WISH)
        elif wish.waits:
            found.append(Missing.WISH_SECOND)
    return tuple(found)


def answer(held: Fact, asker: Asker) -> Answer:
    """Return what kind of answer she may get: all, a part that his safety allows, or that he wishes no contact."""
    if held.is_death or asker.wish is None or asker.wish.said.agreed is Agreement.YES:
        return Answer.FACT
    return Answer.NO_CONTACT if asker.wish.said.agreed is Agreement.NO else Answer.PART


def untaken(keys: Keyring, folder: CompartmentId) -> tuple[Decision, ...]:
    """Return decisions on lists and sightings that he is the one, and that nobody took over as a claim yet."""
    taken = {one.said.decision for one in home(keys, folder).facts.values()}
    found = registers.decisions(keys, folder).values()
    return tuple(one for one in found if one.is_same and one.said.says is not None and one.id not in taken)


def shaken(keys: Keyring, folder: CompartmentId) -> frozenset[EntryId]:
    """Name the claims that rest on a decision which was taken back since. They stay until a person takes them back."""
    standing = {one.id for one in registers.decisions(keys, folder).values() if one.is_same}
    facts = home(keys, folder).facts.values()
    return frozenset(one.id for one in facts if one.said.decision and one.said.decision not in standing)


# ---- ways home ----


def route(name: str) -> Route:
    """Return a way home; raise NoSuchEntryError for one that does not exist."""
    found = routes().get(name)
    if found is None:
        raise NoSuchEntryError(EntryId(name))
    return found


def steps(way: Route, journey: Journey, today: date) -> tuple[StepState, ...]:
    """Return how the steps of a way stand in a case, in their order."""
    return tuple(_state(one, journey, today) for one in way.steps)


def payments(keys: Keyring, folder: CompartmentId) -> list[tuple[Finding, Version, bool]]:
    """Return what the law gives the family of a dead man in this case, and whether a lawyer has to look first."""
    found = counsel.findings(keys, folder, keys.vault.day()).found
    wanted = (one for one in found if one.version.subject in _TO_THE_FAMILY)
    return [(one, one.version, counsel.needs_lawyer(keys, one.version)) for one in wanted]


# ---- the directory ----


def directory(keys: Keyring) -> tuple[Entry, ...]:
    """Return the directory: those at home first, each with when the committee looked it up last, and who."""
    looked = vaults.fold(keys, keys.house, DIRECTORY)
    today = keys.vault.day()
    found = (_entry(one, looked.get(one.id), today) for one in contacts().values())
    return tuple(sorted(found, key=lambda one: one.contact.foreign))


def entry(keys: Keyring, name: str) -> Entry:
    """Return one entry of the directory; raise NoSuchEntryError."""
    for one in directory(keys):
        if one.contact.id == name:
            return one
    raise NoSuchEntryError(EntryId(name))


def _entry(contact: Contact, looked: Looked | None, today: date) -> Entry:
    return Entry(contact, looked, looked is None or today - looked.day > STALE)


def _in(held: Mapping[EntryId, T], name: str) -> T:
    found = held.get(EntryId(name))
    if found is None:
        raise NoSuchEntryError(EntryId(name))
    return found


def _state(step: Step, journey: Journey, today: date) -> StepState:
    said = journey.steps.get(step.id)
    shelf = templates()
    letters = tuple(shelf[name] for name in step.letters if name in shelf)
    until = said.due if said and said.due else step.due_on(journey.day)
    done = said is not None and said.done
    late = not done and until is not None and until < today
    who, text = (said.who, said.text) if said else (None, None)
    return StepState(step, done, until, late, who, text, letters)


def _due(place: CompartmentId, name: str, held: Home, today: date) -> Iterator[Due]:
    for one in held.told.values():
        if one.again is not None and one.again <= today + SOON:
            whom = held.askers[one.said.asker].said.name if one.said.asker in held.askers else ""
            yield Due(DueKind.AGAIN, place, name, one.again, one.again < today, whom)
    for claim in held.facts.values():
        if claim.waits:
            yield Due(DueKind.DEATH, place, name, claim.day, claim.day < today)
    for asked in held.known:
        if asked.wish is not None and asked.wish.waits:
            yield Due(DueKind.WISH, place, name, asked.day, asked.day < today, asked.said.name)
    yield from _steps_due(place, name, held, today)


def _steps_due(place: CompartmentId, name: str, held: Home, today: date) -> Iterator[Due]:
    """One line a way: its earliest step, and how many more are due."""
    for key, journey in held.ways.items():
        way = routes().get(key)
        if way is None or journey.left:
            continue
        states = steps(way, journey, today)
        coming = [(one.due, one) for one in states if not one.done and one.due is not None and one.due <= today + SOON]
        if coming:
            day, first = min(coming, key=lambda one: one[0])
            yield Due(DueKind.STEP, place, name, day, first.late, "", way, first.step, len(coming) - 1)
