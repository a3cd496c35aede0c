"""What this room and the rooms after it may know about requests. Who was not given the key sees nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bereginya import vault as vaults
from bereginya.desk.intake.alike import Alike, Marks, Told, alike, alike_to, marks_of
from bereginya.desk.intake.folds import COUNTERS, RECEPTION, REQUEST, THREAD, CounterBook, Request, Thread
from bereginya.desk.intake.records import Attachment, Danger, Path, Reply, Urgency
from bereginya.desk.intake.signs import dangers_in
from bereginya.vault import CompartmentId, Entry, EntryId, HolderId, Keyring, Vault
from bereginya.vault.errors import NoSuchCompartmentError, NoSuchEntryError
from bereginya.vault.trust import Book

RESERVED, ADVOCATE = "reserved", "advocate"
"""Names of the books for what only some may read. A committee sets them up or does without."""
_LABEL = 160
_DANGER_FIRST = tuple(Danger)
_URGENCY = {Urgency.TODAY: 0, Urgency.WEEK: 1, None: 2, Urgency.CALM: 3}


@dataclass(frozen=True, slots=True, repr=False)
class Item:
    """One request in the list: what is known, what a machine points at, and what resembles it.

    `text` is the same for those who say the very same.
    """

    folder: CompartmentId
    request: Request
    thread: Thread
    pointed: Mapping[Danger, tuple[str, ...]]
    alike: Mapping[CompartmentId, frozenset[Alike]]
    today: date
    text: frozenset[str] = frozenset()

    @property
    def dangers(self) -> tuple[Danger, ...]:
        """The dangers a person decided on, or, before somebody looked, those the words point at."""
        decided = self.request.sorted.dangers if self.request.sorted else frozenset(self.pointed)
        return tuple(one for one in _DANGER_FIRST if one in decided)

    @property
    def reserved(self) -> bool:
        """Whether nothing of it is shown in a list."""
        return self.request.opening is not None and self.request.opening.path is Path.RESERVED

    @property
    def label(self) -> str:
        """A line by which it is recognised."""
        return label(self.request)

    @property
    def unanswered(self) -> bool:
        """Whether she said something after the last reply."""
        return self.request.thread is not None and self.request.last_said > self.thread.last_reply

    @property
    def days(self) -> int:
        """For how many days it has been waiting."""
        return 0 if self.request.last_day is None else (self.today - self.request.last_day).days

    @property
    def order(self) -> tuple[object, ...]:
        """Dangers first, then urgency, then who has waited longest."""
        urgency = self.request.sorted.urgency if self.request.sorted else None
        worst = min((_DANGER_FIRST.index(one) for one in self.dangers), default=len(_DANGER_FIRST))
        return (
            not (self.reserved or self.dangers),
            not self.reserved,
            worst,
            _URGENCY[urgency],
            self.request.last_said,
        )


# ---- without keys ----


def book(vault: Vault, name: str) -> Book | None:
    """Return the book of this name that is in use now, or None when the committee does without.

    Whenever its readers change there is a new one, `reserved-2` after `reserved`: the old ones stay, so that what came
    before can still be read by those who could read it.
    """
    books = vault.trust().books
    names = [one for one in books if one == name or one.startswith(f"{name}-")]
    return books[book_name(name, len(names))] if names else None


def book_name(name: str, number: int) -> str:
    """Return what the first, second, third book of a use is called."""
    return name if number == 1 else f"{name}-{number}"


def book_is_open(vault: Vault, name: str) -> bool:
    """Tell whether the committee has set up a book of this name."""
    return book(vault, name) is not None


def next_book(vault: Vault, name: str) -> str:
    """Return the name of the book that comes after the one in use."""
    return book_name(name, 1 + sum(one == name or one.startswith(f"{name}-") for one in vault.trust().books))


# ---- for every room ----


def requests(keys: Keyring) -> Mapping[CompartmentId, Request]:
    """Return every request whose folder she can open, in whatever state."""
    return {place: state for place, state in vaults.fold_all(keys, REQUEST).items() if state.opening is not None}


def request_of(keys: Keyring, folder: CompartmentId) -> Request:
    """Return the request of a folder; raise NoSuchCompartmentError when it is none or not hers to see."""
    found = vaults.fold(keys, folder, REQUEST)
    if found.opening is None:
        raise NoSuchCompartmentError(folder)
    return found


def thread_of(keys: Keyring, folder: CompartmentId) -> CompartmentId | None:
    """Return the thread in which one writes to the person of a folder, or None when she has no receipt."""
    return request_of(keys, folder).thread


def thread_state(keys: Keyring, folder: CompartmentId) -> Thread:
    """Return what was written to the person of a folder so far, summed up."""
    thread = thread_of(keys, folder)
    return Thread() if thread is None or not keys.holds(thread) else vaults.fold(keys, thread, THREAD)


def conversation(keys: Keyring, folder: CompartmentId) -> list[Entry]:
    """Return what she said and what was written to her, in the order in which it was said."""
    thread = thread_of(keys, folder)
    written = [] if thread is None else [one for one in vaults.entries(keys, thread) if isinstance(one.record, Reply)]
    return sorted([*vaults.entries(keys, folder), *written], key=lambda one: one.position)


def attachment(keys: Keyring, folder: CompartmentId, entry: str) -> tuple[Attachment, date]:
    """Return a file she sent, or one we sent with a reply, and when; raise NoSuchEntryError.

    A file of ours is named by the reply and its number in it: `REPLY-0`.
    """
    thread = thread_of(keys, folder)
    if is_ours(entry) and thread is not None:
        return _enclosed(keys, thread, *entry.split("-", 1))
    found = vaults.entry(keys, folder, EntryId(entry))
    if not isinstance(found.record, Attachment):
        raise NoSuchEntryError(found.id)
    return found.record, found.day


def is_ours(entry: str) -> bool:
    """Tell whether this names a file of a reply, and not one she sent."""
    return "-" in entry


def _enclosed(keys: Keyring, thread: CompartmentId, reply: str, number: str) -> tuple[Attachment, date]:
    found = vaults.entry(keys, thread, EntryId(reply))
    files = dict(enumerate(found.record.files)) if isinstance(found.record, Reply) else {}
    file = files.get(int(number)) if number.isdecimal() else None
    if file is None:
        raise NoSuchEntryError(found.id)
    return Attachment(file), found.day


def counters(keys: Keyring) -> CounterBook:
    """Return how many came and how it went on, without names."""
    return vaults.fold(keys, keys.house, COUNTERS)


# ---- this room ----


def may_enter(keys: Keyring) -> None:
    """Raise NoSuchCompartmentError for whoever was not given the reception."""
    keys.secrets(keys.reception)


def may_triage(keys: Keyring) -> None:
    """Raise NoSuchCompartmentError for whoever has no request to see."""
    if not sees_requests(keys):
        keys.secrets(keys.reception)


def sees_requests(keys: Keyring) -> bool:
    """Tell whether she was given the reception, a book of the few, or a request.

    An advocate, one of the few, or a colleague who was asked to look sees the list with what she can open.
    """
    books = (one.compartment for one in keys.vault.trust().books.values())
    holds_book = any(keys.holds(one) for one in books if one != keys.house)
    return holds_book or any(one.open for one in requests(keys).values())


def waiting(keys: Keyring) -> tuple[Item, ...]:
    """Return the requests that somebody has to decide about, the most dangerous first."""
    return _items(keys, {place: one for place, one in requests(keys).items() if one.open})


def set_aside(keys: Keyring) -> tuple[Item, ...]:
    """Return what was set aside, the newest first."""
    items = _items(keys, {place: one for place, one in requests(keys).items() if one.aside is not None})
    return tuple(sorted(items, key=lambda one: -one.request.last_said))


def item(keys: Keyring, folder: CompartmentId) -> Item:
    """Return one request as the list shows it; raise NoSuchCompartmentError."""
    own = request_of(keys, folder)
    near = {place: one for place, one in requests(keys).items() if one.open or place == folder}
    marks = {place: _marks(keys, place, one) for place, one in near.items()}
    resembling = alike_to(folder, {place: one.likeness for place, one in marks.items()})
    return Item(folder, own, thread_state(keys, folder), marks[folder].pointed, resembling, keys.vault.day())


def grouped(items: Sequence[Item]) -> tuple[tuple[Item, tuple[Item, ...]], ...]:
    """Return the items with those that say exactly the same folded under the first of them."""
    groups: dict[object, list[Item]] = {}
    for one in items:
        groups.setdefault(one.text or one.folder, []).append(one)
    return tuple((group[0], tuple(group[1:])) for group in groups.values())


def label(request: Request) -> str:
    """Return a line by which a member recognises a request in a list; nothing of a reserved one."""
    if request.opening is None or request.opening.path is Path.RESERVED:
        return ""
    name = (request.asker.name or request.asker.concerns or "") if request.asker else ""
    words = " ".join(request.words.split())
    return f"{name}: {words}"[:_LABEL] if name else words[:_LABEL]


def reserved_notices(keys: Keyring) -> tuple[date, ...]:
    """Return the days since which something reserved waits that she cannot open."""
    if not keys.holds(keys.reception):
        return ()
    waiting_for_few = vaults.fold(keys, keys.reception, RECEPTION).waiting
    hers = {one.opening.number for one in requests(keys).values() if one.opening is not None}
    return tuple(sorted(day for number, day in waiting_for_few.items() if number not in hers))


def readers_of(keys: Keyring, name: str) -> tuple[HolderId, ...]:
    """Return the members who hold a book, as far as she can know: she has to hold it herself."""
    found = book(keys.vault, name)
    if found is None or not keys.holds(found.compartment):
        return ()
    known = keys.vault.trust().members
    return tuple(one for one in vaults.holders(keys, found.compartment) if one in known)


@dataclass(frozen=True, slots=True, repr=False)
class _Marks:
    """What was worked out from a request's words, and from which state of it."""

    of: Request
    pointed: Mapping[Danger, tuple[str, ...]]
    likeness: Marks


