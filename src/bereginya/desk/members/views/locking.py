"""The day of a search: locking everything, closing hard, and the address that locks from elsewhere."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bereginya.desk.members import locking_actions, queries
from bereginya.desk.members.forms import CloseHardAgainForm, CloseHardForm, LockForm
from bereginya.desk.members.guards import MemberRequest, member_required, see_other, sessions_of
from bereginya.desk.ui.requests import PageRequest


@member_required
@require_http_methods(["GET", "POST"])
def everything(request: MemberRequest) -> HttpResponse:
    """End all sessions and replace the process."""
    form = LockForm(request.POST or None, initial={"door": "open"})
    if form.is_valid():
        shut = form.cleaned_data["door"] == "shut"
        locking_actions.lock_everything(request.vault, request.sessions, door_shut=shut)
        return see_other("members:locked")
    address = queries.has_lock_address(request.vault)
    return render(request, "members/lock_everything.html", {"form": form, "has_address": address})


@require_GET
def locked(request: PageRequest) -> HttpResponse:
    """Say that everything is locked."""
    return render(request, "members/locked.html")


@member_required
@require_http_methods(["GET", "POST"])
def hard(request: MemberRequest) -> HttpResponse:
    """Say what closing hard means, and ask once."""
    form = CloseHardForm(request.POST or None, initial={"door": "shut"})
    if form.is_valid():
        request.session_here.pocket["hard"] = form.cleaned_data["door"]
        return see_other("members:hard-sure")
    return render(request, "members/close_hard.html", {"form": form})


@member_required
@require_http_methods(["GET", "POST"])
def hard_sure(request: MemberRequest) -> HttpResponse:
    """Ask a second time; then this machine forgets the members' keys."""
    pocket = request.session_here.pocket
    if "hard" not in pocket:
        return see_other("members:hard")
    form = CloseHardAgainForm(request.POST or None)
    if form.is_valid():
        locking_actions.close_hard(request.vault, request.sessions, door_shut=pocket["hard"] == "shut")
        return see_other("members:locked")
    return render(request, "members/close_hard_sure.html", {"form": form})


@member_required
@require_GET
def card(request: MemberRequest) -> HttpResponse:
    """Show the card for the wall: what to do in a search."""
    return render(request, "members/card.html", {"fingerprint": queries.fingerprint(request.vault)})


@member_required
@require_POST
def address_make(request: MemberRequest) -> HttpResponse:
    """Make a new address that locks everything; it is shown on the next page and never again."""
    token = locking_actions.make_lock_address(request.vault)
    request.session_here.pocket["address"] = request.build_absolute_uri(
        reverse("members:lock-from-elsewhere", args=[token])
    )
    return see_other("members:lock-address")


@member_required
@require_GET
def address(request: MemberRequest) -> HttpResponse:
    """Show that address, once."""
    found = request.session_here.pocket.pop("address", None)
    if found is None:
        return see_other("members:lock-everything")
    return render(request, "members/lock_address.html", {"address": found, "local": request.sessions.local})


@require_http_methods(["GET", "POST"])
def from_elsewhere(request: PageRequest, token: str) -> HttpResponse:
    """Lock everything from a second device that knows the address, after one question."""
    if not queries.is_lock_address(request.vault, token):
        raise Http404
    form = LockForm(request.POST or None, initial={"door": "open"})
    if form.is_valid():
        shut = form.cleaned_data["door"] == "shut"
        locking_actions.lock_everything(request.vault, sessions_of(request), door_shut=shut)
        return see_other("members:locked")
    return render(request, "members/lock_from_elsewhere.html", {"form": form})
