"""The committee's seed in the hands of its trustees: any k of n shares give it back, fewer tell nothing.

A share is 33 English words of SLIP-0039, readable by any other program of that standard. Of its parameters we choose:

- no passphrase: one that nobody remembers in nine years would lose everything.
- iteration exponent 0: the seed is 32 random bytes, so slowing down whoever guesses it gains nothing.
- extendable: the identifier then takes no part in the secret. It is made from the public key that belongs to the seed,
  so a share alone tells whether it is of the present keys. Two splittings of one seed share the identifier; mixing them
  is refused by the digest inside.

No error and no `repr` holds a word of a share. Format: docs/formats/quorum.md.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from hashlib import sha256

from shamir_mnemonic import EncryptedMasterSecret, MnemonicError, Share, recover_ems, split_ems
from shamir_mnemonic.shamir import ShareGroup
from shamir_mnemonic.wordlist import WORDLIST

from bereginya.facts.errors import BereginyaError
from bereginya.vault.ids import HolderId
from bereginya.vault.keys import SEED_SIZE, Seeds
from bereginya.vault.trust import holder_of

WORDS = 33
"""How many words a share of our 32-byte seed has."""
MOST_TRUSTEES = 16
"""The standard gives a share four bits for its number."""
ENOUGH = 4
"""The first four letters of a word name it: no two words of the list begin with the same four."""

_WORDS = frozenset(WORDLIST)
_BY_START: dict[str, str] = {word[:ENOUGH]: word for word in WORDLIST}
# English words typed while the keyboard was on Russian or Ukrainian
_KEYS = str.maketrans("йцукенгшщзфывапролдячсмитьі", "qwertyuiopasdfghjklzxcvbnms")


class ShareWordError(BereginyaError):
    """A word is not in the list. `position` counts from 1; `suggestions` are words of the list that look like it."""

    code = "vault.share-word"

    def __init__(self, position: int, suggestions: tuple[str, ...]) -> None:
        super().__init__(f"word {position}")
        self.position = position
        self.suggestions = suggestions


class ShareLengthError(BereginyaError):
    """Words are missing or there are too many. `found` is how many there are; there should be `WORDS`."""

    code = "vault.share-length"

    def __init__(self, found: int) -> None:
        super().__init__(f"{found} words")
        self.found = found


class ShareChecksumError(BereginyaError):
    """Every word is in the list, but one is not the written one, or two changed places."""

    code = "vault.share-checksum"


class OtherSetError(BereginyaError):
    """The shares do not belong together. `odd` are those, counted from 1, that differ from most; empty if unknown."""

    code = "vault.share-other-set"

    def __init__(self, odd: tuple[int, ...] = ()) -> None:
        super().__init__(f"shares {odd}")
        self.odd = odd


class TooFewSharesError(BereginyaError):
    """More trustees are needed; `missing` says how many."""

    code = "vault.share-too-few"

    def __init__(self, missing: int) -> None:
        super().__init__(f"{missing} missing")
        self.missing = missing


@dataclass(frozen=True, slots=True)
class ShareFacts:
    """What one share tells alone. `index` counts from 1; how many were made, a share does not know."""

    identifier: int
    index: int
    threshold: int


@dataclass(frozen=True, slots=True, repr=False)
class Sheet:
    """What is printed for one trustee. `fingerprint` is how the committee is recognised, in groups of hex digits.

    The sheet should say: keep it away from the computer and from the other sheets; any `threshold` of `count` sheets
    open everything; the words are English by the standard, and the first `ENOUGH` letters of each suffice.
    """

    fingerprint: str
    index: int
    threshold: int
    count: int
    words: tuple[str, ...]

    @property
    def numbered(self) -> tuple[tuple[int, str, str], ...]:
        """The words with their numbers, each cut after the letters that suffice."""
        return tuple((number, word[:ENOUGH], word[ENOUGH:]) for number, word in enumerate(self.words, 1))


def split(seed: bytes, threshold: int, count: int) -> tuple[str, ...]:
    """Return `count` shares of the 32-byte seed, any `threshold` of which give it back.

    1 of 1 is the seed itself in words. Raises ValueError for 1 of many, which the standard forbids: each sheet alone
    would open everything.
    """
    if len(seed) != SEED_SIZE or not 1 <= threshold <= count <= MOST_TRUSTEES or threshold == 1 < count:
        raise ValueError(f"{threshold} of {count}")
    sealing = Seeds(HolderId(""), seed, b"").sealing.public
    whole = EncryptedMasterSecret.from_master_secret(seed, b"", identifier_of(holder_of(sealing)), True, 0)  # noqa: FBT003
    (group,) = split_ems(1, [(threshold, count)], whole)
    return tuple(share.mnemonic() for share in group)


def combine(shares: Iterable[str]) -> bytes:
    """Return the seed. A share given twice counts once; shares beyond the threshold are only checked for belonging.

    Raises what `check_share` raises for a single one, then OtherSetError, then TooFewSharesError.
    """
    seed: bytes = _whole([_read(text) for text in shares]).decrypt(b"")
    return seed


def check_share(text: str) -> ShareFacts:
    """Return what one share tells; `words_of` says what may be typed.

    Raises ShareWordError, ShareLengthError or ShareChecksumError.
    """
    share = _read(text)
    return ShareFacts(share.identifier, share.index + 1, share.member_threshold)


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a share as the list has them; equal for any two ways of typing the same share.

    Capitals, numbers, punctuation and line breaks do not matter, four letters of a word suffice, and the keyboard may
    have been on Russian or Ukrainian. Raises ShareWordError.
    """
    typed = re.findall(r"[^\W\d_]+", text.casefold().translate(_KEYS))
    return tuple(_word(position, word) for position, word in enumerate(typed, 1))


