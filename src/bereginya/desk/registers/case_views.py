"""The traces of one sought person: candidates, and what people decided about them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from bereginya.desk.cases import queries as cases
from bereginya.desk.members import queries as members
from bereginya.desk.members.guards import MemberRequest, member_required, see_other
from bereginya.desk.registers import actions, gaps, queries, watching
from bereginya.desk.registers.case_forms import DecisionForm, WhyForm
from bereginya.desk.registers.errors import NothingNewError, SameMemberError
from bereginya.desk.registers.folds import Decision, Search, Sighting
from bereginya.desk.registers.gaps import Gap
from bereginya.desk.registers.inquiries import known, said_of
from bereginya.desk.registers.records import Candidate, Decided, Fit, RowName
from bereginya.desk.registers.showing import language, names_of, said_by, waiting
from bereginya.desk.registers.sighting_views import named_in
from bereginya.desk.ui.words import sentence
from bereginya.facts.errors import BereginyaError
from bereginya.vault import CompartmentId, Keyring
from bereginya.vault.errors import MovedError, NoSuchEntryError


@dataclass(frozen=True, slots=True, repr=False)
class Seen:
    """A candidate as its page shows it: what it says, how it was weighed, and the sentences that say why.

    `gone` means that its row is not in the newest edition, or cannot be seen; `broken`, that its list cannot be opened.
    """

    candidate: Candidate
    says: Mapping[str, str | None]
    fit: Fit | None = None
    why: tuple[str, ...] = ()
    list_name: str = ""
    model: int | None = None
    gone: bool = False
    broken: bool = False


@member_required
@require_GET
def traces(request: MemberRequest, folder: CompartmentId) -> HttpResponse:
    """Show what was found for a case; while it is still compared with a register, how far that is."""
    keys = request.keys
    item, lists = cases.listed(keys, folder), names_of(request)
    members.note_reading(keys, folder)
    found, unlooked = gaps.of_case(keys, folder)
    comparing = bool(found.inquiry) and item.case.open and any(one.gap is Gap.NOT_YET for one in unlooked)
    watching.look_around(keys)
    broke_off = comparing and watching.broke_off(keys)
    fits = [(Candidate(fit.row), fit, lists[place]) for place in lists for fit in found.fits(place)]
    shown = {
        "item": item,
        "found": found,
        "asked": said_by(said_of(found.inquiry.person)) if found.inquiry else [],
        "fits": sorted(fits, key=lambda one: -one[1].probability),
        "lists": lists,
        "many": any(fit.probability < queries.LEAST for _, fit, _ in fits),
        "picks": [(one, lists[one.said.row.register]) for one in found.by_hand if one.said.row.register in lists],
        "sightings": found.sightings[::-1],
        "standing": found.standing,
        "back": [one for one in found.decisions if not one.stands],
        "unlooked": unlooked,
        "comparing": comparing,
        "broke_off": broke_off,
        "names": members.names(keys),
    }
    response = render(request, "registers/traces.html", shown)
    if comparing and not broke_off:
        response.headers["Refresh"] = "2"
    return response


@member_required
@require_http_methods(["GET", "POST"])
def candidate_page(request: MemberRequest, folder: CompartmentId, candidate: str) -> HttpResponse:
    """Show one candidate beside who is sought, and let her decide."""
    keys = request.keys
    item, found = cases.listed(keys, folder), queries.search_of(keys, folder)
    seen = _seen(request, folder, found, queries.candidate_of(found, candidate))
    if isinstance(seen, HttpResponse):
        return seen
    standing = found.standing.get(candidate)
    form = DecisionForm(known(found.inquiry.person) if found.inquiry else (), request.POST or None)
    if form.is_valid():
        said = form.record(seen.candidate, seen.says, seen.fit.probability if seen.fit else None, seen.model)
        error = _decide(keys, folder, said, seen=request.POST.get("seen"), once=form.once)
        if error is None:
            return see_other("registers:candidate", folder, candidate)
        form.add_error(None, sentence(error.code))
        found = queries.search_of(keys, folder)
        standing = found.standing.get(candidate)
    shown = {
        "item": item,
        "found": found,
        "asked": said_by(said_of(found.inquiry.person)) if found.inquiry else [],
        "seen": seen,
        "says": said_by(seen.says),
        "sighting": (sighting := _sighting(found, seen.candidate)),
        "named": named_in(keys, sighting) if sighting else None,
        "form": form,
        "pick": found.pick(candidate),
        "standing": standing,
        "earlier": [one for one in found.decisions if one.candidate.id == candidate and one is not standing],
        "names": members.names(keys),
        "me": keys.member,
    }
    return render(request, "registers/candidate.html", shown)


@member_required
@require_http_methods(["GET", "POST"])
def agree(request: MemberRequest, folder: CompartmentId, decision: str) -> HttpResponse:
    """Let a second person look at the decision that he is dead."""
    keys = request.keys
    item, held, form = (
        cases.listed(keys, folder),
        queries.decision(keys, folder, decision),
        WhyForm(request.POST or None),
    )
    if not held.waits_for_second:
        return see_other("registers:candidate", folder, held.candidate.id)
    if form.is_valid():
        try:
            actions.agree(keys, folder, decision, form.cleaned_data["why"], once=form.once)
        except SameMemberError as error:
            form.add_error(None, sentence(error.code))
        else:
            return see_other("registers:candidate", folder, held.candidate.id)
    return render(request, "registers/agree.html", {"item": item, "held": held, "form": form, **_about(request, held)})


@member_required
@require_http_methods(["GET", "POST"])
def take_back(request: MemberRequest, folder: CompartmentId, decision: str) -> HttpResponse:
    """Take a decision back, after showing what rests on it."""
    keys = request.keys
    item, held, form = (
        cases.listed(keys, folder),
        queries.decision(keys, folder, decision),
        WhyForm(request.POST or None),
    )
    if not held.stands:
        return see_other("registers:candidate", folder, held.candidate.id)
    if form.is_valid():
        actions.take_back(keys, folder, decision, form.cleaned_data["why"], once=form.once)
        return see_other("registers:candidate", folder, held.candidate.id)
    resting = queries.resting_on(keys, folder, held.id)
    shown = {"item": item, "held": held, "form": form, "resting": resting, **_about(request, held)}
    return render(request, "registers/back.html", shown)


def _seen(request: MemberRequest, folder: CompartmentId, found: Search, asked: Candidate) -> Seen | HttpResponse:
    """Return a candidate as it is shown, or the page that says how far its register is opened."""
    if asked.row is None:
        return Seen(asked, {})
    decided = [one for one in found.decisions if one.candidate.id == asked.id]
    before = Seen(asked, _shown(decided[-1]) if decided else {}, gone=True)
    lists = names_of(request)
    if asked.row.register in lists:
        return _opened(request, found, asked.row, replace(before, list_name=lists[asked.row.register]))
    if not decided:
        raise NoSuchEntryError(folder)
    return before


def _opened(request: MemberRequest, found: Search, name: RowName, before: Seen) -> Seen | HttpResponse:
    """Return a row as it stands in the newest edition; as it was decided on, when it is not there any more."""
    from bereginya.desk.registers import books, looking  # noqa: PLC0415 - compiled code, see looking.py

    wanted = [(name.register, queries.register_of(request.keys, name.register))]
    shelf, share = books.opened(request.keys, wanted)
    if request.method == "POST" and share < 1:  # what she wrote is not thrown away for a page that says "one moment"
        shelf, share = books.open_now(request.keys, wanted), 1.0
    if share < 1:
        return waiting(request, share)
    row = shelf[0].find(name) if shelf else None
    if row is None:
        return replace(before, broken=not shelf)
    fit = next((one for one in found.fits(name.register) if one.row.row == name.row), None)
    proposed = found.proposed.get(name.register)
    return Seen(
        Candidate(shelf[0].name(row)),
        shelf[0].says(row),
        fit,
        looking.why(found.inquiry, shelf[0], row, language()),
        before.list_name,
        proposed.model if proposed else None,
    )


def _decide(
    keys: Keyring, folder: CompartmentId, said: Decided, *, seen: str | None, once: str
) -> BereginyaError | None:
    """Write a decision down, or return what stands against it."""
    try:
        actions.decide(keys, folder, said, seen=seen or None, once=once)
    except (MovedError, NothingNewError) as error:
        return error
    return None


def _about(request: MemberRequest, held: Decision) -> dict[str, object]:
    row = held.candidate.row
    return {
        "says": said_by(_shown(held)),
        "list_name": names_of(request).get(row.register, "") if row else "",
        "names": members.names(request.keys),
    }


def _shown(decision: Decision) -> dict[str, str | None]:
    return {one.field: one.text for one in decision.said.shown}


def _sighting(found: Search, asked: Candidate) -> Sighting | None:
    return next((one for one in found.sightings if one.id == asked.sighting), None)
