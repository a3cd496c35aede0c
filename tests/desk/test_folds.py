"""What each fold says it hears: a kind it would have listened to must not be kept from it."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from bereginya.desk.overview.warming import FOLDS
from bereginya.vault import CompartmentId, Entry, EntryId, Fold, HolderId
from tests.golden.samples import EVERY_KIND, sample

PLACE, MEMBER = CompartmentId("0" * 32), HolderId("1" * 32)
ENTRIES = [
    Entry(name, PLACE, at, date(2026, 11, 1), datetime(2026, 11, 1, tzinfo=UTC), by, sample(kind), name)
    for at, kind in enumerate(EVERY_KIND)
    for by, name in ((None, EntryId(f"{at:031x}0")), (MEMBER, EntryId(f"{at:031x}1")))
]
PARTIAL = [how for how in FOLDS if how.hears is not None]


@pytest.mark.parametrize("how", PARTIAL, ids=[how.name for how in PARTIAL])
def test_what_a_fold_does_not_hear_would_not_have_changed_it(how: Fold[Any]) -> None:
    assert how.hears
    full = how.initial
    for one in ENTRIES:
        if type(one.record) in how.hears:
            full = how.step(full, one)
    for state in (how.initial, full):
        for one in ENTRIES:
            assert type(one.record) in how.hears or how.step(state, one) is state, type(one.record)
    assert full != how.initial


def test_some_folds_hear_everything_and_some_do_not() -> None:
    assert 0 < len(PARTIAL) < len(FOLDS)
