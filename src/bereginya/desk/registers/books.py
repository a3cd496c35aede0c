"""Registers opened in memory, ready to be searched: built when they are first wanted, gone at lock.

A book is shared by the members who hold its register, and lives as long as the keyring of one of them: no file, mapped
or temporary, ever holds it. Building takes seconds for a million rows, so a thread does it and says how far it is; it
stops where its keyring was locked.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import Condition, Thread
from weakref import WeakValueDictionary

import numpy as np

from bereginya import vault as vaults
from bereginya.desk.registers import columns, rows
from bereginya.desk.registers.folds import Register
from bereginya.desk.registers.records import RowName
from bereginya.desk.ui.errors import note
from bereginya.tracing import Index, People
from bereginya.vault import CompartmentId, EntryId, Keyring
from bereginya.vault.errors import LockedError

_KEPT = "registers"
_OPENING, _NAMING, _BUILDING, _BUILT = 0.1, 0.3, 0.5, 0.9


@dataclass(frozen=True, slots=True, eq=False, repr=False, weakref_slot=True)
class Book:
    """An edition in memory: its index and the names of its rows."""

    register: CompartmentId
    edition: EntryId
    index: Index
    persons: rows.Marks
    wholes: rows.Marks

    def name(self, row: int) -> RowName:
        """Return how a row is called."""
        return RowName(self.register, rows.mark(int(self.persons[row])), rows.mark(int(self.wholes[row])))

    def find(self, name: RowName) -> int | None:
        """Return where a row stands in this edition, or None: it vanished, or two now fit and neither says the same."""
        places = np.flatnonzero(self.persons == np.uint64(rows.number(name.row)))
        exact = [place for place in places if self.wholes[place] == np.uint64(rows.number(name.whole))]
        if exact:
            return int(exact[0])
        return int(places[0]) if len(places) == 1 else None

    def by_name(self, name: str) -> dict[str, str | None] | None:
        """Return what the first row of this name (in hex) says, or None when there is none."""
        if len(name) != 2 * rows.SIZE or not set(name) <= set("0123456789abcdef"):
            return None
        places = np.flatnonzero(self.persons == np.uint64(int(name, 16)))
        return self.says(int(places[0])) if len(places) else None

    def says(self, row: int) -> dict[str, str | None]:
        """Return what a row says, by canonical column."""
        return self.index.people.row(row)


@dataclass(slots=True, eq=False, repr=False)
class Shelf:
    """The books of one session, and how far each of those is that are being made. `failed` could not be opened."""

    books: dict[EntryId, Book] = field(default_factory=dict)
    share: dict[EntryId, float] = field(default_factory=dict)
    failed: set[EntryId] = field(default_factory=set)


_SHARED: WeakValueDictionary[EntryId, Book] = WeakValueDictionary()
_TURN = Condition()
"""Held to look at a shelf or change it; told when a book is made or cannot be."""


def opened(keys: Keyring, wanted: Sequence[tuple[CompartmentId, Register]]) -> tuple[list[Book], float]:
    """Return the books of these registers that are ready, and the share of all that is; begin to make the others."""
    shelf = _shelf(keys)
    with _TURN:
        _tidy(shelf, wanted)
        missing = _claimed(shelf, [one for one in wanted if one[1].current and one[1].current.id not in shelf.failed])
        found = [book for _, register in wanted if (book := _known(shelf, register)) is not None]
        share = _share(shelf, found)  # in the same turn: a book made just after would count as none at all
    if missing:
        Thread(target=_build_all, args=(keys, shelf, missing), daemon=True).start()
    return found, share


def open_now(keys: Keyring, wanted: Sequence[tuple[CompartmentId, Register]]) -> list[Book]:
    """Return the books of these registers, made here and now: for threads and tests, not for pages.

    A book that another thread is making is waited for, not made twice: a large one fills the memory.
    """
    shelf, editions = _shelf(keys), {register.current.id for _, register in wanted if register.current}
    with _TURN:
        missing = _claimed(shelf, wanted)
    _build_all(keys, shelf, missing)
    with _TURN:
        _TURN.wait_for(lambda: editions.isdisjoint(shelf.share))
        return [book for _, one in wanted if (book := _known(shelf, one)) is not None]


def _claimed(shelf: Shelf, wanted: Sequence[tuple[CompartmentId, Register]]) -> list[tuple[CompartmentId, Register]]:
    """Return the registers whose books nobody made or makes; the caller has to make them now."""
    claimed = []
    for place, register in wanted:
        if register.current and _known(shelf, register) is None and register.current.id not in shelf.share:
            shelf.share[register.current.id] = 0.0
            claimed.append((place, register))
    return claimed


def _shelf(keys: Keyring) -> Shelf:
    """Return the books of a session; raise LockedError after lock."""
    keys.seeds  # noqa: B018 - raises LockedError
    with _TURN:
        shelf = keys.memory.kept.setdefault(_KEPT, Shelf())
    assert isinstance(shelf, Shelf)  # noqa: S101 - nobody else uses this name
    return shelf


def _known(shelf: Shelf, register: Register) -> Book | None:
    if register.current is None:
        return None
    name = register.current.id
    book = shelf.books.get(name) or _SHARED.get(name)
    if book is not None:
        shelf.books[name] = book
    return book


def _tidy(shelf: Shelf, wanted: Sequence[tuple[CompartmentId, Register]]) -> None:
    """Put older editions of these registers away."""
    current = {place: register.current.id for place, register in wanted if register.current}
    for name, book in list(shelf.books.items()):
        if current.get(book.register, name) != name:
            del shelf.books[name]


def _share(shelf: Shelf, ready: Sequence[Book]) -> float:
    left = list(shelf.share.values())
    return (len(ready) + sum(left)) / (len(ready) + len(left)) if left else 1.0


def _build_all(keys: Keyring, shelf: Shelf, missing: Sequence[tuple[CompartmentId, Register]]) -> None:
    for place, register in missing:
        issue = register.current
        if issue is None:
            continue
        book = None
        try:
            book = _build(keys, shelf, place, register)
        except LockedError:
            pass  # the shelf itself goes with the keyring's memory
        except Exception as error:  # noqa: BLE001 - a thread has nobody above it; the log gets type and place
            note(error)
        with _TURN:
            if book:
                shelf.books[issue.id] = _SHARED[issue.id] = book
            else:
                shelf.failed.add(issue.id)
            shelf.share.pop(issue.id, None)
            _TURN.notify_all()


def _build(keys: Keyring, shelf: Shelf, place: CompartmentId, register: Register) -> Book:
    issue, about = register.current, register.opened
    if issue is None or about is None:
        raise ValueError("no edition to open")

    def reach(share: float) -> None:
        keys.seeds  # noqa: B018 - raises LockedError
        shelf.share[issue.id] = share

    reach(_OPENING)
    table = columns.unpacked(vaults.read_file(keys.vault, issue.said.columns))
    reach(_NAMING)
    persons, wholes = rows.person_marks(table, about.key), rows.whole_marks(table, about.key)
    reach(_BUILDING)
    index = Index.build(People.from_arrow(table), place)
    reach(_BUILT)  # the whole is only said when the book is on the shelf
    return Book(place, issue.id, index, persons, wholes)
