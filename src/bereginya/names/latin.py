"""Read Latin spellings of Slavic and neighbouring names back into Cyrillic letters.

A spelling does not say which scheme made it: "ch" is ч in English papers and ш in French ones, "j" is й in scientific
and ж in French or Uzbek spelling, "h" is х or г. Signs of a scheme elsewhere in the word (tch, sz, w …) decide; where
nothing decides, there are several readings, the commonest first.

Sources of the values: the mappings of ICAO 9303, MVD 310 (English and French) and 782, GOST 7.79 A and B, GOST 16876,
GOST 52535, ISO 9, ISO/R 9, BGN/PCGN, ALA-LC, UNGEGN, KMU 55 of 27 January 2010 and the older Ukrainian passport tables.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from bereginya.names.lines import Exchange, Readings, lines_with

Changes = tuple[tuple[str, str], ...]
"""Values other than the usual ones, as pairs, so that words which are read alike can be put together."""

_LATIN = re.compile("[a-zß-ÿā-ɏ]")

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
    "ʹ": "", "ʺ": "", "ʼ": "", "ʻ": "", "'": "", "`": "", "’": "", "‘": "", "′": "", "″": "", "´": "", '"': "",
}  # fmt: skip

_GROUPS = {
    "schtsch": "щ", "chtch": "щ", "shtsh": "щ", "stsch": "щ", "schch": "щ", "shch": "щ", "szcz": "щ", "šč": "щ",
    "shh": "щ", "śćh": "щ", "sch": "ш", "sh": "ш", "sz": "ш",
    "tsch": "ч", "tch": "ч", "ch": "ч", "cz": "ц", "tz": "ц", "ts": "ц", "tc": "ц", "ck": "цк", "zh": "ж", "kh": "х",
    "tsh": "тш", "tzya": "тзя", "tzia": "тзя", "tzja": "тзя", "djou": "джу",
    "gh": "г", "ph": "ф", "th": "т", "dj": "дж", "dja": "дя", "dju": "дю", "dje": "де", "djo": "де",
    "dzh": "дж", "dsch": "дж", "zgh": "зг", "dž": "дж",
    "ou": "у", "yu": "ю", "iu": "ю", "ju": "ю", "ya": "я", "ia": "я", "ja": "я", "jü": "ю", "yü": "ю", "iou": "ю",
    "you": "ю", "ye": "е", "ie": "е", "je": "е", "yo": "е", "io": "е", "jo": "е", "jö": "е", "yö": "е",
    "o'": "у", "o`": "у", "o’": "у", "oʻ": "у", "yo'": "ю", "yo`": "ю", "yo’": "ю", "yoʻ": "ю",
    "ioŭ": "ев", "iaŭ": "яв",
    "aŭ": "ав", "oŭ": "ов", "eŭ": "ев", "yi": "и", "ji": "и", "ij": "и", "iy": "и", "yj": "и",
    "ct": "кт", "cr": "кр", "cl": "кл",
    "gue": "ге", "gué": "ге", "gui": "ги", "guy": "ги",
}  # fmt: skip

_POLISH = re.compile("[włżśźćńąę]|sz|rz")
_FRENCH = re.compile("tch|ou(?![aeiouy])|(?<![aeiouy])j(?![aeiouy])")
_Y_FOR_J = re.compile("y[aeou]|sh|ch|zh|kh|o`|g`|x")
# a sign that begins with its letter and looks back from there is found quicker in a long text
_SOFT_J = re.compile("j(?<=[bcdfgklmnprstvzčšžćńśźł]j)(?=[bcdfghklmnprstvzčšž-]|$)", re.MULTILINE)
_SOFT_O = re.compile("['’ʹ′](?<=[bcdfghklmnprstvzčšž].)o")

_KS = re.compile(r"\b(ale|ole|feli|o(?=xan)|ro(?=xan)|ma(?=xi?m\b|x[iy]m|x\b)|a(?=x[ei][nlo])|(?=xen))x")
_OFF = re.compile("f(?<=[oe]f)f?(?=$|[- ])", re.MULTILINE)

_NOT_GERMAN = re.compile("v|ts(?!ch)|zh|kh|x|c(?!h)|y[aou]|i[au]")
_NO_GERMAN_LETTER = re.compile("[^a-zäöüß -]")
_MAYBE_GERMAN = re.compile("w|z|ch|sh|s(?![ckth])")
_GERMAN = {"z": "ц", "sh": "ж", "ch": "х", "tz": "ц", "ź": "з", "w": "в", "ou": "оу"}
_VOICED_S = re.compile("s(?=[aeiouyj])")
_EACH_S = re.compile("s(?!c|h)")

_BELARUSIAN = {"ou": "ов", "au": "ав", "eu": "ев", "tsi": "ти", "ci": "ти", "dz": "д", "ia": "е", "ja": "е"}
"""Hard and soft sounds as Belarusian passports write them (Instruction of 7 October 2002, and Łacinka)."""

_OTHER: tuple[tuple[str, re.Pattern[str], Changes], ...] = tuple(
    (letters, re.compile(sign, re.MULTILINE), tuple(changes.items()))
    for letters, sign, changes in (
        ("ch", "ch(?<!sch)", {"ch": "ш", "j": "ж"}),
        ("ch", "ch(?<!sch)", {"ch": "х"}),
        ("j", "j", {"j": "ж"}),
        ("", "c(?!h)|j", {"c": "к", "j": "ж", "cz": "кз", "tc": "тк", "ck": "к"}),
        ("cz", "cz", {"cz": "ч"}),
        ("x", "x", {"x": "кс"}),
        ("sc", "sc(?!h)", {"sc": "щ"}),
        ("ck", "ck", {"ck": "к"}),
        ("sch", "sch[aeiou](?!.*v)", {"sch": "ж"}),
        ("", "[aoe](?:ŭ|u(?=ski|$))", _BELARUSIAN),
        ("ə", "ə", {"ə": "е"}),
        ("tz", "tz", {"tz": "ц"}),
        ("zh", "zh", {"zh": "зг"}),
        ("sh", "sh(?<!csh)", {"sh": "сх"}),
        ("ou", "ou", {"ou": "оу"}),
        ("dj", "dj", {"dja": "джа", "dju": "джу", "dje": "дже", "djo": "джо"}),
        ("gu", "gu[eiy]", {"gue": "гуе", "gui": "гуи", "guy": "гуи"}),
        ("c", "c(?!h)", {"c": "к"}),
    )
)
"""Second values, each with letters and a sign that the word must show. Only one set is tried at a time."""

_TS_AS_S = re.compile(
    "s(?:(?<=[bdefglmnprvyi]s)(?=[eo]v)"
    "|(?<=[aeiouy]s)(?=k(?:i[iy]?|a|aya|oy|oi|o|oho|ogo|evich|ov|ova|ovskiy)$)"
    "|(?<=[aeiouy]s)(?=[iy]na?$)"
    "|(?<=[^c]es)$"
    "|(?<=[chjlnrtv]is)$"
    "|(?<=is)(?=a$)"
    "|(?<=[aeiuy]s)(?=y?uk$|evich$|ukevich$|ukova?$|enko$)"
    "|(?<=[lrnv]s)(?=[aeiouy])"
    "|(?<=^s)(?=i[bgmnprtuv]|ar|v|u[rp]|e[dglpyv]|agel)"
    "|(?<=ys)(?=ex)"
    ")"
)
"""Where ц may stand behind an s, as in Uzbek papers, which have no ц; of several places the last is tried."""

_MOST = 7


def is_latin(text: str) -> bool:
    """Tell whether the text is written with Latin letters (mixed words were put right by `folding.clean`)."""
    return _LATIN.search(text) is not None


# ---- reading many words: one pass over all that are read in the same way


_VALUES = "абвгдежзийклмнопрстуфхцчшщъыьэюя -"


class _Reader(NamedTuple):
    """How words are read: what cuts out the groups of letters, their values, and the values of single letters."""

    groups: re.Pattern[str]
    value: Callable[[str], str]
    letters: Exchange


@lru_cache(maxsize=100)
def _reader(changes: Changes) -> _Reader:
    changed = dict(changes)
    groups = {group: value for group, value in _GROUPS.items() if not _split_by(group, changed)} | changed
    longer = {group: value for group, value in groups.items() if len(group) > 1}
    single = {letter: value for letter, value in groups.items() if len(letter) == 1}
    return _Reader(re.compile(f"({_trie(longer)})"), longer.__getitem__, Exchange(_LETTERS | single, beside=_VALUES))


def _trie(groups: Iterable[str]) -> str:
    """Return a pattern for the longest of some groups of letters; each letter is looked at once."""
    after: dict[str, list[str]] = {}
    for group in groups:
        after.setdefault(group[:1], []).append(group[1:])
    ends = "" in after
    ways = [re.escape(letter) + _trie(rest) for letter, rest in after.items() if letter]
    if not ways:
        return ""
    joined = ways[0] if len(ways) == 1 and not ends else f"(?:{'|'.join(ways)})"
    return f"{joined}?" if ends else joined


def _split_by(group: str, changed: dict[str, str]) -> bool:
    """Tell whether a group stands on the usual value of j, which has changed: ja is я only where j is й."""
    return "j" in changed and "j" in group and not group.startswith("dj")


def _read(words: Sequence[str], changes: Changes) -> list[str]:
    """Return words read with some values changed."""
    reader = _reader(changes)
    parts = reader.groups.split("\n".join(words))
    parts[1::2] = map(reader.value, parts[1::2])
    return reader.letters("".join(parts)).split("\n")


def readings(text: str) -> list[str]:
    """Return what a Latin text may have been in Cyrillic, the likeliest first, at most seven readings."""
    return readings_each((text,)).of(0)


def readings_each(texts: Sequence[str]) -> Readings:
    """Return the readings of each text, none of which has a line end in it."""
    if not texts:
        return Readings([], {})
    words = _plain(texts)
    alike: dict[Changes, list[int]] = {}
    for number, word in enumerate(words):
        alike.setdefault(_signs(word), []).append(number)
    first, more = list(words), dict[int, list[str]]()
    for base, numbers in alike.items():
        asked = [words[number] for number in numbers]
        for number, read in zip(numbers, _read(asked, base), strict=True):
            first[number] = read
        for places, written, changes in _other_ways(asked, base):
            for place, read in zip(places, _read(written, changes), strict=True):
                more.setdefault(numbers[place], []).append(read)
    return Readings(first, {number: rest for number, each in more.items() if (rest := _others(first[number], each))})


def _others(first: str, more: list[str]) -> list[str]:
    """Return what else a word may be read as, each once."""
    if len(more) == 1:
        return more if more[0] != first else []
    return list(dict.fromkeys((first, *more)))[1:_MOST]


def _plain(texts: Sequence[str]) -> list[str]:
    """Return texts with letters we know and without signs of softness that say nothing here."""
    whole = "\n".join([text if text.isascii() else _composed(text) for text in texts])
    whole = _SOFT_O.sub("ë", _SOFT_J.sub("", whole))
    return _OFF.sub("v", _KS.sub(r"\1ks", whole)).split("\n")


def _composed(text: str) -> str:
    """Return the text with letters we know; unknown accents and ties are dropped from the letters they sit on."""
    known = (c if c in _LETTERS else unicodedata.normalize("NFD", c)[0] for c in text if not unicodedata.combining(c))
    return "".join(known)


_USUAL: Changes = ()
_GERMAN_VALUES: Changes = tuple(_GERMAN.items())


_MARKS = re.compile("[cjxzhəgŭ]|ou|[aoe]u")
"""What a word must show of, for any of the values in `_OTHER`."""


_Way = tuple[Sequence[int], Sequence[str], Changes]
"""The place of each word among those that were asked for, the words, which are read alike, and the values changed."""


def _other_ways(words: Sequence[str], base: Changes) -> Iterator[_Way]:
    """Yield how else words may have to be read whose signs ask for some values, the likeliest way first."""
    if german := _german(words):
        yield _way(german, _GERMAN_VALUES)
    yield from _with_ts(words, base)
    whole = "\n".join(words)
    for letters, sign, more in _OTHER if _MARKS.search(whole) else ():
        if letters in whole and (places := lines_with((sign,), whole)):
            yield places, [words[place] for place in places], _with(base, more)
    if base:
        yield range(len(words)), words, _USUAL


def _way(changed: Sequence[tuple[int, str]], changes: Changes) -> _Way:
    return [place for place, _ in changed], [word for _, word in changed], changes


def _german(words: Sequence[str]) -> list[tuple[int, str]]:
    """Return the words that may be German, each with every s that may be a з written so."""
    return [
        (place, one)
        for place, word in enumerate(words)
        if "v" not in word
        and not _NOT_GERMAN.search(word)
        and not _NO_GERMAN_LETTER.search(word)
        and _MAYBE_GERMAN.search(word)
        for one in (_voiced(word) if "s" in word else (word,))
    ]


def _voiced(word: str) -> Iterable[str]:
    inside = word[:1] + _VOICED_S.sub("ź", word[1:])
    return dict.fromkeys((_VOICED_S.sub("ź", word), word, _EACH_S.sub("ź", word), inside))


def _with_ts(words: Sequence[str], base: Changes) -> Iterator[_Way]:
    """Yield the words with the ts that an s may stand for; where there is a y as well, j is ж in them."""
    usual, other = list[tuple[int, str]](), list[tuple[int, str]]()
    for place, word in enumerate(words):
        if "s" in word and (at := [match.start() for match in _TS_AS_S.finditer(word)]):
            restored = f"{word[: at[-1]]}t{word[at[-1] :]}"
            (other if "j" in word and "y" in word else usual).append((place, restored))
    if usual:
        yield _way(usual, base)
    if other:
        yield _way(other, _with(base, (("j", "ж"),)))


@lru_cache(maxsize=100)
def _with(base: Changes, more: Changes) -> Changes:
    return tuple((dict(base) | dict(more)).items())


def _signs(text: str) -> Changes:
    """Return the values that the word's own signs ask for."""
    polish: Changes = (("cz", "ч"),) if "cz" in text and _POLISH.search(text) else ()
    if ("j" in text or "tch" in text or "ou" in text) and _FRENCH.search(text):
        return (*polish, ("ch", "ш"), ("j", "ж"))
    if "j" in text and _Y_FOR_J.search(text) and not _J_FOR_Y.search(text):
        return (*polish, ("j", "ж"))
    return polish


_J_FOR_Y = re.compile("[aeiouy]j(?![aeiouy])|[bcdfghklmnprstvzčšž]j[aeu]|['’ʹ]j")
