"""What was published, comes out again; each test names its paper."""

import numpy as np
import pytest
from scipy.special import gammaln

from bereginya.counting import Answers, Estimate, estimates, read_strata
from bereginya.counting.errors import NoFitError
from bereginya.counting.excess import Deaths, Excess, excess, read_deaths
from bereginya.counting.fitting import design, existence
from bereginya.counting.frequencies import at_least, if_alike, read_frequencies
from bereginya.counting.graphs import Graph, decomposable, graphs, log_joint
from bereginya.counting.kernels import FITTED, NO_MLE, NOT_IDENTIFIABLE
from bereginya.counting.loglinear import fit_one, hierarchical, wald
from bereginya.counting.strata import sum_of_strata
from tests.counting.data import table, text

Range = tuple[float, float]


def one(name: str, method: str, boot: int = 500) -> Estimate:
    answers = estimates(table(name), methods=[method], boot=boot)
    found = answers.of(method)
    assert found is not None
    return found


def near(found: Estimate, estimate: float, ends: Range, share: float) -> bool:
    """Ends of bootstrap intervals are compared by share: two runs of the same program differ by as much."""
    assert found.estimate == pytest.approx(estimate, abs=0.5)
    return (found.lo, found.hi) == pytest.approx(ends, rel=share)


def test_kosovo_silverman_chan_and_vincent_2024() -> None:
    found = one("kosovo_1999", "bic")

    assert found.model == "[123,14,34]"
    assert near(found, 10_357, (6_947, 18_010), 0.08)


def test_kosovo_ball_and_others_2002_when_the_model_is_taken_as_given() -> None:
    terms = (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 12)  # [123,14,34]

    assert wald(table("kosovo_1999"), terms) == pytest.approx((9_002, 12_122), rel=0.002)


def test_britain_silverman_chan_and_vincent_2024_over_models_of_all_orders() -> None:
    assert near(one("uk_2013_5list", "bic"), 25_311, (11_168, 56_052), 0.15)


def test_britain_chan_silverman_and_vincent_2021() -> None:
    found = one("uk_2013_5list", "stepwise", 200)

    assert near(found, 11_313, (8_785, 14_700), 0.15)


def test_western_united_states_farrell_and_others_2019() -> None:
    found = one("western_us_5list", "stepwise", 200)

    assert found.model == "[15,2,3,4]"
    assert near(found, 2_483, (1_293, 3_670), 0.15)


def test_new_orleans_bales_murphy_and_silverman_2020() -> None:
    found = one("new_orleans_5list_n185", "stepwise", 200)

    assert near(found, 1_034, (589, 1_703), 0.15)
    assert one("new_orleans_5list_n186", "bic", 0).estimate == pytest.approx(981, abs=0.5)


def test_korea_silverman_chan_and_vincent_2024() -> None:
    found = one("korea_palembang", "bic", 1000)

    assert found.model == "[12,23]"
    assert near(found, 157, (128, 349), 0.05)


def test_hepatitis_chao_and_others_2001() -> None:
    found = one("hepatitis_a_taiwan_1995", "sample-coverage", 200)

    assert "coverage 0.51" in found.note  # below 0.55: the one-step form
    assert near(found, 508, (428, 628), 0.05)


def test_congenital_chao_and_tsay_1998() -> None:
    assert near(one("congenital_massachusetts", "sample-coverage", 200), 659, (607, 750), 0.03)


def test_irregular_migrants_van_der_heijden_and_others_2003() -> None:
    found = at_least(read_frequencies(text("illegal_immigrants_nl_1995.csv")))

    assert (found.estimate, found.lo, found.hi) == pytest.approx((9267.49, 8088.23, 10703.96), abs=0.01)
    assert if_alike(read_frequencies(text("illegal_immigrants_nl_1995.csv")))[1] == pytest.approx(7080, abs=0.5)


def spina_bifida() -> tuple[tuple[Graph, ...], float]:
    """The prior of the paper: the total is Poisson with a gamma mean of shape 13.14 and scale 55.17."""
    counted, unseen = table("spina_bifida_ny_n626"), np.arange(1.0, 301.0)
    total = counted.n + unseen
    prior = total * np.log(55.17 / 56.17) + gammaln(total + 13.14) - gammaln(total + 1)
    joint = log_joint(counted, unseen, 1.0, prior)
    return graphs(counted, unseen, delta=1.0, log_prior=prior), float(
        total[np.exp(joint - joint.max()).sum(0).argmax()]
    )


