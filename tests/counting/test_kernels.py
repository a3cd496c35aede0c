"""With and without the compiler the fits are the same, and both are those of the theory."""

import numpy as np
import pytest

from bereginya.counting import METHODS, Table, estimates
from bereginya.counting.fitting import Fits, existence, fit
from bereginya.counting.kernels import NO_MLE
from bereginya.counting.loglinear import hierarchical, search
from tests.counting.data import table

QUICK = tuple(method for method in METHODS if method != "lcmcr")


@pytest.mark.parametrize("name", ["kosovo_1999", "australia_2015_17", "lesbian_allegheny", "artificial_3"])
def test_without_compiler_every_model_has_the_same_fit(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = search(table(name))
    monkeypatch.setenv("BEREGINYA_NO_NUMBA", "1")
    plain = search(table(name))

    assert (compiled.fits.code == plain.fits.code).all()
    np.testing.assert_allclose(plain.fits.loglik, compiled.fits.loglik, rtol=1e-11)
    np.testing.assert_allclose(plain.fits.unseen, compiled.fits.unseen, rtol=1e-6)


@pytest.mark.parametrize("name", ["western_us_5list", "korea_palembang"])
def test_without_compiler_every_method_answers_the_same(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    methods = [method for method in QUICK if method not in {"bic", "dga"} or len(table(name).lists) < 5]
    compiled = estimates(table(name), methods=methods, boot=10)
    monkeypatch.setenv("BEREGINYA_NO_NUMBA", "1")
    plain = estimates(table(name), methods=methods, boot=10)

    assert plain.refused == compiled.refused
    for one, other in zip(compiled.estimates, plain.estimates, strict=True):
        assert (one.estimate, one.lo, one.hi) == pytest.approx((other.estimate, other.lo, other.hi), rel=1e-6)
        assert (one.method, one.model) == (other.method, other.model)


def fitted(told: Table) -> tuple[Fits, np.ndarray[tuple[int, ...], np.dtype[np.float64]]]:
    models = hierarchical(len(told.lists))
    rows = np.arange(len(models.chosen))
    return fit(models.matrix, models.chosen, told.counts()[None, 1:], np.stack([rows, rows * 0], 1)), models.matrix


def test_the_margins_of_a_fit_are_those_of_the_table() -> None:
    told = table("kosovo_1999")
    fits, matrix = fitted(told)
    models = hierarchical(4)

    means = np.exp(fits.terms @ matrix.T)
    off = np.abs((means - told.counts()[1:]) @ matrix) * models.chosen

    assert off.max() < 1e-4


@pytest.mark.parametrize("name", ["australia_2015_17", "artificial_3", "korea_palembang"])
def test_a_fit_that_ends_is_one_that_the_linear_programme_allows(name: str) -> None:
    told = table(name)
    fits, matrix = fitted(told)
    models = hierarchical(len(told.lists))

    codes = [existence(matrix, model, told.counts()[1:] > 0) for model in models.chosen]

    assert [code == 0 for code in codes] == [code == 0 for code in fits.code.tolist()]


def test_a_table_of_nobody_has_no_fit() -> None:
    fits, _ = fitted(Table.of(("a", "b", "c"), []))

    assert set(fits.code.tolist()) == {NO_MLE}
    assert np.isnan(fits.unseen).all()
