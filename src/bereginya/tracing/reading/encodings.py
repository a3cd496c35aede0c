"""Which bytes are which letters: UTF-8, UTF-16 by marks and rules, cp1251, KOI8-U, cp866 by how often letters occur.

The old tables give letters to the same bytes, so a text read with the wrong one is full of rare letters. The share of
frequent letters decides, line by line where a file is mixed: lists are glued together from several machines. cp866, of
programs older than Windows, is looked for in whole files alone: a single line is too short to tell it.
"""

import codecs
from functools import cache

OLD = ("cp1251", "koi8-u", "cp866")
_BY_LINE = ("cp1251", "koi8-u")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# How often a letter stands in names and places, in thousandths; what is missing is rare. Counted by hand on the name
# lists in bereginya/names/words; only the order of the sizes matters here.
_FREQUENT = dict(
    zip("аоиевнркслтіудмйя", (110, 90, 85, 80, 65, 60, 60, 55, 45, 45, 40, 35, 30, 30, 30, 25, 20), strict=True)
)
_RARE = -60
_CASE_SLIP = -40  # a small letter followed by a large one: KOI8 has the cases the other way round


def of(head: bytes) -> str:
    """Return the encoding in which the first bytes of a file are written; never fails: cp1251 is the last guess."""
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    if (sixteen := _sixteen(head)) is not None:
        return sixteen
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)  # the head may end within a letter
    except UnicodeDecodeError:
        return old(head, among=OLD)
    return "utf-8"


def old(line: bytes, usual: str = "cp1251", among: tuple[str, ...] = _BY_LINE) -> str:
    """Return the one-byte encoding in which a line makes most sense; the usual one where both make the same."""
    high = bytes(byte if byte >= 0x80 else 0x20 for byte in line[:65536])
    scores = {name: _score(high.decode(name, "replace")) for name in {usual: 0, **dict.fromkeys(among)}}
    best = max(scores.values())
    return usual if scores[usual] == best else next(name for name in scores if scores[name] == best)


def decoded(line: bytes, usual: str = "cp1251") -> str:
    """Return one line of a file that may be mixed: UTF-8 if it is that, else what makes most sense.

    Raises UnicodeDecodeError where no encoding gives a letter to some byte.
    """
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode(old(line, usual))


def _sixteen(head: bytes) -> str | None:
    """Return the order of the bytes of UTF-16 without a mark: every second byte is 0, or 4 of Cyrillic."""
    for first, name in ((0, "utf-16-be"), (1, "utf-16-le")):
        upper = head[first:4096:2]
        if b"\x00" in upper and upper.count(0) + upper.count(4) > 0.8 * len(upper):
            return name
    return None


def _score(text: str) -> int:
    total, before = 0, " "
    for letter in text:
        if letter != " ":
            total += _worth(letter)
            if before.islower() and letter.isupper():
                total += _CASE_SLIP
        before = letter
    return total


@cache
def _worth(letter: str) -> int:
    small = letter.lower()
    if "а" <= small <= "я" or small in "ёіїєґ":
        return _FREQUENT.get(small, 5)
    return _RARE if letter.isalpha() or letter == "\ufffd" or not letter.isprintable() else -10
