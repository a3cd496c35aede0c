"""The overlap table says what it holds, and refuses what is none."""

from math import exp, factorial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bereginya.counting import METHODS, Table, TableError, read_strata
from bereginya.counting.frequencies import answers_of, at_least, read_frequencies
from bereginya.counting.table import MOST_PERSONS

TABLE = Table.of(("a", "b", "c"), [(1, 5), (3, 2), (6, 4), (7, 1)])


@given(st.lists(st.tuples(st.integers(1, 15), st.integers(0, 10**9)), max_size=20))
def test_a_table_is_read_as_it_was_written(cells: list[tuple[int, int]]) -> None:
    told = Table.of(("a", "b", "c", "d"), [*cells, (15, 1), (1, 1), (8, 1)])

    assert Table.from_csv(told.to_csv()) == told


def test_a_table_tells_who_is_on_what() -> None:
    assert (TABLE.n, TABLE.overlap, TABLE.on(0b010), TABLE.on(0b110)) == (12, 7, 7, 5)
    assert TABLE.seen_times() == (5, 6, 1)


def test_merged_lists_keep_everybody_and_left_out_ones_lose_their_own() -> None:
    assert TABLE.merged(0, 2).lists == ("b", "a+c")
    assert TABLE.merged(0, 2).cells == ((2, 5), (3, 7))
    assert TABLE.without(0).n == 7


def test_columns_that_hold_other_words_are_strata() -> None:
    told = read_strata("a,b,place,count\n1,0,north,3\n1,1,,2\n0,1,unknown,1\n")

    assert (told.lists, told.names, told.n, told.incomplete) == (("a", "b"), ("place",), 6, 3)
    assert told.pooled() == Table.of(("a", "b"), [(1, 3), (3, 2), (2, 1)])


@pytest.mark.parametrize(
    "text",
    ["", "a,b,count\n", "a,b\n1,0\n", "a,b,count\n0,0,5\n", "a,b,count\n1,0,-1\n", "a,b,count\n1,0,1.5\n",
     "a,b,count\n1,0,many\n", "a,b,count\n1,0,1e30\n", "a,b,count\n1,0\n", "count,count\n1,1\n", "x,count\nhello,1\n",
     "a,b,count\n1,0,nan\n", "a,b,count\n1,0,inf\n", f"a,b,count\n1,0,{MOST_PERSONS}\n0,1,{MOST_PERSONS}\n"],
)  # fmt: skip
def test_what_is_no_table_is_refused(text: str) -> None:
    with pytest.raises(TableError):
        Table.from_csv(text)


@pytest.mark.parametrize(
    ("lists", "cells"),
    [((), ((1, 1),)), (("a", "a"), ((1, 1),)), (("a",), ((2, 1),)), (("a",), ((1, 0),)), (("a", "b"), ((2, 1), (1, 1))),
     (tuple(map(str, range(17))), ((1, 1),)), (("a",), ((1, MOST_PERSONS + 1),))],
)  # fmt: skip
def test_a_table_that_cannot_be_is_refused(lists: tuple[str, ...], cells: tuple[tuple[int, int], ...]) -> None:
    with pytest.raises(TableError):
        Table(lists, cells)


@pytest.mark.parametrize(
    ("patterns", "counts"), [([[0, 2]], [1]), ([[1, 0]], [1, 2]), ([1, 0], [1, 1]), ([[1, 0]], [0.5]), ([[1, 0]], [-1])]
)
def test_arrays_that_are_no_table_are_refused(patterns: object, counts: object) -> None:
    with pytest.raises(TableError):
        Table.from_arrays(np.array(patterns), np.array(counts))


def test_counts_that_cannot_be_exact_are_refused_and_not_rounded() -> None:
    with pytest.raises(TableError, match="persons"):
        TABLE.times(10**16)


def test_a_byte_order_mark_and_capital_letters_are_no_matter() -> None:
    assert Table.from_csv("\ufeffa,b,Count\n1,0,3\n0,1,1\n").n == 4


def test_how_often_people_stand_on_one_list_is_read() -> None:
    assert read_frequencies("times,count\n1,10\n3,2\n2,4\n") == (10, 4, 2)
    assert at_least((10, 4, 2)).estimate > 16


@given(st.lists(st.integers(0, 3000), min_size=2, max_size=8))
def test_of_one_list_nobody_seen_is_lost_and_every_method_answers_or_is_refused(seen: list[int]) -> None:
    found = answers_of(seen)

    assert all(one.estimate >= sum(seen) for one in found.estimates)
    assert {one.method for one in found.estimates} | {one.method for one in found.refused} == set(METHODS)


def test_persons_who_are_alike_are_counted_as_many_as_there_are() -> None:
    """A Poisson law with the mean 1, of 10,000 persons."""
    seen = [round(10_000 * exp(-1) / factorial(times)) for times in range(1, 8)]

    assert [one.estimate for one in answers_of(seen).usable()] == pytest.approx([10_000] * 3, rel=0.001)


@pytest.mark.parametrize(
    "text", ["", "times,count\n0,3\n", "times,count\n1,3\n1,4\n", "times,count\n1,x\n", "a,b\n1,2\n"]
)
def test_what_is_no_count_of_times_is_refused(text: str) -> None:
    with pytest.raises(TableError):
        read_frequencies(text)
