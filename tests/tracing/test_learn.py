"""What was put into invented inquiries is found again by learning, though nobody says which answers are right."""

from datetime import date

import numpy as np
import pyarrow as pa
import pytest

from bereginya.tracing import Index, Model, People
from bereginya.tracing.keys import FIELDS
from bereginya.tracing.learn import learn, learn_twice
from bereginya.tracing.neighbours import Level
from tests.tracing.sim import world

MADE = world(1500, 1, seed=21)


def _planted(*, places: float, years: float) -> Model:
    """Return what is learned from records asked for again, a share of them with another place or year."""
    rows = [row for row in MADE.register.to_pylist() if row["place"] and row["born"] and len(row["born"]) == 10]
    chance = np.random.default_rng(6).random((len(rows), 2))
    for i, row in enumerate(rows):
        if chance[i, 0] < places:
            row["place"] = "Псков"
        if chance[i, 1] < years:
            row["born"] = "1949" + row["born"][4:]
    columns = ("id", "surname", "given_name", "patronymic", "born", "place", "unit")
    asked = People.from_arrow(pa.table({column: [row[column] for row in rows] for column in columns}))
    held = Index.build(People.from_arrow(MADE.register))
    return learn(asked, held, number=50, day=date(2026, 11, 26))


@pytest.mark.parametrize("share", [0.05, 0.4])
def test_the_share_of_wrong_places_is_learned(share: float) -> None:
    learned = _planted(places=share, years=0)
    assert learned.wrong[FIELDS.index("place")] == pytest.approx(share, abs=0.06)


def test_the_share_of_wrong_years_is_learned() -> None:
    learned = _planted(places=0, years=0.25)
    assert sum(learned.born[1:5]) == pytest.approx(0.25, abs=0.06)


def test_a_learned_model_says_how_and_when() -> None:
    made = world(300, 40, seed=2)
    learned = learn(
        People.from_arrow(made.inquiries),
        Index.build(People.from_arrow(made.register)),
        number=51,
        day=date(2026, 11, 26),
        rounds=1,
    )
    assert (learned.number, learned.day) == (51, "2026-11-26")
    assert learned.learned == "EM, 1 rounds from model 5, 40 inquiries, register of 300"
    assert Model.from_toml(learned.to_toml()) == learned


def test_records_written_twice_teach_how_they_differ() -> None:
    learned = learn_twice(Index.build(People.from_arrow(MADE.register)), number=52, day=date(2026, 11, 26), rounds=2)
    assert learned.told[0][Level.SAME] == 1
    assert learned.told[0][Level.SLIP] < 0.2
    assert learned.learned.endswith("pairs within a register of 1500")
