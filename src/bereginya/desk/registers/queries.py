"""What a member may know of lists and of what was found in them. A list whose key she does not hold does not exist."""

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from bereginya import vault as vaults
from bereginya.desk.cases import queries as cases
from bereginya.desk.cases.folds import CASE
from bereginya.desk.members import queries as members
from bereginya.desk.registers import shelf
from bereginya.desk.registers.folds import REGISTER, SEARCH, Decision, Inquiry, Issue, Register, Search, Sighting
from bereginya.desk.registers.records import Agreed, Candidate, Fit, RowName, TakenBack
from bereginya.vault import CompartmentId, Entry, EntryId, Keyring
from bereginya.vault.errors import NoSuchCompartmentError, NoSuchEntryError

SHOWN = 0.1
"""From which chance on a new candidate stands on today's page; the page of the case shows those below as well."""

LEAST = 0.02
"""Chance below which a row is shown only as one of many who fit alike."""

_AT_FIRST = 8


@dataclass(frozen=True, slots=True, repr=False)
class Listed:
    """A register in the list of those she may search."""

    place: CompartmentId
    register: Register


@dataclass(frozen=True, slots=True, repr=False)
class Fresh:
    """A candidate nobody has decided about yet: the case, the list, and how the machine weighed it.

    `fit` is None for a row that a member took in by hand.
    """

    folder: CompartmentId
    name: str
    list_name: str
    candidate: Candidate
    fit: Fit | None


@dataclass(frozen=True, slots=True, repr=False)
class Due:
    """What wants somebody today: the first of the new candidates, how many there are, and deaths to be looked at."""

    fresh: Sequence["Fresh"]
    fresh_count: int
    seconds: Sequence["WaitsForSecond"]

    @property
    def any(self) -> bool:
        """Whether anything wants somebody."""
        return bool(self.fresh or self.seconds)


@dataclass(frozen=True, slots=True, repr=False)
class WaitsForSecond:
    """A decision that he is dead, which somebody else has to look at."""

    folder: CompartmentId
    name: str
    decision: Decision


# ---- for every room ----


def decisions(keys: Keyring, folder: CompartmentId) -> Mapping[str, Decision]:
    """Return the decision that stands on each candidate of a case, by the candidate's id.

    `verdict` is same, different or unsure; `said.fact` or `said.document` is what it became *same* by; `is_dead` says
    that two different people decided he is dead, `waits_for_second` that one of them has to look still. What was taken
    back is not in it (`search_of(...).decisions` has all). Raises NoSuchCompartmentError.
    """
    return search_of(keys, folder).standing


def sightings(keys: Keyring, folder: CompartmentId) -> tuple[Sighting, ...]:
    """Return what was seen or heard of the one who is sought, the newest first."""
    return search_of(keys, folder).sightings[::-1]


def search_of(keys: Keyring, folder: CompartmentId) -> Search:
    """Return all that was found for a case; raise NoSuchCompartmentError for what is none, or not hers to open."""
    cases.case_of(keys, folder)
    return vaults.fold(keys, folder, SEARCH)


def decision(keys: Keyring, folder: CompartmentId, name: str) -> Decision:
    """Return one decision, standing or not; raise NoSuchEntryError."""
    for one in search_of(keys, folder).decisions:
        if one.id == name:
            return one
    raise NoSuchEntryError(EntryId(name))


def candidate_of(found: Search, name: str) -> Candidate:
    """Return the candidate of this id among what was found for a case; raise NoSuchEntryError."""
    rows = [Candidate(fit.row) for one in found.proposed.values() for fit in one.fits]
    picked = [one.candidate for one in found.picks]
    seen = [Candidate(sighting=one.id) for one in found.sightings]
    decided = [one.candidate for one in found.decisions]
    for one in (*decided[::-1], *rows, *picked, *seen):
        if one.id == name:
            return one
    raise NoSuchEntryError(EntryId(name))


def due(keys: Keyring) -> Due:
    """Return what wants somebody today."""
    found = fresh(keys)
    return Due(found[:_AT_FIRST], len(found), waiting_for_second(keys))


# ---- registers ----


def registers(keys: Keyring) -> tuple[Listed, ...]:
    """Return the registers she may search, by name."""
    found = [Listed(place, one) for place, one in vaults.fold_all(keys, REGISTER).items() if one.opened is not None]
    return tuple(sorted(found, key=lambda one: (one.register.opened.name if one.register.opened else "", one.place)))


def register_of(keys: Keyring, place: CompartmentId) -> Register:
    """Return one register; raise NoSuchCompartmentError for what is none, or not hers to open."""
    found = vaults.fold(keys, place, REGISTER)
    if found.opened is None:
        raise NoSuchCompartmentError(place)
    return found


def earlier(keys: Keyring, place: CompartmentId) -> tuple[Entry, ...]:
    """Return what was said before of a register's name and source, the newest first."""
    about = register_of(keys, place).about
    said = (one for one in vaults.entries(keys, place, history=True) if one.id == about)
    return next((one.supersedes[::-1] for one in said), ())


def issue_of(keys: Keyring, place: CompartmentId, name: str) -> tuple[Issue | None, Issue]:
    """Return an edition with the one before it, if there is one; raise NoSuchEntryError."""
    before: Issue | None = None
    for one in register_of(keys, place).issues:
        if one.id == name:
            return before, one
        before = one
    raise NoSuchEntryError(EntryId(name))


