"""Searching by hand, from a case or without one: a row that was found, and taking it into a case."""

import secrets

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bereginya.desk.cases import queries as cases
from bereginya.desk.cases.forms import form_token
from bereginya.desk.members import queries as members
from bereginya.desk.members.guards import MemberRequest, member_required, power_required, see_other
from bereginya.desk.registers import actions, gaps, queries, register_actions
from bereginya.desk.registers.case_forms import LookForm, TakeForm
from bereginya.desk.registers.forms import RemoveForm
from bereginya.desk.registers.inquiries import said_of
from bereginya.desk.registers.records import Candidate
from bereginya.desk.registers.showing import language, names_of, said_by, waiting
from bereginya.desk.registers.views import list_page
from bereginya.facts.people import Person
from bereginya.vault import CompartmentId, Power
from bereginya.vault.errors import MovedError

_REMEMBERED = 20
"""How many searches of a session can be gone back to."""
_WORK = power_required(Power.WORK)


# ---- looking


@member_required
@require_POST
def search(request: MemberRequest) -> HttpResponse:
    """Remember who is looked for in this session's memory, and go to a page whose address does not tell it."""
    form = LookForm(request.vault.day(), request.POST)
    if not form.is_valid():
        return list_page(request, form)
    return see_other("registers:found", _remembered(request, form.person()))


@member_required
@require_GET
def found(request: MemberRequest, number: str) -> HttpResponse:
    """Show who may be the one that is looked for; until the registers are opened, how far that is."""
    sought = _asked(request).get(number)
    if sought is None:
        return see_other("registers:list")
    return _hits(request, sought, {})


@member_required
@require_http_methods(["GET", "POST"])
def look(request: MemberRequest, folder: CompartmentId) -> HttpResponse:
    """Ask how else his name may be written, or what else is known, to look for the one a case seeks by hand."""
    item, sought = cases.listed(request.keys, folder), queries.search_of(request.keys, folder).inquiry
    initial = LookForm.initial_of(sought.person) if sought else {}
    form = LookForm(request.vault.day(), request.POST or None, initial=initial)
    if form.is_valid():
        return see_other("registers:looked", folder, _remembered(request, form.person()))
    shown = {"item": item, "form": form, "sought": sought, "lists": names_of(request)}
    return render(request, "registers/look.html", shown)


@member_required
@require_GET
def looked(request: MemberRequest, folder: CompartmentId, number: str) -> HttpResponse:
    """Show who may be the one that is looked for in a case, to take a row into it."""
    item, search = cases.listed(request.keys, folder), queries.search_of(request.keys, folder)
    sought = _asked(request).get(number)
    if sought is None:
        return see_other("registers:look", folder)
    already = {Candidate(row).id for row in queries.rows_of(search)}
    return _hits(request, sought, {"item": item, "already": already})


def _hits(request: MemberRequest, sought: Person, more: dict[str, object]) -> HttpResponse:
    from bereginya.desk.registers import books, looking  # noqa: PLC0415 - compiled code, see looking.py

    listed = queries.registers(request.keys)
    shelf, share = books.opened(request.keys, queries.to_search(listed))
    if share < 1:
        return waiting(request, share)
    hits, names = looking.search(sought, shelf), names_of(request)
    shown = {
        "sought": sought,
        "asked": said_by(said_of(sought)),
        "hits": [(hit, names.get(hit.register, ""), looking.sentences(hit.why, language())) for hit in hits],
        "many": any(hit.probability < queries.LEAST for hit in hits),
        "lists": len(shelf),
        "unlooked": gaps.of_lists(listed, {book.register for book in shelf}),
        **more,
    }
    return render(request, "registers/found.html", shown)


def _remembered(request: MemberRequest, sought: Person) -> str:
    """Keep who is looked for until sign-out, and return under which number."""
    asked, number = _asked(request), secrets.token_hex(16)
    asked[number] = sought
    while len(asked) > _REMEMBERED:
        del asked[next(iter(asked))]
    return number


