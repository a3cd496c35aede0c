"""Know your rights, with scripts off: the self-check, a guide, all of them on paper, the file without a connection."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page

from bereginya.desk.teaching.guides import guides
from tests.journeys.sites import Site, start_site
from tests.journeys.somebody import Somebody
from tests.journeys.test_everybody import NARROW, RULES, SIDEWAYS

pytestmark = pytest.mark.journey

SCHEMES: tuple[Literal["dark", "light"], ...] = ("dark", "light")
LANGUAGES = {"ru": "ru-RU", "uk": "uk-UA", "en": "en-GB"}
LOWEST = 0.06
"""The share of a sheet that has to stay empty at the bottom: other computers have wider letters."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A door on an empty folder: the guides and the self-check need no committee."""
    running = start_site(tmp_path_factory.mktemp("guides"))
    yield running
    running.stop()


def visitor(new_page: Callable[..., Page], site: Site, language: str) -> Somebody:
    """Come to the door with a browser in her language."""
    return Somebody(new_page(locale=LANGUAGES[language]), site.door, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_self_check_from_the_first_question_to_what_to_do(
    site: Site, new_page: Callable[..., Page], language: str
) -> None:
    marta = visitor(new_page, site, language).goes(f"/g/{language}/")
    marta.follows("What does the law give me? A few questions").ticks("beating and humiliation").presses("Go on")
    for key, answer in (("status", "conscript"), ("violence_by", "equals")):
        marta.page.locator(f"input[name={key}][value={answer}]").check()
        marta.presses("Go on")
    marta.sees("What the law says so far").sees("What to do:")
    assert marta.page.context.cookies() == []
    assert marta.page.url == f"{site.door}/p/{language}/"

    marta.page.locator("summary").first.click()
    marta.opens("button[name=forget]")
    assert marta.page.locator("input[type=radio][name=status]").count() > 5


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_guide_is_found_read_and_asked_on(site: Site, new_page: Callable[..., Page], language: str) -> None:
    guide = guides()[-1]
    marta = visitor(new_page, site, language).goes(f"/g/{language}/")

    marta.follows(guide.title[language]).sees("Ask a lawyer").sees(guide.lead.said[language]).sees("Leave quickly")
    assert marta.page.context.cookies() == []
    marta.presses("What does the law give me? A few questions")
    assert marta.page.locator(f"input[name=about][value={guide.check}]").count() == 1
    marta.follows("Know your rights").sees("Who are you?")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_guide_is_one_sheet_of_paper(site: Site, new_page: Callable[..., Page], language: str) -> None:
    page = visitor(new_page, site, language).goes(f"/g/{language}/all/").page

    printed = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))

    assert len(printed) == len(guides())
    for sheet, guide in zip(printed, guides(), strict=True):
        text = sheet.get_textpage()
        assert guide.title[language].split()[-1] in text.get_text_bounded()
        width, height = sheet.get_size()
        assert (round(width), round(height)) == (595, 842)
        lowest = min(text.get_rect(at)[1] for at in range(text.count_rects()))
        assert lowest > height * LOWEST, f"{guide.title['en']} leaves no room at the bottom"


def test_one_guide_alone_is_one_sheet_too(site: Site, new_page: Callable[..., Page]) -> None:
    page = visitor(new_page, site, "ru").goes(f"/g/ru/{guides()[0].number}/").page

    assert len(pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_file_answers_without_a_connection_and_without_scripts(
    site: Site, new_page: Callable[..., Page], browser: Browser, tmp_path: Path, language: str
) -> None:
    marta = visitor(new_page, site, language).goes(f"/g/{language}/")
    with marta.page.expect_download() as taken:
        marta.page.get_by_role(
            "link", name=marta.says("All of it in one file, for a phone without a connection")
        ).click()
    file = tmp_path / taken.value.suggested_filename
    taken.value.save_as(file)

    far = browser.new_context(java_script_enabled=False, offline=True)
    asked: list[str] = []
    page = far.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    rule = page.locator("details.rule").filter(has=page.locator(".result:not(.no)")).first
    rule.locator("> summary").click()
    while rule.locator("details:not([open]) > summary:visible").count() and not shown(rule):
        rule.locator("details:not([open]) > summary:visible").first.click()
    assert shown(rule)
    assert asked == [file.as_uri()]
    far.close()


def test_the_file_is_for_everybody(site: Site, browser: Browser, tmp_path: Path) -> None:
    page = browser.new_page(viewport=NARROW)
    file = tmp_path / "notes.html"
    file.write_bytes(page.request.get(f"{site.door}/g/uk/f/").body())
    page.goto(file.as_uri())
    page.locator("details").first.click()
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        found = Axe().run(page, options={"runOnly": RULES})
        assert found.violations_count == 0, found.generate_report()
    assert page.evaluate(SIDEWAYS) == 0
    page.close()


def shown(rule: Locator) -> bool:
    """Tell whether what follows can be read."""
    return rule.locator(".result:not(.no)").first.is_visible()
