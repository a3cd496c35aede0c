"""Trustees' words: the published vectors of SLIP-0039, our own shares, and what people mistype.

The vectors are those of the standard's reference implementation (vectors.json, numbers as there). They use the
passphrase TREZOR; our shares use none.
"""

import re
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bereginya.vault import quorum
from bereginya.vault.ids import HolderId
from bereginya.vault.keys import Seeds
from bereginya.vault.quorum import (
    OtherSetError,
    ShareChecksumError,
    ShareFacts,
    ShareLengthError,
    ShareWordError,
    TooFewSharesError,
    check_share,
    combine,
    identifier_of,
    sheets,
    split,
    words_of,
)
from bereginya.vault.trust import holder_of
from tests.vault.world import World

SEED = bytes(range(32))
SHARES = split(SEED, 2, 3)
LUCK = (
    "theory painting academic academic armed sweater year military elder discuss acne wildlife boring employer fused "
    "large satoshi bundle carbon diagnose anatomy hamster leaves tracks paces beyond phantom capital marvel lips brave "
    "detect luck"
)
UNWRAP = (
    "humidity disease academic always aluminum jewelry energy woman receiver strategy amuse duckling lying evidence "
    "network walnut tactics forget hairy rebound impulse brother survive clothes stadium mailman rival ocean reward "
    "venture always armed unwrap"
)
UPGRADE = (
    "humidity disease academic agency actress jacket gross physics cylinder solution fake mortgage benefit public busy "
    "prepare sharp friar change work slow purchase ruler again tricycle involve viral wireless mixture anatomy desert "
    "cargo upgrade"
)
ALBUM = (
    "impulse calcium academic academic alcohol sugar lyrics pajamas column facility finance tension extend space "
    "birthday rainbow swimming purple syndrome facility trial warn duration snapshot shadow hormone rhyme public spine "
    "counter easy hawk album"
)
MAKING = (
    "western apart academic always artist resident briefing sugar woman oven coding club ajar merit pecan answer "
    "prisoner artist fraction amount desktop mild false necklace muscle photo wealthy alpha category unwrap spew "
    "losing making"
)
OBSERVE = (
    "western apart academic acid answer ancient auction flip image penalty oasis beaver multiple thunder problem "
    "switch alive heat inherit superior teaspoon explain blanket pencil numb lend punish endless aunt garlic humidity "
    "kidney observe"
)
OF_A_GROUP = (
    "wildlife deal beard romp alcohol space mild usual clothes union nuclear testify course research heat listen task "
    "location thank hospital slice smell failure fawn helpful priest ambition average recover lecture process dough "
    "stadium"
)


@pytest.mark.parametrize(
    ("shares", "secret"),
    [
        pytest.param([LUCK], "989baf9dcaad5b10ca33dfd8cc75e42477025dce88ae83e75a230086a0e00e92", id="20"),
        pytest.param([UNWRAP, UPGRADE], "c938b319067687e990e05e0da0ecce1278f75ff58d9853f19dcaeed5de104aae", id="23"),
        pytest.param([ALBUM], "8340611602fe91af634a5f4608377b5235fa2d757c51d720c0c7656249a3035f", id="44"),
        pytest.param([MAKING, OBSERVE], "8dc652d6d6cd370d8c963141f6d79ba440300f25c467302c1d966bff8f62300d", id="45"),
    ],
)
def test_published_shares_give_the_published_secret(shares: list[str], secret: str) -> None:
    whole = quorum._whole([quorum._read(share) for share in shares])

    assert whole.decrypt(b"TREZOR").hex() == secret


def test_a_published_wrong_checksum_is_refused() -> None:
    with pytest.raises(ShareChecksumError):
        check_share(LUCK.replace("luck", "lunar"))


def test_a_published_wrong_filling_is_refused() -> None:
    with pytest.raises(ShareChecksumError):
        check_share(LUCK.replace("armed", "campus").replace("brave detect luck", "facility obtain sister"))


def test_a_published_lonely_share_misses_one() -> None:
    with pytest.raises(TooFewSharesError) as caught:
        combine([UNWRAP])

    assert caught.value.missing == 1


def test_a_share_of_several_groups_is_none_of_ours() -> None:
    with pytest.raises(OtherSetError):
        combine([OF_A_GROUP])


def test_our_own_vectors() -> None:
    """As in docs/formats/quorum.md."""
    (whole,) = split(SEED, 1, 1)
    text = (Path(__file__).parents[2] / "docs/formats/quorum.md").read_text("utf-8").partition("## Vectors")[2]
    alone, first, second = (" ".join(part.split()) for part in re.findall(r"(?:^    .+\n)+", text, re.MULTILINE))

    assert whole == alone
    assert combine([second, first]) == SEED


@given(st.binary(min_size=32, max_size=32), st.sampled_from([(1, 1), (2, 2), (2, 3), (3, 5), (16, 16)]))
@settings(max_examples=15, deadline=None)
def test_any_seed_comes_back_from_as_many_shares_as_were_asked_for(seed: bytes, kind: tuple[int, int]) -> None:
    threshold, count = kind
    shares = split(seed, threshold, count)

    assert combine(shares[-threshold:]) == seed


def test_every_pair_of_two_of_three_opens() -> None:
    assert {combine(pair) for pair in combinations(SHARES, 2)} == {SEED}


def test_a_share_has_thirty_three_words() -> None:
    assert [len(share.split()) for share in SHARES] == [quorum.WORDS] * 3


