"""A request that Anna took on: the folder every test of the cases works in."""

import pytest

from bereginya.desk.intake import actions, door_actions, queries
from bereginya.desk.intake.records import Path
from bereginya.vault import CompartmentId
from bereginya.vault.receipts import ReceiptKeys
from tests.desk.world import Committee

HER_WORDS = "Мой сын Пётр не отвечает с апреля."


class Case:
    """One case: its folder and the receipt of the one who asked."""

    def __init__(self, committee: Committee, words: str = HER_WORDS, token: str = "a" * 32) -> None:
        before = set(queries.requests(committee.anna))
        _, self.receipt = door_actions.receive(committee.vault, token, words, Path.HELP, "ru")
        (self.folder,) = set(queries.requests(committee.anna)) - before
        actions.take_on(committee.anna, self.folder, committee.anna.member)


@pytest.fixture
def case(committee: Committee) -> Case:
    """Marta's case."""
    return Case(committee)


@pytest.fixture
def folder(case: Case) -> CompartmentId:
    """Its folder."""
    return case.folder


@pytest.fixture
def receipt(case: Case) -> ReceiptKeys:
    """Marta's receipt, opened."""
    return case.receipt
