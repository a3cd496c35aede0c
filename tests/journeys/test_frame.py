"""The frame of every page, in a real browser with scripts switched off."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.journeys.sites import Site

pytestmark = pytest.mark.journey


def test_the_language_is_switched_on_the_page_itself(site: Site, page: Page) -> None:
    page.goto(f"{site.door}/about/")
    page.get_by_role("button", name="Русский").click()
    page.wait_for_load_state()
    assert page.url == f"{site.door}/about/"
    assert page.locator("html").get_attribute("lang") == "ru"


def test_no_cookie_outlives_the_browser(site: Site, page: Page) -> None:
    page.goto(f"{site.door}/about/")
    page.get_by_role("button", name="English").click()
    cookies = page.context.cookies()
    assert {cookie["name"] for cookie in cookies} == {"f", "w"}
    assert all(cookie["expires"] == -1 and cookie["httpOnly"] for cookie in cookies)
    assert {cookie["sameSite"] for cookie in cookies} == {"Strict"}


@pytest.mark.parametrize("path", ["/about/", "/nowhere/"])
def test_nobody_is_shut_out_by_the_frame(site: Site, browser: Browser, path: str) -> None:
    page = browser.new_page(bypass_csp=True)  # the scanner is a script
    page.goto(f"{site.door}{path}")
    found = Axe().run(page)
    page.close()
    assert found.violations_count == 0, found.generate_report()
