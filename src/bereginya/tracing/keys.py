"""From written words to numbered names, once per distinct text: after this everything is integers.

A *name* here is a distinct tuple of keys: all spellings that `bereginya.names` gives the same keys are one name.
Places and units have keys as well: a place is folded as a surname is, a unit is its number or, if it has none, its
letters.
"""

import re
import unicodedata
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from itertools import chain, count
from typing import Literal, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from bereginya import names
from bereginya.facts.collecting import not_collecting
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
    cut = [string[:LONGEST] for string in strings]
    units = "".join(cut).encode("utf-16-le", "replace")
    lengths = np.fromiter(map(len, cut), np.int64, len(cut))
    if len(units) != 2 * lengths.sum():  # a letter that takes two units: old scripts, pictures
        lengths = np.array([len(one.encode("utf-16-le", "replace")) // 2 for one in cut], np.int64)
    return Letters(np.frombuffer(units, np.uint16), _starts(lengths))


def numbered(numbers: Ints, texts: Sequence[str], field: int, keys_of: KeysOf = names.keys_of) -> tuple[Ints, Names]:
    """Return for each row the number of its name, or the count of names where it is unknown, and the names.

    `numbers` gives for each row its text, -1 for none.
    """
    with not_collecting():
        return _numbered(numbers, texts, field, keys_of)


def begin(keying: Keying, words: Callable[[str], tuple[Ints, Sequence[str]]]) -> None:
    """Say which keys will be wanted for people whose distinct texts `words` gives, the many surnames first."""
    for field, parts in _PARTS.items():
        texts = words(FIELDS[field])[1]
        for part in parts:
            keying.begin(_bare(texts) if field == PLACE else _read(texts), part)


def _numbered(numbers: Ints, texts: Sequence[str], field: int, keys_of: KeysOf) -> tuple[Ints, Names]:
    tuples = _KEYS[field](texts, keys_of) if texts else []
    known = dict.fromkeys(tuples)
    known.pop((), None)
    of_text = _places_in([*known, ()], tuples)
    rows = np.append(of_text, np.int32(len(known)))[numbers]
    return rows, _names(list(known), shortened=field in {GIVEN, PATRONYMIC})


T = TypeVar("T", bound=Hashable)


def _places_in(distinct: Iterable[T], values: Sequence[T]) -> Ints:
    """Return for each value its place among distinct ones."""
    place = dict(zip(distinct, count(), strict=False))
    return np.fromiter(map(place.__getitem__, values), np.int32, len(values))


def _names(tuples: list[Keys], *, shortened: bool) -> Names:
    each_key = list(chain.from_iterable(tuples))
    known = list(dict.fromkeys(each_key))
    sounds = names.heard_each(known)
    heard = list(dict.fromkeys(sounds))
    initials = _shortened(tuples) if shortened else [""] * len(tuples)
    return Names(
        _starts(np.fromiter(map(len, tuples), np.int64, len(tuples))),
        _places_in(known, each_key),
        packed(known),
        _places_in(heard, sounds),
        packed(heard),
        _starts(np.fromiter(map(len, initials), np.int64, len(initials))),
        np.array([ord(letter) & 0xFFFF for letter in "".join(initials)], np.uint16),
    )


def _starts(counts: NDArray[np.int64]) -> Ints:
    return np.concatenate(([0], np.cumsum(counts))).astype(np.int32)


def _shortened(tuples: Sequence[Keys]) -> list[str]:
    """Return the letters to which each name may be shortened: М. is Микола too, who is Николай in the other language.

    They come from the tables of names alone, never from what else is in the list: else a shard would know less.
    """
    return ["".join(sorted(names.initials(keys[0]))) for keys in tuples]


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
    return [text if text.isalpha() or not _DIGIT_IN_WORD.search(text) else _letters(text) for text in texts]


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
