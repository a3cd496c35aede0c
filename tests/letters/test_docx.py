"""DOCX holds the same words, typed as text, and says nothing of who wrote it."""

import io
import zipfile

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bereginya.letters import Template, compose, docx_letter, find_template, templates
from tests.letters.test_typesetting import MARKUP, SHOWN
from tests.letters.world import DAY, facts_for

APPEAL = find_template("ru/appeal")


def words_of(made: bytes) -> str:
    document = docx.Document(io.BytesIO(made))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


@pytest.mark.parametrize("template", list(templates().values()), ids=lambda one: one.id)
def test_every_letter_has_all_its_words(template: Template) -> None:
    letter = compose(template, facts_for(template), day=DAY, number="2026/17")
    words = words_of(docx_letter(letter))

    for part in letter.parts:
        assert all(line in words for line in part.lines)
        assert all(cell in words for row in part.rows for cell in row)


@pytest.mark.parametrize("typed", [*MARKUP, "<w:p/>", "&amp; & ]]>", "</w:t>", "{{ 7*7 }}"])
def test_what_looks_like_markup_is_typed_as_text(typed: str) -> None:
    made = docx_letter(compose(APPEAL, {**facts_for(APPEAL), "subject": typed}, day=DAY))

    assert " ".join(typed.split()) in words_of(made)


@settings(max_examples=25, deadline=None)
@given(st.text(SHOWN, min_size=1, max_size=60).filter(str.strip))
def test_whatever_is_typed_on_a_keyboard_comes_out_as_typed(typed: str) -> None:
    made = docx_letter(compose(APPEAL, {**facts_for(APPEAL), "subject": typed}, day=DAY))

    assert " ".join(typed.split()) in words_of(made)


def test_neither_author_nor_machine_nor_hour_is_in_the_file() -> None:
    made = docx_letter(compose(APPEAL, facts_for(APPEAL), day=DAY))
    about = docx.Document(io.BytesIO(made)).core_properties

    assert (about.author, about.last_modified_by, about.comments) == ("", "", "")
    assert (about.created.date(), about.modified.hour) == (DAY, 0)


def test_the_same_letter_gives_the_same_document() -> None:
    letter = compose(APPEAL, facts_for(APPEAL), day=DAY)
    one, two = (zipfile.ZipFile(io.BytesIO(docx_letter(letter))).read("word/document.xml") for _ in range(2))

    assert one == two
