"""Names are put into cases with the gender that was given."""

import pytest

from bereginya.names import decline, parse
from bereginya.names.declining import Case, Gender, Language


def told(name: str, case: Case, gender: Gender, language: Language) -> str:
    found = decline(parse(name), case, gender=gender, language=language)
    return " ".join(filter(None, (found.surname, found.given, found.patronymic)))


@pytest.mark.parametrize(
    ("name", "gender", "case", "expected"),
    [
        ("Иванов Сергей Петрович", "m", "genitive", "Иванова Сергея Петровича"),
        ("Иванов Сергей Петрович", "m", "instrumental", "Ивановым Сергеем Петровичем"),
        ("Ткаченко Мария Ивановна", "f", "dative", "Ткаченко Марии Ивановне"),
        ("Ким Виктор", "m", "dative", "Киму Виктору"),
        ("Ким Виктория", "f", "dative", "Ким Виктории"),
        ("Шевченко Саша", "m", "genitive", "Шевченко Саши"),
        ("Салтыков-Щедрин Михаил", "m", "genitive", "Салтыкова-Щедрина Михаила"),
        ("Монгуш Алдын-оол", "m", "genitive", "Монгуша Алдын-оола"),
        ("Мамедов Али Гусейн оглы", "m", "genitive", "Мамедова Али Гусейн оглы"),
        ("ИВАНОВ Сергей", "m", "genitive", "ИВАНОВА Сергея"),
        ("Иванов Сергей", "m", "vocative", "Иванов Сергей"),
    ],
)
def test_russian_cases(name: str, gender: Gender, case: Case, expected: str) -> None:
    assert told(name, case, gender, "ru") == expected


@pytest.mark.parametrize(
    ("name", "gender", "case", "expected"),
    [
        ("Шевченко Тарас Григорович", "m", "dative", "Шевченку Тарасу Григоровичу"),
        ("Шевченко Олена Петрівна", "f", "dative", "Шевченко Олені Петрівні"),
        ("Ковальчук Петро", "m", "vocative", "Ковальчуку Петре"),
        ("Ковальчук Олена", "f", "instrumental", "Ковальчук Оленою"),
        ("Нечуй-Левицький Іван", "m", "genitive", "Нечуя-Левицького Івана"),
        ("Гулак Федір", "m", "genitive", "Гулака Федора"),
        ("Гулак Джангір", "m", "genitive", "Гулака Джангіра"),
    ],
)
def test_ukrainian_cases(name: str, gender: Gender, case: Case, expected: str) -> None:
    assert told(name, case, gender, "uk") == expected


def test_the_gender_decides_and_not_the_name() -> None:
    assert told("Бондарь Саша", "genitive", "m", "ru") == "Бондаря Саши"
    assert told("Бондарь Саша", "genitive", "f", "ru") == "Бондарь Саши"