def _items(keys: Keyring, found: Mapping[CompartmentId, Request]) -> tuple[Item, ...]:
    marks = {place: _marks(keys, place, one) for place, one in found.items()}
    resembling = alike({place: one.likeness for place, one in marks.items()})
    threads = vaults.fold_all(keys, THREAD)
    today = keys.vault.day()
    items = [
        Item(
            place,
            one,
            (threads.get(one.thread) if one.thread else None) or Thread(),
            marks[place].pointed,
            resembling.get(place, {}),
            today,
            marks[place].likeness.whole,
        )
        for place, one in found.items()
    ]
    return tuple(sorted(items, key=lambda one: one.order))


def _marks(keys: Keyring, place: CompartmentId, request: Request) -> _Marks:
    """Return the marks of a request, worked out once and remembered until lock like the state of a fold."""
    remembered = keys.memory.states.setdefault("intake.marks", {})
    _, known = remembered.get(place, (0, None))
    if isinstance(known, _Marks) and known.of is request:
        return known
    made = _Marks(request, _pointed(request), marks_of(_told(request)))
    remembered[place] = (0, made)
    return made


def _pointed(request: Request) -> Mapping[Danger, tuple[str, ...]]:
    account = request.account
    return dangers_in(request.words, *((account.what, account.wish, account.until) if account else ()))


def _told(request: Request) -> Told:
    contact = (request.contact.contact.address or "") if request.contact and request.contact.contact else ""
    asker = request.asker
    names = tuple(name for name in (asker.name, asker.concerns) if name) if asker else ()
    return Told(f"{request.words}\n{contact}".strip(), names)
