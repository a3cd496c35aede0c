"""What members say about a person they help. Everything lies in the folder; only messages lie in the thread.

A request becomes a case when somebody takes it on (`intake.records.Taken`). What the visitor said herself is of the
room `intake`; a folder holds both.
"""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import ClassVar

from bereginya.desk.intake.records import NamedFile
from bereginya.facts.consent import Consent
from bereginya.facts.contacts import Contact, SafetyWords
from bereginya.facts.people import Name, Person, Relation
from bereginya.facts.records import Kind, Record
from bereginya.facts.service import ServiceEvent
from bereginya.facts.sources import Source
from bereginya.vault import CompartmentId, EntryId, HolderId


class NeedKind(Enum):
    """What people come for, in the order in which it is offered."""

    FIND = "find"
    BRING_HOME = "bring-home"
    LAW = "law"
    SAFETY = "safety"
    MEDICINE = "medicine"
    REHABILITATION = "rehabilitation"
    MONEY = "money"
    SHELTER = "shelter"
    PAPERS = "papers"
    TALK = "talk"
    OTHER = "other"


class CloseReason(Enum):
    """Why work on a folder ends."""

    HELPED = "helped"
    PASSED_ON = "passed-on"
    HER_WISH = "her-wish"
    NO_CONTACT = "no-contact"
    NOTHING_MORE = "nothing-more"
    DEAD = "dead"


@dataclass(frozen=True, slots=True, repr=False)
class PersonTold(Record):
    """Who the folder is about, and what the one who asks is to that person. The newest counts."""

    kind: ClassVar[Kind] = Kind("case.person", 1)
    person: Person
    asker: Name | None = None
    relation: Relation | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Relative(Record):
    """Somebody near: family, comrade, friend."""

    kind: ClassVar[Kind] = Kind("case.relative", 1)
    name: Name
    relation: Relation | None = None
    text: str | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Served(Record):
    """A step of the service, as somebody told it."""

    kind: ClassVar[Kind] = Kind("case.service", 1)
    event: ServiceEvent


@dataclass(frozen=True, slots=True, repr=False)
class Reachable(Record):
    """How somebody is reached without harm."""

    kind: ClassVar[Kind] = Kind("case.contact", 1)
    whose: str
    contact: Contact
    words: SafetyWords | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Consented(Record):
    """What may be done with what was said, as a member heard it. The newest counts; withdrawing says fewer scopes."""

    kind: ClassVar[Kind] = Kind("case.consent", 1, signed=True)
    consent: Consent
    text: str | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Need(Record):
    """Something the person needs."""

    kind: ClassVar[Kind] = Kind("case.need", 1)
    need: NeedKind
    text: str | None = None


@dataclass(frozen=True, slots=True, repr=False)
class NeedMet(Record):
    """A need was met, or, with `met` false, is there again."""

    kind: ClassVar[Kind] = Kind("case.need-met", 1)
    need: EntryId
    met: bool
    how: str | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Task1(Record):
    """A task as it was written down before anybody asked whether it is addressed to him."""

    kind: ClassVar[Kind] = Kind("case.task", 1)
    text: str
    due: date | None = None
    who: HolderId | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Task(Record):
    """Something a member has to do, by a day if there is one.

    `to_him` says that it is a letter, a parcel or a call to the person: it stops when he is accepted as dead.
    """

    kind: ClassVar[Kind] = Kind("case.task", 2)
    text: str
    due: date | None = None
    who: HolderId | None = None
    to_him: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class TaskDone(Record):
    """A task was done, or, with `done` false, has to be done after all."""

    kind: ClassVar[Kind] = Kind("case.task-done", 1)
    task: EntryId
    done: bool


@dataclass(frozen=True, slots=True, repr=False)
class Note(Record):
    """What a member noted for colleagues; no receipt opens it."""

    kind: ClassVar[Kind] = Kind("case.note", 1)
    text: str


@dataclass(frozen=True, slots=True, repr=False)
class Draft(Record):
    """A message that was not sent yet. The newest counts; an empty one clears it."""

    kind: ClassVar[Kind] = Kind("case.draft", 1)
    text: str | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Filed(Record):
    """A file that a member put into the folder. `hard` says that it shows the dead or the wounded."""

    kind: ClassVar[Kind] = Kind("case.file", 1)
    file: NamedFile
    says: str | None = None
    hard: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class FileMarked(Record):
    """A file in the folder shows the dead or the wounded, or does not after all."""

    kind: ClassVar[Kind] = Kind("case.file-marked", 1)
    entry: EntryId
    hard: bool


@dataclass(frozen=True, slots=True, repr=False)
class Linked(Record):
    """Two people belong together, and each side agreed that the other's folder may say so."""

    kind: ClassVar[Kind] = Kind("case.linked", 1, signed=True)
    to: CompartmentId
    relation: Relation
    agreed: str


@dataclass(frozen=True, slots=True, repr=False)
class Unlinked(Record):
    """One side ended the link."""

    kind: ClassVar[Kind] = Kind("case.unlinked", 1, signed=True)
    to: CompartmentId


@dataclass(frozen=True, slots=True, repr=False)
class HandedOver(Record):
    """Somebody else leads from now on."""

    kind: ClassVar[Kind] = Kind("case.handed-over", 1, signed=True)
    to: HolderId
    text: str | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Dead(Record):
    """Two people accepted that the person is dead; or, with `dead` false, that is taken back.

    What waits for a sign of his life, or is addressed to him, stops and goes on by itself. `fact` names the entry with
    the claim and its source. Nothing else follows from it.
    """

    kind: ClassVar[Kind] = Kind("case.dead", 1, signed=True)
    dead: bool
    fact: EntryId | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Closed(Record):
    """Work on the folder ended."""

    kind: ClassVar[Kind] = Kind("case.closed", 1, signed=True)
    reason: CloseReason
    outcome: str | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Reopened(Record):
    """Work on the folder goes on."""

    kind: ClassVar[Kind] = Kind("case.reopened", 1, signed=True)
    text: str | None = None


KINDS: tuple[type[Record], ...] = (
    PersonTold,
    Relative,
    Served,
    Reachable,
    Consented,
    Need,
    NeedMet,
    Task1,
    Task,
    TaskDone,
    Note,
    Draft,
    Filed,
    FileMarked,
    Linked,
    Unlinked,
    HandedOver,
    Dead,
    Closed,
    Reopened,
)
