"""What an office, a police station or the family itself did."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from bereginya.rights.case import Case
from bereginya.rights.truth import Truth, every, known

_DAYS_TO_ANSWER = 30  # 59-FZ art. 12(1), and as many again with notice
_NO_MAIL_SINCE = date(2025, 3, 30)  # 547-FZ: what comes by ordinary e-mail need not be considered


def registered(case: Case) -> Truth:
    """An appeal that was sent is registered; since 30 March 2025 one by ordinary e-mail need not be."""
    sent, written = case.happened("sent_date"), case.is_one("letter", "appeal", "prosecutor_complaint", "other")
    day = case.day("sent_date")
    if day is None or day < _NO_MAIL_SINCE:
        return every(sent, written)
    return every(sent, written, case.is_one("channel", "email").negated())


def no_answer(case: Case) -> Truth:
    """Thirty days since registration are over (sixty with notice) and no answer came, or it came late."""
    registered, answered = case.day("registered_date"), case.day("answer_date")
    if registered is None:
        return Truth(None, missing=("registered_date",))
    days = _DAYS_TO_ANSWER * (2 if case.word("answer_prolonged") == "yes" else 1)
    last = registered + timedelta(days=days)
    if answered is not None and answered <= case.on:
        late = known(value=answered > last, facts=("registered_date", "answer_date"))
    elif case.on <= last:
        late = known(value=False, facts=("registered_date",))
    else:
        late = Truth(None, ("registered_date",), ("answer_date",))
    return every(late, case.is_one("letter", "appeal", "prosecutor_complaint", "other"))


def detained_too_long(case: Case) -> Truth:
    """Held over 3 hours, or over 48 when the charge allows arrest."""
    hours = case.number("detention_hours")
    held = case.yes("detained")
    if hours is None:
        return every(held, Truth(None, missing=("detention_hours",)))
    if hours <= 3 or hours > 48:
        return every(held, known(value=hours > 48, facts=("detention_hours",)))
    return every(held, known(value=True, facts=("detention_hours",)), case.no("arrest_possible"))


def anybody(case: Case) -> Truth:  # noqa: ARG001  every condition gets the case, also one that asks nothing
    """Hold for everybody the provision applies to."""
    return known(value=True)


CONDITIONS: Mapping[str, Callable[[Case], Truth]] = {
    "write.59.register": registered,
    "write.59.answer": no_answer,
    "detention.limits": detained_too_long,
    "search.rights": anybody,
}
