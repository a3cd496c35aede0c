"""Dates keep exactly what was said, and unknown parts count against nobody."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bereginya.facts import AgeOn, DateError, DateProblem, PartialDate, SaidDate, parse_age, parse_date


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("1991", PartialDate(1991)),
        ("04.1991", PartialDate(1991, 4)),
        ("1991-04", PartialDate(1991, 4)),
        ("2.4.1991", PartialDate(1991, 4, 2)),
        ("25/12/1991", PartialDate(1991, 12, 25)),
        ("1991-04-02", PartialDate(1991, 4, 2)),
        ("2 апреля 1991 г.", PartialDate(1991, 4, 2)),
        ("апрель 1991", PartialDate(1991, 4)),
        ("9 мая 1945", PartialDate(1945, 5, 9)),
        ("2 квітня 1991 року", PartialDate(1991, 4, 2)),
        ("травень 1991", PartialDate(1991, 5)),
        ("2 April 1991", PartialDate(1991, 4, 2)),
    ],
)
def test_what_people_type_is_understood_and_their_words_stay(text: str, meant: PartialDate) -> None:
    assert parse_date(text) == SaidDate(text, meant)


@pytest.mark.parametrize("text", ["около 1991 года", "приблизно 1991", "about 1991", "1991?"])
def test_about_a_year_reaches_two_years_to_each_side(text: str) -> None:
    said = parse_date(text)

    assert said == SaidDate(text, PartialDate(1991), about=True)
    assert said.may_equal(PartialDate(1993))
    assert not said.may_equal(PartialDate(1995))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("1990-1992", date(1990, 1, 1), date(1992, 12, 31)),
        ("с 2 по 5 апреля 1991", date(1991, 4, 2), date(1991, 4, 5)),
        ("з 2 до 5 квітня 1991", date(1991, 4, 2), date(1991, 4, 5)),
        ("from March to May 1991", date(1991, 3, 1), date(1991, 5, 31)),
    ],
)
def test_a_time_between_two_days_is_understood(text: str, first: date, last: date) -> None:
    said = parse_date(text)

    assert (said.first, said.last) == (first, last)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", DateProblem.EMPTY),
        ("зимой 1991", DateProblem.WHICH_WINTER),
        ("весной", DateProblem.NO_FULL_YEAR),
        ("4.5.91", DateProblem.NO_FULL_YEAR),
        ("31.02.1991", DateProblem.NO_SUCH_DAY),
        ("13.1991", DateProblem.NO_SUCH_DAY),
        ("0.1.1991", DateProblem.NO_SUCH_DAY),
        ("02/04/1991", DateProblem.DAY_OR_MONTH),
        ("19", DateProblem.AGE_OR_YEAR),
        ("19 лет", DateProblem.AGE_NEEDS_DAY),
        ("1991 1992", DateProblem.UNCLEAR),
        ("\0", DateProblem.UNCLEAR),
    ],
)
def test_what_has_no_one_reading_is_asked_back_with_its_reason(text: str, problem: DateProblem) -> None:
    with pytest.raises(DateError) as refused:
        parse_date(text)

    assert refused.value.problem is problem


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_a_month_and_a_year_may_equal_each_of_their_days(day: date) -> None:
    whole = PartialDate(day.year, day.month, day.day)

    assert PartialDate(day.year, day.month).may_equal(whole)
    assert whole.may_equal(PartialDate(day.year))
    assert parse_date(whole.text()).meant == whole


@given(st.dates(min_value=date(1900, 1, 1)), st.integers(0, 120))
def test_an_age_fits_exactly_the_births_that_make_it(day: date, years: int) -> None:
    born = parse_age(str(years), day).age
    assert born is not None

    def age(on: date) -> int:
        return day.year - on.year - ((day.month, day.day) < (on.month, on.day))

    assert age(born.first) == age(born.last) == years
    assert age(born.first - timedelta(1)) == years + 1
    assert age(born.last + timedelta(1)) == years - 1


@pytest.mark.parametrize("text", ["лет 30", "около 30 лет", "років 30"])
def test_an_age_that_is_a_guess_is_kept_as_a_guess(text: str) -> None:
    assert parse_date(text, date(2026, 5, 1)) == SaidDate(text, about=True, age=AgeOn(30, date(2026, 5, 1)))


def test_words_that_nobody_understands_count_against_nothing() -> None:
    assert SaidDate("как снег сошёл").may_equal(PartialDate(1991))


def test_a_day_without_a_month_is_a_programmers_mistake() -> None:
    with pytest.raises(ValueError, match="month"):
        PartialDate(1991, None, 2)


@given(st.text(max_size=60))
def test_no_text_breaks_the_reader(text: str) -> None:
    try:
        parse_date(text)
    except DateError:
        return
