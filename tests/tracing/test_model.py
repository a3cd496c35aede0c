"""Models are frozen files with numbers; what they decided names them."""

from dataclasses import replace
from hashlib import sha256
from importlib import resources

import pytest

from bereginya.tracing import Model, dedupe, explain, link, model
from bereginya.tracing.errors import UnknownModelError
from bereginya.tracing.models import NEWEST
from tests.tracing.small import CROWD, KOVTUN, people, register

FROZEN = {
    1: "79a35b696dac90cc",
    2: "d03a367f32646abf",
    3: "780b46e4a76475de",
    4: "141272b733af4675",
    5: "7119da2a16f47717",
}


@pytest.mark.parametrize("number", FROZEN)
def test_a_model_never_changes(number: int) -> None:
    file = resources.files("bereginya.tracing").joinpath("models", f"{number}.toml")
    assert sha256(file.read_bytes()).hexdigest()[:16] == FROZEN[number]
    assert model(number).number == number


def test_every_model_file_is_frozen() -> None:
    files = resources.files("bereginya.tracing").joinpath("models").iterdir()
    assert {int(file.name.removesuffix(".toml")) for file in files} == set(FROZEN)


@pytest.mark.parametrize("number", FROZEN)
def test_a_model_survives_its_file(number: int) -> None:
    assert Model.from_toml(model(number).to_toml()) == model(number)


@pytest.mark.parametrize("number", FROZEN)
def test_the_chances_of_the_levels_sum_to_one(number: int) -> None:
    one = model(number)
    groups = [*one.names, one.born[:5], one.born[5:9], one.born[9:]]
    assert {round(sum(group), 3) for group in groups} == {1.0}


def test_an_answer_an_explanation_and_pairs_name_their_model() -> None:
    held = register(KOVTUN, KOVTUN, among=CROWD)
    other = replace(model(), number=77)
    assert link(people(KOVTUN), held).model == NEWEST
    assert link(people(KOVTUN), held, other).model == 77
    assert explain(people(KOVTUN), 0, held, 0, other).model == 77
    assert dedupe(held, other).model == 77


@pytest.mark.parametrize("text", ["", "number = 1", "number = [", model().to_toml().replace('"form"]', "")])
def test_what_is_no_model_is_refused(text: str) -> None:
    with pytest.raises(UnknownModelError):
        Model.from_toml(text)


def test_a_model_with_other_levels_is_refused() -> None:
    short = replace(model(), told=tuple(levels[:-1] for levels in model().told))
    with pytest.raises(UnknownModelError):
        Model.from_toml(short.to_toml())


def test_there_is_no_model_of_another_number() -> None:
    with pytest.raises(UnknownModelError):
        model(999)
