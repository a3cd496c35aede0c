"""Who is called up and when, deferments that need more than a table, alternative service, contesting the draft."""

from collections.abc import Callable, Mapping
from datetime import date

from bereginya.rights.calendars import years_at
from bereginya.rights.case import Case
from bereginya.rights.truth import Truth, either, every, known
from bereginya.rights.values import Outcome

_WINDOWS = (((4, 1), (7, 15)), ((10, 1), (12, 31)))
_SPECIAL = {
    "none": _WINDOWS,
    "rural_field_worker": (((10, 15), (12, 31)),),
    "teacher": (((5, 1), (7, 15)),),
    "far_north": (((5, 1), (7, 15)), ((11, 1), (12, 31))),
}
_RESERVE_SINCE = date(2023, 12, 31)  # 439-FZ: whoever was 27 by this day is not called up under the new age
_SUSPENSION_SEEN = date(2026, 3, 10)  # the last day on which the automatic suspension was seen in force


def age_27(case: Case) -> Truth:
    """Is 18 and not yet 27."""
    return case.age_between(18, 27)


def age_30(case: Case) -> Truth:
    """Is 18 and not yet 30, and was not 27 by the end of 2023."""
    return every(case.age_between(18, 30), _was_27_by_2023(case).negated())


def age_27_by_2023(case: Case) -> Truth:
    """Was 27 by the end of 2023 and is called up all the same."""
    return every(_was_27_by_2023(case), case.told("call_up_date"))


def windows_to_2025(case: Case) -> Truth:
    """Called up outside the dates of the spring and autumn draft."""
    return _outside(case, "call_up_date")


def year_round_2026(case: Case) -> Truth:
    """Dispatched outside the two windows; the commission may sit on any day.

    The day of call-up stands for the dispatch as long as nobody has told the two apart.
    """
    if case.day("dispatch_date") is not None:
        return _outside(case, "dispatch_date")
    outside = _outside(case, "call_up_date")
    return Truth(None, outside.facts, ("dispatch_date",)) if outside.value else outside


def summons_30_days(case: Case) -> Truth:
    """Summoned; a date more than 30 days after the entry in the register is a breach."""
    summoned = case.told("call_up_date")
    entered, called = case.day("summons_entry_date"), case.day("call_up_date")
    if called is None:
        return summoned
    if entered is None:
        return Truth(None, summoned.facts, ("summons_entry_date",))
    late = known(value=True, facts=("summons_entry_date", "call_up_date"))
    return late.but(Outcome.VIOLATED) if (called - entered).days > 30 else late


def decision_valid_year(case: Case) -> Truth:
    """The decision was taken less than a year ago and not carried out."""
    return every(case.happened("call_up_date"), case.months_over("call_up_date", 12).negated())


def student_1989(case: Case) -> Truth:
    """A student of 1989, or one called up in 1986-1989 and released."""
    studies = case.is_one("study", "none").negated()
    called = case.day("call_up_date")
    if called is not None and not date(1986, 1, 1) <= called <= date(1991, 12, 31):
        return known(value=False, facts=("call_up_date",))
    return studies


def student(case: Case) -> Truth:
    """Studies full-time on an accredited programme, for the first time at this level."""
    level = case.is_one("study", "school", "secondary_vocational", "bachelor", "specialist", "master", "postgraduate")
    studies = every(case.is_one("study", "none").negated(), case.yes("study_full_time"), case.yes("study_accredited"))
    if level.value is not True or case.word("study") in {"school", "postgraduate"}:
        return every(level, studies)
    first = case.yes("master_same_year" if case.word("study") == "master" else "first_of_level")
    return every(level, studies, first)


def discharge_family(case: Case) -> Truth:
    """A family ground arose during service."""
    carer = every(case.yes("cares_for_relative"), case.yes("care_conclusion"), case.no("other_carer"))
    guardian = every(case.yes("guardian_of_sibling"), case.no("other_carer"))
    return either(
        case.at_least("children", 2),
        case.yes("disabled_child_under_3"),
        case.yes("child_without_mother"),
        carer,
        guardian,
    )


