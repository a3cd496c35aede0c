"""What a record is: a frozen statement of a named, numbered kind.

A kind's number rises when its fields change, and the class of the old number stays, so that bytes written years
ago are read as what they said. Nothing here knows how a record is sealed or where it lies.
"""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Kind:
    """The name and number of a kind of record, and who may say it.

    `signed` kinds decide something and carry a signature; the others carry only an author. `visitor` kinds may
    be said at the public door, by somebody who holds no key of the committee.
    """

    name: str
    version: int
    signed: bool = False
    visitor: bool = False

    @property
    def tag(self) -> str:
        """The form in which the kind is stored: `case.note/1`."""
        return f"{self.name}/{self.version}"


@dataclass(frozen=True, slots=True, repr=False)
class Record:
    """The base of every kind of record. A subclass is a frozen, slotted dataclass with `repr=False` and a `kind`."""

    kind: ClassVar[Kind]

    def __str__(self) -> str:
        """Return the kind alone: what was said never reaches a log through an error message."""
        return self.kind.tag

    def __repr__(self) -> str:
        return f"<{self.kind.tag}>"
