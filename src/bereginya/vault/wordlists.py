"""The three lists of 2,048 words, and finding a word that was written nearly right.

No two words of a list are within one edit once letters that people mix up are folded, so one slip never makes another
word. The lists are frozen: receipts of ten years ago have to open (docs/decisions/0004-word-lists.md).
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal, get_args

Language = Literal["ru", "uk", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
SIZE = 2048
BITS = 11

_SAME: dict[Language, Mapping[int, int | str | None]] = {
    "ru": str.maketrans("ё", "е", "ьъ"),
    "uk": str.maketrans("іїйґє", "иииге", "ь'’ʼ`"),
    "en": {},
}


@cache
def words(language: Language) -> tuple[str, ...]:
    """Return the words of a language in their order."""
    text = files("bereginya.vault").joinpath("words", f"{language}.txt").read_text("utf-8")
    return tuple(text.split())


def fold(word: str, language: Language) -> str:
    """Return the word without what people mix up when they copy it by hand."""
    return word.casefold().translate(_SAME[language])


def index(word: str, language: Language) -> int | None:
    """Return the number of a word, however it was spelt within the folding, or None."""
    return _numbers(language).get(fold(word, language))


def nearest(word: str, language: Language) -> tuple[str, ...]:
    """Return the words of the list that are one slip away, at most three, in the order of the list."""
    told = fold(word, language)
    return tuple(known for known in words(language) if within_one_edit(told, fold(known, language)))[:3]


def within_one_edit(left: str, right: str) -> bool:
    """Tell whether one letter more, less or other, or two swapped neighbours, make one word into the other."""
    if len(left) == len(right):
        unlike = [at for at in range(len(left)) if left[at] != right[at]]
        return len(unlike) <= 1 or (len(unlike) == 2 and _swapped(left, right, *unlike))
    short, long = sorted((left, right), key=len)
    return len(long) - len(short) == 1 and any(long[:at] + long[at + 1 :] == short for at in range(len(long)))


def _swapped(left: str, right: str, first: int, second: int) -> bool:
    return second == first + 1 and left[first] == right[second] and left[second] == right[first]


@cache
def _numbers(language: Language) -> dict[str, int]:
    return {fold(word, language): number for number, word in enumerate(words(language))}
