"""What was seen or heard of a sought man: writing it down, its recording, and who is named in it."""

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from bereginya import vault as vaults
from bereginya.desk.cases import queries as cases
from bereginya.desk.intake.records import NamedFile
from bereginya.desk.members import queries as members
from bereginya.desk.members.guards import MemberRequest, member_required, see_other
from bereginya.desk.registers import actions, queries, subtitles
from bereginya.desk.registers.case_forms import SightingForm
from bereginya.desk.registers.folds import Sighting
from bereginya.desk.ui import viewing
from bereginya.desk.ui.uploads import takes_files
from bereginya.vault import CompartmentId, Keyring, StoredFile

if TYPE_CHECKING:
    from bereginya.desk.registers import naming

_LARGEST_SUBTITLES = 4 << 20


@member_required
@takes_files
@require_http_methods(["GET", "POST"])
def sight(request: MemberRequest, folder: CompartmentId) -> HttpResponse:
    """Write down that somebody saw or heard of a person who may be the one who is sought."""
    keys, today = request.keys, request.vault.day()
    item, found = cases.listed(keys, folder), queries.search_of(keys, folder)
    form = SightingForm(today, request.POST, request.FILES) if request.method == "POST" else SightingForm(today)
    if form.is_valid():
        said = _cues(keys, form.file("transcript"))
        moments = subtitles.moments(said, found.inquiry.person) if found.inquiry else ()
        name = actions.sight(keys, folder, form.record(moments), once=form.once)
        return see_other("registers:candidate", folder, name)
    return render(request, "registers/sight.html", {"item": item, "form": form})


@member_required
@require_GET
def clip(request: MemberRequest, folder: CompartmentId, sighting: str) -> HttpResponse:
    """Show the recording or picture of a sighting, as far as that is safe."""
    item, held = cases.listed(request.keys, folder), queries.sighting_of(request.keys, folder, sighting)
    members.note_reading(request.keys, folder)
    look = viewing.look(request.vault, _clip(held), viewing.page_in(request))
    shown = {"item": item, "held": held, "look": look, "clear": "clear" in request.GET}
    return render(request, "registers/clip.html", shown)


@member_required
@require_GET
def clip_picture(request: MemberRequest, folder: CompartmentId, sighting: str) -> HttpResponse:
    """Hand out the pixels of a picture, small and grey until she asks."""
    file = _clip(queries.sighting_of(request.keys, folder, sighting))
    return viewing.picture(request.vault, file, veiled="clear" not in request.GET, page=viewing.page_in(request))


@member_required
@require_GET
def clip_play(request: MemberRequest, folder: CompartmentId, sighting: str) -> HttpResponseBase:
    """Hand a recording to the browser's player."""
    return viewing.play(request, request.vault, _clip(queries.sighting_of(request.keys, folder, sighting)))


@member_required
@require_GET
def clip_content(request: MemberRequest, folder: CompartmentId, sighting: str) -> HttpResponseBase:
    """Hand out the recording as it came."""
    return viewing.take_out(request.vault, _clip(queries.sighting_of(request.keys, folder, sighting)))


def named_in(keys: Keyring, held: Sighting) -> "naming.Names":
    """Return who may be named in a sighting and its transcript; remembered until lock."""
    from bereginya.desk.registers import naming  # noqa: PLC0415 - may load a language model

    name = f"registers.named {held.id}"
    known = keys.memory.kept.get(name)
    if not isinstance(known, naming.Names):
        known = keys.memory.kept[name] = naming.named_in(held.said.text, _transcript(keys, held.said.transcript))
    return known


def _clip(held: Sighting) -> StoredFile:
    if held.said.clip is None:
        raise Http404
    return held.said.clip.stored


def _cues(keys: Keyring, file: NamedFile | None) -> list[subtitles.Cue]:
    """Return what the subtitles say; from a file that is too long to be any, nothing."""
    return subtitles.cues(_spoken(keys, file))


def _transcript(keys: Keyring, file: NamedFile | None) -> list[subtitles.Cue]:
    """Return what was said, with its seconds where there are some."""
    spoken = _spoken(keys, file)
    return subtitles.cues(spoken) or [subtitles.Cue(None, spoken)]


def _spoken(keys: Keyring, file: NamedFile | None) -> str:
    if file is None or file.stored.length > _LARGEST_SUBTITLES:
        return ""
    return subtitles.spoken(b"".join(vaults.read_file(keys.vault, file.stored)))
