"""How many edits two strings are apart."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from bereginya.tracing.deletions import clear_masks, edits, set_masks
from bereginya.tracing.keys import packed

WORDS = st.text("абвг", min_size=1, max_size=9)


def _distance(one: str, other: str) -> int:
    """Return the optimal string alignment distance, as the textbook has it."""
    d = [[i + j if not i or not j else 0 for j in range(len(other) + 1)] for i in range(len(one) + 1)]
    for i in range(1, len(one) + 1):
        for j in range(1, len(other) + 1):
            d[i][j] = min(d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (one[i - 1] != other[j - 1]))
            if i > 1 and j > 1 and one[i - 1] == other[j - 2] and one[i - 2] == other[j - 1]:
                d[i][j] = min(d[i][j], d[i - 2][j - 2] + 1)
    return d[-1][-1]


@settings(deadline=None)  # the first call may compile
@given(WORDS, WORDS)
def test_edits_in_the_bits_of_one_number_are_those_of_the_textbook(one: str, other: str) -> None:
    masks, letters = np.zeros(1 << 16, np.uint64), packed([one, other])
    set_masks(masks, letters.text, 0, len(one))
    assert edits(masks, len(one), letters.text, *letters.start[1:]) == _distance(one, other)
    clear_masks(masks, letters.text, 0, len(one))
    assert not masks.any()
