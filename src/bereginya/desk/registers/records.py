"""What is said about lists, sightings and candidates.

A register has a compartment of its own: whoever is granted it can search it. What was seen of a sought person, which
rows may be him and what was decided lies in the folder of his case, so that no receipt opens it.
"""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import ClassVar

from bereginya.desk.intake.records import NamedFile
from bereginya.desk.registers.reading_records import ReadingBegun, ReadingEnded
from bereginya.facts.dates import SaidDate
from bereginya.facts.records import Kind, Record
from bereginya.facts.sources import Source
from bereginya.vault import CompartmentId, EntryId, StoredFile


class Origin(Enum):
    """Where a register comes from. What was leaked or comes from nobody knows where is not kept, so it has no name."""

    OWN = "own"
    AUTHORITY = "authority"
    PUBLISHED = "published"
    PERSON = "person"


class Fate(Enum):
    """What a row or a sighting says of the man, if he is the one who is sought."""

    ALIVE = "alive"
    CAPTURED = "captured"
    WOUNDED = "wounded"
    MISSING = "missing"
    DEAD = "dead"


class Verdict(Enum):
    """What a person decided: the same man, another, or it cannot be said."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


class Form(Enum):
    """By which kind of trace somebody was seen or heard of."""

    STATEMENT = "statement"
    VIDEO = "video"
    PHOTOGRAPH = "photograph"
    LIST = "list"
    CALL = "call"


class FactKind(Enum):
    """Which fact, that was not in the inquiry, made a candidate the same man."""

    SURNAME = "surname"
    GIVEN_NAME = "given_name"
    PATRONYMIC = "patronymic"
    BORN = "born"
    PLACE = "place"
    UNIT = "unit"
    RANK = "rank"
    FAMILY = "family"
    FACE = "face"
    VOICE = "voice"
    MARKS = "marks"
    OTHER = "other"


# ---- in the register's own compartment ----


@dataclass(frozen=True, slots=True, repr=False)
class Opened(Record):
    """A register: what it is called, where it comes from. `key` makes its rows' names; it opens nothing."""

    kind: ClassVar[Kind] = Kind("registers.opened", 1, signed=True)
    name: str
    origin: Origin
    source: Source
    key: bytes


@dataclass(frozen=True, slots=True, repr=False)
class Arrived(Record):
    """A file came in; its hash stands in it, its day is the entry's. Nobody has said yet how it is read."""

    kind: ClassVar[Kind] = Kind("registers.arrived", 1, signed=True)
    file: NamedFile


@dataclass(frozen=True, slots=True, repr=False)
class AsideRow:
    """A row that could not be read: its number in the file, and why (a code)."""

    number: int
    reason: str


@dataclass(frozen=True, slots=True, repr=False)
class Edition(Record):
    """The register as it stands from now on: rows read from a file with a mapping, sealed as column blocks.

    `sha256` is that of the file as it came; `left_out` counts rows that were not taken since their removal stands.
    """

    kind: ClassVar[Kind] = Kind("registers.edition", 1, signed=True)
    arrived: EntryId
    name: str
    sha256: bytes
    of: date
    mapping: str
    columns: StoredFile
    rows: int
    aside: tuple[AsideRow, ...] = ()
    repeated: int = 0
    left_out: int = 0


@dataclass(frozen=True, slots=True, repr=False)
class Discarded(Record):
    """A file that came in is not used."""

    kind: ClassVar[Kind] = Kind("registers.discarded", 1, signed=True)
    arrived: EntryId


@dataclass(frozen=True, slots=True, repr=False)
class Removed(Record):
    """A tombstone: rows with this name, made with the register's key, do not come back with a later edition."""

    kind: ClassVar[Kind] = Kind("registers.removed", 1, signed=True)
    row: bytes
    why: str


@dataclass(frozen=True, slots=True, repr=False)
class RemovalLifted(Record):
    """The tombstone does not stand any more."""

    kind: ClassVar[Kind] = Kind("registers.removal-lifted", 1, signed=True)
    row: bytes


@dataclass(frozen=True, slots=True, repr=False)
class Asked:
    """A case and the statement of who is sought, as it was compared."""

    folder: CompartmentId
    statement: EntryId


@dataclass(frozen=True, slots=True, repr=False)
class Matched(Record):
    """These cases were compared with an edition. What was found lies in their folders; here stand only ids."""

    kind: ClassVar[Kind] = Kind("registers.matched", 1)
    edition: EntryId
    asked: tuple[Asked, ...]


