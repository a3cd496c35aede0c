"""What is said about seminars: the plan and the numbers in the house, anonymous questions in the reception."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from bereginya.facts.records import Kind, Record
from bereginya.vault import EntryId


@dataclass(frozen=True, slots=True, repr=False)
class SeminarPlanned(Record):
    """A seminar is planned: what it is called, its day, and in what language it is held. Who comes is never written."""

    kind: ClassVar[Kind] = Kind("teaching.seminar", 1)
    called: str
    day: date
    language: str
    note: str | None = None


@dataclass(frozen=True, slots=True, repr=False)
class SeminarHeld(Record):
    """How many people came to a seminar, and how many of them may be drafted: numbers only. The newest counts."""

    kind: ClassVar[Kind] = Kind("teaching.held", 1)
    seminar: EntryId
    people: int
    draftees: int | None = None


@dataclass(frozen=True, slots=True, repr=False)
class QuestionAsked(Record):
    """A question for the next seminar, without a name: dropped at the door, or copied from the paper box."""

    kind: ClassVar[Kind] = Kind("teaching.question", 1, visitor=True)
    text: str
    language: str


@dataclass(frozen=True, slots=True, repr=False)
class QuestionAnswered(Record):
    """A question was answered at a seminar, or, with `answered` false, waits again after all."""

    kind: ClassVar[Kind] = Kind("teaching.answered", 1)
    question: EntryId
    answered: bool


KINDS: tuple[type[Record], ...] = (SeminarPlanned, SeminarHeld, QuestionAsked, QuestionAnswered)
"""Every kind of this room."""
