"""Lists that are being read, in threads of the unlocked desk: how far each is. Whoever asks for the same meets there.

Here are ids and numbers only; the rows are in the thread, which stops where its keyring was locked. That a reading
did not come to its end is a fold (`Waiting.begun`), so there is no queue: who asked for it goes on by signing in, a
colleague by pressing.
"""

import time
from dataclasses import dataclass, field
from datetime import date
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING

from bereginya import vault as vaults
from bereginya.desk.members import queries as members
from bereginya.desk.registers.errors import BrokeOffError, StoppedError
from bereginya.desk.registers.folds import REGISTER, Waiting
from bereginya.desk.registers.reading_records import ReadingBegun, ReadingEnded
from bereginya.desk.registers.register_actions import waiting_file
from bereginya.desk.ui.errors import note
from bereginya.facts.errors import BereginyaError
from bereginya.vault import CompartmentId, EntryId, HolderId, Keyring, Power, Said
from bereginya.vault.errors import LockedError, NoSuchEntryError

if TYPE_CHECKING:
    from bereginya.tracing.reading import Source

PATIENCE = 2.0
"""Seconds in which most lists are read: so long a page waits for its answer before it lets the reading go on alone."""
_KEPT, _LOOKED = "registers.gone-on", "registers.look"
_TOLD = 0.02
"""Share from which on the time that is left can be told from the time that went by."""


@dataclass(frozen=True, slots=True, repr=False)
class Order:
    """How a file is to be read: the entry with which it arrived, the mapping as text, the day of the edition."""

    arrived: EntryId
    mapping: str
    of: date
    once: str


@dataclass(slots=True, eq=False, repr=False)
class Going:
    """A reading that goes on: whose keys it needs, how many rows of about how many are read, how it came to its end.

    `alone`: no page waits for its answer any more, so what went wrong is sealed.
    """

    keys: Keyring
    begun: float | None = None
    read: int = 0
    about: int | None = None
    stopped: bool = False
    alone: bool = False
    edition: EntryId | None = None
    error: str | None = None
    over: Event = field(default_factory=Event)

    @property
    def by(self) -> HolderId:
        """Who began it, or goes on with it."""
        return self.keys.member

    @property
    def share(self) -> float:
        """Which share of the rows is read."""
        return 0.0 if self.about is None else min(0.99, self.read / self.about)

    @property
    def seconds(self) -> float | None:
        """About how many seconds it takes still; None as long as that is unknown."""
        if self.begun is None or self.share < _TOLD:
            return None
        return (time.monotonic() - self.begun) * (1 - self.share) / self.share

    def reach(self, read: int, about: int) -> None:
        """Note how far it is; raise StoppedError when somebody stopped it."""
        if self.stopped:
            raise StoppedError(str(read))
        self.begun = time.monotonic() if self.begun is None else self.begun
        self.read, self.about = read, max(about, read)


@dataclass(slots=True, eq=False, repr=False)
class Look:
    """What a file is, as soon as that is found out, or why it cannot be; it lies in the keyring's memory."""

    source: "Source | None" = None
    error: BereginyaError | None = None
    over: Event = field(default_factory=Event)


_GOING: dict[EntryId, Going] = {}
_TURN = Lock()


def look(keys: Keyring, place: CompartmentId, arrived: str) -> Look:
    """Return what a file is, found out once a session in a thread: a large one takes as long to open as to read."""
    name = f"{_LOOKED} {arrived}"
    with _TURN:
        known = keys.memory.kept.get(name)
        if isinstance(known, Look) and not isinstance(known.error, LockedError):
            return known
        made = keys.memory.kept[name] = Look()
    Thread(target=_look, args=(keys, place, arrived, made), name="look", daemon=True).start()
    return made


def known(keys: Keyring, arrived: str) -> "Source | None":
    """Return what was found out about a file in this session, or None; its path leads nowhere any more."""
    found = keys.memory.kept.get(f"{_LOOKED} {arrived}")
    return found.source if isinstance(found, Look) else None


def going(arrived: str) -> Going | None:
    """Return how far the reading of a file is, or None when nobody reads it now.

    One whose desk was locked is none: its thread ends at its next rows.
    """
    known = _GOING.get(EntryId(arrived))
    return known if known is not None and known.keys.unlocked else None


def now() -> frozenset[EntryId]:
    """Return which files are being read at this desk."""
    return frozenset(name for name in list(_GOING) if going(name) is not None)


def begin(keys: Keyring, place: CompartmentId, order: Order, *, alone: bool = False) -> tuple[Going, bool]:
    """Begin to read a file in a thread, and tell that it is new; or return the reading that goes on already."""
    with _TURN:
        known = going(order.arrived)
        if known is not None:
            return known, False
        made = _GOING[order.arrived] = Going(keys, alone=alone)
    Thread(target=_work, args=(keys, place, order, made), name="reading", daemon=True).start()
    return made, True


