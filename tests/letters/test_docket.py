"""A docket: days to appeal, the week's hearings, and a text for the public without names."""

from datetime import date

import pytest

from bereginya.letters import (
    Doubt,
    Hearing,
    Instance,
    Ruled,
    Ruling,
    Suit,
    appeal_clock,
    state_of_suit,
    week_sheet,
)

SUIT = Suit(
    "ab12",
    "Энский гарнизонный военный суд",
    Instance.FIRST,
    date(2026, 2, 2),
    number="2а-1/2026",
    judge="Судьин С. С.",
    hearings=(
        Hearing(date(2026, 3, 4), "14:00", goes=("m1",)),
        Hearing(date(2026, 3, 3), "10:00", put_off=True),
        Hearing(date(2026, 2, 20), "09:30"),
        Hearing(date(2026, 3, 9), "09:30"),
    ),
    rulings=(Ruling("kas-ruling", Ruled.STAYED, date(2026, 2, 20), date(2026, 2, 24)),),
)


def test_the_days_to_appeal_run_from_the_full_text() -> None:
    clock = appeal_clock(Ruling("kas-judgment", Ruled.AGAINST, date(2026, 3, 2), full_text=date(2026, 3, 12)))

    assert clock is not None
    assert clock.due == date(2026, 4, 13)
    assert clock.doubts == ()


def test_without_the_full_text_they_are_counted_from_the_decision_and_marked() -> None:
    clock = appeal_clock(Ruling("kas-judgment", Ruled.AGAINST, date(2026, 3, 2)))

    assert clock is not None
    assert clock.due == date(2026, 4, 2)
    assert clock.doubts == (Doubt.FULL_TEXT,)


def test_a_copy_that_came_late_moves_nothing_by_itself() -> None:
    one = Ruling("kas-judgment", Ruled.AGAINST, date(2026, 3, 2), date(2026, 3, 12), received=date(2026, 5, 5))

    clock = appeal_clock(one)

    assert clock is not None
    assert clock.due == date(2026, 4, 13)


def test_the_days_to_appeal_a_ruling_run_from_the_day_it_was_made() -> None:
    one = Ruling("kas-ruling", Ruled.STAYED, date(2026, 3, 2), full_text=date(2026, 3, 12))

    clock = appeal_clock(one)

    assert clock is not None
    assert (clock.started, clock.doubts) == (date(2026, 3, 2), ())


def test_a_judgment_in_a_civil_case_has_its_own_article() -> None:
    clock = appeal_clock(Ruling("gpk-judgment", Ruled.AGAINST, date(2026, 3, 2), date(2026, 3, 12)))

    assert clock is not None
    assert "ГПК" in clock.rule.cite


def test_the_week_sheet_holds_seven_days_in_order_without_what_was_put_off() -> None:
    assert [one.day.day for _, one in week_sheet([SUIT], date(2026, 3, 2))] == [4]
    assert [one.day.day for _, one in week_sheet([SUIT], date(2026, 3, 3))] == [4, 9]


@pytest.mark.parametrize("language", ["ru", "uk", "en"])
def test_the_public_text_names_nobody(language: str) -> None:
    said = state_of_suit(SUIT, date(2026, 3, 1), language)

    assert "02.02.2026" in said
    assert "04.03.2026" in said
    for secret in ("Судьин", "2а-1", "Энский", "ab12", "m1"):
        assert secret not in said


@pytest.mark.parametrize("language", ["ru", "uk", "en"])
@pytest.mark.parametrize("ruled", list(Ruled))
@pytest.mark.parametrize("instance", list(Instance))
def test_every_state_has_its_sentence(language: str, ruled: Ruled, instance: Instance) -> None:
    suit = Suit("x", "c", instance, date(2026, 1, 1), rulings=(Ruling("kas-judgment", ruled, date(2026, 2, 1)),))

    assert "01.02.2026" in state_of_suit(suit, date(2026, 3, 1), language)
