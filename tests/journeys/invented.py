"""The invented committee of the demo, running, and every kind of page that links lead to."""

from collections import deque
from collections.abc import Iterator
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import Page

from tests.journeys.somebody import Somebody

_LINKS = "[...document.querySelectorAll('a[href]')].map(link => link.href)"


def kind(path: str, urls: str) -> str | None:
    """Return which kind of page a path shows: its url's name, and what it was asked for if that is a word."""
    try:
        found = resolve(path, urls)
    except Resolver404:
        return None
    asked = [str(one) for name, one in found.kwargs.items() if name in {"what", "name", "step"}]
    return " ".join([found.view_name, *asked])


def walk(page: Page, start: str, urls: str) -> Iterator[str]:
    """Go to one page of every kind that can be reached by links from `start`, and yield its kind."""
    home = urlsplit(start)
    waiting, seen = deque([start]), {kind(home.path, urls)}
    while waiting:
        page.goto(waiting.popleft())
        yield kind(urlsplit(page.url).path, urls) or "elsewhere"
        for link in page.evaluate(_LINKS):
            there = urlsplit(link)
            name = kind(there.path, urls)
            if there.netloc == home.netloc and name is not None and name not in seen and not name.startswith("ui:asset"):
                seen.add(name)
                waiting.append(link)


def sign_in(who: Somebody, name: str, passphrase: str) -> None:
    """Open the desk."""
    who.goes("/sign-in/").types(name=name, passphrase=passphrase).presses("Open the desk")
