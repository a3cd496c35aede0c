"""Files of a folder: put in, shown safely, marked."""

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bereginya.desk.cases import actions, queries
from bereginya.desk.cases.forms import FileForm, form_token
from bereginya.desk.members import queries as members
from bereginya.desk.members.guards import MemberRequest, member_required, see_other
from bereginya.desk.ui import viewing
from bereginya.desk.ui.uploads import takes_files
from bereginya.vault import CompartmentId


@member_required
@takes_files
@require_http_methods(["GET", "POST"])
def add(request: MemberRequest, folder: CompartmentId) -> HttpResponse:
    """Put files into the folder."""
    item = queries.listed(request.keys, folder)
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    if form.is_valid():
        said = form.cleaned_data
        actions.put_files(
            request.keys, folder, form.named_files(), says=said["says"], hard=said["hard"], once=form.once
        )
        return see_other("cases:folder", folder)
    return render(request, "cases/add_file.html", {"form": form, "item": item})


@member_required
@require_GET
def show(request: MemberRequest, folder: CompartmentId, entry: str) -> HttpResponse:
    """Show one file, as far as it can be shown safely; what may be hard to look at, small and grey at first."""
    item, file = queries.listed(request.keys, folder), queries.file(request.keys, folder, entry)
    members.note_reading(request.keys, folder)
    look = viewing.look(request.vault, file.file.stored, viewing.page_in(request))
    shown = {"item": item, "file": file, "look": look, "clear": "clear" in request.GET}
    return render(request, "cases/file.html", shown)


@member_required
@require_GET
def picture(request: MemberRequest, folder: CompartmentId, entry: str) -> HttpResponse:
    """Hand out the pixels of a picture."""
    file = queries.file(request.keys, folder, entry)
    veiled = file.veiled and "clear" not in request.GET
    return viewing.picture(request.vault, file.file.stored, veiled=veiled, page=viewing.page_in(request))


@member_required
@require_GET
def play(request: MemberRequest, folder: CompartmentId, entry: str) -> HttpResponseBase:
    """Hand a sound or a film to the browser's player."""
    return viewing.play(request, request.vault, queries.file(request.keys, folder, entry).file.stored)


@member_required
@require_GET
def content(request: MemberRequest, folder: CompartmentId, entry: str) -> HttpResponseBase:
    """Hand out a file as it came: the browser saves it and shows nothing of it."""
    return viewing.take_out(request.vault, queries.file(request.keys, folder, entry).file.stored)


@member_required
@require_POST
def mark(request: MemberRequest, folder: CompartmentId, entry: str) -> HttpResponse:
    """Say that a file shows the dead or the wounded, or that it does not."""
    hard = request.POST.get("hard") == "yes"
    actions.mark_file(request.keys, folder, entry, hard=hard, once=form_token(request.POST))
    return see_other("cases:file", folder, entry)
