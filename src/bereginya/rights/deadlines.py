"""Last days: from which fact, how long, and which rule moves an end that falls on a day off."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from bereginya.rights.calendars import (
    is_settled,
    last_working,
    months_later,
    next_working,
    working_days_later,
)
from bereginya.rights.values import Deadline, Term, Value, as_day


def _stays(day: date) -> date:
    return day


_MOVES: Mapping[str, Callable[[date], date]] = {"next": next_working, "previous": last_working, "stays": _stays}


@dataclass(frozen=True, slots=True)
class EndRule:
    """What a law says of an end on a day off: `moves` is next, previous or stays."""

    id: str
    law: str
    moves: str
    confidence: str
    lawyer: bool


def deadline(
    term: Term, facts: Mapping[str, Value], rules: Mapping[str, EndRule], *, on: date, months: int | None = None
) -> Deadline:
    """Count a term from the first known of the facts it may start from; `months` overrides its own."""
    if not term.counts:
        return Deadline(term.kind, term.text)
    if term.yearly is not None:
        return Deadline(term.kind, term.text, *_yearly(term.yearly, facts, term.start, on))
    start = next((key for key in term.start if as_day(facts.get(key)) is not None), None)
    begun = None if start is None else as_day(facts.get(start))
    if begun is None:
        return Deadline(term.kind, term.text, missing=next(iter(term.start), None))
    counted = _counted(term, begun, months)
    rule = rules[term.end_rule]
    day = _MOVES[rule.moves](counted)
    return Deadline(
        term.kind,
        term.text,
        day,
        counted,
        start,
        moved_by=rule.law if day != counted else None,
        settled=rule.moves == "stays" or is_settled(counted),
    )


def _counted(term: Term, begun: date, months: int | None) -> date:
    if months is not None or term.months:
        return months_later(begun, term.months if months is None else months)
    if term.counting == "working":
        return working_days_later(begun, term.days)
    return begun + timedelta(days=term.days)


def _yearly(
    yearly: tuple[int, int], facts: Mapping[str, Value], start: tuple[str, ...], on: date
) -> tuple[date, date, str | None]:
    """Return the day before the yearly one: the last before the known fact, or else the next after the day asked."""
    month, day = yearly
    key = next((key for key in start if as_day(facts.get(key)) is not None), None)
    known = None if key is None else as_day(facts.get(key))
    if known is not None:
        last = date(known.year, month, day)
        last = last if last < known else last.replace(year=known.year - 1)
    else:
        last = date(on.year, month, day)
        last = last if on < last else last.replace(year=on.year + 1)
    before = last - timedelta(days=1)
    return before, before, key
