"""What the entries about letters add up to: the letters and suits of one folder, and the post book of the house."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from bereginya.desk.post.records import (
    KINDS,
    BatchEnded,
    Checked,
    Drafted,
    Hearing,
    Misfiled,
    Motion,
    Numbered,
    OfficeTold,
    Posted,
    Proof,
    Received,
    Ruling,
    Series,
    Settled,
    SignedOff,
    Stopped,
    Suit,
    SuitInPublic,
    TemplateTold,
)
from bereginya.desk.post.records import Batch as BatchPlan
from bereginya.facts.changing import changed
from bereginya.facts.records import Record
from bereginya.letters.record import Asked
from bereginya.vault import Entry, EntryId, Fold, HolderId

Number = tuple[int, int]
"""Year and number of a letter; numbers begin anew each year."""


@dataclass(frozen=True, slots=True, repr=False)
class Incoming:
    """A letter that came in, with the entry that says so."""

    id: EntryId
    said: Received
    wrong_folder: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class Outgoing:
    """A letter of the folder, from its draft to its answer. `statement` is the newest wording of the draft."""

    id: EntryId
    statement: EntryId
    day: date
    by: HolderId | None
    draft: Drafted
    checked: Checked | None = None
    checked_by: HolderId | None = None
    posted: Posted | None = None
    proofs: tuple[Proof, ...] = ()
    answers: tuple[Incoming, ...] = ()
    settled: Settled | None = None

    @property
    def is_checked(self) -> bool:
        """Whether a second person read it as it stands now."""
        return self.checked is not None and self.checked.statement == self.statement

    @property
    def waits(self) -> bool:
        """Whether somebody has to answer it still."""
        return self.posted is not None and not (self.settled and self.settled.settled)


@dataclass(frozen=True, slots=True, repr=False)
class Court:
    """A suit and all that happened in it."""

    id: EntryId
    suit: Suit
    hearings: tuple[tuple[EntryId, Hearing], ...] = ()
    motions: tuple[tuple[EntryId, Motion], ...] = ()
    rulings: tuple[tuple[EntryId, Ruling], ...] = ()
    in_public: str | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Letters:
    """All letters and suits of one folder, in the order in which they came."""

    outgoing: Mapping[EntryId, Outgoing] = field(default_factory=dict)
    incoming: Mapping[EntryId, Incoming] = field(default_factory=dict)
    suits: Mapping[EntryId, Court] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, repr=False)
class OwnTemplate:
    """The newest text of a template of the committee's own."""

    id: EntryId
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Sent:
    """A letter as the book knows it: to which office, its days, and what is still waited for."""

    office: str | None
    asked: Asked
    days: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class PostBook:
    """What the house knows: the last numbers, the days of letters, offices, templates of its own."""

    last: Mapping[tuple[Series, int], int] = field(default_factory=dict)
    sent: Mapping[Number, Sent] = field(default_factory=dict)
    offices: Mapping[str, OfficeTold] = field(default_factory=dict)
    templates: Mapping[str, OwnTemplate] = field(default_factory=dict)
    signed_off: frozenset[tuple[str, str]] = frozenset()

    def next(self, series: Series, year: int) -> int:
        """Return the number that the next letter of the year gets."""
        return self.last.get((series, year), 0) + 1


@dataclass(frozen=True, slots=True, repr=False)
class BatchState:
    """A batch that was begun. `plan` is None for a compartment that is none."""

    plan: BatchPlan | None = None
    ended: BatchEnded | None = None


def _letters(state: Letters, entry: Entry) -> Letters:  # noqa: PLR0911 - one line a kind
    record = entry.record
    match record:
        case Drafted():
            return _with_draft(state, entry, record)
        case Checked(letter=letter) | Posted(letter=letter) | Proof(letter=letter) | Settled(letter=letter):
            return _on_letter(state, letter, record, entry.author)
        case Received():
            return _with_incoming(state, Incoming(entry.id, record))
        case Misfiled(received=name) if name in state.incoming:
            return _with_incoming(state, changed(state.incoming[name], wrong_folder=True))
        case Suit():
            held = state.suits.get(entry.id, Court(entry.id, record))
            return _with_suit(state, changed(held, suit=record))
        case Hearing(suit=suit) | Motion(suit=suit) | Ruling(suit=suit) | SuitInPublic(suit=suit) if (
            suit in state.suits
        ):
            return _with_suit(state, _in_court(state.suits[suit], entry.id, record))
        case _:
            return state


