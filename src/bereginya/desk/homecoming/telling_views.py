"""Telling the family: who asks, what he wishes, what she wants to know; and only then that she was told."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bereginya.desk.cases import queries as cases
from bereginya.desk.homecoming import actions, queries, words
from bereginya.desk.homecoming.folds import Asker
from bereginya.desk.homecoming.forms import (
    AgreeForm,
    AskerForm,
    FollowForm,
    StillForm,
    TellForm,
    WantsForm,
    WhyForm,
    WishForm,
)
from bereginya.desk.homecoming.records import Answer
from bereginya.desk.members import queries as members
from bereginya.desk.members.guards import MemberRequest, member_required, see_other
from bereginya.desk.ui.forms import Form
from bereginya.desk.ui.words import Words
from bereginya.vault import CompartmentId

_AFTER = timedelta(days=3)
"""How soon somebody asks after her, unless another day is chosen."""


@member_required
@require_http_methods(["GET", "POST"])
def check(request: MemberRequest, folder: CompartmentId) -> HttpResponse:
    """Write down who asks, and how that was checked."""
    item = cases.listed(request.keys, folder)
    name = item.case.asker.raw if item.case.asker else None
    form = AskerForm(request.POST or None, initial={"name": name}, today=request.keys.vault.day())
    if form.is_valid():
        actions.check_asker(request.keys, folder, form.record(), once=form.once)
        return see_other("homecoming:home", folder)
    shown = {"known": cases.known_only_to_her(request.keys, folder), "held": cases.folder_of(request.keys, folder)}
    return render(request, "homecoming/check.html", {"item": item, "form": form, **shown})


@member_required
@require_http_methods(["GET", "POST"])
def refuse(request: MemberRequest, folder: CompartmentId, entry: str) -> HttpResponse:
    """Let the check of an asker hold no more."""
    asker, form = queries.asker(request.keys, folder, entry), WhyForm(request.POST or None)
    if form.is_valid():
        actions.refuse_asker(request.keys, folder, asker.id, form.cleaned_data["text"], once=form.once)
        return see_other("homecoming:home", folder)
    return _page(request, folder, form, asker, _("She is not who she says, or it is not sure any more"))


@member_required
@require_http_methods(["GET", "POST"])
def wish(request: MemberRequest, folder: CompartmentId, entry: str) -> HttpResponse:
    """Write down whether he agreed to be found by her."""
    asker, form = queries.asker(request.keys, folder, entry), WishForm(request.POST or None)
    if form.is_valid():
        actions.wish(request.keys, folder, form.record(asker.id), once=form.once)
        return see_other("homecoming:home", folder)
    return _page(request, folder, form, asker, _("Does he agree to be found by her?"))


@member_required
@require_http_methods(["GET", "POST"])
def agree(request: MemberRequest, folder: CompartmentId, entry: str) -> HttpResponse:
    """Agree as a second person on what may be said of a man who could not be asked."""
    keys = request.keys
    asker, form = queries.asker(keys, folder, entry), AgreeForm(request.POST or None)
    own = asker.wish is None or asker.wish.by == keys.member
    if not own and form.is_valid():
        actions.agree(keys, folder, asker.id, form.cleaned_data["text"], once=form.once)
        return see_other("homecoming:home", folder)
    shown = {"item": cases.listed(keys, folder), "asker": asker, "form": form, "own": own, "names": members.names(keys)}
    return render(request, "homecoming/agree.html", shown)


@member_required
@require_http_methods(["GET", "POST"])
def wants(request: MemberRequest, folder: CompartmentId, entry: str) -> HttpResponse:
    """Write down what she wants to know."""
    asker = queries.asker(request.keys, folder, entry)
    initial = {"wants": asker.wants.text, "near": asker.wants.near} if asker.wants else {}
    form = WantsForm(request.POST or None, initial=initial)
    if form.is_valid():
        actions.wants(request.keys, folder, form.wanted(asker.id), once=form.once)
        return see_other("homecoming:home", folder)
    return _page(request, folder, form, asker, _("What does she want to know?"))


@member_required
@require_http_methods(["GET", "POST"])
def tell(request: MemberRequest, folder: CompartmentId, entry: str, other: str) -> HttpResponse:
    """Write down that she was told, once everything that comes first is recorded; until then say what is missing."""
    keys, today = request.keys, request.keys.vault.day()
    item, fact, asker = (
        cases.listed(keys, folder),
        queries.fact(keys, folder, entry),
        queries.asker(keys, folder, other),
    )
    lacks, answer = queries.missing(fact, asker), queries.answer(fact, asker)
    initial = {"who": keys.member, "day": today, "again": today + _AFTER, "text": _proposed(asker, answer)}
    form = TellForm(
        request.POST or None,
        people=cases.choices(cases.readers(keys, folder)),
        today=today,
        asked=asker.wants is not None,
        death=fact.is_death,
        initial=initial,
    )
    if form.is_valid() and not lacks:
        wanted = form.wanted(asker.id) if asker.wants is None else None
        actions.tell(keys, folder, form.record(fact.id, asker.id, answer), wanted, once=form.once)
        return see_other("homecoming:home", folder)
    if form.is_bound and lacks:
        for one in lacks:
            form.add_error(None, words.word(one))
    shown = {"item": item, "fact": fact, "asker": asker, "form": form, "lacks": lacks, "answer": answer, "today": today}
    return render(request, "homecoming/tell.html", shown)


@member_required
@require_http_methods(["GET", "POST"])
def still(request: MemberRequest, folder: CompartmentId, entry: str) -> HttpResponse:
    """Write down that she saw a still, since her eye was the missing fact."""
    keys = request.keys
    asker, held = queries.asker(keys, folder, entry), cases.folder_of(keys, folder)
    files = [(str(one.id), one.says or one.file.name or "—") for one in held.files]
    form = StillForm(files, request.POST or None)
    if form.is_valid():
        actions.show_still(keys, folder, form.record(asker.id), once=form.once)
        return see_other("homecoming:home", folder)
    shown = {"item": cases.listed(keys, folder), "asker": asker, "form": form, "files": files}
    return render(request, "homecoming/still.html", shown)


@member_required
@require_http_methods(["GET", "POST"])
def follow_up(request: MemberRequest, folder: CompartmentId, entry: str) -> HttpResponse:
    """Show what she was told, and write down how she is."""
    keys = request.keys
    one, form = queries.telling(keys, folder, entry), FollowForm(request.POST or None)
    if form.is_valid():
        actions.follow_up(keys, folder, form.record(one.id), once=form.once)
        return see_other("homecoming:home", folder)
    held = queries.home(keys, folder)
    shown = {"item": cases.listed(keys, folder), "one": one, "form": form, "names": members.names(keys)}
    shown |= {"fact": held.facts.get(one.said.found), "asker": held.askers.get(one.said.asker)}
    return render(request, "homecoming/follow_up.html", shown)


def _proposed(asker: Asker, answer: Answer) -> str | None:
    """Return the words from which a person begins."""
    if answer is Answer.NO_CONTACT:
        return _("He is alive and does not wish contact.")
    return asker.wish.said.may_say if answer is Answer.PART and asker.wish else None


def _page(request: HttpRequest, folder: CompartmentId, form: Form, asker: Asker, title: Words) -> HttpResponse:
    keys = request.keys  # type: ignore[attr-defined]  # the guards put it there
    shown = {"item": cases.listed(keys, folder), "form": form, "asker": asker, "title": title}
    return render(request, "homecoming/about_asker.html", shown)
