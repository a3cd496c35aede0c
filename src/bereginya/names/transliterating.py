"""Write Cyrillic names with Latin letters by a named scheme, and find what a Latin spelling may have been.

The schemes are data (`words/schemes.toml`), each with its source. For comparing names use the keys instead: they read
every scheme at once and need not know which it was.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, partial
from importlib import resources
from typing import Literal

from bereginya.facts.errors import BereginyaError

_SIGNS = "'’ʼ`"
_WIDEST = 64
"""How many unfinished spellings are followed at once; more differ only in signs and й or и."""


class UnknownSchemeError(BereginyaError):
    """No transliteration scheme has this id."""

    code = "names.unknown-scheme"


@dataclass(frozen=True, slots=True)
class Scheme:
    """One transliteration scheme: values of letters and of letters in company."""

    id: str
    language: Literal["ru", "uk"]
    title: str
    source: str
    letters: dict[str, str]
    after: dict[str, str]
    before: dict[str, str]
    ending: dict[str, str]
    first: dict[str, str]
    group: dict[str, str]


@cache
def schemes() -> dict[str, Scheme]:
    """Return every scheme by its id, in the order of the file."""
    text = resources.files("bereginya.names").joinpath("words", "schemes.toml").read_text("utf-8")
    return {ident: _scheme(ident, table) for ident, table in tomllib.loads(text).items()}


def _scheme(ident: str, table: dict[str, str]) -> Scheme:
    parts = {part: _values(table.get(part, "")) for part in ("letters", "after", "before", "ending", "first", "group")}
    language: Literal["ru", "uk"] = "uk" if table["language"] == "uk" else "ru"
    return Scheme(id=ident, language=language, title=table["title"], source=table["source"], **parts)


def _values(text: str) -> dict[str, str]:
    pairs = (pair.partition("=") for pair in unicodedata.normalize("NFC", text).split())
    return {letter: value for letter, _, value in pairs}


def _known(ident: str) -> Scheme:
    try:
        return schemes()[ident]
    except KeyError:
        raise UnknownSchemeError(ident) from None


def transliterate(text: str, scheme: str) -> str:
    """Return the text in Latin letters by the scheme with this id; other characters stay as they are.

    A name in capitals stays in capitals. Raises `UnknownSchemeError`.

    >>> transliterate("Щербак Юлія", "kmu-55"), transliterate("ЩЕРБАК Юлия", "icao-9303")
    ('Shcherbak Yuliia', 'SHCHERBAK Iuliia')
    """
    table = _known(scheme)
    return "".join(_word(word, table) for word in _words(unicodedata.normalize("NFC", text)))


def _words(text: str) -> Iterator[str]:
    """Return words and what stands between them, in order; signs belong to the word."""
    word = ""
    for c in text:
        if c.isalpha() or (word and c in _SIGNS):
            word += c
        else:
            yield word
            yield c
            word = ""
    yield word


def _word(word: str, table: Scheme) -> str:
    lower = word.lower()
    loud = len(word) > 1 and word.isupper()
    values = _letter_values(lower, table)
    if len(values) != len(word):
        return word
    shown = (_cased(letter, value, loud=loud) for letter, value in zip(word, values, strict=True))
    return "".join(shown)


def _cased(letter: str, value: str, *, loud: bool) -> str:
    if not letter.isupper():
        return value
    return value.upper() if loud else value[:1].upper() + value[1:]


def _letter_values(word: str, table: Scheme) -> list[str]:
    """Return the value of each letter of a word in lower case."""
    stop = len(word) - 2 if word[-2:] in table.ending and len(word) > 2 else len(word)
    values: list[str] = []
    for i, letter in enumerate(word[:stop]):
        pair = word[i : i + 2]
        if word[i - 1 : i + 1] in table.group and i:
            values.append("")
        elif pair in table.group:
            values.append(table.group[pair])
        else:
            values.append(_value(word, i, letter, table))
    return values if stop == len(word) else [*values, table.ending[word[-2:]], ""]


def _value(word: str, i: int, letter: str, table: Scheme) -> str:
    if i == 0 and letter in table.first:
        return table.first[letter]
    before = table.after.get(word[i - 1 : i + 1]) if i else None
    if before is not None:
        return before
    ahead = table.before.get(word[i : i + 2])
    return ahead if ahead is not None else table.letters.get(letter, letter)


def from_latin(text: str, scheme: str, most: int = 8) -> tuple[str, ...]:
    """Return the Cyrillic spellings that the scheme writes exactly so, at most `most`, those like other names first.

    Each answer, transliterated again, gives the text back. Empty if the scheme cannot have written it. Raises
    `UnknownSchemeError`.

    >>> from_latin("Shcherbak", "kmu-55")[0]
    'Щербак'
    """
    table = _known(scheme)
    found = [""]
    for word in _words(unicodedata.normalize("NFC", text)):
        back = _back(word, table, most) if any(map(str.isalpha, word)) else (word,)
        found = [before + one for before in found for one in back][:_WIDEST]
    return tuple(found[:most]) if text.strip() else ()


def _back(word: str, table: Scheme, most: int) -> tuple[str, ...]:
    lower = word.lower()
    exact = [one for one in _spellings(lower, table) if "".join(_letter_values(one, table)) == lower]
    return tuple(_as_written(one, word) for one in dict.fromkeys(exact[: 4 * most]))[:most]


_ODD = tuple(
    (re.compile(pattern), cost)
    for pattern, cost in (
        ("[бвгґджзклмнпрстфхцчшщ]й", 3),
        ("[ьъ'’ʼ][бвгґджзлмнпрстфхчшщаоуиыіэйьъ'’ʼ]", 3),
        ("[гкхжшчщц]ы|[гкхжчшщ][яюэё]|[жшчщкгх]ь", 2),
        ("[аеёиоуыэюяєії][иыэії]|тс", 1),
        ("(?<=.)[эё]|[ъ'’ʼ]", 2),
        ("^[йыьъэё]|^и[аоуеэ]", 2),
        ("ь", 1),
        ("[лтбднп]ьев(?=а?$)", -1.2),
        ("ель|аль|уль|[лн]ьн|[тлнвбдрсз]ьє|ець$", -0.9),
        ("ій|ий|цы[нж]", -0.5),
    )
)
"""Letters that rarely stand together in names, and those that often do: they rank what a scheme cannot tell apart."""


_SOFT_SUFFIX = re.compile("[сц]ьк")


def _oddity(word: str, language: str) -> float:
    ukrainian = _SOFT_SUFFIX.findall(word) if language == "uk" else ()
    return sum(cost * len(pattern.findall(word)) for pattern, cost in _ODD) - 1.6 * len(ukrainian)


def _as_written(word: str, like: str) -> str:
    if like.isupper() and len(like) > 1:
        return word.upper()
    return word.capitalize() if like[:1].isupper() else word


def _spellings(word: str, table: Scheme) -> list[str]:
    """Return what the word may have been, by every way to cut it into values, the least odd first."""
    values = _backs()[table.id]
    silent = [letter for letter in table.letters if not table.letters[letter] and letter.isalpha()]
    ends: dict[int, list[str]] = {0: [""]}
    odd = partial(_oddity, language=table.language)
    for i in range(len(word) + 1):
        here = ends.get(i, [])
        here = sorted(here + [one + letter for one in here for letter in silent if one[-1:].isalpha()], key=odd)
        ends[i] = here[:_WIDEST]
        for width in range(1, min(6, len(word) - i) + 1):
            for letters in values.get(word[i : i + width], ()):
                ends.setdefault(i + width, []).extend(one + letters for one in ends[i])
    return ends[len(word)]


@cache
def _backs() -> dict[str, dict[str, list[str]]]:
    return {ident: _turned(table) for ident, table in schemes().items()}


def _turned(table: Scheme) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    pairs = [
        *table.letters.items(),
        *table.first.items(),
        *table.group.items(),
        *table.ending.items(),
        *((pair[1], value) for pair, value in table.after.items()),
        *((pair[0], value) for pair, value in table.before.items()),
        *((pair, value + table.after[pair]) for pair, value in table.before.items() if pair in table.after),
        *((pair, value + table.letters.get(pair[1], "")) for pair, value in table.before.items()),
    ]
    for letters, value in pairs:
        if value and letters not in found.setdefault(value, []):
            found[value].append(letters)
    return found
