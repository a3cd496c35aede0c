"""Averaging over graphs where the published tables do not lead: among millions."""

import pytest

from bereginya.counting.graphs import average
from bereginya.counting.table import Table

ALL_BUT_A_FEW = {7: 1_458_000, 6: 162_000, 5: 162_000, 3: 162_000, 4: 18_000, 2: 18_000, 1: 18_000}
"""Each of three lists holds nine in ten of two million, whoever else holds them: 2,000 are on none."""


def test_few_unseen_among_millions_have_a_range_and_not_one_number() -> None:
    found = average(Table.of(("a", "b", "c"), ALL_BUT_A_FEW.items()))

    assert found.lo < found.median < found.hi
    assert found.lo < found.mean < found.hi


def test_independent_lists_of_millions_find_the_few_who_are_on_none() -> None:
    found = average(Table.of(("a", "b", "c"), ALL_BUT_A_FEW.items()))

    assert found.mean == pytest.approx(2_000_000, abs=300)
    assert found.hi - found.lo < 1_000
