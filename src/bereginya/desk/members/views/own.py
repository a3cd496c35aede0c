"""A member's own page: name, language, passphrase, code, sessions, and forms that came too late."""

import pyotp
import segno
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bereginya import vault as vaults
from bereginya.desk.members import actions, queries
from bereginya.desk.members.forms import ChangePassphraseForm, CodeForm, LanguageForm, RenameForm, language_here
from bereginya.desk.members.guards import MemberRequest, member_required, member_without_code, see_other
from bereginya.desk.members.views.words import offered_words
from bereginya.desk.ui.words import sentence
from bereginya.vault.errors import WrongKeyError

_ISSUER = "desk"
"""Stands in the telephone's list of codes, so it says nothing."""


@member_required
@require_GET
def own(request: MemberRequest) -> HttpResponse:
    """Show what a member can change about herself."""
    keys = request.keys
    shown = {
        "colleague": queries.colleague(keys, keys.member),
        "code_is_set": queries.code_is_set(keys),
        "local": request.sessions.local,
        "sessions": request.sessions.of(keys.member),
        "here_session": request.session_here,
        "drafts": queries.own(keys).drafts,
        "deputies": [queries.names(keys).get(one) for one in queries.colleague(keys, keys.member).deputies],
    }
    return render(request, "members/own.html", shown)


@member_required
@require_http_methods(["GET", "POST"])
def name(request: MemberRequest) -> HttpResponse:
    """Change what colleagues call her."""
    form = RenameForm(request.POST or None, initial={"called": queries.names(request.keys).get(request.keys.member)})
    if form.is_valid():
        actions.rename(request.keys, form.cleaned_data["called"])
        return see_other("members:own")
    return render(request, "members/name.html", {"form": form})


@member_required
@require_http_methods(["GET", "POST"])
def language(request: MemberRequest) -> HttpResponse:
    """Choose the language in which the desk speaks to her on any machine."""
    form = LanguageForm(request.POST or None, initial={"language": language_here()})
    if form.is_valid():
        chosen = form.cleaned_data["language"]
        actions.set_language(request.keys, chosen)
        response = see_other("members:own")
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, chosen, httponly=True, samesite="Strict", secure=settings.CSRF_COOKIE_SECURE
        )
        return response
    return render(request, "members/language.html", {"form": form})


@member_required
@require_http_methods(["GET", "POST"])
def passphrase(request: MemberRequest) -> HttpResponse:
    """Change name or passphrase for signing in."""
    return _new_passphrase(request, seen=False)


@member_required
@require_http_methods(["GET", "POST"])
def seen(request: MemberRequest) -> HttpResponse:
    """Make new keys, because somebody saw the passphrase."""
    return _new_passphrase(request, seen=True)


@member_without_code
@require_http_methods(["GET", "POST"])
def code(request: MemberRequest) -> HttpResponse:
    """Set up a code from the telephone: shown as a picture, and accepted after the first code was right."""
    pocket = request.session_here.pocket
    secret = str(pocket.setdefault("code", pyotp.random_base32()))
    maker = pyotp.TOTP(secret)
    form = CodeForm(request.POST or None)
    if form.is_valid():
        told = "".join(form.cleaned_data["code"].split())
        if maker.verify(told, for_time=request.vault.clock.now(), valid_window=1):
            spare = actions.new_spare_codes()
            vaults.set_code(request.keys, secret, spare)
            pocket.pop("code", None)
            pocket["spare"] = spare
            return see_other("members:codes")
        form.add_error("code", _("This code does not fit. Look at the clock of your phone, and type the newest code."))
    uri = maker.provisioning_uri(name=_ISSUER, issuer_name=_ISSUER)
    shown = {"form": form, "picture": _picture(uri), "secret": _grouped(secret), "local": request.sessions.local}
    return render(request, "members/code.html", shown)


@member_required
@require_GET
def codes(request: MemberRequest) -> HttpResponse:
    """Show ten spare codes, once."""
    spare = request.session_here.pocket.pop("spare", None)
    if spare is None:
        return see_other("members:own")
    return render(request, "members/codes.html", {"codes": spare})


@member_required
@require_POST
def code_off(request: MemberRequest) -> HttpResponse:
    """Ask for no code any more; only where the desk is reached from its own machine alone."""
    if request.sessions.local:
        vaults.set_code(request.keys, None)
    return see_other("members:own")


@member_required
@require_POST
def session_end(request: MemberRequest, number: str) -> HttpResponse:
    """End one of her sessions."""
    request.sessions.end_number(request.keys.member, number)
    return see_other("members:own")


@member_required
@require_GET
def draft(request: MemberRequest, entry: str) -> HttpResponse:
    """Show a form that came too late, to be sent now."""
    return render(request, "members/draft.html", {"draft": queries.draft(request.keys, entry), "entry": entry})


@member_required
@require_POST
def draft_forget(request: MemberRequest, entry: str) -> HttpResponse:
    """Erase such a form."""
    actions.forget_draft(request.keys, entry)
    return see_other("members:own")


def _new_passphrase(request: MemberRequest, *, seen: bool) -> HttpResponse:
    form = ChangePassphraseForm(request.POST or None)
    if form.is_valid() and _changed(request, form, seen=seen):
        return see_other("members:own")
    offered = offered_words(request.sessions, form, language_here())
    return render(request, "members/passphrase.html", {"form": form, "offered": offered, "seen": seen})


def _changed(request: MemberRequest, form: ChangePassphraseForm, *, seen: bool) -> bool:
    said, change = form.cleaned_data, actions.renew_keys if seen else actions.change_passphrase
    if not queries.knows(request.keys, said["present_name"], said["present"]):
        form.add_error("present", sentence(WrongKeyError.code))
        return False
    here = request.session_here.number
    try:
        change(request.keys, request.sessions, name=said["name"], passphrase=said["passphrase"], here=here)
    except WrongKeyError:
        form.add_error("name", _("Please take another name for signing in, and another passphrase."))
        return False
    return True


def _picture(text: str) -> SafeString:
    return mark_safe(segno.make(text, error="m").svg_inline(border=4, light="#fff", omitsize=True))  # noqa: S308 - ours


def _grouped(secret: str) -> str:
    return " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
