"""Today's page, the search, and the counts."""

import secrets

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bereginya import vault as vaults
from bereginya.desk.counsel import actions as counsel
from bereginya.desk.members import queries as members
from bereginya.desk.members.guards import MemberRequest, member_required, power_required, see_other
from bereginya.desk.overview import queries
from bereginya.desk.overview.forms import PromiseForm, SearchForm
from bereginya.desk.overview.records import Promise
from bereginya.desk.overview.search import questions
from bereginya.desk.overview.warming import FOLDS, warmth
from bereginya.desk.post import actions as post
from bereginya.desk.ui.paging import paged
from bereginya.vault import Power, Said

_REMEMBERED = 20
"""How many searches of a session can be gone back to."""
_ON_A_PAGE = 20
_PATIENCE = 0.2
"""Seconds that today's page waits for what was not read yet."""


@member_required
@require_GET
def today(request: MemberRequest) -> HttpResponse:
    """Show what wants somebody today; until everything was read once, how far that is."""
    share = vaults.warm(request.keys, FOLDS, seconds=_PATIENCE)
    if share < 1:
        return _reading(request, SearchForm(), share)
    shown = {
        "today": queries.today(request.keys),
        "form": SearchForm(),
        "names": members.names(request.keys),
        "me": request.keys.member,
        "day": request.vault.day(),
    }
    counsel.look(request.keys, request.vault.day())
    post.keep_days(request.keys)
    return render(request, "overview/today.html", shown)


@member_required
@require_POST
def search(request: MemberRequest) -> HttpResponse:
    """Remember what is looked for in this session's memory, and go to a page whose address does not tell it."""
    form = SearchForm(request.POST)
    if not form.is_valid():
        return see_other("overview:today")
    asked = request.session_here.pocket.setdefault("searches", {})
    if not isinstance(asked, dict):
        raise Http404
    number = secrets.token_hex(16)
    asked[number] = form.cleaned_data["words"]
    while len(asked) > _REMEMBERED:
        del asked[next(iter(asked))]
    return see_other("overview:found", number)


@member_required
@require_GET
def found(request: MemberRequest, number: str) -> HttpResponse:
    """Show what was found; until everything was read once, how far that is."""
    asked = request.session_here.pocket.get("searches")
    words = asked.get(number) if isinstance(asked, dict) else None
    if words is None:
        return see_other("overview:today")
    warm = warmth(request.keys)
    form = SearchForm(initial={"words": words})
    if not (warm.complete or warm.failed):
        return _reading(request, form, warm.share)
    spelled = questions(words)
    page = paged(request, queries.search(request.keys, spelled), _ON_A_PAGE)
    results = [queries.with_hits(request.keys, one, spelled) for one in page.items]
    return render(request, "overview/found.html", {"form": form, "page": page, "results": results})


@member_required
@require_GET
def counts(request: MemberRequest) -> HttpResponse:
    """Show how many came, by which way, and how it went on. No name is in it."""
    shown = {"months": queries.months(request.keys), "may_invite": members.may(request.keys, Power.INVITE)}
    return render(request, "overview/counts.html", shown)


@power_required(Power.INVITE)
@require_http_methods(["GET", "POST"])
def promise(request: MemberRequest) -> HttpResponse:
    """Set within how many hours somebody reads what came."""
    form = PromiseForm(request.POST or None, initial={"hours": queries.promised_hours(request.keys)})
    if form.is_valid():
        record = Promise(form.cleaned_data["hours"])
        vaults.append(request.keys, Said(request.keys.house, record), once=form.once)
        return see_other("overview:today")
    return render(request, "overview/promise.html", {"form": form})


def _reading(request: MemberRequest, form: SearchForm, share: float) -> HttpResponse:
    response = render(request, "overview/reading.html", {"form": form, "percent": int(share * 100)})
    response.headers["Refresh"] = "1"
    return response
