"""Dates as lists have them."""

from datetime import date

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bereginya.tracing import birth_texts
from bereginya.tracing.births import span


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("02.04.1991", "1991-04-02"),
        ("2.4.91", "1991-04-02"),
        ("02.04.1991 г.р.", "1991-04-02"),
        ("1991-04-02", "1991-04-02"),
        ("1991-04-02 00:00:00", "1991-04-02"),
        ("1991-04-02T00:00:00Z", "1991-04-02"),
        ("1991-00-00", "1991"),
        ("33330", "1991-04-02"),
        ("1991", "1991"),
        ("1991.0", "1991"),
        ("1991 г.р.", "1991"),
        ("1991 р.н.", "1991"),
        ("04.1991", "1991-04"),
        ("2 апреля 1991", "1991-04-02"),
        ("около 1991", "about 1991"),
        ("25/12/1991", "1991-12-25"),
        ("12/25/1991", "1991-12-25"),
        ("04/02/1991", "1991"),
        ("31.02.1991", "1991-02"),
        ("неизвестно", "неизвестно"),
    ],
)
def test_a_date_is_brought_to_one_form(written: str, meant: str) -> None:
    assert birth_texts.canonical(written) == meant


def test_one_sure_date_tells_the_order_for_its_column() -> None:
    assert birth_texts.day_first(["02/04/1991", "25/12/1990"]) is True
    assert birth_texts.day_first(["02/04/1991", "12/25/1990"]) is False
    assert birth_texts.day_first(["02/04/1991"]) is None
    assert birth_texts.column(pa.array(["02/04/1991"]), days_first=False).to_pylist() == ["1991-02-04"]


def test_an_age_needs_its_day() -> None:
    ages = pa.array(["25", "25-30", "о", None])
    assert birth_texts.ages(ages, date(2022, 3, 1)).to_pylist() == ["aged 25 on 2022-03-01", None, None, None]
    assert span("aged 25 on 2022-03-01") == (1996, 1997, 0)


@given(st.dates(date(1850, 1, 1), date(2100, 12, 31)))
def test_every_day_survives_its_russian_form(day: date) -> None:
    assert birth_texts.canonical(f"{day.day}.{day.month}.{day.year:04}") == day.isoformat()


@given(st.text(max_size=40))
def test_no_text_breaks_the_reading(text: str) -> None:
    assert isinstance(birth_texts.canonical(text), str)
