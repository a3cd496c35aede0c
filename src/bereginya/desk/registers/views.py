"""The registers: the list of them, a file that comes in, what an edition changed, who may search."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bereginya.desk.cases import queries as cases
from bereginya.desk.cases.forms import EraseForm
from bereginya.desk.members import queries as members
from bereginya.desk.members.guards import MemberRequest, member_required, power_required, see_other
from bereginya.desk.registers import law, queries, readings, shelf
from bereginya.desk.registers import register_actions as actions
from bereginya.desk.registers.case_forms import LookForm
from bereginya.desk.registers.errors import SameFileError
from bereginya.desk.registers.forms import AboutForm, ListFileForm, PeopleForm, RegisterForm
from bereginya.desk.registers.memory_files import largest, memory, most_rows
from bereginya.desk.registers.showing import language
from bereginya.desk.ui.paging import paged
from bereginya.desk.ui.uploads import takes_files_up_to
from bereginya.desk.ui.words import sentence
from bereginya.vault import CompartmentId, HolderId, Power
from bereginya.vault.errors import MovedError

LARGEST, MOST_ROWS = largest(memory()), most_rows(memory())
"""Bytes a list may have on this computer, and the people that may stand in it."""
_WORK = power_required(Power.WORK)


@member_required
@require_GET
def listed(request: MemberRequest) -> HttpResponse:
    """Show the registers she may search, and the form to search them."""
    return list_page(request, LookForm(request.vault.day()))


def list_page(request: MemberRequest, form: LookForm) -> HttpResponse:
    """Return the page of the lists with the form to search them, as far as it is filled in."""
    shown = {
        "found": queries.registers(request.keys),
        "form": form,
        "broken": shelf.failed(request.keys),
        "read_now": readings.now(),
        "may_work": members.may(request.keys, Power.WORK),
    }
    return render(request, "registers/list.html", shown)


@member_required
@require_POST
def again(request: MemberRequest) -> HttpResponse:
    """Try to open once more what could not be opened."""
    shelf.forget_failures(request.keys)
    return see_other("registers:list")


# ---- a register and its files


@_WORK
@require_http_methods(["GET", "POST"])
def new(request: MemberRequest) -> HttpResponse:
    """Open a register; what was leaked is refused before any file is asked for, with the article that forbids it."""
    keys = request.keys
    others = [one for one in members.colleagues(keys) if one.active and one.holder != keys.member]
    form = RegisterForm(cases.choices(others), request.vault.day(), request.POST or None)
    if form.is_leaked:
        return render(request, "registers/leaked.html", {"law": law.on_leaks(request.vault.day(), language())})
    if form.is_valid():
        name = form.cleaned_data["name"]
        place = actions.open_register(keys, name, form.origin_said, form.source_said, also=form.also, once=form.once)
        return see_other("registers:file", place)
    return render(request, "registers/new.html", {"form": form})


@_WORK
@require_http_methods(["GET", "POST"])
def describe(request: MemberRequest, place: CompartmentId) -> HttpResponse:
    """Say anew what a register is called and where it comes from."""
    keys, held = request.keys, queries.register_of(request.keys, place)
    form = AboutForm(request.vault.day(), request.POST or None, initial=AboutForm.initial_of(held))
    if form.is_leaked:
        return see_other("registers:erase", place)
    if form.is_valid():
        name, seen = form.cleaned_data["name"], request.POST.get("seen", "")
        try:
            actions.describe(keys, place, name, form.origin_said, form.source_said, seen=seen, once=form.once)
        except MovedError as error:
            form.add_error(None, sentence(error.code))
            held = queries.register_of(keys, place)
        else:
            return see_other("registers:register", place)
    shown = {"form": form, "place": place, "register": held, "readers": queries.readers(keys, place)}
    return render(request, "registers/describe.html", shown)


@member_required
@require_GET
def register(request: MemberRequest, place: CompartmentId) -> HttpResponse:
    """Show one register: where it comes from, its editions, what waits to be read, who may search it."""
    keys = request.keys
    held = queries.register_of(keys, place)
    shown = {
        "place": place,
        "register": held,
        "readers": queries.readers(keys, place),
        "issues": held.issues[::-1],
        "earlier": queries.earlier(keys, place),
        "names": members.names(keys),
        "broken": shelf.failed(keys),
        "read_now": readings.now(),
        "may_work": members.may(keys, Power.WORK),
    }
    return render(request, "registers/register.html", shown)


@_WORK
@takes_files_up_to(LARGEST)
@require_http_methods(["GET", "POST"])
def file(request: MemberRequest, place: CompartmentId) -> HttpResponse:
    """Take a file in."""
    held = queries.register_of(request.keys, place)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = ListFileForm(LARGEST, *sent)
    if form.is_valid():
        try:
            arrived = actions.take_in(request.keys, place, form.cleaned_data["file"], once=form.once)
        except SameFileError as error:
            form.add_error("file", sentence(error.code))
        else:
            return see_other("registers:read", place, arrived)
    return render(request, "registers/file.html", {"form": form, "place": place, "register": held, "rows": MOST_ROWS})


@member_required
@require_GET
def changes(request: MemberRequest, place: CompartmentId, edition: str) -> HttpResponse:
    """Show what an edition brought: who appeared, who vanished, and which rows could not be read."""
    from bereginya.desk.registers import changing  # noqa: PLC0415 - compiled code, see looking.py

    keys = request.keys
    before, issue = queries.issue_of(keys, place, edition)
    held = queries.register_of(keys, place)
    shown = {
        "place": place,
        "register": held,
        "issue": issue,
        "before": before,
        "change": changing.between(keys, held, before, issue) if before else None,
        "aside": paged(request, issue.said.aside),
    }
    return render(request, "registers/changes.html", shown)


# ---- who may search


@member_required
@require_http_methods(["GET", "POST"])
def people(request: MemberRequest, place: CompartmentId) -> HttpResponse:
    """Show who may search a register, and let one more."""
    keys = request.keys
    held, others = queries.register_of(keys, place), queries.others(keys, place)
    form = PeopleForm(cases.choices(others), request.POST or None)
    if form.is_valid():
        actions.give_key(keys, place, HolderId(form.cleaned_data["to"]))
        return see_other("registers:people", place)
    shown = {
        "form": form,
        "place": place,
        "register": held,
        "readers": queries.readers(keys, place),
        "others": others,
        "me": keys.member,
    }
    return render(request, "registers/people.html", shown)


@member_required
@require_POST
def take_back(request: MemberRequest, place: CompartmentId, holder: str) -> HttpResponse:
    """Take a member's key back."""
    if holder not in {one.holder for one in queries.readers(request.keys, place)}:
        raise Http404
    actions.take_key_back(request.keys, place, HolderId(holder))
    return see_other("registers:people", place)


@_WORK
@require_http_methods(["GET", "POST"])
def erase(request: MemberRequest, place: CompartmentId) -> HttpResponse:
    """Erase a whole register, after asking once more."""
    held, form = queries.register_of(request.keys, place), EraseForm(request.POST or None)
    if form.is_valid():
        request.session_here.pocket["erased"] = actions.erase_register(request.keys, place, form.cleaned_data["why"])
        for one in held.waiting:
            readings.halt(one.id)
        return see_other("cases:erased")
    return render(request, "registers/erase.html", {"form": form, "place": place, "register": held})
