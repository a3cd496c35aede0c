"""What the door says to strangers, and whether it is open."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from bereginya.desk.members import locking_actions, queries
from bereginya.desk.members.forms import DoorTextForm
from bereginya.desk.members.guards import MemberRequest, member_required, see_other
from bereginya.desk.members.records import DoorText
from bereginya.vault import Power


@member_required
@require_http_methods(["GET", "POST"])
def door(request: MemberRequest) -> HttpResponse:
    """Show what the door says; whoever may invite can change it."""
    known = queries.door_texts(request.vault)
    may_change = queries.may(request.keys, Power.INVITE)
    forms = [
        (code, label, DoorTextForm(request.POST or None, prefix=code, initial=_initial(known.get(code))))
        for code, label in settings.LANGUAGES
    ]
    if request.method == "POST" and may_change and all(form.is_valid() for _, _, form in forms):
        texts = [text for code, _, form in forms if (text := form.text(code)) is not None]
        locking_actions.say_at_door(request.keys, texts)
        return see_other("members:door")
    shut = queries.door_shut(request.vault)
    shown = {"forms": forms, "texts": known.values(), "may_change": may_change, "shut": shut}
    return render(request, "members/door.html", shown | {"in_search": shut == queries.WE_CANNOT_READ})


@member_required
@require_POST
def door_open(request: MemberRequest) -> HttpResponse:
    """Let people write to us again."""
    locking_actions.open_door(request.vault)
    return see_other("members:door")


@member_required
@require_POST
def door_close(request: MemberRequest) -> HttpResponse:
    """Let the door say that we cannot read now."""
    locking_actions.shut_door(request.vault)
    return see_other("members:door")


def _initial(text: DoorText | None) -> dict[str, str]:
    return {} if text is None else {"committee": text.committee, "hours": text.hours, "danger": text.danger}
