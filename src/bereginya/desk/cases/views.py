"""The pages of the cases: the list, one folder, and what can be said and done in it."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bereginya.desk.cases import actions, queries
from bereginya.desk.cases.forms import (
    CloseForm,
    EraseForm,
    HandOverForm,
    LinkForm,
    MessageForm,
    PeopleForm,
    ReopenForm,
    form_token,
)
from bereginya.desk.cases.saying_forms import SayingForm
from bereginya.desk.cases.sayings import SAYINGS, Saying, saying_of
from bereginya.desk.cases.sheet import masked
from bereginya.desk.intake import queries as intake
from bereginya.desk.members import queries as members
from bereginya.desk.members.guards import MemberRequest, member_required, see_other
from bereginya.desk.ui.house import house_of
from bereginya.desk.ui.paging import paged
from bereginya.vault import CompartmentId, HolderId, Keyring

_PATIENCE = 0.2
"""Seconds that a list waits for cases which were not read yet."""
_AT_FIRST = 5
"""How many messages and notes the folder's page shows; the timeline has all."""


@member_required
@require_GET
def listed(request: MemberRequest) -> HttpResponse:
    """Show the cases that are worked on: who waits for an answer first."""
    return _list(request, lambda one: one.case.open, closed=False)


@member_required
@require_GET
def mine(request: MemberRequest) -> HttpResponse:
    """Show the cases that she leads."""
    return _list(request, lambda one: one.case.open and one.case.lead == request.keys.member, closed=False)


@member_required
@require_GET
def closed(request: MemberRequest) -> HttpResponse:
    """Show the cases on which the work ended."""
    return _list(request, lambda one: not one.case.open, closed=True)


@member_required
@require_GET
def folder(request: MemberRequest, folder: CompartmentId) -> HttpResponse:
    """Show one folder."""
    keys = request.keys
    shown = {
        "item": queries.listed(keys, folder),
        "held": queries.folder_of(keys, folder),
        "thread": intake.thread_of(keys, folder),
        "messages": queries.messages(keys, folder)[-_AT_FIRST:],
        "notes": queries.notes(keys, folder)[:_AT_FIRST],
        "readers": queries.readers(keys, folder),
        "linked": queries.linked(keys, folder),
        "known": queries.known_only_to_her(keys, folder),
        "names": members.names(keys),
        "today": keys.vault.day(),
        "rooms": [
            (reverse(one.url, args=[folder]), one.words) for one in house_of(request).case_menu if one.shown(keys)
        ],
    }
    members.note_reading(keys, folder)
    return render(request, "cases/folder.html", shown)


@member_required
@require_GET
def timeline(request: MemberRequest, folder: CompartmentId) -> HttpResponse:
    """Show everything that was said, the newest first, with what was corrected."""
    said = paged(request, queries.timeline(request.keys, folder))
    members.note_reading(request.keys, folder)
    shown = {"page": said, "item": queries.listed(request.keys, folder), "names": members.names(request.keys)}
    return render(request, "cases/timeline.html", shown)


@member_required
@require_GET
def sheet(request: MemberRequest, folder: CompartmentId) -> HttpResponse:
    """Show a sheet for paper: initials only, so that who finds it learns no name."""
    keys = request.keys
    item, held = queries.listed(keys, folder), queries.folder_of(keys, folder)
    tasks = [(masked(one.task.text, queries.names_in(item.case, held)), one) for one in item.case.to_do]
    shown = {"item": item, "held": held, "tasks": tasks, "today": keys.vault.day()}
    members.note_reading(keys, folder)
    return render(request, "cases/sheet.html", shown)


@member_required
@require_http_methods(["GET", "POST"])
def say(request: MemberRequest, folder: CompartmentId, what: str) -> HttpResponse:
    """Say one thing in the folder."""
    item, saying = queries.listed(request.keys, folder), _saying(what)
    form = _form(request, saying, folder, {})
    if form.is_valid():
        actions.say(request.keys, folder, form.record(), once=form.once)
        return see_other("cases:folder", folder)
    return render(request, "cases/say.html", {"form": form, "item": item, "saying": saying})


