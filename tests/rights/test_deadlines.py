"""Last days: counted by the law's calendar, moved by a rule that is named."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bereginya.rights import Deadline, assess
from bereginya.rights.calendars import (
    is_settled,
    is_working,
    last_working,
    months_later,
    next_working,
    working_days_later,
)


def _deadline(provision: str, on: date, **facts: str) -> Deadline:
    finding = assess({"status": "conscript", **facts}, on=on).get(provision)
    assert finding is not None
    assert finding.deadline is not None
    return finding.deadline


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2022, 11, 30), 3, date(2023, 2, 28)),
        (date(2023, 11, 30), 3, date(2024, 2, 29)),
        (date(2022, 2, 28), 12, date(2023, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2022, 1, 31), 1, date(2022, 2, 28)),
        (date(2022, 12, 31), 2, date(2023, 2, 28)),
    ],
)
def test_a_term_in_months_ends_on_the_corresponding_day_or_the_last_of_the_month(
    start: date, months: int, end: date
) -> None:
    assert months_later(start, months) == end


@given(st.dates(date(1992, 1, 1), date(2027, 12, 31)), st.integers(0, 60))
def test_a_longer_term_never_ends_earlier(day: date, months: int) -> None:
    assert months_later(day, months) <= months_later(day, months + 1)


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2022, 3, 5), True),  # a Saturday that was made a working day
        (date(2022, 3, 7), False),  # for this Monday
        (date(2024, 4, 27), True),
        (date(2024, 12, 31), False),
        (date(2025, 1, 8), False),
        (date(2022, 6, 13), False),  # Russia Day fell on a Sunday
        (date(2022, 6, 14), True),
    ],
)
def test_moved_days_off_are_known(day: date, working: bool) -> None:
    assert is_working(day) is working


@given(st.dates(date(1992, 1, 1), date(2027, 6, 30)))
def test_the_next_and_the_last_working_day_are_working_and_nearest(day: date) -> None:
    assert is_working(next_working(day))
    assert is_working(last_working(day))
    assert last_working(day) <= day <= next_working(day)


def test_working_days_leave_out_holidays() -> None:
    assert working_days_later(date(2021, 12, 30), 3) == date(2022, 1, 12)


def test_a_filing_deadline_on_a_day_off_moves_to_the_next_working_day_and_names_the_rule() -> None:
    deadline = _deadline("contract.coerced", date(2024, 2, 20), contract_state="signed_under_pressure",
                         contract_known_date="2024-02-09")  # fmt: skip
    assert (deadline.counted, deadline.day) == (date(2024, 5, 9), date(2024, 5, 13))
    assert deadline.moved_by == "KAS RF art. 93(2)"


def test_a_prosecutors_deadline_ends_on_the_working_day_before() -> None:
    deadline = _deadline(
        "write.prosecutor", date(2024, 4, 10), registered_date="2024-04-02", letter="prosecutor_complaint"
    )
    assert (deadline.counted, deadline.day) == (date(2024, 5, 2), date(2024, 5, 2))
    moved = _deadline("write.prosecutor", date(2024, 4, 1), registered_date="2024-03-30", letter="prosecutor_complaint")
    assert (moved.counted, moved.day) == (date(2024, 4, 29), date(2024, 4, 27))


def test_where_the_law_is_silent_the_day_stays() -> None:
    deadline = _deadline("write.59.forward", date(2024, 4, 1), registered_date="2024-03-30", letter="appeal")
    assert (deadline.day, deadline.moved, deadline.moved_by) == (date(2024, 4, 6), False, None)


def test_without_the_first_day_the_safe_one_is_counted_and_named() -> None:
    deadline = _deadline("contract.min_service_3m", date(2022, 3, 1), service_start_date="2022-01-15",
                         contract_date="2022-02-16", education_before_call_up="none")  # fmt: skip
    assert (deadline.start, deadline.day) == ("contract_date", date(2022, 5, 16))


def test_a_deadline_that_cannot_be_counted_names_what_it_needs() -> None:
    deadline = _deadline("term.overstay", date(2023, 3, 1), service_start_date="2021-11-25", contract_state="none")
    assert (deadline.day, deadline.missing) == (None, "breach_known_date")


def test_a_second_deadline_is_kept_beside_the_first() -> None:
    facts = {"status": "conscript", "contract_state": "signed_under_pressure", "contract_known_date": "2024-02-12",
             "pressure_end_date": "2024-02-10"}  # fmt: skip
    finding = assess(facts, on=date(2024, 3, 1)).get("contract.coerced")
    assert finding is not None
    assert [one.day for one in finding.deadlines] == [date(2024, 5, 13), date(2025, 2, 10)]


def test_a_deadline_knows_when_it_is_over() -> None:
    deadline = Deadline("filing", "", date(2024, 5, 13), date(2024, 5, 12))
    assert not deadline.passed(date(2024, 5, 13))
    assert deadline.passed(date(2024, 5, 14))


def test_days_off_of_a_year_that_is_not_decreed_yet_are_said_to_be_open() -> None:
    assert is_settled(date(2025, 5, 1))
    assert not is_settled(date(2040, 5, 1))
