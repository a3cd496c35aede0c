"""What was found of a man: claims with their sources, a second person for a death, and taking back."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bereginya.desk.cases import queries as cases
from bereginya.desk.cases.forms import form_token
from bereginya.desk.homecoming import actions, queries
from bereginya.desk.homecoming.forms import FoundForm, SecondForm, WhyForm
from bereginya.desk.homecoming.routes import routes
from bereginya.desk.members import queries as members
from bereginya.desk.members.guards import MemberRequest, member_required, see_other
from bereginya.vault import CompartmentId


@member_required
@require_GET
def home(request: MemberRequest, folder: CompartmentId) -> HttpResponse:
    """Show what was found, who asks, what was told, and the ways home."""
    keys = request.keys
    held, today = queries.home(keys, folder), keys.vault.day()
    members.note_reading(keys, folder)
    shown = {
        "item": cases.listed(keys, folder),
        "facts": [
            (one, [(asker, queries.missing(one, asker)) for asker in held.known])
            for one in reversed(tuple(held.facts.values()))
        ],
        "askers": held.known,
        "told": list(held.told.values())[::-1],
        "held": held,
        "untaken": queries.untaken(keys, folder),
        "shaken": queries.shaken(keys, folder),
        "ways": [(way, held.ways.get(way.id)) for way in routes().values()],
        "names": members.names(keys),
        "me": keys.member,
        "today": today,
    }
    return render(request, "homecoming/home.html", shown)


@member_required
@require_http_methods(["GET", "POST"])
def find(request: MemberRequest, folder: CompartmentId) -> HttpResponse:
    """Write down what a source says of him."""
    item = cases.listed(request.keys, folder)
    form = FoundForm(request.POST or None, today=request.keys.vault.day())
    if form.is_valid():
        actions.find(request.keys, folder, form.record(), once=form.once)
        return see_other("homecoming:home", folder)
    return render(request, "homecoming/find.html", {"item": item, "form": form})


@member_required
@require_POST
def take_over(request: MemberRequest, folder: CompartmentId, entry: str) -> HttpResponse:
    """Take a decision about a list or a sighting as a claim."""
    cases.case_of(request.keys, folder)
    actions.take_over(request.keys, folder, entry, once=form_token(request.POST))
    return see_other("homecoming:home", folder)


@member_required
@require_POST
def lift_death(request: MemberRequest, folder: CompartmentId) -> HttpResponse:
    """Take him for dead no more, where no claim says so any longer."""
    cases.case_of(request.keys, folder)
    actions.lift_death(request.keys, folder, once=form_token(request.POST))
    return see_other("homecoming:home", folder)


@member_required
@require_http_methods(["GET", "POST"])
def second(request: MemberRequest, folder: CompartmentId, entry: str) -> HttpResponse:
    """Accept a claim of death as a second person."""
    keys = request.keys
    item, held = cases.listed(keys, folder), queries.fact(keys, folder, entry)
    form = SecondForm(request.POST or None)
    if held.by != keys.member and form.is_valid():
        actions.accept(keys, folder, held.id, form.cleaned_data["text"], once=form.once)
        return see_other("homecoming:home", folder)
    shown = {"item": item, "fact": held, "form": form, "own": held.by == keys.member, "names": members.names(keys)}
    return render(request, "homecoming/second.html", shown)


@member_required
@require_http_methods(["GET", "POST"])
def take_back(request: MemberRequest, folder: CompartmentId, entry: str) -> HttpResponse:
    """Take a claim back, after showing what that means."""
    keys = request.keys
    item, held = cases.listed(keys, folder), queries.fact(keys, folder, entry)
    form = WhyForm(request.POST or None)
    if form.is_valid():
        actions.take_back(keys, folder, held.id, form.cleaned_data["text"], once=form.once)
        return see_other("homecoming:home", folder)
    told = [
        (one, queries.home(keys, folder).askers[one.said.asker]) for one in queries.home(keys, folder).told_on(held.id)
    ]
    shown = {"item": item, "fact": held, "form": form, "told": told, "title": _("Take this claim back")}
    return render(request, "homecoming/take_back.html", shown)
