"""The page for strangers names what there is."""

import re
from pathlib import Path

import pytest

from bereginya.rights import provisions, read_changes, rules, vocabulary
from bereginya.rights.overlays import changed

_PAGE = (Path(__file__).parents[2] / "docs" / "rights.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("key", vocabulary())
def test_every_fact_is_listed_with_every_word_it_may_be(key: str) -> None:
    line = next(line for line in _PAGE.splitlines() if line.startswith(f"| `{key}` |"))
    assert all(f"`{word}`" in line for word in vocabulary()[key].words)


def test_no_fact_is_listed_that_is_none() -> None:
    facts = _PAGE.split("## Every fact")[1].split("## What comes back")[0]
    assert set(re.findall(r"^\| `(\w+)` \|", facts, re.MULTILINE)) == set(vocabulary())


def test_the_number_of_provisions_is_told_as_it_is() -> None:
    assert f"holds {len(provisions())} dated provisions" in _PAGE


def test_the_example_of_a_change_can_be_used_as_it_stands() -> None:
    example = next(
        block for block in re.findall(r"```yaml\n(.*?)```", _PAGE, re.DOTALL) if block.startswith("changes:")
    )
    assert changed(rules(), read_changes(example, "example.yaml"))["house.parcel"].confidence == "B"
