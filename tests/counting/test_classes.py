"""Latent classes: chains that agree, and the same numbers wherever they run."""

import numpy as np
import pytest

from bereginya.counting.classes import effective, r_hat, sample
from tests.counting.data import table


def test_quezon_ball_and_others_2019() -> None:
    found = sample(table("philippines_quezon_police"), seed=1, classes=5, most_sweeps=80_000)

    assert found.agreed
    assert found.mean == pytest.approx(348, rel=0.01)
    assert (found.lo, found.hi) == pytest.approx((338, 368), abs=3)


@pytest.mark.parametrize(
    ("name", "published", "ends"),
    [("philippines_manila_police", 575, (534, 639)), ("philippines_quezon_unidentified", 428, (392, 481))],
)
def test_manila_and_quezon_ball_and_others_2019(name: str, published: float, ends: tuple[float, float]) -> None:
    found = sample(table(name), seed=1, classes=5, most_sweeps=80_000)

    assert found.agreed
    assert found.mean == pytest.approx(published, rel=0.02)
    assert (found.lo, found.hi) == pytest.approx(ends, rel=0.03)


def test_korea_by_the_program_lcmcr() -> None:
    found = sample(table("korea_palembang"), seed=1, most_sweeps=160_000)

    assert found.median == pytest.approx(137, rel=0.02)
    assert (found.lo, found.hi) == pytest.approx((124, 202), rel=0.05)


def test_a_seed_gives_the_same_draws_and_another_others() -> None:
    one, same, other = (sample(table("korea_palembang"), seed=seed, most_sweeps=2000) for seed in (1, 1, 2))

    assert one == same
    assert one != other


def test_chains_without_compiler_draw_the_same_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = sample(table("korea_palembang"), seed=4, most_sweeps=200)
    monkeypatch.setenv("BEREGINYA_NO_NUMBA", "1")

    assert sample(table("korea_palembang"), seed=4, most_sweeps=200) == compiled


def test_r_hat_is_one_for_chains_of_one_law_and_large_for_two() -> None:
    chance = np.random.default_rng(1)
    alike = chance.normal(size=(4, 2000))

    assert r_hat(alike) == pytest.approx(1, abs=0.005)
    assert r_hat(alike + np.array([[0], [0], [0], [2]])) > 1.1
    assert r_hat(alike * np.array([[1], [1], [1], [5]])) > 1.05  # of one middle and unlike width: the folded form
    assert r_hat(np.ones((4, 100))) == 1


def test_draws_that_follow_each_other_count_less() -> None:
    chance = np.random.default_rng(2)
    white = chance.normal(size=(4, 4000))
    slow = np.zeros_like(white)
    for at in range(1, white.shape[1]):
        slow[:, at] = 0.9 * slow[:, at - 1] + white[:, at]

    assert effective(white) == pytest.approx(16_000, rel=0.15)
    assert effective(slow) == pytest.approx(16_000 * 0.1 / 1.9, rel=0.25)
