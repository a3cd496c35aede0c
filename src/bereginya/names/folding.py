"""Bring the spellings of one name to one row of letters, whatever alphabet they were written in.

The row is made of Russian letters and is for comparing only, never for showing. It knows nothing of word endings
(`endings`) and nothing of particular names (`given`). What is deliberately lost: г and х (one Latin h stands for both),
и, ы, і and й, ё and е, э and е, щ and ш, soft and hard signs, doubled letters.

All work is done on many lines at once: one pass over a long text costs a fraction of as many passes over short ones.
"""

import re
import unicodedata
from collections.abc import Sequence

from bereginya.names import latin
from bereginya.names.lines import Exchange, Readings, lines_with

_MARKS = (
    "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068"
    "\u2069\ufeff\u0301\u0300\u0361\ufe20\ufe21"
)
"""Invisible characters (Unicode category Cf), the two stress marks, and the ties of ALA-LC."""

_SIGNS = "ьъӏ'`\"’‘ʼʻʹʺ′″´“”«».,;:!?()[]{}*_#|/\\0123456789"

_SAME = {
    "ґ": "г", "ғ": "г", "ҕ": "г", "ҳ": "г", "һ": "г", "х": "г", "ӷ": "г",
    "ы": "и", "і": "и", "ї": "и", "й": "и", "ӣ": "и", "ҋ": "и", "ѝ": "и", "ѐ": "е", "ќ": "к", "ѓ": "г",
    "ё": "е", "є": "е", "э": "е", "ѣ": "е",
    "ә": "а", "ӑ": "а", "ө": "о", "ӧ": "о", "ү": "у", "ұ": "у", "ў": "в", "ӯ": "у", "ӱ": "у", "ӳ": "у",
    "җ": "ж", "ҷ": "ж", "ң": "н", "ҥ": "н", "ӈ": "н", "қ": "к", "ҡ": "к", "ҙ": "з", "ҫ": "с", "ӗ": "е",
    "щ": "ш", "ђ": "ж", "ћ": "ч", "ј": "и", "љ": "л", "њ": "н", "ѕ": "з",
}  # fmt: skip
"""Letters of the Cyrillic alphabets of the region, as Russian and Ukrainian papers render them."""

_ONE_LETTER = Exchange({**dict.fromkeys(_SIGNS, ""), **_SAME}, beside="абвгдежзийклмнопрстуфхцчшщъыьэюя -")
_LATIN_TWINS = "abceihkmoptxyëïABCEIHKMOPTXY"
_CYRILLIC_TWINS = "авсеінкмортхуёїАВСЕІНКМОРТХУ"
_LOOKALIKES = str.maketrans(_LATIN_TWINS, _CYRILLIC_TWINS)
_TO_LATIN = str.maketrans({**dict(zip(_CYRILLIC_TWINS, _LATIN_TWINS, strict=True)), **dict.fromkeys("ьъЬЪ", "")})
_TWINS = frozenset(_CYRILLIC_TWINS + "ьъЬЪ")
_INVISIBLE = str.maketrans({**dict.fromkeys(_MARKS, ""), **dict.fromkeys("‐‑‒–—−―", "-"), "\t": " ", "\xa0": " "})

_STRANGE = re.compile("[^\n -~À-ÖØ-öø-ıĴ-ľŁ-ňŊ-žЀ-ҁҊ-ӿʹʺʼ’]")
"""Whatever may be invisible, white space of another kind, or may be composed of other characters."""

_CLUSTERS: tuple[tuple[str, str], ...] = (
    ("шч", "ш"), ("сч", "ш"), ("зч", "ш"), ("жч", "ш"), ("сш", "ш"), ("зш", "ш"), ("тч", "ч"), ("дч", "ч"),
    ("дж", "ж"), ("тс", "ц"), ("тц", "ц"), ("иу", "ю"), ("иа", "я"), ("ио", "е"), ("яа", "я"), ("юу", "ю"),
    ("чо", "че"), ("шо", "ше"), ("жо", "же"),
)  # fmt: skip
"""What one scheme writes with the letters of another sound: тч is tch, which is also ч; сч is sch, which is also щ."""

_SOFT = re.compile("и+([яюе])")
_DOUBLE = re.compile(r"(\w)\1+")
_LATIN = re.compile("[A-Za-z]")
_CYRILLIC = re.compile("[\u0400-\u052f]")
_LONGEST = 400


def tidy(text: str) -> str:
    """Return the text composed, without invisible characters, with plain hyphens, at most 400 characters long.

    Letters that look alike in the other alphabet become those of the alphabet that the word is written in.
    """
    return _tidy_lines((text,))[0]


def clean(text: str) -> str:
    """Return the text as `tidy` does, in lower case."""
    return tidy(text).casefold()


def clean_lines(texts: Sequence[str]) -> list[str]:
    """Return each text as `clean` does."""
    return "\n".join(_tidy_lines(texts)).casefold().split("\n") if texts else []


def _tidy_lines(texts: Sequence[str]) -> list[str]:
    whole = _spaced_lines(texts)
    lines = whole.split("\n")
    for number in lines_with((_STRANGE,), whole):
        lines[number] = _composed(lines[number])
    return [line if line.isascii() or not _LATIN.search(line) else _one_script(line) for line in lines]


