"""What the check of the translations finds, and what every list of words of ours has in three languages."""

import re
import tomllib
from importlib.resources import files
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po
from django.utils import translation
from django.utils.translation import ngettext

from tests.desk.tools import translations

LANGUAGES = ("ru", "uk")
ODD = [
    ("Send", ""),
    ("Send %(file)s", "Отправить %(name)s"),
    ("Send", "Отправить "),
    ("Send", "Oтправить"),
    ("Send", "Отправить!"),
    ("Name", "Ім’я"),
]


@pytest.mark.parametrize(("english", "odd"), ODD)
def test_an_odd_translation_is_found(english: str, odd: str) -> None:
    there = Catalog(locale="uk")
    there.add(english, odd)
    assert list(translations()._faults(there, _message(english)))


def test_a_string_that_is_new_is_found() -> None:
    assert list(translations()._faults(Catalog(locale="ru"), _message("Send"))) == ["not extracted"]


def test_a_fuzzy_translation_is_found() -> None:
    there = Catalog(locale="ru")
    there.add("Send", "Отправить", flags=["fuzzy"])
    assert list(translations()._faults(there, _message("Send"))) == ["fuzzy"]


def test_two_forms_where_the_language_has_three_are_found() -> None:
    there = Catalog(locale="ru")
    there.add(("%(n)s day", "%(n)s days"), ("%(n)s день", "%(n)s дня"))
    assert list(translations()._faults(there, _message(("%(n)s day", "%(n)s days")))) == ["not translated"]


DAY, DAYS = ("%(n)s day", "%(n)s день"), (("%(n)s day", "%(n)s days"), ("%(n)s день", "%(n)s дня", "%(n)s дней"))


@pytest.mark.parametrize(("before", "now"), [(DAYS, DAY), (DAY, DAYS)], ids=["lost", "got"])
@pytest.mark.parametrize("where", ["here", "in another room"])
def test_a_message_that_lost_or_got_its_plural_is_to_be_translated_anew(
    before: tuple[str, str], now: tuple[str, str], where: str
) -> None:
    elsewhere, here, said = Catalog(locale="ru"), Catalog(locale="ru"), Catalog()
    (here if where == "here" else elsewhere).add(*before)
    said.add(now[0])

    found = translations().updated(here, said)
    translations()._take_over(found, [elsewhere])
    write_po(BytesIO(), found)

    assert not any(found.get(now[0]).string or ())


def test_a_new_message_is_said_as_another_room_says_it() -> None:
    elsewhere, said = Catalog(locale="ru"), Catalog()
    elsewhere.add(*DAYS)
    said.add(DAYS[0])

    found = translations().updated(Catalog(locale="ru"), said)
    translations()._take_over(found, [elsewhere])

    assert found.get(DAYS[0]).string == DAYS[1]


def test_a_text_that_names_a_button_otherwise_than_it_is_called_is_found() -> None:
    there = Catalog(locale="ru")
    there.add("Lock", "Запереть")
    there.add("Press “Lock” on the screen.", "Нажмите на экране «Закрыть».")
    assert list(translations().misnamed("ru", [there])) == ["ru: no “запереть” in: Press “Lock” on the screen."]


def test_nobody_is_addressed_with_a_capital_letter() -> None:
    inside = re.compile(r"[\w,;:] (Вы|Вас|Вам|Ваш\w*|Ви)\b")
    assert [text for language in LANGUAGES for text in _said(language) if inside.search(text)] == []


@pytest.mark.parametrize(
    ("days", "russian", "ukrainian"),
    [(1, "1 день", "1 день"), (3, "3 дня", "3 дні"), (11, "11 дней", "11 днів"), (21, "21 день", "21 день")],
)
def test_a_number_of_days_takes_the_form_its_language_asks_for(days: int, russian: str, ukrainian: str) -> None:
    assert (_waiting("ru", days), _waiting("uk", days)) == (f"ждёт {russian}", f"чекає {ukrainian}")


def test_the_doctor_says_everything_in_three_languages_with_the_same_figures() -> None:
    said = tomllib.loads(files("bereginya.vault").joinpath("doctor_words.toml").read_text("utf-8"))
    for check, words in ((check, words) for check, levels in said.items() for words in levels.values()):
        assert set(words) == {"en", "ru", "uk"}, check
        assert len({frozenset(re.findall(r"{\w+}", text)) for text in words.values()}) == 1, check


def test_the_signs_of_danger_are_the_same_in_every_language() -> None:
    folder = files("bereginya.desk.intake").joinpath("signs")
    lists = {file.name: set(tomllib.loads(file.read_text("utf-8"))) for file in folder.iterdir()}
    assert set(lists) == {"en.toml", "ru.toml", "uk.toml"}
    assert len({frozenset(signs) for signs in lists.values()}) == 1


def test_every_thing_of_the_glossary_has_its_word_in_three_languages() -> None:
    glossary = Path(__file__).resolve().parents[2] / "docs" / "glossary.md"
    rows = [line.split("|")[1:-1] for line in glossary.read_text("utf-8").splitlines() if line.startswith("| `")]
    assert len(rows) > 50
    assert [row for row in rows if len(row) != 6 or not all(word.strip() for word in row[:4])] == []


def _message(english: str | tuple[str, str]) -> object:
    return Catalog().add(english)


def _said(language: str) -> list[str]:
    rooms = [translations().read(room, language) for room in translations().rooms()]
    return [str(message.string) for catalog in rooms for message in catalog if message.id]


def _waiting(language: str, days: int) -> str:
    with translation.override(language):
        return ngettext("waiting for %(days)s day", "waiting for %(days)s days", days) % {"days": days}
