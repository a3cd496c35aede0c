"""A name as people write it is taken apart, and what is open stays open."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bereginya.names import Name, parse

CASES = {
    "Иванов И. П.": Name(surname="Иванов", initials=("И", "П")),
    "И.П. Иванов": Name(surname="Иванов", initials=("И", "П")),
    "Иванов ИП": Name(surname="Иванов", initials=("И", "П")),
    "Серёжа": Name(given="Серёжа"),
    "Serhii Shevchenko 1999": Name(surname="Shevchenko", given="Serhii", years=(1999,)),
    "Иванова Сергея Петровича": Name(surname="Иванова", given="Сергея", patronymic="Петровича"),
    "Сергей Петрович Иванов": Name(surname="Иванов", given="Сергей", patronymic="Петрович"),
    "Иванов, Сергей": Name(surname="Иванов", given="Сергей"),
    "Богдан, Роман": Name(surname="Богдан", given="Роман"),
    "Роман БОГДАН": Name(surname="БОГДАН", given="Роман"),
    "Сергей Петрович": Name(given="Сергей", patronymic="Петрович"),
    "Абрамович Роман Аркадьевич": Name(surname="Абрамович", given="Роман", patronymic="Аркадьевич"),
    "Салтыков-Щедрин Михаил": Name(surname="Салтыков-Щедрин", given="Михаил"),
    "Мамедов Али Гусейн оглы": Name(surname="Мамедов", given="Али", patronymic="Гусейн оглы", particles=("оглы",)),
    "Бакыт уулу Нурлан": Name(given="Нурлан", patronymic="Бакыт уулу", particles=("уулу",)),
    "фон Берг Карл": Name(surname="фон Берг", given="Карл", particles=("фон",)),
    "Монгуш Алдын-оол Кара-оолович": Name(surname="Монгуш", given="Алдын-оол", patronymic="Кара-оолович"),
    "Доржиев Баир Цыренович": Name(surname="Доржиев", given="Баир", patronymic="Цыренович"),
    "Кадыров Ислам": Name(surname="Кадыров", given="Ислам"),
    "Ньургун Слепцов": Name(surname="Слепцов", given="Ньургун"),
    "рядового Петрова Андрея": Name(surname="Петрова", given="Андрея", rank="рядового"),
    "мл. сержант Ткач Олег": Name(surname="Ткач", given="Олег", rank="мл. сержант"),
    "старший солдат Бойко Іван": Name(surname="Бойко", given="Іван", rank="старший солдат"),
    "Pvt. Ivan Petrov": Name(surname="Petrov", given="Ivan", rank="Pvt."),
    "Бойко Олег, позывной Седой": Name(surname="Бойко", given="Олег", call_sign="Седой"),
    "Бойко Олег «Седой»": Name(surname="Бойко", given="Олег", call_sign="Седой"),
    "Бойко Олег 12.03.1990 г.р.": Name(surname="Бойко", given="Олег", years=(1990,)),
    "Бойко Олег 1990-03-12": Name(surname="Бойко", given="Олег", years=(1990,)),
    "Бойко Олег 1990 р.н.": Name(surname="Бойко", given="Олег", years=(1990,)),
    "Бойко Олег в/ч 12345": Name(surname="Бойко", given="Олег", unit="12345"),
    "Бойко Олег, в.ч. А1234": Name(surname="Бойко", given="Олег", unit="А1234"),
    "Крылов Дм. Серг.": Name(surname="Крылов", initials=("Дм", "Серг")),
    "Дем'яненко Лук'ян": Name(surname="Дем'яненко", given="Лук'ян"),
    "Тараканов Тимофей": Name(surname="Тараканов", given="Тимофей"),
    "Tarakanov Timofej": Name(surname="Tarakanov", given="Timofej"),
    "Старшинова Аделаида": Name(surname="Старшинова", given="Аделаида"),
    "старшины Бойко Олега": Name(surname="Бойко", given="Олега", rank="старшины"),
    "Леонтина Устюгова": Name(surname="Устюгова", given="Леонтина"),
    "Лукашевич Виктор": Name(surname="Лукашевич", given="Виктор"),
    "Громова (урожд. Лисицына) Анна": Name(surname="Громова Лисицына", given="Анна"),
    "Ковтун С е р г е й": Name(surname="Ковтун", given="Сергей"),
    "мл. с-нт Ковтун Сергей": Name(surname="Ковтун", given="Сергей", rank="мл. с-нт"),
    "92омбр Ковтун Сергей": Name(surname="Ковтун", given="Сергей", unit="92омбр"),
    "1999 полковник Ковтун": Name(surname="Ковтун", rank="полковник", years=(1999,)),
    "К0втун Сергей": Name(surname="Ковтун", given="Сергей"),
    "ИВАНОВ ИВАН ИВАНОВИЧ 21.03.1999 г.р. уроженец г. Чита": Name(
        surname="ИВАНОВ", given="ИВАН", patronymic="ИВАНОВИЧ", years=(1999,)
    ),
    "Петренко Олег Іванович, 2-й механізований батальйон": Name(
        surname="Петренко", given="Олег", patronymic="Іванович", unit="2-й механізований батальйон"
    ),
    "ефрейтор контрактной службы Ковтун Пётр": Name(surname="Ковтун", given="Пётр", rank="ефрейтор"),
    "полковник мед. службы Ковтун Олег": Name(surname="Ковтун", given="Олег", rank="полковник"),
    "Ковтун Иван Сергеевич, личный номер АБ-123456": Name(surname="Ковтун", given="Иван", patronymic="Сергеевич"),
    "Ковтун Мария Ивановна (мать)": Name(surname="Ковтун", given="Мария", patronymic="Ивановна"),
    "Сергей Ковтун-мл.": Name(surname="Ковтун", given="Сергей"),
    "иванов Иван Иванович": Name(surname="иванов", given="Иван", patronymic="Иванович"),
    "ковтун сергей": Name(surname="ковтун", given="сергей"),
    "Темирбек кызы Айжан": Name(given="Айжан", patronymic="Темирбек кызы", particles=("кызы",)),
    "": Name(),
    "...": Name(),
}


@pytest.mark.parametrize("text", CASES)
def test_the_parts_are_the_words_as_written(text: str) -> None:
    found = parse(text)

    assert (found.surname, found.given, found.patronymic) == (
        CASES[text].surname,
        CASES[text].given,
        CASES[text].patronymic,
    )
    assert (found.initials, found.rank, found.call_sign, found.unit, found.years, found.particles) == (
        CASES[text].initials,
        CASES[text].rank,
        CASES[text].call_sign,
        CASES[text].unit,
        CASES[text].years,
        CASES[text].particles,
    )


def test_two_given_names_leave_open_which_is_the_surname() -> None:
    assert [other.surname for other in parse("Роман Богдан").alternatives] == ["Богдан"]


def test_a_name_does_not_show_itself_in_a_traceback() -> None:
    assert "Иванов" not in repr(parse("Иванов Сергей"))


@given(st.text(alphabet="Ивановa .,-\"'()оглы19Ïй\u200f", max_size=120) | st.text(max_size=450))
@settings(max_examples=200, deadline=None)
def test_any_text_is_taken_apart_without_an_error(text: str) -> None:
    found = parse(text)

    assert len(found.alternatives) <= 4
    assert all(not other.alternatives for other in found.alternatives)
