"""What the entries of a folder add up to. Pure: an entry comes in, the next state goes out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Generic, TypeVar  # Any: the fields of a case have different types

from bereginya.desk.cases.records import (
    Closed,
    Consented,
    Dead,
    Draft,
    Filed,
    FileMarked,
    HandedOver,
    Linked,
    Need,
    NeedMet,
    PersonTold,
    Reachable,
    Relative,
    Reopened,
    Served,
    Task,
    Task1,
    TaskDone,
    Unlinked,
)
from bereginya.desk.intake.records import Allowed, Asker, Attachment, NamedFile, SafeContact, Taken, Words
from bereginya.facts.changing import changed
from bereginya.facts.consent import Consent
from bereginya.facts.people import Name, Person, Relation
from bereginya.facts.records import Record
from bereginya.vault import CompartmentId, Entry, EntryId, Fold, HolderId

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True, repr=False)
class At(Generic[R]):
    """A record with the entry that said it."""

    id: EntryId
    record: R


@dataclass(frozen=True, slots=True, repr=False)
class File:
    """A file of the folder, whoever sent it."""

    id: EntryId
    file: NamedFile
    says: str | None
    day: date
    hers: bool
    hard: bool | None

    @property
    def veiled(self) -> bool:
        """Whether it is shown small and grey first: it is hard to look at, or she sent it and nobody looked yet."""
        return self.hard is not False


@dataclass(frozen=True, slots=True, repr=False)
class Todo:
    """A task and whether it is done."""

    id: EntryId
    task: Task
    done: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class Wanted:
    """A need and how it was met, if it was."""

    id: EntryId
    need: Need
    met: NeedMet | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Case:
    """A folder at a glance. `opened` is None for a compartment that is no case.

    `last_hers` is the position of the newest thing she said, to be held against the newest reply of the thread. `dead`
    is true once two people accepted it.
    """

    opened: date | None = None
    lead: HolderId | None = None
    person: Person | None = None
    asker: Name | None = None
    relation: Relation | None = None
    last: date | None = None
    last_hers: int = -1
    closed: Closed | None = None
    tasks: tuple[Todo, ...] = ()
    dead: bool = False

    @property
    def open(self) -> bool:
        """Whether somebody works on it."""
        return self.opened is not None and self.closed is None

    @property
    def name(self) -> str:
        """The name by which members know the folder: the person's, or the asker's, or nothing."""
        known = self.person.name if self.person else self.asker
        return known.raw if known else ""

    @property
    def some_done(self) -> bool:
        """Whether a task is done."""
        return any(one.done for one in self.tasks)

    @property
    def to_do(self) -> tuple[Todo, ...]:
        """The tasks that are left. What is addressed to a dead man is not."""
        return tuple(one for one in self.tasks if not (one.done or (self.dead and one.task.to_him)))

    @property
    def stopped(self) -> tuple[Todo, ...]:
        """The tasks that stopped by themselves, because they are addressed to a dead man."""
        return tuple(one for one in self.tasks if self.dead and one.task.to_him and not one.done)

    @property
    def all_done(self) -> bool:
        """Whether no task is left."""
        return not self.to_do

    @property
    def due(self) -> date | None:
        """The first day by which something has to be done."""
        return min((one.task.due for one in self.to_do if one.task.due), default=None)


@dataclass(frozen=True, slots=True, repr=False)
class Folder:
    """What the folder's page shows besides the glance and the messages."""

    person: At[PersonTold] | None = None
    relatives: tuple[At[Relative], ...] = ()
    service: tuple[At[Served], ...] = ()
    contacts: tuple[At[Reachable], ...] = ()
    her_contact: SafeContact | None = None
    consent: Consent | None = None
    needs: tuple[Wanted, ...] = ()
    files: tuple[File, ...] = ()
    draft: str | None = None
    links: Mapping[CompartmentId, Relation] = field(default_factory=dict)


