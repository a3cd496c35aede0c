"""Ids that several rows have: found by a hash of each, then told apart by the number of the row."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from bereginya.tracing.compiled import compiled


def told_apart(ids: pa.Array, numbers: NDArray[np.int64]) -> tuple[pa.Array, int]:
    """Return ids that are each one row's, and how many had to be told apart: the second row of 7 is "7 (row 17)"."""
    if not _may_repeat(ids) or pc.count_distinct(ids).as_py() == len(ids):
        return ids, 0
    seen: set[str] = set()
    apart: list[str] = []
    repeated = 0
    for text, number in zip(ids.to_pylist(), numbers.tolist(), strict=True):
        again = text in seen
        repeated += again
        apart.append(f"{text} (row {number})" if again else text)
        seen.add(apart[-1])
    return pa.array(apart, pa.string()), repeated


def _may_repeat(ids: pa.Array) -> bool:
    """Tell whether two ids have one hash: of a million different ones hardly any two do."""
    if not len(ids):
        return False
    _, offsets, letters = ids.buffers()
    places = np.frombuffer(offsets, np.int32)[ids.offset : ids.offset + len(ids) + 1]
    hashes = np.sort(_hashes(np.frombuffer(letters or b"\0", np.uint8), places))
    return bool((hashes[1:] == hashes[:-1]).any())


@compiled
def _hashes(letters: NDArray[np.uint8], places: NDArray[np.int32]) -> NDArray[np.uint64]:
    """Return the 64-bit FNV-1a hash of each text (draft-eastlake-fnv, section 2)."""
    found = np.empty(len(places) - 1, np.uint64)
    for text in range(len(found)):
        h = np.uint64(0xCBF29CE484222325)
        for i in range(places[text], places[text + 1]):
            h = (h ^ np.uint64(letters[i])) * np.uint64(0x100000001B3)
        found[text] = h
    return found
