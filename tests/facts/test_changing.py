"""Copies with other fields."""

import dataclasses
from datetime import date

import pytest

from bereginya.facts.changing import changed
from bereginya.facts.dates import PartialDate


@dataclasses.dataclass(frozen=True, slots=True, repr=False)
class Pair:
    """Two fields, as folds have them."""

    left: int = 1
    right: tuple[int, ...] = ()


def test_a_copy_has_the_new_fields_and_keeps_the_others() -> None:
    first = Pair(1, (2,))

    second = changed(first, left=5)

    assert second == dataclasses.replace(first, left=5) == Pair(5, (2,))
    assert first == Pair(1, (2,))


def test_a_field_that_is_none_is_refused() -> None:
    with pytest.raises(TypeError):
        changed(Pair(), middle=3)


def test_what_checks_itself_when_it_is_made_is_not_copied_past_its_check() -> None:
    with pytest.raises(TypeError):
        changed(PartialDate(2026, 11), month=13)
    with pytest.raises(TypeError):
        changed(date(2026, 11, 1), month=13)
