"""The watched service of the invented committee: usual silence, and the lawyer's word on transfers."""

import secrets
from datetime import date, timedelta
from typing import Any

from bereginya.desk.counsel import actions
from bereginya.facts.dates import PartialDate, SaidDate
from bereginya.vault import CompartmentId, Keyring

Told = dict[str, Any]


def watch_over(lead: Keyring, lawyer: Keyring, folder: CompartmentId, told: Told) -> None:
    """Say how long without a word is usual, where the story tells it; let the lawyer switch transfers on."""
    watch = told.get("watch", {})
    if "usual_silence" in watch:
        actions.set_usual_silence(lead, folder, watch["usual_silence"], once=secrets.token_hex(16))
    if "lawyer_says" in watch:
        actions.switch_transfers(lawyer, on=True, text=watch["lawyer_says"], once=secrets.token_hex(16))


def back_from(today: date, number: int) -> SaidDate:
    """Return a day counted back from today; one that lies ahead has a number below none."""
    day = today - timedelta(days=number)
    return SaidDate(meant=PartialDate(day.year, day.month, day.day))
