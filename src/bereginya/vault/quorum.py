"""The committee's seed in the hands of trustees: SLIP-39 words, any k of n.

The words are English, as the standard has them, so that any SLIP-39 program can put them together in twenty years.
Each share carries a checksum of its own; words of too few people tell nothing. Format: docs/formats/quorum.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from shamir_mnemonic import MnemonicError, combine_mnemonics, generate_mnemonics
from shamir_mnemonic.share import Share
from shamir_mnemonic.wordlist import WORDLIST

from bereginya.facts.errors import BereginyaError
from bereginya.vault.wordlists import within_one_edit

SEED_SIZE = 32
MOST = 16
"""Trustees a committee can have; the standard's limit."""
_LETTERS_THAT_TELL = 4


class ShareError(BereginyaError):
    """A trustee's words are not as they were printed: one is wrong, missing, or in another place."""

    code = "quorum.share"


class UnknownShareWordError(ShareError):
    """A word is not in the standard's list. `position` counts from 1; `suggestions` are words one slip away."""

    code = "quorum.unknown-word"

    def __init__(self, position: int, suggestions: tuple[str, ...]) -> None:
        super().__init__(str(position))
        self.position = position
        self.suggestions = suggestions


class TooFewSharesError(BereginyaError):
    """More trustees are needed. `missing` says how many."""

    code = "quorum.too-few"

    def __init__(self, missing: int) -> None:
        super().__init__(str(missing))
        self.missing = missing


class OtherCommitteeError(BereginyaError):
    """The words come from different sets of sheets: another committee, or sheets that were replaced."""

    code = "quorum.other"


@dataclass(frozen=True, slots=True)
class ShareFacts:
    """What a share tells without the others: the set it belongs to, its number from 1, how many are needed."""

    identifier: int
    number: int
    needed: int


def split(seed: bytes, threshold: int, count: int) -> tuple[str, ...]:
    """Return the words of `count` trustees, of whom any `threshold` can put the seed together again.

    The seed is full of randomness, so the words are not stretched (iteration exponent 0) and carry no passphrase.
    One of one is allowed. Raises ValueError for numbers the standard does not know.
    """
    if len(seed) != SEED_SIZE or not 1 <= threshold <= count <= MOST or (threshold == 1 and count > 1):
        raise ValueError((len(seed), threshold, count))
    (shares,) = generate_mnemonics(1, [(threshold, count)], seed, iteration_exponent=0)
    return tuple(shares)


def combine(shares: Sequence[str]) -> bytes:
    """Return the seed from the words of enough trustees.

    Raises UnknownShareWordError or ShareError for words that are not as printed, OtherCommitteeError for a mixed set,
    TooFewSharesError when more are needed. A share given twice counts once.
    """
    tidied = list(dict.fromkeys(tidy(text) for text in shares))
    facts = [check_share(text) for text in tidied]
    if len({one.identifier for one in facts}) > 1:
        raise OtherCommitteeError("mixed shares")
    needed = facts[0].needed if facts else 1
    if len(tidied) < needed:
        raise TooFewSharesError(needed - len(tidied))
    try:
        return bytes(combine_mnemonics(tidied[:needed]))
    except MnemonicError as error:
        raise OtherCommitteeError("shares do not fit") from error


def check_share(text: str) -> ShareFacts:
    """Return what one trustee's words tell; raise UnknownShareWordError or ShareError."""
    try:
        share = Share.from_mnemonic(tidy(text))
    except MnemonicError as error:
        raise ShareError("checksum") from error
    return ShareFacts(share.identifier, share.index + 1, share.member_threshold)


def tidy(text: str) -> str:
    """Return the words as printed: small letters, single spaces, no numbers; four letters are enough for a word."""
    told = [word for word in text.casefold().replace(",", " ").replace(".", " ").split() if not word.isdigit()]
    return " ".join(_whole(word, position) for position, word in enumerate(told, 1))


def _whole(word: str, position: int) -> str:
    found = [
        known for known in WORDLIST if known == word or (len(word) >= _LETTERS_THAT_TELL and known.startswith(word))
    ]
    if len(found) != 1:
        raise UnknownShareWordError(position, tuple(one for one in WORDLIST if within_one_edit(one, word))[:3])
    return found[0]
