"""Columns whose texts repeat: the distinct texts, in the order in which each first stands there, and numbers.

What is done to a text is done once, however many rows have it.
"""

from collections.abc import Callable, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray


def whole(column: pa.ChunkedArray | pa.Array) -> pa.Array:
    """Return a column in one piece."""
    if isinstance(column, pa.Array):
        return column
    if not column.num_chunks:
        return pa.array([], column.type)
    found = column.unify_dictionaries().combine_chunks()
    return found if isinstance(found, pa.Array) else pa.concat_arrays(found.chunks)  # as older editions return it


def is_coded(column: pa.ChunkedArray | pa.Array) -> bool:
    """Tell whether a column is numbers and distinct texts already."""
    return bool(pa.types.is_dictionary(column.type))


def coded(column: pa.ChunkedArray | pa.Array) -> pa.DictionaryArray:
    """Return a text column as numbers into its distinct texts: none stands there twice or is used by no row."""
    one = whole(column)
    return _ordered(one.indices, one.dictionary) if is_coded(one) else one.dictionary_encode()


def plain(column: pa.ChunkedArray | pa.Array) -> pa.Array:
    """Return a column as one text a row."""
    one = whole(column)
    return one.cast(one.type.value_type) if is_coded(one) else one


def changed(column: pa.DictionaryArray, change: Callable[[pa.Array], pa.Array]) -> pa.DictionaryArray:
    """Return a column with its distinct texts changed. What becomes null is unknown; what becomes equal is one text."""
    after = change(column.dictionary)
    return column if after is column.dictionary else _ordered(column.indices, after)


def spread(texts: Sequence[str | None], numbers: NDArray[np.int32]) -> pa.DictionaryArray:
    """Return for each row the text of its number; null for -1."""
    return _ordered(pa.array(numbers, mask=numbers < 0), pa.array(texts, pa.string()))


def either(one: pa.DictionaryArray, other: pa.DictionaryArray) -> pa.DictionaryArray:
    """Return the text of the first column, or where it has none that of the second."""
    behind = pc.add(other.indices.cast(pa.int32()), pa.scalar(len(one.dictionary), pa.int32()))
    texts = pa.concat_arrays([one.dictionary, other.dictionary])
    return _ordered(pc.coalesce(one.indices.cast(pa.int32()), behind), texts)


def _ordered(numbers: pa.Array, texts: pa.Array) -> pa.DictionaryArray:
    """Return numbers into texts that may be null, equal or unused as numbers into distinct texts, the first first."""
    once = texts.dictionary_encode()
    if once.indices.null_count or len(once.dictionary) < len(texts):
        numbers = once.indices.take(numbers)
    used = pc.unique(numbers).drop_null()
    order = used.to_numpy()
    if len(order) == len(once.dictionary) and (order == np.arange(len(order))).all():
        return pa.DictionaryArray.from_arrays(numbers.cast(pa.int32()), once.dictionary)
    places = np.zeros(max(len(once.dictionary), 1), np.int32)
    places[order] = np.arange(len(order), dtype=np.int32)
    return pa.DictionaryArray.from_arrays(pa.array(places).take(numbers), once.dictionary.take(used))
