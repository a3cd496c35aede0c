"""The registers: the list of them, a file that came in and how it is read, what changed, who may search."""

import secrets
from collections.abc import Mapping

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bereginya.desk.cases import queries as cases
from bereginya.desk.cases.forms import EraseForm, form_token
from bereginya.desk.members import queries as members
from bereginya.desk.members.guards import MemberRequest, member_required, power_required, see_other
from bereginya.desk.registers import law, queries
from bereginya.desk.registers import register_actions as actions
from bereginya.desk.registers.errors import SameFileError
from bereginya.desk.registers.forms import (
    ListFileForm,
    LookForm,
    MappingForm,
    PeopleForm,
    RegisterForm,
    RemoveForm,
)
from bereginya.desk.registers.words import ROW
from bereginya.desk.ui.paging import paged
from bereginya.desk.ui.uploads import takes_files
from bereginya.desk.ui.words import sentence
from bereginya.facts.errors import BereginyaError
from bereginya.facts.people import Person
from bereginya.vault import CompartmentId, HolderId, Power

_REMEMBERED = 20
"""How many searches of a session can be gone back to."""
_SAMPLES = 3
_WORK = power_required(Power.WORK)


@member_required
@require_GET
def listed(request: MemberRequest) -> HttpResponse:
    """Show the registers she may search, and the form to search them."""
    shown = {"found": queries.registers(request.keys), "form": LookForm(request.vault.day())}
    return render(request, "registers/list.html", shown)


# ---- a register and its files


@_WORK
@require_http_methods(["GET", "POST"])
def new(request: MemberRequest) -> HttpResponse:
    """Open a register; what was leaked is refused before any file is asked for, with the article that forbids it."""
    keys = request.keys
    others = [one for one in members.colleagues(keys) if one.active and one.holder != keys.member]
    form = RegisterForm(cases.choices(others), request.vault.day(), request.POST or None)
    if form.is_leaked:
        return render(request, "registers/leaked.html", {"law": law.on_leaks(request.vault.day(), _language())})
    if form.is_valid():
        name = form.cleaned_data["name"]
        place = actions.open_register(keys, name, form.origin_said, form.source_said, also=form.also, once=form.once)
        return see_other("registers:file", place)
    return render(request, "registers/new.html", {"form": form})


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
        "may_work": members.may(keys, Power.WORK),
    }
    return render(request, "registers/register.html", shown)


@_WORK
@takes_files
@require_http_methods(["GET", "POST"])
def file(request: MemberRequest, place: CompartmentId) -> HttpResponse:
    """Take a file in."""
    held = queries.register_of(request.keys, place)
    form = ListFileForm(request.POST, request.FILES) if request.method == "POST" else ListFileForm()
    if form.is_valid():
        try:
            arrived = actions.take_in(request.keys, place, form.cleaned_data["file"], once=form.once)
        except SameFileError as error:
            form.add_error("file", sentence(error.code))
        else:
            return see_other("registers:read", place, arrived)
    return render(request, "registers/file.html", {"form": form, "place": place, "register": held})


@_WORK
@require_http_methods(["GET", "POST"])
def read(request: MemberRequest, place: CompartmentId, arrived: str) -> HttpResponse:
    """Show how a file is read, with rows of it, let it be corrected, and read it in."""
    from bereginya.desk.registers import mapped, reading_in  # noqa: PLC0415 - compiled code, see looking.py

    keys, today = request.keys, request.vault.day()
    waiting = actions.waiting_file(keys, place, arrived)
    shown: dict[str, object] = {"place": place, "register": queries.register_of(keys, place), "waiting": waiting}
    try:
        source, mapping = reading_in.look(keys, place, arrived)
    except BereginyaError as error:
        return render(request, "registers/unreadable.html", shown | {"why": sentence(error.code)})
    form = MappingForm(
        mapped.columns(source, mapping), request.POST or None, today=today, initial=mapped.initial(mapping)
    )
    if form.is_valid():
        told = mapped.told(form.roles(), source.headers, days_first=form.days_first, age_on=form.cleaned_data["age_on"])
        try:
            edition = reading_in.read_in(keys, place, arrived, told, of=form.cleaned_data["of"], once=form.once)
        except BereginyaError as error:
            form.add_error(None, sentence(error.code))
        else:
            return see_other("registers:changes", place, edition)
    rows = mapped.samples(source, _SAMPLES)
    shown |= {
        "form": form,
        "source": source,
        "columns": list(zip(form.columns, rows, mapped.by(source, mapping), strict=True)),
    }
    return render(request, "registers/read.html", shown)


