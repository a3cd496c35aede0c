"""Hours that nobody wishes for: a keyboard alone, somebody who takes the phone out of her hand."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Error, Page

from tests.journeys import story
from tests.journeys.sites import Site
from tests.journeys.somebody import Somebody
from tests.journeys.test_first_person import HELP, founding_code

pytestmark = pytest.mark.journey


@pytest.fixture
def marta(site: Site, new_page: Callable[..., Page]) -> Somebody:
    """Marta before the door of a committee that was founded a minute ago."""
    story.found(Somebody(new_page(), site.desk, "en"), founding_code(site))
    return Somebody(new_page(), site.door, "en").goes()


def test_a_request_is_sent_by_keyboard_alone(marta: Somebody) -> None:
    keyboard = marta.page.keyboard
    keyboard.press("Tab")
    assert marta.page.locator(":focus").inner_text() == marta.says("To the content")
    for _ in range(20):
        if marta.page.locator("textarea:focus").count() == 0:
            keyboard.press("Tab")
    keyboard.type(HELP["en"])
    keyboard.press("Tab")
    keyboard.press("Enter")
    marta.page.wait_for_selector("ol.words")
    assert len(marta.words()) == 9


def _go_back(page: Page) -> None:
    """Go back; a page that clears what the browser kept is for a moment attached to nothing."""
    page.wait_for_load_state("networkidle")
    for left in range(20, -1, -1):
        try:
            page.go_back()
        except Error as error:
            if "Not attached" not in str(error) or not left:
                raise
            page.wait_for_timeout(100)
        else:
            return


def test_going_back_after_closing_shows_neither_words_nor_answers(marta: Somebody) -> None:
    words = story.ask_for_help(marta, HELP["en"])
    marta.goes("/b/").types(words=" ".join(words)).presses("Open")
    marta.presses("Close")
    _go_back(marta.page)
    assert marta.page.get_by_role("heading").first.inner_text() == marta.says("This page is closed")
    marta.does_not_see(words[0])


def test_one_click_leads_to_a_page_nobody_asks_about(marta: Somebody) -> None:
    leave = marta.page.get_by_role("link", name=marta.says("Leave quickly"))
    assert leave.get_attribute("href") == "https://www.bbc.com/weather"
    assert leave.get_attribute("referrerpolicy") == "no-referrer"
    box = leave.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 44
