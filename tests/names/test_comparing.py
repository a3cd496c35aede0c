"""Two written names are the same, may be, or differ, and the reasons say why."""

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bereginya.names import compare
from bereginya.names.comparing import _WEIGHTS
from bereginya.names.saying import LANGUAGES, words

PAIRS = list(csv.DictReader((Path(__file__).parent / "pairs.csv").read_text("utf-8").splitlines()))


def test_the_verdicts_agree_with_people_on_the_labelled_pairs() -> None:
    agreed = [pair for pair in PAIRS if compare(pair["a"], pair["b"]).verdict == pair["label"]]

    assert len(agreed) / len(PAIRS) >= 0.94


def test_no_labelled_pair_is_turned_into_its_opposite() -> None:
    verdicts = {(pair["label"], compare(pair["a"], pair["b"]).verdict) for pair in PAIRS}

    assert not verdicts & {("same", "different"), ("different", "same")}


@pytest.mark.parametrize("pair", PAIRS[::5], ids=lambda pair: pair["kind"])
def test_the_order_of_the_two_names_does_not_matter(pair: dict[str, str]) -> None:
    assert compare(pair["a"], pair["b"]).score == compare(pair["b"], pair["a"]).score


@pytest.mark.parametrize(
    ("a", "b", "code"),
    [
        ("Иванов Сергей", "Ivanov Sergey", "given.same"),
        ("Иванов Сергей", "Иванов Серёга", "given.short"),
        ("Иванов Сергей", "Иванов С.", "given.initial"),
        ("Иванов Сергей", "Иванов Андрей", "given.different"),
        ("Иванов Иван Иванович", "Иванова Ивана Ивановна", "gender.different"),
        ("Ковтун Иван", "Кавтун Иван", "surname.heard"),
        ("Попов Игорь", "Попков Игорь", "surname.different"),
        ("Марченко Игорь", "Марчук Игорь", "surname.different"),
        ("Ибаненко Игорь", "Иваненко Игорь", "surname.slip"),
        ("Мамин-Сибиряк Игорь", "Сибиряк-Мамин Игорь", "surname.same"),
        ("Нечуй-Левицкий Игорь", "Нечуй-Ветер Игорь", "surname.other_half"),
        ("Ковтун Сегрей", "Ковтун Сергей", "given.slip"),
        ("Ковтун И. П.", "И. П. Ковтун", "patronymic.initials"),
        ("Bdfyjd Cthutq", "Иванов Сергей", "layout.other"),
        ("Бойко Олег 1990", "Бойко Олег 1970", "year.different"),
        ("Бойко Олег «Седой»", "Бойко Олег «Седой»", "call_sign.same"),
    ],
)
def test_the_reason_names_what_was_found(a: str, b: str, code: str) -> None:
    assert code in {reason.code for reason in compare(a, b).reasons}


def test_an_unknown_part_counts_for_nothing() -> None:
    assert compare("Иванов Сергей Петрович", "Иванов Сергей") == compare("Иванов Сергей", "Иванов Сергей")


@pytest.mark.parametrize(("a", "b"), [("", ""), ("", "Иванов Сергей"), ("...", "Иванов")])
def test_nothing_to_compare_is_maybe(a: str, b: str) -> None:
    assert (compare(a, b).verdict, compare(a, b).score) == ("maybe", 0.5)


def test_without_a_surname_nobody_is_the_same() -> None:
    assert compare("Сергей Петрович", "Иванов Сергей Петрович").verdict == "maybe"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_has_a_sentence(language: str) -> None:
    spoken = next(words(known)["reasons"] for known in LANGUAGES if known == language)

    assert set(spoken) == set(_WEIGHTS)


@given(st.text(max_size=60), st.text(max_size=60))
@settings(max_examples=200, deadline=None)
def test_any_two_texts_have_a_score_from_0_to_1(a: str, b: str) -> None:
    found = compare(a, b)

    assert 0 <= found.score <= 1
    assert compare(b, a).score == found.score


@given(st.sampled_from([pair["a"] for pair in PAIRS]))
def test_a_name_never_differs_from_itself(name: str) -> None:
    assert compare(name, name).verdict != "different"
