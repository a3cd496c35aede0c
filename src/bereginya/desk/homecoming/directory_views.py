"""The directory of those whom a family can ask: when it was looked up, by whom, and what imitations are known."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from bereginya.desk.homecoming import actions, queries
from bereginya.desk.homecoming.forms import LookedForm
from bereginya.desk.homecoming.routes import risks
from bereginya.desk.members import queries as members
from bereginya.desk.members.guards import MemberRequest, member_required, power_required, see_other
from bereginya.vault import Power


@member_required
@require_GET
def listed(request: MemberRequest) -> HttpResponse:
    """Show the risks, then the directory."""
    shown = {"entries": queries.directory(request.keys), "risks": risks(), "names": members.names(request.keys)}
    return render(request, "homecoming/directory.html", shown)


@power_required(Power.WORK)
@require_http_methods(["GET", "POST"])
def looked(request: MemberRequest, contact: str) -> HttpResponse:
    """Write down that an entry was looked up at its source today."""
    one = queries.entry(request.keys, contact)
    said = one.looked.said if one.looked else None
    initial = {
        "address": said.address if said else one.contact.address,
        "imitations": said.imitations if said else None,
    }
    form = LookedForm(request.POST or None, initial=initial)
    if form.is_valid():
        actions.look(request.keys, form.record(one.contact.id), once=form.once)
        return see_other("homecoming:directory")
    return render(request, "homecoming/looked.html", {"one": one, "form": form})
