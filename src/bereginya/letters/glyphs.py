"""Which letters the typesetter's own fonts have. Asked of the typesetter itself, so that it is true of its version."""

import unicodedata
from functools import cache

from bereginya.letters.setter import compiled, lacks_glyph

_SURE = frozenset(
    map(chr, (*range(0x20, 0x7F), *range(0xA0, 0xAD), *range(0xAE, 0x180), *range(0x400, 0x460)))
) | frozenset("\t\n–—‘’‚“”„…№")
"""Seen to be there; the tests look again."""


def without_glyph(text: str) -> tuple[str, ...]:
    """Return the characters of a text that no embedded font has, each once, in order of appearance."""
    return tuple(one for one in dict.fromkeys(text) if one not in _SURE and not _has_glyph(one))


@cache
def _has_glyph(character: str) -> bool:
    shown = f"а{character}" if unicodedata.combining(character) else character
    return not lacks_glyph(lambda: compiled(_PROBE, {"shown": shown}))


_PROBE = b'#set document(title: "-")\n#set text(font: "Libertinus Serif")\n#sys.inputs.shown'
