"""The committee in memory, for what is tried on every page."""

from tests.desk.conftest import committee, desk, door, stranger

__all__ = ["committee", "desk", "door", "stranger"]
