"""Which letters the typesetter's own fonts have. Asked of the typesetter itself, so that it is true of its version."""

import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import islice

from bereginya.letters.setter import compiled, lacks_glyph

_ENOUGH = 20  # a page in another script is told by its first letters
_SURE = frozenset(
    map(chr, (*range(0x20, 0x7F), *range(0xA0, 0xAD), *range(0xAE, 0x180), *range(0x400, 0x460)))
) | frozenset("\t\n–—‘’‚“”„…№")
"""Seen to be there; the tests look again."""


def without_glyph(text: str) -> tuple[str, ...]:
    """Return the first twenty characters of a text that no embedded font has, each once, in order of appearance."""
    odd = (one for one in dict.fromkeys(_clusters(text)) if one not in _SURE and not _has_glyph(one))
    return tuple(islice(odd, _ENOUGH))


def _clusters(text: str) -> Iterator[str]:
    """Yield the letters of a text, each with the marks above and below it: a font may know both and not the two."""
    held = ""
    for one in text:
        if held and not unicodedata.category(one).startswith("M"):
            yield held
            held = ""
        held += one
    if held:
        yield held


@cache
def _has_glyph(character: str) -> bool:
    return not lacks_glyph(lambda: compiled(_PROBE, {"shown": character}))


_PROBE = b'#set document(title: "-")\n#set text(font: "Libertinus Serif")\n#sys.inputs.shown'
