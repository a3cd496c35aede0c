"""What stands beside each other for a record, and when two surnames are similar."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from bereginya.tracing.birth_levels import CLASSES, born_classes
from bereginya.tracing.births import Births
from bereginya.tracing.misheard import _alike
from bereginya.tracing.rows import BORN, WIDE, letter_pairs, similar
from tests.tracing.small import CROWD, KOVTUN, register

_SIGNATURES = st.integers(0, 2**64 - 1).map(np.uint64)


def test_every_class_of_birth_leaves_the_day_its_bits() -> None:
    assert CLASSES <= BORN + 1
    assert 1 << BORN.bit_length() == BORN + 1


def test_a_record_has_its_birth_and_its_place_in_the_file_beside_its_names() -> None:
    rows = register(KOVTUN, among=CROWD).rows
    records = rows.records.reshape(-1, WIDE)
    born = Births(rows.first, rows.last, rows.day)
    assert (records[:, 5] & BORN).tolist() == born_classes(born).tolist()
    assert (records[:, 5] >> 9).tolist() == rows.day.tolist()
    assert records[:, 7].tolist() == rows.row.tolist()


@settings(deadline=None)
@given(_SIGNATURES, _SIGNATURES)
def test_two_surnames_are_similar_whichever_way_it_is_looked_at(a: np.uint64, b: np.uint64) -> None:
    assert _alike(a, letter_pairs(a), b) == similar(a, b) == similar(b, a)
