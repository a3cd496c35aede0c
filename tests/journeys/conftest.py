"""Door and desk as processes on free ports, and Chromium with scripts switched off to walk through them."""

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import django
import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, ViewportSize, sync_playwright

from bereginya.desk.site.settings import Process, SiteSettings, configuration
from tests.ports import free_ports

if not settings.configured:  # for the sentences that people look for on the pages
    settings.configure(**configuration(SiteSettings(Path("never-used")), Process.DESK, "key for tests"))
    django.setup()

CHROMIUM = "/usr/bin/chromium"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PHONE = ViewportSize(width=390, height=844)
DESKTOP = ViewportSize(width=1280, height=900)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave the journeys out where there is no browser, except in CI."""
    if not Path(CHROMIUM).exists() and not os.environ.get("CI"):
        for item in items:
            if item.get_closest_marker("journey"):
                item.add_marker(pytest.mark.skip(reason="the journeys need Chromium: apt-get install chromium"))


@dataclass(frozen=True, slots=True)
class Site:
    """A running door and desk."""

    settings: SiteSettings
    process: subprocess.Popen[bytes]
    log: Path

    @property
    def door(self) -> str:
        return "http://{}:{}".format(*self.settings.address(Process.DOOR))

    @property
    def desk(self) -> str:
        return "http://{}:{}".format(*self.settings.address(Process.DESK))

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(20)


def start_site(folder: Path) -> Site:
    """Start door and desk on this data, as the command does, with quick passphrases."""
    door, desk = free_ports()
    return serve(SiteSettings(folder / "data", door_port=door, desk_port=desk, weak_passphrases_for_tests=True))


def serve(chosen: SiteSettings) -> Site:
    """Start door and desk with these settings and wait until both answer."""
    log = chosen.data.with_name("log")
    command = [sys.executable, "-m", "bereginya.desk.site", chosen.to_text()]
    with log.open("ab") as out:
        process = subprocess.Popen(command, stdout=out, stderr=out)
    site = Site(chosen, process, log)
    for address in (site.door, site.desk):
        wait_for(f"{address}/about/", process)
    return site


def wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    """Wait until somebody answers there."""
    for _ in range(200):
        assert process.poll() is None, "the site did not start"
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"no answer from {address}")


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
