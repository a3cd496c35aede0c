"""What several pages of this room show alike: names of lists, what a row says, how far the lists are opened."""

from collections.abc import Mapping

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from bereginya.desk.members.guards import MemberRequest
from bereginya.desk.registers import queries, shelf
from bereginya.desk.registers.words import ROW
from bereginya.vault import CompartmentId

_A_MINUTE = 60


def waiting(request: MemberRequest, share: float) -> HttpResponse:
    """Return the page that says how far the registers are opened, and goes on by itself."""
    left = shelf.ahead(request.keys)
    shown = {
        "percent": int(share * 100),
        "rows": left.rows,
        "minutes": None if left.seconds is None else -(-int(left.seconds) // _A_MINUTE),
    }
    response = render(request, "registers/opening.html", shown)
    response.headers["Refresh"] = "2"
    return response


def names_of(request: MemberRequest) -> Mapping[CompartmentId, str]:
    """Return what the registers she may search are called."""
    found = queries.registers(request.keys)
    return {one.place: one.register.opened.name for one in found if one.register.opened}


def said_by(row: Mapping[str, str | None]) -> list[tuple[str, str]]:
    """Return what a row says, each with the word for it."""
    return [(str(label), text) for field, label in ROW.items() if (text := row.get(field))]


def language() -> str:
    """Return the language of the page."""
    return get_language() or "ru"
