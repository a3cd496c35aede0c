"""Strings one or two edits apart: found by forms with letters left out, verified by distance.

Two strings within d edits share a form with at most d letters left out (Garbe's SymSpell); forms are hashed into
buckets. The distance is that of optimal string alignment (Damerau 1964; a swap of neighbours is one edit), for all
letters of a string at once in the bits of one number (Myers 1999, Hyyrö 2003).
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bereginya.tracing.compiled import compiled, uncounted
from bereginya.tracing.keys import Ints, Letters

TWO_FROM = 7
"""Letters from which on two edits are allowed: in a shorter name two edits make another name."""
ONE_FROM = 3
MOST_FORMS = 512
"""More than the forms of 24 letters."""


class Deletions(NamedTuple):
    """All forms of strings with letters left out, hashed: string `strings[i]` has a form in the bucket that holds i."""

    bucket: Ints
    strings: Ints
    tags: NDArray[np.uint8]


@uncounted
def hash_of(text: NDArray[np.uint16], start: int, end: int, skip_a: int, skip_b: int) -> np.uint32:
    """Return the hash (FNV-1a over 16-bit letters, finished) of a string with up to two letters left out."""
    h = np.uint32(2166136261)
    for i in range(start, end):
        if i != skip_a and i != skip_b:  # noqa: PLR1714  (compiled: a tuple test is not)
            h = np.uint32((h ^ np.uint32(text[i])) * np.uint32(16777619))
    h = np.uint32((h ^ (h >> np.uint32(15))) * np.uint32(0x85EBCA6B))
    return np.uint32(h ^ (h >> np.uint32(13)))


@uncounted
def _depth(length: int, most: int) -> int:
    if length < ONE_FROM:
        return 0
    return min(most, 2 if length >= TWO_FROM else 1)


@uncounted
def _forms(length: int, most: int) -> int:
    depth = _depth(length, most)
    if depth == 0:
        return 1
    return 1 + length + (length * (length - 1) // 2 if depth == 2 else 0)


@uncounted
def all_forms(text: NDArray[np.uint16], start: int, end: int, most: int, out: NDArray[np.uint32]) -> int:
    """Write the hashes of all forms of one string; return how many."""
    depth = _depth(end - start, most)
    out[0] = hash_of(text, start, end, -1, -1)
    n = 1
    if depth >= 1:
        for a in range(start, end):
            out[n] = hash_of(text, start, end, a, -1)
            n += 1
            if depth == 2:
                for b in range(a + 1, end):
                    out[n] = hash_of(text, start, end, a, b)
                    n += 1
    return n


@compiled
def _count_forms(text: NDArray[np.uint16], start: Ints, most: int, bits: int) -> Ints:
    bucket = np.zeros((1 << bits) + 1, np.int32)
    out = np.empty(MOST_FORMS, np.uint32)
    shift = np.uint32(32 - bits)
    for i in range(len(start) - 1):
        for k in range(all_forms(text, start[i], start[i + 1], most, out)):
            bucket[(out[k] >> shift) + 1] += 1
    for b in range(1 << bits):
        bucket[b + 1] += bucket[b]
    return bucket


@compiled
def _fill_forms(
    text: NDArray[np.uint16], start: Ints, most: int, bits: int, bucket: Ints
) -> tuple[Ints, NDArray[np.uint8]]:
    at = bucket[:-1].copy()
    strings = np.empty(bucket[-1], np.int32)
    tags = np.empty(bucket[-1], np.uint8)
    out = np.empty(MOST_FORMS, np.uint32)
    shift = np.uint32(32 - bits)
    for i in range(len(start) - 1):
        for k in range(all_forms(text, start[i], start[i + 1], most, out)):
            b = out[k] >> shift
            strings[at[b]] = i
            tags[at[b]] = out[k] & np.uint32(255)
            at[b] += 1
    return strings, tags


@compiled
def _total_forms(start: Ints, most: int) -> int:
    total = 0
    for i in range(len(start) - 1):
        total += _forms(start[i + 1] - start[i], most)
    return total


def deletions(letters: Letters, most: int) -> Deletions:
    """Return the forms of strings with at most so many letters left out."""
    bits = max(4, min(24, int(_total_forms(letters.start, most)).bit_length() - 1))
    bucket = _count_forms(letters.text, letters.start, most, bits)
    return Deletions(bucket, *_fill_forms(letters.text, letters.start, most, bits, bucket))


@uncounted
def equal(a: NDArray[np.uint16], a0: int, a1: int, b: NDArray[np.uint16], b0: int, b1: int) -> bool:
    """Tell whether two strings are one."""
    if a1 - a0 != b1 - b0:
        return False
    for i in range(a1 - a0):
        if a[a0 + i] != b[b0 + i]:
            return False
    return True


@uncounted
def shift_of(bucket: Ints) -> np.uint32:
    """Return by how much a hash is shifted to give its bucket."""
    bits = 0
    while (1 << bits) < len(bucket) - 1:
        bits += 1
    return np.uint32(32 - bits)


@uncounted
def set_masks(masks: NDArray[np.uint64], text: NDArray[np.uint16], start: int, end: int) -> None:
    """Write for each letter at which places of a string it stands; all others stay 0."""
    for i in range(start, end):
        masks[text[i]] |= np.uint64(1) << np.uint64(i - start)


@uncounted
def clear_masks(masks: NDArray[np.uint64], text: NDArray[np.uint16], start: int, end: int) -> None:
    """Take back what `set_masks` wrote."""
    for i in range(start, end):
        masks[text[i]] = 0


@uncounted
def edits(masks: NDArray[np.uint64], length: int, text: NDArray[np.uint16], start: int, end: int) -> int:
    """Return the distance between a string of so many letters, given by its masks, and another."""
    one, last = np.uint64(1), np.uint64(1) << np.uint64(length - 1)
    up, down, diagonal, before = ~np.uint64(0), np.uint64(0), np.uint64(0), np.uint64(0)
    distance = length
    for i in range(start, end):
        mask = masks[text[i]]
        swapped = ((~diagonal & mask) << one) & before
        diagonal = (((mask & up) + up) ^ up) | mask | down | swapped
        right, left = down | ~(diagonal | up), diagonal & up
        if right & last:
            distance += 1
        if left & last:
            distance -= 1
        right, left = (right << one) | one, left << one
        up, down, before = left | ~(diagonal | right), right & diagonal, mask
    return distance