@member_required
@require_http_methods(["GET", "POST"])
def correct(request: MemberRequest, folder: CompartmentId, entry: str) -> HttpResponse:
    """Say it anew; what was said before stays in the history."""
    item = queries.listed(request.keys, folder)
    found = queries.correctable(request.keys, folder, entry)
    saying = _saying(saying_of(found.record) or "")
    form = _form(request, saying, folder, saying.form.initial_of(found.record))
    seen = request.POST.get("seen", found.statement)
    if form.is_valid():
        actions.correct(request.keys, folder, found.id, form.record(), seen=seen, once=form.once)
        return see_other("cases:folder", folder)
    return render(request, "cases/say.html", {"form": form, "item": item, "saying": saying, "seen": seen})


@member_required
@require_POST
def task(request: MemberRequest, folder: CompartmentId, entry: str) -> HttpResponse:
    """Note that a task is done, or undo that."""
    done = request.POST.get("done") == "yes"
    actions.finish(request.keys, folder, entry, done=done, once=form_token(request.POST))
    return _back(request, folder)


@member_required
@require_POST
def need(request: MemberRequest, folder: CompartmentId, entry: str) -> HttpResponse:
    """Note that a need was met, or undo that."""
    actions.meet(request.keys, folder, entry, met=request.POST.get("met") == "yes", once=form_token(request.POST))
    return see_other("cases:folder", folder)


@member_required
@require_http_methods(["GET", "POST"])
def write(request: MemberRequest, folder: CompartmentId) -> HttpResponse:
    """Write to her, or keep what is not finished."""
    keys = request.keys
    held, thread = queries.folder_of(keys, folder), intake.thread_of(keys, folder)
    form = MessageForm(request.POST or None, initial={"text": held.draft})
    if form.is_valid():
        text = form.cleaned_data["text"]
        if "later" in request.POST:
            actions.keep_draft(keys, folder, text, once=form.once)
        else:
            actions.write(keys, folder, text, once=form.once)
        return see_other("cases:folder", folder)
    item = queries.listed(keys, folder)
    return render(request, "cases/write.html", {"form": form, "item": item, "held": held, "thread": thread})


@member_required
@require_http_methods(["GET", "POST"])
def people(request: MemberRequest, folder: CompartmentId) -> HttpResponse:
    """Show who holds the key, and give it to one more."""
    keys = request.keys
    item, others = queries.listed(keys, folder), queries.others(keys, folder)
    form = PeopleForm(queries.choices(others), request.POST or None)
    if form.is_valid():
        actions.give_key(keys, folder, HolderId(form.cleaned_data["to"]))
        return see_other("cases:people", folder)
    shown = {"form": form, "item": item, "readers": queries.readers(keys, folder), "others": others, "me": keys.member}
    return render(request, "cases/people.html", shown)


@member_required
@require_POST
def take_back(request: MemberRequest, folder: CompartmentId, holder: str) -> HttpResponse:
    """Take a member's key back."""
    if holder not in {one.holder for one in queries.readers(request.keys, folder)}:
        raise Http404
    actions.take_key_back(request.keys, folder, HolderId(holder))
    return see_other("cases:people", folder)


@member_required
@require_http_methods(["GET", "POST"])
def hand_over(request: MemberRequest, folder: CompartmentId) -> HttpResponse:
    """Let somebody else lead."""
    keys = request.keys
    item = queries.listed(keys, folder)
    able = [one for one in members.colleagues(keys) if one.active and one.holder != item.case.lead]
    form = HandOverForm(queries.choices(able), request.POST or None)
    if form.is_valid():
        actions.hand_over(keys, folder, form.record(), once=form.once)
        return see_other("cases:folder", folder)
    return render(request, "cases/hand_over.html", {"form": form, "item": item})


@member_required
@require_http_methods(["GET", "POST"])
def link(request: MemberRequest, folder: CompartmentId) -> HttpResponse:
    """Let this folder and that of a relative name each other: first a name, then one of the folders found by it."""
    keys = request.keys
    item, name = queries.listed(keys, folder), request.POST.get("name", "").strip()
    found = queries.by_name(keys, name, folder) if name else None
    chosen = "to" in request.POST or found == []
    form = LinkForm(
        found, request.POST if chosen or (request.method == "POST" and not name) else None, initial={"name": name}
    )
    if found and chosen and form.is_valid():
        actions.link(keys, folder, form.other, form.cleaned_data["relation"], form.cleaned_data["agreed"])
        return see_other("cases:folder", folder)
    return render(request, "cases/link.html", {"form": form, "item": item})


