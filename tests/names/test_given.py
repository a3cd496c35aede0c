"""The tables of given names: whole, sourced, and found from every form."""

import re

import pytest

from bereginya import names
from bereginya.names.given import entries, index


def test_the_tables_hold_the_links_that_were_promised() -> None:
    commonest = [entry for entry in entries() if entry.diminutives]

    assert len(commonest) >= 300
    assert sum(len(entry.diminutives) for entry in commonest) >= 1500


def test_every_row_names_its_source() -> None:
    assert all(entry.source and set(entry.source) <= set("ПСУГО") for entry in entries())


def test_every_form_is_one_word_of_one_alphabet() -> None:
    forms = [form for entry in entries() for form in (*entry.spellings, *entry.diminutives)]

    assert [form for form in forms if not re.fullmatch("[А-ЯЁЄІЇҐЎа-яёєіїґўөүәһқңұӘҺҚӨө'’-]+|[A-Za-zéèç]+", form)] == []


def test_no_name_has_two_rows() -> None:
    rows = [entry.name for entry in entries()]

    assert sorted(rows) == sorted(set(rows))


def test_every_form_leads_to_its_name() -> None:
    for entry in entries():
        own = names.given_keys(entry.name)[0]
        lost = [form for form in (*entry.spellings, *entry.diminutives) if own not in names.given_keys(form)]
        assert [form for form in lost if len(names.given_keys(form)) < 8] == []


@pytest.mark.parametrize(
    ("form", "meant"),
    [
        ("Саша", {"Александр", "Александра"}),
        ("Слава", {"Вячеслав", "Ярослав", "Святослав", "Станислав", "Владислав"}),
        ("Гоша", {"Георгий", "Игорь", "Егор"}),
        ("Валя", {"Валентин", "Валентина"}),
        ("Даня", {"Данил", "Богдан"}),
        ("Женя", {"Евгений", "Евгения"}),
    ],
)
def test_an_ambiguous_short_form_keeps_all_its_names(form: str, meant: set[str]) -> None:
    assert {names.given_keys(name)[0] for name in meant} <= set(names.given_keys(form))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Олексій", "Алексей"),
        ("Микола", "Николай"),
        ("Аляксандр", "Александр"),
        ("Oleksandr", "Александр"),
        ("Serhii", "Сергей"),
        ("Nikolaj", "Николай"),
        ("Michail", "Михаил"),
        ("Ганна", "Анна"),
        ("Пилип", "Филипп"),
        ("Мухаммад", "Магомед"),
        ("Рөстәм", "Рустам"),
        ("Сергею", "Сергей"),
        ("Льва", "Лев"),
        ("Юрієві", "Юрий"),
    ],
)
def test_national_and_latin_and_case_forms_are_one_name(one: str, other: str) -> None:
    assert set(names.given_keys(one)) & set(names.given_keys(other)[:1])


@pytest.mark.parametrize(
    ("one", "other"),
    [("Алексей", "Александр"), ("Мария", "Марина"), ("Владимир", "Владислав"), ("Ислам", "Исмаил"), ("Денис", "Данил")],
)
def test_different_given_names_share_no_key(one: str, other: str) -> None:
    assert not set(names.given_keys(one)) & set(names.given_keys(other))


def test_a_name_in_no_table_is_its_own_class_in_every_case() -> None:
    assert set(names.given_keys("Бислангирей")) & set(names.given_keys("Бислангирею"))
    assert names.given_keys("Бислангирей")[0] not in index().sex
