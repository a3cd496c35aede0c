"""Nobody is shut out: every page of door and desk is scanned, light, dark and narrow."""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from urllib.parse import urlsplit
from zlib import crc32

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Error, Page, ViewportSize

from bereginya.desk.intake.door_forms import STEPS
from tests.journeys import rarely, story
from tests.journeys.invented import DOWNLOADS, Invented, invented_committee, kind, pages, sign_in, walk
from tests.journeys.sites import PHONE, Site
from tests.journeys.somebody import Somebody
from tests.journeys.test_first_person import HELP, founding_code

pytestmark = pytest.mark.journey

DESK, DOOR = "bereginya.desk.site.desk_urls", "bereginya.desk.site.door_urls"
TRIES = 4
NARROW = ViewportSize(width=320, height=640)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SMALL = """[...document.querySelectorAll('button, .button, select, nav a, input:not([type=hidden]):not([type=radio])'
  + ':not([type=checkbox])')].filter(one => one.offsetHeight > 0 && one.getBoundingClientRect().height < 44)
  .map(one => one.outerHTML)"""


def look(page: Page) -> None:
    """Scan a page as everybody sees it; say what is wrong with it. One that went on meanwhile is scanned again."""
    for _ in range(TRIES):
        page.wait_for_load_state()
        with suppress(Error):
            return scan(page)
    page.wait_for_load_state()
    return scan(page)


def scan(page: Page) -> None:
    """Scan a page that stands still: dark, light and narrow."""
    page.set_viewport_size(PHONE)
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)
        found = Axe().run(page, options={"runOnly": RULES if scheme == "light" else ["color-contrast"]})
        assert found.violations_count == 0, f"{page.url} {scheme}\n{found.generate_report()}"
    assert page.evaluate(SMALL) == [], page.url
    assert page.url.endswith("/about/") or not re.search("bereginya|берегин", page.content(), re.IGNORECASE), page.url
    page.set_viewport_size(NARROW)
    assert page.evaluate(SIDEWAYS) == 0, f"{page.url} sticks out at the side"
    page.set_viewport_size(PHONE)


@pytest.fixture
def invented(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Invented]:
    """The committee of the demo, running; a new one each time, since who comes by every page also sets things aside."""
    yield from invented_committee(tmp_path_factory.mktemp("invented"))


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[[], Page]]:
    """Open pages that the scanner, which is a script, may look into."""
    opened: list[Page] = []

    def open_one() -> Page:
        opened.append(browser.new_page(bypass_csp=True, locale="ru-RU", viewport=PHONE))
        return opened[-1]

    yield open_one
    for page in opened:
        page.close()


IN_THE_STORY = {
    "members:founding", "members:sheet", "members:words-typed", "members:invited", "members:enrol", "members:welcome",
    "members:admit", "members:sign-in", "members:join", "intake:file",
}  # fmt: skip
"""Pages of the desk that no link leads to: the story comes by."""


SHARES = 2
"""Scanning takes longest of all tests: each share comes by every page and scans its own, on a core of its own."""


@pytest.mark.parametrize("share", range(SHARES))
def test_every_page_of_the_desk_is_for_everybody(share: int, invented: Invented, open_page: Callable[[], Page]) -> None:
    olga = Somebody(open_page(), invented.site.desk, "ru")
    sign_in(olga, "ольга", invented.passphrases["ольга"])
    seen = DOWNLOADS | IN_THE_STORY

    def looked(who: Somebody) -> None:
        name = (kind(urlsplit(who.page.url).path, DESK) or "").split()[0]
        if crc32(name.encode()) % SHARES == share:
            look(who.page)
        seen.add(name)

    for part in rarely.PARTS:
        part(olga, looked)
    rarely.send_too_late(invented, olga, Somebody(open_page(), invented.site.desk, "ru"), looked)
    for _ in walk(olga.page, olga.address + "/", DESK):
        looked(olga)
    rest = {name: address for name, address in pages(DESK).items() if name not in seen}
    others = {name for name in rest if olga.page.request.get(olga.address + rest[name]).status != 405}
    rarely.search_day(olga, looked)
    assert others - seen == set()


def test_every_page_of_the_door_is_for_everybody(invented: Invented, open_page: Callable[[], Page]) -> None:
    marta, nina = (Somebody(open_page(), invented.site.door, "ru") for _ in range(2))
    seen = set(DOWNLOADS)

    def looked(who: Somebody) -> None:
        look(who.page)
        seen.add(kind(urlsplit(who.page.url).path, DOOR) or "")

    for _ in walk(marta.page, f"{invented.site.door}/", DOOR):
        looked(marta)
    marta.goes("/b/").types(words=invented.nine_words).presses("Open")
    for _ in walk(marta.page, marta.page.url, DOOR):
        looked(marta)
    story.ask_for_help(nina, HELP["ru"], looked)
    for _ in walk(nina.page, nina.page.url, DOOR):
        looked(nina)
    rarely.ask_for_seminar(nina, looked)
    looked(nina.goes("/l/"))  # linked once there is an advocate
    rest = {name: address for name, address in pages(DOOR).items() if name not in names(seen)}
    assert {name for name in rest if nina.page.request.get(nina.address + rest[name]).status != 405} == set()
    assert {f"door:ask {step}" for step in range(1, len(STEPS) + 1)} <= seen


def names(seen: set[str]) -> set[str]:
    """Return the names of the urls of these kinds of page."""
    return {one.partition(" ")[0] for one in seen}


def test_every_page_of_the_story_is_for_everybody(site: Site, open_page: Callable[[], Page]) -> None:
    seen = set()

    def looked(who: Somebody) -> None:
        look(who.page)
        seen.add((kind(urlsplit(who.page.url).path, DESK if who.address == site.desk else DOOR) or "").split()[0])

    olga, anna = Somebody(open_page(), site.desk, "ru"), Somebody(open_page(), site.desk, "ru")
    marta = Somebody(open_page(), site.door, "ru")
    story.found(olga, founding_code(site), looked)
    story.hand_to_trustees(olga, looked)
    story.invite(olga, anna, looked)
    words = story.ask_for_help(marta, HELP["ru"], looked)
    story.answer(olga, "Мы прочитали.", looked)
    story.come_back(marta, words, "Мы прочитали.", "Спасибо.", looked)
    assert seen >= IN_THE_STORY
