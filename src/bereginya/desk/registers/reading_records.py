"""What is said about the reading of a file that takes longer than a page: how it was asked for, and why it ended."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from bereginya.facts.records import Kind, Record
from bereginya.vault import EntryId


@dataclass(frozen=True, slots=True, repr=False)
class ReadingBegun(Record):
    """A file is to be read like this, and takes longer than a page: it goes on until an edition is there, or an end."""

    kind: ClassVar[Kind] = Kind("registers.reading-begun", 1, signed=True)
    arrived: EntryId
    mapping: str
    of: date


@dataclass(frozen=True, slots=True, repr=False)
class ReadingEnded(Record):
    """A reading does not go on by itself: `why` is the code of what was wrong, None when a member stopped it."""

    kind: ClassVar[Kind] = Kind("registers.reading-ended", 1, signed=True)
    arrived: EntryId
    why: str | None = None
