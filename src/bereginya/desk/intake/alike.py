"""Requests that may speak of the same thing: suggested side by side, with the reason, and never merged.

Pure: texts in, reasons out. Two women may have the same name and the same misfortune; only a person can tell.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TypeVar

Id = TypeVar("Id", bound=Hashable)
_LENGTH = 4
_ENOUGH = 0.4
_EVERYBODY = 50
"""What so many write says nothing: those who come after them are compared with so many and no more."""
_PHONE = re.compile(r"\+?\d[\d\s().-]{7,}\d")


class Alike(Enum):
    """Why two requests are shown side by side."""

    TEXT = "text"
    PHONE = "phone"
    NAME = "name"
    WORDS = "words"


@dataclass(frozen=True, slots=True, repr=False)
class Told:
    """What is compared of one request: everything she wrote, and the names she gave."""

    text: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class Marks:
    """What two requests have to share to be alike. Of what she says only hashes of four words in a row are kept."""

    whole: frozenset[str]
    phones: frozenset[str]
    names: frozenset[str]
    rows: frozenset[int]


def marks_of(told: Told) -> Marks:
    """Return by what a request resembles others; it takes far longer than comparing, so keep it."""
    return Marks(_whole(told), _phones(told), _names(told), _rows(told.text))


def alike(marks: Mapping[Id, Marks]) -> Mapping[Id, Mapping[Id, frozenset[Alike]]]:
    """Return for each request the others that resemble it, and in what."""
    found: dict[Id, dict[Id, set[Alike]]] = defaultdict(lambda: defaultdict(set))
    for reason, of in _SHARED.items():
        for group in _groups(marks, of):
            for one in group:
                for other in group[:_EVERYBODY]:
                    if other != one:
                        found[one][other].add(reason)
    for one, other in _same_words(marks):
        found[one][other].add(Alike.WORDS)
        found[other][one].add(Alike.WORDS)
    return {one: {other: frozenset(why) for other, why in others.items()} for one, others in found.items()}


def alike_to(one: Id, marks: Mapping[Id, Marks]) -> Mapping[Id, frozenset[Alike]]:
    """Return the others that resemble one request, and in what."""
    own = marks[one]
    found = {other: _in_what(own, its) for other, its in marks.items() if other != one}
    return {other: why for other, why in found.items() if why}


def _in_what(own: Marks, its: Marks) -> frozenset[Alike]:
    shared = {reason for reason, of in _SHARED.items() if of(own) & of(its)}
    if Alike.TEXT not in shared and _share_words(own, its, len(own.rows & its.rows)):
        shared.add(Alike.WORDS)
    return frozenset(shared)


def _share_words(one: Marks, other: Marks, count: int) -> bool:
    return count > 0 and count >= _ENOUGH * min(len(one.rows), len(other.rows))


_SHARED: Mapping[Alike, Callable[[Marks], frozenset[str]]] = {
    Alike.TEXT: lambda marks: marks.whole,
    Alike.PHONE: lambda marks: marks.phones,
    Alike.NAME: lambda marks: marks.names,
}


def _groups(marks: Mapping[Id, Marks], of: Callable[[Marks], frozenset[str]]) -> list[list[Id]]:
    places: dict[str, list[Id]] = defaultdict(list)
    for name, one in marks.items():
        for mark in of(one):
            places[mark].append(name)
    return [group for group in places.values() if len(group) > 1]


def _same_words(marks: Mapping[Id, Marks]) -> list[tuple[Id, Id]]:
    """Return the pairs that share much of what they say, but not all: of many same texts one is compared."""
    shared: dict[tuple[Id, Id], int] = defaultdict(int)
    places: dict[int, list[Id]] = defaultdict(list)
    different = {one.whole: name for name, one in marks.items()}
    for name in different.values():
        one = marks[name]
        for row in one.rows:
            for other in places[row][:_EVERYBODY]:
                shared[other, name] += 1
            places[row].append(name)
    return [pair for pair, count in shared.items() if _share_words(marks[pair[0]], marks[pair[1]], count)]


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold().replace("ё", "е"))


def _whole(told: Told) -> frozenset[str]:
    words = _words(told.text)
    return frozenset({" ".join(words)}) if words else frozenset()


def _phones(told: Told) -> frozenset[str]:
    digits = (re.sub(r"\D", "", found) for found in _PHONE.findall(told.text))
    return frozenset(one[-10:] for one in digits if len(one) >= 9)


def _names(told: Told) -> frozenset[str]:
    """Return the names that have at least two words: a first name alone says nothing."""
    split = (_words(name) for name in told.names)
    return frozenset(" ".join(sorted(words)) for words in split if len(words) > 1)


def _rows(text: str) -> frozenset[int]:
    words = _words(text)
    return frozenset(hash(tuple(words[at : at + _LENGTH])) for at in range(len(words) - _LENGTH + 1))
