"""The clocks that run on a letter, and the step up that an answer, a refusal or silence leads to; law in clocks.toml.

Days are counted from the day after the one that starts them. Where the day that starts a clock was not written down,
the latest day it can have been stands in, and the clock says so: an office is never called late too early.
"""

import tomllib
from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any, Literal

from bereginya.letters.calendars import Calendar
from bereginya.letters.errors import ClockError


class Start(Enum):
    """The day from which a clock counts."""

    SENT = "sent"
    RECEIVED = "received"
    REGISTERED = "registered"
    LEARNED = "learned"
    REFUSED = "refused"
    FULL_TEXT = "full-text"
    EVENT = "event"
    DISPATCH = "dispatch"
    DECIDED = "decided"


_FIELDS = {one: one.value.replace("-", "_") for one in Start}
"""The field of Days that holds each start."""


class Unit(Enum):
    """How a term is counted."""

    DAYS = "days"
    WORKING_DAYS = "working-days"
    MONTHS = "months"
    BEFORE = "before"


class Whose(Enum):
    """Who has to act before the day is over."""

    OFFICE = "office"
    US = "us"


class Outcome(Enum):
    """What came of a letter. ANSWER is one that does not give what was asked for."""

    ANSWER = "answer"
    REFUSAL = "refusal"
    SILENCE = "silence"


class Doubt(Enum):
    """What a due day rests on that nobody told us."""

    POST = "post"
    REGISTRATION = "registration"
    CALENDAR = "calendar"
    FULL_TEXT = "full-text"


@dataclass(frozen=True, slots=True)
class Days:
    """The days of a letter, as far as they are known. `dispatch` is the day a draftee is expected to be sent off.

    Of a court: `decided` is the day of its decision or ruling, `full_text` the day its full text was made.
    """

    sent: date | None = None
    received: date | None = None
    registered: date | None = None
    learned: date | None = None
    refused: date | None = None
    full_text: date | None = None
    event: date | None = None
    dispatch: date | None = None
    decided: date | None = None


@dataclass(frozen=True, slots=True)
class ClockRule:
    """One term of the law, as clocks.toml has it. `only` names what has to have happened for it to count."""

    id: str
    kinds: tuple[str, ...]
    starts: Start
    unit: Unit
    count: int
    whose: Whose
    what: Mapping[str, str]
    cite: str
    provision: str
    since: date
    until: date | None
    moves: bool
    moves_cite: str
    confidence: str
    lawyer: bool
    answer: bool
    only: str
    before: tuple[int, int] | None = None
    months_of_dispatch: tuple[int, ...] = ()
    years_earlier: int = 0


@dataclass(frozen=True, slots=True)
class Moved:
    """Why a last day is not the counted one: the days off that were in the way, and the rule that says where to."""

    counted: date
    because: tuple[tuple[date, str], ...]
    cite: str


@dataclass(frozen=True, slots=True)
class Clock:
    """One running clock: its rule, the day it started, its last day, what moved it, and what it rests on.

    `safe` is the day by which we ourselves should act: a working day not after the counted one; nothing rests then on
    the rule that moved it.
    """

    rule: ClockRule
    started: date
    due: date
    safe: date
    moved: Moved | None
    doubts: tuple[Doubt, ...]

    def days_left(self, today: date) -> int:
        """Return the days from today to the last one; below zero it is overdue since so many."""
        return (self.due - today).days


@dataclass(frozen=True, slots=True)
class Step:
    """The next step up: what, to whom, by which article; `template` is empty where a lawyer has to write it."""

    kinds: tuple[str, ...]
    after: tuple[Outcome, ...]
    template: str
    to: str
    what: Mapping[str, str]
    cite: str
    provision: str
    confidence: str
    lawyer: bool


def clocks(
    kind: str, days: Days, calendar: Calendar | None = None, *, happened: frozenset[str] = frozenset()
) -> tuple[Clock, ...]:
    """Return the clocks that run on a letter of this kind, the earliest first.

    `happened` holds what makes conditional terms count: `prolonged`, `prolonged-twice`, `no-check-needed`. A clock
    whose start is not known, nor can be bounded from what is, does not run yet. Raises ClockError for an unknown kind.
    """
    rules = _rules_of(kind)
    if not rules and kind not in kinds_without_clock():
        raise ClockError(f"no clock for {kind}")
    made = (_clock(one, days, _calendar_of(one, calendar)) for one in rules if not one.only or one.only in happened)
    return tuple(sorted((one for one in made if one is not None), key=lambda one: (one.due, one.rule.id)))


def next_steps(kind: str, outcome: Outcome) -> tuple[Step, ...]:
    """Return what can be done next, in the order in which it is usually done."""
    return tuple(one for one in every_step() if kind in one.kinds and outcome in one.after)


def answer_due(running: tuple[Clock, ...]) -> Clock | None:
    """Return the clock by which an office has to answer: the last one that counts, as prolonging moves it."""
    return max((one for one in running if one.rule.answer), key=lambda one: one.due, default=None)


