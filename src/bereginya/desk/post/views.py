"""The letters of one case: written from a template, checked, sent under a number, followed until they are answered."""

from dataclasses import replace

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bereginya.desk.cases import queries as cases
from bereginya.desk.cases.forms import FileForm, form_token
from bereginya.desk.members import queries as members
from bereginya.desk.members.guards import MemberRequest, member_required, see_other
from bereginya.desk.post import actions, clocks, house, queries
from bereginya.desk.post.filling import facts_of
from bereginya.desk.post.folds import Outgoing
from bereginya.desk.post.forms import MoveForm, ReceivedForm, SendForm, SettleForm
from bereginya.desk.post.letter_forms import LetterForm, form_name, forms_in, initial_of
from bereginya.desk.post.records import Drafted, Filled, Proof
from bereginya.desk.ui import viewing
from bereginya.desk.ui.uploads import takes_files
from bereginya.letters import Check, Template, UnknownTemplateError, compose
from bereginya.letters import check as check_facts
from bereginya.letters.authorities import authorities_for
from bereginya.letters.docx import docx_letter
from bereginya.vault import CompartmentId, Keyring


@member_required
@require_GET
def letters(request: MemberRequest, folder: CompartmentId) -> HttpResponse:
    """Show the letters of a case: what waits for an answer first."""
    keys = request.keys
    held, today = queries.letters(keys, folder), keys.vault.day()
    members.note_reading(keys, folder)
    shown = {
        "item": cases.listed(keys, folder),
        "outgoing": [(one, clocks.last_day(one)) for one in reversed(tuple(held.outgoing.values()))],
        "incoming": [one for one in reversed(tuple(held.incoming.values())) if not one.wrong_folder],
        "shelf": house.shelf(keys),
        "today": today,
        "stopped": queries.OF_THE_LIVING if cases.is_dead(keys, folder) else (),
    }
    return render(request, "post/letters.html", shown)


@member_required
@require_GET
def choose(request: MemberRequest, folder: CompartmentId) -> HttpResponse:
    """Show the templates, those in the language of the page first."""
    item, language = cases.listed(request.keys, folder), get_language()
    shelf = sorted(house.shelf(request.keys).values(), key=lambda one: (one.language != language, one.language, one.id))
    found = [(one, house.needs_lawyer(request.keys, one)) for one in shelf]
    return render(request, "post/choose.html", {"item": item, "found": found})


@member_required
@require_http_methods(["GET", "POST"])
def write(request: MemberRequest, folder: CompartmentId, name: str) -> HttpResponse:
    """Fill in a template; what the folder knows stands there already."""
    return write_letter(request, folder, name, ())


def write_letter(request: MemberRequest, folder: CompartmentId, name: str, more: tuple[Filled, ...]) -> HttpResponse:
    """Ask for the fields of a letter and keep it once nothing is missing; `more` stands there besides what is known."""
    keys = request.keys
    item, template = cases.listed(keys, folder), _template(keys, name)
    known = (*queries.known_of(keys, folder, template), *more)
    form, made = _filled_in(request, template, initial_of(known), ())
    if made is not None:
        edition = house.edition_of(template)
        letter = Drafted(template.id, edition, template.kind, made, form.office())
        return see_other("post:letter", folder, actions.draft(keys, folder, letter, once=form.once))
    shown = {"item": item, "form": form, "template": template, "lawyer": house.needs_lawyer(keys, template)}
    return render(request, "post/write.html", shown)


@member_required
@require_http_methods(["GET", "POST"])
def change(request: MemberRequest, folder: CompartmentId, entry: str) -> HttpResponse:
    """Write a draft anew; what a second person checked has to be checked again."""
    keys, one = request.keys, queries.outgoing(request.keys, folder, entry)
    template = _template(keys, one.draft.template)
    seen = request.POST.get("seen", one.statement)
    form, made = _filled_in(request, template, initial_of(one.draft.fields), one.draft.fields)
    if made is not None:
        letter = replace(one.draft, edition=house.edition_of(template), fields=made, office=form.office())
        actions.change(keys, folder, one.id, letter, seen=seen, once=form.once)
        return see_other("post:letter", folder, one.id)
    shown = {"item": cases.listed(keys, folder), "form": form, "template": template, "seen": seen, "one": one}
    return render(request, "post/write.html", shown | {"lawyer": house.needs_lawyer(keys, template)})


