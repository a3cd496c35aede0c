"""The sheet to print."""

import pytest

from bereginya.tracing.review import LANGUAGES, Candidate, Sought, chance_words, sheet, words

SOUGHT = Sought(
    "q1",
    {"surname": "Ковтун", "given_name": "<script>alert(1)</script>"},
    (
        Candidate(
            "list.csv", 0.62, {"id": "r7", "surname": "Кавтун", "text": '"><img src=x>'}, ("born: year only, +5.1",)
        ),
        Candidate("list.csv", 0.31, {"id": "r8", "surname": "Ковтун"}),
    ),
    0.07,
)


def _sheet(language: str, *sought: Sought) -> str:
    return "".join(sheet(sought, lists=["list.csv"], model=1, language=language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sheet_says_words_before_numbers_and_runs_nothing(language: str) -> None:
    page = _sheet(language, SOUGHT)
    said = chance_words(0.62, 1, language)
    assert f"{said} (62 %)" in page
    assert "<script" not in page
    assert "<img" not in page
    assert "http" not in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_not_found_says_what_it_does_not_mean(language: str) -> None:
    page = _sheet(language, Sought("q2", {"surname": "Ґедзь"}, ()))
    assert page.count(str(words(language)["not_found"])) == 2


def test_the_reasons_stand_below_their_candidate() -> None:
    assert "born: year only, +5.1" in _sheet("en", SOUGHT)


def test_no_chance_is_shown_as_certain() -> None:
    sure = Sought("q", {}, (Candidate("l", 0.9999, {"id": "r"}), Candidate("l", 0.0001, {"id": "s"})))
    page = _sheet("en", sure)
    assert "(&gt; 99 %)" in page
    assert "(&lt; 1 %)" in page


def test_all_languages_have_the_same_sentences() -> None:
    def keys(table: object, before: str = "") -> set[str]:
        assert isinstance(table, dict)
        return {
            one
            for key, value in table.items()
            for one in (keys(value, f"{key}.") if isinstance(value, dict) else {before + key})
        }

    assert keys(words("ru")) == keys(words("uk")) == keys(words("en"))


def test_another_language_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="language"):
        words("../en")
