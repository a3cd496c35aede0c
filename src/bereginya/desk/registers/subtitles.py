"""Subtitles read as people hear them: when something is said, and where in it the sought name may be.

SRT and WebVTT are read as browsers do: a cue is a line with two times and the text below it. Names are found by the
names library, in any spelling, case or alphabet; a person listens before anything follows from it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from bereginya import names
from bereginya.desk.registers.records import Moment
from bereginya.facts.people import Person

_TIME = re.compile(r"(?:(\d+):)?(\d{1,2}):(\d{2})[,.](\d{1,3})\s*-->")
_TAG = re.compile(r"<[^>]{0,200}>|\{\\[^}]{0,200}\}")
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")
_LONGEST = 2_000
MOST = 200
"""Places of one recording that are listed."""


@dataclass(frozen=True, slots=True, repr=False)
class Cue:
    """Something said: the second it begins at, if it is known, and the words."""

    second: float | None
    words: str


def cues(text: str) -> list[Cue]:
    """Return what subtitles say, in order; of a text that is none, nothing."""
    found: list[Cue] = []
    second, said = None, list[str]()
    for line in [*text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), ""]:
        time = _TIME.search(line)
        if time is not None or not line.strip():
            if second is not None and said:
                found.append(Cue(second, " ".join(said)[:_LONGEST]))
            second, said = _seconds(time) if time else None, []
        elif second is not None:
            said.append(" ".join(_TAG.sub(" ", line).split()))
    return found


def spoken(data: bytes) -> str:
    """Return the text of a subtitle file in the letters it was written in."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1251", "replace")


def moments(said: list[Cue], sought: Person) -> tuple[Moment, ...]:
    """Return where the name of the sought person may be said, the first ones."""
    wanted = _wanted(sought)
    found = (Moment(cue.second, cue.words) for cue in said if cue.second is not None and _says(cue.words, wanted))
    return tuple(one for one, _ in zip(found, range(MOST), strict=False))


@dataclass(frozen=True, slots=True)
class _Wanted:
    surnames: frozenset[str]
    heard: frozenset[str]
    given: frozenset[str]
    fathers: frozenset[str]


def _wanted(sought: Person) -> _Wanted:
    known = [sought.name, *sought.other_names]
    parsed = [names.parse(" ".join(filter(None, (one.surname, one.given, one.patronymic))) or one.raw) for one in known]
    surnames = frozenset(key for one in parsed if one.surname for key in names.surname_keys(one.surname))
    given = frozenset(key for one in parsed[:1] if one.given for key in names.given_keys(one.given))
    fathers = frozenset(key for one in parsed[:1] if one.patronymic for key in names.patronymic_keys(one.patronymic))
    return _Wanted(surnames, frozenset(map(names.heard, surnames)), given, fathers)


def _says(words: str, wanted: _Wanted) -> bool:
    """Tell whether the surname may stand in these words, or the first name with the father's name beside it."""
    said = list(_spoken_words(words))
    if any(_is_surname(word, wanted) for word in said):
        return True
    pairs = pairwise(said)
    return any(
        not wanted.given.isdisjoint(names.given_keys(one))
        and not wanted.fathers.isdisjoint(names.patronymic_keys(other))
        for one, other in pairs
    )


def _spoken_words(words: str) -> Iterator[str]:
    return (found[0] for found in _WORD.finditer(words) if len(found[0]) > 2)


def _is_surname(word: str, wanted: _Wanted) -> bool:
    keys = names.surname_keys(word)
    return any(key in wanted.surnames or names.heard(key) in wanted.heard for key in keys)


def _seconds(time: re.Match[str]) -> float:
    hours, minutes, seconds, parts = time.groups()
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds) + int(parts.ljust(3, "0")) / 1000