@member_required
@require_GET
def letter(request: MemberRequest, folder: CompartmentId, entry: str) -> HttpResponse:
    """Show one letter: its pages, what has to be looked at, where it stands, and what comes next."""
    keys, one = request.keys, queries.outgoing(request.keys, folder, entry)
    today, template = keys.vault.day(), house.shelf(keys).get(one.draft.template)
    found = queries.checked(keys, one) if template else None
    pages = viewing.own_pages(queries.pdf(keys, folder, entry)) if _can_be_made(one, found) else 0
    members.note_reading(keys, folder)
    shown = {
        "item": cases.listed(keys, folder),
        "one": one,
        "template": template,
        "found": found,
        "page": max(1, min(viewing.page_in(request), pages)),
        "pages": pages,
        "clocks": clocks.running(one) if one.waits else (),
        "steps": clocks.steps(one, today) if one.posted else (),
        "silent": clocks.is_silent(one, today),
        "may_check": queries.may_check(keys, folder, one),
        "lawyer": template is not None and house.needs_lawyer(keys, template),
        "number": one.posted and queries.number_text(one.posted.year, one.posted.number),
        "names": members.names(keys),
        "today": today,
    }
    return render(request, "post/letter.html", shown)


@member_required
@require_GET
def page(request: MemberRequest, folder: CompartmentId, entry: str) -> HttpResponse:
    """Hand out a page of the letter as pixels."""
    return viewing.own_page(queries.pdf(request.keys, folder, entry), viewing.page_in(request))


@member_required
@require_GET
def pdf(request: MemberRequest, folder: CompartmentId, entry: str) -> HttpResponseBase:
    """Hand out the letter to be saved and printed."""
    one = queries.outgoing(request.keys, folder, entry)
    members.note_reading(request.keys, folder)
    if one.posted is not None:
        return viewing.take_out(request.vault, one.posted.pdf.stored)
    return _download(queries.pdf(request.keys, folder, entry))


@member_required
@require_GET
def docx(request: MemberRequest, folder: CompartmentId, entry: str) -> HttpResponseBase:
    """Hand out the letter as a file whose words can be changed."""
    keys, one = request.keys, queries.outgoing(request.keys, folder, entry)
    members.note_reading(keys, folder)
    template = _template(keys, one.draft.template)
    day = one.posted.day if one.posted else keys.vault.day()
    number = queries.number_text(one.posted.year, one.posted.number) if one.posted else ""
    return _download(docx_letter(compose(template, facts_of(one.draft.fields), day=day, number=number)))


@member_required
@require_POST
def check(request: MemberRequest, folder: CompartmentId, entry: str) -> HttpResponse:
    """Say that the letter is right as it stands."""
    seen = request.POST.get("seen", "")
    actions.check(request.keys, folder, entry, seen=seen, once=form_token(request.POST))
    return see_other("post:letter", folder, entry)


@member_required
@require_http_methods(["GET", "POST"])
def send(request: MemberRequest, folder: CompartmentId, entry: str) -> HttpResponse:
    """Give the letter its number and its day, and start its clocks."""
    keys, one = request.keys, queries.outgoing(request.keys, folder, entry)
    form = SendForm(request.POST or None, initial={"day": keys.vault.day(), "channel": "post"}, today=keys.vault.day())
    if form.is_valid():
        told = form.cleaned_data
        actions.post(keys, folder, entry, day=told["day"], channel=told["channel"], proof=told["proof"])
        return see_other("post:letter", folder, entry)
    begin = clocks.first_clocks(one.draft.clocks, keys.vault.day())
    shown = {"item": cases.listed(keys, folder), "one": one, "form": form, "clocks": begin}
    return render(request, "post/send.html", shown)


@member_required
@takes_files
@require_http_methods(["GET", "POST"])
def prove(request: MemberRequest, folder: CompartmentId, entry: str) -> HttpResponse:
    """Add what proves that the letter was sent."""
    one = queries.outgoing(request.keys, folder, entry)
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    if form.is_valid():
        proof = Proof(one.id, form.cleaned_data["says"], form.named_files())
        actions.prove(request.keys, folder, proof, once=form.once)
        return see_other("post:letter", folder, entry)
    shown = {"item": cases.listed(request.keys, folder), "one": one, "form": form}
    return render(request, "post/proof.html", shown)


@member_required
@require_http_methods(["GET", "POST"])
def settle(request: MemberRequest, folder: CompartmentId, entry: str) -> HttpResponse:
    """Stop waiting for an answer, or wait after all."""
    one = queries.outgoing(request.keys, folder, entry)
    form = SettleForm(request.POST or None)
    if form.is_valid():
        text, settled = form.cleaned_data["text"], one.waits
        actions.settle(request.keys, folder, entry, settled=settled, text=text, once=form.once)
        return see_other("post:letter", folder, entry)
    shown = {"item": cases.listed(request.keys, folder), "one": one, "form": form}
    return render(request, "post/settle.html", shown)


