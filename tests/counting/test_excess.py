"""Excess deaths by the ratio of the sexes: what falls out, what is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bereginya.counting import TableError
from bereginya.counting.excess import Deaths, excess, read_deaths
from tests.counting.data import text

RUSSIA = read_deaths(text("russia_deaths_2015_2023.csv"))


def straight(extra: int = 0, scale: float = 1.0) -> list[Deaths]:
    """Twice as many men as women, every year; in 2022 some men more, and all multiplied."""
    usual = [Deaths(year, (20, 24), 2000, 1000) for year in range(2015, 2022)]
    return [*usual, Deaths(2022, (20, 24), round(scale * 2000) + extra, round(scale * 1000))]


@given(st.integers(0, 5000))
def test_men_beyond_the_ratio_are_the_excess(extra: int) -> None:
    assert excess(straight(extra))[-1].excess == pytest.approx(extra, abs=1e-6)


@given(st.sampled_from([0.5, 1.5, 2.0]))
def test_a_wave_that_kills_both_sexes_alike_is_no_excess(scale: float) -> None:
    assert excess(straight(0, scale))[-1].excess == pytest.approx(0, abs=1e-6)


def test_groups_of_age_are_added_and_their_errors_squared() -> None:
    young, older = ({one.year: one for one in excess(RUSSIA, ages=ages)}[2023] for ages in ((15, 29), (30, 49)))
    both = {one.year: one for one in excess(RUSSIA)}[2023]

    assert young.excess + older.excess == pytest.approx(both.excess)
    assert young.deviation**2 + older.deviation**2 == pytest.approx(both.deviation**2)
    assert both.lo < both.excess < both.hi


@pytest.mark.parametrize(
    ("deaths", "ages", "base"),
    [(straight()[1:], (15, 49), (2015, 2019)), ([*straight(), straight()[0]], (15, 49), (2015, 2019)),
     (straight(), (50, 60), (2015, 2019)), (straight(), (15, 49), (2015, 2016)), (straight(), (15, 49), (2015, 2022)),
     ([Deaths(year, (20, 24), 9, 0) for year in range(2015, 2023)], (15, 49), (2015, 2019))],
    ids=["a year is missing", "a year twice", "no group", "two base years", "no year after", "no women"],
)  # fmt: skip
def test_deaths_that_give_no_line_are_refused(
    deaths: list[Deaths], ages: tuple[int, int], base: tuple[int, int]
) -> None:
    with pytest.raises(TableError):
        excess(deaths, ages=ages, base=base)


HEAD = "year,age,deaths_male,deaths_female"


@pytest.mark.parametrize(
    "told",
    ["year,age\n2015,15-19\n", f"{HEAD}\n2015,young,1,1\n", f"{HEAD}\n2015,15-19,-1,1\n", f"{HEAD}\n2015,15-19,1\n",
     f"{HEAD}\n2015,15-19,1,\n", f"{HEAD},hiv_male\n2015,15-19,1,1,1\n",
     f"{HEAD},hiv_male,hiv_female\n2015,15-19,1,1,,\n"],
)  # fmt: skip
def test_a_file_of_deaths_that_is_none_is_refused(told: str) -> None:
    with pytest.raises(TableError):
        read_deaths(told)
