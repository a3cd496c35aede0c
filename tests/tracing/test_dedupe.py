"""People written down twice in one register: pairs, clusters, and nothing merged."""

import numpy as np
import pytest

from bereginya.tracing import Index, People, dedupe
from tests.tracing.sim import world
from tests.tracing.small import CROWD, KOVTUN, SHEVCHENKO, register

MADE = world(2500, 1, seed=9)


def test_a_person_written_down_twice_is_a_pair_once() -> None:
    pairs = dedupe(register(KOVTUN, SHEVCHENKO, KOVTUN | {"surname": "Kovtun"}, among=CROWD), least=0.5).table
    assert next(pair for pair in pairs.to_pylist() if pair["a"] == "a0")["b"] == "a2"
    assert len(set(zip(pairs["a"].to_pylist(), pairs["b"].to_pylist(), strict=True))) == len(pairs)


def test_most_of_an_invented_register_s_pairs_are_found_and_few_others() -> None:
    held = Index.build(People.from_arrow(MADE.register))
    found = dedupe(held, least=0.5)
    person = np.array(MADE.register["person"])
    right = int((person[found.rows[:, 0]] == person[found.rows[:, 1]]).sum())
    sizes = np.bincount(person)
    assert right / int((sizes * (sizes - 1) // 2).sum()) > 0.85
    assert right / len(found.rows) > 0.93


def test_a_pair_has_the_record_first_that_stands_first() -> None:
    found = dedupe(Index.build(People.from_arrow(MADE.register)))
    assert (found.rows[:, 0] < found.rows[:, 1]).all()
    chances = found.table["probability"].to_pylist()
    assert chances == sorted(chances, reverse=True)


def test_pairs_are_the_same_on_any_number_of_threads() -> None:
    held = Index.build(People.from_arrow(MADE.register))
    one, two = (dedupe(held, threads=threads) for threads in (1, 2))
    assert one.table.equals(two.table)


def test_a_cluster_is_what_pairs_join_and_has_its_first_record_s_place() -> None:
    found = dedupe(register(SHEVCHENKO, KOVTUN, KOVTUN, KOVTUN | {"surname": "Kovtun"}, among=CROWD))
    heads = found.clusters()
    assert heads[:4].tolist() == [0, 1, 1, 1]


@pytest.mark.parametrize("rows", [(), (KOVTUN,)])
def test_nobody_and_one_alone_make_no_pair(rows: tuple[dict[str, str], ...]) -> None:
    held = register(*rows)
    assert len(dedupe(held).table) == 0
    assert dedupe(held).clusters().tolist() == list(range(len(rows)))
