"""Pages for what went wrong: a sentence in the person's language, and what she can do now. Never a trace.

The log gets the type of an exception, the place in our code and ids; no message, argument, address or path.
"""

import logging
import sys
import traceback
from pathlib import Path
from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from bereginya.desk.ui.words import sentence
from bereginya.facts.errors import BereginyaError
from bereginya.vault.argon import BusyError
from bereginya.vault.errors import DiskFullError, LockedError, MovedError, NoSuchCompartmentError, NoSuchEntryError

log = logging.getLogger("bereginya")
_OURS = Path(__file__).resolve().parent.parent.parent
_STATUS: dict[type[BereginyaError], int] = {
    NoSuchCompartmentError: 404,
    NoSuchEntryError: 404,
    MovedError: 409,
    BusyError: 503,
    LockedError: 401,
    DiskFullError: 507,
}


class SilentReporter:
    """Takes the place of Django's report of an exception, which would hold everything that was typed."""

    def __init__(self, *_args: Any, **_kwargs: Any) -> None:
        self.is_email = False

    def get_traceback_text(self) -> str:
        """Return nothing."""
        return ""

    get_traceback_html = get_traceback_text


def place_of(error: BaseException) -> str:
    """Return the last place of our own code in the error's trace: module file and line."""
    ours = [frame for frame in traceback.extract_tb(error.__traceback__) if Path(frame.filename).is_relative_to(_OURS)]
    if not ours:
        return "elsewhere"
    return f"{Path(ours[-1].filename).relative_to(_OURS)}:{ours[-1].lineno}"


def note(error: BaseException) -> None:
    """Write an error into the log without a word of what somebody typed."""
    log.error("%s at %s", type(error).__name__, place_of(error))


def of_ours(request: HttpRequest, error: BaseException) -> HttpResponse | None:
    """Answer an error of ours with its sentence; leave what is not ours to Django."""
    if not isinstance(error, BereginyaError):
        return None
    status = _STATUS.get(type(error), 400)
    if status == 404:
        return missing(request)
    if status == 400:
        note(error)
    return page(request, status, sentence(error.code))


def page(request: HttpRequest, status: int, text: str) -> HttpResponse:
    """Return an error page with one sentence and a way on; a busy page comes back by itself."""
    response = render(request, "ui/error.html", {"text": text, "status": status}, status=status)
    if status == 503:
        response.headers["Refresh"] = "5"
    return response


def malformed(request: HttpRequest, exception: BaseException | None = None) -> HttpResponse:
    """Answer a request that no browser of ours would send."""
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return too_large(request)
    if exception is not None:
        note(exception)
    return page(request, 400, _("The browser sent something we could not read. Go back and try again."))


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - the signature Django calls
    """Answer a form that did not come from our own page, or that waited for too long."""
    text = _("This page waited for too long, or the form came from somewhere else. Go back, reload and send again.")
    return page(request, 403, text)


def forbidden(request: HttpRequest, exception: BaseException | None = None) -> HttpResponse:  # noqa: ARG001
    """Answer like for a page that does not exist."""
    return missing(request)


def missing(request: HttpRequest, exception: BaseException | None = None) -> HttpResponse:  # noqa: ARG001
    """Answer for a page that does not exist, or that is not for this person: the two look the same."""
    return page(request, 404, _("There is nothing here."))


def too_large(request: HttpRequest, *, files: bool = False) -> HttpResponse:
    """Answer more text, or larger files, than a page can take."""
    text = _("This text is too long for one page. Go back, shorten it, and send the rest afterwards.")
    if files:
        text = _(
            "This is larger than the page takes, and nothing of it was read. Go back: how much it takes stands there."
        )
    return page(request, 413, text)


def broken(request: HttpRequest) -> HttpResponse:
    """Answer an error that nobody foresaw, and note where it happened."""
    error = sys.exception()
    if error is not None:
        note(error)
    return page(request, 500, _("Something broke on our side. Nothing that was already sent is lost. Try again."))