@member_required
@takes_files
@require_http_methods(["GET", "POST"])
def receive(request: MemberRequest, folder: CompartmentId) -> HttpResponse:
    """Write down a letter that came in."""
    keys, today = request.keys, request.keys.vault.day()
    sent = [one for one in queries.letters(keys, folder).outgoing.values() if one.posted]
    choices = [(one.id, _line(keys, one)) for one in reversed(sent)]
    values = (request.POST, request.FILES) if request.method == "POST" else ()
    initial = {"day": today, "letter": request.GET.get("letter", "")}
    form = ReceivedForm(choices, *values, initial=initial, today=today)
    if form.is_valid():
        name = actions.receive(keys, folder, form.record(), once=form.once)
        return see_other("post:came", folder, name)
    return render(request, "post/receive.html", {"item": cases.listed(keys, folder), "form": form})


@member_required
@require_GET
def came(request: MemberRequest, folder: CompartmentId, entry: str) -> HttpResponse:
    """Show one letter that came in, and what can be done now."""
    keys, one = request.keys, queries.incoming(request.keys, folder, entry)
    answered = queries.letters(keys, folder).outgoing.get(one.said.letter) if one.said.letter else None
    members.note_reading(keys, folder)
    shown = {
        "item": cases.listed(keys, folder),
        "one": one,
        "answered": answered,
        "answers": answered and _line(keys, answered),
        "steps": clocks.steps(answered, keys.vault.day()) if answered else (),
    }
    return render(request, "post/came.html", shown)


@member_required
@require_http_methods(["GET", "POST"])
def move(request: MemberRequest, folder: CompartmentId, entry: str) -> HttpResponse:
    """Move a letter that was written down in the wrong folder."""
    keys, one = request.keys, queries.incoming(request.keys, folder, entry)
    wanted = request.POST.get("name")
    found = cases.by_name(keys, wanted, folder) if wanted else None
    form = MoveForm(found, request.POST or None)
    if form.is_valid() and form.cleaned_data.get("to"):
        to = CompartmentId(form.cleaned_data["to"])
        name = actions.file_elsewhere(keys, folder, one.id, to, once=form.once)
        return see_other("post:came", to, name)
    return render(request, "post/move.html", {"item": cases.listed(keys, folder), "one": one, "form": form})


def _filled_in(
    request: MemberRequest, template: Template, initial: dict[str, object], before: tuple[Filled, ...]
) -> tuple[LetterForm, tuple[Filled, ...] | None]:
    """Return the form, and the fields once nothing is missing and no form of a name is open.

    A form of a name that has to be confirmed is asked on the same page, beside the name.
    """
    offices = authorities_for(template.to, house.offices(request.keys).values())
    asked = forms_in(before)
    form = LetterForm(template, offices, get_language() or "ru", request.POST or None, initial=initial, asked=asked)
    if not form.is_valid():
        return form, None
    found = check_facts(template, facts_of(form.filled()))
    more = tuple(one for one in found.asks if one not in asked)
    if more:
        unseen = [one for one in more if form_name(one) not in request.POST]
        told = request.POST.copy()
        told.update({form_name(one): next(iter(one.suggestions), "") for one in unseen})
        form = LetterForm(template, offices, get_language() or "ru", told, asked=(*asked, *more))
        if form.is_valid():
            found = check_facts(template, facts_of(form.filled()))
        form.confirm(unseen)
    form.complain(found.problems)
    return form, form.filled() if form.is_valid() and found.complete else None


def _template(keys: Keyring, name: str) -> Template:
    try:
        return house.template_of(keys, name)
    except UnknownTemplateError:
        raise Http404 from None


def _can_be_made(one: Outgoing, found: Check | None) -> bool:
    return one.posted is not None or (found is not None and found.complete)


def _line(keys: Keyring, one: Outgoing) -> str:
    template = house.shelf(keys).get(one.draft.template)
    name = template.name.get(get_language() or "ru", one.draft.template) if template else one.draft.template
    return f"{queries.number_text(one.posted.year, one.posted.number)} {name}" if one.posted else name


def _download(made: bytes) -> HttpResponse:
    response = HttpResponse(made, content_type="application/octet-stream")
    response.headers["Content-Disposition"] = 'attachment; filename="file"'
    return response
