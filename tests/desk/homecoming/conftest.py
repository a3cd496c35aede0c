"""Marta's case, which Anna leads and Olga holds too; Vera holds nothing."""

import pytest

from bereginya.desk.cases import actions as cases
from bereginya.desk.cases.records import PersonTold
from bereginya.desk.homecoming import actions
from bereginya.desk.homecoming.records import Agreement, AskerChecked, Found, ProofOfAsker, State, Wished
from bereginya.facts.dates import PartialDate, SaidDate
from bereginya.facts.people import Name, Person, Place, Relation
from bereginya.facts.sources import Source, Way
from bereginya.vault import CompartmentId, EntryId, Keyring
from tests.desk.cases.conftest import Case
from tests.desk.clients import DeskClient
from tests.desk.world import Committee

WITNESS = Source("товарищ из госпиталя", Way.WITNESSED)


@pytest.fixture
def folder(committee: Committee) -> CompartmentId:
    """Its folder, in which it stands who he is."""
    made = Case(committee).folder
    cases.give_key(committee.anna, made, committee.olga.member)
    person = Person(
        Name("Иванов Пётр Сергеевич", "Иванов", "Пётр", "Сергеевич"),
        born=SaidDate(meant=PartialDate(2003, 4, 2)),
        birth_place=Place("Тверь"),
        unit="часть 00000",
    )
    cases.say(committee.anna, made, PersonTold(person, Name("Иванова Марта"), Relation.MOTHER), once="f" * 32)
    return made


@pytest.fixture
def anna(committee: Committee) -> Keyring:
    """Anna's keys."""
    return committee.anna


@pytest.fixture
def olga(committee: Committee) -> Keyring:
    """Olga's keys: the second person."""
    return committee.olga


@pytest.fixture
def second(committee: Committee) -> DeskClient:
    """Olga's browser."""
    return committee.desk(committee.olga)


def found(keys: Keyring, folder: CompartmentId, state: State = State.PRISONER, once: str = "found") -> EntryId:
    """Write down that somebody was found."""
    return actions.find(keys, folder, Found(state, WITNESS), once=once)


def checked(keys: Keyring, folder: CompartmentId, name: str = "Иванова Марта") -> EntryId:
    """Check an asker."""
    said = AskerChecked(name, Relation.MOTHER, ProofOfAsker.FACT, "шрам на руке")
    return actions.check_asker(keys, folder, said, once=f"asks {name}")


def wished(keys: Keyring, folder: CompartmentId, asker: EntryId, agreed: Agreement, may_say: str | None = None) -> None:
    """Write down his wish toward an asker."""
    actions.wish(keys, folder, Wished(asker, agreed, "сказал сам", may_say), once=f"{asker}{agreed}")
