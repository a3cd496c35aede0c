"""What a member may know about cases. A folder whose key she does not hold does not exist."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bereginya import vault as vaults
from bereginya.desk.cases.folds import CASE, FOLDER, Case, File, Folder, Todo
from bereginya.desk.cases.records import Note
from bereginya.desk.cases.sayings import saying_of
from bereginya.desk.intake import queries as intake
from bereginya.desk.intake.folds import THREAD
from bereginya.desk.intake.records import KnownOnlyToHer
from bereginya.desk.members import queries as members
from bereginya.facts.people import Name
from bereginya.vault import CompartmentId, Entry, EntryId, HolderId, Keyring
from bereginya.vault.errors import NoSuchCompartmentError, NoSuchEntryError

SOON = timedelta(days=7)
"""How far ahead a task is shown on today's page."""


@dataclass(frozen=True, slots=True, repr=False)
class Listed:
    """A case in a list. `waits` says that she wrote and nobody has answered yet."""

    folder: CompartmentId
    case: Case
    waits: bool
    late: bool


@dataclass(frozen=True, slots=True, repr=False)
class Due:
    """A task that has to be done soon, and the folder it belongs to."""

    folder: CompartmentId
    name: str
    todo: Todo
    day: date
    late: bool


# ---- for every room ----


def cases(keys: Keyring) -> tuple[Listed, ...]:
    """Return every case she can open: who waits for an answer first, then by the day something is due."""
    vaults.warm(keys, (CASE, THREAD))
    return _known_cases(keys)


def cases_so_far(keys: Keyring, seconds: float) -> tuple[tuple[Listed, ...], float]:
    """Return the cases that are read within so many seconds, those written last, and the share of all that was read."""
    share = vaults.warm(keys, (CASE, THREAD), seconds=seconds)
    return _known_cases(keys), share


def due(keys: Keyring, today: date) -> tuple[Due, ...]:
    """Return the open tasks of open cases that fall due within a week, the earliest first."""
    found = [
        Due(place, case.name, one, one.task.due, one.task.due < today)
        for place, case in vaults.fold_all(keys, CASE).items()
        if case.open
        for one in case.to_do
        if one.task.due is not None and one.task.due <= today + SOON
    ]
    return tuple(sorted(found, key=lambda one: (one.day, one.name)))


def case_of(keys: Keyring, folder: CompartmentId) -> Case:
    """Return a case at a glance; raise NoSuchCompartmentError for what is none, or not hers to open."""
    case = vaults.fold(keys, folder, CASE)
    if case.opened is None:
        raise NoSuchCompartmentError(folder)
    return case


def is_dead(keys: Keyring, folder: CompartmentId) -> bool:
    """Tell whether two people accepted that the person of a folder is dead: nobody waits for a sign of his life."""
    return case_of(keys, folder).dead


# ---- this room ----


def folder_of(keys: Keyring, folder: CompartmentId) -> Folder:
    """Return what the folder holds besides the glance."""
    case_of(keys, folder)
    return vaults.fold(keys, folder, FOLDER)


def listed(keys: Keyring, folder: CompartmentId) -> Listed:
    """Return one case as the list shows it."""
    case = case_of(keys, folder)
    last_reply = intake.thread_state(keys, folder).last_reply
    return Listed(folder, case, _waits(case, last_reply), _late(case, keys.vault.day()))


def timeline(keys: Keyring, folder: CompartmentId) -> list[Entry]:
    """Return everything that was said in the folder and to her, the newest first, with what it replaced."""
    case_of(keys, folder)
    thread = intake.thread_of(keys, folder)
    replies = {} if thread is None else {one.id: one for one in intake.conversation(keys, folder)}
    own = vaults.entries(keys, folder, history=True)
    said = {one.id: one for one in own}
    everything = [*own, *(one for name, one in replies.items() if name not in said)]
    return sorted(everything, key=lambda one: -one.position)


def messages(keys: Keyring, folder: CompartmentId) -> list[Entry]:
    """Return what she wrote and what was written to her, the oldest first."""
    kinds = {"intake.words", "intake.reply", "intake.account", "intake.attachment"}
    return [one for one in intake.conversation(keys, folder) if one.record.kind.name in kinds]


def notes(keys: Keyring, folder: CompartmentId) -> list[Entry]:
    """Return the notes, the newest first."""
    return [one for one in reversed(vaults.entries(keys, folder)) if isinstance(one.record, Note)]