@member_required
@require_POST
def unlink(request: MemberRequest, folder: CompartmentId, other: CompartmentId) -> HttpResponse:
    """End a link."""
    queries.case_of(request.keys, folder)
    actions.unlink(request.keys, folder, other)
    return see_other("cases:folder", folder)


@member_required
@require_http_methods(["GET", "POST"])
def close(request: MemberRequest, folder: CompartmentId) -> HttpResponse:
    """End the work, with the reason."""
    item = queries.listed(request.keys, folder)
    form = CloseForm(request.POST or None)
    if form.is_valid():
        actions.close(request.keys, folder, form.record(), once=form.once)
        return see_other("cases:folder", folder)
    return render(request, "cases/close.html", {"form": form, "item": item})


@member_required
@require_http_methods(["GET", "POST"])
def reopen(request: MemberRequest, folder: CompartmentId) -> HttpResponse:
    """Go on with the work."""
    item = queries.listed(request.keys, folder)
    form = ReopenForm(request.POST or None)
    if form.is_valid():
        actions.reopen(request.keys, folder, form.cleaned_data["text"], once=form.once)
        return see_other("cases:folder", folder)
    return render(request, "cases/reopen.html", {"form": form, "item": item})


@member_required
@require_http_methods(["GET", "POST"])
def erase_entry(request: MemberRequest, folder: CompartmentId, entry: str) -> HttpResponse:
    """Erase one statement, after asking once more."""
    item, found = queries.listed(request.keys, folder), queries.erasable(request.keys, folder, entry)
    form = EraseForm(request.POST or None)
    if form.is_valid():
        final = actions.erase_entry(request.keys, folder, found.id, form.cleaned_data["why"])
        request.session_here.pocket["erased"] = final
        return see_other("cases:erased")
    shown = {"form": form, "item": item, "one": found, "names": members.names(request.keys)}
    return render(request, "cases/erase.html", shown)


@member_required
@require_http_methods(["GET", "POST"])
def erase_folder(request: MemberRequest, folder: CompartmentId) -> HttpResponse:
    """Erase a whole folder, after asking once more."""
    item = queries.listed(request.keys, folder)
    form = EraseForm(request.POST or None)
    if form.is_valid():
        request.session_here.pocket["erased"] = actions.erase_folder(request.keys, folder, form.cleaned_data["why"])
        return see_other("cases:erased")
    return render(request, "cases/erase.html", {"form": form, "item": item})


@member_required
@require_GET
def erased(request: MemberRequest) -> HttpResponse:
    """Say from which day on nobody can bring it back."""
    final = request.session_here.pocket.get("erased")
    return render(request, "cases/erased.html", {"final": final}) if final else see_other("cases:list")


def _list(request: MemberRequest, wanted: Callable[[queries.Listed], bool], *, closed: bool) -> HttpResponse:
    """Show the cases that are wanted; until all were read once, those written last, and how far the reading is."""
    found, share = queries.cases_so_far(request.keys, _PATIENCE)
    shown = {
        "page": paged(request, [one for one in found if wanted(one)]),
        "names": members.names(request.keys),
        "closed": closed,
        "me": request.keys.member,
        "percent": int(share * 100),
    }
    response = render(request, "cases/list.html", shown)
    if share < 1:
        response.headers["Refresh"] = "2"
    return response


def _saying(what: str) -> Saying:
    found = SAYINGS.get(what)
    if found is None:
        raise Http404
    return found


def _form(request: MemberRequest, saying: Saying, folder: CompartmentId, initial: dict[str, object]) -> SayingForm:
    keys: Keyring = request.keys
    people = queries.choices(queries.readers(keys, folder))
    return saying.form(request.POST or None, initial=initial, people=people, today=keys.vault.day())


def _back(request: HttpRequest, folder: CompartmentId) -> HttpResponse:
    """Go back to today's page when the button stood there, else to the folder."""
    if request.POST.get("from") == "today":
        response = HttpResponse(status=303)
        response.headers["Location"] = "/"
        return response
    return see_other("cases:folder", folder)
