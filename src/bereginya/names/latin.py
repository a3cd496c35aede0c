"""Read Latin spellings of Slavic and neighbouring names back into Cyrillic letters.

A spelling does not say which scheme made it: "ch" is ч in English papers and ш in French ones, "j" is й in scientific
and ж in French or Uzbek spelling, "h" is х or г. Signs of a scheme elsewhere in the word (tch, sz, w …) decide; where
nothing decides, there are several readings, the commonest first.

Sources of the values: the mappings of ICAO 9303, MVD 310 (English and French) and 782, GOST 7.79 A and B, GOST 16876,
GOST 52535, ISO 9, ISO/R 9, BGN/PCGN, ALA-LC, UNGEGN, KMU 55 of 27 January 2010 and the older Ukrainian passport tables.
"""

import re
import unicodedata
from functools import lru_cache

_LATIN = re.compile("[a-zß-ÿā-ɏʹʺʼ'`’]")

_LETTERS = {
    "a": "а", "b": "б", "c": "ц", "d": "д", "e": "е", "f": "ф", "g": "г", "h": "х", "i": "и", "j": "й", "k": "к",
    "l": "л", "m": "м", "n": "н", "o": "о", "p": "п", "q": "к", "r": "р", "s": "с", "t": "т", "u": "у", "v": "в",
    "w": "в", "x": "х", "y": "и", "z": "з", "ß": "с", "æ": "е", "ø": "о", "ł": "л", "ə": "а", "ı": "и",
    "č": "ч", "š": "ш", "ž": "ж", "ŝ": "щ", "ĉ": "ч", "ć": "ч", "ś": "с", "ź": "з", "ż": "ж", "ń": "н", "ñ": "н",
    "ç": "ч", "ş": "ш", "ğ": "г", "ģ": "г", "ġ": "г", "ǵ": "г", "ḥ": "х", "ḫ": "х", "ẖ": "х", "ȟ": "х", "ĥ": "х",
    "â": "я", "û": "ю", "ü": "ю", "ö": "е", "ä": "а", "ë": "е", "è": "е", "é": "е", "ê": "е", "ė": "е", "ě": "е",
    "ę": "е", "ē": "е", "ă": "а", "á": "а", "à": "а", "ā": "а", "ą": "о", "å": "о", "ï": "и", "ì": "и", "í": "и",
    "î": "и", "ī": "и", "ĭ": "й", "ó": "у", "ò": "о", "ô": "о", "ō": "о", "ŏ": "о", "õ": "о", "ú": "у", "ù": "у",
    "ŭ": "у", "ū": "у", "ů": "у", "ý": "и", "ÿ": "и", "ȳ": "и", "ŷ": "и", "ð": "д", "đ": "дж", "þ": "т", "ṣ": "с",
    "ʹ": "", "ʺ": "", "ʼ": "", "'": "", "`": "", "’": "", "‘": "", "′": "", "″": "", "´": "", '"': "",
}  # fmt: skip

_GROUPS = {
    "schtsch": "щ", "chtch": "щ", "shtsh": "щ", "stsch": "щ", "schch": "щ", "shch": "щ", "szcz": "щ", "šč": "щ",
    "shh": "щ", "śćh": "щ", "sch": "ш", "sh": "ш", "sz": "ш",
    "tsch": "ч", "tch": "ч", "ch": "ч", "cz": "ц", "tz": "ц", "ts": "ц", "tc": "ц", "ck": "к", "zh": "ж", "kh": "х",
    "gh": "г", "ph": "ф", "th": "т", "dj": "дж", "dzh": "дж", "dsch": "дж", "zgh": "зг", "dž": "дж",
    "ou": "у", "yu": "ю", "iu": "ю", "ju": "ю", "ya": "я", "ia": "я", "ja": "я", "jü": "ю", "yü": "ю", "iou": "ю",
    "you": "ю", "ye": "е", "ie": "е", "je": "е", "yo": "е", "io": "е", "jo": "е", "jö": "е", "yö": "е",
    "yi": "и", "ji": "и", "ij": "и", "iy": "и", "yj": "и", "ct": "кт", "cr": "кр", "cl": "кл",
    "gue": "ге", "gui": "ги", "guy": "ги",
    "alex": "алекс", "olex": "олекс", "maxim": "максим", "maksym": "максим", "axen": "аксен", "oxan": "оксан",
    "roxan": "роксан", "felix": "феликс", "xeni": "ксени", "xeny": "ксени", "xenof": "ксеноф", "axin": "аксин",
    "max$": "макс", "off$": "ов", "eff$": "ев",
}  # fmt: skip

