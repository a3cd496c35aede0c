"""Many words as the lines of one long text: one pass over it costs a fraction of as many passes over words."""

import codecs
import re
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

_SHORT = 200
"""Letters from which on a text is worth coding."""
_CODES = 256


class Readings(NamedTuple):
    """What each of many words may say: its likeliest reading, and by its number what else it may be, in order."""

    first: list[str]
    others: dict[int, list[str]]

    def of(self, number: int) -> list[str]:
        """Return all readings of one word, the likeliest first."""
        return [self.first[number], *self.others.get(number, ())]


def lines_with(signs: Iterable[re.Pattern[str]], text: str) -> list[int]:
    """Return the numbers of the lines that show any of the signs, in order.

    Meant for what few lines show: each match is counted from the one before it.
    """
    if "\n" not in text:
        return _if_one_shows(signs, text)
    found: set[int] = set()
    for sign in signs:
        number = at = 0
        for match in sign.finditer(text):
            number += text.count("\n", at, match.start())
            at = match.start()
            found.add(number)
    return sorted(found)


def _if_one_shows(signs: Iterable[re.Pattern[str]], line: str) -> list[int]:
    for sign in signs:
        if sign.search(line):
            return [0]
    return []


class Exchange:
    """Puts letters in the place of letters, as `str.translate` does, at an eighth of its cost in a long text.

    `str.translate` looks each letter up in a dict. Here a text is coded with one byte a letter, as in the old code
    pages, and decoded with another page. A value of several letters must have none in it that is exchanged itself.
    """

    def __init__(self, table: Mapping[str, str], beside: Iterable[str] = ()) -> None:
        """Make the pages from the table and from letters that often stand beside those in it."""
        self._table = str.maketrans(dict(table))
        self._longer = [(letter, value) for letter, value in table.items() if len(value) > 1]
        self._one = {letter: value for letter, value in table.items() if len(value) <= 1}
        self._letters = "".join(dict.fromkeys((*self._one, *self._one.values(), *beside, "\n")))
        self._unknown = re.compile(f"[^{re.escape(self._letters)}]")
        self._usual = _by_pages(self._letters, self._one)

    def __call__(self, text: str) -> str:
        """Return the text with its letters exchanged."""
        if len(text) < _SHORT:
            return text.translate(self._table)
        for letter, value in self._longer:
            text = text.replace(letter, value)
        more = set(self._unknown.findall(text))
        if not more:
            return self._usual(text)
        if len(self._letters) + len(more) >= _CODES or max(more) >= _NO_LETTER:
            return text.translate(self._table)
        return _by_pages(self._letters + "".join(more), self._one)(text)


_NO_LETTER = "\ufffe"
"""What a page has in the place of a letter that it does not know (Unicode has no such character)."""


def _by_pages(letters: str, table: Mapping[str, str]) -> Callable[[str], str]:
    """Return what exchanges letters in a text of these letters, with two code pages: one of before, one of after."""
    page = f"\0{letters.replace(chr(0), '')}"  # a page that begins otherwise would be looked up in a dict again
    after = "".join([table.get(letter, letter) or _NO_LETTER for letter in page])
    dropped = bytes(code for code, letter in enumerate(after) if letter == _NO_LETTER)
    before = codecs.charmap_build(page.ljust(_CODES, _NO_LETTER))

    def exchanged(text: str) -> str:
        coded, _ = codecs.charmap_encode(text, "strict", before)
        return codecs.charmap_decode(coded.translate(None, dropped), "strict", after)[0]

    return exchanged
