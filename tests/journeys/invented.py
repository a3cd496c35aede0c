"""The invented committee of the demo, running, and every kind of page that links lead to."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve, reverse
from django.urls.converters import IntConverter
from playwright.sync_api import Page

from bereginya.cli.invented import found_committee
from bereginya.desk.site.settings import SiteSettings
from tests.journeys.sites import Site, serve
from tests.journeys.somebody import Somebody
from tests.ports import free_ports


@dataclass(frozen=True, slots=True)
class Invented:
    """The running committee, the passphrases of its members by sign-in name, and somebody's nine words."""

    site: Site
    passphrases: dict[str, str]
    nine_words: str


def invented_committee(folder: Path) -> Iterator[Invented]:
    """Found the committee of the demo in a folder, open it, and close it afterwards."""
    door, desk = free_ports()
    chosen = SiteSettings(folder / "data", door_port=door, desk_port=desk)
    told = list(found_committee(chosen))
    passphrases = dict(line.strip().split(" · ", 1) for line in told[1:-1])
    running = serve(chosen)
    yield Invented(running, passphrases, told[-1].split(": ", 1)[1])
    running.stop()


_FILES = ("cases:file", "intake:file", "post:came", "registers:clip")
DOWNLOADS = {f"{room}-{part}" for room in _FILES for part in ("content", "picture", "play")} | {
    "door:file",
    "guide:file",
    "post:docx",
    "post:page",
    "post:pdf",
    "ui:asset",
}
"""No pages."""
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
    """Go to one page of every kind that links lead to from `start`, and yield its kind. Files are left alone."""
    home = urlsplit(start)
    waiting, seen = deque([start]), {kind(home.path, urls)}
    while waiting:
        page.goto(waiting.popleft())
        yield kind(urlsplit(page.url).path, urls) or "elsewhere"
        for link in page.evaluate(_LINKS):
            there = urlsplit(link)
            name = kind(there.path, urls)
            if there.netloc == home.netloc and name is not None and name not in seen | DOWNLOADS:
                seen.add(name)
                waiting.append(link)


def sign_in(who: Somebody, name: str, passphrase: str) -> None:
    """Open the desk."""
    who.goes("/sign-in/").types(name=name, passphrase=passphrase).presses("Open the desk")


def pages(urls: str) -> dict[str, str]:
    """Return every page there is by the name of its url, with an address of which the ids are invented."""
    found = {}
    for room in get_resolver(urls).url_patterns:
        assert isinstance(room, URLResolver)
        for page in room.url_patterns:
            assert isinstance(page, URLPattern)
            ids = {
                name: 1 if isinstance(of, IntConverter) else "0" * 32 for name, of in page.pattern.converters.items()
            }
            name = f"{room.namespace}:{page.name}"
            found[name] = reverse(name, urls, kwargs=ids | page.default_args)
    return found
