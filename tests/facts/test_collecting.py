"""Long loops without a look for cycles."""

import gc

import pytest

from bereginya.facts.collecting import not_collecting


def test_nothing_is_looked_for_within_and_again_afterwards() -> None:
    with not_collecting():
        outer = gc.isenabled()
        with not_collecting():
            inner = gc.isenabled()
        after_inner = gc.isenabled()

    assert (outer, inner, after_inner, gc.isenabled()) == (False, False, False, True)


def test_an_error_within_leaves_the_collector_at_work() -> None:
    def fail() -> None:
        with not_collecting():
            raise LookupError

    with pytest.raises(LookupError):
        fail()

    assert gc.isenabled()
