"""An invented list, a case in it, and who may search it: Anna and nobody else."""

from datetime import date

import pytest

from bereginya import vault as vaults
from bereginya.desk.cases import actions as cases
from bereginya.desk.cases.records import PersonTold
from bereginya.desk.intake.records import NamedFile
from bereginya.desk.registers import reading_in, readings
from bereginya.desk.registers import register_actions as registers
from bereginya.desk.registers.records import Origin
from bereginya.facts.dates import PartialDate, SaidDate
from bereginya.facts.people import Name, Person
from bereginya.facts.sources import Reliability, Source, Way
from bereginya.vault import CompartmentId, Keyring
from tests.desk.cases.conftest import Case
from tests.desk.world import Committee

LIST = (
    "№;Фамилия;Имя;Отчество;Год рождения;Примечание;Телефон\n"
    "1;Ковтун;Сергей;Петрович;1991;госпиталь в Белгороде;\n"
    "2;Осипенко;Марк;Ильич;12.05.2000;;не для чтения\n"
    "3;Ковтун;Сергій;;1991-04-02;;\n"
    "4;Дугаров;Баир;Цыренович;1999;;\n"
    "5;Рябинина;Анна;;1988;;\n"
    "6;битая строка\n"
)
DAY = date(2026, 11, 20)


def opened(keys: Keyring, name: str = "Список пленных") -> CompartmentId:
    """Make an empty register."""
    source = Source("сайт ведомства", Way.LIST, reliability=Reliability.USUALLY)
    return registers.open_register(keys, name, Origin.AUTHORITY, source, also=(), once=name)


def waiting(keys: Keyring, place: CompartmentId, text: str | bytes = LIST, name: str = "list.csv") -> str:
    """Take a file in, and do not read it yet; return its entry."""
    stored = vaults.put_file(keys.vault, [text.encode() if isinstance(text, str) else text])
    return registers.take_in(keys, place, NamedFile(stored, name), once=stored.id)


def imported(keys: Keyring, place: CompartmentId, text: str | bytes = LIST, name: str = "list.csv") -> str:
    """Read a file into a register as it is guessed, and return the edition."""
    arrived = waiting(keys, place, text, name)
    _, mapping = reading_in.look(keys, place, arrived)
    return reading_in.read_in(keys, place, arrived, mapping, of=DAY, once=f"{arrived} read")


def sought(raw: str = "Кавтун Сергей Петрович") -> PersonTold:
    """Who Marta looks for."""
    born = SaidDate(meant=PartialDate(1991, 4))
    surname, given, father = raw.split()
    return PersonTold(Person(Name(raw, surname, given, father), born=born))


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every page wait until its list is read, however slow the machine is."""
    monkeypatch.setattr(readings, "PATIENCE", 60.0)


@pytest.fixture
def register(committee: Committee) -> CompartmentId:
    """The list, read in by Anna."""
    place = opened(committee.anna)
    imported(committee.anna, place)
    return place


@pytest.fixture
def folder(committee: Committee) -> CompartmentId:
    """Marta's case, which Anna leads; she looks for Sergej."""
    place = Case(committee).folder
    cases.say(committee.anna, place, sought(), once="sought")
    return place
