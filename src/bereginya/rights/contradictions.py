"""Facts that cannot all be true. They are said and asked again, never weighed against each other by a program."""

from collections.abc import Mapping
from datetime import date, timedelta

from bereginya.rights.calendars import years_at
from bereginya.rights.values import Contradiction, Value, as_day

_ORDER = (
    ("birth_date", "call_up_date"),
    ("birth_date", "service_start_date"),
    ("birth_date", "death_date"),
    ("call_up_date", "service_start_date"),
    ("service_start_date", "oath_date"),
    ("service_start_date", "combat_tasks_date"),
    ("service_start_date", "death_date"),
    ("contract_date", "contract_known_date"),
    ("combat_tasks_date", "death_date"),
    ("last_contact_date", "death_date"),
    ("absence_start", "death_date"),
    ("sent_date", "registered_date"),
    ("registered_date", "answer_date"),
    ("last_contact_date", "court_missing_date"),
)
"""The first never comes after the second."""

_EXCLUDE = (
    ("contract-none-but-dated", "contract_state", {"none"}, ("contract_date", "contract_known_date")),
    ("not-in-combat-but-dated", "in_combat", {"no"}, ("combat_tasks_date",)),
    ("no-oath-but-dated", "oath_taken", {"no"}, ("oath_date",)),
    ("draftee-but-serving", "status", {"draftee"}, ("service_start_date", "combat_tasks_date", "absence_start")),
    ("no-letter-but-dated", "letter", {"none"}, ("sent_date", "registered_date")),
)
"""A word that excludes that any of these days exists."""

_YOUNGEST = 16  # nobody is called up, signs or serves younger; a younger man is a slip in one of two dates


def contradictions(facts: Mapping[str, Value], on: date) -> tuple[Contradiction, ...]:
    """Return every contradiction among the facts on a day, each with the keys that take part."""
    return (*_order(facts), *_excluded(facts, on), *_ages(facts), *_absence(facts))


def unsettled(found: tuple[Contradiction, ...]) -> frozenset[str]:
    """Name the facts that cannot be used."""
    return frozenset(key for one in found for key in one.facts)


def _order(facts: Mapping[str, Value]) -> list[Contradiction]:
    found = []
    for first, second in _ORDER:
        if first in facts and second in facts:
            one, other = as_day(facts[first]), as_day(facts[second])
            if one is not None and other is not None and one > other:
                found.append(Contradiction("order", (first, second)))
    return found


def _excluded(facts: Mapping[str, Value], on: date) -> list[Contradiction]:
    """Days still to come exclude nothing: a draftee may know the day his service begins."""
    return [
        Contradiction(code, (key, *_over(facts, days, on)))
        for code, key, words, days in _EXCLUDE
        if facts.get(key) in words and _over(facts, days, on)
    ]


def _over(facts: Mapping[str, Value], keys: tuple[str, ...], on: date) -> tuple[str, ...]:
    return tuple(key for key in keys if (day := as_day(facts.get(key))) is not None and day <= on)


def _ages(facts: Mapping[str, Value]) -> list[Contradiction]:
    born = as_day(facts.get("birth_date"))
    if born is None:
        return []
    return [
        Contradiction("too-young", ("birth_date", key))
        for key in ("service_start_date", "contract_date", "combat_tasks_date")
        if (day := as_day(facts.get(key))) is not None and born <= day and years_at(born, day) < _YOUNGEST
    ]


def _absence(facts: Mapping[str, Value]) -> list[Contradiction]:
    """An absence that began after the last day it can have lasted to."""
    start, days, died = as_day(facts.get("absence_start")), facts.get("absence_days"), as_day(facts.get("death_date"))
    if start is None or not isinstance(days, int | float) or died is None:
        return []
    ends = start + timedelta(days=days)
    return [Contradiction("order", ("absence_start", "absence_days", "death_date"))] if ends > died else []
