"""Chromium with scripts switched off, and the committees that people walk through: an empty one, the invented one."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import django
import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, ViewportSize, sync_playwright

from bereginya.desk.site.settings import Process, SiteSettings, configuration
from tests.journeys.invented import Invented, invented_committee, sign_in
from tests.journeys.sites import CHROMIUM, DESKTOP, FLAGS, PHONE, Site, start_site
from tests.journeys.somebody import Somebody

if not settings.configured:  # for the sentences that people look for on the pages
    settings.configure(**configuration(SiteSettings(Path("never-used")), Process.DESK, "key for tests"))
    django.setup()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave the journeys out where there is no browser, except in CI."""
    if not Path(CHROMIUM).exists() and not os.environ.get("CI"):
        for item in items:
            if item.get_closest_marker("journey"):
                item.add_marker(pytest.mark.skip(reason="the journeys need Chromium: apt-get install chromium"))


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """A door and a desk on an empty data folder."""
    running = start_site(tmp_path)
    yield running
    running.stop()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    if not Path(CHROMIUM).exists():
        pytest.fail("Chromium is missing, and in CI nothing may be skipped")
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Chromium without a window."""
    launched = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
    yield launched
    launched.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A visitor's browser on a phone, in English, with scripts switched off."""
    opened = browser.new_context(java_script_enabled=False, locale="en-GB", viewport=PHONE)
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """One page of that browser."""
    return context.new_page()


@pytest.fixture
def new_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open pages of other people, each in a browser of her own: `new_page(locale="ru-RU", viewport=DESKTOP)`."""
    opened: list[BrowserContext] = []

    def open_one(locale: str = "en-GB", viewport: ViewportSize = PHONE) -> Page:
        opened.append(browser.new_context(java_script_enabled=False, locale=locale, viewport=viewport))
        return opened[-1].new_page()

    yield open_one
    for one in opened:
        one.close()


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Invented]:
    """The committee of the demo, running: one for all journeys of a file."""
    yield from invented_committee(tmp_path_factory.mktemp("invented"))


@pytest.fixture
def come(browser: Browser, invented: Invented) -> Iterator[Callable[..., Somebody]]:
    """Let a member sign in with a browser of her own, scripts off: `come("анна", viewport=PHONE)`."""
    opened: list[BrowserContext] = []

    def one(name: str, viewport: ViewportSize = DESKTOP) -> Somebody:
        opened.append(browser.new_context(java_script_enabled=False, locale="ru-RU", viewport=viewport))
        who = Somebody(opened[-1].new_page(), invented.site.desk, "ru")
        sign_in(who, name, invented.passphrases[name])
        return who

    yield one
    for context in opened:
        context.close()
