"""All spellings of one name meet in one key, and different names keep apart."""

import csv
from importlib import resources
from pathlib import Path

import iuliia
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bereginya import names
from bereginya.names import declining
from bereginya.names.keys import keys_of

HERE = Path(__file__).parent
COMMON = [
    word
    for line in resources.files("bereginya.names").joinpath("words", "surnames.txt").read_text("utf-8").splitlines()
    if not line.startswith("#")
    for word in line.split()
]
PAIRS = list(csv.DictReader((HERE / "surnames.csv").read_text("utf-8").splitlines()))
RUSSIAN_SCHEMES = sorted(name for name in dir(iuliia) if name.isupper())


def share_meeting(these: list[str], those: list[str]) -> float:
    """Return the share of pairs that have a key in common."""
    one, other = keys_of(these, "surname"), keys_of(those, "surname")
    return sum(bool(set(a) & set(b)) for a, b in zip(one, other, strict=True)) / len(these)


@pytest.mark.parametrize(
    ("spelling", "name"),
    [
        ("Schewtschenko", "Шевченко"),
        ("Chevtchenko", "Шевченко"),
        ("Szewczenko", "Шевченко"),
        ("ШЕВЧЕНКО", "Шевченко"),
        ("Шевченка", "Шевченко"),
        ("Ščerbakov", "Щербаков"),
        ("Joukov", "Жуков"),
        ("Rachmaninoff", "Рахманинов"),
        ("Klitschko", "Кличко"),
        ("Solov`yov", "Соловьёв"),
        ("Axmetov", "Ахметов"),
        ("Ива\u200bнов", "Иванов"),
        ("Иванoв", "Иванов"),
        ("Ивановой", "Иванов"),
        ("Каваленка", "Коваленко"),
        ("Дзмітрыеў", "Дмитриев"),
        ("Tsikhanouski", "Тихановский"),
        ("Yoʻldoshev", "Юлдошев"),
        ("Lyaxoves", "Ляховец"),
        ("К0валенко", "Коваленко"),
        ("Жда-нов", "Жданов"),
    ],
)
def test_a_spelling_has_the_key_of_the_name(spelling: str, name: str) -> None:
    key = names.surname_keys(name)[0]

    assert key in names.surname_keys(spelling) or names.heard(key) == names.heard(names.surname_keys(spelling)[0])


@pytest.mark.parametrize("scheme", RUSSIAN_SCHEMES)
def test_common_surnames_keep_their_key_in_every_russian_scheme(scheme: str) -> None:
    written = [getattr(iuliia, scheme).translate(name) for name in COMMON]

    assert share_meeting(COMMON, written) >= 0.99


@pytest.mark.parametrize("scheme", [ident for ident, one in names.schemes().items() if one.language == "uk"])
def test_ukrainian_surnames_keep_their_key_in_every_ukrainian_scheme(scheme: str) -> None:
    ukrainian = [pair["uk"] for pair in PAIRS]

    assert share_meeting(ukrainian, [names.transliterate(name, scheme) for name in ukrainian]) >= 0.99


def test_ukrainian_and_russian_spellings_of_a_surname_meet() -> None:
    assert share_meeting([pair["ru"] for pair in PAIRS], [pair["uk"] for pair in PAIRS]) >= 0.975


@pytest.mark.parametrize("case", declining.CASES)
def test_a_surname_keeps_its_key_in_every_russian_case(case: declining.Case) -> None:
    for gender in ("m", "f"):
        forms = [declining.decline(names.Name(surname=n), case, gender=gender, language="ru").surname for n in COMMON]
        assert share_meeting(COMMON, [form or "" for form in forms]) >= 0.99


@pytest.mark.parametrize(
    "family",
    [
        ["Иванов", "Петров", "Иваненко", "Иванчук", "Ивановский", "Иванюк"],
        ["Шевченко", "Шевчук", "Швец", "Щербак"],
        ["Попов", "Попков", "Панов", "Папанов"],
        ["Ли", "Ни", "Ким", "Цой", "Пак"],
        ["Жуков", "Чуков", "Шуков", "Зуков", "Жиков"],
    ],
)
def test_different_surnames_have_different_keys(family: list[str]) -> None:
    assert len({names.surname_keys(name)[0] for name in family}) == len(family)


