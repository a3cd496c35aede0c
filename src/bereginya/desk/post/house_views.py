"""The post of the whole house: the register, the deadlines book, the week at court, the directory, the templates."""

import secrets
from collections.abc import Iterable
from datetime import timedelta

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods

from bereginya.desk.members import queries as members
from bereginya.desk.members.guards import MemberRequest, member_required, power_required, see_other
from bereginya.desk.post import actions, house, queries
from bereginya.desk.post.house_forms import OfficeForm, SignOffForm, TemplateForm
from bereginya.desk.post.records import SignedOff, TemplateTold
from bereginya.desk.ui.paging import paged
from bereginya.letters import UnknownTemplateError
from bereginya.letters.authorities import Authority
from bereginya.vault import Power

_WEEK = timedelta(days=7)


@member_required
@require_GET
def register(request: MemberRequest) -> HttpResponse:
    """Show every letter of the folders she holds, and what is overdue first."""
    keys, today = request.keys, request.keys.vault.day()
    shown = {
        "due": queries.due(keys, today),
        "page": paged(request, queries.register(keys)),
        "shelf": house.shelf(keys),
        "today": today,
    }
    return render(request, "post/register.html", shown)


@member_required
@require_GET
def days(request: MemberRequest) -> HttpResponse:
    """Show the days that letters wait for, by number: what a member on duty may know of folders that are not hers."""
    shown = {"page": paged(request, queries.deadlines(request.keys)), "today": request.keys.vault.day()}
    return render(request, "post/days.html", shown)


@member_required
@require_GET
def week(request: MemberRequest) -> HttpResponse:
    """Show who goes to which court this week and the next."""
    keys = request.keys
    monday = keys.vault.day() - timedelta(days=keys.vault.day().weekday())
    found = queries.sittings(keys, monday, monday + 2 * _WEEK - timedelta(days=1))
    shown = {"found": found, "names": members.names(keys), "today": keys.vault.day(), "next": monday + _WEEK}
    return render(request, "post/week.html", shown)


@member_required
@require_GET
def offices(request: MemberRequest) -> HttpResponse:
    """Show the directory."""
    language = get_language() or "ru"
    found = sorted(house.offices(request.keys).values(), key=lambda one: one.name.get(language, one.id))
    today = request.keys.vault.day()
    counts = house.office_records(request.keys, today)
    shown = {"found": [(one, counts.get(one.id)) for one in found], "today": today}
    return render(request, "post/offices.html", shown)


@member_required
@require_http_methods(["GET", "POST"])
def office(request: MemberRequest, office: str) -> HttpResponse:
    """Show one office, how it answered so far, and let a member write down what she looked up."""
    keys, known = request.keys, house.offices(request.keys)
    one = known.get(office)
    if one is None:
        raise Http404
    language = get_language() or "ru"
    others, initial = _others(known.values(), office), _initial(one, language)
    form = OfficeForm(others, request.POST or None, initial=initial, today=keys.vault.day())
    if form.is_valid():
        actions.tell_house(keys, form.record(office, one.kinds), once=form.once)
        return see_other("post:office", office)
    today = keys.vault.day()
    shown = {"one": one, "form": form, "counts": house.office_records(keys, today).get(office), "today": today}
    return render(request, "post/office.html", shown)


@member_required
@require_http_methods(["GET", "POST"])
def new_office(request: MemberRequest) -> HttpResponse:
    """Add an office of the committee's own."""
    keys = request.keys
    form = OfficeForm(_others(house.offices(keys).values(), ""), request.POST or None, today=keys.vault.day())
    if form.is_valid():
        name = f"own-{secrets.token_hex(8)}"
        actions.tell_house(keys, form.record(name, ("own",)), once=form.once)
        return see_other("post:office", name)
    return render(request, "post/office.html", {"form": form})


@member_required
@require_GET
def shelf(request: MemberRequest) -> HttpResponse:
    """Show the templates with the law they rest on."""
    own = house.book(request.keys).templates
    known = house.shelf(request.keys).values()
    found = [(one, house.needs_lawyer(request.keys, one), one.id in own) for one in known]
    return render(request, "post/shelf.html", {"found": found})


@power_required(Power.INVITE)
@require_http_methods(["GET", "POST"])
def new_template(request: MemberRequest) -> HttpResponse:
    """Add a template of the committee's own, or other words for one that is there."""
    own = house.book(request.keys).templates.get(request.GET.get("name", ""))
    form = TemplateForm(request.POST or None, initial={"name": own.name, "text": own.text} if own else {})
    if form.is_valid():
        told = form.cleaned_data
        actions.tell_house(request.keys, TemplateTold(told["name"], told["text"]), once=form.once)
        return see_other("post:templates")
    return render(request, "post/template_form.html", {"form": form})


@member_required
@require_http_methods(["GET", "POST"])
def sign_off(request: MemberRequest, name: str) -> HttpResponse:
    """Say as an advocate that the law of a template is right."""
    try:
        template = house.template_of(request.keys, name)
    except UnknownTemplateError:
        raise Http404 from None
    form = SignOffForm(request.POST or None)
    if request.method == "POST":
        members.may_see(request.keys, Power.LAW)
    if form.is_valid():
        record = SignedOff(template.id, house.edition_of(template), form.cleaned_data["text"])
        actions.tell_house(request.keys, record, once=form.once)
        return see_other("post:templates")
    shown = {"form": form, "template": template, "lawyer": house.needs_lawyer(request.keys, template)}
    return render(request, "post/sign_off.html", shown | members.signing(request.keys))


def _others(known: Iterable[Authority], office: str) -> list[tuple[str, str]]:
    language = get_language() or "ru"
    return [(one.id, one.name.get(language, one.id)) for one in known if one.id != office]


def _initial(one: Authority, language: str) -> dict[str, object]:
    return {
        "name": one.name.get(language),
        "to": one.to.get(language),
        "address": one.address,
        "jurisdiction": one.jurisdiction.get(language),
        "what": one.send.get(language),
        "checked": one.verified,
        "moved_to": one.replaced_by,
    }
