"""What a member may know about letters: those of the folders she holds, and of the others a number and a day."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from hashlib import sha256
from typing import TypeVar

from bereginya import vault as vaults
from bereginya.desk.cases import queries as cases
from bereginya.desk.intake.records import NamedFile
from bereginya.desk.members import queries as members
from bereginya.desk.post import filling
from bereginya.desk.post.filling import facts_of
from bereginya.desk.post.folds import (
    BATCH,
    LETTERS,
    POST_BOOK,
    Court,
    Incoming,
    Letters,
    Outgoing,
    PostBook,
)
from bereginya.desk.post.records import Answer, Batch, Filled, Hearing, OfficeTold, Ruling
from bereginya.letters import (
    Check,
    Clock,
    ClockError,
    Days,
    Outcome,
    Step,
    Template,
    TemplateError,
    Whose,
    answer_due,
    check,
    clocks,
    docket,
    find_template,
    next_steps,
    read_template,
    templates,
    typeset,
)
from bereginya.letters.authorities import Authority, authorities
from bereginya.letters.numbering import Number
from bereginya.letters.record import Asked, OfficialRecord, record
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
_FINAL = frozenset({Answer.ANSWERED, Answer.REFUSED})


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
    return check(template_of(keys, letter.draft.template), facts_of(letter.draft.fields))


def pdf(keys: Keyring, folder: CompartmentId, name: str, *, day: date | None = None, number: str = "") -> bytes:
    """Return the letter as it would go out on this day; a letter that was sent comes as it was sent.

    Raises UnfinishedError when something is missing, UnknownTemplateError when its template is gone.
    """
    letter = outgoing(keys, folder, name)
    if letter.posted is not None:
        return b"".join(vaults.read_file(keys.vault, letter.posted.pdf.stored))
    template = template_of(keys, letter.draft.template)
    return typeset(template, facts_of(letter.draft.fields), day=day or keys.vault.day(), number=number)


def number_text(year: int, number: int) -> str:
    """Return a number of an outgoing letter as it stands on it: `2026/7`."""
    return str(Number(year, number))


def suit_of(court: Court) -> docket.Suit:
    """Return a suit as the library counts it."""
    hearings = [
        docket.Hearing(one.day, one.hour, one.where, (one.who,) if one.who else (), one.closed, one.put_off)
        for _, one in court.hearings
    ]
    motions = [docket.Motion(one.text, one.day, one.ruled) for _, one in court.motions]
    rulings = [docket.Ruling(one.what.value, one.ruled, one.day, one.full, one.received) for _, one in court.rulings]
    said = court.suit
    parts = (tuple(hearings), tuple(motions), tuple(rulings))
    return docket.Suit(court.id, said.court, said.instance, said.filed, said.number, said.judge, *parts)


def appeal(said: Ruling) -> Clock | None:
    """Return the clock to appeal a decision, or None where none runs."""
    return docket.appeal_clock(docket.Ruling(said.what.value, said.ruled, said.day, said.full, said.received))


# ---- clocks ----


def days_of(letter: Outgoing) -> Days:
    """Return the days of a letter that are known from what was sent and what came back."""
    said = {one.said.answer: one.said.day for one in letter.answers if one.said.answer is not None}
    sent = letter.posted.day if letter.posted else None
    refused = said.get(Answer.REFUSED)
    return Days(sent=sent, registered=said.get(Answer.REGISTERED), refused=refused, learned=refused)


def running(letter: Outgoing) -> tuple[Clock, ...]:
    """Return the clocks that run on a letter that was sent."""
    return _clocks(letter.draft.clocks, days_of(letter))


def first_clocks(kind: str, sent: date) -> tuple[Clock, ...]:
    """Return the clocks that begin to run when a letter of this kind is sent."""
    return _clocks(kind, Days(sent=sent))


def last_day(letter: Outgoing) -> Clock | None:
    """Return the clock by which the office has to answer, or None where the law says none."""
    return answer_due(running(letter))


def is_silent(letter: Outgoing, today: date) -> bool:
    """Tell whether the last day has passed without a final answer."""
    until = last_day(letter)
    return letter.waits and not _answered(letter) and until is not None and until.due < today


def steps(letter: Outgoing, today: date) -> tuple[Step, ...]:
    """Return what can be done next after an answer, a refusal, or silence; nothing while the office has time."""
    kind = letter.draft.clocks
    answers = {one.said.answer for one in letter.answers}
    if Answer.REFUSED in answers:
        return next_steps(kind, Outcome.REFUSAL)
    if answers & {Answer.ANSWERED, Answer.PARTLY}:
        return next_steps(kind, Outcome.ANSWER)
    return next_steps(kind, Outcome.SILENCE) if is_silent(letter, today) else ()


# ---- the house ----


def book(keys: Keyring) -> PostBook:
    """Return the post book: numbers, days, offices, counts."""
    return vaults.fold(keys, keys.house, POST_BOOK)


def deadlines(keys: Keyring) -> list[tuple[date, str]]:
    """Return the days that letters wait for and the letters' numbers, the earliest first: nothing of whom they are."""
    sent = book(keys).sent
    return sorted((day, number_text(*number)) for number, one in sent.items() for day in one.days)


