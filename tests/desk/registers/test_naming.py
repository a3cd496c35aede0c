"""Names of people in what is said: found by our own rules, and by a language model where one is installed."""

from importlib.util import find_spec

import pytest

from bereginya.desk.registers import language_model, naming
from bereginya.desk.registers.subtitles import Cue

SAID: tuple[tuple[str, list[str]], ...] = (
    ("Меня зовут Ковтун Сергей Петрович, я из Белгорода.", ["Ковтун Сергей Петрович"]),
    ("Со мной был сержант Дугаров Баир Цыренович.", ["Дугаров Баир Цыренович"]),
    ("Мене звати Ковтун Сергій, поруч був Шевченко Олександр.", ["Ковтун Сергій", "Шевченко Олександр"]),
    ("Вчера Сергей Ковтун звонил из Харькова.", ["Сергей Ковтун"]),
    ("Видели Магомеда Алиева и Рябинина А. С.", ["Магомеда Алиева", "Рябинина А. С."]),
    ("Бачив Тараса Мельника біля Бахмута.", ["Тараса Мельника"]),
    ("Там лежит О. П. Шевченко.", ["О. П. Шевченко"]),
    ("Министерство Обороны Российской Федерации молчит.", []),
    ("Слава Україні! Нижний Новгород. Красная Площадь.", []),
    ("Герой России Иван Сидоров.", ["Иван Сидоров"]),
    ("в госпитале никого не было", []),
)


@pytest.fixture
def without_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """Our own rules alone, whatever is installed here."""
    monkeypatch.setattr(language_model, "load", lambda: None)


@pytest.mark.usefixtures("without_model")
@pytest.mark.parametrize(("text", "found"), SAID)
def test_our_own_rules_find_whole_names_and_no_ministries(text: str, found: list[str]) -> None:
    assert [text[start:stop] for start, stop in naming.spans_in(text)] == found


@pytest.mark.usefixtures("without_model")
def test_a_name_is_listed_once_with_the_second_at_which_it_is_first_said() -> None:
    said = [Cue(3.0, "это Дугаров Баир"), Cue(9.5, "Дугаров Баир и Осипенко Марк")]
    names = naming.named_in("Запись из госпиталя.", said)

    assert [(one.words, one.second) for one in names.found] == [("Дугаров Баир", 3.0), ("Осипенко Марк", 9.5)]
    assert (names.by_model, names.whole) == (False, True)


@pytest.mark.usefixtures("without_model")
def test_of_a_text_that_is_too_long_it_is_said_that_only_the_beginning_was_looked_through() -> None:
    names = naming.named_in("Дугаров Баир. " + "а " * naming.MOST_LETTERS, [])

    assert len(names.found) == 1
    assert not names.whole


def test_the_model_looks_where_the_extra_is_installed_and_is_not_claimed_where_it_is_not() -> None:
    names = naming.named_in("Меня зовут Ковтун Сергей Петрович, рядом лежал Рамазан Цечоев.", [])
    found = {one.words for one in names.found}

    assert names.by_model == (find_spec("slovnet") is not None)
    assert "Ковтун Сергей Петрович" in found
    assert ("Рамазан Цечоев" in found) >= names.by_model
