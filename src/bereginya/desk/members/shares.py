"""The committee's seed in the words of several trustees (SLIP-39)."""

from collections.abc import Sequence

import shamir_mnemonic


def split(seed: bytes, threshold: int, count: int) -> tuple[str, ...]:
    """Return `count` lines of words, of which any `threshold` give the seed back."""
    (shares,) = shamir_mnemonic.generate_mnemonics(1, [(threshold, count)], seed)
    return tuple(shares)


def combine(shares: Sequence[str]) -> bytes:
    """Return the seed that enough lines of words give."""
    return bytes(shamir_mnemonic.combine_mnemonics(shares))
