"""What happens to a request of the desk before a view of any room sees it, and who may pass.

`session` is the middleware that finds the keyring; `member_required` and `power_required` stand before views. A form
that comes after the desk locked itself is sealed for its member and offered to her when she has signed in again.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from bereginya.desk.members import actions, queries
from bereginya.desk.members.banners import banners
from bereginya.desk.members.sessions import Session, Sessions
from bereginya.desk.ui.house import house_of
from bereginya.desk.ui.requests import DeskRequest, PageRequest
from bereginya.vault import Power
from bereginya.vault.errors import LockedError

COOKIE = "s"
P = ParamSpec("P")
Answer = Callable[[HttpRequest], HttpResponseBase]
_DRAFT = "_draft"


class MemberRequest(DeskRequest):
    """A request at the desk: with the sessions of this process and the one it belongs to."""

    sessions: Sessions
    session_here: Session
    token: str


def session(answer: Answer) -> Answer:
    """Find the session of the browser's token and hand its keyring to the views."""

    def page(request: HttpRequest) -> HttpResponseBase:
        wanted = cast("MemberRequest", request)  # the parts it lacks are set here
        wanted.sessions = sessions_of(request)
        wanted.token = request.COOKIES.get(COOKIE, "")
        found = wanted.sessions.find(wanted.token)
        if found is not None:
            wanted.session_here, wanted.keys = found, found.keys
            request.banners = SimpleLazyObject(lambda: banners(found.keys))  # type: ignore[attr-defined]  # for ui
        response = answer(request)
        if found is not None and request.method == "POST" and 300 <= response.status_code < 400:
            _forget_draft(wanted)
        return response

    page.process_exception = _locked_meanwhile  # type: ignore[attr-defined]  # Django looks for this attribute
    return page


def sessions_of(request: HttpRequest) -> Sessions:
    """Return the sessions of this desk process."""
    found = house_of(request).sessions
    if not isinstance(found, Sessions):
        raise TypeError("this process has no sessions")
    return found


def is_signed_in(request: HttpRequest) -> bool:
    """Tell whether the request has a keyring."""
    return hasattr(request, "keys")


def member_required(
    view: Callable[Concatenate[MemberRequest, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Let only a signed-in member see the view; others are sent to sign in, and what they wrote is kept."""
    return _guarded(view, needs_code=True)


def member_without_code(
    view: Callable[Concatenate[MemberRequest, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Like `member_required`, for the pages she needs to set up her code, and to lock."""
    return _guarded(view, needs_code=False)


def power_required(
    power: Power,
) -> Callable[
    [Callable[Concatenate[MemberRequest, P], HttpResponseBase]],
    Callable[Concatenate[HttpRequest, P], HttpResponseBase],
]:
    """Let only a member with this power see the view; for other members it does not exist."""

    def guard(
        view: Callable[Concatenate[MemberRequest, P], HttpResponseBase],
    ) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
        @wraps(view)
        def checked(request: MemberRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            queries.may_see(request.keys, power)
            return view(request, *args, **kwargs)

        return member_required(checked)

    return guard


def see_other(where: str, *args: object) -> HttpResponse:
    """Answer a form: go and get this page (303)."""
    response = HttpResponseRedirect(reverse(where, args=args))
    response.status_code = 303
    return response


def _guarded(
    view: Callable[Concatenate[MemberRequest, P], HttpResponseBase], *, needs_code: bool
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not is_signed_in(request):
            return _turn_away(cast("MemberRequest", request))
        wanted = cast("MemberRequest", request)
        if needs_code and not wanted.sessions.local and not queries.code_is_set(wanted.keys):
            return see_other("members:code")
        return view(wanted, *args, **kwargs)

    return guarded


def _turn_away(request: MemberRequest) -> HttpResponse:
    if not request.vault.founded:
        return see_other("members:founding")
    if request.method == "POST":
        _keep(request)
    return see_other("members:sign-in")


def _keep(request: MemberRequest) -> None:
    """Seal a form that came too late into the inbox of the member whose session it was."""
    inbox = request.sessions.late(request.token)
    if inbox is not None:
        actions.keep_draft(request.vault, inbox, request.path, _fields(request.POST))


def _fields(sent: QueryDict) -> list[tuple[str, str]]:
    return [(name, text) for name, texts in sent.lists() for text in texts]


def _locked_meanwhile(request: PageRequest, error: Exception) -> HttpResponse | None:
    """Treat a form whose keyring was emptied while it was worked on like one that came too late."""
    return _turn_away(cast("MemberRequest", request)) if isinstance(error, LockedError) else None


def _forget_draft(request: MemberRequest) -> None:
    """Erase the draft that was sent at last."""
    if request.POST.get(_DRAFT) and request.keys.unlocked:
        actions.forget_draft(request.keys, request.POST[_DRAFT])
