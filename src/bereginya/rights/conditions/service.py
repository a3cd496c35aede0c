"""How long conscript service lasts (53-FZ art. 38 and its forerunners), and being held past its end."""

from collections.abc import Callable, Mapping
from datetime import date

from bereginya.rights.calendars import months_later
from bereginya.rights.case import CONTESTED, Case
from bereginya.rights.truth import Truth, every
from bereginya.rights.values import Outcome

_REFORM = ((date(2008, 1, 1), 12), (date(2007, 1, 1), 18), (date(1995, 4, 30), 24), (date(1993, 2, 11), 18))
_LONGEST_WAY = 6  # months between a call-up and the beginning of service, at most; used where the call-up is not known


def term_1967(case: Case) -> Truth:
    """Called up under the USSR law: 24 months, 36 at sea."""
    return case.happened("call_up_date").counting(36 if case.word("sea_service") == "yes" else 24)


def term_1993(case: Case) -> Truth:
    """Called up under the law of 1993: 18 months, 24 at sea, 12 after higher education."""
    called_up = every(case.happened("call_up_date"), _told_education(case))
    return called_up.counting(_shorter(case, 24 if case.word("sea_service") == "yes" else 18))


def term_1995(case: Case) -> Truth:
    """Called up before 2007: 24 months, 12 after higher education."""
    return every(case.happened("call_up_date"), _told_education(case)).counting(_shorter(case, 24))


def term_2007(case: Case) -> Truth:
    """Called up in 2007: 18 months, 12 after higher education. A schooling nobody told can only shorten it."""
    called_up = case.happened("call_up_date").counting(_shorter(case, 18))
    if case.word("education_before_call_up") is None and called_up.value:
        return Truth(None, called_up.facts, ("education_before_call_up",), months=18)
    return called_up


def term_2008(case: Case) -> Truth:
    """Called up since 2008: 12 months."""
    return every(case.happened("call_up_date"), case.happened("service_start_date")).counting(12)


def term_overstay(case: Case) -> Truth:
    """Still a conscript although the term of his call-up is over, and no contract keeps him."""
    months = _term_months(case)
    if months is None:
        missing = tuple(key for key in ("service_start_date", "call_up_date") if case.day(key) is None)
        return Truth(None, missing=missing or ("education_before_call_up",))
    over = case.months_over("service_start_date", months)
    if case.word("contract_state") in CONTESTED:
        return every(over, case.told("contract_state")).but(Outcome.AT_RISK).called("contract-contested")
    return every(over, case.is_one("contract_state", "none"))


def _told_education(case: Case) -> Truth:
    """Ask only whether it was told: both answers give him a term, but not the same."""
    return case.is_one("education_before_call_up", "none", "secondary_vocational", "higher")


def _shorter(case: Case, months: int) -> int:
    return 12 if case.word("education_before_call_up") == "higher" else months


def _term_months(case: Case) -> int | None:
    """Return the term of his call-up, also without its day if every possible day gives the same."""
    start, called_up = case.day("service_start_date"), case.day("call_up_date")
    if start is None:
        return None
    if called_up is not None:
        return _months_for(case, called_up)
    earliest = _months_for(case, months_later(start, -_LONGEST_WAY))
    return earliest if earliest == _months_for(case, start) else None


def _months_for(case: Case, called_up: date) -> int | None:
    months = next((months for since, months in _REFORM if since <= called_up), 24)
    if months == 12 or case.word("education_before_call_up") == "higher":
        return 12
    return months if case.word("education_before_call_up") is not None else None


def ends(case: Case) -> date | None:
    """Return the last day of conscript service, where the facts give it."""
    start, months = case.day("service_start_date"), _term_months(case)
    return None if start is None or months is None else months_later(start, months)


CONDITIONS: Mapping[str, Callable[[Case], Truth]] = {
    "term.1967": term_1967,
    "term.1993": term_1993,
    "term.1995": term_1995,
    "term.2007": term_2007,
    "term.2008": term_2008,
    "term.overstay": term_overstay,
}
