"""Likely slips part two words less than unlikely ones, and a wrong layout is read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bereginya.names.slips import distance, letters_for_digits, other_layout

WORDS = st.text(alphabet="абвгдеиклмнопрст", max_size=12)


@pytest.mark.parametrize(
    ("word", "slip"),
    [("иванов", "иваонв"), ("иванов", "иванв"), ("ковтун", "кавтун"), ("гладков", "глатков"), ("шишкин", "шишкии")],
)
def test_one_likely_slip_is_less_than_a_wrong_letter(word: str, slip: str) -> None:
    assert distance(word, slip) < distance("ванин", "ватин") == 1.0


@given(WORDS, WORDS)
def test_the_distance_is_the_same_both_ways_and_none_to_itself(a: str, b: str) -> None:
    assert distance(a, b) == pytest.approx(distance(b, a))
    assert distance(a, a) == 0


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("Bdfyjd", "Иванов"), ("Reghbzyjd", "Куприянов"), ("Шмфтщм", "Ivanov"), ("{j[kjd", "Хохлов"), ("Іван", "Sdfy")],
)
def test_the_other_layout_is_tried(typed: str, meant: str) -> None:
    assert meant in other_layout(typed)


def test_the_ukrainian_layout_is_tried_too() -> None:
    assert "Сірко" in other_layout("Cshrj")


@pytest.mark.parametrize(
    ("read", "meant"),
    [("3айцев", "зайцев"), ("К0валь", "Коваль"), ("А1234", "А1234"), ("Ткач 1990", "Ткач 1990"), ("к01", "к01")],
)
def test_one_digit_in_a_word_is_a_letter_that_a_scanner_misread(read: str, meant: str) -> None:
    assert letters_for_digits(read) == meant
