"""The desk of these tests, before and after its committee was founded."""

from collections.abc import Iterator

import pytest

from bereginya import vault
from bereginya.desk.site.kinds import KINDS
from bereginya.vault import Keyring, Power
from tests.desk.members.world import Desk


@pytest.fixture
def empty_desk() -> Iterator[Desk]:
    """A desk at its first start."""
    desk = Desk(vault.open_vault(None, KINDS, members=vault.FAST, receipts=vault.FAST))
    yield desk
    desk.sessions.end_all()
    desk.vault.close()


@pytest.fixture
def house(empty_desk: Desk) -> Desk:
    """The same desk, for tests in which Olga founds the committee."""
    return empty_desk


@pytest.fixture
def olga(house: Desk) -> Keyring:
    """The founder, who may everything."""
    return house.found()


@pytest.fixture
def anna(house: Desk, olga: Keyring) -> Keyring:
    """A member who works on cases."""
    return house.member(olga, "anna", Power.WORK)


@pytest.fixture
def vera(house: Desk, olga: Keyring) -> Keyring:
    """A member who invites and works."""
    return house.member(olga, "vera", Power.INVITE, Power.WORK)
