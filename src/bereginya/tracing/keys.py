"""From written words to numbered names, once per distinct text: after this everything is integers.

A *name* here is a distinct tuple of keys: all spellings that `bereginya.names` gives the same keys are one name.
Places and units have keys as well: a place is folded as a surname is, a unit is its number or, if it has none, its
letters.
"""

import gc
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from bereginya import names
from bereginya.names.keys import Keys, Part
from bereginya.tracing.keying import Keying, KeysOf

FIELDS = ("surname", "given_name", "patronymic", "place", "unit")
SURNAME, GIVEN, PATRONYMIC, PLACE, UNIT = range(5)
LONGEST = 24
"""Letters of a key that count: no name is told from another by more."""

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


def numbered(numbers: Ints, texts: Sequence[str], field: int, keys_of: KeysOf = names.keys_of) -> tuple[Ints, Names]:
    """Return for each row the number of its name, or the count of names where it is unknown, and the names.

    `numbers` gives for each row its text, -1 for none.
    """
    with _no_collecting():
        return _numbered(numbers, texts, field, keys_of)


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Keep Python from looking for cycles: keys make none, and the looking takes a fifth of the time."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def begin(keying: Keying, words: Callable[[str], tuple[Ints, Sequence[str]]]) -> None:
    """Say which keys will be wanted for people whose distinct texts `words` gives, the many surnames first."""
    for field, parts in _PARTS.items():
        texts = words(FIELDS[field])[1]
        for part in parts:
            keying.begin(_bare(texts) if field == PLACE else _read(texts), part)


def _numbered(numbers: Ints, texts: Sequence[str], field: int, keys_of: KeysOf) -> tuple[Ints, Names]:
    tuples = _KEYS[field](texts, keys_of) if texts else []
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


def _bare(texts: Sequence[str]) -> list[str]:
    return [_PLACE_WORDS.sub("", text).split(",")[0].strip() or text for text in texts]


def _places(texts: Sequence[str], keys_of: KeysOf) -> list[Keys]:
    return keys_of(_bare(texts), "surname")


def _units(texts: Sequence[str], _: KeysOf) -> list[Keys]:
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


def _surnames(texts: Sequence[str], keys_of: KeysOf) -> list[Keys]:
    return keys_of(_read(texts), "surname")


Rule = Callable[[Sequence[str], KeysOf], list[Keys]]


def _also_spelled(part: Literal["given", "patronymic"]) -> Rule:
    """Return a rule that adds to the keys of a name how it is spelled: a slip in Микола is one of Микола, not of the
    Николай who is his class."""

    def rule(texts: Sequence[str], keys_of: KeysOf) -> list[Keys]:
        texts = _read(texts)
        spelled = keys_of(texts, "surname")
        return [
            keys if not form or form[0] in keys or len(keys[0]) == 1 else (*keys, form[0])
            for keys, form in zip(keys_of(texts, part), spelled, strict=True)
        ]

    return rule


_KEYS: tuple[Rule, ...] = (
    _surnames,
    _also_spelled("given"),
    _also_spelled("patronymic"),
    _places,
    _units,
)
_PARTS: Mapping[int, tuple[Part, ...]] = {
    SURNAME: ("surname",),
    GIVEN: ("surname", "given"),
    PATRONYMIC: ("surname", "patronymic"),
    PLACE: ("surname",),
}
"""Which keys each field needs."""
