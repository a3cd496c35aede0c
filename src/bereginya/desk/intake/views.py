"""The pages of triage: what came, one request, and what is decided about it."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from bereginya.desk.intake import actions, queries
from bereginya.desk.intake.door_forms import language_here
from bereginya.desk.intake.forms import (
    AsideForm,
    Choice,
    EnterForm,
    NewWordsForm,
    PassForm,
    ReadersForm,
    ReopenForm,
    ReplyForm,
    SortForm,
    TakeForm,
    named,
)
from bereginya.desk.intake.records import Path, Way
from bereginya.desk.members import queries as members
from bereginya.desk.members.guards import MemberRequest, member_required, power_required, see_other
from bereginya.desk.ui.paging import paged
from bereginya.desk.ui.uploads import takes_files
from bereginya.vault import CompartmentId, Keyring, Power

_RECEIPT = "receipt"
"""Where the session keeps words that are to be handed over."""


@member_required
@require_GET
def requests(request: MemberRequest) -> HttpResponse:
    """Show what waits for a decision, the most dangerous first."""
    queries.may_triage(request.keys)
    shown = {
        "page": paged(request, queries.grouped(queries.waiting(request.keys))),
        "names": members.names(request.keys),
        "notices": queries.reserved_notices(request.keys),
        "may_enter": request.keys.holds(request.keys.reception),
        "may_invite": members.may(request.keys, Power.INVITE),
        "me": request.keys.member,
    }
    return render(request, "intake/requests.html", shown)


@member_required
@require_GET
def aside(request: MemberRequest) -> HttpResponse:
    """Show what was set aside."""
    queries.may_triage(request.keys)
    return render(request, "intake/aside.html", {"page": paged(request, queries.set_aside(request.keys))})


@member_required
@require_http_methods(["GET", "POST"])
def enter(request: MemberRequest) -> HttpResponse:
    """Enter a request from a visit, a letter or a call."""
    queries.may_enter(request.keys)
    first = {"path": Path.HELP.value, "language": language_here(), "way": Way.VISIT.value}
    form = EnterForm(request.POST or None, initial=first)
    if form.is_valid():
        said = form.cleaned_data
        folder, receipt = actions.enter(
            request.keys,
            Way(said["way"]),
            Path(said["path"]),
            form.said(),
            language=said["language"],
            words=said["words"],
            once=form.once,
        )
        if receipt is not None:
            request.session_here.pocket[_RECEIPT] = (receipt.words, folder)
            return see_other("intake:words")
        return _back_to(request.keys, folder)
    return render(request, "intake/enter.html", {"form": form})


@member_required
@require_http_methods(["GET", "POST"])
def new_words_shown(request: MemberRequest) -> HttpResponse:
    """Show the words that were just made until she has them; they are in memory only, and gone afterwards."""
    pocket = request.session_here.pocket
    made = pocket.get(_RECEIPT)
    if not isinstance(made, tuple):
        return see_other("intake:requests")
    words, folder = made
    if request.method == "POST":
        del pocket[_RECEIPT]
        return _back_to(request.keys, folder)
    return render(request, "intake/handed_over.html", {"words": words})


@member_required
@require_GET
def request(request: MemberRequest, folder: CompartmentId) -> HttpResponse:
    """Show one request with everything she said and what was written to her."""
    keys = request.keys
    item = queries.item(keys, folder)
    members.note_reading(keys, folder)
    shown = {
        "item": item,
        "said": queries.conversation(keys, folder),
        "names": members.names(keys),
        "form": _sort_form(item),
        "alike": [(place, why) for place, why in item.alike.items()],
        "case": case_page("folder", folder) if item.request.taken else None,
        "reply_form": ReplyForm(),
    }
    return render(request, "intake/request.html", shown)


@member_required
@require_http_methods(["GET", "POST"])
def sort(request: MemberRequest, folder: CompartmentId) -> HttpResponse:
    """Decide how dangerous and urgent it is."""
    item = queries.item(request.keys, folder)
    form = _sort_form(item) if request.method == "GET" else SortForm(request.POST)
    if form.is_valid():
        actions.sort(request.keys, folder, form.record(), once=form.once)
        return see_other("intake:request", folder)
    return render(request, "intake/sort.html", {"form": form, "item": item})


@member_required
@takes_files
@require_http_methods(["GET", "POST"])
def reply(request: MemberRequest, folder: CompartmentId) -> HttpResponse:
    """Write to her."""
    item = queries.item(request.keys, folder)
    form = ReplyForm(request.POST, request.FILES) if request.method == "POST" else ReplyForm()
    if item.request.thread is not None and form.is_valid():
        text = form.cleaned_data["text"]
        actions.reply(request.keys, folder, text, files=form.named_files(), once=form.once)
        return see_other("intake:request", folder)
    return render(request, "intake/reply.html", {"form": form, "item": item})


@member_required
@require_http_methods(["GET", "POST"])
def take(request: MemberRequest, folder: CompartmentId) -> HttpResponse:
    """Say who leads it; it becomes a case."""
    item = queries.item(request.keys, folder)
    form = TakeForm(_people(request.keys), request.POST or None, initial={"lead": request.keys.member})
    if form.is_valid():
        lead, helpers = form.people
        actions.take_on(request.keys, folder, lead, helpers)
        where = case_page("folder", folder) if request.keys.holds(folder) else None
        return see_other("intake:requests") if where is None else see(where)
    return render(request, "intake/take.html", {"form": form, "item": item})


@member_required
@require_http_methods(["GET", "POST"])
def pass_on(request: MemberRequest, folder: CompartmentId) -> HttpResponse:
    """Ask a colleague to look."""
    item = queries.item(request.keys, folder)
    others = [one for one in _people(request.keys) if one[0] != request.keys.member]
    form = PassForm(others, request.POST or None)
    if form.is_valid():
        actions.pass_on(request.keys, folder, form.record(), once=form.once)
        return see_other("intake:request", folder)
    return render(request, "intake/pass.html", {"form": form, "item": item})


@member_required
@require_http_methods(["GET", "POST"])
def set_aside(request: MemberRequest, folder: CompartmentId) -> HttpResponse:
    """Say why it is not worked on."""
    item = queries.item(request.keys, folder)
    form = AsideForm(_alike_choices(request.keys, item), request.POST or None)
    if form.is_valid():
        actions.put_aside(request.keys, folder, form.record(), once=form.once)
        return see_other("intake:requests")
    return render(request, "intake/set_aside.html", {"form": form, "item": item})


@member_required
@require_http_methods(["GET", "POST"])
def reopen(request: MemberRequest, folder: CompartmentId) -> HttpResponse:
    """Look again at what was set aside."""
    item = queries.item(request.keys, folder)
    form = ReopenForm(request.POST or None)
    if form.is_valid():
        actions.reopen(request.keys, folder, form.record(), once=form.once)
        return see_other("intake:request", folder)
    return render(request, "intake/reopen.html", {"form": form, "item": item})


@member_required
@require_http_methods(["GET", "POST"])
def new_words(request: MemberRequest, folder: CompartmentId) -> HttpResponse:
    """Give new words to somebody who lost hers and was recognised."""
    item = queries.item(request.keys, folder)
    form = NewWordsForm(
        request.POST or None, initial={"language": item.request.opening and item.request.opening.language}
    )
    if form.is_valid():
        said = form.cleaned_data
        receipt = actions.replace_receipt(request.keys, folder, said["checked_by"], said["language"])
        request.session_here.pocket[_RECEIPT] = (receipt.words, folder)
        return see_other("intake:words")
    return render(request, "intake/new_words.html", {"form": form, "item": item})


@power_required(Power.INVITE)
@require_GET
def few(request: MemberRequest) -> HttpResponse:
    """Show what only some may read: the reserved way and the advocate's."""
    shown = {
        "reserved": queries.book_is_open(request.vault, queries.RESERVED),
        "advocate": queries.book_is_open(request.vault, queries.ADVOCATE),
    }
    return render(request, "intake/few.html", shown)


