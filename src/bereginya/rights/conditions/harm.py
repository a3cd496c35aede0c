"""Violence in the unit, and absence from it (UK arts. 110, 286, 337)."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from bereginya.rights.calendars import months_later
from bereginya.rights.case import Case
from bereginya.rights.truth import Truth, either, every, known
from bereginya.rights.values import Value, as_day

_MOBILISATION = date(2022, 9, 24)  # since then parts 2.1, 3.1 and 5 of art. 337 take the place of the peacetime ones


def torture(case: Case) -> Truth:
    """Tortured by a superior."""
    return every(case.yes("torture"), case.is_one("violence_by", "superior"))


def suicide(case: Case) -> Truth:
    """Took his life, or tried to."""
    return case.is_one("suicide", "attempt", "death")


def record(case: Case) -> Truth:
    """Violence is alleged, or may still be: only a plain no takes the right to a record away."""
    return either(case.is_one("violence_by", "equals", "superior"), case.yes("torture"))


def absence_end(facts: Mapping[str, Value], on: date) -> date | None:
    """Return the last day of an absence: its start and its days, or the day asked while it goes on."""
    start, days = as_day(facts.get("absence_start")), facts.get("absence_days")
    if start is None:
        return None
    return min(on, start + timedelta(days=days)) if isinstance(days, int | float) else max(on, start)


def absent_peace(case: Case) -> Truth:
    """A conscript absent over two days, before the heavier parts took over."""
    end = _end(case)
    if end is not None and end >= _MOBILISATION:
        return known(value=False, facts=("absence_start",)).called("mobilisation")
    return _absent(case)


def absent_war(case: Case) -> Truth:
    """Absent over two days during mobilisation."""
    return _absent(case)


def hardship(case: Case) -> Truth:
    """Absent over two days for hard circumstances. The note does not name the parts for mobilisation."""
    end = _end(case)
    absent = every(_absent(case), case.yes("absence_hardship"))
    return absent.called("closed-in-mobilisation") if end is not None and end >= _MOBILISATION else absent


def desertion(case: Case) -> Truth:
    """Away in order to avoid service altogether."""
    return every(_left(case), case.yes("meant_to_avoid_service"))


def _absent(case: Case) -> Truth:
    """Tell whether he is away over two days, and in which bracket; up to two days it is a matter of discipline."""
    start, end = case.day("absence_start"), _end(case)
    if start is None or end is None or case.word("left_unit") == "no":
        return _left(case)
    days, told = (end - start).days, ("absence_start", "absence_days")
    facts = told if case.number("absence_days") is not None else ("absence_start",)
    if days <= 2:
        return known(value=False, facts=facts)
    bracket = "up-to-10-days" if days <= 10 else "up-to-a-month" if end <= months_later(start, 1) else "over-a-month"
    return known(value=start <= case.on, facts=facts).called(bracket)


def _left(case: Case) -> Truth:
    return case.happened_unless("absence_start", "left_unit", "no")


def _end(case: Case) -> date | None:
    start, days = case.day("absence_start"), case.number("absence_days")
    if start is None:
        return None
    return start + timedelta(days=days) if days is not None else max(case.on, start)


CONDITIONS: Mapping[str, Callable[[Case], Truth]] = {
    "hazing.torture": torture,
    "hazing.110": suicide,
    "med.record": record,
    "awol.conscript_peace": absent_peace,
    "awol.wartime": absent_war,
    "awol.hardship": hardship,
    "desertion.338": desertion,
}
