"""Numbers: from 1, no gaps, no doubles, each year and each direction apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bereginya.letters import Number, NumberError, Series, next_number, parse_number
from bereginya.letters.numbering import faults


def test_the_first_letter_of_a_year_is_number_one() -> None:
    assert next_number([Number(2025, 1), Number(2025, 2)], 2026) == Number(2026, 1)


def test_incoming_letters_have_numbers_of_their_own() -> None:
    taken = [Number(2026, 1), Number(2026, 2)]

    assert str(next_number(taken, 2026, Series.IN)) == "in-2026/1"


@given(st.integers(0, 300))
def test_a_batch_numbers_every_letter_once_and_without_a_gap(letters: int) -> None:
    taken: list[Number] = []
    for _ in range(letters):
        taken.append(next_number(taken, 2026))

    assert [one.count for one in taken] == list(range(1, letters + 1))
    assert faults(taken) == ()


@given(st.integers(0, 300), st.integers(0, 300))
def test_a_batch_cut_off_goes_on_where_it_stopped(letters: int, cut: int) -> None:
    done = [Number(2026, count) for count in range(1, min(letters, cut) + 1)]

    assert next_number(done, 2026).count == len(done) + 1


@pytest.mark.parametrize("counts", [[1, 3], [2], [1, 1], [1, 2, 2, 4]])
def test_a_register_with_a_gap_or_a_double_gives_no_number(counts: list[int]) -> None:
    taken = [Number(2026, count) for count in counts]

    with pytest.raises(NumberError):
        next_number(taken, 2026)
    assert len(faults(taken)) == 1


def test_what_is_wrong_with_a_register_is_named() -> None:
    assert faults([Number(2026, 1), Number(2026, 3), Number(2026, 3)]) == ("out 2026: missing [2], double [3]",)


@given(st.integers(1000, 9999), st.integers(1, 9_999_999), st.sampled_from(Series))
def test_a_number_reads_as_it_is_written(year: int, count: int, series: Series) -> None:
    assert parse_number(str(Number(year, count, series))) == Number(year, count, series)


@pytest.mark.parametrize("text", ["", "17", "2026-17", "2026/0", "2026/017", "in2026/1", "2026/1/2", "٢٠٢٦/1"])
def test_what_is_no_number_is_not_read_as_one(text: str) -> None:
    with pytest.raises(NumberError):
        parse_number(text)
