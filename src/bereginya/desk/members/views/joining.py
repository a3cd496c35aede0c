"""Coming in: words without a key, keys of one's own, four words compared by voice, then the grants."""

import secrets

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bereginya.desk.members import actions, queries
from bereginya.desk.members.forms import AdmitForm, EnrolForm, InvitationForm, language_here, powers_of
from bereginya.desk.members.guards import MemberRequest, power_required, see_other, sessions_of
from bereginya.desk.members.records import Asked
from bereginya.desk.members.views.words import offered_words
from bereginya.desk.ui.requests import PageRequest
from bereginya.vault import Enrolment, HolderId, Power
from bereginya.vault.errors import WrongKeyError
from bereginya.vault.passphrases import compare_words
from bereginya.vault.wordlists import LANGUAGES, Language


@power_required(Power.INVITE)
@require_POST
def invite(request: MemberRequest) -> HttpResponse:
    """Make the words for one newcomer; they are shown on the next page and never again."""
    words = actions.invite(request.keys, request.sessions, language_here())
    request.session_here.pocket["invitation"] = words.split()
    return see_other("members:invited")


@power_required(Power.INVITE)
@require_GET
def invited(request: MemberRequest) -> HttpResponse:
    """Show the words of the invitation that was just made."""
    words = request.session_here.pocket.pop("invitation", None)
    if words is None:
        return see_other("members:people")
    return render(request, "members/invited.html", {"words": words, "days": actions.INVITATION_DAYS})


@power_required(Power.INVITE)
@require_POST
def invitation_end(request: MemberRequest, number: str) -> HttpResponse:
    """Take an invitation back."""
    actions.end_invitation(request.keys, request.sessions, number)
    return see_other("members:people")


@require_http_methods(["GET", "POST"])
def join(request: PageRequest) -> HttpResponse:
    """Ask a newcomer for the words she was given."""
    if not request.vault.founded:
        return see_other("members:founding")
    sessions = sessions_of(request)
    form = InvitationForm(request.POST or None)
    if form.is_valid():
        number = actions.find_invitation(request.vault, sessions, form.cleaned_data["invitation"])
        if number is not None:
            ticket = secrets.token_urlsafe(24)
            sessions.tickets[ticket] = number
            return see_other("members:enrol", ticket)
        form.add_error("invitation", _("These words are not an invitation, or it is older than three days."))
    return render(request, "members/join.html", {"form": form})


@require_http_methods(["GET", "POST"])
def enrol(request: PageRequest, ticket: str) -> HttpResponse:
    """Let a newcomer choose her names and her passphrase, and make her keys."""
    sessions = sessions_of(request)
    number = sessions.tickets.get(ticket)
    if number not in sessions.invitations:
        raise Http404
    form = EnrolForm(request.POST or None)
    language = language_here()
    if form.is_valid():
        said = form.cleaned_data
        try:
            names = {"called": said["called"], "name": said["name"]}
            made = actions.enrol(
                request.vault, sessions, number, **names, passphrase=said["passphrase"], language=language
            )
        except WrongKeyError:
            form.add_error("name", _("Please take another name for signing in, and another passphrase."))
        else:
            return see_other("members:welcome", made.member)
    offered = offered_words(sessions, form, language)
    return render(request, "members/enrol.html", {"form": form, "offered": offered})


@require_GET
def welcome(request: PageRequest, member: str) -> HttpResponse:
    """Show a newcomer the four words that she and her colleague compare by voice."""
    found = sessions_of(request).newcomers.get(HolderId(member))
    if found is None:
        raise Http404
    made, language = found
    admitted = made.member in request.vault.trust().members
    return render(
        request, "members/welcome.html", {"words": compare_words(made.digest, language), "admitted": admitted}
    )


@power_required(Power.INVITE)
@require_http_methods(["GET", "POST"])
def admit(request: MemberRequest, member: str) -> HttpResponse:
    """Compare the four words with a newcomer, and let her in."""
    asked = queries.newcomer(request.keys, member).asked
    form = AdmitForm(request.POST or None, initial={"powers": [Power.WORK.value]})
    if form.is_valid():
        actions.admit(request.keys, asked, powers_of(form.cleaned_data))
        return see_other("members:member", asked.member)
    return render(request, "members/admit.html", {"form": form, "asked": asked, "words": _words(asked)})


@power_required(Power.INVITE)
@require_POST
def refuse(request: MemberRequest, member: str) -> HttpResponse:
    """Do not let a newcomer in."""
    actions.refuse(request.keys, queries.newcomer(request.keys, member).asked.member)
    return see_other("members:people")


def _words(asked: Asked) -> tuple[str, ...]:
    language: Language = asked.language if asked.language in LANGUAGES else "ru"
    return compare_words(Enrolment(asked.member, asked.signing, asked.sealing).digest, language)
