"""What stands around a name: rank, call sign, unit, years, initials. It is taken off the text and kept as written."""

import re
from functools import cache
from importlib import resources
from typing import NamedTuple

from bereginya.names import given
from bereginya.names.folding import fold
from bereginya.names.slips import letters_for_digits


class Around(NamedTuple):
    """What stood around a name; what nobody wrote is None or empty."""

    initials: tuple[str, ...]
    rank: str | None
    call_sign: str | None
    unit: str | None
    years: tuple[int, ...]


_QUOTED = "(?<!\\w)[\"«“”„'‹]\\s*([^\"«»“”„'›]{2,40}?)\\s*[\"»“”'›](?!\\w)"
_CALLED = "\\b(?:позывн(?:ой|ым|ого)|позив(?:ний|ному)|псевдо|кличка|call\\s?sign|nom de guerre|a\\.k\\.a\\.|aka\\b)"
_CALL_SIGN = re.compile(
    f"[(,;-]?\\s*{_CALLED}\\s*[:-]?\\s*(?:{_QUOTED}|([\\w-]+))\\s*\\)?|[(]?{_QUOTED}[)]?", re.IGNORECASE
)
_UNIT = re.compile(
    r"""[(,;]?\s*(?:
        (?:в\s*/\s*ч|в\.\s*ч\.?
        |войсков\w+\ част\w+|військов\w+\ частин\w+|military\ unit|unit)\s*(?:пп\s*)?(?:№|\#|n)?\s*
        ([\w-]*\d[\w-]*)
        |(\d+(?:\s*-?\s*(?:я|й|ша|га|та|ма|ой|го|th|st|nd|rd))?\s*(?:(?:отд|гв|отдельн\w*|окрем\w*|гвард\w*|\w+(?:ый|ий|ой|ая|ої|ого))\.?\s*)*
        (?:омсбр|ошбр|шбр|мсбр|одшбр|дшбр|обрмп|омбр|мсп|мсд|тп|тбр|дшп|пдп|обрспн|бригад[аыиіуое]\w?|полк[ауоие]?|батальй?он\w{0,2}|brigade|regiment
        |battalion)\b)
    )\s*\)?""",
    re.IGNORECASE | re.VERBOSE,
)
_DATE = re.compile(
    r"\b(?:\d{1,2}[./-]\d{1,2}[./-]((?:19|20)\d\d)|((?:19|20)\d\d)-\d\d-\d\d)\b(?:\s*(?:г\.?\s?р|р\.?\s?н)\.?)?"
)
_YEAR = re.compile(
    r"[(,;]?\s*(?:(?:род|нар|born|b)\.?\s*(?:в|у|in)?\s*)?\b((?:19|20)\d\d)\b\s*"
    r"(?:г(?:од[ау]?)?\.?\s?(?:р(?:ожд(?:ения)?)?)?\.?|р(?:оку)?\.?\s?(?:н(?:ар(?:одження)?)?)?\.?)?(?=[\s,;)\]]|$)\s*\)?",
    re.IGNORECASE,
)
_INITIAL = re.compile(
    r"(?<=\s)([^\W\d_]{2,4})\.(?=[\s,]|$)"  # Дм.
    r"|\b([^\W\d_])\s?\.\s?-?(?:([^\W\d_])\s?\.)?"  # И. П.
    r"|(?<![\w'-])([^\W\d_])(?![\w'-])"  # И П
)
_GLUED = re.compile(r"(?<=[^\W\d_]{2}\s)([A-ZА-ЯЁІЇЄҐ])([A-ZА-ЯЁІЇЄҐ])(?=\s|$)")
DIGIT = re.compile("[0-9]")
_BORN_AS = re.compile(
    r"(?<!\w)(?:урожд(?:\.|[её]нн\w+)|дев(?:\.|ич\w+\s+фам(?:\.|ил\w+))|в\s+девичестве|до\s+(?:брака|шлюбу)"
    r"|дів(?:\.|оч\w+\s+пр(?:\.|ізвищ\w+))|у\s+дівоцтві|уродж\.|n[ée]e)\s*:?(?=\s)",
    re.IGNORECASE,
)
"""What stands before a maiden name; the name itself is read as half of a double one."""
_JUNIOR = re.compile(r"[-,\s]+(?:мл|ст|jr|sr)\.?(?=\s*(?:[,;(]|$))", re.IGNORECASE)
_SPACED = re.compile(r"(?<![\w.])[^\W\d_](?: [^\W\d_](?![\w.])){2,}(?!\w)")
"""A word written with spaces between its letters, three or more, to make it wider on a form."""


