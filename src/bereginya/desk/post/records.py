"""What is said about letters. A letter lies in the folder of its case; the house knows its number and its days alone.

In the house every member may read: a number, a day, an office, a count. Whose letter it is, only the folder tells.
"""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import ClassVar

from bereginya.desk.intake.records import NamedFile
from bereginya.facts.people import Sex
from bereginya.facts.records import Kind, Record
from bereginya.letters.docket import Instance, Ruled
from bereginya.vault import CompartmentId, EntryId, HolderId


class Channel(Enum):
    """How a letter left the house."""

    POST = "post"
    HAND = "hand"
    RECEPTION = "reception"
    COURT = "court"
    E_MAIL = "e-mail"


class Series(Enum):
    """The two rows of numbers in the post book."""

    OUT = "out"
    IN = "in"


class Answer(Enum):
    """What an office did with a letter, as its own letter says."""

    REGISTERED = "registered"
    FORWARDED = "forwarded"
    ANSWERED = "answered"
    PARTLY = "partly"
    REFUSED = "refused"


class RulingKind(Enum):
    """What a court's paper is, and thereby how long it can be appealed."""

    KAS_JUDGMENT = "kas-judgment"
    KAS_RULING = "kas-ruling"
    GPK_JUDGMENT = "gpk-judgment"


@dataclass(frozen=True, slots=True, repr=False)
class NamedForm:
    """A form of a name that a person confirmed: the case as the library names it, and the words."""

    case: str
    form: str