def _composed(line: str) -> str:
    return unicodedata.normalize("NFKC", " ".join(line.split())).translate(_INVISIBLE)


def _spaced_lines(texts: Sequence[str]) -> str:
    """Return the texts as lines, single spaces between words and none around them."""
    whole = "\n".join(texts)
    even = not any(run in whole for run in ("  ", " \n", "\n ")) and not whole.startswith(" ") and whole[-1:] != " "
    if even and whole.count("\n") == len(texts) - 1 and max(map(len, texts)) <= _LONGEST:
        return whole
    return "\n".join([" ".join(text[:_LONGEST].split()) for text in texts])


def _one_script(line: str) -> str:
    words = line.split(" ")
    return " ".join([_one_script_word(word) for word in words])


def _one_script_word(word: str) -> str:
    """Return a word of mixed alphabets in the one that most of its letters are of; signs left in Latin are dropped."""
    cyrillic = _CYRILLIC.findall(word)
    if not cyrillic:
        return word
    if len(cyrillic) * 2 < len(word) and _TWINS.issuperset(cyrillic):
        return word.translate(_TO_LATIN)
    return word.translate(_LOOKALIKES)


def fold_lines(lines: Sequence[str]) -> list[str]:
    """Return the folded form of each Cyrillic line (as `clean` left it), in order."""
    if not lines:
        return []
    text = "\n".join(lines)
    for cluster, letter in (("йо", "е"), ("ьо", "е"), ("дь", "д")):
        text = text.replace(cluster, letter)
    text = _ONE_LETTER(text)
    for cluster, letter in _CLUSTERS:
        if cluster in text:
            text = letter.join(text.split(cluster))  # one pass where `replace` counts first
    text = "".join(_SOFT.split(text))  # what was kept of a match stands among the pieces
    return "".join(_DOUBLE.split(text)).split("\n")


_UKRAINIAN = tuple(
    (re.compile(pattern), value)
    for pattern, value in (
        (r"\bпід", "под"),
        (r"\bбіл", "бел"),
        ("івськ", "овськ"),
        ("ьо", "о"),
        ("ө", "у"),
        ("ә", "е"),
        (r"(?<=[^\W\d_]{3})ів\b", "ов"),
    )
)
"""Roots and endings for which Russian papers have another vowel, ьо where a scheme drops the sign, Turkic vowels."""

_BELARUSIAN = tuple(
    (re.compile(pattern), value)
    for pattern, value in (
        ("дз(?=[еёіяюьмв])", "д"),
        ("ц(?=[еёіяюьв])", "т"),
        ("(?<=[шжчц])а", "е"),
        (r"\bя(?=[лкр]в)", "е"),
    )
)
"""What Belarusian spelling shows and Russian papers do not: soft д and т, and е after hissing letters unstressed."""

_DATIVE = re.compile(r"(?<=[^\W\d_]{2})[оеє]ві$")
_FLEETING = re.compile(r"(?<=[^\W\d_]{2})ень$")
_HAS_OTHER = re.compile("[іөәў]|ьо|ень$|[дз]з[мв]")
_IS_BELARUSIAN = re.compile("ў|дз[іеёяюмв]|[йцкнгшзхфвпрлджчсмтб]э")


def cyrillic_readings(word: str) -> tuple[str, ...]:
    """Return a Cyrillic word (as `clean` left it) and what else its letters may stand for, the likeliest first.

    These are the spelling of the other language (of Russian for Ukrainian and Belarusian), the name behind a Ukrainian
    dative (Ковальчукові) and the stem of a name that loses its last vowel (Ступень, Ступня).
    """
    if not _HAS_OTHER.search(word):
        return (word,)
    if _DATIVE.search(word):
        return (_DATIVE.sub("", word), word)
    other = _FLEETING.sub("нь", word)
    for pattern, value in _BELARUSIAN if _IS_BELARUSIAN.search(word) else _UKRAINIAN:
        other = pattern.sub(value, other)
    return (word,) if other == word else (word, other)


_MAY_HAVE_OTHERS = tuple(
    re.compile(sign, re.MULTILINE)
    for sign in ("[өәў]", "ьо", "ень$", "[дз]з[мв]", "під|біл", "івськ", r"ів\b", "ві$", "дз", "э")
)
"""What a word shows that has a second reading, each quick to find in a long text."""
_MANY = 20


def cyrillic_readings_each(words: Sequence[str]) -> Readings:
    """Return the readings of each word, none of which has a line end in it."""
    first, others = list(words), {}
    may = range(len(words)) if len(words) < _MANY else lines_with(_MAY_HAVE_OTHERS, "\n".join(words))
    for number in may:
        first[number], *rest = cyrillic_readings(words[number])
        if rest:
            others[number] = rest
    return Readings(first, others)


def fold(text: str) -> tuple[str, ...]:
    """Return the folded readings of a text, the likeliest first; a Latin text may have several, an empty one none.

    >>> fold("Щербаков"), fold("Szczerbakow")
    (('шербаков',), ('шербаков',))
    """
    word = clean(text)
    lines = latin.readings(word) if latin.is_latin(word) else cyrillic_readings(word)
    return tuple(dict.fromkeys(folded for folded in fold_lines(lines) if any(map(str.isalpha, folded))))
