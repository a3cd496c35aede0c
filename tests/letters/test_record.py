"""An official's record counts what came of letters; nobody is blamed for a term that still runs."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bereginya.letters import Asked, record

TODAY = date(2026, 3, 1)
SENT = date(2026, 1, 10)
DUE = date(2026, 2, 12)


def test_answers_are_in_time_late_or_missing() -> None:
    found = record(
        [
            Asked(SENT, DUE, DUE),
            Asked(SENT, DUE, DUE + timedelta(1)),
            Asked(SENT, DUE, None),
            Asked(SENT, TODAY, None),
            Asked(SENT, None, None),
            Asked(SENT, DUE, date(2026, 2, 1), refused=True),
        ],
        TODAY,
    )

    assert (found.asked, found.in_time, found.late, found.silent, found.waiting, found.refused) == (6, 2, 1, 1, 2, 1)
    assert found.answered == 3


def test_on_the_last_day_nobody_is_silent_yet() -> None:
    assert record([Asked(SENT, TODAY, None)], TODAY).silent == 0
    assert record([Asked(SENT, TODAY, None)], TODAY + timedelta(1)).silent == 1


def test_lateness_that_rests_on_an_assumed_day_is_counted_apart() -> None:
    assert record([Asked(SENT, DUE, None, sure=False), Asked(SENT, DUE, None)], TODAY).unsure == 1


def test_nothing_asked_is_a_record_of_nothing() -> None:
    assert record([], TODAY).days is None


_DAYS = st.dates(date(2025, 1, 1), date(2027, 1, 1))


@given(st.lists(st.builds(Asked, _DAYS, st.none() | _DAYS, st.none() | _DAYS)), _DAYS)
def test_every_letter_is_counted_once(letters: list[Asked], today: date) -> None:
    found = record(letters, today)

    assert found.in_time + found.late + found.silent + found.waiting == found.asked == len(letters)