def days_to_mend(keys: Keyring) -> dict[tuple[int, int], tuple[date, ...]]:
    """Return the letters whose days in the book are not those they should have, each with the days that are right.

    The house does not know whose a letter is: whoever holds the folder finds that he was accepted as dead, or is not
    any more.
    """
    sent, held = book(keys).sent, vaults.fold_all(keys, LETTERS)
    found: dict[tuple[int, int], tuple[date, ...]] = {}
    for one in cases.cases(keys):
        for letter in held[one.folder].outgoing.values() if one.folder in held else ():
            if letter.posted and letter.waits and letter.draft.clocks in OF_THE_LIVING and not _answered(letter):
                number = (letter.posted.year, letter.posted.number)
                days = () if one.case.dead else tuple(clock.due for clock in running(letter))
                if number in sent and bool(sent[number].days) != bool(days):
                    found[number] = days
    return found


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


def shelf(keys: Keyring) -> Mapping[str, Template]:
    """Return every template: those that came with the program, and the committee's own that can be read."""
    return templates(_own(keys))


def template_of(keys: Keyring, name: str) -> Template:
    """Return one template; raise UnknownTemplateError."""
    return find_template(name, _own(keys))


def edition_of(template: Template) -> str:
    """Return what names the words of a template: another wording, another edition."""
    return sha256(repr(template).encode()).hexdigest()[:32]


def needs_lawyer(keys: Keyring, template: Template) -> bool:
    """Tell whether no advocate of the committee has read this edition yet. One of our own always needs her."""
    told = book(keys)
    unsettled = template.lawyer or template.id in told.templates
    return unsettled and (template.id, edition_of(template)) not in told.signed_off


def offices(keys: Keyring) -> Mapping[str, Authority]:
    """Return the directory: the offices that came with the program, with the committee's words in their place."""
    shipped = authorities()
    own = (_authority(told, shipped.get(told.office)) for told in book(keys).offices.values())
    return authorities(own)


def office_records(keys: Keyring, today: date) -> Mapping[str, OfficialRecord]:
    """Return how each office answered so far, over all cases of the committee: counts alone."""
    asked: dict[str, list[Asked]] = {}
    for one in book(keys).sent.values():
        if one.office is not None:
            asked.setdefault(one.office, []).append(one.asked)
    return {office: record(letters, today) for office, letters in asked.items()}


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


def _own(keys: Keyring) -> Sequence[Template]:
    return [one for told in book(keys).templates.values() if (one := _read(told.text, told.name)) is not None]


@lru_cache(maxsize=200)
def _read(text: str, name: str) -> Template | None:
    try:
        return read_template(text, name)
    except TemplateError:
        return None


@lru_cache(maxsize=20_000)
def _clocks(kind: str, days: Days) -> tuple[Clock, ...]:
    """Return the clocks of a letter; the same days and kind give the same clocks, so they are counted once."""
    try:
        return clocks(kind, days)
    except ClockError:  # a kind of the committee's own: the law says no day
        return ()


def _authority(told: OfficeTold, shipped: Authority | None) -> Authority:
    """Return an office as the committee knows it; languages and country stay as they came where it said nothing."""
    languages = ("ru", "uk", "en")
    return Authority(
        id=told.office,
        kinds=told.kinds or (shipped.kinds if shipped else ()),
        country=shipped.country if shipped else "",
        name=dict.fromkeys(languages, told.name),
        to=dict.fromkeys(languages, told.to) if told.to else (shipped.to if shipped else {}),
        address=told.address or "",
        jurisdiction=dict.fromkeys(languages, told.jurisdiction or ""),
        send=dict.fromkeys(languages, told.what or ""),
        provision=shipped.provision if shipped else "",
        confidence="",
        verified=told.checked,
        replaced_by=told.moved_to or "",
    )


def _answered(letter: Outgoing) -> bool:
    return any(one.said.answer in _FINAL for one in letter.answers)


def _due(place: CompartmentId, name: str, letter: Outgoing, today: date) -> Due | None:
    candidates = [
        (_acts_by(one), one)
        for one in running(letter)
        if _counts(one, letter) and _acts_by(one) <= today + (SOON if one.rule.whose is Whose.OFFICE else OURS_SOON)
    ]
    if not candidates:
        return None
    day, clock = min(candidates, key=lambda one: (not one[1].rule.answer, one[0]))
    return Due(place, name, letter, clock, day, day < today)


def _acts_by(clock: Clock) -> date:
    return clock.due if clock.rule.whose is Whose.OFFICE else clock.safe


def _counts(clock: Clock, letter: Outgoing) -> bool:
    """Tell whether a clock still matters: an office's until it answered, ours always."""
    if clock.rule.whose is Whose.US:
        return True
    said = {one.said.answer for one in letter.answers}
    return clock.rule.answer and not said & _FINAL


def _listed(place: CompartmentId, name: str, held: Letters) -> Iterator[Listed]:
    for letter in held.outgoing.values():
        if letter.posted is not None:
            yield Listed(place, name, out=letter)
    for one in held.incoming.values():
        if not one.wrong_folder:
            yield Listed(place, name, came=one)
