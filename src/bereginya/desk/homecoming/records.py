"""What is said of a man who was found, of those who ask for him, of what they were told, and of his way home.

All of it lies in the folder. How he was captured has no field anywhere: nobody is ever told, so nothing is kept.
"""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import ClassVar

from bereginya.facts.dates import SaidDate
from bereginya.facts.people import Relation
from bereginya.facts.records import Kind, Record
from bereginya.facts.sources import Source
from bereginya.vault import EntryId, HolderId


class State(Enum):
    """What a source says of him."""

    ALIVE = "alive"
    PRISONER = "prisoner"
    WOUNDED = "wounded"
    OUTSIDE_UNIT = "outside-unit"
    DEAD = "dead"
    UNKNOWN = "unknown"


class ProofOfAsker(Enum):
    """By what it was checked that the asker is who she says."""

    FACT = "fact"
    PAPERS = "papers"
    CALL_BACK = "call-back"


class Agreement(Enum):
    """Whether he agreed to be found by her."""

    YES = "yes"
    NO = "no"
    NOT_ASKED = "not-asked"


class Answer(Enum):
    """What kind of answer she was given."""

    FACT = "fact"
    NO_CONTACT = "no-contact"
    PART = "part"


class TellingWay(Enum):
    """How she was told; always by a person."""

    FACE = "face"
    PHONE = "phone"
    TOGETHER = "together"
    THREAD = "thread"


class Recognised(Enum):
    """What her eye said to a still."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


class Means(Enum):
    """By what a body was identified. The last two prove nothing."""

    SEEN = "seen"
    DNA = "dna"
    TEETH = "teeth"
    PRINTS = "prints"
    MARKS = "marks"
    PAPERS = "papers"
    CLOSED_COFFIN = "closed-coffin"


# ---- a fact is found


@dataclass(frozen=True, slots=True, repr=False)
class Found(Record):
    """What a source says of him: a claim until a document and the family say so, and nothing follows from it by itself.

    `when` is the day it speaks of. `decision` names the decision about a list or a sighting that it rests on.
    """

    kind: ClassVar[Kind] = Kind("homecoming.found", 1)
    state: State
    source: Source
    when: SaidDate | None = None
    text: str | None = None
    decision: EntryId | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Accepted(Record):
    """Another member than the one who wrote it down looked at a claim of death, and accepts it.

    With `decision`, two people had decided it about a list or a sighting already.
    """

    kind: ClassVar[Kind] = Kind("homecoming.accepted", 1, signed=True)
    found: EntryId
    text: str
    decision: EntryId | None = None


@dataclass(frozen=True, slots=True, repr=False)
class TakenBack(Record):
    """A claim does not hold any more, and why."""

    kind: ClassVar[Kind] = Kind("homecoming.taken-back", 1, signed=True)
    found: EntryId
    text: str


# ---- before anybody is told


@dataclass(frozen=True, slots=True, repr=False)
class AskerChecked(Record):
    """Who asks, and how it was checked that she is who she says. `text` says what was compared, not the secret."""

    kind: ClassVar[Kind] = Kind("homecoming.asker-checked", 1, signed=True)
    name: str
    relation: Relation | None
    proof: ProofOfAsker
    text: str


@dataclass(frozen=True, slots=True, repr=False)
class AskerRefused(Record):
    """The check of an asker does not hold any more: she is told nothing."""

    kind: ClassVar[Kind] = Kind("homecoming.asker-refused", 1, signed=True)
    asker: EntryId
    text: str


@dataclass(frozen=True, slots=True, repr=False)
class Wished(Record):
    """Whether he agreed to be found by her, and how that is known. The newest for an asker counts.

    Where he could not be asked, `may_say` is what his safety allows; a second member decides on it with the first.
    """

    kind: ClassVar[Kind] = Kind("homecoming.wished", 1, signed=True)
    asker: EntryId
    agreed: Agreement
    text: str
    may_say: str | None = None


@dataclass(frozen=True, slots=True, repr=False)
class WishAgreed(Record):
    """A second member looked at what may be said of a man who could not be asked, and agrees."""

    kind: ClassVar[Kind] = Kind("homecoming.wish-agreed", 1, signed=True)
    wish: EntryId
    text: str | None = None


@dataclass(frozen=True, slots=True, repr=False)
class WantsToKnow(Record):
    """What she wants to know and what not, as she said when she was asked. The newest for an asker counts."""

    kind: ClassVar[Kind] = Kind("homecoming.wants-to-know", 1)
    asker: EntryId
    text: str
    near: str | None = None


# ---- she is told


@dataclass(frozen=True, slots=True, repr=False)
class Told(Record):
    """She was told: by whom, how, when, in which words, and when somebody asks after her again."""

    kind: ClassVar[Kind] = Kind("homecoming.told", 1, signed=True)
    found: EntryId
    asker: EntryId
    answer: Answer
    who: HolderId
    way: TellingWay
    day: date
    text: str
    again: date
    again_who: HolderId | None = None


@dataclass(frozen=True, slots=True, repr=False)
class FollowedUp(Record):
    """Somebody asked after her; `again` is the next day, if there is one."""

    kind: ClassVar[Kind] = Kind("homecoming.followed-up", 1)
    told: EntryId
    text: str
    again: date | None = None


@dataclass(frozen=True, slots=True, repr=False)
class StillShown(Record):
    """She saw a still, since her eye was the missing fact; whether he agreed; what she said to it."""

    kind: ClassVar[Kind] = Kind("homecoming.still-shown", 1, signed=True)
    asker: EntryId
    file: EntryId
    missing: str
    agreed: Agreement
    recognised: Recognised
    text: str | None = None


# ---- the way home


@dataclass(frozen=True, slots=True, repr=False)
class Begun(Record):
    """A way home was begun, or its day was said anew. `day` is the one its steps are counted from."""

    kind: ClassVar[Kind] = Kind("homecoming.begun", 1)
    route: str
    day: date | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Left(Record):
    """A way home is not gone any further; what was done stays."""

    kind: ClassVar[Kind] = Kind("homecoming.left", 1)
    route: str
    text: str | None = None


@dataclass(frozen=True, slots=True, repr=False)
class StepSaid(Record):
    """How a step stands: done or not, by when, by whom, and a note. The newest of a step counts."""

    kind: ClassVar[Kind] = Kind("homecoming.step", 1)
    route: str
    step: str
    done: bool
    due: date | None = None
    who: HolderId | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Identified(Record):
    """A body was identified, by these means, by somebody, on a day."""

    kind: ClassVar[Kind] = Kind("homecoming.identified", 1)
    means: frozenset[Means]
    by: str
    day: SaidDate | None = None
    text: str | None = None


# ---- in the house


@dataclass(frozen=True, slots=True, repr=False)
class ContactLooked(Record):
    """Somebody looked an entry of the directory up at its source: the address as it is there, imitations known.

    Every member reads it. Nothing in it says who asked for it or whether anybody ever used it.
    """

    kind: ClassVar[Kind] = Kind("homecoming.contact-looked", 1)
    contact: str
    address: str | None = None
    imitations: str | None = None


KINDS: tuple[type[Record], ...] = (
    Found,
    Accepted,
    TakenBack,
    AskerChecked,
    AskerRefused,
    Wished,
    WishAgreed,
    WantsToKnow,
    Told,
    FollowedUp,
    StillShown,
    Begun,
    Left,
    StepSaid,
    Identified,
    ContactLooked,
)
"""Every kind of this room."""
