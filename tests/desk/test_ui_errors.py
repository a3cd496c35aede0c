"""An error is a clear page, and in the log its type and place alone."""

import logging
from types import ModuleType

import pytest
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from bereginya.desk.site import desk_urls
from bereginya.desk.site.log import _Plain
from bereginya.desk.ui import errors
from bereginya.vault.argon import BusyError
from bereginya.vault.errors import DamagedError, MovedError, NoSuchCompartmentError
from tests.desk.clients import DeskClient
from tests.desk.world import Committee

SECRET = "Kateryna of Kharkiv"
RAISED = {
    "value": ValueError(SECRET),
    "moved": MovedError("1"),
    "busy": BusyError("1"),
    "none": NoSuchCompartmentError("1"),
    "damaged": DamagedError("entry 1"),
}


def fail(_request: HttpRequest, name: str) -> HttpResponse:
    """Raise what the address says."""
    word = SECRET
    raise RAISED[name] from RuntimeError(word)


@pytest.fixture
def failing(committee: Committee) -> DeskClient:
    """A desk with pages that fail; errors are answered, not raised into the test."""
    urls = ModuleType("failing_urls")
    urls.urlpatterns = [path("fail/<str:name>/", fail), path("", include(desk_urls))]  # type: ignore[attr-defined]
    for name in ("handler400", "handler403", "handler404", "handler500"):
        setattr(urls, name, getattr(desk_urls, name))
    client = committee.desk(committee.anna)
    client.settings["ROOT_URLCONF"] = urls
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize(
    ("name", "status", "sentence"),
    [
        ("value", 500, "Nothing that was already sent is lost"),
        ("moved", 409, "A colleague was faster"),
        ("busy", 503, "This page tries again by itself"),
        ("none", 404, "There is nothing here"),
        ("damaged", 400, "The rest is whole"),
    ],
)
def test_each_error_has_its_page(failing: DeskClient, name: str, status: int, sentence: str) -> None:
    answer = failing.get(f"/fail/{name}/")
    assert answer.status_code == status
    assert sentence in answer.content.decode()
    assert SECRET not in answer.content.decode()


def test_a_busy_page_comes_back_by_itself(failing: DeskClient) -> None:
    assert failing.get("/fail/busy/").headers["Refresh"] == "5"


def test_the_log_names_type_and_place_and_not_a_word_more(
    failing: DeskClient, caplog: pytest.LogCaptureFixture
) -> None:
    failing.get("/fail/value/?said=Kateryna", headers={"user-agent": "Phone of Kateryna"})
    ours = [record.getMessage() for record in caplog.records if record.name == "bereginya"]
    assert ours == ["ValueError at elsewhere"]


def test_the_place_is_the_last_line_of_our_own_code() -> None:
    with pytest.raises(AttributeError) as caught:
        errors.note("not an exception")  # type: ignore[arg-type]  # to fail inside of our code
    assert errors.place_of(caught.value).startswith("desk/ui/errors.py:")


def test_the_framework_keeps_no_report_of_an_exception() -> None:
    reporter = errors.SilentReporter(None, ValueError, ValueError(SECRET), None)
    assert reporter.get_traceback_text() == reporter.get_traceback_html() == ""


def test_a_page_that_is_locked_meanwhile_leads_to_signing_in(failing: DeskClient, committee: Committee) -> None:
    committee.sessions.end_all()
    assert failing.get("/me/")["Location"] == "/sign-in/"


def test_our_formatter_shows_no_trace() -> None:
    try:
        raise ValueError(SECRET)
    except ValueError as error:
        trace = (type(error), error, error.__traceback__)
        record = logging.LogRecord("bereginya", logging.ERROR, "x.py", 1, "ValueError at x.py:1", None, trace)
    assert _Plain("%(levelname)s %(message)s").format(record).strip() == "ERROR ValueError at x.py:1"
