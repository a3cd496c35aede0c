"""Whatever is typed into whichever form: a sentence in the person's language, nothing lost, never a broken page."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from bereginya.desk.cases import actions as cases
from bereginya.desk.cases.records import Need, NeedKind, Note, Task
from bereginya.desk.intake import actions as intake
from bereginya.desk.intake import door_actions, queries
from bereginya.desk.intake.records import Path
from tests.desk.clients import DeskClient, SiteClient
from tests.desk.world import Committee
from tests.withstand.every_page import DESK, DOOR, Forms, filled, routes

ODD: dict[str, str] = {
    "two megabytes": "слово " * 190_000,
    "a name of a hundred thousand letters": "Ы" * 100_000,
    "null bytes": "Пётр\0Иванов\0",
    "right to left and of no width": "\u202eПётр\u2066\u200b\u200fИванов",
    "half a character": "Пётр \udc80",
    "a page": "<script>alert(1)</script>{{ 7|add:7 }}{% load x %}",
    "a way out": "../../etc/passwd\r\nSet-Cookie: a=b",
}
ENDS_THE_SESSION = {"members:lock", "members:lock-everything", "members:hard", "members:hard-sure"}


def ids_of(committee: Committee) -> dict[str, str]:
    """Return the ids of one case with everything in it."""
    door_actions.receive(committee.vault, "a" * 32, "Мой сын не отвечает.", Path.HELP, "ru")
    (folder,) = queries.requests(committee.anna)
    intake.take_on(committee.anna, folder, committee.anna.member)
    note = cases.say(committee.anna, folder, Note("заметка"), once="1" * 32)
    cases.say(committee.anna, folder, Task("позвонить"), once="2" * 32)
    cases.say(committee.anna, folder, Need(NeedKind.LAW), once="3" * 32)
    return {"folder": folder, "entry": note, "what": "person", "name": "reserved", "holder": committee.vera.member}


def sent(client: SiteClient, urls: str, ids: dict[str, str], odd: str) -> Iterator[tuple[str, Any]]:
    """Send the odd text in every field of every form of every page; yield the address and the answer."""
    for name, route in routes(urls):
        address = filled(route, ids)
        page = client.get(address)
        if page.status_code != 200 or page.streaming or name in ENDS_THE_SESSION:
            continue
        for action, hidden, written in Forms(page.content.decode()).found:
            if "lock" not in action:
                yield address, _sent(client, action or address, hidden | dict.fromkeys(written, odd))


def _sent(client: SiteClient, address: str, fields: dict[str, str]) -> Any:
    """Send the fields as bytes that need not be valid UTF-8."""
    body = urlencode(fields, errors="surrogatepass")
    return client.post(address, body, content_type="application/x-www-form-urlencoded")


@pytest.mark.parametrize("powers", ["works", "works and invites"])
@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
def test_no_form_of_the_desk_breaks(committee: Committee, odd: str, powers: str) -> None:
    ids = ids_of(committee)
    committee.olga.refresh()
    member = committee.anna if powers == "works" else committee.olga
    for address, answer in sent(committee.desk(member), DESK, ids, odd):
        assert answer.status_code in {200, 302, 303, 400, 403, 404, 409, 413}, address
        assert b"Traceback" not in answer.content, address


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
def test_no_form_of_the_door_breaks(committee: Committee, odd: str) -> None:
    for address, answer in sent(committee.door(), DOOR, {}, odd):
        assert answer.status_code in {200, 302, 303, 400, 403, 404, 413, 503}, address
        assert b"Traceback" not in answer.content, address


@pytest.mark.parametrize(("language", "said"), [("ru", "Здесь больше"), ("uk", "Тут більше"), ("en", "longer than")])
def test_too_much_is_said_in_her_language_and_her_text_is_still_there(
    committee: Committee, language: str, said: str
) -> None:
    text = "Мой сын не отвечает. " * 2_000
    page = committee.door().post("/", {"text": text}, headers={"accept-language": language}).content.decode()

    assert said in page
    assert text.strip() in page


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04" + b"\0" * 50_000,
        b"GIF89a<script>alert(1)</script>",
        b"%PDF-1.7\xff\xd8\xff",
        b"\0",
        b"\x1f\x8b" * 999,
    ],
    ids=["an archive", "two kinds at once", "two kinds at once, again", "one byte", "a packed file"],
)
def test_odd_files_are_taken_as_they_are_and_shown_as_nothing(committee: Committee, content: bytes) -> None:
    ids = ids_of(committee)
    desk: DeskClient = committee.desk(committee.anna)
    odd = SimpleUploadedFile("../\u202egpj.exe\0.jpg", content, "text/html")
    assert desk.post(desk.url("cases:add-file", ids["folder"]), {"file": odd}).status_code == 303

    page = desk.text(desk.url("cases:folder", ids["folder"]))
    (address,) = {part for part in page.split('"') if "/file/" in part and part.count("/") > 4}
    shown = desk.get(address)

    assert shown.status_code == 200
    assert b"<script>alert" not in shown.content
    assert desk.get(f"{address}picture/").status_code in {200, 400}


@pytest.mark.parametrize("cookie", ["", "a" * 43, "\x01\x02", "a" * 4000])
def test_a_forged_cookie_opens_nothing(committee: Committee, cookie: str) -> None:
    desk = committee.desk()
    desk.cookies["s"] = cookie

    assert desk.get("/cases/")["Location"] == "/sign-in/"


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "127.0.0.1@evil.example"])
def test_a_forged_host_is_refused_with_a_sentence(committee: Committee, host: str) -> None:
    answer = committee.door().get("/", headers={"host": host or "\t"})

    assert answer.status_code == 400
    assert b"evil.example" not in answer.content
