"""What a member may know about letters: those of the folders she holds, and of the others a number and a day."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from bereginya import vault as vaults
from bereginya.desk.cases import queries as cases
from bereginya.desk.intake.records import NamedFile
from bereginya.desk.members import queries as members
from bereginya.desk.post import clocks, filling, house
from bereginya.desk.post.filling import facts_of
from bereginya.desk.post.folds import BATCH, LETTERS, Court, Incoming, Letters, Outgoing
from bereginya.desk.post.records import Batch, Filled, Hearing
from bereginya.letters import Check, Clock, Template, Whose, check, typeset
from bereginya.letters.numbering import Number
from bereginya.vault import CompartmentId, EntryId, Keyring
from bereginya.vault.errors import NoSuchCompartmentError, NoSuchEntryError

T = TypeVar("T")

SOON = timedelta(days=7)
"""How far ahead a day is shown on today's page."""
OURS_SOON = timedelta(days=14)
"""How far ahead a day by which we ourselves have to act is shown."""
OF_THE_LIVING = frozenset(
    {"serviceman-request", "tracing-request", "un-urgent-action", "un-detention"}
    | {"deferment", "draft-appeal", "alternative-service"}
)
"""Kinds of letters that ask for a living man: their clocks stop when he is accepted as dead."""


@dataclass(frozen=True, slots=True, repr=False)
class Listed:
    """A letter in the register: its folder, what that is called, and the letter that went out or came in."""

    folder: CompartmentId
    name: str
    out: Outgoing | None = None
    came: Incoming | None = None

    @property
    def day(self) -> date:
        """The day by which it stands in the register."""
        if self.out is not None:
            return self.out.posted.day if self.out.posted else self.out.day
        return self.came.said.day if self.came else date.min


@dataclass(frozen=True, slots=True, repr=False)
class Due:
    """A day that comes, or has passed, for a letter of a folder she holds."""

    folder: CompartmentId
    name: str
    letter: Outgoing
    clock: Clock
    day: date
    late: bool


@dataclass(frozen=True, slots=True, repr=False)
class Sitting:
    """A hearing, its suit and its folder."""

    folder: CompartmentId
    name: str
    court: Court
    hearing: Hearing


# ---- for every room ----


def due(keys: Keyring, today: date) -> tuple[Due, ...]:
    """Return the letters on which something is overdue or falls due soon, one line a letter, the earliest first.

    Of a man accepted as dead nothing is waited for that asks for the living: where he is, his call-up, a deferment.
    """
    known = {one.folder: one.case for one in cases.cases(keys)}
    dead = {place for place, case in known.items() if case.dead}
    names = {place: case.name for place, case in known.items()}
    found = [
        one
        for place, held in vaults.fold_all(keys, LETTERS).items()
        for letter in held.outgoing.values()
        if letter.waits
        and not (place in dead and letter.draft.clocks in OF_THE_LIVING)
        and (one := _due(place, names.get(place, ""), letter, today)) is not None
    ]
    return tuple(sorted(found, key=lambda one: (one.day, one.name)))


def sittings(keys: Keyring, first: date, last: date) -> tuple[Sitting, ...]:
    """Return the hearings from one day to another, in the order of days and hours."""
    names = {one.folder: one.case.name for one in cases.cases(keys)}
    found = [
        Sitting(place, names.get(place, ""), court, hearing)
        for place, held in vaults.fold_all(keys, LETTERS).items()
        for court in held.suits.values()
        for _, hearing in court.hearings
        if first <= hearing.day <= last
    ]
    return tuple(sorted(found, key=lambda one: (one.hearing.day, one.hearing.hour or "", one.name)))


# ---- the letters of a folder ----


def letters(keys: Keyring, folder: CompartmentId) -> Letters:
    """Return the letters and suits of a folder; raise NoSuchCompartmentError for what is no case of hers."""
    cases.case_of(keys, folder)
    return vaults.fold(keys, folder, LETTERS)


def outgoing(keys: Keyring, folder: CompartmentId, name: str) -> Outgoing:
    """Return one letter that was written here; raise NoSuchEntryError."""
    return _in(letters(keys, folder).outgoing, name)


def incoming(keys: Keyring, folder: CompartmentId, name: str) -> Incoming:
    """Return one letter that came in here, if it still belongs here; raise NoSuchEntryError."""
    found = _in(letters(keys, folder).incoming, name)
    if found.wrong_folder:
        raise NoSuchEntryError(found.id)
    return found


def file(keys: Keyring, folder: CompartmentId, name: str, number: int) -> NamedFile:
    """Return one file of a letter that came in, counted from 0; raise NoSuchEntryError."""
    one = incoming(keys, folder, name)
    if number >= len(one.said.files):
        raise NoSuchEntryError(one.id)
    return one.said.files[number]


def court(keys: Keyring, folder: CompartmentId, name: str) -> Court:
    """Return one suit; raise NoSuchEntryError."""
    return _in(letters(keys, folder).suits, name)


