"""Signing in is unlocking; locking ends the session."""

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from bereginya import vault as vaults
from bereginya.desk.members import actions, queries
from bereginya.desk.members.forms import SignInForm
from bereginya.desk.members.guards import (
    COOKIE,
    MemberRequest,
    is_signed_in,
    member_without_code,
    see_other,
    sessions_of,
)
from bereginya.desk.ui.requests import PageRequest
from bereginya.desk.ui.words import sentence
from bereginya.vault import Keyring
from bereginya.vault.errors import WrongKeyError


@require_http_methods(["GET", "POST"])
def sign_in(request: PageRequest) -> HttpResponse:
    """Open a member's keys with her name, passphrase and code; one answer for whatever does not fit."""
    if not request.vault.founded:
        return see_other("members:founding")
    if is_signed_in(request):
        return HttpResponseRedirect("/")
    form = SignInForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        try:
            keys = vaults.unlock(request.vault, said["name"], said["passphrase"], said["code"])
        except WrongKeyError as error:
            form.add_error(None, sentence(error.code))
        else:
            return begin_session(request, keys)
    door = queries.door_shut(request.vault)
    return render(request, "members/sign_in.html", {"form": form, "door_shut": door})


@member_without_code
@require_POST
def lock(request: MemberRequest) -> HttpResponse:
    """End this session; one gesture."""
    request.sessions.end(request.token)
    response = see_other("members:sign-in")
    response.delete_cookie(COOKIE, samesite="Strict")
    return response


def begin_session(request: PageRequest, keys: Keyring, then: str | None = None) -> HttpResponse:
    """Begin a session, give its token to the browser, and go on: to what came too late, or to today's page."""
    sessions = sessions_of(request)
    inbox = actions.settle(keys, sessions)
    own = queries.own(keys)
    token = sessions.open(keys, inbox)
    where = reverse("members:draft", args=[own.drafts[0][0]]) if own.drafts else reverse(then) if then else "/"
    response = HttpResponseRedirect(where)
    response.status_code = 303
    _set_cookie(response, COOKIE, token)
    if own.language:
        _set_cookie(response, settings.LANGUAGE_COOKIE_NAME, own.language)
    return response


def _set_cookie(response: HttpResponse, name: str, value: str) -> None:
    response.set_cookie(name, value, httponly=True, samesite="Strict", secure=settings.CSRF_COOKIE_SECURE)
