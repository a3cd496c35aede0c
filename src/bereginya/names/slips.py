"""What goes wrong between a name and its record: fingers, scanners, and a keyboard left in the other language."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from bereginya.names.lines import lines_with

_ROWS = ("йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю")
_LATIN_ROWS = ("qwertyuiop[]", "asdfghjkl;'", "zxcvbnm,.")
_UKRAINIAN = {"s": "і", "'": "є", "]": "ї"}

_TO_RUSSIAN = dict(zip("".join(_LATIN_ROWS), "".join(_ROWS), strict=True))
_TO_RUSSIAN["`"] = "ё"
_TO_LATIN = {cyrillic: latin for latin, cyrillic in (*_TO_RUSSIAN.items(), *_UKRAINIAN.items())}
_SHIFTED = {"{": "х", "}": "ъ", ":": "ж", '"': "э", "<": "б", ">": "ю", "~": "ё"}

_PAIRS = """
ши ип пн нк ни иц цн пл ео оа ас со ес сч зе вб рг гт тг лд мн жк км уч ву тп шт ми
"""
_LOOK_ALIKE = frozenset(map(frozenset, _PAIRS.split()))
"""Folded letters that scanners and tired eyes take for each other, printed and written by hand (м и т и п)."""


def _neighbours() -> frozenset[frozenset[str]]:
    """Return the pairs of letters whose keys touch on the Russian keyboard (ГОСТ 6431 layout)."""
    found = {frozenset(pair) for row in _ROWS for pair in pairwise(row)}
    for upper, lower in pairwise(_ROWS):
        for i, key in enumerate(lower):
            found |= {frozenset((key, other)) for other in upper[i : i + 2]}
    return frozenset(found)


_TOUCHING = _neighbours()
_VOWELS = frozenset("аеиоуюя")
_VOICED = frozenset(map(frozenset, ("бп", "вф", "гк", "дт", "жш", "зс", "чш", "чц", "сц", "фг", "фп")))

_DIGITS = str.maketrans("03461", "озчбі")
_DIGIT = re.compile("[0-9]")
_ONE_DIGIT = re.compile(r"(?<![^\W_])(?=[^\W\d_]*\d[^\W\d_]*(?![^\W_]))(?=[^\W_]{4})[^\W_]+")

_SLIP = 0.6
_HEARD = 0.5


def _substitution(a: str, b: str) -> float:
    pair = frozenset((a, b))
    if (a in _VOWELS and b in _VOWELS) or pair in _VOICED:
        return _HEARD
    return _SLIP if pair in _LOOK_ALIKE or pair in _TOUCHING else 1.0


@lru_cache(1 << 14)
def distance(a: str, b: str) -> float:
    """Return how many slips part two folded words: 1 is a whole wrong letter, likely slips cost about half.

    Optimal string alignment with weights: two letters that changed places cost 0.6, a letter lost or added 0.8
    (a doubled or silent one 0.5), letters that sound or look alike or share a border on the keyboard 0.5 to 0.6.
    """
    before: list[float] = []
    row = [0.8 * j for j in range(len(b) + 1)]
    for i, x in enumerate(a, 1):
        oldest, before = before, row
        row = [0.8 * i]
        for j, y in enumerate(b, 1):
            cost = 0.0 if x == y else _substitution(x, y)
            best = min(before[j - 1] + cost, before[j] + 0.8, row[j - 1] + 0.8)
            if i > 1 and j > 1 and x == b[j - 2] and y == a[i - 2] and x != y:
                best = min(best, oldest[j - 2] + _SLIP)
            row.append(best)
    return row[-1]


def letters_for_digits(text: str) -> str:
    """Return the text with the letter a scanner took for a digit put back, in words with one digit and no more.

    >>> letters_for_digits("3айцев С3ргей А1234")
    'зайцев Сзргей А1234'
    """
    if not _DIGIT.search(text):
        return text
    return _ONE_DIGIT.sub(lambda word: word[0].translate(_DIGITS), text)


def letters_for_digits_each(texts: Sequence[str]) -> list[str]:
    """Return what `letters_for_digits` does for each text, none of which has a line end in it."""
    found = list(texts)
    for number in lines_with((_DIGIT,), "\n".join(texts)):
        found[number] = letters_for_digits(found[number])
    return found


def other_layout(text: str) -> tuple[str, ...]:
    """Return what the same keys type with the keyboard in the other language, Russian first, then Ukrainian.

    >>> other_layout("Bdfyjd")
    ('Иванов',)
    """
    lower = text.lower()
    if any(c.isascii() and c.isalpha() for c in lower):
        russian = {**_TO_RUSSIAN, **_SHIFTED}
        typed: tuple[str, ...] = (_typed(text, russian), _typed(text, {**russian, **_UKRAINIAN}))
    else:
        typed = (_typed(text, _TO_LATIN),)
    return tuple(dict.fromkeys(found for found in typed if found != text))


def _typed(text: str, keys: dict[str, str]) -> str:
    return "".join(_as_case(c, keys.get(c.lower(), c)) for c in text)


def _as_case(like: str, letter: str) -> str:
    return letter.upper() if like.isupper() or like in '{}:"<>~' else letter
