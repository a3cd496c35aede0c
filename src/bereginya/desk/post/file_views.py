"""Photographs and files of letters that came in, shown safely or taken out."""

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET

from bereginya.desk.cases import queries as cases
from bereginya.desk.members import queries as members
from bereginya.desk.members.guards import MemberRequest, member_required
from bereginya.desk.post import queries
from bereginya.desk.ui import viewing
from bereginya.vault import CompartmentId


@member_required
@require_GET
def show(request: MemberRequest, folder: CompartmentId, entry: str, number: int) -> HttpResponse:
    """Show one file of a letter that came in."""
    one, file = queries.incoming(request.keys, folder, entry), queries.file(request.keys, folder, entry, number)
    members.note_reading(request.keys, folder)
    look = viewing.look(request.vault, file.stored, viewing.page_in(request))
    shown = {"item": cases.listed(request.keys, folder), "one": one, "file": file, "number": number, "look": look}
    return render(request, "post/came_file.html", shown)


@member_required
@require_GET
def picture(request: MemberRequest, folder: CompartmentId, entry: str, number: int) -> HttpResponse:
    """Hand out the pixels of a page."""
    stored = queries.file(request.keys, folder, entry, number).stored
    return viewing.picture(request.vault, stored, veiled=False, page=viewing.page_in(request))


@member_required
@require_GET
def play(request: MemberRequest, folder: CompartmentId, entry: str, number: int) -> HttpResponseBase:
    """Hand a sound or a film to the browser's player."""
    return viewing.play(request, request.vault, queries.file(request.keys, folder, entry, number).stored)


@member_required
@require_GET
def content(request: MemberRequest, folder: CompartmentId, entry: str, number: int) -> HttpResponseBase:
    """Hand out a file as it came."""
    stored = queries.file(request.keys, folder, entry, number).stored
    members.note_reading(request.keys, folder)
    return viewing.take_out(request.vault, stored)
