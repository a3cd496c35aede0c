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
_SOFT_J = re.compile("(?<=[bcdfgklmnprstvzčšžćńśźł])j(?=[bcdfghklmnprstvzčšž-]|$)")
_SOFT_O = re.compile("(?<=[bcdfghklmnprstvzčšž])['’ʹ′]o")

_KS = re.compile(r"\b(ale|ole|feli|o(?=xan)|ro(?=xan)|ma(?=xi?m\b|x[iy]m|x\b)|a(?=x[ei][nlo])|(?=xen))x")
_OFF = re.compile("(?<=[oe])ff?(?=$|[- ])")

_NOT_GERMAN = re.compile("v|ts(?!ch)|zh|kh|x|c(?!h)|y[aou]|i[au]|[^a-zäöüß -]")
_MAYBE_GERMAN = re.compile("w|z|ch|sh|s(?![ckth])")
_GERMAN = {"z": "ц", "sh": "ж", "ch": "х", "tz": "ц", "ź": "з", "w": "в", "ou": "оу"}
_VOICED_S = re.compile("s(?=[aeiouyj])")

_BELARUSIAN = {"ou": "ов", "au": "ав", "eu": "ев", "tsi": "ти", "ci": "ти", "dz": "д", "ia": "е", "ja": "е"}
"""Hard and soft sounds as Belarusian passports write them (Instruction of 7 October 2002, and Łacinka)."""

_OTHER: tuple[tuple[str, re.Pattern[str], dict[str, str]], ...] = tuple(
    (letters, re.compile(sign), changes)
    for letters, sign, changes in (
        ("ch", "(?<!s)ch", {"ch": "ш", "j": "ж"}),
        ("ch", "(?<!s)ch", {"ch": "х"}),
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
        ("sh", "(?<!c)sh", {"sh": "сх"}),
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


@lru_cache(maxsize=64)
def _reader(changes: tuple[tuple[str, str], ...]) -> tuple[re.Pattern[str], dict[str, str]]:
    """Return the pattern that cuts a word into groups, and the value of each, with some values changed."""
    changed = dict(changes)
    groups = {group: value for group, value in _GROUPS.items() if not _split_by(group, changed)} | changed
    longest = sorted(groups, key=len, reverse=True)
    pattern = re.compile("|".join(longest) + "|(?s:.)")
    return pattern, {**_LETTERS, **{group.rstrip("$"): value for group, value in groups.items()}}


def _split_by(group: str, changed: dict[str, str]) -> bool:
    """Tell whether a group stands on the usual value of j, which has changed: ja is я only where j is й."""
    return "j" in changed and "j" in group and not group.startswith("dj")


def _read(text: str, changes: dict[str, str]) -> str:
    pattern, values = _reader(tuple(changes.items()))
    return "".join([values.get(group, group) for group in pattern.findall(text)])


def _signs(text: str) -> dict[str, str]:
    """Return the values that the word's own signs ask for."""
    changes: dict[str, str] = {}
    if "cz" in text and _POLISH.search(text):
        changes["cz"] = "ч"
    if _FRENCH.search(text):
        changes |= {"ch": "ш", "j": "ж"}
    elif "j" in text and _Y_FOR_J.search(text) and not _J_FOR_Y.search(text):
        changes["j"] = "ж"
    return changes


_J_FOR_Y = re.compile("[aeiouy]j(?![aeiouy])|[bcdfghklmnprstvzčšž]j[aeu]|['’ʹ]j")


def _composed(text: str) -> str:
    """Return the text with letters we know; unknown accents and ties are dropped from the letters they sit on."""
    if text.isascii():
        return text
    known = (c if c in _LETTERS else unicodedata.normalize("NFD", c)[0] for c in text if not unicodedata.combining(c))
    return "".join(known)


def readings(text: str) -> list[str]:
    """Return what a Latin text may have been in Cyrillic, the likeliest first, at most seven readings."""
    text = _SOFT_O.sub("ë", _SOFT_J.sub("", _composed(text)))
    text = _OFF.sub("v", _KS.sub(r"\1ks", text))
    base = _signs(text)
    found = [_read(text, base)]
    if _MAYBE_GERMAN.search(text) and not _NOT_GERMAN.search(text):
        inside = text[:1] + _VOICED_S.sub("ź", text[1:])
        voiced = (_VOICED_S.sub("ź", text), text, re.sub("s(?!c|h)", "ź", text), inside)
        found += [_read(one, _GERMAN) for one in dict.fromkeys(voiced)]
    if places := [match.start() for match in _TS_AS_S.finditer(text)]:
        restored = f"{text[: places[-1]]}t{text[places[-1] :]}"
        found.append(_read(restored, base | {"j": "ж"} if "j" in text and "y" in text else base))
    found += [_read(text, base | changes) for letters, sign, changes in _OTHER if letters in text and sign.search(text)]
    if base:
        found.append(_read(text, {}))
    return list(dict.fromkeys(found))[:_MOST]
