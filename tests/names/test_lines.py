"""One pass over many lines says what as many passes over words would."""

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bereginya import names
from bereginya.names.folding import clean, clean_lines, cyrillic_readings, cyrillic_readings_each
from bereginya.names.lines import Exchange, lines_with

TABLE = {"ы": "и", "ь": "", "x": "кс", "ё": "е", "-": " "}
UKRAINIAN = (
    "підгірний",
    "білий",
    "яворівський",
    "ковалів",
    "шевчукові",
    "ґедзь",
    "ступень",
    "дзеркач",
    "өмер",
    "мыльо",
)
LONG = "Ковтун\n" * 40
"""Long enough to be coded."""


@given(st.text())
@example("\ufffe\0ы")
@example("".join(map(chr, range(0x4E00, 0x4F00))))
def test_letters_are_exchanged_one_by_one(text: str) -> None:
    assert Exchange(TABLE)(LONG + text) == "".join(TABLE.get(letter, letter) for letter in LONG + text)


@given(st.lists(st.text("аб-", max_size=4), min_size=1))
def test_lines_that_show_a_sign_are_numbered_in_order(lines: list[str]) -> None:
    signs = (re.compile("а-"), re.compile("б$", re.MULTILINE))

    expected = [i for i, line in enumerate(lines) if "а-" in line or line.endswith("б")]

    assert lines_with(signs, "\n".join(lines)) == expected


@given(st.lists(st.text(max_size=8)))
def test_a_text_is_cleaned_in_company_as_it_is_alone(texts: list[str]) -> None:
    assert clean_lines(texts) == [clean(text) for text in texts]


@given(st.lists(st.sampled_from((*UKRAINIAN, *(word.replace("і", "о") for word in UKRAINIAN))), min_size=30))
def test_other_readings_are_found_among_many_words(words: list[str]) -> None:
    found = cyrillic_readings_each(words)

    assert [tuple(found.of(i)) for i in range(len(words))] == [cyrillic_readings(word) for word in words]


@pytest.mark.parametrize("part", ["surname", "given", "patronymic"])
def test_keys_are_the_same_alone_and_among_many(part: names.keys.Part) -> None:
    words = ["Schewtschenko", "Tkachenko", "Сашка", "Ковальчукові", "Петрович", "Ян-Іван", "Ivanoff", "Zajcev", "", "-"]

    assert names.keys_of(words * 9, part) == [names.keys_of([word], part)[0] for word in words] * 9


def test_what_is_taken_as_it_is_needs_no_composing() -> None:
    plain = [chr(code) for code in range(0x500) if chr(code).isalpha() and len(clean(chr(code))) == 1]

    assert all(clean(letter) == unicodedata.normalize("NFKC", letter).casefold() for letter in plain)
