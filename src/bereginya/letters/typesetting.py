"""From a letter to the bytes of a PDF: tagged (PDF/UA-1), fonts embedded, nothing read from or written to the disk.

The typesetter gets our layout as bytes and the letter as data; what people typed is never part of its source.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from importlib.resources import files

from bereginya.letters.composing import compose
from bereginya.letters.errors import UnfinishedError
from bereginya.letters.setter import NoGlyphError, compiled
from bereginya.letters.templates import Template
from bereginya.letters.values import Fact, Letter, Problem, Trouble


def typeset(template: Template, facts: Mapping[str, Fact], *, day: date, number: str = "") -> bytes:
    """Return the letter of this day as a tagged PDF. Raises UnfinishedError with all that is missing."""
    return typeset_letter(compose(template, facts, day=day, number=number))


def typeset_letter(letter: Letter) -> bytes:
    """Return a composed letter as a tagged PDF (PDF/UA-1). The same letter gives the same bytes.

    Raises UnfinishedError when a combination of letters cannot be shown by any embedded font.
    """
    try:
        return compiled(_layout(), {"letter": _data(letter)})
    except NoGlyphError as error:
        raise UnfinishedError(letter.template, (Problem("", Trouble.UNPRINTABLE, error.character),), ()) from None


def typeset_all(letters: Iterable[Letter]) -> Iterator[bytes]:
    """Yield each letter as a PDF, in order, all from one compiler: a batch can stop between any two."""
    return map(typeset_letter, letters)


@cache
def _layout() -> bytes:
    return files("bereginya.letters").joinpath("layout.typ").read_bytes()


_LONG_WORD = re.compile(r"[^ \n]{41,}")
"""More signs without a space than any word has: an address of a page, or a hand that rested on a key."""

_TEN = re.compile(r".{10}(?!$)", re.DOTALL)


def _breakable(text: str) -> str:
    """Let a word that is longer than a line break: it would run off the page, and 64 KiB of it stop the typesetter."""
    return _LONG_WORD.sub(lambda word: _TEN.sub("\\g<0>\u200b", word[0]), text)


def _data(letter: Letter) -> str:
    parts = [
        {
            "what": part.what.value,
            "lines": list(map(_breakable, part.lines)),
            "rows": [list(map(_breakable, row)) for row in part.rows],
        }
        for part in letter.parts
    ]
    return json.dumps({"lang": letter.language, "title": letter.title, "parts": parts}, ensure_ascii=False)