@pytest.mark.parametrize(("threshold", "count"), [(0, 1), (1, 2), (3, 2), (2, 17)])
def test_what_the_standard_forbids_is_not_made(threshold: int, count: int) -> None:
    with pytest.raises(ValueError, match="of"):
        split(SEED, threshold, count)


def test_a_seed_of_another_length_is_not_split() -> None:
    with pytest.raises(ValueError, match="of"):
        split(bytes(16), 1, 1)


def test_a_share_tells_its_number_and_how_many_are_needed() -> None:
    facts = [check_share(share) for share in SHARES]

    assert [(one.index, one.threshold) for one in facts] == [(1, 2), (2, 2), (3, 2)]


def test_a_share_tells_alone_to_which_keys_it_belongs() -> None:
    world = World()
    (share,) = split(world.committee_seed, 1, 1)

    assert check_share(share) == ShareFacts(identifier_of(world.quorum), 1, 1)


def test_the_identifier_is_made_from_the_public_key() -> None:
    holder = holder_of(Seeds(HolderId(""), SEED, b"").sealing.public)

    assert check_share(SHARES[0]).identifier == identifier_of(holder)


def test_capitals_numbers_and_line_breaks_do_not_matter() -> None:
    typed = "\n".join(f"{number}. {word.upper()}," for number, word in enumerate(SHARES[0].split(), 1))

    assert check_share(typed) == check_share(SHARES[0])


def test_four_letters_of_each_word_suffice() -> None:
    short = " ".join(word[:4] for word in SHARES[0].split())

    assert combine([short, SHARES[1]]) == SEED


def test_three_letters_do_not_suffice() -> None:
    with pytest.raises(ShareWordError):
        words_of("aca")


@pytest.mark.parametrize("typed", ["фсфвуьшс", "ФСФВУЬШС"])
def test_a_keyboard_left_on_russian_is_understood(typed: str) -> None:
    assert words_of(typed) == ("academic",)


def test_a_keyboard_left_on_ukrainian_is_understood() -> None:
    assert words_of("еуіешан") == ("testify",)


def test_a_mistyped_word_is_named_by_its_place_with_the_nearest_words() -> None:
    with pytest.raises(ShareWordError) as caught:
        words_of("academic acadenic acid")

    assert caught.value.position == 2
    assert caught.value.suggestions[0] == "academic"


def test_a_longer_word_than_the_written_one_is_not_taken_for_it() -> None:
    with pytest.raises(ShareWordError):
        words_of("academical")


def test_a_forgotten_word_is_counted() -> None:
    with pytest.raises(ShareLengthError) as caught:
        check_share(" ".join(SHARES[0].split()[:-1]))

    assert caught.value.found == 32


def test_two_words_that_changed_places_are_noticed() -> None:
    first, second, *rest = SHARES[0].split()

    with pytest.raises(ShareChecksumError):
        check_share(" ".join([second, first, *rest]))


def test_no_error_repeats_a_word_of_a_share() -> None:
    words = set(SHARES[0].split())
    with pytest.raises(ShareChecksumError) as caught:
        check_share(" ".join([*SHARES[0].split()[:-1], "academic"]))

    assert not words & set(str(caught.value).split())
    assert caught.value.__cause__ is None


def test_a_share_of_another_committee_is_pointed_out() -> None:
    stranger = split(bytes(32), 2, 3)[2]

    with pytest.raises(OtherSetError) as caught:
        combine([SHARES[0], stranger, SHARES[1]])

    assert caught.value.odd == (2,)


def test_shares_of_two_splittings_of_one_seed_do_not_mix() -> None:
    again = split(SEED, 2, 3)

    with pytest.raises(OtherSetError):
        combine([SHARES[0], again[1]])


def test_two_different_shares_of_one_number_do_not_mix() -> None:
    again = split(SEED, 2, 3)

    with pytest.raises(OtherSetError):
        combine([SHARES[0], again[0], SHARES[1]])


def test_one_share_typed_twice_counts_once() -> None:
    with pytest.raises(TooFewSharesError) as caught:
        combine([SHARES[0], SHARES[0].upper()])

    assert caught.value.missing == 1


def test_no_shares_at_all_are_too_few() -> None:
    with pytest.raises(TooFewSharesError):
        combine([])


def test_a_sheet_holds_what_a_trustee_needs_to_know() -> None:
    _, sheet, _ = sheets(SHARES, bytes(range(32)))

    assert sheet.fingerprint == "0001 0203 0405 0607 0809 0a0b 0c0d 0e0f"
    assert (sheet.index, sheet.threshold, sheet.count) == (2, 2, 3)
    assert " ".join(sheet.words) == SHARES[1]


def test_a_sheet_shows_which_letters_suffice() -> None:
    sheet, *_ = sheets(SHARES, bytes(32))

    number, enough, rest = sheet.numbered[32]

    assert (number, enough + rest, len(enough)) == (33, sheet.words[32], 4)


@given(st.lists(st.sampled_from(sorted(quorum._WORDS)), max_size=40))
def test_words_of_the_list_are_read_as_they_are(words: list[str]) -> None:
    assert words_of(", ".join(words)) == tuple(words)


@given(st.text(alphabet="0123456789 .,;:\n\t\0-"))
def test_what_has_no_letters_has_no_words(text: str) -> None:
    assert words_of(text) == ()