_POLISH = re.compile("[włżśźćńąę]|sz|rz")
_FRENCH = re.compile("tch|chtch|ou|(?<![aeiouy])j(?![aeiouy])")
_GERMAN = re.compile("sch|w")
_Y_FOR_J = re.compile("y[aeou]|sh|ch|zh|kh|o`|g`|x")

_OTHER = (
    ("ch", "ш", None),
    ("ch", "х", None),
    ("cz", "ч", None),
    ("x", "кс", None),
    ("j", "ж", None),
    ("c", "к", None),
    ("z", "ц", _GERMAN),
    ("s", "з", _GERMAN),
    ("sh", "сх", None),
    ("sh", "ж", _GERMAN),
    ("gu", "гу", None),
    ("h", "", None),
)
"""Second values, each with the sign the word must show. Only one is tried at a time: two at once are rare."""

_MOST = 6


def is_latin(text: str) -> bool:
    """Tell whether the text is written with Latin letters (mixed words were put right by `folding.clean`)."""
    return _LATIN.search(text) is not None


def _pattern(groups: dict[str, str]) -> re.Pattern[str]:
    longest = sorted(groups, key=len, reverse=True)
    return re.compile("|".join(longest) + "|(?s:.)")


@lru_cache(maxsize=64)
def _reader(changes: tuple[tuple[str, str], ...]) -> tuple[re.Pattern[str], dict[str, str]]:
    """Return the pattern that cuts a word into groups, and the value of each, with some values changed."""
    groups = {**_GROUPS, **dict(changes)}
    for source, value in changes:
        if len(source) == 1:
            groups = {k: v for k, v in groups.items() if not _combines(k, source)}
            groups[source] = value
    values = {**_LETTERS, **{k.rstrip("$"): v for k, v in groups.items()}}
    return _pattern(groups), values


def _combines(group: str, letter: str) -> bool:
    """Tell whether a group begins with a letter that now stands for itself, as j in ja."""
    return group[0] == letter and len(group) == 2 and group[1] in "aoueiyüö"


def _read(text: str, changes: tuple[tuple[str, str], ...]) -> str:
    pattern, values = _reader(changes)
    return "".join([values.get(group, group) for group in pattern.findall(text)])


def _signs(text: str) -> tuple[tuple[str, str], ...]:
    """Return the values that the word's own signs ask for."""
    changes: list[tuple[str, str]] = []
    if _POLISH.search(text) and "cz" in text:
        changes.append(("cz", "ч"))
    if _FRENCH.search(text):
        changes += [("ch", "ш"), ("j", "ж")]
    elif "j" in text and _Y_FOR_J.search(text):
        changes.append(("j", "ж"))
    return tuple(changes)


def _composed(text: str) -> str:
    """Return the text with letters we know; unknown accents and ties are dropped from the letters they sit on."""
    return "".join(
        c if c in _LETTERS else unicodedata.normalize("NFD", c)[0] for c in text if not unicodedata.combining(c)
    )


def readings(text: str) -> list[str]:
    """Return what a Latin text may have been in Cyrillic, the likeliest first, at most six readings."""
    text = _composed(text)
    base = _signs(text)
    found = [_read(text, base)]
    for source, value, sign in _OTHER:
        if source in text and (sign is None or sign.search(text)):
            others = tuple(change for change in base if change[0] != source)
            again = ("", "") if (source, value) in base else (source, value)
            found.append(_read(text, (*others, again) if again[0] else base))
    if base:
        found.append(_read(text, ()))
    return list(dict.fromkeys(found))[:_MOST]
