"""What must hold of every answer about every table."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bereginya.counting import METHODS, Answers, Estimate, Table, estimates
from tests.counting.data import TABLES, table

QUICK = tuple(method for method in METHODS if method != "lcmcr")
NAMES = ("registry", "relatives", "hospital", "court")


@st.composite
def tables(draw: st.DrawFn) -> Table:
    lists = draw(st.integers(3, 4))
    sizes = st.sampled_from([0, 0, 1, 2, 5, 12, 40, 300])
    return Table.of(NAMES[:lists], [(one, draw(sizes)) for one in range(1, 1 << lists)])


def numbers(answers: Answers, *, without_pairs: bool = True) -> list[tuple[str, float, float | None, float | None]]:
    kept = (one for one in answers.estimates if not (without_pairs and one.method.startswith("chapman")))
    return [(one.method, one.estimate, one.lo, one.hi) for one in kept]


@settings(max_examples=12, deadline=None)
@given(tables(), st.randoms(use_true_random=False))
def test_the_order_and_the_names_of_lists_change_nothing(told: Table, chance: object) -> None:
    order = list(range(len(told.lists)))
    chance.shuffle(order)  # type: ignore[attr-defined]
    moved = told.reordered(order)
    other = Table(tuple(f"list {at}" for at in range(len(order))), moved.cells)

    assert numbers(estimates(told, methods=QUICK, boot=4)) == numbers(estimates(other, methods=QUICK, boot=4))


@settings(max_examples=20, deadline=None)
@given(tables(), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(told: Table, chance: object) -> None:
    head, *rows = told.to_csv().splitlines()
    chance.shuffle(rows)  # type: ignore[attr-defined]
    text = "\n".join([head, *rows, ",".join("0" * len(told.lists)) + ",0"])

    if rows:
        assert Table.from_csv(text).cells == told.cells


@settings(max_examples=15, deadline=None)
@given(tables())
def test_an_estimate_is_never_below_what_was_seen(told: Table) -> None:
    for one in estimates(told, methods=QUICK, boot=4).estimates:
        assert math.isfinite(one.estimate)
        assert one.estimate >= told.n * (1 - 1e-9)
        assert one.lo is None or one.lo >= told.n * (1 - 1e-9)


def width(one: Estimate | None) -> float:
    assert one is not None
    assert one.lo is not None
    assert one.hi is not None
    return (one.hi - one.lo) / one.estimate


@settings(max_examples=15, deadline=None)
@given(tables())
def test_twice_as_many_persons_narrow_the_range(told: Table) -> None:
    methods = ("chao", "independence")
    once, twice = estimates(told, methods=methods, boot=0), estimates(told.times(2), methods=methods, boot=0)

    for one in once.estimates:
        other = twice.of(one.method)
        # fewer than five seen twice, chao takes another form: the law holds within one form
        if width(one) > 0 and other is not None and ("corrected" in one.note) == ("corrected" in other.note):
            assert width(other) < width(one)


@pytest.mark.parametrize("method", ["mth-chao", "sample-coverage", "stepwise", "dga", "chapman:1-2"])
def test_twice_as_many_persons_narrow_the_range_of_a_published_table(method: str) -> None:
    once, twice = (
        estimates(told, methods=[method], boot=100).of(method)
        for told in (table("spina_bifida_ny_n626"), table("spina_bifida_ny_n626").times(2))
    )

    assert width(twice) < width(once)


@pytest.mark.parametrize(
    "name", [one for one in TABLES if "philippines" not in one and "6list" not in one and one != "snowshoe_hare"]
)
def test_a_published_table_turned_round_gives_the_same_answer(name: str) -> None:
    turned = table(name).reordered(range(len(table(name).lists) - 1, -1, -1))
    methods = [method for method in QUICK if method != "bic" or len(turned.lists) < 5]

    assert numbers(estimates(turned, methods=methods, boot=0)) == numbers(
        estimates(table(name), methods=methods, boot=0)
    )


def test_a_model_is_named_by_the_places_its_lists_have_now() -> None:
    turned = table("western_us_5list").reordered((4, 1, 2, 3, 0))
    pair = estimates(turned, methods=["stepwise"], boot=0).of("stepwise")

    assert pair is not None
    assert pair.model == "[15,2,3,4]"


def test_the_same_seed_gives_the_same_range_and_another_seed_another() -> None:
    one, same, other = (
        estimates(table("korea_palembang"), methods=["bic"], boot=50, seed=seed).estimates for seed in (1, 1, 2)
    )

    assert one == same
    assert one != other
