"""The suits of one case: hearings, motions, rulings, the days to appeal, and what may be said in public."""

from collections.abc import Mapping

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from bereginya.desk.cases import queries as cases
from bereginya.desk.members import queries as members
from bereginya.desk.members.guards import MemberRequest, member_required, see_other
from bereginya.desk.post import actions, clocks, queries
from bereginya.desk.post.court_forms import CourtForm, HearingForm, InPublicForm, MotionForm, RulingForm, SuitForm
from bereginya.desk.post.folds import Court
from bereginya.desk.ui.words import Words
from bereginya.letters import docket
from bereginya.vault import CompartmentId

_FORMS: Mapping[str, tuple[type[CourtForm], Words]] = {
    "hearing": (HearingForm, _("A sitting of the court")),
    "motion": (MotionForm, _("A motion")),
    "ruling": (RulingForm, _("A decision of the court")),
    "public": (InPublicForm, _("What may be said in public")),
}


@member_required
@require_GET
def courts(request: MemberRequest, folder: CompartmentId) -> HttpResponse:
    """Show the suits of a case."""
    held = queries.letters(request.keys, folder)
    shown = {"item": cases.listed(request.keys, folder), "suits": list(held.suits.values())[::-1]}
    return render(request, "post/courts.html", shown)


@member_required
@require_http_methods(["GET", "POST"])
def new(request: MemberRequest, folder: CompartmentId) -> HttpResponse:
    """Write down a suit."""
    item, today = cases.listed(request.keys, folder), request.keys.vault.day()
    form = SuitForm(request.POST or None, initial={"filed": today}, today=today)
    if form.is_valid():
        name = actions.say(request.keys, folder, form.record(), once=form.once)
        return see_other("post:court", folder, name)
    return render(request, "post/court_form.html", {"item": item, "form": form, "title": _("A case in a court")})


@member_required
@require_GET
def court(request: MemberRequest, folder: CompartmentId, entry: str) -> HttpResponse:
    """Show one suit."""
    keys, one = request.keys, queries.court(request.keys, folder, entry)
    members.note_reading(keys, folder)
    shown = {
        "item": cases.listed(keys, folder),
        "one": one,
        "rulings": [(said, clocks.appeal(said)) for _, said in one.rulings],
        "names": members.names(keys),
        "today": keys.vault.day(),
    }
    return render(request, "post/court.html", shown)


@member_required
@require_http_methods(["GET", "POST"])
def add(request: MemberRequest, folder: CompartmentId, entry: str, what: str) -> HttpResponse:
    """Write down one thing that happened, or will, in a suit."""
    keys, one = request.keys, queries.court(request.keys, folder, entry)
    if what not in _FORMS:
        raise Http404
    form_class, title = _FORMS[what]
    people, today = cases.choices(cases.readers(keys, folder)), keys.vault.day()
    initial = {"day": today, "text": _proposed(one, request) if what == "public" else None}
    form = form_class(request.POST or None, people=people, initial=initial, today=today)
    if form.is_valid():
        actions.say_in_court(keys, folder, form.record(one.id), once=form.once)
        return see_other("post:court", folder, one.id)
    shown = {"item": cases.listed(keys, folder), "one": one, "form": form, "title": title}
    return render(request, "post/court_form.html", shown)


def _proposed(one: Court, request: MemberRequest) -> str:
    return one.in_public or docket.state_of_suit(clocks.suit_of(one), request.keys.vault.day(), get_language() or "ru")
