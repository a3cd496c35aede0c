"""A committee in memory, a door and a desk."""

from collections.abc import Iterator

import django
import pytest
from django.conf import settings

from bereginya.desk.site.settings import Process, configuration
from tests.desk.clients import SITE, DeskClient, DoorClient

if not settings.configured:
    settings.configure(**configuration(SITE, Process.DESK, "key for tests"))
    django.setup()

from tests.desk.world import Committee


@pytest.fixture
def committee() -> Iterator[Committee]:
    """A founded committee with Olga, Anna and Vera."""
    founded = Committee()
    yield founded
    founded.sessions.end_all()
    founded.vault.close()


@pytest.fixture
def door(committee: Committee) -> DoorClient:
    """A visitor's browser."""
    return committee.door()


@pytest.fixture
def desk(committee: Committee) -> DeskClient:
    """Anna's browser; she works and is signed in."""
    return committee.desk(committee.anna)


@pytest.fixture
def stranger(committee: Committee) -> DeskClient:
    """Vera's browser: she is signed in, and nothing was granted to her."""
    return committee.desk(committee.vera)
