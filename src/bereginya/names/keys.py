"""Canonical keys: one form under which all spellings of a surname, a given name or a patronymic meet.

Several keys mean that the spelling leaves several names open; the likeliest comes first. Two spellings may be of one
name when their keys have one in common.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain, islice
from typing import Literal

from bereginya.names import latin
from bereginya.names.endings import LEAST_STEM, cut_after, stems
from bereginya.names.folding import clean_lines, cyrillic_readings_each, fold_lines
from bereginya.names.given import classes, index
from bereginya.names.lines import Exchange, Readings
from bereginya.names.patronymics import fathers
from bereginya.names.slips import letters_for_digits_each

Part = Literal["surname", "given", "patronymic"]
Keys = tuple[str, ...]

TAB = "\t"
_REMEMBERED = 1 << 16
_MOST = 8
_PIECE = 5_000
"""Texts that are gone through at a time: what is made of them stays in the memory next to the processor."""
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

    Meant for many texts at once: 200,000 different ones take about a second on one core.
    """
    return [keys_in(line) for line in key_lines(texts, part)]


def keys_in(line: str) -> Keys:
    """Return the keys that stand in one of the `key_lines`."""
    return tuple(line.split(TAB)) if line else ()


def key_lines(texts: Sequence[str], part: Part) -> list[str]:
    """Return what `keys_of` does, the keys of each text as one line with a tab between two: quicker made and sent."""
    if len(texts) == 1:
        return _lines(_folded(texts), part)
    return key_lines_each(texts, (part,))[0]


def key_lines_each(texts: Sequence[str], parts: Sequence[Part]) -> list[list[str]]:
    """Return for each part what `key_lines` does; the texts are read once for all."""
    found: list[list[str]] = [[] for _ in parts]
    for start in range(0, len(texts), _PIECE):
        folded = _folded(texts[start : start + _PIECE])
        for lines, part in zip(found, parts, strict=True):
            lines.extend(_lines(folded, part))
    return found


def _folded(texts: Sequence[str]) -> Readings:
    """Return the readings of each text, folded."""
    first, others = _readings(letters_for_digits_each(clean_lines(texts)))
    if not others:
        return Readings(fold_lines(first), others)
    rest = iter(fold_lines([reading for each in others.values() for reading in each]))
    return Readings(fold_lines(first), {number: list(islice(rest, len(each))) for number, each in others.items()})


def _lines(folded: Readings, part: Part) -> list[str]:
    lines = _lines_of({*folded.first, *chain.from_iterable(folded.others.values())}, part)
    found = [lines[word] for word in folded.first]
    for number in folded.others:
        found[number] = _joined(folded.of(number), lines, part)
    return found


def _lines_of(words: Iterable[str], part: Part) -> dict[str, str]:
    """Return the line of keys of each folded word."""
    rule = _RULES[part]
    if part != "surname":
        return {word: _line(rule, word) for word in words}
    found = {}
    for word in words:
        cut = cut_after(word[-3:])
        if cut is not None and (stem := len(word) - cut) >= LEAST_STEM and word.isalpha():
            found[word] = word[:stem]
        else:
            found[word] = _line(rule, word)
    return found


def _line(rule: Callable[[str], Keys], word: str) -> str:
    if not word.isalpha() and not any(map(str.isalpha, word)):
        return ""
    keys = rule(word)
    return keys[0] if len(keys) == 1 else TAB.join(keys[:_MOST])


def _readings(words: Sequence[str]) -> Readings:
    """Return the readings of each word in Cyrillic; one, empty, of an empty word."""
    latin_places = [place for place, word in enumerate(words) if latin.is_latin(word)]
    if not latin_places:
        return cyrillic_readings_each(words)
    read = latin.readings_each([words[place] for place in latin_places])
    if len(latin_places) == len(words):
        return read
    first = list(words)
    for place in latin_places:
        first[place] = ""
    found = cyrillic_readings_each(first)
    for place, reading in zip(latin_places, read.first, strict=True):
        found.first[place] = reading
    found.others.update((latin_places[number], rest) for number, rest in read.others.items())
    return found


def _joined(folded: Sequence[str], lines: Mapping[str, str], part: Part) -> str:
    """Return the likeliest key of each reading, then their other keys; a given name that is known comes first."""
    words = list(dict.fromkeys(folded))
    if len(words) == 1:
        return lines[words[0]]
    if part == "given":
        known = index().exact
        words.sort(key=lambda word: word not in known)
    each = list(dict.fromkeys(line for word in words if (line := lines[word])))
    joined = TAB.join(each)
    if joined.count(TAB) < len(each) <= _MOST or len(each) == 1:
        return joined
    split = [line.split(TAB) for line in each]
    keys = [*(keys[0] for keys in split), *(key for keys in split for key in keys[1:])]
    return TAB.join(list(dict.fromkeys(keys))[:_MOST])


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


_HEARD = Exchange(dict(zip("оеяюиэбвгджзщц", "аииуиипфктшсшс", strict=True)), beside="аклмнпрстуфчш-")
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
        text = spoken.join(written.split(text))
    text = _HEARD(text).replace("иа", "и").replace("аи", "и")
    return "".join(_DOUBLE.split(text)).split("\n") if keys else []
