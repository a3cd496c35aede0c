"""The committee that is measured is what it says it is."""

from pathlib import Path

import pytest

from bereginya import vault
from bereginya.desk.cases import queries
from bereginya.desk.site.kinds import KINDS
from bereginya.vault import Damaged
from tests.bench.table import Figure, Target, percentile
from tests.bench.world import ENTRIES_EACH, NAME, PASSPHRASE, build

_PEOPLE = 4


def test_each_person_is_a_case_and_has_ten_entries(tmp_path: Path) -> None:
    build(tmp_path, _PEOPLE)
    opened = vault.open_vault(tmp_path, KINDS, members=vault.FAST, receipts=vault.FAST)
    keys = vault.unlock(opened, NAME, PASSPHRASE)
    theirs = keys.compartments() - {keys.house, keys.reception}
    said = [one.record for place in theirs for one in vault.entries(keys, place)]
    opened.close()

    assert len(said) == _PEOPLE * ENTRIES_EACH
    assert not any(isinstance(one, Damaged) for one in said)


def test_every_second_person_can_be_answered(tmp_path: Path) -> None:
    build(tmp_path, _PEOPLE)
    opened = vault.open_vault(tmp_path, KINDS, members=vault.FAST, receipts=vault.FAST)
    keys = vault.unlock(opened, NAME, PASSPHRASE)
    found = queries.cases(keys)
    opened.close()

    assert len(found) == _PEOPLE
    assert not any(one.waits for one in found)


@pytest.mark.parametrize(("value", "verdict"), [(50, "reached"), (49.9, "MISSED")])
def test_a_missed_target_is_printed_as_missed(value: float, verdict: str) -> None:
    assert f"| {verdict} |" in Figure("submissions", value, "/s", Target(least=50)).line()


def test_a_percentile_is_a_value_that_was_measured() -> None:
    assert percentile([float(number) for number in range(1, 101)], 0.95) == 95
    assert percentile([3.0], 0.95) == 3
