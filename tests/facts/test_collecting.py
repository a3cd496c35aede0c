"""Long loops without a look for cycles."""

import gc

import pytest

from bereginya.facts.collecting import not_collecting


def test_nothing_is_looked_for_within_and_again_afterwards_whatever_happened() -> None:
    with pytest.raises(LookupError), not_collecting():
        assert not gc.isenabled()
        with not_collecting():
            assert not gc.isenabled()
        assert not gc.isenabled()
        raise LookupError

    assert gc.isenabled()
