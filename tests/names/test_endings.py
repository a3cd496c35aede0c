"""What the last three letters tell of a stem is what the rules of all endings say."""

from hypothesis import assume, given
from hypothesis import strategies as st

from bereginya.names.endings import LEAST_STEM, cut_after, stems

LETTERS = "абвгдежзиклмнопрстуфцчшюя"
TAILS = ("енкови", "чукови", "овими", "ского", "чорнои", "вигу", "стим", "овая", "рице", "ское", "евог", "нием")


@given(st.text(LETTERS, min_size=2, max_size=6), st.text(LETTERS, min_size=3, max_size=4) | st.sampled_from(TAILS))
def test_a_stem_that_three_letters_tell_is_the_only_one(start: str, end: str) -> None:
    word = start + end
    cut = cut_after(word[-3:])
    assume(cut is not None and len(word) - cut >= LEAST_STEM)

    assert stems(word) == (word[: len(word) - (cut or 0)],)


def test_most_endings_are_told_by_three_letters_and_those_of_two_kinds_are_not() -> None:
    assert cut_after("нко") == 1
    assert cut_after("ова") == 1
    assert cut_after("нов") == 0
    assert cut_after("ого") is None
    assert cut_after("пом") is None
