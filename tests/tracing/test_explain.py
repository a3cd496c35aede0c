"""Why a candidate was found: field by field, and together exactly as much as the search said."""

import re

import pytest

from bereginya.tracing import Index, People, explain, lines, link
from bereginya.tracing.models import NEWEST
from tests.tracing.sim import world
from tests.tracing.small import CROWD, KOVTUN, people, register

MADE = world(700, 25, seed=13)


def test_the_fields_shares_add_up_to_the_bits_of_every_candidate() -> None:
    asked, held = People.from_arrow(MADE.inquiries), Index.build(People.from_arrow(MADE.register))
    found = link(asked, held, k=2).table.to_pylist()
    rows, asks = MADE.register["id"].to_pylist(), MADE.inquiries["id"].to_pylist()
    for one in found:
        said = explain(asked, asks.index(one["inquiry"]), held, rows.index(one["candidate"]))
        assert said.bits == pytest.approx(one["bits"], abs=1e-4)


def test_a_field_nobody_knows_has_no_share() -> None:
    asked = people({field: KOVTUN[field] for field in ("surname", "given_name", "born")})
    said = explain(asked, 0, register(KOVTUN, among=CROWD), 0)
    assert [share.bits for share in said.shares if share.level == "unknown"] == [0.0] * 3


def test_what_would_decide_is_asked_and_what_is_known_is_not() -> None:
    asked = people({field: KOVTUN[field] for field in ("surname", "given_name")})
    said = explain(asked, 0, register(KOVTUN, among=CROWD), 0)
    assert said.decides[0] == "born"
    assert not {"surname", "given_name"} & set(said.decides)


def test_namesakes_are_counted() -> None:
    bare = {field: KOVTUN[field] for field in ("surname", "given_name", "patronymic")}
    held = register(bare, bare, bare, among=CROWD)
    assert explain(people(bare), 0, held, 0).namesakes == 2
    assert explain(people(KOVTUN), 0, register(KOVTUN, among=CROWD), 0).namesakes == 0


@pytest.mark.parametrize("language", ["ru", "uk", "en"])
def test_it_is_said_in_three_languages_with_the_bits_and_the_model(language: str) -> None:
    said = lines(explain(people(KOVTUN | {"surname": "Кавтун"}), 0, register(KOVTUN, among=CROWD), 0), language)  # type: ignore[arg-type]  # a Literal
    assert "Кавтун" in said[0]
    assert re.search(r"[+-]\d+\.\d", said[0])
    assert str(NEWEST) in said[-1]


def test_names_that_changed_places_are_said_to_have() -> None:
    asked = people(KOVTUN | {"surname": "Сергей", "given_name": "Ковтун"})
    said = explain(asked, 0, register(KOVTUN, among=CROWD), 0)
    assert "swapped" in {share.level for share in said.shares}


@pytest.mark.parametrize(
    ("told", "language", "said"),
    [
        ("aged 25 on 2017-03-01", "ru", "возраст 25 на 2017-03-01"),
        ("aged 25 on 2017-03-01", "uk", "вік 25 на 2017-03-01"),
        ("about 1991", "ru", "около 1991"),
        ("about 1991", "en", "about 1991"),
    ],
)
def test_an_age_and_about_are_said_in_the_readers_language(told: str, language: str, said: str) -> None:
    why = explain(people(KOVTUN | {"born": told}), 0, register(KOVTUN, among=CROWD), 0)
    assert any(said in line for line in lines(why, language))  # type: ignore[arg-type]  # one of the three
