"""Nine words open what was written to a visitor, and a slip is pointed out."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bereginya.vault.argon import FAST, ArgonQueue
from bereginya.vault.receipts import (
    OrderError,
    Receipt,
    UnknownWordError,
    WordCountError,
    new_receipt,
    parse_receipt,
    receipt_keys,
)
from bereginya.vault.wordlists import LANGUAGES, SIZE, Language, fold, words

languages = st.sampled_from(LANGUAGES)
receipts = st.builds(new_receipt, st.binary(min_size=12, max_size=12), languages)


@given(receipts)
def test_what_is_typed_as_shown_is_the_same_receipt(receipt: Receipt) -> None:
    assert parse_receipt(" ".join(receipt.words)) == receipt


@given(receipts)
def test_capitals_numbers_commas_and_line_breaks_do_not_matter(receipt: Receipt) -> None:
    typed = "\n".join(f"{place}. {word.upper()}," for place, word in enumerate(receipt.words, 1))

    assert parse_receipt(typed) == receipt


@given(receipts, st.integers(0, 8), st.data())
def test_a_slip_is_pointed_out_and_the_word_is_offered(receipt: Receipt, place: int, data: st.DataObject) -> None:
    word = receipt.words[place]
    at = data.draw(st.integers(0, len(word) - 1))
    slipped = word[:at] + "щ" + word[at + 1 :]
    typed = [*receipt.words[:place], slipped, *receipt.words[place + 1 :]]
    if fold(slipped, receipt.language) == fold(word, receipt.language):
        return

    with pytest.raises(UnknownWordError) as caught:
        parse_receipt(" ".join(typed))
    assert caught.value.position == place + 1
    assert word in caught.value.suggestions


@settings(max_examples=300)
@given(st.binary(min_size=12, max_size=12), languages, st.integers(0, 7))
def test_swapped_words_are_noticed_but_for_one_in_256(random: bytes, language: Language, place: int) -> None:
    receipt = new_receipt(random, language)
    typed = list(receipt.words)
    typed[place], typed[place + 1] = typed[place + 1], typed[place]
    try:
        other = parse_receipt(" ".join(typed))
    except OrderError:
        return
    assert other.number != receipt.number or typed == list(receipt.words)


@pytest.mark.parametrize("text", ["", "один два", "слово " * 10])
def test_too_few_or_too_many_words_are_counted(text: str) -> None:
    with pytest.raises(WordCountError) as caught:
        parse_receipt(text)
    assert caught.value.found == len(text.split())


def test_the_same_words_make_the_same_keys_and_others_do_not() -> None:
    argon = ArgonQueue(FAST)
    first, second = new_receipt(bytes(12), "uk"), new_receipt(b"\xff" * 12, "uk")

    assert receipt_keys(first, argon).thread == receipt_keys(first, argon).thread
    assert receipt_keys(first, argon).thread != receipt_keys(second, argon).thread


def test_a_receipt_does_not_show_its_words() -> None:
    receipt = new_receipt(bytes(12), "en")

    assert not any(word in repr(receipt) for word in receipt.words)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_list_has_as_many_words_as_eleven_bits(language: Language) -> None:
    listed = words(language)

    assert len(set(listed)) == len(listed) == SIZE
    assert list(listed) == sorted(listed)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_words_of_a_list_are_within_one_edit(language: Language) -> None:
    parts: dict[str, set[str]] = {}
    for word in words(language):
        folded = fold(word, language)
        for part in {folded, *(folded[:at] + folded[at + 1 :] for at in range(len(folded)))}:
            parts.setdefault(part, set()).add(folded)
    from bereginya.vault.wordlists import within_one_edit

    close = {pair for same in parts.values() for pair in combinations(sorted(same), 2) if within_one_edit(*pair)}

    assert not close


def test_no_word_means_two_things_in_two_languages() -> None:
    for left, right in combinations(LANGUAGES, 2):
        assert not {fold(word, left) for word in words(left)} & {fold(word, left) for word in words(right)}
