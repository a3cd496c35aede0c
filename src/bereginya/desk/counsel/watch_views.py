"""The watch over a service: clocks, silence, contracts, and, where the committee's lawyer lets it, transfers."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods

from bereginya.desk.cases import queries as cases
from bereginya.desk.counsel import actions, queries, watching
from bereginya.desk.counsel.forms import ContractForm, HeardForm, PlaceForm, SilenceForm, SwitchForm
from bereginya.desk.counsel.service import in_order, is_law
from bereginya.desk.counsel.templatetags.watch import inhabitants
from bereginya.desk.members import queries as members
from bereginya.desk.members.guards import MemberRequest, member_required, see_other
from bereginya.desk.ui.uploads import takes_files
from bereginya.vault import CompartmentId, Power


@member_required
@require_GET
def watch(request: MemberRequest, folder: CompartmentId) -> HttpResponse:
    """Show what runs in a service, and what is known of it by day."""
    keys, today = request.keys, request.vault.day()
    item, told = cases.listed(keys, folder), watching.watch_of(keys, folder)
    running = watching.clocks_of(keys, folder, today)
    shown = {
        "item": item,
        "watch": told,
        "steps": in_order(told.steps),
        "clocks": [(one, queries.needs_lawyer(keys, one.clock.version)) for one in running if one.clock],
        "alarms": [one for one in running if not is_law(one.alarm)],
        "heard": watching.heard(keys, folder),
        "contracts": watching.contracts(keys, folder),
        "transfers": watching.transfers_are_on(keys),
        "dead": cases.is_dead(keys, folder),
        "today": today,
    }
    members.note_reading(keys, folder)
    return render(request, "counsel/watch.html", shown)


@member_required
@require_http_methods(["GET", "POST"])
def silence(request: MemberRequest, folder: CompartmentId) -> HttpResponse:
    """Say how long without a word is usual for this family."""
    item, told = cases.listed(request.keys, folder), watching.watch_of(request.keys, folder)
    form = SilenceForm(request.POST or None, initial={"days": told.usual})
    if form.is_valid():
        actions.set_usual_silence(request.keys, folder, form.cleaned_data["days"], once=form.once)
        return see_other("counsel:watch", folder)
    return render(request, "counsel/silence.html", {"item": item, "form": form})


@member_required
@require_http_methods(["GET", "POST"])
def heard(request: MemberRequest, folder: CompartmentId) -> HttpResponse:
    """Write down a sign of life."""
    item = cases.listed(request.keys, folder)
    form = HeardForm(request.vault.day(), request.POST or None)
    if form.is_valid():
        told = form.cleaned_data
        actions.was_heard(request.keys, folder, told["day"], told["text"], once=form.once)
        return see_other("counsel:watch", folder)
    return render(request, "counsel/heard.html", {"item": item, "form": form})


@member_required
@takes_files
@require_http_methods(["GET", "POST"])
def contract(request: MemberRequest, folder: CompartmentId) -> HttpResponse:
    """Keep a contract as it is shown today, and compare it with what was kept before."""
    keys, item = request.keys, cases.listed(request.keys, folder)
    form = ContractForm(request.POST, request.FILES) if request.method == "POST" else ContractForm()
    if form.is_valid():
        actions.keep_contract(keys, folder, form.named, form.record(), once=form.once)
        return see_other("counsel:contract", folder)
    shown = {"item": item, "form": form, "contracts": watching.contracts(keys, folder)}
    return render(request, "counsel/contract.html", shown)


@member_required
@require_GET
def transfers(request: MemberRequest, folder: CompartmentId) -> HttpResponse:
    """Show his way and how far it is to the border; nothing of it while no lawyer switched it on."""
    keys, item = request.keys, cases.listed(request.keys, folder)
    on = watching.transfers_are_on(keys)
    shown = {"item": item, "switched": watching.switched(keys), "moves": watching.moves(keys, folder) if on else None}
    members.note_reading(keys, folder)
    return render(request, "counsel/transfers.html", shown)


@member_required
@require_http_methods(["GET", "POST"])
def place(request: MemberRequest, folder: CompartmentId, entry: str) -> HttpResponse:
    """Ask which of the places of one name is meant."""
    item, stop = cases.listed(request.keys, folder), watching.stop_of(request.keys, folder, entry)
    language = get_language() or "ru"
    choices = [(one.id, f"{one.named(language)}, {one.region(language)} · {inhabitants(one)}") for one in stop.choices]
    form = PlaceForm(choices, request.POST or None)
    if form.is_valid():
        actions.mean_place(request.keys, folder, entry, form.cleaned_data["place"], once=form.once)
        return see_other("counsel:transfers", folder)
    return render(request, "counsel/place.html", {"item": item, "form": form, "stop": stop})


@member_required
@require_http_methods(["GET", "POST"])
def switch(request: MemberRequest) -> HttpResponse:
    """Let the committee's lawyer switch the watch over transfers on or off."""
    form = SwitchForm(request.POST or None)
    if request.method == "POST":
        members.may_see(request.keys, Power.LAW)
    if form.is_valid():
        told = form.cleaned_data
        actions.switch_transfers(request.keys, on=told["on"] == "yes", text=told["text"], once=form.once)
        return see_other("counsel:law")
    shown = {"form": form, "switched": watching.switched(request.keys), **members.signing(request.keys)}
    return render(request, "counsel/switch.html", shown)