@power_required(Power.INVITE)
@require_http_methods(["GET", "POST"])
def readers(request: MemberRequest, name: str) -> HttpResponse:
    """Choose who reads what is reserved, or who is the advocate."""
    if name not in {queries.RESERVED, queries.ADVOCATE}:
        raise Http404
    known = queries.readers_of(request.keys, name)
    form = ReadersForm(_people(request.keys), request.POST or None, initial={"readers": known})
    if form.is_valid():
        actions.open_book(request.keys, name, form.readers)
        return see_other("intake:few")
    return render(request, "intake/readers.html", {"form": form, "name": name})


def _back_to(keys: Keyring, folder: CompartmentId) -> HttpResponse:
    """Lead to a request, or to the list when only the few may read it."""
    return see_other("intake:request", folder) if keys.holds(folder) else see_other("intake:requests")


def _sort_form(item: queries.Item) -> SortForm:
    known = item.request.sorted
    first = {
        "dangers": [one.value for one in item.dangers],
        "urgency": known.urgency.value if known else None,
        "until": known.until if known else None,
        "language": known.language if known else item.request.asker and item.request.asker.speaks,
        "interpreter": known.interpreter if known else False,
    }
    return SortForm(initial=first)


def _people(keys: Keyring) -> list[Choice]:
    return named(members.names(keys), (one.holder for one in members.colleagues(keys) if one.active))


def _alike_choices(keys: Keyring, item: queries.Item) -> list[Choice]:
    return [(place, queries.label(queries.request_of(keys, place)) or _("without words")) for place in item.alike]


def case_page(name: str, *args: str) -> str | None:
    """Return where a request goes on once somebody leads it, if the room of cases is part of this desk."""
    try:
        return reverse(f"cases:{name}", args=args)
    except NoReverseMatch:
        return None


def see(where: str) -> HttpResponse:
    """Answer: go and get the page at this address (303)."""
    response = HttpResponse(status=303)
    response.headers["Location"] = where
    return response
