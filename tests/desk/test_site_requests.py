"""What reaches a page, and what is turned away before it."""

from typing import Any

import pytest

from tests.desk.clients import HERE, DeskClient, DoorClient
from tests.desk.world import Committee

RUSSIAN = {"accept-language": "ru"}


def switch(client: DoorClient, **headers: str) -> Any:
    """Send a small form with these headers."""
    answer: Any = client.post("/language/", {"language": "en", "next": "/about/"}, headers=headers)
    return answer


def bare(committee: Committee) -> DoorClient:
    """A browser that does not say where its forms come from."""
    client = committee.door()
    del client.defaults["HTTP_ORIGIN"]
    return client


def test_a_form_of_our_own_page_is_taken_and_answers_303(door: DoorClient) -> None:
    answer = switch(door)
    assert (answer.status_code, answer["Location"]) == (303, "/about/")


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "null"},
        {"origin": "http://evil.example"},
        {"origin": "http://127.0.0.1:8301"},
        {"origin": "https://127.0.0.1"},
        {"origin": HERE, "sec-fetch-site": "cross-site"},
        {"referer": "http://evil.example/127.0.0.1/"},
        {"referer": "http://127.0.0.1.evil.example/"},
    ],
    ids=str,
)
def test_a_form_from_elsewhere_is_refused(committee: Committee, headers: dict[str, str]) -> None:
    assert switch(bare(committee), **headers).status_code == 403


def test_an_old_browser_says_where_it_was_in_the_referer(committee: Committee) -> None:
    assert switch(bare(committee), referer=f"{HERE}/about/").status_code == 303


def test_a_form_without_its_token_is_refused(committee: Committee) -> None:
    door = committee.door()
    door.handler.enforce_csrf_checks = True
    assert switch(door).status_code == 403


def test_a_refused_form_is_told_so_in_the_visitors_language(committee: Committee) -> None:
    answer = switch(bare(committee), origin="null", **RUSSIAN)
    assert 'lang="ru"' in answer.content.decode()


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "127.0.0.1:80:80", ""])
def test_a_strange_host_gets_nothing(door: DoorClient, host: str) -> None:
    answer = door.get("/about/", headers={"host": host})
    assert (answer.status_code, answer.content) == (400, b"")


@pytest.mark.parametrize("way_back", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_the_language_switch_leads_nowhere_else(door: DoorClient, way_back: str) -> None:
    answer = door.post("/language/", {"language": "uk", "next": way_back})
    assert answer["Location"] == "/"


def test_a_language_we_do_not_speak_is_not_remembered(door: DoorClient) -> None:
    assert not door.post("/language/", {"language": "xx\r\nSet-Cookie: a=b"}).cookies


@pytest.mark.parametrize("path", ["/about/", "/nowhere/", "/language/"])
def test_no_page_is_kept_framed_or_told_to_others(door: DoorClient, path: str) -> None:
    headers = door.get(path).headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "geolocation=()" in headers["Permissions-Policy"]


def test_a_page_may_load_nothing_but_our_own_style_and_pictures(door: DoorClient) -> None:
    policy = door.get("/about/").headers["Content-Security-Policy"]
    assert sorted(policy.split("; ")) == [
        "base-uri 'none'",
        "default-src 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "img-src 'self'",
        "media-src 'self'",
        "style-src 'self'",
    ]


def test_only_the_stylesheet_and_the_icon_may_be_kept(door: DoorClient) -> None:
    page = door.text("/about/")
    link = page.split('rel="stylesheet" href="')[1].split('"')[0]
    answer = door.get(link)
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["Content-Type"].startswith("text/css")


@pytest.mark.parametrize("name", ["page.css", "..%2fpage.css", "000000000000.css"])
def test_nothing_else_is_served_as_a_file(door: DoorClient, name: str) -> None:
    assert door.get(f"/s/{name}").status_code == 404


def test_door_and_desk_have_separate_cookies(door: DoorClient, desk: DeskClient) -> None:
    for client in (door, desk):
        client.post("/language/", {"language": "en"})
        client.get("/about/")
    assert set(door.cookies) == {"f", "w"}
    assert set(desk.cookies) == {"d", "v", "s"}


def test_a_forged_cookie_is_only_a_stranger(committee: Committee) -> None:
    client = committee.desk()
    client.cookies["s"] = "A" * 4000
    client.cookies["d"] = "\x7f;'\"<script>"
    assert client.get("/me/")["Location"] == "/sign-in/"
