"""From a finding of the law to the letter that asks for it: which letters there are, and the article written in."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods

from bereginya.desk.cases import queries as cases
from bereginya.desk.counsel import queries as counsel
from bereginya.desk.members import queries as members
from bereginya.desk.members.guards import MemberRequest, member_required
from bereginya.desk.post import house, views
from bereginya.desk.post.filling import found_by_law
from bereginya.desk.post.papers import letters_for
from bereginya.vault import CompartmentId


@member_required
@require_GET
def choose(request: MemberRequest, folder: CompartmentId, provision: str) -> HttpResponse:
    """Show what the law gives, and the letters that ask for it, those in the language of the page first."""
    keys, item = request.keys, cases.listed(request.keys, folder)
    version, language = counsel.provision(keys, provision), get_language()
    found = letters_for(version, tuple(house.shelf(keys).values()))
    members.note_reading(keys, folder)
    shown = {
        "item": item,
        "version": version,
        "unsettled": counsel.needs_lawyer(keys, version),
        "found": [
            (one, house.needs_lawyer(keys, one)) for one in sorted(found, key=lambda one: one.language != language)
        ],
    }
    return render(request, "post/for_finding.html", shown)


@member_required
@require_http_methods(["GET", "POST"])
def write(request: MemberRequest, folder: CompartmentId, provision: str, name: str) -> HttpResponse:
    """Fill in a template; the article stands there already, once a lawyer of ours needs not be asked about it."""
    version = counsel.provision(request.keys, provision)
    settled = not counsel.needs_lawyer(request.keys, version)
    return views.write_letter(request, folder, name, found_by_law(version) if settled else ())
