"""The first start: founding the committee, and handing its key to trustees."""

from hmac import compare_digest

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bereginya.desk.members import founding_actions, queries
from bereginya.desk.members.forms import NOTICE, FoundingForm, TrusteesForm, TrusteeWordsForm, language_here
from bereginya.desk.members.guards import MemberRequest, member_required, see_other, sessions_of
from bereginya.desk.members.sessions import Sessions
from bereginya.desk.members.views.signing_in import begin_session
from bereginya.desk.members.views.words import offered_words
from bereginya.desk.ui.requests import PageRequest
from bereginya.desk.ui.words import sentence
from bereginya.facts.errors import BereginyaError
from bereginya.vault.errors import NoSuchCompartmentError, NotAllowedError
from bereginya.vault.quorum import ShareWordError


@require_http_methods(["GET", "POST"])
def founding(request: PageRequest) -> HttpResponse:
    """Ask for what a committee needs at its first start, and found it."""
    if request.vault.founded:
        return see_other("members:sign-in")
    sessions = sessions_of(request)
    form = FoundingForm(request.POST or None)
    if form.is_valid() and _code_fits(form, sessions):
        said = form.cleaned_data
        keys = founding_actions.found(
            request.vault, said["name"], said["passphrase"], called=said["called"], committee=form.record()
        )
        sessions.founding_code = None
        return begin_session(request, keys, "members:trustees")
    offered = offered_words(sessions, form, language_here())
    return render(request, "members/founding.html", {"form": form, "offered": offered, "notice": NOTICE})


@member_required
@require_http_methods(["GET", "POST"])
def trustees(request: MemberRequest) -> HttpResponse:
    """Show how far the trustees are; let the founder choose them, anew if sheets were lost."""
    box = queries.seed_box(request.keys)
    form = TrusteesForm(request.POST or None)
    if box is not None and form.is_valid():
        founding_actions.choose_trustees(request.keys, form.cleaned_data["needed"], form.cleaned_data["names"])
        return see_other("members:trustees")
    known = queries.house(request.keys)
    return render(request, "members/trustees.html", {"form": form, "box": box, "house": known})


@member_required
@require_POST
def sheet_show(request: MemberRequest, number: int) -> HttpResponse:
    """Take a trustee's words out of the box, to be shown on the next page and never again."""
    try:
        request.session_here.pocket["sheet"] = founding_actions.show_sheet(request.keys, number)
    except NotAllowedError:
        return see_other("members:trustees")
    return see_other("members:sheet", number)


@member_required
@require_GET
def sheet(request: MemberRequest, number: int) -> HttpResponse:
    """Show one trustee's sheet, to be printed or copied by hand."""
    taken = request.session_here.pocket.pop("sheet", None)
    if taken is None:
        return see_other("members:trustees")
    known = queries.house(request.keys)
    name = known.trustees.names.get(number, "") if known.trustees else ""
    return render(request, "members/sheet.html", {"sheet": taken, "name": name, "committee": known.committee})


@member_required
@require_http_methods(["GET", "POST"])
def words_typed(request: MemberRequest) -> HttpResponse:
    """Let a trustee type her words back."""
    if queries.house(request.keys).trustees is None:
        raise NoSuchCompartmentError(request.keys.house)
    form = TrusteeWordsForm(request.POST or None)
    if form.is_valid() and _take_words(request, form):
        return see_other("members:trustees")
    return render(request, "members/words_typed.html", {"form": form})


def _take_words(request: MemberRequest, form: TrusteeWordsForm) -> bool:
    try:
        name = founding_actions.type_words(request.keys, form.cleaned_data["trustee_words"])
    except ShareWordError as error:
        text = _("Word %(number)d is not in the list.") % {"number": error.position}
        near = _("Perhaps: %(words)s.") % {"words": ", ".join(error.suggestions)} if error.suggestions else ""
        form.add_error("trustee_words", f"{text} {near}")
    except BereginyaError as error:
        form.add_error("trustee_words", sentence(error.code))
    else:
        if name is None:
            form.add_error("trustee_words", _("These words belong to older sheets, or to another committee."))
        return name is not None
    return False


def _code_fits(form: FoundingForm, sessions: Sessions) -> bool:
    told = "".join(form.cleaned_data["founding_code"].split())
    fits = sessions.founding_code is not None and compare_digest(told, sessions.founding_code)
    if not fits:
        sessions.count_wrong_code()
        form.add_error("founding_code", _("This is not the code that stands in the terminal."))
    return fits
