"""Names stand in the right case, or they are asked for; none is guessed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bereginya.facts.people import Sex
from bereginya.letters import Ask, Case, NamedPerson, WhyAsked
from bereginya.letters.declining import decline_person, shortened

MAN, WOMAN = Sex.MALE, Sex.FEMALE


def declined(name: str, sex: Sex | None, case: Case, language: str) -> str | Ask:
    surname, given, patronymic = (*name.split(" ", 2), "", "")[:3]
    return decline_person("x", NamedPerson(surname, given, patronymic, sex), case, language)


@pytest.mark.parametrize(
    ("name", "sex", "case", "language", "form"),
    [
        ("Иванова Мария Петровна", WOMAN, Case.GENITIVE, "ru", "Ивановой Марии Петровны"),
        ("Сидоров Пётр Ильич", MAN, Case.DATIVE, "ru", "Сидорову Петру Ильичу"),
        ("Иванов Илья Сергеевич", MAN, Case.ACCUSATIVE, "ru", "Иванова Илью Сергеевича"),
        ("Громов Олег Олегович", MAN, Case.INSTRUMENTAL, "ru", "Громовым Олегом Олеговичем"),
        ("Дурново Любовь Игоревна", WOMAN, Case.GENITIVE, "ru", "Дурново Любови Игоревны"),
        ("Дурново Любовь Игоревна", WOMAN, Case.ACCUSATIVE, "ru", "Дурново Любовь Игоревну"),
        ("Белых Анна Львовна", WOMAN, Case.DATIVE, "ru", "Белых Анне Львовне"),
        ("Шевченко Тарас Олегович", MAN, Case.DATIVE, "ru", "Шевченко Тарасу Олеговичу"),
        ("Коваль Ольга Ивановна", WOMAN, Case.GENITIVE, "ru", "Коваль Ольги Ивановны"),
        ("Коваль Олег Иванович", MAN, Case.GENITIVE, "ru", "Коваля Олега Ивановича"),
        ("Ким Юрий Олегович", MAN, Case.DATIVE, "ru", "Киму Юрию Олеговичу"),
        ("Ооржак Алдын-оол Чаданович", MAN, Case.DATIVE, "ru", "Ооржаку Алдын-оолу Чадановичу"),
        ("Сидоров П. И.", MAN, Case.DATIVE, "ru", "Сидорову П. И."),
        ("Шевченко Тарас Григорович", MAN, Case.DATIVE, "uk", "Шевченку Тарасу Григоровичу"),
        ("Шевченко Олена Григорівна", WOMAN, Case.DATIVE, "uk", "Шевченко Олені Григорівні"),
        ("Гончар Петро Ілліч", MAN, Case.INSTRUMENTAL, "uk", "Гончаром Петром Іллічем"),
        ("Мельник Ілля Ігорович", MAN, Case.GENITIVE, "uk", "Мельника Іллі Ігоровича"),
    ],
)
def test_a_name_takes_its_case(name: str, sex: Sex, case: Case, language: str, form: str) -> None:
    assert declined(name, sex, case, language) == form


@pytest.mark.parametrize(
    ("name", "sex", "language", "why"),
    [
        ("Шевченко Саша", None, "ru", WhyAsked.SEX),
        ("Шевченко Саша", Sex.OTHER, "ru", WhyAsked.SEX),
        ("Заяц Павел Олегович", MAN, "ru", WhyAsked.UNSURE),
        ("Волчок Иван Олегович", MAN, "ru", WhyAsked.UNSURE),
        ("Бонч-Бруевич Пётр Львович", MAN, "ru", WhyAsked.UNSURE),
        ("Мамедов Али Гасан оглы", MAN, "ru", WhyAsked.UNSURE),
        ("Smith John", MAN, "ru", WhyAsked.UNSURE),
        ("Иванов Андрій Олегович", MAN, "ru", WhyAsked.UNSURE),
        ("Хүрэл Иван Олегович", MAN, "ru", WhyAsked.UNSURE),
        ("Хабибуллина Айгуль Маратовна", WOMAN, "ru", WhyAsked.UNSURE),
        ("Швець Іван Олегович", MAN, "uk", WhyAsked.UNSURE),
        ("Иванов Эдуард Ильич", MAN, "uk", WhyAsked.UNSURE),
    ],
)
def test_a_name_that_may_be_declined_otherwise_is_asked(
    name: str, sex: Sex | None, language: str, why: WhyAsked
) -> None:
    asked = declined(name, sex, Case.DATIVE, language)

    assert isinstance(asked, Ask)
    assert asked.why is why


def test_what_is_asked_comes_with_forms_to_choose_from() -> None:
    asked = declined("Заяц Павел Олегович", MAN, Case.GENITIVE, "ru")

    assert isinstance(asked, Ask)
    assert asked.named in asked.suggestions
    assert len(asked.suggestions) == 2


def test_a_form_that_a_person_confirmed_goes_before_every_rule() -> None:
    person = NamedPerson("Заяц", "Павел", "", MAN, ((Case.GENITIVE, "Зайца Павла"),))

    assert decline_person("x", person, Case.GENITIVE, "ru") == "Зайца Павла"


def test_a_confirmed_form_of_one_case_says_nothing_of_another() -> None:
    person = NamedPerson("Заяц", "Павел", "", MAN, ((Case.GENITIVE, "Зайца Павла"),))

    assert isinstance(decline_person("x", person, Case.DATIVE, "ru"), Ask)


def test_initials_stand_before_the_surname() -> None:
    assert shortened("Сидорову Петру Ильичу") == "П.\u00a0И.\u00a0Сидорову"
    assert shortened("Сидорову П. И.") == "П.\u00a0И.\u00a0Сидорову"
    assert shortened("") == ""


@settings(max_examples=300, deadline=None)
@given(
    st.builds(NamedPerson, *[st.text(max_size=12) | st.text("АаБбїґ-.' ёьнк", max_size=8)] * 3, st.sampled_from(Sex)),
    st.sampled_from(Case),
    st.sampled_from(["ru", "uk", "en"]),
)
def test_whatever_stands_in_a_name_is_declined_or_asked(person: NamedPerson, case: Case, language: str) -> None:
    made = decline_person("x", person, case, language)

    assert isinstance(made, str | Ask)
    assert isinstance(shortened(person.full), str)
    assert isinstance(person.short, str)
