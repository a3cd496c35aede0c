"""The pages of the door. They hold no member's key; what they seal they cannot open.

Between her pages the keys that her nine words opened are in the memory of the door (visits.py), found by a random
number in the address. Whoever comes too late types the words again, and what she was writing is still there.
"""

import secrets
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bereginya import vault as vaults
from bereginya.desk.intake import door_actions, flood, queries
from bereginya.desk.intake.door_forms import (
    OF_PATH,
    STEPS,
    FirstForm,
    FurtherForm,
    ReceiptForm,
    StepForm,
    TwoWordsForm,
    language_here,
)
from bereginya.desk.intake.greetings import greetings
from bereginya.desk.intake.records import NamedFile, Path, Reply
from bereginya.desk.intake.visits import Visit, visits_of
from bereginya.desk.members.guards import see_other
from bereginya.desk.members.queries import door_shut, door_words
from bereginya.desk.ui.requests import DoorRequest
from bereginya.desk.ui.uploads import takes_files
from bereginya.vault import Vault
from bereginya.vault.argon import BusyError
from bereginya.vault.errors import NoSuchCompartmentError
from bereginya.vault.receipts import WORDS, Receipt, receipt_keys

P = ParamSpec("P")
_FILES = len(STEPS)
_SHORT = 300_000
"""Bytes of a form that need not wait for a place: more than any page of text."""


