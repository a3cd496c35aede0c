"""Dates keep exactly what was said, and unknown parts count against nobody."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bereginya.facts import DateError, PartialDate, Sureness, parse_age, parse_date

ABOUT = Sureness.ABOUT


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("1991", PartialDate(1991)),
        ("04.1991", PartialDate(1991, 4)),
        ("1991-04", PartialDate(1991, 4)),
        ("2.4.1991", PartialDate(1991, 4, 2)),
        ("02/04/1991", PartialDate(1991, 4, 2)),
        ("1991-04-02", PartialDate(1991, 4, 2)),
        ("2 апреля 1991 г.", PartialDate(1991, 4, 2)),
        ("апрель 1991", PartialDate(1991, 4)),
        ("9 мая 1945", PartialDate(1945, 5, 9)),
        ("2 квітня 1991 року", PartialDate(1991, 4, 2)),
        ("травень 1991", PartialDate(1991, 5)),
        ("2 April 1991", PartialDate(1991, 4, 2)),
        ("около 1991 года", PartialDate(1991, sureness=ABOUT)),
        ("приблизно 1991", PartialDate(1991, sureness=ABOUT)),
        ("about 1991", PartialDate(1991, sureness=ABOUT)),
    ],
)
def test_what_people_type_is_understood(text: str, meant: PartialDate) -> None:
    assert parse_date(text) == meant


@pytest.mark.parametrize("text", ["", "весной", "31.02.1991", "4.5.91", "1991 1992", "0.1.1991", "13.1991", "\0"])
def test_what_has_no_one_reading_is_refused(text: str) -> None:
    with pytest.raises(DateError):
        parse_date(text)


@given(st.dates(min_value=date(1000, 1, 1), max_value=date(2999, 12, 31)))
def test_a_month_and_a_year_may_equal_each_of_their_days(day: date) -> None:
    whole = PartialDate(day.year, day.month, day.day)

    assert PartialDate(day.year, day.month).may_equal(whole)
    assert whole.may_equal(PartialDate(day.year))
    assert parse_date(whole.text()) == whole


@given(st.dates(min_value=date(1900, 1, 1)), st.integers(0, 120))
def test_an_age_fits_exactly_the_births_that_make_it(day: date, years: int) -> None:
    earliest, latest = parse_age(str(years), day).born if day.year > years + 1 else (day, day)
    if day.year <= years + 1 or (day.month, day.day) == (2, 29):
        return

    def age(born: date) -> int:
        return day.year - born.year - ((day.month, day.day) < (born.month, born.day))

    assert age(earliest) == age(latest) == years
    assert age(date.fromordinal(earliest.toordinal() - 1)) == years + 1
    assert age(date.fromordinal(latest.toordinal() + 1)) == years - 1


def test_a_day_without_a_month_is_a_programmers_mistake() -> None:
    with pytest.raises(ValueError, match="month"):
        PartialDate(1991, None, 2)


@given(st.text(max_size=60))
def test_no_text_breaks_the_reader(text: str) -> None:
    try:
        parse_date(text)
    except DateError:
        return