def _case(state: Case, entry: Entry) -> Case:
    record = entry.record
    new: dict[str, Any] = {}  # put together first, since each copy takes its time
    if isinstance(record, Taken):
        new = {"opened": state.opened or entry.day, "lead": record.lead}
    if entry.author is None and isinstance(record, Words | Attachment):
        new["last_hers"] = entry.position
    if state.opened is not None or isinstance(record, Taken | Asker):
        new |= _known(state, record, entry.id)
        new["last"] = entry.day
    return changed(state, **new) if new else state


def _known(state: Case, record: Record, name: EntryId) -> dict[str, Any]:  # noqa: PLR0911 - one line a kind
    """Return the fields that change with what was said."""
    match record:
        case Asker(name=asker, concerns=concerns) if state.person is None:
            about = Person(Name(concerns)) if concerns else None
            return {"asker": Name(asker) if asker else state.asker, "person": about}
        case PersonTold(person=person, asker=asker, relation=relation):
            return {"person": person, "asker": asker or state.asker, "relation": relation or state.relation}
        case Task():
            return {"tasks": (*state.tasks, Todo(name, record))}
        case Task1(text=text, due=due, who=who):
            return {"tasks": (*state.tasks, Todo(name, Task(text, due, who)))}
        case TaskDone(task=task, done=done):
            return {"tasks": tuple(changed(one, done=done) if one.id == task else one for one in state.tasks)}
        case HandedOver(to=to):
            return {"lead": to}
        case Dead(dead=dead):
            return {"dead": dead}
        case Closed():
            return {"closed": record}
        case Reopened():
            return {"closed": None}
        case _:
            return {}


def _folder(state: Folder, entry: Entry) -> Folder:  # noqa: C901, PLR0911, PLR0912 - one line a kind
    record = entry.record
    match record:
        case PersonTold():
            return changed(state, person=At(entry.id, record))
        case Relative():
            return changed(state, relatives=(*state.relatives, At(entry.id, record)))
        case Served():
            return changed(state, service=_in_time((*state.service, At(entry.id, record))))
        case Reachable():
            return changed(state, contacts=(*state.contacts, At(entry.id, record)))
        case SafeContact():
            return changed(state, her_contact=record)
        case Consented(consent=consent) | Allowed(consent=consent):
            return changed(state, consent=consent)
        case Need():
            return changed(state, needs=(*state.needs, Wanted(entry.id, record)))
        case NeedMet(need=need):
            return changed(state, needs=tuple(_met(one, record) if one.id == need else one for one in state.needs))
        case Filed(file=file, says=says, hard=hard):
            return changed(state, files=(*state.files, File(entry.id, file, says, entry.day, hers=False, hard=hard)))
        case Attachment(file=file, says=says):
            return changed(state, files=(*state.files, File(entry.id, file, says, entry.day, hers=True, hard=None)))
        case FileMarked(entry=name, hard=hard):
            return changed(
                state, files=tuple(changed(one, hard=hard) if one.id == name else one for one in state.files)
            )
        case Draft(text=text):
            return changed(state, draft=text)
        case Linked(to=to, relation=relation):
            return changed(state, links={**state.links, to: relation})
        case Unlinked(to=to):
            return changed(state, links={place: one for place, one in state.links.items() if place != to})
        case _:
            return state


def _met(wanted: Wanted, record: NeedMet) -> Wanted:
    return changed(wanted, met=record if record.met else None)


def _in_time(events: tuple[At[Served], ...]) -> tuple[At[Served], ...]:
    """Put dated events in order, by the latest day that can be meant; what nobody dated stays at the end, as told."""

    def when(at: At[Served]) -> date:
        told = at.record.event.when
        return (told and told.last) or date.max

    return tuple(sorted(events, key=when))


CASE: Fold[Case] = Fold("cases.case", Case(), _case)
FOLDER: Fold[Folder] = Fold("cases.folder", Folder(), _folder)