def identifier_of(holder: HolderId) -> int:
    """Return the 15 bits that the shares of a quorum carry, made from the id of its key pair.

    Compare with `ShareFacts.identifier`: a different one is of another committee, or of keys that were renewed since.
    """
    return int.from_bytes(sha256(b"bereginya quorum v1" + bytes.fromhex(holder)).digest()[:2], "big") >> 1


def sheets(shares: tuple[str, ...], founding: bytes) -> tuple[Sheet, ...]:
    """Return what to print for the shares that `split` made. `founding` is the fingerprint that `Trust` holds."""
    mark = " ".join(re.findall("....", founding[:16].hex()))
    facts = [check_share(share) for share in shares]
    return tuple(
        Sheet(mark, one.index, one.threshold, len(shares), words_of(share))
        for one, share in zip(facts, shares, strict=True)
    )


def _word(position: int, typed: str) -> str:
    word = _BY_START.get(typed[:ENOUGH], "")
    if not word.startswith(typed) or len(typed) < ENOUGH:
        near = get_close_matches(typed, _WORDS, n=3, cutoff=0.6)
        raise ShareWordError(position, tuple(near))
    return word


def _read(text: str) -> Share:
    words = words_of(text)
    if len(words) != WORDS:
        raise ShareLengthError(len(words))
    try:
        return Share.from_mnemonic(" ".join(words))
    except MnemonicError:
        raise ShareChecksumError("share") from None  # its message quotes words


def _whole(shares: list[Share]) -> EncryptedMasterSecret:
    """Return what the shares hold together, after seeing that they are of one set and enough."""
    if not shares:
        raise TooFewSharesError(1)
    _check_set(shares)
    distinct = {share.index: share for share in shares}
    threshold = shares[0].member_threshold
    if len(distinct) < threshold:
        raise TooFewSharesError(threshold - len(distinct))
    group = ShareGroup()
    for index in sorted(distinct)[:threshold]:
        group.add(distinct[index])
    try:
        return recover_ems({group.group_parameters().group_index: group})
    except MnemonicError:
        raise OtherSetError from None


def _check_set(shares: list[Share]) -> None:
    """See that all are of one set; a share of several groups, as other programs make, is of no set of ours."""
    sets = [share.group_parameters() for share in shares]
    usual = max(sets, key=sets.count)
    odd = tuple(number for number, one in enumerate(sets, 1) if one != usual)
    if odd or usual.group_count != 1:
        raise OtherSetError(odd)
    if len({share.index for share in shares}) != len(set(shares)):
        raise OtherSetError
