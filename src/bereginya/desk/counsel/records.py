"""What is said about the law: facts of one person in the folder; what an advocate took for right in the house."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from bereginya.facts.records import Kind, Record


@dataclass(frozen=True, slots=True, repr=False)
class FactTold(Record):
    """A fact the law asks about, in the words of its list; the newest of a key counts, `unknown` means nobody knows."""

    kind: ClassVar[Kind] = Kind("counsel.fact", 1)
    key: str
    value: str


@dataclass(frozen=True, slots=True, repr=False)
class Found(Record):
    """What the law said to these facts on a day, kept by a member. `cite` names the very text that was used."""

    kind: ClassVar[Kind] = Kind("counsel.found", 1, signed=True)
    provision: str
    cite: str
    outcome: str
    on: date
    until: date | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True, repr=False)
class LawSigned(Record):
    """An advocate of the committee read this text of a provision and takes it for right; or not (`right` is false)."""

    kind: ClassVar[Kind] = Kind("counsel.law-signed", 1, signed=True)
    provision: str
    cite: str
    right: bool
    text: str | None = None


@dataclass(frozen=True, slots=True, repr=False)
class LawChanged(Record):
    """The committee adds, ends or corrects provisions: the text of a file of changes."""

    kind: ClassVar[Kind] = Kind("counsel.law-changed", 1, signed=True)
    text: str


KINDS: tuple[type[Record], ...] = (FactTold, Found, LawSigned, LawChanged)
"""Every kind of this room."""
