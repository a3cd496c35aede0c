"""What is looked at beside an answer."""

import pytest

from bereginya.counting import Table, diagnose
from bereginya.counting.diagnostics import near_models, overlaps, residuals, sensitivity
from bereginya.counting.perturbed import central, changes
from tests.counting.data import table

KOSOVO = table("kosovo_1999")
SEEN_ALONE = Table.of(("a", "b", "c"), [(1, 40), (2, 40), (3, 20), (4, 15)])


def independent(total: int = 10_000, chances: tuple[float, ...] = (0.5, 0.4, 0.3)) -> Table:
    """Three lists that know nothing of each other, exactly as expected."""
    cells = []
    for one in range(1, 8):
        share = 1.0
        for place, chance in enumerate(chances):
            share *= chance if one >> place & 1 else 1 - chance
        cells.append((one, round(total * share)))
    return Table.of(("a", "b", "c"), cells)


def test_the_bars_of_an_overlap_plot_hold_everybody_the_longest_first() -> None:
    bars = overlaps(KOSOVO)

    assert sum(bar.count for bar in bars) == KOSOVO.n
    assert [bar.count for bar in bars] == sorted((bar.count for bar in bars), reverse=True)


def test_leaving_out_a_list_loses_those_who_are_on_it_alone() -> None:
    found = changes(KOSOVO).left_out

    assert [one.n for one in found] == [4400 - alone for alone in (1131, 845, 936, 306)]
    assert all(one.estimate is not None and one.estimate > one.n for one in found)


def test_merging_lists_loses_nobody() -> None:
    assert [one.n for one in changes(KOSOVO).merged] == [4400] * 6


def test_of_three_lists_the_two_that_are_left_are_asked_by_chapman() -> None:
    found = changes(table("hepatitis_a_taiwan_1995")).left_out

    assert [one.estimate for one in found] == pytest.approx([331.36, 374.48, 333.56], abs=0.01)


def test_a_link_that_was_missed_makes_the_answer_smaller() -> None:
    told = independent()
    before = central(told)

    assert before is not None
    for one in changes(told).linked:
        assert one.n == told.n - 1
        assert one.estimate is not None
        assert one.estimate < before


def test_independent_lists_tell_the_size_of_each_other_and_have_odds_of_one() -> None:
    told = independent()
    found = diagnose(told, 10_000.0)

    assert [one.estimate for one in found.known] == pytest.approx([one.size for one in found.known], rel=0.01)
    assert [pair.odds_ratio for pair in found.pairs] == pytest.approx([1, 1, 1], rel=0.01)
    assert [one.capture for one in found.sizes] == pytest.approx([0.5, 0.4, 0.3], abs=0.001)


def test_lists_that_follow_each_other_show_it_in_their_odds() -> None:
    pairs = {pair.places: pair for pair in diagnose(KOSOVO, 10_357.0).pairs}

    assert pairs[1, 2].odds_ratio > 2
    assert pairs[0, 1].per_missed_link == pytest.approx(10_357 / 403)


def test_lists_are_taken_for_the_whole_with_those_that_only_they_saw_as_unseen() -> None:
    known = changes(table("hepatitis_a_taiwan_1995")).known

    assert [one.size for one in known] == [135, 122, 126]
    assert known[0].estimate == pytest.approx((49 + 1) * (45 + 1) / 29 - 1)


def test_the_models_beside_the_best_are_within_ten_of_it() -> None:
    near = near_models(KOSOVO)

    assert near[0].model == "[123,14,34]"
    assert near[0].bic == pytest.approx(203.03, abs=0.01)
    assert all(near[0].bic <= one.bic <= near[0].bic + 10 for one in near)
    assert max(one.estimate for one in near) > 19_000  # the choice of model moves the answer by thousands


def test_what_no_list_can_tell_moves_those_unseen_up_and_down() -> None:
    found = dict(sensitivity(4400, 10_400.0))

    assert found[1.0] == pytest.approx(4400 + 6000 * 2.71828, rel=1e-5)
    assert found[-1.0] < 10_400 < found[0.2]


def test_residuals_of_a_saturated_model_are_none() -> None:
    assert residuals(table("hepatitis_a_taiwan_1995"))[0].residual == pytest.approx(0, abs=1e-6)
    assert abs(residuals(KOSOVO)[0].residual) > 1


def test_a_list_that_shares_nobody_is_named() -> None:
    assert diagnose(SEEN_ALONE, 200.0).alone == (2,)


def test_two_lists_and_eleven_are_looked_at_too() -> None:
    two = Table.of(("a", "b"), [(1, 40), (2, 40), (3, 20)])

    assert diagnose(two, 180.0).method == "chapman"
    assert diagnose(table("philippines_manila_police"), 600.0).method == "stepwise"


@pytest.mark.parametrize(("told", "total"), [(KOSOVO, 4000.0), (Table.of(("a",), []), 0.0)])
def test_a_total_below_the_persons_seen_is_a_mistake(told: Table, total: float) -> None:
    with pytest.raises(ValueError, match="a total"):
        diagnose(told, total)


def test_how_far_the_changes_are_is_told_until_all_are_looked_at() -> None:
    told: list[tuple[int, int]] = []
    found = diagnose(KOSOVO, 10_357, lambda done, of: told.append((done, of)))
    many = len(found.left_out) + len(found.merged) + len(found.linked) + len(found.known)

    assert told == [(done, many) for done in range(1, many + 1)]
