"""Passphrases and sign-in names: the form in which they are compared."""

import unicodedata


def fold_name(name: str) -> str:
    """Return the sign-in name as it is compared: case, ё and spaces do not matter."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().replace("ё", "е").split())


def fold_passphrase(passphrase: str) -> str:
    """Return the passphrase as it is stretched: one form of each letter, single spaces, small letters.

    A phone writes capitals by itself; six words keep their strength without them.
    """
    return " ".join(unicodedata.normalize("NFKC", passphrase).casefold().replace("ё", "е").split())
