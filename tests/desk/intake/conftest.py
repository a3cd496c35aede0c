"""Marta, who has just written, and her folder."""

import pytest

from bereginya.vault import CompartmentId
from tests.desk.intake.visitor import Visitor
from tests.desk.world import Committee


@pytest.fixture
def marta(committee: Committee) -> Visitor:
    """Marta with her nine words."""
    visitor = Visitor(committee)
    visitor.writes()
    return visitor


@pytest.fixture
def folder(marta: Visitor) -> CompartmentId:
    """The folder of her request."""
    return marta.folder