@dataclass(frozen=True, slots=True, repr=False)
class PersonIn:
    """A person as a letter names them."""

    surname: str
    given: str | None = None
    patronymic: str | None = None
    sex: Sex | None = None
    forms: tuple[NamedForm, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class OfficeIn:
    """The office a letter goes to, as it was written then. `office` names it in the directory."""

    name: str
    office: str | None = None
    to: str | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Filled:
    """One field of a letter and what it holds: words, a number, a day, lines, rows, a person or an office."""

    field: str
    text: str | None = None
    number: int | None = None
    day: date | None = None
    lines: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    person: PersonIn | None = None
    office: OfficeIn | None = None


# ---- in the folder of a case ----


@dataclass(frozen=True, slots=True, repr=False)
class Drafted(Record):
    """A letter that was not sent yet. `edition` names the wording of its template, `clocks` what will run on it."""

    kind: ClassVar[Kind] = Kind("post.draft", 1)
    template: str
    edition: str
    clocks: str
    fields: tuple[Filled, ...]
    office: str | None = None
    batch: CompartmentId | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Checked(Record):
    """A second person read the letter as it stands (`statement`), every form of a name included."""

    kind: ClassVar[Kind] = Kind("post.checked", 1, signed=True)
    letter: EntryId
    statement: EntryId


@dataclass(frozen=True, slots=True, repr=False)
class Posted(Record):
    """The letter left the house under its number. `pdf` is what was sent."""

    kind: ClassVar[Kind] = Kind("post.posted", 1, signed=True)
    letter: EntryId
    year: int
    number: int
    day: date
    channel: Channel
    pdf: NamedFile
    proof: str | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Proof(Record):
    """What proves that a letter was sent or handed over: a number of the post office, a stamp."""

    kind: ClassVar[Kind] = Kind("post.proof", 1)
    letter: EntryId
    text: str | None = None
    files: tuple[NamedFile, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class Received(Record):
    """A letter that came in, under its number. `letter` is the one it answers, `passed_to` where ours went."""

    kind: ClassVar[Kind] = Kind("post.received", 1, signed=True)
    year: int
    number: int
    day: date
    sender: str
    answer: Answer | None = None
    letter: EntryId | None = None
    text: str | None = None
    passed_to: str | None = None
    their_number: str | None = None
    files: tuple[NamedFile, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class Misfiled(Record):
    """A letter that came in was written down in the wrong folder; its number goes with it to the right one."""

    kind: ClassVar[Kind] = Kind("post.misfiled", 1, signed=True)
    received: EntryId
    text: str | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Settled(Record):
    """Nothing more is waited for from this letter, or, with `settled` false, it is after all."""

    kind: ClassVar[Kind] = Kind("post.settled", 1, signed=True)
    letter: EntryId
    settled: bool
    text: str | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Suit(Record):
    """A case in a court."""

    kind: ClassVar[Kind] = Kind("post.suit", 1)
    court: str
    instance: Instance
    about: str
    filed: date
    number: str | None = None
    judge: str | None = None
    letter: EntryId | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Hearing(Record):
    """A sitting of the court, and who goes."""

    kind: ClassVar[Kind] = Kind("post.hearing", 1)
    suit: EntryId
    day: date
    hour: str | None = None
    where: str | None = None
    who: HolderId | None = None
    text: str | None = None
    closed: bool = False
    put_off: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class Motion(Record):
    """A motion in a suit, and what became of it, as far as that is known."""

    kind: ClassVar[Kind] = Kind("post.motion", 1)
    suit: EntryId
    day: date
    text: str
    ruled: Ruled | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Ruling(Record):
    """What the court decided. `full` is the day its full text was made, `received` the day it reached us."""

    kind: ClassVar[Kind] = Kind("post.ruling", 1, signed=True)
    suit: EntryId
    day: date
    what: RulingKind
    ruled: Ruled
    text: str | None = None
    full: date | None = None
    received: date | None = None


@dataclass(frozen=True, slots=True, repr=False)
class SuitInPublic(Record):
    """What may be said in public about a suit, without names. It leaves the house only through the release."""

    kind: ClassVar[Kind] = Kind("post.suit-in-public", 1)
    suit: EntryId
    text: str


# ---- in the house ----


@dataclass(frozen=True, slots=True, repr=False)
class Numbered(Record):
    """A number of the post book was given out, on this day. `days` are those on which something is due from a letter
    that went out; `until` is the day by which its office has to answer.
    """

    kind: ClassVar[Kind] = Kind("post.numbered", 1)
    series: Series
    year: int
    number: int
    day: date
    days: tuple[date, ...] = ()
    office: str | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Stopped(Record):
    """The days of a letter that went out are not waited for any more, or are others now.

    `answered` is the day of an answer to the merits, `refused` says what it was; a letter that is waited for again has
    neither.
    """

    kind: ClassVar[Kind] = Kind("post.stopped", 1)
    year: int
    number: int
    days: tuple[date, ...] = ()
    answered: date | None = None
    refused: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class OfficeTold(Record):
    """An office of the committee's own directory, or other words for one that came with the program."""

    kind: ClassVar[Kind] = Kind("post.office", 1)
    office: str
    name: str
    kinds: tuple[str, ...] = ()
    to: str | None = None
    address: str | None = None
    jurisdiction: str | None = None
    what: str | None = None
    source: str | None = None
    checked: date | None = None
    moved_to: str | None = None


@dataclass(frozen=True, slots=True, repr=False)
class TemplateTold(Record):
    """A template of the committee's own: the text of its file."""

    kind: ClassVar[Kind] = Kind("post.template", 1, signed=True)
    name: str
    text: str


@dataclass(frozen=True, slots=True, repr=False)
class SignedOff(Record):
    """An advocate of the committee read a template of this edition and takes its law for right."""

    kind: ClassVar[Kind] = Kind("post.signed-off", 1, signed=True)
    template: str
    edition: str
    text: str | None = None


# ---- in a compartment of its own ----


@dataclass(frozen=True, slots=True, repr=False)
class Batch(Record):
    """The same letter for many folders, or to many offices: what is to be written, before the first is."""

    kind: ClassVar[Kind] = Kind("post.batch", 1)
    template: str
    folders: tuple[CompartmentId, ...]
    offices: tuple[str, ...] = ()
    fields: tuple[Filled, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class BatchEnded(Record):
    """A batch is done, or was given up."""

    kind: ClassVar[Kind] = Kind("post.batch-ended", 1)
    text: str | None = None


KINDS: tuple[type[Record], ...] = (
    Drafted,
    Checked,
    Posted,
    Proof,
    Received,
    Misfiled,
    Settled,
    Suit,
    Hearing,
    Motion,
    Ruling,
    SuitInPublic,
    Numbered,
    Stopped,
    OfficeTold,
    TemplateTold,
    SignedOff,
    Batch,
    BatchEnded,
)
"""Every kind of this room."""
