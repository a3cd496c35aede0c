"""What is said when somebody comes in need: by herself at the door, by a member for her, and by members about it.

A request is a folder, where her words and everything the committee collects lie, and a thread, where the committee
writes to her. Her receipt opens the thread and not the folder.
"""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import ClassVar

from bereginya.facts.consent import Consent
from bereginya.facts.contacts import Contact, SafetyWords
from bereginya.facts.records import Kind, Record
from bereginya.vault import Address, CompartmentId, HolderId, StoredFile


class Path(Enum):
    """Which of the door's ways she took; it decides who is given the key."""

    HELP = "help"
    TESTIMONY = "testimony"
    ADVOCATE = "advocate"
    RESERVED = "reserved"


class Way(Enum):
    """How she came."""

    DOOR = "door"
    VISIT = "visit"
    LETTER = "letter"
    CALL = "call"
    MESSAGE = "message"


class Danger(Enum):
    """Why a request cannot wait."""

    LIFE = "life"
    MINOR = "minor"
    COERCION = "coercion"
    DEADLINE = "deadline"


class Urgency(Enum):
    """How soon somebody has to act."""

    TODAY = "today"
    WEEK = "week"
    CALM = "calm"


class AsideReason(Enum):
    """Why a request is not worked on."""

    SPAM = "spam"
    DUPLICATE = "duplicate"
    NOT_FOR_US = "not-for-us"


# ---- what she says, or a member for her; in the folder ----


@dataclass(frozen=True, slots=True, repr=False)
class Opening(Record):
    """A request begins. `number` is that of the notice which stands in the reception when it is reserved.

    `thread` is None when it was entered without receipt words, so that nothing can be written to her.
    """

    kind: ClassVar[Kind] = Kind("intake.opening", 1, visitor=True)
    path: Path
    way: Way
    language: str
    thread: CompartmentId | None = None
    number: str | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Words(Record):
    """What she wrote, first or later."""

    kind: ClassVar[Kind] = Kind("intake.words", 1, visitor=True)
    text: str


@dataclass(frozen=True, slots=True, repr=False)
class Asker(Record):
    """Who asks and whom it concerns, as given."""

    kind: ClassVar[Kind] = Kind("intake.asker", 1, visitor=True)
    name: str | None = None
    concerns: str | None = None
    relation: str | None = None
    place: str | None = None
    speaks: str | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Account(Record):
    """What happened, where and when, what she wants, and by when something has to be done."""

    kind: ClassVar[Kind] = Kind("intake.account", 1, visitor=True)
    what: str | None = None
    where: str | None = None
    when: str | None = None
    wish: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Allowed(Record):
    """What she allows, and what she said about it. The newest counts; an empty one allows nothing."""

    kind: ClassVar[Kind] = Kind("intake.allowed", 1, visitor=True)
    consent: Consent
    said: str | None = None


@dataclass(frozen=True, slots=True, repr=False)
class SafeContact(Record):
    """How she can be reached without danger, and how the two sides know each other again. The newest counts."""

    kind: ClassVar[Kind] = Kind("intake.safe-contact", 1, visitor=True)
    contact: Contact | None = None
    words: SafetyWords | None = None


@dataclass(frozen=True, slots=True, repr=False)
class KnownOnlyToHer(Record):
    """One fact by which she, or the person sought, is recognised. It is never searched with and never sent."""

    kind: ClassVar[Kind] = Kind("intake.known-only-to-her", 1, visitor=True)
    fact: str


@dataclass(frozen=True, slots=True, repr=False)
class NamedFile:
    """A sealed file and the name it was given."""

    stored: StoredFile
    name: str


@dataclass(frozen=True, slots=True, repr=False)
class Attachment(Record):
    """A file she sent, and what she says it shows. `voice` is a note she spoke."""

    kind: ClassVar[Kind] = Kind("intake.attachment", 1, visitor=True)
    file: NamedFile
    says: str | None = None
    voice: bool = False


