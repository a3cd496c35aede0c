"""The method is declared before a number is seen, and stays declared."""

import pytest

from bereginya.counting import Table, TableError, count
from bereginya.counting.record import digest
from tests.counting.data import table

KOSOVO = table("kosovo_1999")
OTHERS = ("chao", "independence", "stepwise", "dga")


def test_the_declared_method_answers_and_the_others_stand_beside() -> None:
    told = count(KOSOVO, declared="bic", methods=OTHERS, boot=20)

    assert told.answer is not None
    assert told.answer.method == "bic"
    assert {one.method for one in told.answers.usable()} == {"bic", *OTHERS}


def test_when_the_declared_method_is_refused_no_other_takes_its_place() -> None:
    told = count(table("gaza_2023_24"), declared="dga", methods=OTHERS, boot=0)

    assert told.answer is None
    assert [one.reason.value for one in told.why_none] == ["saturated-posterior"]
    assert told.spread is not None


def test_the_spread_is_of_all_honest_methods_and_not_of_bounds_or_pairs() -> None:
    spread = count(KOSOVO, declared="bic", methods=(*OTHERS, "chapman"), boot=20).spread

    assert spread is not None
    assert set(spread.methods) == {"bic", "independence", "stepwise", "dga"}
    assert (spread.lowest, spread.highest) == pytest.approx((7393, 14_342), abs=1)
    assert spread.lo < spread.lowest
    assert spread.hi > spread.highest


def test_without_any_answer_there_is_no_spread() -> None:
    told = count(Table.of(("a", "b", "c"), [(1, 5), (2, 5), (4, 5)]), declared="bic", boot=0)

    assert told.answer is None
    assert told.spread is None


@pytest.mark.parametrize("declared", ["chapman:1-2", "the highest", ""])
def test_only_a_method_that_gives_a_total_can_be_declared(declared: str) -> None:
    with pytest.raises(TableError, match="declared method"):
        count(KOSOVO, declared=declared)


def test_the_digest_names_the_counts_and_not_the_order_or_the_names() -> None:
    turned = KOSOVO.reordered((3, 1, 0, 2))

    assert digest(turned) == digest(KOSOVO)
    assert digest(KOSOVO.with_one(1, 1)) != digest(KOSOVO)
