"""What a machine points at: words of danger, and requests that resemble each other. It never decides."""

from collections.abc import Mapping

import pytest

from bereginya.desk.intake import alike as likeness
from bereginya.desk.intake.alike import Alike, Told, marks_of
from bereginya.desk.intake.records import Danger
from bereginya.desk.intake.signs import dangers_in

Found = Mapping[int, Mapping[int, frozenset[Alike]]]


def alike(told: Mapping[int, Told]) -> Found:
    """What resembles what; the list and the page of one request have to agree."""
    marks = {name: marks_of(one) for name, one in told.items()}
    found = likeness.alike(marks)
    assert found == {one: others for one in marks if (others := likeness.alike_to(one, marks))}
    return found


@pytest.mark.parametrize(
    ("text", "danger"),
    [
        ("Его избивают каждый день", Danger.LIFE),
        ("Він не хоче жити", Danger.LIFE),
        ("Жить не хочется, жить не хочу", Danger.LIFE),
        ("Її зґвалтували", Danger.LIFE),
        ("He was beaten in a pit", Danger.LIFE),
        ("Мне 15, меня зовут Оля", Danger.MINOR),
        ("I am 16 and alone", Danger.MINOR),
        ("К нам приходили домой с обыском", Danger.COERCION),
        ("Нам погрожують", Danger.COERCION),
        ("Ответ нужен до пятницы", Danger.DEADLINE),
        ("The hearing is tomorrow", Danger.DEADLINE),
    ],
)
def test_words_of_danger_are_pointed_at(text: str, danger: Danger) -> None:
    assert danger in dangers_in(text)


def test_the_word_that_points_is_named() -> None:
    assert dangers_in("Ему угрожают")[Danger.COERCION] == ("угрожа",)


def test_yo_is_ye_and_capitals_do_not_matter() -> None:
    assert dangers_in("УБЬЁТ")[Danger.LIFE] == ("убьет",)


def test_a_quiet_text_points_at_nothing() -> None:
    assert not dangers_in("Мой сын служит, пишет редко.", None)


def test_the_beginning_of_a_word_points_and_its_middle_does_not() -> None:
    assert Danger.LIFE not in dangers_in("В семье всё хорошо, все целы, мясные щи сварены, неубитый медведь")


def test_texts_of_two_fields_are_not_read_as_one() -> None:
    assert Danger.MINOR not in dangers_in("мне", "15")


def test_the_same_text_is_alike_whatever_the_commas() -> None:
    assert Alike.TEXT in alike({1: Told("Сын, пропал!"), 2: Told("сын пропал")})[1][2]


def test_a_number_is_the_same_with_and_without_the_country() -> None:
    found = alike({1: Told("звоните 8 (900) 123-45-67"), 2: Told("+7 900 1234567")})
    assert found[2][1] == {Alike.PHONE}


def test_names_are_the_same_in_any_order() -> None:
    found = alike({1: Told("один", ("Иван Петров",)), 2: Told("два", ("Петров Иван",))})
    assert found[1][2] == {Alike.NAME}


def test_a_first_name_alone_says_nothing() -> None:
    assert not alike({1: Told("один", ("Иван",)), 2: Told("два", ("Иван",))})


def test_much_of_the_same_words_is_said_so() -> None:
    one = "Сын ушёл на службу в марте и с тех пор не пишет нам ни слова"
    found = alike({1: Told(one), 2: Told(f"{one}, помогите нам пожалуйста")})
    assert found[1][2] == {Alike.WORDS}


def test_likeness_is_mutual() -> None:
    found = alike({1: Told("8 900 123 45 67"), 2: Told("8 900 123 45 67"), 3: Told("другое")})
    assert 1 in found[2]
    assert 2 in found[1]
    assert 3 not in found


def test_empty_texts_are_not_alike() -> None:
    assert not alike({1: Told(""), 2: Told(" . ")})
