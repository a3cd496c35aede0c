"""Clocks of a service, each by the law of its day."""

from datetime import date

import pytest

from bereginya.rights import Clock, ClockKind, FactsError, clocks

CONSCRIPT = {"status": "conscript", "call_up_date": "2021-12-10", "service_start_date": "2021-12-20"}


def clock(kind: ClockKind, on: date, **facts: str) -> Clock:
    """Return the one clock of a kind."""
    (found,) = [one for one in clocks(CONSCRIPT | facts, on=on) if one.kind is kind]
    return found


def test_training_is_counted_in_days_of_four_months() -> None:
    found = clock(ClockKind.TRAINING, date(2022, 3, 3))
    assert (found.day(date(2022, 3, 3)), found.of) == (74, 121)
    assert found.due == date(2022, 4, 20)
    assert found.version.id == "combat.train_4m"


@pytest.mark.parametrize(("on", "months"), [(date(2013, 2, 10), 6), (date(2013, 2, 11), 4)])
def test_the_day_of_change_already_counts_four_months(on: date, months: int) -> None:
    found = clock(ClockKind.TRAINING, on, call_up_date="2012-12-10", service_start_date="2012-12-20")
    assert found.due == date(2013, months, 20)


@pytest.mark.parametrize(
    ("called_up", "due"),
    [("2006-12-31", date(2009, 1, 10)), ("2007-01-01", date(2008, 7, 10)), ("2008-01-01", date(2009, 1, 10))],
)
def test_the_term_is_that_of_the_call_up(called_up: str, due: date) -> None:
    start = "2007-01-10" if called_up < "2008" else "2008-01-10"
    found = clock(
        ClockKind.TERM,
        date(2008, 6, 1),
        call_up_date=called_up,
        service_start_date=start,
        education_before_call_up="none",
    )
    assert found.due == due


def test_a_contract_is_contested_within_three_months_of_its_becoming_known() -> None:
    told = {"contract_date": "2022-01-15", "contract_known_date": "2022-02-01", "contract_state": "signature_disputed"}
    assert clock(ClockKind.CONTRACT, date(2022, 3, 1), **told).due == date(2022, 5, 4)  # 1 to 3 May 2022 were days off


@pytest.mark.parametrize("state", ["none", "signed_freely"])
def test_a_contract_nobody_contests_has_no_clock(state: str) -> None:
    told = CONSCRIPT | {"contract_date": "2022-01-15", "contract_state": state}
    assert ClockKind.CONTRACT not in {one.kind for one in clocks(told, on=date(2022, 3, 1))}


@pytest.mark.parametrize("status", ["contract", "mobilised", "dead", "discharged"])
def test_who_is_no_conscript_has_no_training_clock(status: str) -> None:
    assert ClockKind.TRAINING not in {one.kind for one in clocks(CONSCRIPT | {"status": status}, on=date(2022, 3, 1))}


def test_a_contract_under_pressure_leaves_the_training_clock_running() -> None:
    found = clock(ClockKind.TRAINING, date(2022, 3, 1), status="contract", contract_state="signed_under_pressure")
    assert found.of == 121


def test_only_a_day_known_exactly_starts_a_clock_and_none_before_it_begins() -> None:
    assert clocks(CONSCRIPT | {"service_start_date": "2021-12"}, on=date(2022, 3, 1)) == ()
    assert clocks(CONSCRIPT, on=date(2021, 12, 19)) == ()


def test_what_cannot_be_read_is_refused() -> None:
    with pytest.raises(FactsError):
        clocks({"status": "general"}, on=date(2022, 3, 1))
