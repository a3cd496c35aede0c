"""Registers opened in memory, ready to be searched: built when they are first wanted, gone at lock.

A book is shared by the members who hold its register, and lives as long as the keyring of one of them: no file, mapped
or temporary, ever holds it. Building takes seconds for a million rows, so a thread does it and says how far it is; it
stops where its keyring was locked.
"""

import time
from collections.abc import Sequence
from threading import Condition, Thread
from weakref import WeakValueDictionary

from bereginya.desk.registers.book import Book
from bereginya.desk.registers.folds import Register
from bereginya.desk.registers.shelf import Making, Shelf, shelf_of
from bereginya.desk.ui.errors import note
from bereginya.vault import CompartmentId, EntryId, Keyring
from bereginya.vault.errors import LockedError

_SHARED: WeakValueDictionary[EntryId, Book] = WeakValueDictionary()
_TURN = Condition()
"""Held to look at a shelf or change it; told when a book is made or cannot be."""


def opened(keys: Keyring, wanted: Sequence[tuple[CompartmentId, Register]]) -> tuple[list[Book], float]:
    """Return the books of these registers that are ready, and the share of all that is; begin to make the others.

    What could not be opened is not tried again: `shelf.failed` names it, `shelf.forget_failures` lets it be tried.
    """
    shelf = shelf_of(keys)
    with _TURN:
        _tidy(shelf, wanted)
        missing = _claimed(shelf, wanted)
        found = _ready(shelf, wanted)
        share = _share(shelf, found)  # in the same turn: a book made just after would count as none at all
    if missing:
        Thread(target=_build_all, args=(keys, shelf, missing), daemon=True).start()
    return found, share


def open_now(keys: Keyring, wanted: Sequence[tuple[CompartmentId, Register]]) -> list[Book]:
    """Return the books of these registers, made here and now: for threads and tests, not for pages.

    A book that another thread is making is waited for, not made twice: a large one fills the memory.
    """
    shelf, editions = shelf_of(keys), {register.current.id for _, register in wanted if register.current}
    with _TURN:
        missing = _claimed(shelf, wanted)
    _build_all(keys, shelf, missing)
    with _TURN:
        _TURN.wait_for(lambda: editions.isdisjoint(shelf.making))
        return _ready(shelf, wanted)


def _claimed(shelf: Shelf, wanted: Sequence[tuple[CompartmentId, Register]]) -> list[tuple[CompartmentId, Register]]:
    """Return the registers whose books nobody made, makes or failed to make; the caller has to make them now."""
    claimed = []
    for place, register in wanted:
        issue = register.current
        if issue and _known(shelf, register) is None and issue.id not in shelf.making.keys() | shelf.failed:
            shelf.making[issue.id] = Making(issue.said.rows)
            claimed.append((place, register))
    return claimed


def _ready(shelf: Shelf, wanted: Sequence[tuple[CompartmentId, Register]]) -> list[Book]:
    return [book for _, register in wanted if (book := _known(shelf, register)) is not None]


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
    """Return which share of the rows is ready: 1 only when nothing is being made."""
    left, done = list(shelf.making.values()), sum(len(book.index) for book in ready)
    if not left:
        return 1.0
    return min(0.99, (done + sum(one.rows * one.share for one in left)) / (done + sum(one.rows for one in left)))


def _build_all(keys: Keyring, shelf: Shelf, missing: Sequence[tuple[CompartmentId, Register]]) -> None:
    for place, register in missing:
        issue = register.current
        if issue is None:
            continue
        book = None
        try:
            book = _build(keys, place, register, shelf.making[issue.id])
        except LockedError:
            pass  # the shelf itself goes with the keyring's memory
        except Exception as error:  # noqa: BLE001 - a thread has nobody above it; the log gets type and place
            note(error)
        with _TURN:
            if book is not None:
                shelf.books[issue.id] = _SHARED[issue.id] = book
            else:
                shelf.failed.add(issue.id)
            shelf.making.pop(issue.id, None)
            _TURN.notify_all()


def _build(keys: Keyring, place: CompartmentId, register: Register, making: Making) -> Book:
    making.begun = time.monotonic()

    def reach(share: float) -> None:
        keys.seeds  # noqa: B018 - raises LockedError
        making.share = share

    return Book.made(keys, place, register, reach)
