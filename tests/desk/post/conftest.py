"""A case of which enough is known that a letter can be written about it."""

import pytest

from bereginya.desk.cases import actions as cases
from bereginya.desk.cases.records import PersonTold
from bereginya.facts.people import Name, Person, Relation, Sex
from bereginya.vault import CompartmentId, Keyring
from tests.desk.cases.conftest import Case
from tests.desk.world import Committee


@pytest.fixture
def case(committee: Committee) -> Case:
    """Marta's case, which Anna leads and Olga holds too."""
    made = Case(committee)
    cases.give_key(committee.anna, made.folder, committee.olga.member)
    told = PersonTold(
        Person(Name("Иванов Пётр Сергеевич", "Иванов", "Пётр", "Сергеевич"), sex=Sex.MALE),
        Name("Иванова Мария Петровна", "Иванова", "Мария", "Петровна"),
        Relation.MOTHER,
    )
    cases.say(committee.anna, made.folder, told, once="f" * 32)
    return made


@pytest.fixture
def folder(case: Case) -> CompartmentId:
    """Its folder."""
    return case.folder


@pytest.fixture
def anna(committee: Committee) -> Keyring:
    """Anna's keys."""
    return committee.anna


@pytest.fixture
def olga(committee: Committee) -> Keyring:
    """Olga's keys: the second person."""
    return committee.olga