def taken_off(text: str) -> tuple[str, Around]:
    """Return a text (as `folding.tidy` left it) without what stands around the name, and that."""
    unit: str | None = None
    years: tuple[int, ...] = ()
    if DIGIT.search(text):
        text, unit = _take(_UNIT, text)
        text, years = _years(text)
    text, call_sign = _take(_CALL_SIGN, text)
    text, rank = _rank(_JUNIOR.sub("", _BORN_AS.sub(" ", text)))
    text = letters_for_digits(_SPACED.sub(lambda word: word[0].replace(" ", ""), text))
    text = _GLUED.sub(r"\1.\2.", text)
    text, initials = _initials(text)
    return text, Around(initials, rank, call_sign, unit, years)


def _take(pattern: re.Pattern[str], text: str) -> tuple[str, str | None]:
    found = pattern.search(text)
    if not found:
        return text, None
    value = next(filter(None, found.groups()), "")
    return f"{text[: found.start()]} , {text[found.end() :]}", value.strip() or None


def _years(text: str) -> tuple[str, tuple[int, ...]]:
    dates = [int(a or b) for a, b in _DATE.findall(text)]
    text = _DATE.sub(" , ", text)
    years = [int(year) for year in _YEAR.findall(text)]
    return _YEAR.sub(" , ", text), (*dates, *years)


def _rank(text: str) -> tuple[str, str | None]:
    if not any(word[:4] in _rank_starts() for word in text.casefold().replace(",", " ").split()):
        return text, None
    found = [match[0].strip(" ,;") for match in _ranks().finditer(text)]
    return (_ranks().sub(" ", text), " ".join(found)) if found else (text, None)


def _initials(text: str) -> tuple[str, tuple[str, ...]]:
    """Return the text without initials and shortened names (Дм., Серг.), and these in order."""
    found: list[str] = []
    small = text == text.casefold()

    def take(match: re.Match[str]) -> str:
        short = match[1]
        if not small and match[0].strip()[:1].islower():
            return " "  # an abbreviation: г. Чита, полковник мед. службы
        if short and any(form in given.index().exact for form in fold(short)):
            return f"{short} "  # a whole name at the end of a sentence
        found.extend([short] if short else [letter.upper() for letter in match.groups() if letter])
        return " "

    return _INITIAL.sub(take, text), tuple(found)


@cache
def _ranks() -> re.Pattern[str]:
    """Return the pattern of ranks, the longest first, in any case form."""
    return re.compile(rf"(?<![\w-])(?:{'|'.join(_rank_shapes())})(?=[\s,;]|$)[\s,;]*", re.IGNORECASE)


@cache
def _rank_shapes() -> tuple[str, ...]:
    text = resources.files("bereginya.names").joinpath("words", "ranks.txt").read_text("utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return tuple(sorted({_rank_shape(line) for line in lines}, key=len, reverse=True))


@cache
def _rank_starts() -> frozenset[str]:
    """Return the first four letters of every word that a rank may begin with: a quick look before the long one."""
    return frozenset(shape.replace("\\", "").split("[")[0].split("(")[0].split(" ")[0][:4] for shape in _rank_shapes())


_RANK_ENDINGS = {"а": "(?:а|ы|и|і|е|у|ой|ою)", "ин": "(?:ин(?:а|у|ом|ові)?)"}
_ADJECTIVE_ENDINGS = "(?:[иыо]й|[оеь]?го|[ое]му|[иы]м|[ое]м|ій)"


def _rank_shape(line: str) -> str:
    root, bar, ending = line.partition("|")
    if not bar:
        return re.escape(root)
    first, space, rest = ending.partition(" ")
    if first.startswith("-"):
        return re.escape(root + ending) + "(?:а|у|ом|е)?"
    tail = _RANK_ENDINGS.get(first, _ADJECTIVE_ENDINGS if first else "(?:а|у|ом|ем|е|я|ю|ові|еві)?")
    return re.escape(root) + tail + (re.escape(space + rest.replace("|", "")) + "(?:а|у|ом|ові)?" if space else "")
