"""Bringing home, step by step: the ways, the day a body comes, and the sheet that the family takes along itself."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bereginya.desk.cases import queries as cases
from bereginya.desk.cases.forms import form_token
from bereginya.desk.homecoming import actions, queries
from bereginya.desk.homecoming.forms import DayOfWayForm, IdentifiedForm, StepForm
from bereginya.desk.homecoming.records import StepSaid
from bereginya.desk.homecoming.routes import Route
from bereginya.desk.homecoming.routes import risks as all_risks
from bereginya.desk.homecoming.sheet import lines
from bereginya.desk.members import queries as members
from bereginya.desk.members.guards import MemberRequest, member_required, see_other
from bereginya.vault import CompartmentId, EntryId
from bereginya.vault.errors import NoSuchEntryError


@member_required
@require_GET
def way(request: MemberRequest, folder: CompartmentId, course: str) -> HttpResponse:
    """Show the steps of a way, and how far they are in this case."""
    shown = _shown(request, folder, course)
    members.note_reading(request.keys, folder)
    return render(request, "homecoming/way.html", shown)


@member_required
@require_GET
def printed(request: MemberRequest, folder: CompartmentId, course: str) -> HttpResponse:
    """Show the way for paper: no name, no note."""
    shown = _shown(request, folder, course)
    members.note_reading(request.keys, folder)
    return render(request, "homecoming/print.html", shown)


@member_required
@require_http_methods(["GET", "POST"])
def begin(request: MemberRequest, folder: CompartmentId, course: str) -> HttpResponse:
    """Begin a way, or say its day anew."""
    keys = request.keys
    item, found = cases.listed(keys, folder), queries.route(course)
    before = queries.home(keys, folder).ways.get(found.id)
    form = DayOfWayForm(_said(found), request.POST or None, initial={"day": before and before.day})
    if form.is_valid():
        actions.begin(keys, folder, found.id, form.cleaned_data["day"], once=form.once)
        return see_other("homecoming:way", folder, found.id)
    return render(request, "homecoming/begin.html", {"item": item, "way": found, "form": form})


@member_required
@require_POST
def leave(request: MemberRequest, folder: CompartmentId, course: str) -> HttpResponse:
    """Go a way no further."""
    cases.case_of(request.keys, folder)
    actions.leave(request.keys, folder, course, None, once=form_token(request.POST))
    return see_other("homecoming:home", folder)


@member_required
@require_http_methods(["GET", "POST"])
def step(request: MemberRequest, folder: CompartmentId, course: str, part: str) -> HttpResponse:
    """Say how a step stands."""
    keys = request.keys
    shown = _shown(request, folder, course)
    found, state = queries.route(course), _state(shown["steps"], part)
    initial = {"done": "yes" if state.done else "no", "due": state.due, "who": state.who or "", "text": state.text}
    people = cases.choices(cases.readers(keys, folder))
    form = StepForm(found, request.POST or None, people=people, initial=initial)
    if form.is_valid():
        actions.step(keys, folder, form.record(state.step), once=form.once)
        return see_other("homecoming:way", folder, found.id)
    return render(request, "homecoming/step.html", {**shown, "one": state, "form": form})


@member_required
@require_POST
def tick(request: MemberRequest, folder: CompartmentId, course: str, part: str) -> HttpResponse:
    """Note that a step is done, or undo that; the rest of it stays."""
    state = _state(_shown(request, folder, course)["steps"], part)
    done = request.POST.get("done") == "yes"
    said = StepSaid(course, state.step.id, done, state.due, state.who, state.text)
    actions.step(request.keys, folder, said, once=form_token(request.POST))
    return see_other("homecoming:way", folder, course)


@member_required
@require_http_methods(["GET", "POST"])
def identify(request: MemberRequest, folder: CompartmentId) -> HttpResponse:
    """Write down by what a body was identified."""
    item = cases.listed(request.keys, folder)
    form = IdentifiedForm(request.POST or None, today=request.keys.vault.day())
    if form.is_valid():
        actions.say(request.keys, folder, form.record(), once=form.once)
        return see_other("homecoming:way", folder, "body")
    return render(request, "homecoming/identify.html", {"item": item, "form": form})


@member_required
@require_GET
def risks(request: MemberRequest, folder: CompartmentId) -> HttpResponse:
    """Show the risks of a contact abroad, then the directory. Nothing is kept of who looked at what."""
    item = cases.listed(request.keys, folder)
    entries, names = queries.directory(request.keys), members.names(request.keys)
    shown = {"item": item, "risks": all_risks(), "entries": entries, "names": names}
    return render(request, "homecoming/risks.html", shown)


@member_required
@require_GET
def sheet(request: MemberRequest, folder: CompartmentId) -> HttpResponse:
    """Show the sheet of article 122 for paper. It goes nowhere, and nothing says that it was printed."""
    item = cases.listed(request.keys, folder)
    shown = {"item": item, "lines": lines(item.case), "risks": all_risks(), "today": request.keys.vault.day()}
    return render(request, "homecoming/sheet.html", shown)


def _shown(request: MemberRequest, folder: CompartmentId, course: str) -> dict[str, Any]:
    keys, today = request.keys, request.keys.vault.day()
    item, found, held = cases.listed(keys, folder), queries.route(course), queries.home(keys, folder)
    journey = held.ways.get(found.id)
    if journey is None:
        raise NoSuchEntryError(EntryId(course))
    position = found.position(journey.day, today)
    return {
        "item": item,
        "way": found,
        "journey": journey,
        "steps": queries.steps(found, journey, today),
        "position": position,
        "position_ends": position is not None and journey.day is not None and position.last(journey.day) == today,
        "payments": queries.payments(keys, folder) if found.payments else (),
        "identified": held.identified if found.identity else (),
        "entries": {one.contact.id: one for one in queries.directory(keys)},
        "names": members.names(keys),
        "today": today,
    }


def _state(steps: Sequence[queries.StepState], name: str) -> queries.StepState:
    found = next((one for one in steps if one.step.id == name), None)
    if found is None:
        raise NoSuchEntryError(EntryId(name))
    return found


def _said(found: Route) -> str:
    return found.day.get(get_language() or "ru", found.day["en"])
