"""What the entries of a folder, a thread, the reception and the house add up to for this room."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any  # the fields of a request have different types

from bereginya.desk.intake.records import (
    Account,
    Allowed,
    Asker,
    Attachment,
    Attended,
    Counted,
    EndCounted,
    KnownOnlyToHer,
    Opening,
    Passed,
    ReceiptReplaced,
    Reopened,
    Reply,
    SafeContact,
    SetAside,
    Sorted,
    Taken,
    Waiting,
    Way,
    Words,
    WriteTo,
)
from bereginya.facts.changing import changed
from bereginya.facts.records import Record
from bereginya.vault import CompartmentId, Entry, Fold, HolderId

_REMEMBERED = 4_000
"""Characters of her words that the list keeps at hand; the page reads all of them."""
_HERS = (Words, Asker, Account, Allowed, SafeContact, KnownOnlyToHer, Attachment)


@dataclass(frozen=True, slots=True, repr=False)
class Request:
    """One request. `opening` is None for a compartment that is no request.

    `last_said` is the position of the newest thing she said, to be held against the newest reply of the thread.
    """

    opening: Opening | None = None
    came: date | None = None
    at: datetime | None = None
    entered_by: HolderId | None = None
    words: str = ""
    asker: Asker | None = None
    account: Account | None = None
    allowed: Allowed | None = None
    contact: SafeContact | None = None
    known: KnownOnlyToHer | None = None
    files: int = 0
    last_said: int = -1
    last_day: date | None = None
    sorted: Sorted | None = None
    passed: Passed | None = None
    taken: Taken | None = None
    aside: SetAside | None = None
    thread: CompartmentId | None = None

    @property
    def open(self) -> bool:
        """Whether somebody still has to decide what becomes of it."""
        return self.opening is not None and self.taken is None and self.aside is None


@dataclass(frozen=True, slots=True, repr=False)
class Thread:
    """What was written to her: how many replies, the position and day of the newest, and which folder it belongs to."""

    folder: CompartmentId | None = None
    replies: int = 0
    last_reply: int = -1
    last_day: date | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Reception:
    """The reserved requests that nobody has attended to yet: number and day."""

    waiting: Mapping[str, date] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, repr=False)
class CounterBook:
    """How many came, by month, way and language, and how many of a month's ended how. No name is in it."""

    came: Mapping[tuple[str, Way, str], int] = field(default_factory=dict)
    ended: Mapping[tuple[str, str], int] = field(default_factory=dict)


def _request(state: Request, entry: Entry) -> Request:
    record = entry.record
    if isinstance(record, Opening):
        return _opened(state, entry, record)
    if state.opening is None:
        return state
    if isinstance(record, _HERS):
        said = _said(state, record)
        if entry.author is None:
            said |= {"last_said": entry.position, "last_day": entry.day}
        return changed(state, **said) if said else state
    return state if entry.author is None else _decided(state, record)


def _opened(state: Request, entry: Entry, record: Opening) -> Request:
    if state.opening is not None:
        return state
    return changed(
        state,
        opening=record,
        came=entry.day,
        at=entry.at,
        entered_by=entry.author,
        thread=record.thread,
        last_said=entry.position,
        last_day=entry.day,
    )


def _said(state: Request, record: Record) -> dict[str, Any]:  # noqa: PLR0911 - one line a kind
    """Return the fields that change with what she said; put together with others, since each copy takes its time."""
    match record:
        case Words(text):
            return {"words": f"{state.words}\n\n{text}".strip()[:_REMEMBERED]} if state.open else {}
        case Asker():
            return {"asker": record}
        case Account():
            return {"account": record}
        case Allowed():
            return {"allowed": record}
        case SafeContact():
            return {"contact": record}
        case KnownOnlyToHer():
            return {"known": record}
        case Attachment():
            return {"files": state.files + 1}
        case _:
            return {}


def _decided(state: Request, record: Record) -> Request:  # noqa: PLR0911 - one line a kind
    match record:
        case Sorted():
            return changed(state, sorted=record)
        case Passed():
            return changed(state, passed=record)
        case Taken():
            return changed(state, taken=record, aside=None, passed=None, words="")
        case SetAside():
            return changed(state, aside=record, passed=None)
        case Reopened():
            return changed(state, aside=None)
        case ReceiptReplaced(thread):
            return changed(state, thread=thread)
        case _:
            return state


def _thread(state: Thread, entry: Entry) -> Thread:
    record = entry.record
    if isinstance(record, WriteTo):
        return changed(state, folder=record.address.compartment)
    if isinstance(record, Reply):
        return changed(state, replies=state.replies + 1, last_reply=entry.position, last_day=entry.day)
    return state


def _reception(state: Reception, entry: Entry) -> Reception:
    record = entry.record
    if isinstance(record, Waiting):
        return Reception({**state.waiting, record.number: entry.day})
    if isinstance(record, Attended):
        return Reception({number: day for number, day in state.waiting.items() if number != record.number})
    return state


def _counters(state: CounterBook, entry: Entry) -> CounterBook:
    record = entry.record
    if isinstance(record, Counted):
        came = (record.month, record.way, record.language)
        return changed(state, came={**state.came, came: state.came.get(came, 0) + 1})
    if isinstance(record, EndCounted):
        ended = (record.month, record.how)
        return changed(state, ended={**state.ended, ended: state.ended.get(ended, 0) + 1})
    return state


REQUEST: Fold[Request] = Fold("intake.request", Request(), _request)
THREAD: Fold[Thread] = Fold("intake.thread", Thread(), _thread, frozenset({WriteTo, Reply}))
RECEPTION: Fold[Reception] = Fold("intake.reception", Reception(), _reception)
COUNTERS: Fold[CounterBook] = Fold("intake.counters", CounterBook(), _counters)