def alternative(case: Case) -> Truth:
    """Convictions or faith against service, or the life of a small indigenous people."""
    return either(case.yes("beliefs_against_service"), case.yes("indigenous_way_of_life"))


def deadline_autumn(case: Case) -> Truth:
    """Would be dispatched in October to December and has not applied before 1 April."""
    return _applied_late(case, months=range(10, 13), before=(4, 1), years_back=0)


def deadline_spring(case: Case) -> Truth:
    """Would be dispatched in April to July and has not applied before 1 October of the year before."""
    return _applied_late(case, months=range(4, 8), before=(10, 1), years_back=1)


def appeal_suspends(case: Case) -> Truth:
    """Dispatched although the decision was before a court. Since a bill of 2026-03-10 only at risk."""
    dispatch = "dispatch_date" if case.day("dispatch_date") is not None else "call_up_date"
    went, filed = case.day(dispatch), case.day("sent_date")
    if went is None or filed is None:
        return Truth(None, missing=tuple(key for key in (dispatch, "sent_date") if case.day(key) is None))
    after = every(
        known(value=filed <= went <= case.on, facts=("sent_date", dispatch)), case.is_one("letter", "draft_appeal")
    )
    return after if went <= _SUSPENSION_SEEN else after.but(Outcome.AT_RISK).called("suspension-may-be-gone")


def _was_27_by_2023(case: Case) -> Truth:
    born = case.day("birth_date")
    if born is None:
        return Truth(None, missing=("birth_date",))
    return known(value=years_at(born, _RESERVE_SINCE) >= 27, facts=("birth_date",))


def _outside(case: Case, key: str) -> Truth:
    day = case.day(key)
    if day is None:
        return Truth(None, missing=(key,))
    if not _within(day, _WINDOWS):
        return known(value=True, facts=(key,))
    if day.year < 2008 and (7, 1) <= (day.month, day.day) <= (7, 15):
        return known(value=True, facts=(key,)).but(Outcome.AT_RISK).called("spring-ended-earlier")
    special = case.word("special_dispatch")
    if special is not None:
        return known(value=not _within(day, _SPECIAL[special]), facts=(key, "special_dispatch"))
    if all(_within(day, windows) for windows in _SPECIAL.values()):
        return known(value=False, facts=(key,))
    return Truth(None, (key,), ("special_dispatch",))


def _within(day: date, windows: tuple[tuple[tuple[int, int], tuple[int, int]], ...]) -> bool:
    return any(first <= (day.month, day.day) <= last for first, last in windows)


def _applied_late(case: Case, *, months: range, before: tuple[int, int], years_back: int) -> Truth:
    wants = either(alternative(case), case.is_one("letter", "alternative_service"))
    called = case.day("call_up_date")
    if called is None:
        return (
            every(wants, Truth(None, missing=("call_up_date",)))
            if wants.value is False
            else Truth(None, missing=("call_up_date",))
        )
    if called.month not in months:
        return known(value=False, facts=("call_up_date",))
    last = date(called.year - years_back, *before)
    sent = case.day("sent_date")
    if sent is None:
        late = Truth(None, ("call_up_date",), ("sent_date",))
    else:
        late = known(value=sent >= last, facts=("call_up_date", "sent_date"))
    return every(late, wants)


CONDITIONS: Mapping[str, Callable[[Case], Truth]] = {
    "callup.age_27": age_27,
    "callup.age_30": age_30,
    "callup.age_27_by_2023": age_27_by_2023,
    "callup.windows_to_2025": windows_to_2025,
    "callup.year_round_2026": year_round_2026,
    "callup.summons_30_days": summons_30_days,
    "callup.decision_valid_year": decision_valid_year,
    "defer.student_1989": student_1989,
    "defer.student": student,
    "discharge.family": discharge_family,
    "ags.right": alternative,
    "ags.deadline_autumn": deadline_autumn,
    "ags.deadline_spring": deadline_spring,
    "appeal.suspends": appeal_suspends,
}
