"""Strata are estimated one by one and added; what is not known of a person is drawn, and said to be."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bereginya.counting import Reason, Strata, Table, TableError, read_strata
from bereginya.counting.loglinear import search
from bereginya.counting.strata import impute, over_draws, sum_of_strata
from tests.counting.data import table, text

LISTS = ("a", "b", "c")
HEPATITIS = table("hepatitis_a_taiwan_1995")
Key = tuple[str | None, ...]


def strata(*tables: tuple[Key, list[tuple[int, int]]]) -> Strata:
    return Strata(LISTS, ("place", "sex"), tuple((key, Table.of(LISTS, cells)) for key, cells in tables))


FULL = [(1, 60), (2, 50), (3, 30), (4, 40), (5, 20), (6, 25), (7, 15)]


def test_one_stratum_alone_has_the_averaged_estimate_of_its_models() -> None:
    alone = sum_of_strata(Strata(HEPATITIS.lists, (), (((), HEPATITIS),)), seed=1, criterion="bic", most_unseen=np.inf)
    found = search(HEPATITIS)
    weights = np.exp(-(found.bic - found.bic.min()) / 2)

    assert alone.estimate == pytest.approx(271 + float(weights @ found.fits.unseen / weights.sum()))
    assert alone.lo < alone.estimate < alone.hi


def test_a_stratum_without_an_estimate_enters_as_seen_and_is_named() -> None:
    told = strata(
        (("north", "f"), FULL), (("north", "m"), []), (("south", "f"), [(1, 9), (2, 8)]), (("south", "m"), [(7, 30)])
    )
    found = sum_of_strata(told, seed=1)

    assert [one.reason for one in found.strata] == [None, Reason.NOBODY, Reason.NO_OVERLAP, Reason.NO_MLE]
    assert found.strata[0].estimate is not None
    assert found.estimate == pytest.approx(found.strata[0].estimate + 17 + 30)


def test_more_than_five_times_the_seen_has_no_weight() -> None:
    found = sum_of_strata(strata((("north", "f"), [(1, 900), (2, 900), (3, 4), (4, 900), (5, 3), (6, 4)])), seed=1)

    assert found.strata[0].reason == Reason.UNSEEN
    assert found.estimate == found.strata[0].n


PLACES = st.sampled_from([None, "north", "south"])
SEXES = st.sampled_from([None, "f", "m"])


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from([None, "north", "south"]),
            st.sampled_from([None, "f", "m"]),
            st.integers(1, 7),
            st.integers(1, 30),
        ),
        min_size=1,
        max_size=12,
    ),
    st.integers(0, 3),
)
def test_imputing_loses_nobody_and_changes_nothing_that_is_known(
    rows: list[tuple[str | None, str | None, int, int]], seed: int
) -> None:
    cells: dict[Key, list[tuple[int, int]]] = {("north", "f"): [(1, 1)]}
    for place, sex, lists, many in rows:
        cells.setdefault((place, sex), []).append((lists, many))
    told = strata(*sorted(cells.items(), key=str))

    whole = impute(told, seed=seed)

    assert whole.incomplete == 0
    assert whole.pooled() == told.pooled()
    for at, known in ((0, "north"), (0, "south"), (1, "f"), (1, "m")):
        before, after = (sum(one.n for key, one in each.tables if key[at] == known) for each in (told, whole))
        assert after >= before


def test_a_missing_stratum_is_drawn_as_those_on_the_same_lists_are() -> None:
    told = strata((("north", "f"), [(1, 1000)]), (("south", "f"), [(2, 1000)]), ((None, "f"), [(1, 500), (2, 300)]))

    whole = dict(impute(told, seed=1).tables)

    assert whole["north", "f"].n == pytest.approx(1500, abs=5)
    assert whole["south", "f"].n == pytest.approx(1300, abs=5)


def test_those_without_a_stratum_are_told() -> None:
    found = sum_of_strata(read_strata(text("gaza_2023_24_by_age_sex.csv")), seed=1, copies=3)

    assert (found.imputed, found.copies) == (1014, 3)
    assert sum(one.n for one in found.strata) == pytest.approx(29_271)


def test_a_stratum_that_one_draw_lacks_has_nobody_there() -> None:
    one, other = strata((("north", "f"), FULL)), strata((("north", "f"), FULL), (("south", "m"), [(1, 4), (3, 2)]))

    found = over_draws([one, other], seed=1)

    assert [each.n for each in found.strata] == [240, 3]


def test_the_order_of_strata_changes_nothing() -> None:
    parts = ((("north", "f"), FULL), (("south", "f"), [(1, 90), (2, 50), (3, 20), (4, 30), (5, 9), (6, 8), (7, 9)]))

    assert sum_of_strata(strata(*parts), seed=3) == sum_of_strata(strata(*reversed(parts)), seed=3)


@pytest.mark.parametrize(
    "draws",
    [[], [strata((("north", None), FULL))], [strata()], [Strata(("a",), (), (((), Table.of("a", [(1, 5)])),))]],
)
def test_draws_that_cannot_be_added_are_refused(draws: list[Strata]) -> None:
    with pytest.raises(TableError):
        over_draws(draws, seed=1)


def test_without_any_known_stratum_nothing_can_be_drawn() -> None:
    with pytest.raises(TableError, match="no stratum is known"):
        impute(strata(((None, "f"), FULL)), seed=1)
