"""Subtitles: when something is said, and where in it the sought name may be."""

import pytest

from bereginya.desk.registers.subtitles import cues, moments, spoken
from bereginya.facts.people import Name, Person

SRT = "1\n00:00:12,500 --> 00:00:15,000\nМеня зовут\nКовтун Сергей Петрович.\n\n2\n00:01:00,000 --> 00:01:02,000\nДа.\n"
VTT = """WEBVTT

01:02.250 --> 01:04.000 align:start
<v Г.>Сергію Петровичу, <i>дякую</i>

NOTE x

1:00:00.5 --> 1:00:02.0
Kovtun
"""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (SRT, [(12.5, "Меня зовут Ковтун Сергей Петрович."), (60.0, "Да.")]),
        (VTT, [(62.25, "Сергію Петровичу, дякую"), (3600.5, "Kovtun")]),
        (SRT.replace("\n", "\r\n"), [(12.5, "Меня зовут Ковтун Сергей Петрович."), (60.0, "Да.")]),
        ("просто текст", []),
        ("", []),
    ],
)
def test_cues_are_read_with_their_second(text: str, said: list[tuple[float, str]]) -> None:
    assert [(" ".join(one.words.split()), one.second) for one in cues(text)] == [(words, at) for at, words in said]


@pytest.mark.parametrize(
    ("words", "heard"),
    [
        ("это Ковтуна Сергея видели", True),
        ("Serhii Kovtun", True),
        ("Сергей Петрович, вас слышно?", True),
        ("Сергей, привет", False),
        ("Коваль Иван", False),
    ],
)
def test_a_name_is_found_in_any_case_and_alphabet_but_a_first_name_alone_says_nothing(words: str, heard: bool) -> None:
    said = cues(f"00:01.000 --> 00:02.000\n{words}\n")

    assert bool(moments(said, Person(Name("Кавтун Сергей Петрович")))) is heard


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_subtitles_are_read_in_the_letters_they_were_written_in(encoding: str) -> None:
    assert cues(spoken(SRT.encode(encoding)))[0].words == "Меня зовут Ковтун Сергей Петрович."