def searchable(keys: Keyring) -> list[tuple[CompartmentId, Register]]:
    """Return the registers she may search that have an edition, in the order of their ids."""
    return to_search(registers(keys))


def to_search(lists: Sequence[Listed]) -> list[tuple[CompartmentId, Register]]:
    """Return those of some registers that have an edition, in the order of their ids: the same whoever asks."""
    found = [(one.place, one.register) for one in lists if one.register.current is not None]
    return sorted(found, key=lambda one: one[0])


def readers(keys: Keyring, place: CompartmentId) -> tuple[members.Colleague, ...]:
    """Return the members who may search a register."""
    register_of(keys, place)
    held = vaults.holders(keys, place)
    return tuple(one for one in members.colleagues(keys) if one.holder in held)


def others(keys: Keyring, place: CompartmentId) -> tuple[members.Colleague, ...]:
    """Return the members at work who may not."""
    held = vaults.holders(keys, place)
    return tuple(one for one in members.colleagues(keys) if one.active and one.holder not in held)


# ---- what waits ----


def unmatched(keys: Keyring) -> dict[CompartmentId, Inquiry]:
    """Return the open cases whose inquiry was not compared with the newest edition of every register she may search.

    A register that could not be opened is not waited for (gaps.py names it). It is a fold over what was said: there
    is no queue, and nothing is lost when the desk is locked in the middle.
    """
    broken = shelf.failed(keys)
    lists = [one for _, one in searchable(keys) if one.current and one.current.id not in broken]
    sought = vaults.fold_all(keys, SEARCH)
    open_cases = (place for place, case in vaults.fold_all(keys, CASE).items() if case.open)
    asked = {place: sought[place].inquiry for place in open_cases if place in sought}
    return {
        place: inquiry
        for place, inquiry in asked.items()
        if inquiry is not None and any(one.matched.get(place) != inquiry.statement for one in lists)
    }


def fresh(keys: Keyring) -> tuple[Fresh, ...]:
    """Return the candidates that nobody has decided about, in her open cases and lists: taken in by hand, likeliest."""
    lists = {one.place: _name(one.register) for one in registers(keys)}
    searches = vaults.fold_all(keys, SEARCH)
    found = [
        Fresh(place, case.name, lists[row.register], candidate, fit)
        for place, case in vaults.fold_all(keys, CASE).items()
        if case.open and place in searches
        for row, fit in _proposed(searches[place])
        if row.register in lists
        for candidate in (Candidate(row),)
        if candidate.id not in searches[place].standing
    ]
    return tuple(sorted(found, key=lambda one: (-one.fit.probability if one.fit else -1, one.name)))


def _proposed(search: Search) -> Iterator[tuple[RowName, Fit | None]]:
    yield from ((one.said.row, None) for one in search.by_hand)
    for proposed in search.proposed.values():
        yield from ((fit.row, fit) for fit in proposed.fits if fit.probability >= SHOWN)


def waiting_for_second(keys: Keyring) -> tuple[WaitsForSecond, ...]:
    """Return the decisions that somebody is dead which wait for her, since a colleague made them."""
    searches = vaults.fold_all(keys, SEARCH)
    return tuple(
        WaitsForSecond(place, case.name, decision)
        for place, case in vaults.fold_all(keys, CASE).items()
        if case.open and place in searches
        for decision in searches[place].standing.values()
        if decision.waits_for_second and decision.by != keys.member
    )


def _name(register: Register) -> str:
    return register.opened.name if register.opened else ""


def rows_of(search: Search) -> Iterator[RowName]:
    """Yield the rows that are candidates of a case, whoever found them, or were decided about."""
    yield from (one.said.row for one in search.picks)
    yield from (fit.row for one in search.proposed.values() for fit in one.fits)
    yield from (one.candidate.row for one in search.decisions if one.candidate.row)


def open_cases(keys: Keyring) -> list[tuple[str, str]]:
    """Return the cases she works on as choices, by name."""
    found = [(one.folder, one.case.name) for one in cases.cases(keys) if one.case.open]
    return sorted(found, key=lambda one: (one[1].casefold(), one[0]))


def sighting_of(keys: Keyring, folder: CompartmentId, name: str) -> Sighting:
    """Return one sighting; raise NoSuchEntryError."""
    for one in search_of(keys, folder).sightings:
        if one.id == name:
            return one
    raise NoSuchEntryError(EntryId(name))


def resting_on(keys: Keyring, folder: CompartmentId, name: EntryId) -> list[Entry]:
    """Return what was said in the folder that names this decision: what was built on it, in whichever room."""
    own = (Agreed, TakenBack)
    said = vaults.entries(keys, folder)
    return [one for one in said if not isinstance(one.record, own) and _names(one.record, name)]


def _names(value: object, name: EntryId) -> bool:
    """Tell whether a record names an entry, at any depth."""
    if isinstance(value, str):
        return value == name
    if isinstance(value, tuple | frozenset):
        return any(_names(one, name) for one in cast("Iterable[object]", value))
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return any(_names(getattr(value, field.name), name) for field in dataclasses.fields(value))
    return False
