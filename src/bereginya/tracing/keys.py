"""From written words to numbered names, once per distinct text: after this everything is integers.

A *name* here is a distinct tuple of keys: all spellings that `bereginya.names` gives the same keys are one name.
Places and units have keys as well: a place is folded as a surname is, a unit is its number or, if it has none, its
letters.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from itertools import count, repeat
from typing import Literal, NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from bereginya import names
from bereginya.facts.collecting import not_collecting
from bereginya.names.keys import TAB, Keys, Part
from bereginya.tracing.keying import Keying, KeyLines, KeysOf

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
        keying.begin(_bare(texts) if field == PLACE else _read(texts), *parts)


def _numbered(numbers: Ints, texts: Sequence[str], field: int, keys_of: KeysOf) -> tuple[Ints, Names]:
    of_text, known = _distinct(_LINES[field](texts, keys_of) if texts else [])
    if "" in known:  # no keys: unknown, so it comes after all that are known
        without = known.index("")
        known.pop(without)
        of_text = np.where(of_text == without, np.int32(len(known)), of_text - (of_text > without))
    rows = np.append(of_text, np.int32(len(known))).astype(np.int32)[numbers]
    return rows, _names(known, shortened=field in {GIVEN, PATRONYMIC})


_MANY = 1_000
"""Strings from which on it is worth while to let Arrow tell them apart."""


def _distinct(strings: Sequence[str]) -> tuple[Ints, list[str]]:
    """Return for each string its place among the distinct ones, and these in the order in which each first stands."""
    if len(strings) < _MANY:
        place = dict(zip(dict.fromkeys(strings), count(), strict=False))
        return np.fromiter(map(place.__getitem__, strings), np.int32, len(strings)), list(place)
    held = pa.array(strings, pa.string()).dictionary_encode()
    return held.indices.to_numpy(), held.dictionary.to_pylist()


def _names(lines: Sequence[str], *, shortened: bool) -> Names:
    keys, known = _distinct(TAB.join(lines).split(TAB) if lines else [])
    heard, sounds = _distinct(names.heard_each(known))
    initials = _shortened(lines) if shortened else [""] * len(lines)
    return Names(
        _starts(np.fromiter(map(str.count, lines, repeat(TAB)), np.int64, len(lines)) + 1),
        keys,
        packed(known),
        heard,
        packed(sounds),
        _starts(np.fromiter(map(len, initials), np.int64, len(initials))),
        np.array([ord(letter) & 0xFFFF for letter in "".join(initials)], np.uint16),
    )


def _starts(counts: NDArray[np.int64]) -> Ints:
    return np.concatenate(([0], np.cumsum(counts))).astype(np.int32)


def _shortened(lines: Sequence[str]) -> list[str]:
    """Return the letters to which each name may be shortened: М. is Микола too, who is Николай in the other language.

    They come from the tables of names alone, never from what else is in the list: else a shard would know less.
    """
    return ["".join(sorted(names.initials(line.partition(TAB)[0]))) for line in lines]


_PLACE_WORDS = re.compile(
    r"\b(?:г|гор|город|м|місто|місті|с|село|дер|деревня|пос|посёлок|поселок|селище|смт|пгт|ст|станица|хутор|"
    r"city of|village of)\b\.?\s*|[\s,(]*\b(?:обл|область|області|области|р-н|район|району|oblast|region|raion)\b\.?",
    re.IGNORECASE,
)
_LONG_NUMBER = re.compile(r"\d{4,}")


def _bare(texts: Sequence[str]) -> list[str]:
    """Return places without the words for what they are; where nothing else is written they stay."""
    return [text if text.isalpha() else _without_words(text) for text in texts]


def _without_words(text: str) -> str:
    return _PLACE_WORDS.sub("", text).split(",")[0].strip() or text


def _unit(text: str) -> str:
    """Return the long number of a unit, such as 12345 of "в/ч 12345", or else its letters and digits."""
    if found := _LONG_NUMBER.search(text):
        return found[0]
    return "".join(letter for letter in unicodedata.normalize("NFKC", text).casefold() if letter.isalnum())


_CYRILLIC_DIGITS, _LATIN_DIGITS = str.maketrans("034689", "озчбвд"), str.maketrans("01356", "olesb")
"""Letters that a scanner reads as digits."""
_DIGIT_IN_WORD = re.compile(r"[^\W\d_]\d|\d[^\W\d_]")


def _read(texts: Sequence[str]) -> Sequence[str]:
    """Return the texts with digits inside words read as the letters that they look like."""
    return [text if text.isalpha() or not _DIGIT_IN_WORD.search(text) else _letters(text) for text in texts]


def _letters(text: str) -> str:
    return text.translate(_LATIN_DIGITS if text.isascii() else _CYRILLIC_DIGITS)


def _lines(keys: Sequence[Keys]) -> list[str]:
    """Return keys as lines, a tab between two."""
    return keys.lines if isinstance(keys, KeyLines) else [TAB.join(each) for each in keys]


def _surnames(texts: Sequence[str], keys_of: KeysOf) -> list[str]:
    return _lines(keys_of(_read(texts), "surname"))


def _places(texts: Sequence[str], keys_of: KeysOf) -> list[str]:
    return _lines(keys_of(_bare(texts), "surname"))


def _units(texts: Sequence[str], _: KeysOf) -> list[str]:
    return [_unit(text) for text in texts]


Rule = Callable[[Sequence[str], KeysOf], list[str]]


def _also_spelled(part: Literal["given", "patronymic"]) -> Rule:
    """Return a rule that adds to the keys of a name how it is spelled: a slip in Микола is one of Микола, not of the
    Николай who is his class."""

    def rule(texts: Sequence[str], keys_of: KeysOf) -> list[str]:
        texts = _read(texts)
        return [
            _with_form(keys, form.partition(TAB)[0])
            for keys, form in zip(_lines(keys_of(texts, part)), _lines(keys_of(texts, "surname")), strict=True)
        ]

    return rule


def _with_form(line: str, form: str) -> str:
    keys = line.split(TAB)
    return line if not form or form in keys or len(keys[0]) == 1 else f"{line}{TAB}{form}"


_LINES: tuple[Rule, ...] = (
    _surnames,
    _also_spelled("given"),
    _also_spelled("patronymic"),
    _places,
    _units,
)
"""What makes the keys of each field, as lines: one text is told from another sooner than two rows of texts."""
_PARTS: Mapping[int, tuple[Part, ...]] = {
    SURNAME: ("surname",),
    GIVEN: ("surname", "given"),
    PATRONYMIC: ("surname", "patronymic"),
    PLACE: ("surname",),
}
"""Which keys each field needs."""