# ---- in the folder of the one who is sought ----


@dataclass(frozen=True, slots=True, repr=False)
class RowName:
    """A row of a register by its content: `row` names who it is about, `whole` everything it says.

    Both are made with the register's key, so they tell nothing to whoever does not hold the register.
    """

    register: CompartmentId
    row: bytes
    whole: bytes


@dataclass(frozen=True, slots=True, repr=False)
class Reason:
    """What one field says for or against: how it agrees (a code of the tracing library), and the bits. No value."""

    field: str
    level: str
    bits: float


@dataclass(frozen=True, slots=True, repr=False)
class Fit:
    """A row that may be the sought person, as the machine weighed it."""

    row: RowName
    probability: float
    namesakes: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Proposed(Record):
    """What a comparison with one register gave for this case; the newest of a register counts."""

    kind: ClassVar[Kind] = Kind("registers.proposed", 1)
    register: CompartmentId
    edition: EntryId
    statement: EntryId
    model: int
    fits: tuple[Fit, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class Moment:
    """A place in a recording where his name is said: seconds from the beginning, and the words."""

    second: float
    words: str


@dataclass(frozen=True, slots=True, repr=False)
class Sighted(Record):
    """Somebody saw or heard of a person who may be the one who is sought. A claim, never a fact of ours."""

    kind: ClassVar[Kind] = Kind("registers.sighted", 1)
    form: Form
    text: str
    source: Source
    name: str | None = None
    when: SaidDate | None = None
    where: str | None = None
    says: Fate | None = None
    moments: tuple[Moment, ...] = ()
    clip: NamedFile | None = None
    transcript: NamedFile | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Shown:
    """A field of a row as it stood when somebody decided on it."""

    field: str
    text: str


@dataclass(frozen=True, slots=True, repr=False)
class Candidate:
    """What is decided about: a row of a register, or a sighting of this folder. One of the two is there."""

    row: RowName | None = None
    sighting: EntryId | None = None

    @property
    def id(self) -> str:
        """The name of the pair, the same in every edition of the list."""
        return str(self.sighting) if self.row is None else f"{self.row.register}-{self.row.row.hex()}"


@dataclass(frozen=True, slots=True, repr=False)
class NewFact:
    """A fact that was not in the inquiry when it was compared, and who or what confirmed it."""

    about: FactKind
    text: str


@dataclass(frozen=True, slots=True, repr=False)
class Decided(Record):
    """A person decided whether a candidate is the one who is sought.

    *Same* rests on a new fact or on a document, which is named. `says` is what follows for him if he is; on "dead" a
    second person has to agree. `shown` is the row as it was read, `probability` and `model` what the machine said.
    """

    kind: ClassVar[Kind] = Kind("registers.decided", 1, signed=True)
    candidate: Candidate
    verdict: Verdict
    why: str
    fact: NewFact | None = None
    document: str | None = None
    says: Fate | None = None
    shown: tuple[Shown, ...] = ()
    probability: float | None = None
    model: int | None = None


@dataclass(frozen=True, slots=True, repr=False)
class TakenIn(Record):
    """A member found a row by hand: it may be the one who is sought. A candidate like the machine's, no decision."""

    kind: ClassVar[Kind] = Kind("registers.taken-in", 1)
    row: RowName
    why: str | None = None


@dataclass(frozen=True, slots=True, repr=False)
class PutBack(Record):
    """A row that was taken in by hand is no candidate any more."""

    kind: ClassVar[Kind] = Kind("registers.put-back", 1)
    taken: EntryId


@dataclass(frozen=True, slots=True, repr=False)
class Agreed(Record):
    """A second person read everything, and agrees that he is dead."""

    kind: ClassVar[Kind] = Kind("registers.agreed", 1, signed=True)
    decision: EntryId
    why: str


@dataclass(frozen=True, slots=True, repr=False)
class TakenBack(Record):
    """A decision does not stand any more. The candidate is open again."""

    kind: ClassVar[Kind] = Kind("registers.taken-back", 1, signed=True)
    decision: EntryId
    why: str


KINDS: tuple[type[Record], ...] = (
    Opened,
    Arrived,
    Edition,
    Discarded,
    Removed,
    RemovalLifted,
    Matched,
    Proposed,
    Sighted,
    Decided,
    Agreed,
    TakenBack,
    TakenIn,
    PutBack,
    ReadingBegun,
    ReadingEnded,
)