def test_spina_bifida_madigan_and_york_1997() -> None:
    found, mode = spina_bifida()

    assert found[0].edges == (0b110,)
    assert found[0].probability == pytest.approx(0.374, abs=0.0005)
    assert (found[0].relative, found[0].mode, mode) == pytest.approx((731, 729, 728), abs=0.5)


@pytest.mark.parametrize(("lists", "many"), [(3, 8), (4, 61), (5, 822), (6, 18_154)])
def test_there_are_as_many_decomposable_graphs_as_wormald_1985_counts(lists: int, many: int) -> None:
    assert len(decomposable(lists)[0]) == many


@pytest.mark.parametrize(
    ("lists", "order", "many"),
    [(3, None, 8), (4, None, 113), (5, None, 6893), (5, 3, 6212), (5, 2, 1024), (6, 2, 32_768)],
)
def test_there_are_as_many_hierarchical_models_as_the_literature_counts(
    lists: int, order: int | None, many: int
) -> None:
    assert len(hierarchical(lists, order).chosen) == many


@pytest.mark.parametrize(
    ("terms", "code"),
    [((0, 1, 2, 4, 3, 5, 6), NOT_IDENTIFIABLE), ((0, 1, 2, 4, 3), NO_MLE), ((0, 1, 2, 4, 5, 6), FITTED)],
    ids=["[12,13,23]", "[12,3]", "[13,23]"],
)
def test_which_models_have_an_estimate_chan_silverman_and_vincent_2021_table_2(
    terms: tuple[int, ...], code: int
) -> None:
    sets = np.arange(1, 8)
    matrix = design(sets, np.array(terms))

    found = existence(matrix, np.ones(len(terms), dtype=bool), table("artificial_3").counts()[1:] > 0)

    assert bool(found & code) == bool(code)
    assert bool(found) == bool(code)


def test_a_model_without_an_estimate_is_refused_fienberg_and_rinaldo_2012() -> None:
    with pytest.raises(NoFitError):
        fit_one(table("artificial_3"), (0, 1, 2, 4, 3))
    with pytest.raises(NoFitError):  # nobody on lists 3 and 4 without 2: ratios of numbers would say 2,400
        fit_one(table("australia_2015_17"), (0, 1, 2, 4, 8, 3, 6, 10, 12, 14))


def later(*, hiv: bool) -> dict[int, Excess]:
    deaths = read_deaths(text("russia_deaths_2015_2023.csv"))
    kept = deaths if hiv else [Deaths(each.year, each.ages, each.male, each.female) for each in deaths]
    return {each.year: each for each in excess(kept)}


@pytest.mark.parametrize(("year", "expected", "deviation"), [(2022, 20_618, 1_374), (2023, 37_864, 1_533)])
def test_excess_deaths_of_men_kobak_and_others_2025(year: int, expected: float, deviation: float) -> None:
    found = later(hiv=True)[year]

    assert (found.excess, found.deviation) == pytest.approx((expected, deviation), abs=0.5)


@pytest.mark.parametrize(("year", "expected", "deviation"), [(2022, 23_594, 1_568), (2023, 40_542, 1_738)])
def test_excess_deaths_with_hiv_kobak_and_others_2025(year: int, expected: float, deviation: float) -> None:
    found = later(hiv=False)[year]

    assert (found.excess, found.deviation) == pytest.approx((expected, deviation), abs=0.5)


def test_gaza_jamaluddine_and_others_2025() -> None:
    found = sum_of_strata(read_strata(text("gaza_2023_24_by_age_sex.csv")), seed=1)

    assert found.imputed == 1014
    assert found.estimate == pytest.approx(64_260, rel=0.02)
    assert (found.outer_lo, found.outer_hi) == pytest.approx((55_298, 78_525), rel=0.03)


def usable(name: str) -> Answers:
    return estimates(table(name), methods=["dga", "stepwise"], boot=0)


def test_gaza_has_no_answer_by_graphs_since_the_full_one_carries_no_news() -> None:
    assert [found.method for found in usable("gaza_2023_24").usable()] == ["stepwise"]
