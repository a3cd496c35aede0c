"""Canonical keys: one form under which all spellings of a surname, a given name or a patronymic meet.

Several keys mean that the spelling leaves several names open; the likeliest comes first. Two spellings may be of one
name when their keys have one in common.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import Literal

from bereginya.names import latin
from bereginya.names.endings import stems
from bereginya.names.folding import clean_lines, cyrillic_readings, fold_lines
from bereginya.names.given import classes, index
from bereginya.names.patronymics import fathers
from bereginya.names.slips import letters_for_digits_each

Part = Literal["surname", "given", "patronymic"]
Keys = tuple[str, ...]

_REMEMBERED = 1 << 16
_MOST = 8
_JOINTS = re.compile("[- ]+")
_SHORT = 3
"""Letters of a piece that may be the end of a word torn at the end of a line: Жда-нов."""


def _surname(word: str) -> Keys:
    """Return the stems; of a double surname the whole, then each half."""
    if word.isalpha():
        return stems(word)
    pieces = [piece for piece in _JOINTS.split(word) if piece]
    if len(pieces) < 2:
        return stems(word)
    each = [stems(piece)[0] for piece in pieces]
    torn = stems("".join(pieces))[:1] if min(map(len, pieces)) <= _SHORT else ()
    return tuple(dict.fromkeys(("-".join(each), *(stem for stem in each if len(stem) > 2), *torn)))


def _given(word: str) -> Keys:
    """Return the classes; of a double name those of the whole written as one word, then of each half."""
    pieces = [piece for piece in _JOINTS.split(word) if piece]
    if len(pieces) < 2:
        return classes(word)
    halves = (one for piece in pieces if len(piece) > 2 for one in classes(piece)[:1])
    return tuple(dict.fromkeys((*classes("".join(pieces)), *halves)))


_RULES: dict[Part, Callable[[str], Keys]] = {"surname": _surname, "given": _given, "patronymic": fathers}


def keys_of(texts: Sequence[str], part: Part) -> list[Keys]:
    """Return the keys of each text, in order; an empty text has none.

    Meant for many texts at once: 200,000 different ones take less than two seconds on one core.
    """
    if not texts:
        return []
    each = _readings(letters_for_digits_each(clean_lines(texts)))
    folded = fold_lines([reading for readings in each for reading in readings])
    rule = _RULES[part]
    keys = {word: rule(word) if word.isalpha() or _holds_letters(word) else () for word in set(folded)}
    if len(folded) == len(each):  # as many readings as texts: one of each
        return [keys[word][:_MOST] for word in folded]
    words = iter(folded)
    return [
        keys[next(words)][:_MOST] if len(readings) == 1 else _joined(part, keys, list(islice(words, len(readings))))
        for readings in each
    ]


def _readings(words: Sequence[str]) -> list[Sequence[str]]:
    """Return the readings of each word in Cyrillic; one, empty, of an empty word."""
    latin_words = [latin.is_latin(word) for word in words]
    read = iter(latin.readings_each([word for word, is_latin in zip(words, latin_words, strict=True) if is_latin]))
    return [
        next(read) if is_latin else cyrillic_readings(word) for word, is_latin in zip(words, latin_words, strict=True)
    ]


def _joined(part: Part, keys: Mapping[str, Keys], folded: Sequence[str]) -> Keys:
    """Return the likeliest key of each reading, then their other keys; a given name that is known comes first."""
    words = [word for word in dict.fromkeys(folded) if keys[word]]
    if part == "given":
        known = index().exact
        words.sort(key=lambda word: word not in known)
    each = [keys[word] for word in words]
    return tuple(dict.fromkeys([*(one[0] for one in each), *(key for one in each for key in one[1:])]))[:_MOST]


def _holds_letters(folded: str) -> bool:
    return any(map(str.isalpha, folded))


@lru_cache(_REMEMBERED)
def surname_keys(text: str) -> Keys:
    """Return the canonical keys of a surname, the likeliest first; none for an empty text.

    Gender and case endings are gone, so Иванова (a woman, or of Иванов) has the key of Иванов. A double surname has
    the key of the whole, then of each half.

    >>> surname_keys("Ткаченка"), surname_keys("Tkachenko")
    (('ткаченк',), ('ткаченк', 'ткагенк', 'ткашенк'))
    """
    return keys_of((text,), "surname")[0]


@lru_cache(_REMEMBERED)
def given_keys(text: str) -> Keys:
    """Return the classes a given name may belong to, the likeliest first; none for an empty text.

    >>> given_keys("Саша"), given_keys("Олексій")
    (('александр', 'александра'), ('алексеи',))
    """
    return keys_of((text,), "given")[0]


@lru_cache(_REMEMBERED)
def patronymic_keys(text: str) -> Keys:
    """Return the classes of the father's name, the likeliest first; none for an empty text.

    The father's name itself is understood too: some papers write it in place of a patronymic.

    >>> patronymic_keys("Сергіївна"), patronymic_keys("Сергеич")
    (('сергеи',), ('сергеи',))
    """
    return keys_of((text,), "patronymic")[0]


_HEARD = str.maketrans("оеяюиэбвгджзщц", "аииуиипфктшсшс")
_DOUBLE = re.compile(r"(\w)\1+")
_UNHEARD = tuple(
    (re.compile(written, re.MULTILINE), spoken)
    for written, spoken in (("[дт]ск", "цк"), ("стн", "сн"), ("здн", "зн"), ("лнц", "нц"), ("стл", "сл"), ("^гв", "ф"))
)
"""Consonants nobody hears in a row of three (Русская грамматика (1980), § on simplified groups); Хведір is Фёдор."""


def heard(key: str) -> str:
    """Return a coarser key under which names meet that sound alike over a bad line.

    Unstressed vowels are reduced (о as а; е, я as и), consonants lose their voice, г, х and к are one. For finding
    only: many different names share one.

    >>> heard(surname_keys("Ковтун")[0]) == heard(surname_keys("Кавтун")[0])
    True
    """
    return heard_each((key,))[0]


def heard_each(keys: Sequence[str]) -> list[str]:
    """Return what `heard` does for each key, in order: one pass over many lines costs a fraction of many passes."""
    text = "\n".join(keys)
    for written, spoken in _UNHEARD:
        text = written.sub(spoken, text)
    text = text.translate(_HEARD).replace("иа", "и").replace("аи", "и")
    return _DOUBLE.sub(r"\1", text).split("\n") if keys else []
