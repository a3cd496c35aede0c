"""The members of the committee: what each may do, who stands in for her, and shutting one out."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from bereginya.desk.members import actions, queries
from bereginya.desk.members.forms import DeputiesForm, PowersForm, ShutOutForm, powers_of
from bereginya.desk.members.guards import MemberRequest, member_required, power_required, see_other
from bereginya.desk.members.queries import Colleague
from bereginya.vault import HolderId, Keyring, Power
from bereginya.vault.errors import NoSuchCompartmentError


@member_required
@require_GET
def people(request: MemberRequest) -> HttpResponse:
    """Show all members, and to whoever may invite the newcomers and the open invitations."""
    keys = request.keys
    shown = {"colleagues": queries.colleagues(keys), "me": keys.member, "may_invite": queries.may(keys, Power.INVITE)}
    waiting = {"newcomers": queries.newcomers(keys), "invitations": queries.invitations(keys)}
    return render(request, "members/people.html", shown | waiting)


@member_required
@require_GET
def member(request: MemberRequest, member: str) -> HttpResponse:
    """Show one member."""
    keys = request.keys
    shown = queries.colleague(keys, member)
    known = queries.names(keys)
    work = request.sessions.works.get(f"leave out {keys.member}")
    response = render(
        request,
        "members/member.html",
        {
            "colleague": shown,
            "deputies": [known.get(one) for one in shown.deputies],
            "against": [known.get(one) for one in shown.shut_out_by],
            "i_said_so": keys.member in shown.shut_out_by,
            "me": keys.member,
            "may_invite": queries.may(keys, Power.INVITE),
            "work": None if shown.active else work,
        },
    )
    if not shown.active and work is not None and not (work.finished or work.failed):
        response.headers["Refresh"] = "3"
    return response


@power_required(Power.INVITE)
@require_http_methods(["GET", "POST"])
def powers(request: MemberRequest, member: str) -> HttpResponse:
    """Change what a member may do; the last who may invite keeps that."""
    shown = _active(request.keys, member)
    form = PowersForm(request.POST or None, initial={"powers": [one.value for one in shown.powers]})
    if form.is_valid():
        wanted = powers_of(form.cleaned_data)
        if Power.INVITE in wanted or queries.others_who_invite(request.keys, shown.holder):
            actions.set_powers(request.keys, shown.holder, wanted)
            return see_other("members:member", shown.holder)
        form.add_error("powers", _("Somebody has to be able to invite. Give this to another member first."))
    return render(request, "members/powers.html", {"form": form, "colleague": shown})


@member_required
@require_http_methods(["GET", "POST"])
def deputies(request: MemberRequest, member: str) -> HttpResponse:
    """Name who goes on with a member's cases: she herself does, or somebody who may invite."""
    shown = _active(request.keys, member)
    if shown.holder != request.keys.member:
        queries.may_see(request.keys, Power.INVITE)
    others = [one for one in queries.colleagues(request.keys) if one.active and one.holder != shown.holder]
    choices = [(str(one.holder), one.name or "—") for one in others]
    form = DeputiesForm(choices, request.POST or None, initial={"deputies": list(shown.deputies)})
    if form.is_valid():
        named = [HolderId(one) for one in form.cleaned_data["deputies"]]
        actions.name_deputies(request.keys, shown.holder, named)
        return see_other("members:member", shown.holder)
    return render(request, "members/deputies.html", {"form": form, "colleague": shown, "others": others})


@member_required
@require_http_methods(["GET", "POST"])
def shut_out(request: MemberRequest, member: str) -> HttpResponse:
    """Say that a member should be shut out; the second voice decides."""
    shown = _active(request.keys, member)
    if shown.holder == request.keys.member:
        raise NoSuchCompartmentError(request.keys.house)
    form = ShutOutForm(request.POST or None)
    if form.is_valid():
        actions.ask_to_shut_out(request.keys, request.sessions, shown.holder)
        return see_other("members:member", shown.holder)
    first = not shown.shut_out_by - {request.keys.member}
    return render(request, "members/shut_out.html", {"form": form, "colleague": shown, "first": first})


def _active(keys: Keyring, member: str) -> Colleague:
    shown = queries.colleague(keys, member)
    if not shown.active:
        raise NoSuchCompartmentError(keys.house)
    return shown
