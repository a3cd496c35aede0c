"""The main job on real input, in a real browser with scripts switched off: from an empty folder to a closed case."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.journeys import story
from tests.journeys.sites import DESKTOP, Site
from tests.journeys.somebody import Somebody

pytestmark = pytest.mark.journey

LOCALES = {"ru": "ru-RU", "uk": "uk-UA", "en": "en-GB"}
HELP = {
    "ru": "Здравствуйте. Сын не звонит третью неделю, говорили про перевод.",
    "uk": "Доброго дня. Син не дзвонить третій тиждень, казали про переведення.",
    "en": "Hello. My son has not called for three weeks; they spoke of a transfer.",
}


def founding_code(site: Site) -> str:
    """Return the code that the terminal shows."""
    shown = re.search(rb"type this code there: (\d{4} \d{4})", site.log.read_bytes())
    assert shown is not None
    return shown[1].decode()


def test_the_first_person_is_helped(site: Site, new_page: Callable[..., Page]) -> None:
    olga = Somebody(new_page("ru-RU", DESKTOP), site.desk, "ru")
    anna = Somebody(new_page("ru-RU", DESKTOP), site.desk, "ru")
    marta = Somebody(new_page("ru-RU"), site.door, "ru")
    story.found(olga, founding_code(site))
    story.hand_to_trustees(olga)
    story.invite(olga, anna)
    story.sign_in(anna, "anna")
    words = story.ask_for_help(marta, HELP["ru"])
    story.answer(anna, "Мы прочитали. Завтра напишем, с чего начнём.")
    story.come_back(marta, words, "Мы прочитали. Завтра напишем", "Спасибо. Он позвонил один раз.")
    story.work(anna, "Он позвонил один раз.")
    story.lock(anna)


@pytest.mark.parametrize("language", ["uk", "en"])
def test_a_request_is_answered_in_each_language_on_a_phone(
    site: Site, new_page: Callable[..., Page], language: str
) -> None:
    olga = Somebody(new_page(LOCALES[language]), site.desk, language)
    marta = Somebody(new_page(LOCALES[language]), site.door, language)
    story.found(olga, founding_code(site))
    words = story.ask_for_help(marta, HELP[language])
    story.answer(olga, "Дякуємо / thank you")
    story.come_back(marta, words, "Дякуємо / thank you", HELP[language])
    story.lock(olga)
