"""What is said about the committee itself and its members.

Everything here lies in the house compartment, which every member opens, unless the docstring names another place.
"""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from bereginya.facts.records import Kind, Record
from bereginya.vault import Address, CompartmentId, EntryId, HolderId


@dataclass(frozen=True, slots=True, repr=False)
class CommitteeFounded(Record):
    """What the committee is called, in which country its data lies, and that the founder read whose law binds."""

    kind: ClassVar[Kind] = Kind("members.committee", 1, signed=True)
    name: str
    data_lies_in: str
    notice: str


@dataclass(frozen=True, slots=True, repr=False)
class Named(Record):
    """What colleagues call a member. The newest name counts."""

    kind: ClassVar[Kind] = Kind("members.named", 1)
    member: HolderId
    name: str


@dataclass(frozen=True, slots=True, repr=False)
class OwnPlace(Record):
    """Where a member's own compartment is, which only she opens, and how others write into it."""

    kind: ClassVar[Kind] = Kind("members.own-place", 1)
    member: HolderId
    address: Address


@dataclass(frozen=True, slots=True, repr=False)
class SeedKept(Record):
    """Until the trustees typed their words back, the committee's seed lies in a compartment of the founder's.

    Erased together with that compartment.
    """

    kind: ClassVar[Kind] = Kind("members.seed-kept", 1)
    by: HolderId
    compartment: CompartmentId


@dataclass(frozen=True, slots=True, repr=False)
class Trustee:
    """One of the people who keep a part of the committee's key. `check` is a digest of her words."""

    number: int
    name: str
    check: bytes


@dataclass(frozen=True, slots=True, repr=False)
class TrusteesChosen(Record):
    """Who the trustees are and how many of them open the committee's key. The newest choice counts."""

    kind: ClassVar[Kind] = Kind("members.trustees", 1, signed=True)
    needed: int
    trustees: tuple[Trustee, ...]


@dataclass(frozen=True, slots=True, repr=False)
class WordsTyped(Record):
    """A trustee of the choice named by its entry typed her words back, and they were right."""

    kind: ClassVar[Kind] = Kind("members.words-typed", 1, signed=True)
    choice: EntryId
    number: int


@dataclass(frozen=True, slots=True, repr=False)
class CommitteeSeed(Record):
    """The committee's seed. In a compartment that only the founder opens, and erased as soon as trustees have it."""

    kind: ClassVar[Kind] = Kind("members.committee-seed", 1)
    seed: bytes


@dataclass(frozen=True, slots=True, repr=False)
class Sheets(Record):
    """The words for the trustees' sheets, beside the seed in the founder's compartment."""

    kind: ClassVar[Kind] = Kind("members.sheets", 1)
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, repr=False)
class SheetShown(Record):
    """A trustee's words were shown. Beside the seed; they are not shown again."""

    kind: ClassVar[Kind] = Kind("members.sheet-shown", 1)
    number: int


@dataclass(frozen=True, slots=True, repr=False)
class Invited(Record):
    """Somebody may enrol with words that a member made; `digest` is what the words become under `salt`."""

    kind: ClassVar[Kind] = Kind("members.invited", 1)
    number: str
    salt: bytes
    digest: bytes
    until: date


@dataclass(frozen=True, slots=True, repr=False)
class InvitationEnded(Record):
    """An invitation was taken back."""

    kind: ClassVar[Kind] = Kind("members.invitation-ended", 1)
    number: str


@dataclass(frozen=True, slots=True, repr=False)
class Asked(Record):
    """A newcomer made her keys and asks to be admitted. `language` is that of the words she was shown."""

    kind: ClassVar[Kind] = Kind("members.asked", 1, visitor=True)
    invitation: str
    member: HolderId
    name: str
    signing: bytes
    sealing: bytes
    language: str


@dataclass(frozen=True, slots=True, repr=False)
class Refused(Record):
    """A newcomer was not admitted: her words were others, or she was a stranger."""

    kind: ClassVar[Kind] = Kind("members.refused", 1, signed=True)
    member: HolderId


@dataclass(frozen=True, slots=True, repr=False)
class DeputiesNamed(Record):
    """Who goes on with a member's cases if she is shut out. The newest choice counts."""

    kind: ClassVar[Kind] = Kind("members.deputies", 1, signed=True)
    member: HolderId
    deputies: tuple[HolderId, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Settled(Record):
    """In a member's own compartment: the language she reads."""

    kind: ClassVar[Kind] = Kind("members.settled", 1)
    language: str


@dataclass(frozen=True, slots=True, repr=False)
class Written:
    """One field of a form that was sent too late."""

    name: str
    text: str


@dataclass(frozen=True, slots=True, repr=False)
class Draft(Record):
    """In a member's own compartment: a form she sent after the desk had locked itself."""

    kind: ClassVar[Kind] = Kind("members.draft", 1, visitor=True)
    path: str
    fields: tuple[Written, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Read(Record):
    """Sealed to the quorum: a member opened a compartment on a day."""

    kind: ClassVar[Kind] = Kind("members.read", 1)
    member: HolderId
    compartment: CompartmentId
    day: date


@dataclass(frozen=True, slots=True, repr=False)
class ReadingsForgotten(Record):
    """In a member's own compartment: her lines of the reading log up to this day, the day included, are erased."""

    kind: ClassVar[Kind] = Kind("members.readings-forgotten", 1)
    until: date


@dataclass(frozen=True, slots=True, repr=False)
class DoorText:
    """What the door says in one language: the committee's name, when somebody reads, whom to call in danger now."""

    language: str
    committee: str
    hours: str
    danger: str


@dataclass(frozen=True, slots=True, repr=False)
class DoorWords(Record):
    """Published: what the door says, in each language it was written in. The newest counts."""

    kind: ClassVar[Kind] = Kind("members.door-words", 1, signed=True)
    texts: tuple[DoorText, ...]


KINDS: tuple[type[Record], ...] = (
    CommitteeFounded,
    Named,
    OwnPlace,
    SeedKept,
    TrusteesChosen,
    WordsTyped,
    CommitteeSeed,
    Sheets,
    SheetShown,
    Invited,
    InvitationEnded,
    Asked,
    Refused,
    DeputiesNamed,
    Settled,
    Draft,
    Read,
    ReadingsForgotten,
    DoorWords,
)
