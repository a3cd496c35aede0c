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


def alike(told: Mapping[Id, Told]) -> Mapping[Id, Mapping[Id, frozenset[Alike]]]:
    """Return for each request the others that resemble it, and in what."""
    found: dict[Id, dict[Id, set[Alike]]] = defaultdict(lambda: defaultdict(set))
    for reason, of in ((Alike.TEXT, _whole), (Alike.PHONE, _phones), (Alike.NAME, _names)):
        for group in _groups(told, of):
            for one in group:
                for other in group - {one}:
                    found[one][other].add(reason)
    for one, other in _same_words(told):
        found[one][other].add(Alike.WORDS)
        found[other][one].add(Alike.WORDS)
    return {one: {other: frozenset(why) for other, why in others.items()} for one, others in found.items()}


def _groups(told: Mapping[Id, Told], of: Callable[[Told], frozenset[str]]) -> list[set[Id]]:
    places: dict[str, set[Id]] = defaultdict(set)
    for name, one in told.items():
        for mark in of(one):
            places[mark].add(name)
    return [group for group in places.values() if len(group) > 1]


def _same_words(told: Mapping[Id, Told]) -> list[tuple[Id, Id]]:
    """Return the pairs that share much of what they say, but not all."""
    shingles = {name: _shingles(one.text) for name, one in told.items()}
    shared: dict[tuple[Id, Id], int] = defaultdict(int)
    places: dict[str, list[Id]] = defaultdict(list)
    for name, marks in shingles.items():
        for mark in marks:
            for other in places[mark][:50]:  # what everybody writes says nothing
                shared[other, name] += 1
            places[mark].append(name)
    return [pair for pair, count in shared.items() if count >= _ENOUGH * min(len(shingles[one]) for one in pair)]


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


def _shingles(text: str) -> frozenset[str]:
    words = _words(text)
    return frozenset(" ".join(words[at : at + _LENGTH]) for at in range(len(words) - _LENGTH + 1))
