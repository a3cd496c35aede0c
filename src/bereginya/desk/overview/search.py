"""Finding words in everything a member may open, whichever alphabet they were written in.

The text of a compartment is kept in small letters with ё as е, in the keyring's memory, until lock. A question is
turned into the few spellings it may have in the other alphabet, which is quicker than bringing all texts to one. What
a visitor gave to be recognised by is left out, and so is the service: they are never searched.
"""

import dataclasses
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import cast

from bereginya.desk.counsel.records import PlaceMeant
from bereginya.desk.homecoming.records import AskerChecked, Found
from bereginya.desk.intake.records import KnownOnlyToHer
from bereginya.facts.contacts import SafetyWords
from bereginya.facts.people import Person
from bereginya.facts.records import Record
from bereginya.facts.service import ServiceEvent
from bereginya.vault import Entry, Fold

NEVER = (KnownOnlyToHer, SafetyWords, ServiceEvent, PlaceMeant, AskerChecked, Found)
"""Kinds and values whose words are never searched. Places, units and movements of a service are listed data (FSB Order
547): they stand in one person's case and in no index."""
_NEVER_OF: dict[type, frozenset[str]] = {Person: frozenset({"unit"})}
MOST_WORDS = 6

Spellings = tuple[str, ...]

_LETTERS = "абвгґдеєжзиіїйклмнопрстуўфхцчшщъыьэюя’'ʼ"
_LATIN = (
    *("a", "b", "v", "g", "g", "d", "e", "ie", "zh", "z", "i", "i", "i", "i", "k", "l", "m", "n", "o", "p", "r", "s"),
    *("t", "u", "u", "f", "kh", "ts", "ch", "sh", "shch", "", "y", "", "e", "iu", "ia", "", "", ""),
)
_TO_LATIN = {ord(letter): sound for letter, sound in zip(_LETTERS, _LATIN, strict=True)}
_SOUNDS = (
    ("shch", "щ"), ("sch", "щ"), ("zh", "ж"), ("kh", "х"), ("ts", "ц"), ("ch", "ч"), ("sh", "ш"), ("yu", "ю"),
    ("iu", "ю"), ("ju", "ю"), ("ya", "я"), ("ia", "я"), ("ja", "я"), ("yo", "е"), ("ye", "е"), ("ie", "е"),
)  # fmt: skip
_SINGLE = str.maketrans("abvgdezijklmnoprstufhcwxq", "абвгдезийклмнопрстуфхцвкк")


def plain(text: str) -> str:
    """Return the text in the form in which it is searched: for comparing only, never for showing."""
    return text.lower().replace("ё", "е")


def questions(text: str) -> tuple[Spellings, ...]:
    """Return the words of a question, at most six, each with its possible spellings; each word has to be found."""
    words = dict.fromkeys(re.findall(r"[\w'’ʼ]+", plain(unicodedata.normalize("NFC", text))))
    return tuple(spellings(word) for word in list(words)[:MOST_WORDS])


def spellings(word: str) -> Spellings:
    """Return a plain word as it is and as it would stand in the other alphabet."""
    if word.isascii() and word.isalpha():
        return tuple(dict.fromkeys((word, _cyrillic(word, "и", "ы"), _cyrillic(word, "і", "и"))))
    latin = word.translate(_TO_LATIN)
    if latin == word:
        return (word,)
    return tuple(dict.fromkeys((word, latin, _ENDING_Y.sub("y", latin))))


_ENDING_Y = re.compile(r"(?<=[aeiou])i$|ii$")
_AFTER_VOWEL = re.compile(r"(?<=[aeiouуеаояюиі])[yij]")


def _cyrillic(word: str, i: str, y: str) -> str:
    for sound, letter in _SOUNDS:
        word = word.replace(sound, letter)
    word = _AFTER_VOWEL.sub("й", word)
    return word.replace("i", i).replace("y", y).translate(_SINGLE)


def texts(record: Record) -> Iterator[str]:
    """Yield every text that a record holds, at any depth, except what is never searched."""
    found: list[str] = []
    _collect(record, found)
    return iter(found)


def fits(state: str, asked: Sequence[Spellings]) -> bool:
    """Tell whether every word stands in the plain text, in one of its spellings."""
    return all(any(form in state for form in forms) for forms in asked)


def excerpt(entry: Entry, asked: Sequence[Spellings], width: int = 160) -> str | None:
    """Return the part of the entry's own words around the first word that fits, or None when none does."""
    for text in texts(entry.record):
        searched = plain(text)
        found = [at for forms in asked for form in forms if (at := searched.find(form)) >= 0]
        if found:
            start = max(min(found) - width // 3, 0)
            cut = " ".join(text[start : start + width].split())
            return ("…" if start else "") + cut + ("…" if start + width < len(text) else "")
    return None


def _step(state: str, entry: Entry) -> str:
    found = " ".join(texts(entry.record))
    return f"{state}\n{plain(found)}" if found else state


SEARCHED: Fold[str] = Fold("overview.searched", "", _step)
"""The plain text of a compartment."""


def _collect(value: object, found: list[str]) -> None:
    kind = type(value)
    if kind is str:
        found.append(cast("str", value))
    elif kind is tuple or kind is frozenset:
        for one in cast("Iterable[object]", value):
            _collect(one, found)
    else:
        for name in _names(kind):
            one = getattr(value, name)
            if one is not None:
                _collect(one, found)


def _names(kind: type) -> tuple[str, ...]:
    """Return the fields of a kind of value in which text can stand; none for what is never searched, or no value."""
    known = _FIELDS.get(kind)
    if known is None:
        searched = dataclasses.is_dataclass(kind) and not issubclass(kind, NEVER)
        fields = dataclasses.fields(kind) if searched else ()
        hidden = _NEVER_OF.get(kind, frozenset())
        names = (field.name for field in fields if _may_hold_text(field.type))
        known = _FIELDS[kind] = tuple(name for name in names if name not in hidden)
    return known


_FIELDS: dict[type, tuple[str, ...]] = {}


def _may_hold_text(hint: object) -> bool:
    """Leave out ids, which are text too and would be found by their digits."""
    shown = str(hint)
    return not any(name in shown for name in ("CompartmentId", "EntryId", "HolderId", "bytes", "date", "bool", "int"))
