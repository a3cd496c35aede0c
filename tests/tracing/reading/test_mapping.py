"""Headers in three languages, guessed, corrected and kept."""

import pytest

from bereginya.tracing import reading
from bereginya.tracing.mapping import Mapping, from_toml, guess


def _roles(mapping: Mapping) -> dict[str, tuple[str, ...]]:
    return {field.role: field.headers for field in mapping.fields}


@pytest.mark.parametrize(
    ("headers", "roles"),
    [
        (("№ п/п", "Ф.И.О.", "Дата рождения", "В/Ч", "Звание"), ("id", "full_name", "born", "unit", "rank")),
        (("ПІБ", "Р.н.", "Військове звання", "Примітки"), ("full_name", "born", "rank", "text")),
        (("SURNAME", "First Name", "Father's name", "DOB"), ("surname", "given_name", "patronymic", "born")),
        (
            ("surname", "given_name", "patronymic", "born", "place", "unit"),
            ("surname", "given_name", "patronymic", "born", "place", "unit"),
        ),
        (("lastName", "firstName", "birthDate"), ("surname", "given_name", "born")),
        (("Прізвище", "Name"), ("surname", "given_name")),
        (("Name", "Year of birth"), ("full_name", "born")),
        (("Фамилия Имя Отчество", "Дата рождения (если известна)"), ("full_name", "born")),
        (("Прізвище військовослужбовця", "Ім’я", "По-батькові"), ("surname", "given_name", "patronymic")),
    ],
)
def test_headers_are_known_in_three_languages(headers: tuple[str, ...], roles: tuple[str, ...]) -> None:
    found = _roles(guess(headers))
    assert found == {role: (header,) for role, header in zip(roles, headers, strict=True)}


def test_the_day_of_death_is_no_birth() -> None:
    mapping = guess(("Фамилия", "Дата гибели", "Дата рождения", "Дата публикации"))
    assert mapping.headers("born") == ("Дата рождения",)
    assert mapping.left_out == ("Дата гибели", "Дата публикации")


def test_a_name_that_holds_the_whole_name_is_found_by_its_contents() -> None:
    mapping = guess(
        ("Имя", "Год рождения"), {"Имя": ["Ковтун Елена", "Зайцев Юрий"], "Год рождения": ["1991"]}.__getitem__
    )
    assert _roles(mapping) == {"full_name": ("Имя",), "born": ("Год рождения",)}


def test_unknown_headers_are_guessed_by_contents_and_said_so() -> None:
    seen = {"a": ["Ковтун Олена Іванівна", "Ґедзь Сергій Петрович"], "b": ["02.04.1991", "1987"]}
    mapping = guess(("a", "b"), seen.__getitem__)
    assert [(field.role, field.by) for field in mapping.fields] == [("full_name", "contents"), ("born", "contents")]


def test_a_mapping_comes_back_from_its_file() -> None:
    headers = ("Фамилия", 'Имя "полное"', "др")
    mapping = guess(headers)
    again = from_toml(mapping.to_toml(), headers)
    assert _roles(again) == _roles(mapping)
    assert {field.by for field in again.fields} == {"person"}


def test_a_correction_decides_and_several_columns_may_be_one() -> None:
    told = 'format = 1\n[columns]\nfull_name = ["x", "y"]\n[dates]\nage_on = 2022-03-01\n'
    mapping = from_toml(told, ("x", "y", "z"))
    assert mapping.headers("full_name") == ("x", "y")
    assert mapping.left_out == ("z",)


@pytest.mark.parametrize(
    "told",
    [
        "",
        "not toml",
        'format = 2\n[columns]\nsurname = ["x"]',
        'format = 1\n[columns]\nsurname = ["other"]',
        'format = 1\n[columns]\ncolour = ["x"]',
        "format = 1\n[columns]\nsurname = 7",
        'format = 1\n[columns]\nsurname = ["x"]\n[dates]\ndays_first = 3',
    ],
)
def test_what_is_no_mapping_is_refused(told: str) -> None:
    with pytest.raises(reading.MappingError):
        from_toml(told, ("x",))