def may_check(keys: Keyring, folder: CompartmentId, letter: Outgoing) -> bool:
    """Tell whether she may say that the letter is right: a colleague's, or her own where she is alone."""
    if letter.posted is not None:
        return False
    colleagues = [one for one in cases.readers(keys, folder) if one.active and one.holder != keys.member]
    return letter.by != keys.member or not colleagues


def checked(keys: Keyring, letter: Outgoing) -> Check:
    """Return what is missing from a letter, what has to be asked, and every declined name."""
    return check(house.template_of(keys, letter.draft.template), facts_of(letter.draft.fields))


def pdf(keys: Keyring, folder: CompartmentId, name: str, *, day: date | None = None, number: str = "") -> bytes:
    """Return the letter as it would go out on this day; a letter that was sent comes as it was sent.

    Raises UnfinishedError when something is missing, UnknownTemplateError when its template is gone.
    """
    letter = outgoing(keys, folder, name)
    if letter.posted is not None:
        return b"".join(vaults.read_file(keys.vault, letter.posted.pdf.stored))
    template = house.template_of(keys, letter.draft.template)
    return typeset(template, facts_of(letter.draft.fields), day=day or keys.vault.day(), number=number)


def number_text(year: int, number: int) -> str:
    """Return a number of an outgoing letter as it stands on it: `2026/7`."""
    return str(Number(year, number))


# ---- the post book ----


def deadlines(keys: Keyring) -> list[tuple[date, str]]:
    """Return the days that letters wait for and the letters' numbers, the earliest first: nothing of whom they are."""
    sent = house.book(keys).sent
    return sorted((day, number_text(*number)) for number, one in sent.items() for day in one.days)


def days_to_mend(keys: Keyring) -> dict[tuple[int, int], tuple[date, ...]]:
    """Return the letters whose days in the book are not those they should have, each with the days that are right.

    The house does not know whose a letter is: whoever holds the folder finds that he was accepted as dead, or is not
    any more.
    """
    sent, held = house.book(keys).sent, vaults.fold_all(keys, LETTERS)
    found: dict[tuple[int, int], tuple[date, ...]] = {}
    for one in cases.cases(keys):
        for letter in held[one.folder].outgoing.values() if one.folder in held else ():
            if letter.posted and _asks_for_the_living(letter):
                number = (letter.posted.year, letter.posted.number)
                days = () if one.case.dead else tuple(clock.due for clock in clocks.running(letter))
                if number in sent and bool(sent[number].days) != bool(days):
                    found[number] = days
    return found


def _asks_for_the_living(letter: Outgoing) -> bool:
    """Tell whether a letter waits for an answer about somebody who has to be alive for it."""
    return letter.waits and letter.draft.clocks in OF_THE_LIVING and not clocks.is_answered(letter)


def register(keys: Keyring) -> tuple[Listed, ...]:
    """Return every letter of the folders she holds that went out or came in, the newest first."""
    names = {one.folder: one.case.name for one in cases.cases(keys)}
    found = [
        one
        for place, held in vaults.fold_all(keys, LETTERS).items()
        if place in names
        for one in _listed(place, names[place], held)
    ]
    return tuple(sorted(found, key=lambda one: (one.day, one.folder), reverse=True))


def known_of(keys: Keyring, folder: CompartmentId, template: Template) -> tuple[Filled, ...]:
    """Return what the folder and the house know already of a template's fields."""
    committee = members.house(keys).committee
    name = committee.name if committee else ""
    return filling.known_of(template, cases.case_of(keys, folder), cases.folder_of(keys, folder), name)


def plan(keys: Keyring, place: CompartmentId) -> Batch:
    """Return the plan of a batch; raise NoSuchCompartmentError."""
    found = vaults.fold(keys, place, BATCH).plan
    if found is None:
        raise NoSuchCompartmentError(place)
    return found


def plans(keys: Keyring) -> list[tuple[CompartmentId, Batch]]:
    """Return the batches she began and has not put away, the newest last."""
    known = vaults.fold_all(keys, BATCH)
    return [(place, one.plan) for place, one in known.items() if one.plan is not None and one.ended is None]


def _in(held: Mapping[EntryId, T], name: str) -> T:
    found = held.get(EntryId(name))
    if found is None:
        raise NoSuchEntryError(EntryId(name))
    return found


def _due(place: CompartmentId, name: str, letter: Outgoing, today: date) -> Due | None:
    candidates = [
        (clocks.acts_by(one), one)
        for one in clocks.running(letter)
        if clocks.still_counts(one, letter)
        and clocks.acts_by(one) <= today + (SOON if one.rule.whose is Whose.OFFICE else OURS_SOON)
    ]
    if not candidates:
        return None
    day, clock = min(candidates, key=lambda one: (not one[1].rule.answer, one[0]))
    return Due(place, name, letter, clock, day, day < today)


def _listed(place: CompartmentId, name: str, held: Letters) -> Iterator[Listed]:
    for letter in held.outgoing.values():
        if letter.posted is not None:
            yield Listed(place, name, out=letter)
    for one in held.incoming.values():
        if not one.wrong_folder:
            yield Listed(place, name, came=one)
