"""The seminars of the invented committee: one that was, one to come, and questions that nobody signed."""

import secrets
from datetime import timedelta
from typing import Any

from bereginya.desk.teaching import actions
from bereginya.vault import Keyring

Told = dict[str, Any]


def hold_seminars(keys: Keyring, told: Told) -> None:
    """Plan the seminars, write down how many came to those that were, and drop the questions at the door."""
    for one in told.get("seminar", ()):
        day = keys.vault.day() + timedelta(days=one["in_days"])
        made = actions.plan(keys, one["called"], day, one["language"], one.get("note"), once=secrets.token_hex(16))
        if "people" in one:
            actions.count(keys, made, one["people"], one.get("draftees"), once=secrets.token_hex(16))
    for one in told.get("question", ()):
        actions.drop_question(keys.vault, one["text"], one["language"], once=secrets.token_hex(16))
