"""The law at a case: what is asked next, what was found and why; the law itself, and the advocate's word on it."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods

from bereginya.desk.cases import queries as cases
from bereginya.desk.counsel import actions, queries
from bereginya.desk.counsel.forms import AnswerForm, ChangeForm, KeepForm, SignForm
from bereginya.desk.members import queries as members
from bereginya.desk.members.guards import MemberRequest, member_required, power_required, see_other
from bereginya.desk.ui.house import house_of
from bereginya.rights import Outcome, Question, RuleFileError, vocabulary
from bereginya.rights.saying import Words, words
from bereginya.vault import CompartmentId, Power
from bereginya.vault.errors import NoSuchEntryError

_ORDER = (Outcome.VIOLATED, Outcome.AT_RISK, Outcome.ENTITLED, Outcome.INFO)


@member_required
@require_http_methods(["GET", "POST"])
def rights(request: MemberRequest, folder: CompartmentId) -> HttpResponse:
    """Show what the law says to what is known of a case, and ask for the fact that decides most."""
    keys, today = request.keys, request.keys.vault.day()
    item, told = cases.listed(keys, folder), queries.legal(keys, folder)
    asked = queries.next_questions(keys, folder, today)
    form = AnswerForm(asked[0], here(), request.POST or None) if asked else None
    if form is not None and request.POST.get("key") == asked[0].key and form.is_valid():
        actions.tell(keys, folder, asked[0].key, form.cleaned_data["answer"], once=form.once)
        return see_other("counsel:rights", folder)
    found = queries.findings(keys, folder, today)
    members.note_reading(keys, folder)
    shown = {
        "item": item,
        "form": form,
        "question": asked[0] if asked else None,
        "left": len(asked),
        "told": [(key, here().fact(key, value)) for key, value in told.facts.items() if value != "unknown"],
        "from_steps": [
            here().fact(key, value) for key, value in queries.facts(keys, folder).items() if key not in told.facts
        ],
        "found": [(one, queries.needs_lawyer(keys, one.version)) for kind in _ORDER for one in found.of(kind)],
        "unknown": [(one, queries.needs_lawyer(keys, one.version)) for one in found.of(Outcome.UNKNOWN)],
        "contradictions": [here().contradiction(one) for one in found.contradictions],
        "kept": queries.kept(keys, folder),
        "about": [one for one in house_of(request).finding_menu if one.shown(keys)],
        "today": today,
    }
    return render(request, "counsel/rights.html", shown)


@member_required
@require_http_methods(["GET", "POST"])
def fact(request: MemberRequest, folder: CompartmentId, key: str) -> HttpResponse:
    """Say one fact anew."""
    keys, item = request.keys, cases.listed(request.keys, folder)
    known = vocabulary().get(key)
    if known is None:
        raise Http404
    answers = known.words or (("yes", "no") if known.kind == "yes_no" else ())
    before = queries.legal(keys, folder).facts.get(key)
    form = AnswerForm(Question(key, known.kind, answers, ()), here(), request.POST or None, initial={"answer": before})
    if form.is_valid():
        actions.tell(keys, folder, key, form.cleaned_data["answer"], once=form.once)
        return see_other("counsel:rights", folder)
    return render(request, "counsel/fact.html", {"item": item, "form": form})


@member_required
@require_http_methods(["GET", "POST"])
def keep(request: MemberRequest, folder: CompartmentId, provision: str) -> HttpResponse:
    """Keep a finding with the text it rests on."""
    keys, today = request.keys, request.keys.vault.day()
    item = cases.listed(keys, folder)
    finding = queries.findings(keys, folder, today).get(provision)
    if finding is None:
        raise NoSuchEntryError(provision)
    form = KeepForm(request.POST or None)
    if form.is_valid():
        actions.keep(keys, folder, provision, on=today, text=form.cleaned_data["text"], once=form.once)
        return see_other("counsel:rights", folder)
    shown = {"item": item, "form": form, "one": finding, "lawyer": queries.needs_lawyer(keys, finding.version)}
    return render(request, "counsel/keep.html", shown)


@member_required
@require_GET
def law(request: MemberRequest) -> HttpResponse:
    """Show the provisions by subject, with what no advocate has read yet."""
    keys, today = request.keys, request.keys.vault.day()
    subjects: dict[str, list[tuple[object, bool]]] = {}
    for one in queries.law(keys).versions:
        if one.in_force(today):
            subjects.setdefault(here().subject(one.subject), []).append((one, queries.needs_lawyer(keys, one)))
    shown = {"subjects": subjects.items(), "waiting": sum(lawyer for held in subjects.values() for _, lawyer in held)}
    return render(request, "counsel/law.html", shown)


@member_required
@require_http_methods(["GET", "POST"])
def provision(request: MemberRequest, name: str) -> HttpResponse:
    """Show a provision with its sources, and let an advocate say whether it is right."""
    keys = request.keys
    version, form = queries.provision(keys, name), SignForm(request.POST or None)
    if request.method == "POST":
        members.may_see(keys, Power.LAW)
    if form.is_valid():
        told = form.cleaned_data
        actions.sign(keys, name, right=told["right"] == "yes", text=told["text"], once=form.once)
        return see_other("counsel:law")
    versions = [one for one in queries.law(keys).versions if one.rule == version.rule]
    shown = {"one": version, "versions": versions, "form": form, "lawyer": queries.needs_lawyer(keys, version)}
    shown |= members.signing(keys)
    return render(request, "counsel/provision.html", shown)


@power_required(Power.WORK)
@require_http_methods(["GET", "POST"])
def change(request: MemberRequest) -> HttpResponse:
    """Add, end or correct provisions."""
    form = ChangeForm(request.POST or None)
    if form.is_valid():
        try:
            actions.change(request.keys, form.cleaned_data["text"], once=form.once)
        except RuleFileError as error:
            form.add_error("text", str(error))
        else:
            return see_other("counsel:law")
    return render(request, "counsel/change.html", {"form": form})


def here() -> Words:
    """Return what the law's library says in the language of the page."""
    return words(get_language() or "ru")