def _with_draft(state: Letters, entry: Entry, record: Drafted) -> Letters:
    made = Outgoing(entry.id, entry.statement, entry.day, entry.author, record)
    return changed(state, outgoing={**state.outgoing, entry.id: made})


def _on_letter(state: Letters, name: EntryId, record: Record, by: HolderId | None) -> Letters:
    held = state.outgoing.get(name)
    if held is None:
        return state
    match record:
        case Checked():
            held = changed(held, checked=record, checked_by=by)
        case Posted():
            held = changed(held, posted=record)
        case Proof():
            held = changed(held, proofs=(*held.proofs, record))
        case Settled():
            held = changed(held, settled=record)
    return changed(state, outgoing={**state.outgoing, name: held})


def _with_incoming(state: Letters, one: Incoming) -> Letters:
    outgoing = dict(state.outgoing)
    held = outgoing.get(one.said.letter) if one.said.letter else None
    if held is not None:
        others = tuple(answer for answer in held.answers if answer.id != one.id)
        outgoing[held.id] = changed(held, answers=others if one.wrong_folder else (*others, one))
    return changed(state, outgoing=outgoing, incoming={**state.incoming, one.id: one})


def _with_suit(state: Letters, court: Court) -> Letters:
    return changed(state, suits={**state.suits, court.id: court})


def _in_court(court: Court, name: EntryId, record: Record) -> Court:
    match record:
        case Hearing():
            return changed(court, hearings=(*court.hearings, (name, record)))
        case Motion():
            return changed(court, motions=(*court.motions, (name, record)))
        case Ruling():
            return changed(court, rulings=(*court.rulings, (name, record)))
        case SuitInPublic(text=text):
            return changed(court, in_public=text)
        case _:
            return court


def _post_book(state: PostBook, entry: Entry) -> PostBook:
    match entry.record:
        case Numbered(series=series, year=year, number=number) as numbered:
            last = {**state.last, (series, year): max(number, state.last.get((series, year), 0))}
            sent = {**state.sent, (year, number): _sent(numbered)} if series is Series.OUT else state.sent
            return changed(state, last=last, sent=sent)
        case Stopped(year=year, number=number) as stopped if (year, number) in state.sent:
            held = _stopped(state.sent[year, number], stopped)
            return changed(state, sent={**state.sent, (year, number): held})
        case OfficeTold(office=office) as told:
            return changed(state, offices={**state.offices, office: told})
        case TemplateTold(name=name, text=text):
            return changed(state, templates={**state.templates, name: OwnTemplate(entry.id, name, text)})
        case SignedOff(template=template, edition=edition):
            return changed(state, signed_off=state.signed_off | {(template, edition)})
        case _:
            return state


def _sent(one: Numbered) -> Sent:
    return Sent(one.office, Asked(one.day, one.until, None), one.days)


def _stopped(held: Sent, one: Stopped) -> Sent:
    asked = changed(held.asked, answered=one.answered, refused=one.refused)
    return changed(held, asked=asked, days=one.days)


def _batch(state: BatchState, entry: Entry) -> BatchState:
    match entry.record:
        case BatchPlan() as plan:
            return changed(state, plan=plan)
        case BatchEnded() as ended:
            return changed(state, ended=ended)
        case _:
            return state


LETTERS: Fold[Letters] = Fold("post.letters", Letters(), _letters, frozenset(KINDS))
POST_BOOK: Fold[PostBook] = Fold("post.book", PostBook(), _post_book)
BATCH: Fold[BatchState] = Fold("post.batch", BatchState(), _batch)
