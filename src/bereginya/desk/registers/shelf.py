"""What a session has open of the lists: the books that are ready, how far the others are, which cannot be opened.

It knows nothing of what is in a book, so that every page may ask without the compiled code behind one.
"""

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bereginya.vault import EntryId, Keyring

if TYPE_CHECKING:
    from bereginya.desk.registers.book import Book

_KEPT = "registers"
_TOLD = 0.05
"""Share from which on the time that is left can be told from the time that went by."""


@dataclass(slots=True, eq=False, repr=False)
class Making:
    """A book in the making: of how many rows, what share is done, and since when somebody is at it."""

    rows: int
    share: float = 0.0
    begun: float | None = None


@dataclass(slots=True, eq=False, repr=False)
class Shelf:
    """The books of one session by edition, those in the making, and the editions that could not be opened."""

    books: "dict[EntryId, Book]" = field(default_factory=dict)
    making: dict[EntryId, Making] = field(default_factory=dict)
    failed: set[EntryId] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Ahead:
    """What is left to open: rows in all that are being opened, and about how many seconds; None as long as unknown."""

    rows: int
    seconds: float | None


def shelf_of(keys: Keyring) -> Shelf:
    """Return the shelf of a session; raise LockedError after lock."""
    keys.seeds  # noqa: B018 - raises LockedError
    shelf = keys.memory.kept.setdefault(_KEPT, Shelf())
    assert isinstance(shelf, Shelf)  # noqa: S101 - nobody else uses this name
    return shelf


def failed(keys: Keyring) -> frozenset[EntryId]:
    """Return the editions that could not be opened since she signed in."""
    return frozenset(shelf_of(keys).failed)


def forget_failures(keys: Keyring) -> None:
    """Let what could not be opened be tried once more."""
    shelf_of(keys).failed.clear()


def ahead(keys: Keyring) -> Ahead:
    """Return what is left to open, by how fast it went until now."""
    return _left(list(shelf_of(keys).making.values()), time.monotonic())


def _left(making: list[Making], now: float) -> Ahead:
    rows = sum(one.rows for one in making)
    done = [(one.rows * one.share, now - one.begun) for one in making if one.begun is not None and one.share >= _TOLD]
    read, went_by = sum(share for share, _ in done), sum(seconds for _, seconds in done)
    undone = sum(one.rows * (1 - one.share) for one in making)
    return Ahead(rows, undone * went_by / read if read > 0 else None)
