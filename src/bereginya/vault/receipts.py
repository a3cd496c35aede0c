"""Nine words that open what was written to a visitor: 91 random bits and 8 bits that notice a slip.

Words to keys: Argon2id with a fixed salt, then HKDF. Ninety-one random bits need no salt of their own, and a fixed one
lets the words alone find the thread. Format, with vectors: docs/formats/receipts.md. It is frozen.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bereginya.facts.errors import BereginyaError
from bereginya.vault.argon import ArgonQueue
from bereginya.vault.hpke import SEED_SIZE, KeyPair
from bereginya.vault.ids import CompartmentId, HolderId
from bereginya.vault.records import Outsider
from bereginya.vault.sealing import derive
from bereginya.vault.trust import thread_of
from bereginya.vault.wordlists import BITS, LANGUAGES, Language, index, nearest, words

WORDS = 9
_RANDOM_BITS, _CHECK_BITS = 91, 8
_SALT = sha256(b"bereginya receipt v1").digest()


class ReceiptError(BereginyaError):
    """The words are no receipt."""

    code = "receipt.wrong"


class WordCountError(ReceiptError):
    """There are more or fewer than nine words."""

    code = "receipt.count"

    def __init__(self, found: int) -> None:
        super().__init__(str(found))
        self.found = found


class UnknownWordError(ReceiptError):
    """A word is not in the list. `position` counts from 1; `suggestions` are words one slip away."""

    code = "receipt.unknown-word"

    def __init__(self, position: int, suggestions: tuple[str, ...]) -> None:
        super().__init__(str(position))
        self.position = position
        self.suggestions = suggestions


class OrderError(ReceiptError):
    """All nine words exist, but together they are no receipt: one is another's, or the order is."""

    code = "receipt.order"


@dataclass(frozen=True, slots=True, repr=False)
class Receipt:
    """Nine words of one language."""

    words: tuple[str, ...]
    language: Language

    @property
    def number(self) -> int:
        """The 91 random bits."""
        return _value(self) >> _CHECK_BITS


@dataclass(frozen=True, slots=True, repr=False)
class ReceiptKeys:
    """What the words open: a signing key, a pair, and the thread that belongs to them."""

    signing: Ed25519PrivateKey
    sealing: KeyPair

    @property
    def thread(self) -> CompartmentId:
        """The thread in which the committee answers."""
        return thread_of(self.signing.public_key().public_bytes_raw())

    @property
    def outsider(self) -> Outsider:
        """The holder to whom the thread is granted."""
        return Outsider(HolderId(self.thread), self.sealing.public)


def new_receipt(random: bytes, language: Language) -> Receipt:
    """Return the receipt that 12 random bytes make in a language (their first 91 bits)."""
    if len(random) != 12:
        raise ValueError(len(random))
    number = int.from_bytes(random, "big") >> (96 - _RANDOM_BITS)
    value = number << _CHECK_BITS | _check(number, language)
    listed = words(language)
    places = range(WORDS - 1, -1, -1)
    return Receipt(tuple(listed[value >> BITS * place & (1 << BITS) - 1] for place in places), language)


def parse_receipt(text: str, first: Language = "ru") -> Receipt:
    """Return the receipt that somebody typed, in whatever language it is; `first` is tried first.

    Numbers, commas and line breaks between the words do not matter, nor do capitals and the letters people mix up.
    Raises WordCountError, UnknownWordError or OrderError.
    """
    told = re.findall(r"[^\W\d_]+(?:['’ʼ`][^\W\d_]+)*", text)
    if len(told) != WORDS:
        raise WordCountError(len(told))
    order = (first, *(one for one in LANGUAGES if one != first))
    language = max(order, key=lambda one: sum(index(word, one) is not None for word in told))
    receipt = Receipt(tuple(_known(told, language)), language)
    if _value(receipt) & (1 << _CHECK_BITS) - 1 != _check(receipt.number, language):
        raise OrderError(language)
    return receipt


def receipt_keys(receipt: Receipt, argon: ArgonQueue) -> ReceiptKeys:
    """Return the keys that belong to the words; takes the time of one Argon2 at the queue's cost."""
    stretched = argon.derive(receipt.number.to_bytes(12, "big"), _SALT)
    return ReceiptKeys(
        Ed25519PrivateKey.from_private_bytes(derive(stretched, b"bereginya receipt signing v1")),
        KeyPair.from_seed(derive(stretched, b"bereginya receipt sealing v1", SEED_SIZE)),
    )


def _known(told: Sequence[str], language: Language) -> Sequence[str]:
    listed, found = words(language), []
    for position, word in enumerate(told, 1):
        number = index(word, language)
        if number is None:
            raise UnknownWordError(position, nearest(word, language))
        found.append(listed[number])
    return found


def _value(receipt: Receipt) -> int:
    value = 0
    for word in receipt.words:
        number = index(word, receipt.language)
        if number is None:
            raise ReceiptError(receipt.language)
        value = value << BITS | number
    return value


def _check(number: int, language: Language) -> int:
    return sha256(b"bereginya receipt v1" + language.encode() + number.to_bytes(12, "big")).digest()[0]