def open_door(
    view: Callable[Concatenate[DoorRequest, P], HttpResponseBase],
) -> Callable[Concatenate[DoorRequest, P], HttpResponseBase]:
    """Show the view only while the door is open; otherwise say that we cannot read now."""

    @wraps(view)
    def at_the_door(request: DoorRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.vault.founded or door_shut(request.vault) is not None:
            danger = door_words(request.vault, get_language() or "ru") if request.vault.founded else None
            return render(request, "intake/shut.html", {"door": danger}, status=503)
        return view(request, *args, **kwargs)

    return at_the_door


@open_door
@require_http_methods(["GET", "POST"])
def first(request: DoorRequest, way: Path) -> HttpResponse:
    """Take what somebody writes first; the words that open our answers are on the next page."""
    form = FirstForm(request.POST or None)
    status = 200
    if form.is_valid():
        flood.hold_back(flood.TEXTS)
        try:
            receipt, keys = door_actions.receive(
                request.vault, form.once, form.cleaned_data["text"], way, language_here()
            )
        except BusyError:
            status = _many_write(form)
        else:
            asked = sorted(secrets.SystemRandom().sample(range(1, WORDS + 1), 2))
            number = visits_of(request.vault).begin(Visit(keys, way, receipt, (asked[0], asked[1])))
            return see_other("door:words", number)
    language = get_language() or "ru"
    shown = {
        "form": form,
        "way": way.value,
        "door": door_words(request.vault, language),
        "greetings": greetings(request.vault, language) if way is Path.HELP else (),
        "has_advocate": queries.book_is_open(request.vault, queries.ADVOCATE),
        "has_reserved": queries.book_is_open(request.vault, queries.RESERVED),
    }
    return render(request, "intake/first.html", shown, status=status)


@open_door
@require_GET
def words(request: DoorRequest, number: str) -> HttpResponse:
    """Show the nine words, large and fit for printing."""
    visit = visits_of(request.vault).find(number)
    if visit is None or visit.fresh is None:
        return _over(request)
    return render(request, "intake/words.html", {"words": visit.fresh.words, "number": number})


@open_door
@require_http_methods(["GET", "POST"])
def two_words(request: DoorRequest, number: str) -> HttpResponse:
    """Ask for two of the words, so that she sees whether she has them."""
    visit = visits_of(request.vault).find(number)
    if visit is None or visit.fresh is None:
        return _over(request)
    form = TwoWordsForm(visit.fresh, visit.asked, request.POST or None)
    following = _following(visit, 0)
    if form.is_valid():
        return _go(number, following)
    return render(request, "intake/two_words.html", {"form": form, "number": number, "following": following})


def in_turn(
    view: Callable[Concatenate[DoorRequest, P], HttpResponseBase],
) -> Callable[Concatenate[DoorRequest, P], HttpResponseBase]:
    """Let a long form wait for one of the few places before a byte of it is read. Stands before `takes_files`."""

    @wraps(view)
    def waiting(request: DoorRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdecimal() and int(length) <= _SHORT:
            return view(request, *args, **kwargs)
        try:
            with flood.PLACES.one():
                flood.hold_back(flood.FILES)
                return view(request, *args, **kwargs)
        except flood.FilesBusyError:  # too much for a time: RFC 9110, 15.5.14
            answer = render(request, "intake/busy.html", status=413)
            answer.headers["Retry-After"] = "120"
            return answer

    return waiting


@in_turn
@takes_files
@open_door
@require_http_methods(["GET", "POST"])
def ask(request: DoorRequest, number: str, step: int) -> HttpResponse:
    """Ask one page, seal what she sends, and go on to the next; every page can be skipped."""
    if not 0 < step <= len(STEPS):
        raise Http404
    found = visits_of(request.vault).find(number)
    if found is None and request.method == "GET":
        return _over(request)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = STEPS[step - 1](*sent, over=found is None)
    if form.is_valid():
        number, visit = _go_on(request.vault, number, found, form)
        if visit is not None:
            _say(request.vault, visit, form)
            return _go(number, _following(visit, step))
    visit = found
    steps = OF_PATH[visit.path] if visit and visit.path else ()
    shown = {
        "form": form,
        "number": number,
        "following": _following(visit, step) if visit else None,
        "place": steps.index(step) + 1 if step in steps else None,
        "places": len(steps),
        "files": step == _FILES,
        "over": visit is None,
        "returning": visit is not None and visit.path is None,
    }
    return render(request, "intake/ask.html", shown)


@open_door
@require_GET
def end(request: DoorRequest, number: str) -> HttpResponse:
    """Thank her and say what happens now."""
    visit = visits_of(request.vault).find(number)
    if visit is None:
        return _over(request)
    shown = {"number": number, "fresh": visit.fresh is not None, "door": door_words(request.vault, language_here())}
    return render(request, "intake/end.html", shown)


@open_door
@require_http_methods(["GET", "POST"])
def come_back(request: DoorRequest) -> HttpResponse:
    """Ask for the nine words, and open what was written to her."""
    form = ReceiptForm(request.POST or None)
    status = 200
    if form.is_valid():
        try:
            visit = _opened(request.vault, form.cleaned_data["words"])
        except BusyError:
            status = _many_write(form)
        else:
            if visit is not None:
                return see_other("door:thread", visits_of(request.vault).begin(visit))
            form.add_error("words", _nothing_opened())
    return render(request, "intake/come_back.html", {"form": form}, status=status)


@open_door
@require_http_methods(["GET", "POST"])
def thread(request: DoorRequest, number: str) -> HttpResponse:
    """Show what was written to her, and let her write on. What she wrote herself is not shown and cannot be."""
    found = visits_of(request.vault).find(number)
    if found is None and request.method == "GET":
        return _over(request)
    form = FurtherForm(request.POST or None, over=found is None)
    if form.is_valid():
        number, visit = _go_on(request.vault, number, found, form)
        if visit is not None:
            _say(request.vault, visit, form)
            return see_other("door:end", number)
    if found is None:
        return render(request, "intake/ask.html", {"form": form, "number": number, "over": True})
    said = door_actions.read(request.vault, found.keys)
    if not said:
        return _over(request)
    replies = [one for one in said if isinstance(one.record, Reply | vaults.Damaged)]
    read_to = max((one.position for one in replies), default=-1)
    steps = [(at, step.title) for at, step in enumerate(STEPS, 1)]
    shown = {"form": form, "replies": replies, "read_to": read_to, "number": number, "steps": steps}
    return render(request, "intake/thread.html", shown)


@open_door
@require_POST
def delete(request: DoorRequest, number: str) -> HttpResponse:
    """Erase the replies she has seen."""
    visit = visits_of(request.vault).find(number)
    if visit is None:
        return _over(request)
    seen = request.POST.get("read_to", "")
    if seen.isascii() and seen.isdecimal() and len(seen) < 19:
        door_actions.delete_replies(request.vault, visit.keys, int(seen))
    return see_other("door:thread", number)


@open_door
@require_POST
def close(request: DoorRequest, number: str) -> HttpResponse:
    """Forget the visit, so that nobody can go on with it on this phone."""
    visits_of(request.vault).end(number)
    return see_other("door:first")


@open_door
@require_GET
def file(request: DoorRequest, number: str, entry: str, place: int) -> HttpResponseBase:
    """Hand out a file that was written to her."""
    visit = visits_of(request.vault).find(number)
    if visit is None:
        return _over(request)
    for one in door_actions.read(request.vault, visit.keys):
        if one.id == entry and isinstance(one.record, Reply) and place < len(one.record.files):
            return _download(request.vault, one.record.files[place])
    raise Http404


def _go_on(vault: Vault, number: str, visit: Visit | None, form: StepForm) -> tuple[str, Visit | None]:
    """Return her visit; when it was over, begin a new one with the words she typed, or say that they open nothing."""
    if visit is not None:
        return number, visit
    try:
        visit = _opened(vault, form.cleaned_data["words"])
    except BusyError:
        _many_write(form)
        return number, None
    if visit is None:
        form.add_error("words", _nothing_opened())
        return number, None
    return visits_of(vault).begin(visit), visit


def _opened(vault: Vault, receipt: Receipt) -> Visit | None:
    keys = receipt_keys(receipt, vault.receipt_argon)
    try:
        found = door_actions.read(vault, keys)
    except NoSuchCompartmentError:
        return None
    return Visit(keys) if found else None


def _say(vault: Vault, visit: Visit, form: StepForm) -> None:
    flood.hold_back(flood.TEXTS)
    with vault.store.writing():
        for record in form.records():
            door_actions.say(vault, visit.keys, record, form.once)


def _following(visit: Visit, step: int) -> int | None:
    """Return the number of the page after this one, or None at the end; who came back chooses her pages herself."""
    steps = OF_PATH[visit.path] if visit.path else ()
    at = steps.index(step) + 1 if step in steps else 0
    return steps[at] if at < len(steps) and (step == 0 or step in steps) else None


def _go(number: str, step: int | None) -> HttpResponse:
    return see_other("door:end", number) if step is None else see_other("door:ask", number, step)


def _over(request: DoorRequest) -> HttpResponse:
    return render(request, "intake/over.html", status=410)


def _many_write(form: FirstForm | ReceiptForm | StepForm) -> int:
    form.add_error(None, _("Many people are writing just now. Your text is still here: press the button once more."))
    return 503


def _nothing_opened() -> str:
    return _("These words open nothing here. Perhaps they belong to another committee, or you were given new words.")


def _download(vault: Vault, file: NamedFile) -> StreamingHttpResponse:
    response = StreamingHttpResponse(vaults.read_file(vault, file.stored), content_type="application/octet-stream")
    response.headers["Content-Length"] = str(file.stored.length)
    response.headers["Content-Disposition"] = 'attachment; filename="file"'
    return response
