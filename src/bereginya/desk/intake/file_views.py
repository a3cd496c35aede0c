"""Files that came with a request or went with a reply: shown safely, small and grey at first, or taken out."""

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET

from bereginya.desk.intake import queries
from bereginya.desk.intake.views import case_page, see
from bereginya.desk.members import queries as members
from bereginya.desk.members.guards import MemberRequest, member_required
from bereginya.desk.ui import viewing
from bereginya.vault import CompartmentId, StoredFile


@member_required
@require_GET
def show(request: MemberRequest, folder: CompartmentId, entry: str) -> HttpResponse:
    """Show one file, as far as it can be shown safely; nobody knows yet what is on it, so a picture is veiled.

    Once it is a case, its files are shown there, where a colleague can say that nothing in them is hard to look at.
    """
    item, (file, day) = queries.item(request.keys, folder), queries.attachment(request.keys, folder, entry)
    in_case = case_page("file", folder, entry) if item.request.taken and not queries.is_ours(entry) else None
    if in_case is not None:
        return see(in_case)
    members.note_reading(request.keys, folder)
    look = viewing.look(request.vault, file.file.stored, viewing.page_in(request))
    shown = {"item": item, "file": file, "day": day, "entry": entry, "look": look, "clear": "clear" in request.GET}
    return render(request, "intake/file.html", shown)


@member_required
@require_GET
def picture(request: MemberRequest, folder: CompartmentId, entry: str) -> HttpResponse:
    """Hand out the pixels of a picture."""
    veiled, page = "clear" not in request.GET, viewing.page_in(request)
    return viewing.picture(request.vault, _stored(request, folder, entry), veiled=veiled, page=page)


@member_required
@require_GET
def play(request: MemberRequest, folder: CompartmentId, entry: str) -> HttpResponseBase:
    """Hand a sound or a film to the browser's player."""
    return viewing.play(request, request.vault, _stored(request, folder, entry))


@member_required
@require_GET
def content(request: MemberRequest, folder: CompartmentId, entry: str) -> HttpResponseBase:
    """Hand out a file as it came: the browser saves it and shows nothing of it."""
    stored = _stored(request, folder, entry)
    members.note_reading(request.keys, folder)
    return viewing.take_out(request.vault, stored)


def _stored(request: MemberRequest, folder: CompartmentId, entry: str) -> StoredFile:
    return queries.attachment(request.keys, folder, entry)[0].file.stored
