"""What the vault hands out and takes in: entries, statements, heads, folds."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, TypeVar

from bereginya.facts.records import Record
from bereginya.vault.ids import CompartmentId, EntryId, HolderId

S = TypeVar("S")


@dataclass(frozen=True, slots=True, repr=False)
class Said:
    """Something to be said in a compartment; `corrects` names the entry whose place it takes."""

    compartment: CompartmentId
    record: Record
    corrects: EntryId | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Entry:
    """One statement as it can be shown.

    `author` is None when a visitor said it. When it was corrected, `record`, `author` and `at` are those of the newest
    correction, `statement` is that correction's own id, `corrected` is true, and `supersedes` holds the older
    statements, oldest first, if they were asked for.
    """

    id: EntryId
    compartment: CompartmentId
    position: int
    day: date
    at: datetime | None
    author: HolderId | None
    record: Record
    statement: EntryId
    supersedes: tuple["Entry", ...] = ()

    @property
    def corrected(self) -> bool:
        """Whether a newer statement took the place of the first."""
        return self.statement != self.id

    def __repr__(self) -> str:
        return f"<entry {self.id} {self.record.kind.tag}>"


@dataclass(frozen=True, slots=True)
class Head:
    """How far somebody had read a compartment when she decided."""

    compartment: CompartmentId
    position: int


@dataclass(frozen=True, slots=True, repr=False)
class Fold(Generic[S]):
    """A way to sum up a compartment: a first state, and what each entry makes of it. `step` is pure.

    `hears` names the kinds of record that can change the state; of others `step` is not told. None: any can.
    """

    name: str
    initial: S
    step: Callable[[S, Entry], S]
    hears: frozenset[type[Record]] | None = None
