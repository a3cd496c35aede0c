"""What a method says of several draws, together."""

from math import log, sqrt

import pytest
from scipy.stats import t as student

from bereginya.counting import Estimate, estimates
from bereginya.counting.combining import combined, over_links
from tests.counting.data import table

HEPATITIS = table("hepatitis_a_taiwan_1995")


def said(estimate: float, hi: float | None = 600.0, method: str = "bic") -> Estimate:
    return Estimate(method, estimate, 300.0, hi)


def test_draws_that_are_all_alike_change_nothing() -> None:
    found = combined([(271, said(400))] * 5)

    assert found is not None
    assert (found.estimate, found.lo, found.hi) == pytest.approx((400, 300, 600))


def test_draws_that_differ_widen_the_range() -> None:
    alike, unlike = combined([(271, said(400))] * 4), combined([(271, said(340)), (271, said(480))] * 2)

    assert alike is not None
    assert unlike is not None
    assert unlike.hi is not None
    assert alike.hi is not None
    assert unlike.hi > alike.hi


def test_the_rules_are_rubins() -> None:
    """Two draws, log n0 of 5 and 6, each with the error 0.1 within: total 0.01 + 1.5 * 0.5."""
    draws = [(100, Estimate("bic", 100 + 2.718281828**at, 101.0, 100 + 2.718281828 ** (at + 0.196))) for at in (5, 6)]

    found = combined(draws)

    assert found is not None
    assert found.hi is not None
    assert log(found.estimate - 100) == pytest.approx(5.5)
    freedom = (0.76 / 0.75) ** 2
    assert (log(found.hi - 100) - 5.5) / sqrt(0.76) == pytest.approx(student.ppf(0.975, freedom), rel=0.001)


def test_a_real_method_over_draws_of_links() -> None:
    draws = [HEPATITIS.with_one(1, -many).with_one(2, -many).with_one(3, many) for many in range(6)]
    found = combined([(each.n, estimates(each, methods=["independence"]).of("independence")) for each in draws])

    assert found is not None
    assert found.lo is not None
    assert found.lo > 266
    assert found.estimate < 387.1


def test_a_method_is_asked_of_every_draw_and_what_may_not_be_used_is_no_answer() -> None:
    loose = HEPATITIS.with_one(1, -10).with_one(2, -10).with_one(3, 10)
    found = over_links([HEPATITIS, loose], "chao", boot=0, seed=1)
    alone = over_links([HEPATITIS], "chao", boot=0, seed=1).estimate

    assert found.estimate is not None
    assert alone is not None
    assert found.estimate.estimate < alone.estimate
    assert over_links([HEPATITIS, HEPATITIS.times(0)], "chao", boot=0, seed=1).estimate is None


@pytest.mark.parametrize("draws", [[], [(271, None)], [(271, said(400, None))], [(271, said(400)), (271, None)]])
def test_too_few_draws_with_an_estimate_are_no_answer(draws: list[tuple[int, Estimate | None]]) -> None:
    assert combined(draws) is None


def test_unlike_methods_are_not_mixed() -> None:
    with pytest.raises(ValueError, match="one method"):
        combined([(271, said(400)), (271, said(400, method="dga"))])
