"""Whoever was not given the key gets the answer of what does not exist, at every address there is."""

import re
import sys
from collections.abc import Callable
from threading import get_ident
from time import sleep
from types import FrameType
from typing import Any

import pytest

from bereginya import vault as vaults
from bereginya.desk.cases import actions as cases
from bereginya.desk.cases.records import Need, NeedKind, Task
from bereginya.desk.intake import actions as intake
from bereginya.desk.intake import door_actions, queries
from bereginya.desk.intake.records import Attachment, NamedFile, Path
from bereginya.desk.overview import queries as overview
from bereginya.desk.overview.search import questions
from bereginya.desk.overview.warming import warmth
from tests.desk.clients import DeskClient
from tests.desk.world import Committee
from tests.withstand.every_page import DESK, filled, routes

WITH_IDS = [(name, route) for name, route in routes(DESK) if "folder>" in route]


def hidden(committee: Committee) -> list[dict[str, str]]:
    """Return the ids of things that Vera was not given: a request, and a case with everything in it."""
    _, first = door_actions.receive(committee.vault, "a" * 32, "Мой сын не отвечает.", Path.HELP, "ru")
    (request,) = queries.requests(committee.anna)
    door_actions.receive(committee.vault, "b" * 32, "Второе письмо.", Path.HELP, "ru")
    (case,) = set(queries.requests(committee.anna)) - {request}
    stored = vaults.put_file(committee.vault, [b"photo"])
    sent = door_actions.say(committee.vault, first, Attachment(NamedFile(stored, "photo")), "c" * 32)
    intake.take_on(committee.anna, case, committee.anna.member)
    task = cases.say(committee.anna, case, Task("позвонить"), once="1" * 32)
    need = cases.say(committee.anna, case, Need(NeedKind.LAW), once="2" * 32)
    told = {"what": "note", "holder": committee.anna.member, "other": request}
    return [{"folder": place, "entry": entry} | told for place, entry in ((request, sent), (case, task), (case, need))]


def everything_is_read(stranger: DeskClient, committee: Committee) -> None:
    """Wait until the thread that reads after sign-in is done: two pages are compared, not two moments."""
    stranger.get("/about/")
    while not warmth(committee.vera).complete:
        sleep(0.001)


def answer(response: Any) -> tuple[int, str]:
    """Return status and page, without the ids of the address asked for and the token of the form."""
    page = re.sub('value="[^"]{64}"', "", response.content.decode())
    return response.status_code, re.sub("[0-9a-f]{32}", "·", page)


@pytest.mark.parametrize("name", [name for name, _ in WITH_IDS])
def test_what_was_not_granted_does_not_exist(name: str, stranger: DeskClient, committee: Committee) -> None:
    route = dict(WITH_IDS)[name]
    for ids in hidden(committee):
        nowhere = {key: "0" * 32 if len(value) == 32 else value for key, value in ids.items()}
        everything_is_read(stranger, committee)
        for ask in (stranger.get, stranger.post):
            there, absent = ask(filled(route, ids)), ask(filled(route, nowhere))

            assert answer(there) == answer(absent)
            assert there.status_code in {404, 405}


@pytest.mark.parametrize("name", [name for name, _ in WITH_IDS])
def test_what_was_not_granted_takes_the_same_steps_as_what_does_not_exist(
    name: str, stranger: DeskClient, committee: Committee
) -> None:
    """Time differs from run to run. What it would tell, the steps tell: functions of ours and questions to SQLite."""
    route = dict(WITH_IDS)[name]
    for ids in hidden(committee):
        nowhere = {key: "0" * 32 if len(value) == 32 else value for key, value in ids.items()}
        for ask in (stranger.get, stranger.post):
            everything_is_read(stranger, committee)
            ask(filled(route, ids))  # what is remembered from the first time on is not compared

            there = steps(committee, lambda: ask(filled(route, ids)))  # noqa: B023 - called at once
            absent = steps(committee, lambda: ask(filled(route, nowhere)))  # noqa: B023

            assert there == absent
            assert len(there) > 5


def steps(committee: Committee, work: Callable[[], object]) -> list[str]:
    """Return every function of ours that is entered meanwhile, and every statement SQLite is given, without ids.

    What threads that read or match in the background do at the same time is not the answer to a question.
    """
    taken: list[str] = []
    here = get_ident()

    def entered(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and "/bereginya/" in frame.f_code.co_filename:
            taken.append(frame.f_code.co_qualname)

    def asked(statement: str) -> None:
        if get_ident() == here:
            taken.append(re.sub("[0-9a-fA-F]{32}", "·", statement))

    connections = (committee.vault.store._log, committee.vault.store._box)
    for one in connections:
        one.set_trace_callback(asked)
    sys.setprofile(entered)
    try:
        work()
    finally:
        sys.setprofile(None)
        for one in connections:
            one.set_trace_callback(None)
    return taken


def test_there_are_addresses_to_try() -> None:
    assert len(WITH_IDS) > 30


def test_the_lists_and_the_search_tell_a_stranger_nothing(stranger: DeskClient, committee: Committee) -> None:
    before = [stranger.get(path).content for path in ("/cases/", "/cases/closed/")]
    hidden(committee)

    after = [stranger.get(path).content for path in ("/cases/", "/cases/closed/")]

    assert [len(page) for page in before] == [len(page) for page in after]
    assert overview.search(committee.vera, questions("сын письмо")) == []


def test_nobody_who_is_not_signed_in_gets_past_the_first_page(committee: Committee) -> None:
    ids = hidden(committee)[1]
    nobody = committee.desk()
    for name, route in routes(DESK):
        response = nobody.get(filled(route, ids))

        assert response.status_code in {200, 302, 303, 404, 405}, name
        assert "сын" not in response.content.decode()
        if name.partition(":")[0] in {"cases", "intake", "overview"} and response.status_code != 405:
            assert response["Location"].startswith("/sign-in/"), name