def _asked(request: MemberRequest) -> dict[str, Person]:
    asked = request.session_here.pocket.setdefault("registers", {})
    if not isinstance(asked, dict):
        raise Http404
    return asked


# ---- a row that was found


@member_required
@require_GET
def row(request: MemberRequest, place: CompartmentId, row: str) -> HttpResponse:
    """Show one row of a register as it stands in the newest edition."""
    from bereginya.desk.registers import books  # noqa: PLC0415 - compiled code, see looking.py

    held = queries.register_of(request.keys, place)
    shelf, share = books.opened(request.keys, [(place, held)])
    if share < 1:
        return waiting(request, share)
    shown = {
        "place": place,
        "register": held,
        "row": row,
        "may_work": members.may(request.keys, Power.WORK),
    }
    if held.current and not shelf:
        return render(request, "registers/row.html", shown | {"broken": True})
    number = shelf[0].first(row) if shelf else None
    if number is None:
        raise Http404
    return render(request, "registers/row.html", shown | {"says": said_by(shelf[0].says(number))})


@member_required
@require_http_methods(["GET", "POST"])
def take(request: MemberRequest, place: CompartmentId, row: str) -> HttpResponse:
    """Take a row into a case by hand: it becomes a candidate there, about which somebody decides."""
    from bereginya.desk.registers import books  # noqa: PLC0415 - compiled code, see looking.py

    keys, held = request.keys, queries.register_of(request.keys, place)
    shelf, share = books.opened(keys, [(place, held)])
    if request.method == "POST" and share < 1:  # what she wrote is not thrown away for a page that says "one moment"
        shelf, share = books.open_now(keys, [(place, held)]), 1.0
    if share < 1:
        return waiting(request, share)
    number = shelf[0].first(row) if shelf else None
    if number is None:
        raise Http404
    form = TakeForm(queries.open_cases(keys), request.POST or None)
    if form.is_valid():
        folder, name = CompartmentId(form.cleaned_data["folder"]), shelf[0].name(number)
        candidate = actions.take_in(keys, folder, name, form.cleaned_data["why"], once=form.once)
        return see_other("registers:candidate", folder, candidate.id)
    says = said_by(shelf[0].says(number))
    return render(
        request, "registers/take.html", {"form": form, "place": place, "register": held, "row": row, "says": says}
    )


@member_required
@require_POST
def put_back(request: MemberRequest, folder: CompartmentId, candidate: str) -> HttpResponse:
    """Undo that a row was taken in by hand."""
    try:
        actions.put_back(request.keys, folder, candidate, once=form_token(request.POST))
    except MovedError:
        return see_other("registers:candidate", folder, candidate)
    return see_other("registers:traces", folder)


@_WORK
@require_http_methods(["GET", "POST"])
def remove(request: MemberRequest, place: CompartmentId, row: str) -> HttpResponse:
    """Take a person out of a register for good, after asking once more."""
    from bereginya.desk.registers import reading_in  # noqa: PLC0415 - compiled code, see looking.py

    held, form = queries.register_of(request.keys, place), RemoveForm(request.POST or None)
    if form.is_valid():
        request.session_here.pocket["erased"] = reading_in.remove(
            request.keys, place, _mark(row), form.cleaned_data["why"]
        )
        return see_other("cases:erased")
    return render(request, "registers/remove.html", {"form": form, "place": place, "register": held, "row": row})


@_WORK
@require_POST
def lift(request: MemberRequest, place: CompartmentId, row: str) -> HttpResponse:
    """Let a later edition bring a removed person back."""
    register_actions.lift(request.keys, place, _mark(row), once=form_token(request.POST))
    return see_other("registers:register", place)


def _mark(name: str) -> bytes:
    try:
        return bytes.fromhex(name)
    except ValueError:
        raise Http404 from None
