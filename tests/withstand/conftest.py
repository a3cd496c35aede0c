"""The committee in memory, for what is tried on every page."""

from tests.desk.conftest import committee, desk, door, stranger
from tests.journeys.conftest import playwright

__all__ = ["committee", "desk", "door", "playwright", "stranger"]
