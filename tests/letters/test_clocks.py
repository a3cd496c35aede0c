"""Clocks count as the law does, say what moved a last day, and never call an office late too early."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bereginya.letters import (
    Calendar,
    Clock,
    ClockError,
    Days,
    Doubt,
    Outcome,
    Whose,
    answer_due,
    clocks,
    contradictions,
    next_steps,
    templates,
)
from bereginya.letters.clocks import Unit, clock_rules, every_step, months_after

RUSSIA = Calendar("RU")


def clock(rule: str, kind: str, days: Days, happened: frozenset[str] = frozenset()) -> Clock:
    return next(one for one in clocks(kind, days, happened=happened) if one.rule.id == rule)


@pytest.mark.parametrize(
    ("rule", "kind", "days", "due", "why"),
    [
        ("ru.59.register", "appeal", Days(received=date(2026, 3, 2)), date(2026, 3, 5), "three days"),
        ("ru.59.forward", "appeal", Days(registered=date(2026, 3, 3)), date(2026, 3, 10), "seven days"),
        ("ru.59.answer", "appeal", Days(registered=date(2026, 3, 3)), date(2026, 4, 2), "thirty days"),
        ("ru.59.answer", "appeal", Days(registered=date(2024, 1, 30)), date(2024, 2, 29), "a leap day is a day"),
        ("ru.59.answer", "appeal", Days(registered=date(2025, 12, 5)), date(2026, 1, 12), "New Year holidays"),
        ("ru.59.answer", "appeal", Days(registered=date(2026, 12, 2)), date(2027, 1, 11), "New Year, then a weekend"),
        ("ru.59.register", "appeal", Days(received=date(2026, 2, 20)), date(2026, 2, 24), "Defender's Day on Monday"),
        ("ru.crime.3", "crime-report", Days(received=date(2025, 12, 29)), date(2026, 1, 12), "a moved day off as well"),
        ("ru.crime.3", "crime-report", Days(received=date(2026, 3, 2)), date(2026, 3, 5), "three days"),
        ("ru.124.answer", "complaint-124", Days(received=date(2026, 3, 2)), date(2026, 3, 5), "three days"),
        ("ru.125.judge", "complaint-125", Days(received=date(2026, 3, 2)), date(2026, 3, 16), "fourteen days"),
        ("ru.prosecutor.answer", "prosecutor-complaint", Days(registered=date(2026, 3, 3)), date(2026, 4, 2), "30"),
        ("ru.kas.file", "admin-claim", Days(learned=date(2026, 1, 15)), date(2026, 4, 15), "three months"),
        ("ru.kas.file", "admin-claim", Days(learned=date(2023, 11, 30)), date(2024, 2, 29), "no 30 February"),
        ("ru.kas.file", "admin-claim", Days(learned=date(2025, 11, 29)), date(2026, 3, 2), "28 February, a Saturday"),
        (
            "ru.kas.refused",
            "appeal",
            Days(refused=date(2026, 3, 2)),
            date(2026, 6, 2),
            "a refusal is contested in court",
        ),
        ("ru.kas.accept", "admin-claim", Days(received=date(2026, 4, 30)), date(2026, 5, 6), "working days only"),
        ("ru.kas.appeal", "admin-claim", Days(full_text=date(2026, 1, 31)), date(2026, 3, 2), "one month, no 31st"),
        ("ru.kas.private-appeal", "kas-ruling", Days(decided=date(2026, 3, 2)), date(2026, 3, 24), "15 working days"),
        ("ru.ags.autumn", "alternative-service", Days(dispatch=date(2026, 10, 5)), date(2026, 3, 31), "before 1 April"),
        ("ru.ags.spring", "alternative-service", Days(dispatch=date(2027, 4, 5)), date(2026, 9, 30), "the year before"),
        ("un.wgeid.urgent", "un-urgent-action", Days(event=date(2026, 11, 30)), date(2027, 2, 28), "three months"),
        ("ua.393.answer", "ua-appeal", Days(received=date(2026, 1, 31)), date(2026, 2, 28), "a month"),
        (
            "ua.2939.answer",
            "ua-information-request",
            Days(received=date(2026, 8, 21)),
            date(2026, 8, 28),
            "martial law",
        ),
    ],
)
def test_a_term_ends_on(rule: str, kind: str, days: Days, due: date, why: str) -> None:
    assert clock(rule, kind, days).due == due, why


def test_a_moved_day_says_what_was_in_the_way_and_which_rule_moved_it() -> None:
    moved = clock("ru.crime.3", "crime-report", Days(received=date(2025, 12, 29))).moved

    assert moved is not None
    assert moved.counted == date(2026, 1, 1)
    assert moved.cite == "ч. 2 ст. 128 УПК РФ"
    assert dict(moved.because)[date(2026, 1, 7)] == "Рождество Христово"
    assert dict(moved.because)[date(2026, 1, 11)] == "sunday"
    assert "перенесено" in dict(moved.because)[date(2026, 1, 9)]


def test_a_saturday_that_was_made_a_working_day_is_one() -> None:
    assert RUSSIA.day_off(date(2025, 11, 1)) is None
    assert RUSSIA.day_off(date(2025, 11, 8)) == "saturday"
    assert RUSSIA.day_off(date(2025, 11, 3)) is not None


def test_holidays_are_working_days_in_ukraine_while_martial_law_lasts() -> None:
    assert Calendar("UA").day_off(date(2021, 8, 24)) is not None
    assert Calendar("UA").day_off(date(2026, 8, 24)) is None


def test_days_that_a_committee_knows_better_count() -> None:
    known = Calendar("RU", off=frozenset({date(2026, 3, 5)}), working=frozenset({date(2026, 3, 7)}))

    assert known.next_working(date(2026, 3, 5)) == date(2026, 3, 6)
    assert known.day_off(date(2026, 3, 7)) is None
    found = clocks("appeal", Days(received=date(2026, 3, 2)), known)
    assert found[0].due == date(2026, 3, 6)


def test_a_calendar_of_another_country_is_not_used_for_a_law() -> None:
    russian = clocks("appeal", Days(received=date(2026, 2, 20)), Calendar("UA"))

    assert russian[0].due == date(2026, 2, 24)


def test_a_year_whose_moved_days_are_not_decreed_yet_is_in_doubt() -> None:
    assert Doubt.CALENDAR in clock("ru.59.answer", "appeal", Days(registered=date(2030, 3, 1))).doubts
    assert Doubt.CALENDAR not in clock("ru.59.answer", "appeal", Days(registered=date(2026, 3, 1))).doubts


def test_when_only_the_day_of_sending_is_known_the_latest_possible_days_stand_in() -> None:
    sent = clock("ru.59.answer", "appeal", Days(sent=date(2026, 3, 2)))
    known = clock("ru.59.answer", "appeal", Days(sent=date(2026, 3, 2), registered=date(2026, 3, 5)))

    assert set(sent.doubts) == {Doubt.POST, Doubt.REGISTRATION}
    assert known.doubts == ()
    assert known.due < sent.due


def test_a_clock_whose_start_nobody_knows_does_not_run() -> None:
    assert clocks("appeal", Days()) == ()
    assert "ru.kas.appeal" not in {one.rule.id for one in clocks("admin-claim", Days(learned=date(2026, 3, 2)))}


def test_a_registered_letter_was_received_by_then() -> None:
    assert clock("ru.59.register", "appeal", Days(registered=date(2026, 3, 3))).doubts == ()


def test_prolonging_counts_only_when_it_happened() -> None:
    days = Days(received=date(2026, 3, 2))

    assert {one.rule.id for one in clocks("crime-report", days)} == {"ru.crime.3"}
    longer = clocks("crime-report", days, happened=frozenset({"prolonged", "prolonged-twice"}))
    assert [one.due.day for one in longer] == [5, 12, 1]
    last = answer_due(longer)
    assert last is not None
    assert last.rule.id == "ru.crime.30"


def test_a_law_that_was_not_in_force_yet_sets_no_term() -> None:
    assert clocks("disappearance-certificate", Days(received=date(2023, 8, 1))) == ()
    assert clocks("disappearance-certificate", Days(received=date(2023, 9, 2)))


def test_our_own_last_day_does_not_rest_on_a_rule_that_moves_it() -> None:
    ours = clock("ru.kas.file", "admin-claim", Days(learned=date(2025, 11, 29)))

    assert ours.rule.whose is Whose.US
    assert ours.safe == date(2026, 2, 27)
    assert ours.safe < ours.due


def test_days_left_fall_below_zero() -> None:
    running = clock("ru.59.register", "appeal", Days(received=date(2026, 3, 2)))

    assert [running.days_left(date(2026, 3, day)) for day in (4, 5, 6)] == [1, 0, -1]


def test_a_kind_that_nobody_knows_is_an_error_and_one_without_a_term_is_not() -> None:
    with pytest.raises(ClockError):
        clocks("love-letter", Days())
    assert clocks("power-of-attorney", Days(sent=date(2026, 3, 2))) == ()


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (Days(sent=date(2026, 3, 2), received=date(2026, 3, 5)), ()),
        (Days(sent=date(2026, 3, 5), received=date(2026, 3, 2)), ("received<sent",)),
        (Days(received=date(2026, 3, 5), registered=date(2026, 3, 2)), ("registered<received",)),
        (Days(sent=date(2026, 4, 5)), ("sent>today",)),
        (Days(sent=date(2026, 3, 5), registered=date(2026, 3, 2)), ("registered<sent",)),
    ],
)
def test_days_that_cannot_be_and_a_wrong_computer_clock_are_told(days: Days, told: tuple[str, ...]) -> None:
    assert contradictions(days, date(2026, 3, 10)) == told


@given(st.dates(date(1990, 1, 1), date(2060, 1, 1)), st.integers(0, 36))
def test_months_end_on_the_same_number_or_the_last_day(day: date, months: int) -> None:
    later = months_after(day, months)

    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later + timedelta(1)).day == 1


@given(st.dates(date(2007, 1, 1), date(2027, 10, 1)))
def test_no_last_day_that_moves_is_a_day_off_or_lies_before_the_counted_one(day: date) -> None:
    for kind in ("appeal", "crime-report", "admin-claim"):
        for one in clocks(kind, Days(day, day, day, day, full_text=day, decided=day)):
            if one.rule.moves:
                assert RUSSIA.day_off(one.due) is None
            assert one.moved is None or one.moved.counted < one.due
            assert one.safe <= one.due


@given(st.dates(date(2007, 1, 1), date(2027, 1, 1)), st.integers(0, 20), st.integers(0, 10))
def test_what_is_not_known_never_makes_an_office_late_earlier(sent: date, post: int, desk: int) -> None:
    received = sent + timedelta(min(post, 14))
    registered = received + timedelta(min(desk, 3))
    guessed = clock("ru.59.answer", "appeal", Days(sent=sent))

    assert clock("ru.59.answer", "appeal", Days(sent, received, registered)).due <= guessed.due


def test_every_rule_has_one_id_and_its_article() -> None:
    rules = clock_rules()

    assert len({one.id for one in rules}) == len(rules)
    assert all(one.cite and one.confidence in "ABC" and set(one.what) == {"ru", "uk", "en"} for one in rules)
    assert all(one.moves_cite for one in rules if one.moves)
    assert all(one.count or one.unit is Unit.BEFORE for one in rules)


def test_every_step_leads_to_a_letter_that_is_there_and_names_its_article() -> None:
    known = templates()

    assert all(not one.template or one.template in known for one in every_step())
    assert all(one.cite and set(one.what) == {"ru", "uk", "en"} for one in every_step())


@pytest.mark.parametrize(
    ("kind", "outcome", "first"),
    [
        ("appeal", Outcome.SILENCE, "ru/prosecutor-complaint"),
        ("appeal", Outcome.REFUSAL, "ru/admin-claim"),
        ("crime-report", Outcome.SILENCE, "ru/complaint-124"),
        ("crime-report", Outcome.REFUSAL, "ru/complaint-124"),
        ("complaint-124", Outcome.SILENCE, "ru/complaint-125"),
        ("prosecutor-complaint", Outcome.ANSWER, "ru/prosecutor-complaint"),
        ("alternative-service", Outcome.REFUSAL, "ru/draft-appeal"),
    ],
)
def test_the_next_step_up(kind: str, outcome: Outcome, first: str) -> None:
    assert next_steps(kind, outcome)[0].template == first


@pytest.mark.parametrize("kind", sorted({one.kind for one in templates().values()} - {"power-of-attorney"}))
def test_silence_or_a_refusal_always_leads_somewhere(kind: str) -> None:
    assert any(next_steps(kind, outcome) for outcome in Outcome)
