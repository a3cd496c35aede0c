"""Fields keep what a person wrote, say what to do, and lose nothing."""

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from bereginya.desk.ui.forms import ChoiceField, Form, LineField, SecretField, TextField, YesField, clean_text


class Story(Form):
    """A form of a test."""

    name = LineField("Name", required=True)
    text = TextField("Text", max_length=20)
    secret = SecretField("Secret")
    way = ChoiceField("Way", [("a", "A")], required=True)
    sure = YesField("Sure", required=True)


def story(**said: str) -> Story:
    return Story({"name": "Marta", "text": "", "secret": "s", "way": "a", "sure": "on"} | said)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Кате\x00рина\x07", "Катерина"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("a\u200bb\u202ec", "a\u200bb\u202ec"),
        ("й", "й"),
        ("\ud800half", "half"),
        ("  round  ", "round"),
        ("\x00\x01", ""),
    ],
)
def test_only_what_no_page_can_show_is_taken_out(typed: str, kept: str) -> None:
    assert clean_text(typed, lines=True) == kept


@given(st.text())
def test_what_was_cleaned_once_stays(text: str) -> None:
    once = clean_text(text, lines=True)
    assert clean_text(once, lines=True) == once


@given(st.text())
def test_what_was_cleaned_can_be_stored(text: str) -> None:
    assert clean_text(text, lines=False).encode() is not None


def test_a_line_has_no_line_breaks() -> None:
    assert clean_text(" a\n\n b\tc ", lines=False) == "a b c"


def test_what_nobody_said_is_none() -> None:
    form = story(text=" \x00 ")
    assert form.is_valid()
    assert form.cleaned_data["text"] is None


def test_a_long_text_is_shown_again_with_what_to_do() -> None:
    with translation.override("en"):
        page = str(story(text="b" * 21))
    assert "longer than 20 characters (21)" in page
    assert "b" * 21 in page
    assert "Nothing you wrote was lost" in page


def test_a_wrong_field_is_tied_to_its_error_for_a_screen_reader() -> None:
    page = str(story(name=""))
    assert 'aria-invalid="true"' in page
    assert 'aria-describedby="id_name_error"' in page
    assert 'id="id_name_error"' in page


def test_a_passphrase_is_never_written_back() -> None:
    assert "quiet words" not in str(story(name="", secret="quiet words"))


def test_no_field_is_remembered_by_the_browser() -> None:
    page = str(Story())
    assert page.count('autocomplete="off"') == 3


def test_a_form_sent_twice_carries_the_same_token() -> None:
    form = story(token="ab" * 16)
    assert form.is_valid()
    assert form.once == "ab" * 16


def test_each_fresh_form_has_a_token_of_its_own() -> None:
    assert Story().fields["token"].initial != Story().fields["token"].initial


def test_a_refused_form_keeps_its_token() -> None:
    assert f'value="{"ab" * 16}"' in str(story(name="", token="ab" * 16))


def test_markup_that_was_typed_is_only_text() -> None:
    assert "<script>" not in str(story(name="<script>alert(1)</script>", text="</textarea><script>"))
