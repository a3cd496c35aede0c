"""A committee in memory, a door and a desk."""

from collections.abc import Iterator

import django
import pytest
from django.conf import settings

from bereginya import vault
from bereginya.desk.site.kinds import KINDS
from bereginya.desk.site.settings import Process, configuration
from bereginya.vault import Vault, open_vault
from tests.desk.clients import SITE, DeskClient, DoorClient

if not settings.configured:
    settings.configure(**configuration(SITE, Process.DESK, "key for tests"))
    django.setup()


@pytest.fixture
def empty_vault() -> Iterator[Vault]:
    """A vault in memory in which no committee was founded."""
    opened = open_vault(None, KINDS, members=vault.FAST, receipts=vault.FAST)
    yield opened
    opened.close()


@pytest.fixture
def door(empty_vault: Vault) -> DoorClient:
    """Somebody at the door."""
    return DoorClient.at(empty_vault)


@pytest.fixture
def desk(empty_vault: Vault) -> DeskClient:
    """Somebody at the desk who is not signed in."""
    return DeskClient.at(empty_vault)
