"""The stylesheet: everything it can do, scanned in both colour schemes and on a phone's width."""

import subprocess
import sys
from collections.abc import Iterator
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.journeys.sites import DESKTOP, PHONE, wait_for
from tests.ports import free_ports

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def style_page() -> Iterator[str]:
    """The address of a page with every element there is."""
    port, _ = free_ports()
    server = subprocess.Popen([sys.executable, "-m", "tests.journeys.style", str(port)])
    address = f"http://127.0.0.1:{port}/style/"
    wait_for(address, server)
    yield address
    server.kill()
    server.wait()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_element_can_be_read_by_everybody(
    style_page: str, browser: Browser, scheme: Literal["light", "dark"]
) -> None:
    page = browser.new_page(bypass_csp=True, color_scheme=scheme, viewport=PHONE)  # the scanner is a script
    page.goto(style_page)
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]})
    page.close()
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP])
def test_nothing_sticks_out_at_the_side(style_page: str, browser: Browser, viewport: dict[str, int]) -> None:
    page = browser.new_page(viewport=PHONE if viewport == PHONE else DESKTOP)
    page.goto(style_page)
    overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    page.close()
    assert overflow == 0


def test_what_is_pressed_is_large_enough_for_a_thumb(style_page: str, browser: Browser) -> None:
    page = browser.new_page(viewport=PHONE)
    page.goto(style_page)
    small = page.evaluate(
        "[...document.querySelectorAll('button, .button, select, input:not([type=hidden]):not([type=radio])"
        ":not([type=checkbox]), nav a')].filter(e => e.getBoundingClientRect().height < 44).map(e => e.outerHTML)"
    )
    page.close()
    assert small == []
