"""Many letters at one time: planned, written, checked, numbered, with their progress."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST

from bereginya.desk.cases import queries as cases
from bereginya.desk.cases.forms import form_token
from bereginya.desk.members.guards import MemberRequest, member_required, see_other
from bereginya.desk.post import actions, batches, house, queries
from bereginya.desk.post.forms import BatchForm, SendForm
from bereginya.desk.post.records import Batch, BatchEnded
from bereginya.letters import UnknownTemplateError
from bereginya.letters.authorities import authorities_for
from bereginya.vault import CompartmentId

_MOST = 300
"""How many cases a list of one page offers."""


@member_required
@require_http_methods(["GET", "POST"])
def plan(request: MemberRequest) -> HttpResponse:
    """Choose a template, the cases and the offices."""
    keys, name = request.keys, request.GET.get("template", "")
    if not name:
        shown = {"shelf": house.shelf(keys).values(), "plans": queries.plans(keys)}
        return render(request, "post/batch_choose.html", shown)
    try:
        template = house.template_of(keys, name)
    except UnknownTemplateError:
        raise Http404 from None
    found = [(one.folder, one.case.name) for one in cases.cases(keys) if one.case.open][:_MOST]
    language = get_language() or "ru"
    offices = [
        (one.id, one.name.get(language, one.id)) for one in authorities_for(template.to, house.offices(keys).values())
    ]
    form = BatchForm(found, offices, request.POST or None)
    if form.is_valid():
        told = form.cleaned_data
        made = Batch(template.id, tuple(map(CompartmentId, told["folders"])), tuple(told["offices"]))
        place = batches.begin(keys, made)
        batches.write(keys, place)
        return see_other("post:batch", place)
    return render(request, "post/batch_plan.html", {"form": form, "template": template})


@member_required
@require_http_methods(["GET", "POST"])
def show(request: MemberRequest, place: CompartmentId) -> HttpResponse:
    """Show how far a batch is; number what was checked."""
    keys = request.keys
    known = queries.plan(keys, place)
    today = keys.vault.day()
    form = SendForm(request.POST or None, initial={"day": today, "channel": "post"}, today=today)
    if form.is_valid():
        batches.send(keys, place, form.cleaned_data["day"], form.cleaned_data["channel"])
        return see_other("post:batch", place)
    done = batches.progress(keys, place)
    template = house.shelf(keys).get(known.template)
    response = render(request, "post/batch.html", {"place": place, "done": done, "form": form, "template": template})
    if done.running:
        response.headers["Refresh"] = "1"
    return response


@member_required
@require_POST
def go(request: MemberRequest, place: CompartmentId) -> HttpResponse:
    """Go on with a batch that was cut off, or put it away."""
    if request.POST.get("what") == "end":
        actions.end_batch(request.keys, place, BatchEnded(), once=form_token(request.POST))
        return see_other("post:batch-plan")
    queries.plan(request.keys, place)
    batches.write(request.keys, place)
    return see_other("post:batch", place)