@_WORK
@require_POST
def discard(request: MemberRequest, place: CompartmentId, arrived: str) -> HttpResponse:
    """Do not read a file that came in."""
    actions.discard(request.keys, place, arrived)
    return see_other("registers:register", place)


@member_required
@require_GET
def changes(request: MemberRequest, place: CompartmentId, edition: str) -> HttpResponse:
    """Show what an edition brought: who appeared, who vanished, and which rows could not be read."""
    from bereginya.desk.registers import changing  # noqa: PLC0415 - as above

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
        return see_other("cases:erased")
    return render(request, "registers/erase.html", {"form": form, "place": place, "register": held})


# ---- searching without a case


@member_required
@require_POST
def search(request: MemberRequest) -> HttpResponse:
    """Remember who is looked for in this session's memory, and go to a page whose address does not tell it."""
    form = LookForm(request.vault.day(), request.POST)
    if not form.is_valid():
        shown = {"found": queries.registers(request.keys), "form": form}
        return render(request, "registers/list.html", shown)
    asked = _asked(request)
    number = secrets.token_hex(16)
    asked[number] = form.person()
    while len(asked) > _REMEMBERED:
        del asked[next(iter(asked))]
    return see_other("registers:found", number)


@member_required
@require_GET
def found(request: MemberRequest, number: str) -> HttpResponse:
    """Show who may be the one that is looked for; until the registers are opened, how far that is."""
    from bereginya.desk.registers import books, looking  # noqa: PLC0415 - as above

    sought = _asked(request).get(number)
    if sought is None:
        return see_other("registers:list")
    lists = queries.searchable(request.keys)
    shelf, share = books.opened(request.keys, lists)
    if share < 1:
        return waiting(request, share)
    hits = looking.search(sought, shelf)
    names, language = names_of(request), _language()
    shown = {
        "sought": sought,
        "hits": [(hit, names.get(hit.register, ""), looking.sentences(hit.why, language)) for hit in hits],
        "lists": len(shelf),
        "missing": len(lists) - len(shelf),
    }
    return render(request, "registers/found.html", shown)


@member_required
@require_GET
def row(request: MemberRequest, place: CompartmentId, row: str) -> HttpResponse:
    """Show one row of a register as it stands in the newest edition."""
    from bereginya.desk.registers import books  # noqa: PLC0415 - as above

    held = queries.register_of(request.keys, place)
    shelf, share = books.opened(request.keys, [(place, held)])
    if share < 1:
        return waiting(request, share)
    says = shelf[0].by_name(row) if shelf else None
    if says is None:
        raise Http404
    shown = {
        "place": place,
        "register": held,
        "row": row,
        "says": said_by(says),
        "may_work": members.may(request.keys, Power.WORK),
    }
    return render(request, "registers/row.html", shown)


@_WORK
@require_http_methods(["GET", "POST"])
def remove(request: MemberRequest, place: CompartmentId, row: str) -> HttpResponse:
    """Take a person out of a register for good, after asking once more."""
    from bereginya.desk.registers import reading_in  # noqa: PLC0415 - as above

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
    actions.lift(request.keys, place, _mark(row), once=form_token(request.POST))
    return see_other("registers:register", place)


# ---- for the pages of a case too


def waiting(request: MemberRequest, share: float) -> HttpResponse:
    """Return the page that says how far the registers are opened, and goes on by itself."""
    response = render(request, "registers/opening.html", {"percent": int(share * 100)})
    response.headers["Refresh"] = "2"
    return response


def names_of(request: MemberRequest) -> Mapping[CompartmentId, str]:
    """Return what the registers she may search are called."""
    found = queries.registers(request.keys)
    return {one.place: one.register.opened.name for one in found if one.register.opened}


def said_by(row: Mapping[str, str | None]) -> list[tuple[str, str]]:
    """Return what a row says, each with the word for it."""
    return [(str(label), text) for field, label in ROW.items() if (text := row.get(field))]


def _asked(request: MemberRequest) -> dict[str, Person]:
    asked = request.session_here.pocket.setdefault("registers", {})
    if not isinstance(asked, dict):
        raise Http404
    return asked


def _mark(name: str) -> bytes:
    try:
        return bytes.fromhex(name)
    except ValueError:
        raise Http404 from None


def _language() -> str:
    return get_language() or "ru"
