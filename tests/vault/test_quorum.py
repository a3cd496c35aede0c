"""Enough trustees put the seed together; fewer, mistyped or mixed words do not."""

from itertools import combinations

import pytest

from bereginya.vault.quorum import (
    OtherCommitteeError,
    ShareError,
    TooFewSharesError,
    UnknownShareWordError,
    check_share,
    combine,
    split,
)

SEED = bytes(range(32))


def test_any_three_of_five_are_enough() -> None:
    shares = split(SEED, 3, 5)

    assert all(combine(some) == SEED for some in combinations(shares, 3))


def test_fewer_are_told_how_many_are_missing() -> None:
    with pytest.raises(TooFewSharesError) as caught:
        combine(split(SEED, 3, 5)[:1])
    assert caught.value.missing == 2


def test_one_of_one_is_allowed_and_one_of_two_is_not() -> None:
    assert combine(split(SEED, 1, 1)) == SEED
    with pytest.raises(ValueError, match="32"):
        split(SEED, 1, 2)


def test_numbers_capitals_and_four_letters_do_not_matter() -> None:
    share = split(SEED, 1, 1)[0]
    typed = " ".join(f"{place}. {word[:4].upper()}" for place, word in enumerate(share.split(), 1))

    assert combine([typed]) == SEED


def test_a_mistyped_word_is_named_and_offered() -> None:
    words = split(SEED, 1, 1)[0].split()
    words[4] = words[4][:-1] + ("q" if words[4][-1] != "q" else "z")

    with pytest.raises(UnknownShareWordError) as caught:
        combine([" ".join(words)])
    assert caught.value.position == 5


def test_another_known_word_is_noticed() -> None:
    words = split(SEED, 1, 1)[0].split()
    words[4] = "academic" if words[4] != "academic" else "acid"

    with pytest.raises(ShareError):
        combine([" ".join(words)])


def test_sheets_of_two_sets_do_not_mix() -> None:
    with pytest.raises(OtherCommitteeError):
        combine([split(SEED, 2, 3)[0], split(SEED, 2, 3)[1]])


def test_a_sheet_knows_its_number_and_how_many_are_needed() -> None:
    facts = check_share(split(SEED, 2, 3)[1])

    assert (facts.number, facts.needed) == (2, 2)


def test_words_of_the_published_vector_give_its_secret() -> None:
    """SLIP-0039 test vector 1, "Valid mnemonic without sharing (128 bits)", with the passphrase TREZOR."""
    from shamir_mnemonic import combine_mnemonics

    words = (
        "duckling enlarge academic academic agency result length solution fridge kidney coal piece deal husband "
        "erode duke ajar critical decision keyboard"
    )

    assert combine_mnemonics([words], b"TREZOR").hex() == "bb54aac4b89dc868ba37d9cc21b2cece"
