"""Passphrases and sign-in names: how they are offered, judged and compared.

Offered: six words of a list, 66 random bits. An own passphrase has to be as hard to guess by an honest and simple
estimate, which knows repetition, runs of the keyboard and words of our lists, and nothing else.
"""

import unicodedata
from math import log2

from bereginya.facts.errors import BereginyaError
from bereginya.vault.wordlists import BITS, Language, words
from bereginya.vault.wordlists import index as word_index

OFFERED_WORDS = 6
ENOUGH_BITS = 66
COMPARED_WORDS = 4
_RUNS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю", "0123456789", "abcdefgh")


class WeakPassphraseError(BereginyaError):
    """A passphrase could be guessed by somebody who has the disk and patience. `bits` is the estimate."""

    code = "passphrase.weak"

    def __init__(self, bits: int) -> None:
        super().__init__(str(bits))
        self.bits = bits


class NameInPassphraseError(BereginyaError):
    """The sign-in name is part of the passphrase."""

    code = "passphrase.name"


def fold_name(name: str) -> str:
    """Return the sign-in name as it is compared: case, ё and spaces do not matter."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().replace("ё", "е").split())


def fold_passphrase(passphrase: str) -> str:
    """Return the passphrase as it is stretched: one form of each letter, single spaces, small letters.

    A phone writes capitals by itself; six words keep their strength without them.
    """
    return " ".join(unicodedata.normalize("NFKC", passphrase).casefold().replace("ё", "е").split())


def offer(random: bytes, language: Language, count: int = OFFERED_WORDS) -> str:
    """Return `count` words that the random bytes choose; needs two bytes a word."""
    listed = words(language)
    pairs = (random[2 * place : 2 * place + 2] for place in range(count))
    return " ".join(listed[int.from_bytes(pair, "big") % len(listed)] for pair in pairs)


def compare_words(digest: bytes, language: Language) -> tuple[str, ...]:
    """Return the four words that two people say to each other to see that they have the same digest."""
    return tuple(offer(digest, language, COMPARED_WORDS).split())


def judge(passphrase: str, name: str) -> None:
    """Accept a passphrase, or raise WeakPassphraseError or NameInPassphraseError."""
    folded = fold_passphrase(passphrase)
    if len(fold_name(name)) > 2 and fold_name(name) in fold_name(passphrase):
        raise NameInPassphraseError("name")
    found = strength(folded)
    if found < ENOUGH_BITS:
        raise WeakPassphraseError(int(found))


def strength(folded: str) -> float:
    """Return an estimate in bits: listed words count as words, other text by its letters, repetition not at all."""
    bits, seen = 0.0, set()
    for part in folded.split():
        if part in seen:
            continue
        seen.add(part)
        listed = any(word_index(part, language) is not None for language in ("ru", "uk", "en"))
        bits += BITS if listed else min(_letters(part), 2.2 * len(part))
    return bits


def _letters(part: str) -> float:
    """Return the bits of a part that is no listed word: its distinct letters, without runs of the keyboard."""
    if any(part[at : at + 4] in run or part[at : at + 4] in run[::-1] for run in _RUNS for at in range(len(part) - 3)):
        return 4.0
    return len(part) * log2(len(set(part)) + 1)
