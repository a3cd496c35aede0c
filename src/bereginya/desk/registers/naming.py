"""Names of people in a text: which words may name somebody, where they stand, by whose judgement.

Our own rules need no model and know Russian and Ukrainian: capitals side by side, of which one is a first name, a
father's name, or initials. Where the extra `nlp` is installed, a language model for Russian looks as well, offline.
Both miss some and take some for names that are none: a person reads on.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from bereginya import names
from bereginya.desk.registers import language_model
from bereginya.desk.registers.subtitles import Cue
from bereginya.names import given
from bereginya.names.folding import fold

MOST_LETTERS = 100_000
"""Of a longer text only the beginning is looked through: an hour of talk has half of it."""
MOST = 200
_WORD = r"[^\W\d_](?:[^\W\d_]|['’ʼ-](?=[^\W\d_]))+"
_INITIAL = r"[^\W\d_]\."
_RUN = re.compile(rf"(?:{_WORD}|{_INITIAL})(?:[ \u00a0]+(?:{_WORD}|{_INITIAL})|(?<=\.){_INITIAL}|(?<=\.){_WORD})*")
_PART = re.compile(rf"{_INITIAL}|{_WORD}")
_LONGEST = 4
_SHORTEST_STEM = 4
"""Letters of a word that are too few to tell a case form of a name from another word."""


@dataclass(frozen=True, slots=True, repr=False)
class Named:
    """Words that may name somebody, and the second at which they are first said, if it is known."""

    words: str
    second: float | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Names:
    """Who may be named in a text, in the order in which it is said; whether a language model looked, whether all."""

    found: tuple[Named, ...]
    by_model: bool
    whole: bool


def named_in(text: str, said: Sequence[Cue]) -> Names:
    """Return who may be named in a text and in what is said after it, each name once."""
    parts, whole = _within([Cue(None, text), *said])
    model = language_model.load()
    found: dict[str, Named] = {}
    for part in parts:
        spans = {*spans_in(part.words), *(model.people(part.words) if model else ())}
        for words in _apart(part.words, spans):
            found.setdefault(_same(words), Named(words, part.second))
    return Names(tuple(found.values())[:MOST], model is not None, whole and len(found) <= MOST)


def spans_in(text: str) -> Iterator[tuple[int, int]]:
    """Yield where names may stand in a text, by our own rules."""
    for run in _RUN.finditer(text):
        parts = [(part.start() + run.start(), part[0]) for part in _PART.finditer(run[0])]
        for group in _capital(parts):
            if _is_name([word for _, word in group]):
                start, (last, word) = group[0][0], group[-1]
                yield start, last + len(word)


def _within(said: Sequence[Cue]) -> tuple[list[Cue], bool]:
    """Return what is looked through, and whether it is everything."""
    kept, left = list[Cue](), MOST_LETTERS
    for one in said:
        if left <= 0:
            return kept, False
        kept.append(Cue(one.second, one.words[:left]))
        left -= len(one.words)
    return kept, left >= 0


def _apart(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[str]:
    """Yield the words of spans; of those that overlap, the longest."""
    end = -1
    for start, stop in sorted(spans, key=lambda one: (one[0], -one[1])):
        if start >= end:
            yield " ".join(text[start:stop].split())
            end = stop


def _capital(parts: Sequence[tuple[int, str]]) -> Iterator[list[tuple[int, str]]]:
    """Yield the groups of two to four words side by side that begin with capitals."""
    group: list[tuple[int, str]] = []
    for part in [*parts, (0, "")]:
        capital = part[1][:1].isupper() and part[1].casefold() not in _table("no_names")
        if capital and len(group) < _LONGEST:
            group.append(part)
            continue
        if len(group) > 1:
            yield from _without_beginning(group)
        group = [part] if capital else []


def _without_beginning(group: list[tuple[int, str]]) -> Iterator[list[tuple[int, str]]]:
    """Yield a group, without the first word where the rest is a name of its own: "Вчера Сергей Ковтун"."""
    rest = [word for _, word in group[1:]]
    yield group[1:] if len(rest) > 1 and not _could_be_in_name(group[0][1]) and _is_name(rest) else group


def _is_name(words: Sequence[str]) -> bool:
    full = [word for word in words if not word.endswith(".")]
    if not full or (len(words) > len(full) and len(full) > 1):
        return False
    if len(words) > len(full):
        return len(full[0]) > 2  # "Ковтун С. П."
    return any(map(_is_given, full)) or names.parse(" ".join(full)).patronymic is not None


def _could_be_in_name(word: str) -> bool:
    """Tell whether the first word of a sentence may be a surname: it ends as surnames do, or is a first name."""
    return _is_given(word) or word.casefold() not in _table("beginnings")


@cache
def _table(name: str) -> frozenset[str]:
    """Return a table of common words; no words that anybody said are kept."""
    text = files("bereginya.desk.registers").joinpath("naming.toml").read_text("utf-8")
    return frozenset(tomllib.loads(text)[name].split())


def _is_given(word: str) -> bool:
    """Tell whether a word, or half of a double one, is a first name that our tables know, in any case form."""
    known = given.index()
    for folded in (form for half in word.split("-") for form in fold(half)):
        if folded in known.exact:
            return True
        if len(folded) > _SHORTEST_STEM and any(one in known.sex for one in given.classes(folded)):
            return True
    return False


def _same(words: str) -> str:
    return words.casefold().replace("ё", "е")
