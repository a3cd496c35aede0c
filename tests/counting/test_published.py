"""What programs of others answer on published tables, to a hundredth of a person."""

from collections.abc import Callable
from functools import lru_cache

import pytest

from bereginya.counting import Table
from bereginya.counting.coverage import sample_coverage
from bereginya.counting.graphs import average
from bereginya.counting.loglinear import Search, independence_terms, mth_chao, notation, profile, search
from bereginya.counting.stepwise import stepwise
from bereginya.counting.two_lists import two_lists
from tests.counting.data import TABLES, rows, table

SOURCES, FIGURES = rows("sources"), rows("figures")
Found = tuple[str, tuple[float, ...]]


def of_profile(counted: Table, terms: tuple[int, ...]) -> Found:
    found = profile(counted, terms)
    return notation(terms, len(counted.lists)), (found.estimate, found.lo, found.hi)


def of_independence(counted: Table, _: str) -> Found:
    return "", of_profile(counted, independence_terms(len(counted.lists)))[1]


def of_bound(counted: Table, _: str) -> Found:
    bound, _conditional = mth_chao(counted)
    return "", (bound.estimate, bound.lo, bound.hi)


def of_pair(counted: Table, places: str) -> Found:
    one, other = (int(place) - 1 for place in places.split("-"))
    pair = two_lists(counted, one, other)
    return "", (pair.chapman, pair.lo, pair.hi)


def of_graphs(counted: Table, delta: str) -> Found:
    found = average(counted, float(delta) if delta else None)
    return "", (found.mean, found.lo, found.hi)


def of_coverage(counted: Table, form: str) -> Found:
    found = sample_coverage(counted)
    assert found is not None
    return "", ({"full": found.full, "one-step": found.one_step, "independent": found.independent}[form],)


@lru_cache(maxsize=2)  # the figures of one table follow each other
def searched(counted: Table, order: str) -> Search:
    return search(counted, int(order) if order else None)


def of_models(counted: Table, _: str) -> Found:
    best = searched(counted, "").row(int(searched(counted, "").order[0]))
    return notation(best.terms, len(counted.lists)), (best.estimate,)


def of_best_by_bic(counted: Table, order: str) -> Found:
    found = searched(counted, order)
    return of_profile(counted, found.row(int(found.order[0])).terms)


def of_best_by_aic(counted: Table, order: str) -> Found:
    found = searched(counted, order)
    return of_profile(counted, found.row(int(found.by_aic[0])).terms)


OURS: dict[str, Callable[[Table, str], Found]] = {
    "independence": of_independence,
    "mth-chao": of_bound,
    "chapman": of_pair,
    "dga": of_graphs,
    "coverage": of_coverage,
    "bic": of_models,
    "bic-profile": of_best_by_bic,
    "aic-profile": of_best_by_aic,
    "stepwise": lambda counted, _: ("", (stepwise(counted).estimate,)),
}


@pytest.mark.parametrize("name", sorted({row["table"] for row in FIGURES}))
def test_what_other_programs_answer_is_answered_here(name: str) -> None:
    for row in (row for row in FIGURES if row["table"] == name):
        method, _, setting = row["method"].partition(":")
        model, numbers = OURS[method](table(name), setting)
        expected = [float(row[end]) for end in ("estimate", "lo", "hi") if row[end]]
        assert row["model"] in {"", model}, row
        assert numbers[: len(expected)] == pytest.approx(expected, abs=0.01), row


@pytest.mark.parametrize("row", SOURCES, ids=TABLES)
def test_a_published_table_holds_the_persons_of_its_source(row: dict[str, str]) -> None:
    assert table(row["table"]).n == int(row["persons"])
