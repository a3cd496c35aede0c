"""From written words to numbered names, once per distinct text: after this everything is integers.

A *name* here is a distinct tuple of keys: all spellings that `bereginya.names` gives the same keys are one name.
Places and units have keys as well: a place is folded as a surname is, a unit is its number or, if it has none, its
letters.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from bereginya import names

FIELDS = ("surname", "given_name", "patronymic", "place", "unit")
SURNAME, GIVEN, PATRONYMIC, PLACE, UNIT = range(5)
LONGEST = 24
"""Letters of a key that count: no name is told from another by more."""

Keys = tuple[str, ...]
Ints = NDArray[np.int32]


class Letters(NamedTuple):
    """Strings side by side: the letters of string i are `text[start[i]:start[i + 1]]`, as UTF-16 units."""

    text: NDArray[np.uint16]
    start: Ints

    def string(self, number: int) -> str:
        """Return one string."""
        units = np.asarray(self.text[self.start[number] : self.start[number + 1]])
        return units.tobytes().decode("utf-16-le", "replace")


class Names(NamedTuple):
    """The distinct names of one column.

    The keys of name i are `keys[start[i]:start[i + 1]]`, numbers into `letters`, the likeliest first; `heard[k]` is the
    number in `sounds` of what key k sounds like. `initials[initial_start[i]:initial_start[i + 1]]` are the letters to
    which name i may be shortened.
    """

    start: Ints
    keys: Ints
    letters: Letters
    heard: Ints
    sounds: Letters
    initial_start: Ints
    initials: NDArray[np.uint16]

    @property
    def size(self) -> int:
        """How many names there are."""
        return len(self.start) - 1


def packed(strings: Sequence[str]) -> Letters:
    """Return the strings as letters, each cut after 24."""
    each = [string[:LONGEST].encode("utf-16-le", "replace") for string in strings]
    start = np.zeros(len(each) + 1, np.int32)
    np.cumsum([len(one) // 2 for one in each], out=start[1:])
    return Letters(np.frombuffer(b"".join(each), np.uint16), start)


def numbered(numbers: Ints, texts: Sequence[str], field: int) -> tuple[Ints, Names]:
    """Return for each row the number of its name, or the count of names where it is unknown, and the names.

    `numbers` gives for each row its text, -1 for none.
    """
    tuples = _KEYS[field](texts) if texts else []
    known: dict[Keys, int] = {}
    of_text = np.array([known.setdefault(keys, len(known)) if keys else -1 for keys in tuples] + [-1], np.int32)
    of_text[of_text < 0] = len(known)
    rows = of_text[numbers]
    return rows, _names(list(known), _shortened(of_text, tuples) if field in {GIVEN, PATRONYMIC} else ())


def _names(tuples: list[Keys], initials: Iterable[tuple[int, str]]) -> Names:
    known: dict[str, int] = {}
    keys = np.array([known.setdefault(key, len(known)) for each in tuples for key in each], np.int32)
    sounds: dict[str, int] = {}
    heard = np.array([sounds.setdefault(sound, len(sounds)) for sound in names.heard_each(list(known))], np.int32)
    pairs = sorted(initials)
    owners = np.array([name for name, _ in pairs], np.int64)
    return Names(
        _starts(np.array([len(each) for each in tuples], np.int64)),
        keys,
        packed(list(known)),
        heard,
        packed(list(sounds)),
        _starts(np.bincount(owners, minlength=len(tuples))),
        np.array([ord(letter) & 0xFFFF for _, letter in pairs], np.uint16),
    )


def _starts(counts: NDArray[np.int64]) -> Ints:
    return np.concatenate(([0], np.cumsum(counts))).astype(np.int32)


def _shortened(of_text: Ints, tuples: Sequence[Keys]) -> set[tuple[int, str]]:
    """Return the letters to which each name may be shortened: М. is Микола too, who is Николай in the other language.

    They come from the tables of names alone, never from what else is in the list: else a shard would know less.
    """
    return {(int(of_text[i]), one) for i, keys in enumerate(tuples) if keys for one in names.initials(keys[0])}


_PLACE_WORDS = re.compile(
    r"\b(?:г|гор|город|м|місто|місті|с|село|дер|деревня|пос|посёлок|поселок|селище|смт|пгт|ст|станица|хутор|"
    r"city of|village of)\b\.?\s*|[\s,(]*\b(?:обл|область|області|области|р-н|район|району|oblast|region|raion)\b\.?",
    re.IGNORECASE,
)
_LONG_NUMBER = re.compile(r"\d{4,}")


def _places(texts: Sequence[str]) -> list[Keys]:
    bare = [_PLACE_WORDS.sub("", text).split(",")[0].strip() or text for text in texts]
    return names.keys_of(bare, "surname")


def _units(texts: Sequence[str]) -> list[Keys]:
    return [_unit(text) for text in texts]


def _unit(text: str) -> Keys:
    """Return the long number of a unit, such as 12345 of "в/ч 12345", or else its letters and digits."""
    if found := _LONG_NUMBER.search(text):
        return (found[0],)
    bare = "".join(letter for letter in unicodedata.normalize("NFKC", text).casefold() if letter.isalnum())
    return (bare,) if bare else ()


_CYRILLIC_DIGITS, _LATIN_DIGITS = str.maketrans("034689", "озчбвд"), str.maketrans("01356", "olesb")
"""Letters that a scanner reads as digits."""
_DIGIT_IN_WORD = re.compile(r"[^\W\d_]\d|\d[^\W\d_]")


def _read(texts: Sequence[str]) -> Sequence[str]:
    """Return the texts with digits inside words read as the letters that they look like."""
    return [_letters(text) if _DIGIT_IN_WORD.search(text) else text for text in texts]


def _letters(text: str) -> str:
    return text.translate(_LATIN_DIGITS if text.isascii() else _CYRILLIC_DIGITS)


def _surnames(texts: Sequence[str]) -> list[Keys]:
    return names.keys_of(_read(texts), "surname")


def _also_spelled(part: Literal["given", "patronymic"]) -> Callable[[Sequence[str]], list[Keys]]:
    """Return a rule that adds to the keys of a name how it is spelled: a slip in Микола is one of Микола, not of the
    Николай who is his class."""

    def rule(texts: Sequence[str]) -> list[Keys]:
        texts = _read(texts)
        spelled = names.keys_of(texts, "surname")
        return [
            keys if not form or form[0] in keys or len(keys[0]) == 1 else (*keys, form[0])
            for keys, form in zip(names.keys_of(texts, part), spelled, strict=True)
        ]

    return rule


_KEYS: tuple[Callable[[Sequence[str]], list[Keys]], ...] = (
    _surnames,
    _also_spelled("given"),
    _also_spelled("patronymic"),
    _places,
    _units,
)