# ---- what is said to her; in the thread ----


@dataclass(frozen=True, slots=True, repr=False)
class WriteTo(Record):
    """Where she goes on writing: the address of the folder. The newest counts."""

    kind: ClassVar[Kind] = Kind("intake.write-to", 1, visitor=True)
    address: Address


@dataclass(frozen=True, slots=True, repr=False)
class Reply(Record):
    """What a member wrote to her. `first_said` is the day of a reply that was moved from lost receipt words."""

    kind: ClassVar[Kind] = Kind("intake.reply", 1)
    text: str
    files: tuple[NamedFile, ...] = ()
    first_said: date | None = None


# ---- what members decide about a request; in the folder ----


@dataclass(frozen=True, slots=True, repr=False)
class Sorted(Record):
    """A person looked and decided how dangerous and urgent it is, and which language is needed. The newest counts."""

    kind: ClassVar[Kind] = Kind("intake.sorted", 1, signed=True)
    dangers: frozenset[Danger]
    urgency: Urgency
    language: str | None = None
    interpreter: bool = False
    until: date | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Passed(Record):
    """A member asked a certain colleague to look."""

    kind: ClassVar[Kind] = Kind("intake.passed", 1, signed=True)
    to: HolderId
    why: str | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Taken(Record):
    """Somebody leads it from now on, with helpers: the request became a case and left the reception."""

    kind: ClassVar[Kind] = Kind("intake.taken", 1, signed=True)
    lead: HolderId
    helpers: tuple[HolderId, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class SetAside(Record):
    """It is not worked on. `sent_to` says where she was sent, `same_as` which request says the same."""

    kind: ClassVar[Kind] = Kind("intake.set-aside", 1, signed=True)
    reason: AsideReason
    sent_to: str | None = None
    same_as: CompartmentId | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Reopened(Record):
    """What was set aside is looked at again."""

    kind: ClassVar[Kind] = Kind("intake.reopened", 1, signed=True)
    why: str | None = None


@dataclass(frozen=True, slots=True, repr=False)
class ReceiptReplaced(Record):
    """She lost her words; a member who had checked her gave new ones, which open another thread."""

    kind: ClassVar[Kind] = Kind("intake.receipt-replaced", 1, signed=True)
    thread: CompartmentId
    checked_by: str


# ---- in the reception and in the house ----


@dataclass(frozen=True, slots=True, repr=False)
class Waiting(Record):
    """In the reception: something urgent and reserved came for the few who may read it. The number means nothing."""

    kind: ClassVar[Kind] = Kind("intake.waiting", 1, visitor=True)
    number: str


@dataclass(frozen=True, slots=True, repr=False)
class Attended(Record):
    """In the reception: one of the few took care of it."""

    kind: ClassVar[Kind] = Kind("intake.attended", 1, signed=True)
    number: str


@dataclass(frozen=True, slots=True, repr=False)
class Counted(Record):
    """In the house, for the counter book: somebody came, in which month, by which way, in which language. No name."""

    kind: ClassVar[Kind] = Kind("intake.counted", 1, visitor=True)
    month: str
    way: Way
    language: str


@dataclass(frozen=True, slots=True, repr=False)
class EndCounted(Record):
    """In the house, for the counter book: how one that came in `month` went on; `how` is a word of ours."""

    kind: ClassVar[Kind] = Kind("intake.end-counted", 1)
    month: str
    how: str


KINDS: tuple[type[Record], ...] = (
    Opening,
    Words,
    Asker,
    Account,
    Allowed,
    SafeContact,
    KnownOnlyToHer,
    Attachment,
    WriteTo,
    Reply,
    Sorted,
    Passed,
    Taken,
    SetAside,
    Reopened,
    ReceiptReplaced,
    Waiting,
    Attended,
    Counted,
    EndCounted,
)