def contradictions(days: Days, today: date) -> tuple[str, ...]:
    """Return what cannot be: a day after today (or a wrong computer clock), an answer before the letter.

    Each is a pair like `received<sent` or `sent>today`, for which the desk has a sentence.
    """
    order = [("sent", days.sent), ("received", days.received), ("registered", days.registered)]
    known = [(name, day) for name, day in order if day is not None]
    found = [f"{name}>today" for name, day in known if day > today]
    found += [f"{later}<{earlier}" for (earlier, one), (later, two) in pairwise(known) if two < one]
    return tuple(found)


@cache
def clock_rules() -> tuple[ClockRule, ...]:
    """Return every term of the law we count."""
    return tuple(map(_rule, _data()["clock"]))


def kinds_without_clock() -> frozenset[str]:
    """Return kinds of letters that no term runs on, such as a power of attorney."""
    return frozenset({"power-of-attorney", ""})


@cache
def every_step() -> tuple[Step, ...]:
    """Return every next step we know, in order."""
    return tuple(
        Step(
            kinds=tuple(raw["kinds"]),
            after=tuple(map(Outcome, raw["after"])),
            **{key: raw[key] for key in ("template", "to", "what", "cite", "provision", "confidence", "lawyer")},
        )
        for raw in _data()["step"]
    )


@cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads((files("bereginya.letters") / "clocks.toml").read_text("utf-8"))


def _rule(raw: Mapping[str, Any]) -> ClockRule:
    before = raw.get("before")
    return ClockRule(
        kinds=tuple(raw["kinds"]),
        starts=Start(raw["starts"]),
        unit=Unit(raw["unit"]),
        count=raw.get("count", 0),
        whose=Whose(raw["whose"]),
        until=raw.get("until"),
        moves=raw["end"] == "next-working",
        moves_cite=raw.get("end_cite", ""),
        answer=raw.get("answer", False),
        only=raw.get("only", ""),
        before=None if before is None else (int(before[:2]), int(before[3:])),
        months_of_dispatch=tuple(raw.get("months_of_dispatch", ())),
        years_earlier=raw.get("years_earlier", 0),
        **{key: raw[key] for key in ("id", "what", "cite", "provision", "since", "confidence", "lawyer")},
    )


_CALENDARS = {"RU": Calendar("RU"), "UA": Calendar("UA")}


@cache
def _rules_of(kind: str) -> tuple[ClockRule, ...]:
    return tuple(one for one in clock_rules() if kind in one.kinds)


def _calendar_of(rule: ClockRule, calendar: Calendar | None) -> Calendar:
    """Return the calendar of the country whose law it is; the one given where it is of that country."""
    country: Literal["RU", "UA"] = "UA" if rule.id.startswith("ua.") else "RU"
    return calendar if calendar is not None and calendar.country == country else _CALENDARS[country]


def _clock(rule: ClockRule, days: Days, calendar: Calendar) -> Clock | None:
    started, doubts = _start(rule.starts, days, calendar)
    if started is None or started < rule.since or (rule.until is not None and started > rule.until):
        return None
    counted = _counted(rule, started, calendar)
    if counted is None:
        return None
    due = calendar.next_working(counted) if rule.moves else counted
    moved = Moved(counted, tuple(_between(counted, due, calendar)), rule.moves_cite) if due != counted else None
    if not calendar.sure_about(due):
        doubts = (*doubts, Doubt.CALENDAR)
    return Clock(rule, started, due, calendar.working_before(counted), moved, doubts)


def _between(counted: date, due: date, calendar: Calendar) -> Iterator[tuple[date, str]]:
    day = counted
    while day < due:
        yield day, calendar.day_off(day) or ""
        day += timedelta(1)


def _start(start: Start, days: Days, calendar: Calendar) -> tuple[date | None, tuple[Doubt, ...]]:
    known: date | None = getattr(days, _FIELDS[start])
    if known is not None or (start is not Start.RECEIVED and start is not Start.REGISTERED):
        return known, ()
    post, desk = _assumed()
    if start is Start.RECEIVED:
        if days.registered is not None:
            return days.registered, ()
        return (days.sent and days.sent + post), (Doubt.POST,)
    received, doubts = _start(Start.RECEIVED, days, calendar)
    if received is None:
        return None, doubts
    return calendar.next_working(received + desk), (*doubts, Doubt.REGISTRATION)


@cache
def _assumed() -> tuple[timedelta, timedelta]:
    """Return how long the post and the registration can take."""
    assume = _data()["assume"]
    return timedelta(assume["post_days"]), timedelta(assume["register_days"])


def _counted(rule: ClockRule, started: date, calendar: Calendar) -> date | None:
    if rule.unit is Unit.DAYS:
        return started + timedelta(rule.count)
    if rule.unit is Unit.WORKING_DAYS:
        return calendar.after_working_days(started, rule.count)
    if rule.unit is Unit.MONTHS:
        return months_after(started, rule.count)
    if rule.before is None or started.month not in rule.months_of_dispatch:
        return None
    return date(started.year - rule.years_earlier, *rule.before) - timedelta(1)


def months_after(day: date, months: int) -> date:
    """Return the day of the same number so many months later, or the last day of a month that has no such day.

    >>> months_after(date(2023, 11, 30), 3)
    datetime.date(2024, 2, 29)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