def leave_alone(keys: Keyring, place: CompartmentId, order: Order, reading: Going) -> bool:
    """Let a reading go on alone, and seal how it was asked for; False when it came to its end meanwhile."""
    with _TURN:
        if reading.over.is_set():
            return False
        reading.alone = True
        vaults.append(keys, Said(place, ReadingBegun(order.arrived, order.mapping, order.of)), once=f"{order.once} go")
    return True


def stop(keys: Keyring, place: CompartmentId, arrived: str) -> None:
    """End a reading; it does not go on by itself any more. Raises NoSuchEntryError."""
    found = waiting_file(keys, place, arrived)
    halt(arrived)
    if found.begun is not None and found.begun.ended is None:
        vaults.append(keys, Said(place, ReadingEnded(found.id)))


def halt(arrived: str) -> None:
    """Let go of a reading, if one goes on, since its file is not wanted any more: its thread ends at its next rows."""
    with _TURN:
        known = _GOING.pop(EntryId(arrived), None)
        if known is not None:
            known.stopped = True


def go_on(keys: Keyring, place: CompartmentId, arrived: str) -> None:
    """Read a file as it was asked for, from its first row on, whoever asked; raise NoSuchEntryError if nobody did."""
    found = waiting_file(keys, place, arrived)
    if found.begun is None:
        raise NoSuchEntryError(found.id)
    order = _order(found, keys.vault.random(8).hex())
    reading, is_new = begin(keys, place, order)
    if is_new:
        leave_alone(keys, place, order, reading)


def go_on_with_hers(keys: Keyring) -> None:
    """Go on with the readings that she asked for and that were cut off; once a session for each of them."""
    tried = keys.memory.kept.setdefault(_KEPT, set[EntryId]())
    if not isinstance(tried, set) or not members.may(keys, Power.WORK):
        return
    for place, register in vaults.fold_all(keys, REGISTER).items():
        for one in register.waiting:
            if one.begun and one.begun.ended is None and one.begun.by == keys.member and one.begun.id not in tried:
                tried.add(one.begun.id)
                begin(keys, place, _order(one, one.begun.id), alone=True)


def _order(waiting: Waiting, once: str) -> Order:
    if waiting.begun is None:
        raise ValueError("nobody asked for it")
    return Order(waiting.id, waiting.begun.said.mapping, waiting.begun.said.of, f"{once} read")


def _work(keys: Keyring, place: CompartmentId, order: Order, reading: Going) -> None:
    try:
        from bereginya.desk.registers import reading_in  # noqa: PLC0415 - compiled code, see looking.py

        reading.edition = reading_in.read_in(
            keys, place, order.arrived, order.mapping, of=order.of, once=order.once, reach=reading.reach
        )
        keys.memory.kept.pop(f"{_LOOKED} {order.arrived}", None)
        reading_in.compared_before(keys, place)
    except (LockedError, StoppedError):
        pass  # what is sealed says that it did not come to its end
    except BereginyaError as error:
        note(error)
        reading.error = error.code
    except Exception as error:  # noqa: BLE001 - a thread has nobody above it; the log gets type and place
        note(error)
        reading.error = BrokeOffError.code
    finally:
        _end(keys, place, order, reading)


def _look(keys: Keyring, place: CompartmentId, arrived: str, look: Look) -> None:
    try:
        from bereginya.desk.registers import reading_in  # noqa: PLC0415 - compiled code, see looking.py

        look.source = reading_in.source_of(keys, place, arrived)
    except BereginyaError as error:
        look.error = error
    except Exception as error:  # noqa: BLE001 - a thread has nobody above it; the log gets type and place
        note(error)
        look.error = BrokeOffError(arrived)
    finally:
        look.over.set()


def _end(keys: Keyring, place: CompartmentId, order: Order, reading: Going) -> None:
    """Seal why it ended, if nobody waits for the answer any more, and let go of it.

    In one turn: a page between the two would say that a desk was locked.
    """
    with _TURN:
        if reading.alone and reading.error is not None and not reading.stopped:
            _say_ended(keys, place, ReadingEnded(order.arrived, reading.error))
        if _GOING.get(order.arrived) is reading:
            del _GOING[order.arrived]
        reading.over.set()


def _say_ended(keys: Keyring, place: CompartmentId, said: ReadingEnded) -> None:
    try:
        vaults.append(keys, Said(place, said))
    except BereginyaError as error:  # locked, or the register was erased: nothing is left to be said
        note(error)
