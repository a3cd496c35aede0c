"""Columns as numbers into distinct texts say what they said before."""

import pyarrow as pa
import pyarrow.compute as pc
from hypothesis import given
from hypothesis import strategies as st

from bereginya.tracing import coded

texts = st.lists(st.sampled_from(["Ковтун", " Ковтун", "Ґедзь", "", None]), max_size=12)


@given(texts)
def test_a_column_says_the_same_when_it_is_coded(said: list[str | None]) -> None:
    column = coded.coded(pa.array(said, pa.string()))
    assert column.to_pylist() == said
    assert column.dictionary.to_pylist() == list(dict.fromkeys(one for one in said if one is not None))


@given(texts)
def test_a_change_of_distinct_texts_is_a_change_of_every_row(said: list[str | None]) -> None:
    column = coded.changed(coded.coded(pa.array(said, pa.string())), pc.utf8_trim_whitespace)
    assert column.to_pylist() == [one if one is None else one.strip() for one in said]
    assert column.dictionary.to_pylist() == list(dict.fromkeys(one.strip() for one in said if one is not None))


@given(texts, texts)
def test_the_second_column_speaks_where_the_first_is_silent(one: list[str | None], other: list[str | None]) -> None:
    rows = list(zip(one, other, strict=False))
    first, second = (
        coded.coded(pa.array(column, pa.string())) for column in ([a for a, _ in rows], [b for _, b in rows])
    )
    assert coded.either(first, second).to_pylist() == [b if a is None else a for a, b in rows]


def test_pieces_with_dictionaries_of_their_own_become_one() -> None:
    pieces = [pa.array(one).dictionary_encode() for one in (["Ґедзь", "Ковтун"], ["Ковтун", "Зайцев"])]
    column = coded.coded(pa.chunked_array(pieces))
    assert column.dictionary.to_pylist() == ["Ґедзь", "Ковтун", "Зайцев"]
    assert column.indices.to_pylist() == [0, 1, 1, 2]