def test_a_double_surname_has_the_keys_of_its_halves_too() -> None:
    assert set(names.surname_keys("Щедрин")) < set(names.surname_keys("Салтыков-Щедрин"))


@pytest.mark.parametrize("text", ["", " ", "...", "12345", "-", "\u200b"])
def test_a_text_without_letters_has_no_keys(text: str) -> None:
    assert names.surname_keys(text) == names.given_keys(text) == names.patronymic_keys(text) == ()


@pytest.mark.parametrize(
    ("patronymic", "father"),
    [
        ("Сергеевич", "Сергей"),
        ("Сергійович", "Сергей"),
        ("Сергеич", "Сергей"),
        ("Serhiiovych", "Сергей"),
        ("Сергеевне", "Сергей"),
        ("Миколаївна", "Николай"),
        ("Михалыч", "Михаил"),
        ("Палыч", "Павел"),
        ("Саныч", "Александр"),
        ("Ильинична", "Илья"),
        ("Кузьмичом", "Кузьма"),
        ("Яковлевич", "Яков"),
        ("Якович", "Яков"),
        ("Львівна", "Лев"),
        ("Йосипович", "Иосиф"),
        ("Ахмед оглы", "Ахмед"),
        ("Рашидкызы", "Рашид"),
        ("Анварзода", "Анвар"),
        ("Иван", "Иван"),
    ],
)
def test_a_patronymic_leads_to_the_father(patronymic: str, father: str) -> None:
    assert names.given_keys(father)[0] in names.patronymic_keys(patronymic)


@pytest.mark.parametrize(
    ("one", "other"), [("Алексеевич", "Александрович"), ("Лукич", "Лукьянович"), ("Данилович", "Денисович")]
)
def test_fathers_of_like_names_keep_apart(one: str, other: str) -> None:
    assert not set(names.patronymic_keys(one)) & set(names.patronymic_keys(other))


def test_a_cyrillic_name_with_an_apostrophe_keeps_its_key_in_the_dative() -> None:
    assert names.given_keys("Лук'янові")[0] == names.given_keys("Лук'ян")[0]


@pytest.mark.parametrize(("one", "other"), [("Ковтун", "Кавтун"), ("Гладков", "Глатков"), ("Бродский", "Броцкий")])
def test_names_that_sound_alike_meet_in_the_coarse_key(one: str, other: str) -> None:
    assert names.heard(names.surname_keys(one)[0]) == names.heard(names.surname_keys(other)[0])


def test_many_keys_are_heard_as_each_of_them_is_alone() -> None:
    keys = ["гведор", "бродск", "ковтун", "", "ивановск-стн", "гвоздь"]
    assert names.heard_each(keys) == [names.heard(key) for key in keys]
    assert names.heard_each([]) == []


@given(st.text(max_size=500))
@settings(max_examples=300, deadline=None)
def test_any_text_has_some_keys_or_none_and_never_an_error(text: str) -> None:
    for keys in (names.surname_keys(text), names.given_keys(text), names.patronymic_keys(text)):
        assert len(keys) == len(set(keys)) <= 8
        assert all(keys)


@given(st.lists(st.text(max_size=30), max_size=20))
@settings(max_examples=100, deadline=None)
def test_many_at_once_have_the_keys_they_have_alone(texts: list[str]) -> None:
    assert keys_of(texts, "surname") == [names.surname_keys(text) for text in texts]


@given(st.sampled_from(COMMON), st.sampled_from(["\u200b", "\u200e", "\u00ad", "\u0301"]), st.integers(1, 4))
def test_invisible_marks_change_nothing(name: str, mark: str, place: int) -> None:
    assert names.surname_keys(name[:place] + mark + name[place:]) == names.surname_keys(name)