def known_only_to_her(keys: Keyring, folder: CompartmentId) -> str | None:
    """Return the newest fact by which she is recognised. It is never searched with and never sent."""
    said = [one.record.fact for one in vaults.entries(keys, folder) if isinstance(one.record, KnownOnlyToHer)]
    return said[-1] if said else None


def correctable(keys: Keyring, folder: CompartmentId, name: str) -> Entry:
    """Return an entry that can be corrected with a form; raise NoSuchEntryError."""
    case_of(keys, folder)
    found = vaults.entry(keys, folder, EntryId(name))
    if saying_of(found.record) is None:
        raise NoSuchEntryError(found.id)
    return found


def erasable(keys: Keyring, folder: CompartmentId, name: str) -> Entry:
    """Return an entry whose words can be erased: what somebody said, never a decision that was signed."""
    case_of(keys, folder)
    found = vaults.entry(keys, folder, EntryId(name))
    if found.record.kind.signed or found.record.kind.name.startswith("vault."):
        raise NoSuchEntryError(found.id)
    return found


def file(keys: Keyring, folder: CompartmentId, name: str) -> File:
    """Return a file of the folder; raise NoSuchEntryError."""
    for one in folder_of(keys, folder).files:
        if one.id == name:
            return one
    raise NoSuchEntryError(EntryId(name))


def readers(keys: Keyring, folder: CompartmentId) -> tuple[members.Colleague, ...]:
    """Return the members who hold the folder's key."""
    case_of(keys, folder)
    held = vaults.holders(keys, folder)
    return tuple(one for one in members.colleagues(keys) if one.holder in held)


def others(keys: Keyring, folder: CompartmentId) -> tuple[members.Colleague, ...]:
    """Return the members at work who do not hold it."""
    held = vaults.holders(keys, folder)
    return tuple(one for one in members.colleagues(keys) if one.active and one.holder not in held)


def choices(colleagues: Sequence[members.Colleague]) -> list[tuple[str, str]]:
    """Return members as choices, by name."""
    return [(one.holder, one.name or "—") for one in colleagues]


def names_in(case: Case, held: Folder) -> list[Name]:
    """Return every name that stands in the folder's own fields."""
    person = (case.person.name, *case.person.other_names) if case.person else ()
    asker = (case.asker,) if case.asker else ()
    return [*person, *asker, *(at.record.name for at in held.relatives)]


def linked(keys: Keyring, folder: CompartmentId) -> list[tuple[CompartmentId, str, object]]:
    """Return the linked folders she can open: id, name, relation. What she cannot open is not named."""
    links = folder_of(keys, folder).links
    return [(place, case_of(keys, place).name, links[place]) for place in links if keys.holds(place)]


def by_name(keys: Keyring, name: str, but: CompartmentId) -> list[tuple[str, str]]:
    """Return up to twenty other cases in whose name this text stands, as choices."""
    wanted = _plain(name)
    found = [
        (one.folder, one.case.name)
        for one in cases(keys)
        if one.folder != but and one.case.name and wanted in _plain(one.case.name)
    ]
    return list(found[:20])


def _known_cases(keys: Keyring) -> tuple[Listed, ...]:
    answered = _answered(keys)
    today = keys.vault.day()
    found = [
        Listed(place, case, _waits(case, answered.get(place)), _late(case, today))
        for place, case in vaults.known(keys, CASE).items()
        if case.opened is not None
    ]
    return tuple(sorted(found, key=_order))


def _answered(keys: Keyring) -> Mapping[CompartmentId, int]:
    """Return the position of the newest reply, by folder, as far as threads were read."""
    found: dict[CompartmentId, int] = {}
    for thread in vaults.known(keys, THREAD).values():
        if thread.folder is not None:
            found[thread.folder] = max(thread.last_reply, found.get(thread.folder, -1))
    return found


def _waits(case: Case, last_reply: int | None) -> bool:
    """Without a thread nothing can be written to her, so that nobody waits for it."""
    return case.open and last_reply is not None and case.last_hers > last_reply


def _late(case: Case, today: date) -> bool:
    return case.open and case.due is not None and case.due < today


def _order(one: Listed) -> tuple[object, ...]:
    newest = -(one.case.last or date.min).toordinal()
    return (not one.case.open, not one.waits, one.case.due or date.max, newest, one.folder)


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("ё", "е").split())


def lead_name(case: Case, names: Mapping[HolderId, str]) -> str:
    """Return what the lead is called."""
    return (names.get(case.lead) if case.lead else None) or "—"
