"""What a member may know of the watch over a service. What nobody granted her does not exist."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bereginya import vault as vaults
from bereginya.desk.cases import queries as cases
from bereginya.desk.counsel import queries
from bereginya.desk.counsel.folds import WATCH, Contract, Switched, Watch
from bereginya.desk.counsel.service import Running, Stop, last_heard, running, stops
from bereginya.places import Drawing, Settlement, Way, draw, way
from bereginya.vault import CompartmentId, Keyring
from bereginya.vault.errors import NoSuchEntryError


@dataclass(frozen=True, slots=True, repr=False)
class Due:
    """Something in a case she holds that is due, or soon."""

    folder: CompartmentId
    name: str
    running: Running
    late: bool
    unseen: bool


@dataclass(frozen=True, slots=True, repr=False)
class Moves:
    """Where he was, how far from Ukraine, whether it leads nearer. Reckoned when the page is opened, and not kept.

    `announced` is a move that is still ahead, `would_lead_nearer` what it would do. `unsettled` says that he
    was told to be somewhere else after the last place that is known.
    """

    stops: Sequence[Stop]
    way: Way
    drawing: Drawing | None
    last: Stop | None
    unsettled: bool
    announced: Stop | None
    would_lead_nearer: bool | None


@dataclass(frozen=True, slots=True, repr=False)
class Compared:
    """A contract as it was shown, against those before: the same file as which, and in which numbers it differs."""

    contract: Contract
    same_as: Contract | None
    other_pages: bool
    other_day: bool
    first: bool


# ---- for every room ----


def due(keys: Keyring, today: date) -> tuple[Due, ...]:
    """Return what is due or soon due in the services of the cases she holds, the earliest first."""
    looked, known, transfers = last_look(keys, today), queries.reckoned(keys, today), transfers_are_on(keys)
    found = [
        Due(place, case.name, one, one.day < today, looked is not None and looked < one.day < today)
        for place, case, watch, facts in queries.told_of_all(keys)
        if not case.dead
        for one in running(watch, facts, known.clocks(facts), today, transfers=transfers)
        if one.shows(today)
    ]
    return tuple(sorted(found, key=lambda one: (one.running.day, one.name)))


def last_look(keys: Keyring, today: date) -> date | None:
    """Return the last day before today on which somebody opened today's page; None when there was none."""
    return max((day for day in queries.house(keys).looks if day < today), default=None)


def nobody_since(keys: Keyring, today: date) -> date | None:
    """Return the first day on which nobody looked, when at least one whole day passed so; a locked desk is silent."""
    looked = last_look(keys, today)
    return looked + timedelta(1) if looked is not None and looked < today - timedelta(1) else None


# ---- this room ----


def watch_of(keys: Keyring, folder: CompartmentId) -> Watch:
    """Return what is watched over in a case; raise NoSuchCompartmentError."""
    cases.case_of(keys, folder)
    return vaults.fold(keys, folder, WATCH)


def clocks_of(keys: Keyring, folder: CompartmentId, today: date) -> tuple[Running, ...]:
    """Return everything that runs in his service; nothing for a man of whom it was accepted that he is dead."""
    if cases.is_dead(keys, folder):
        return ()
    facts = queries.facts(keys, folder)
    found = queries.reckoned(keys, today).clocks(facts)
    return running(watch_of(keys, folder), facts, found, today, transfers=transfers_are_on(keys))


def heard(keys: Keyring, folder: CompartmentId) -> date | None:
    """Return when he was last heard of."""
    return last_heard(watch_of(keys, folder))


def switched(keys: Keyring) -> Switched | None:
    """Return the lawyer's last word on watching transfers."""
    return queries.house(keys).transfers


def transfers_are_on(keys: Keyring) -> bool:
    """Tell whether the committee's lawyer lets the desk watch transfers. Without her word it does not."""
    said = switched(keys)
    return said is not None and said.on


def moves(keys: Keyring, folder: CompartmentId) -> Moves:
    """Return his way with distances and a map; raise NoSuchEntryError while no lawyer switched it on."""
    watch = watch_of(keys, folder)
    if not transfers_are_on(keys):
        raise NoSuchEntryError("transfers")
    known = stops(watch, keys.vault.day())
    been = [one for one in known if not one.ahead]
    settled = [one for one in been if one.place is not None]
    announced = next((one for one in known if one.ahead), None)
    led = way(_places(settled))
    return Moves(
        known,
        led,
        _drawn(led),
        settled[-1] if settled else None,
        bool(been) and been[-1].place is None,
        announced,
        way(_places([*settled, announced])).nearer if announced and announced.place else None,
    )


def _places(of: Sequence[Stop]) -> list[Settlement]:
    return [one.place for one in of if one.place is not None]


def _drawn(led: Way) -> Drawing | None:
    if not led.places:
        return None
    last = led.distances[-1]
    return draw(led.places, None if last.inside else last.nearest)


def stop_of(keys: Keyring, folder: CompartmentId, step: str) -> Stop:
    """Return a stop of his; raise NoSuchEntryError."""
    for one in moves(keys, folder).stops:
        if one.step.id == step:
            return one
    raise NoSuchEntryError(step)


def contracts(keys: Keyring, folder: CompartmentId) -> list[Compared]:
    """Return his contracts in the order in which they came, each compared with those before by hash, pages and day.

    Another hash does not say that a text was changed: two pictures of one sheet differ too. The same hash says that
    not a letter did.
    """
    said = watch_of(keys, folder).contracts
    return [_compared(one, said[:number]) for number, one in enumerate(said)]


def _compared(one: Contract, before: Sequence[Contract]) -> Compared:
    same = next(
        (old for old in before if old.file and one.file and old.file.stored.sha256 == one.file.stored.sha256), None
    )
    pages = {old.seen.pages for old in before if old.seen.pages is not None}
    days = {old.seen.signed for old in before if old.seen.signed is not None}
    return Compared(
        one,
        same,
        one.seen.pages is not None and bool(pages) and one.seen.pages not in pages,
        one.seen.signed is not None and bool(days) and one.seen.signed not in days,
        not before,
    )
