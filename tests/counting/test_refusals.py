"""No estimate is an answer, and it has a reason."""

import numpy as np
import pytest

from bereginya.counting import METHODS, Reason, Table, estimates
from bereginya.counting.classes import sample
from tests.counting.data import table

QUICK = tuple(method for method in METHODS if method != "lcmcr")


def reasons(told: Table, *methods: str, boot: int = 0) -> dict[str, set[Reason]]:
    found: dict[str, set[Reason]] = {}
    for one in estimates(told, methods=methods or QUICK, boot=boot).refused:
        found.setdefault(one.method, set()).add(one.reason)
    return found


def usable(told: Table, *methods: str) -> set[str]:
    return {one.method for one in estimates(told, methods=methods or QUICK, boot=0).usable()}


TWO = Table.of(("registry", "relatives"), [(1, 50), (2, 40), (3, 30)])
NEVER_TOGETHER = Table.of(("a", "b", "c"), [(1, 50), (2, 20), (4, 30)])
NOBODY = Table.of(("a", "b", "c"), [])
NOBODY_ON_ONE = Table.of(("a", "b", "c"), [(1, 50), (2, 20), (3, 30)])
ALL_ON_ALL = Table.of(("a", "b", "c"), [(7, 50), (1, 10)])
INSIDE = Table.of(("a", "b", "c"), [(1, 50), (3, 20), (4, 30), (5, 10), (7, 5)])
AVOIDING = Table.of(("a", "b", "c", "d"), [(1, 500), (2, 500), (4, 100), (5, 40), (6, 40), (8, 10), (9, 5)])


@pytest.mark.parametrize(
    ("told", "reason"),
    [(NEVER_TOGETHER, Reason.NO_OVERLAP), (NOBODY, Reason.NOBODY), (NOBODY_ON_ONE, Reason.FEW_LISTS),
     (TWO, Reason.FEW_LISTS), (table("artificial_3"), Reason.SMALL_OVERLAP)],
    ids=["never together", "nobody", "nobody on one", "two", "few together"],
)  # fmt: skip
def test_a_table_that_says_nothing_has_no_estimate(told: Table, reason: Reason) -> None:
    found = estimates(told, methods=[method for method in QUICK if method != "chapman"], boot=0)

    assert found.estimates == ()
    assert {one.reason for one in found.refused} == {reason}


def test_two_lists_have_the_estimate_of_two_lists_alone() -> None:
    assert usable(TWO) == {"chapman:1-2"}


def test_a_list_inside_another_is_to_be_merged_first() -> None:
    found = estimates(INSIDE, methods=["bic", "dga"], boot=0)

    assert found.usable() == ()
    assert "2 in 1" in found.refused[0].note


def test_everybody_on_every_list_has_no_model() -> None:
    assert reasons(ALL_ON_ALL, "bic", "stepwise", "independence") == {
        method: {Reason.NO_MLE} for method in ("bic", "stepwise", "independence")
    }


def test_lists_that_avoid_each_other_still_have_an_answer() -> None:
    assert {"bic", "stepwise", "dga"} <= usable(AVOIDING)
    assert reasons(AVOIDING, "chapman:1-2") == {"chapman:1-2": {Reason.NO_OVERLAP}}


def test_more_than_five_times_the_seen_is_not_an_answer() -> None:
    assert reasons(table("australia_2015_17"), "bic")["bic"] == {Reason.UNSEEN}


def test_a_posterior_of_the_full_graph_is_not_an_answer() -> None:
    assert reasons(table("gaza_2023_24"), "dga")["dga"] == {Reason.SATURATED}


def test_a_pair_below_the_persons_seen_is_not_an_answer() -> None:
    assert Reason.BELOW_SEEN in reasons(table("korea_palembang"), "chapman")["chapman:1-2"]


def test_chains_that_disagree_are_no_posterior() -> None:
    assert not sample(table("uk_2013_6list"), seed=1, most_sweeps=4000).agreed
    found = estimates(table("uk_2013_6list"), methods=["lcmcr"], most_sweeps=4000)

    assert found.estimates == ()
    assert found.refused[0].reason == Reason.CHAINS_DISAGREE


def test_a_model_whose_numbers_run_away_is_never_chosen() -> None:
    """Programs that trust the numbers answer 14 million million on this table."""
    bic = estimates(table("artificial_3").times(10), methods=["bic"], boot=0).of("bic")

    assert bic is not None
    assert bic.estimate < 10_000


def test_an_unknown_method_is_told() -> None:
    assert reasons(TWO, "tea-leaves", "chapman:1-9", "bic:2") == {
        "tea-leaves": {Reason.NOT_A_METHOD},
        "chapman:1-9": {Reason.NOT_A_METHOD},
        "bic:2": {Reason.NOT_A_METHOD},
    }


def test_twelve_lists_are_answered_by_the_methods_that_can() -> None:
    chance = np.random.default_rng(3)
    seen = chance.random((300, 12)) < 0.2
    told = Table.from_arrays(seen[seen.any(1)].astype(int), np.ones(int(seen.any(1).sum()), dtype=int))

    assert {"chao", "sample-coverage", "independence", "stepwise"} <= usable(told)
    assert reasons(told, "bic", "dga") == {"bic": {Reason.MANY_LISTS}, "dga": {Reason.MANY_LISTS}}


@pytest.mark.parametrize("scale", [10**3, 10**6, 10**12])
def test_millions_of_millions_are_counted_as_well_as_hundreds(scale: int) -> None:
    small, large = (
        {one.method: one.estimate for one in estimates(told, methods=("bic", "stepwise"), boot=0).estimates}
        for told in (table("spina_bifida_ny_n626"), table("spina_bifida_ny_n626").times(scale))
    )

    assert large["stepwise"] / scale == pytest.approx(small["stepwise"], rel=0.1)
    assert large["bic"] >= 626 * scale


def test_an_answer_that_lies_where_the_prior_is_cut_is_refused() -> None:
    hardly = Table.of("abcd", [(1, 400), (2, 400), (3, 4), (4, 400), (5, 4), (6, 3), (8, 300), (9, 2)])
    found = estimates(hardly, methods=["lcmcr"], most_sweeps=20_000)

    assert Reason.GRID_END in {one.reason for one in found.refused}
    assert found.usable() == ()
