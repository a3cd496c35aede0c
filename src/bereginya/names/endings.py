"""Take case and gender endings off folded surnames and given names, and keep what stays ambiguous.

Works on what `folding` returns: й and ы are и there, х is г, signs are gone. A stem is what all case forms of a name
share, in Russian and in Ukrainian, for a man and for a woman. The suffixes and endings, with their sources, stand in
`words/endings.toml`.
"""

import re
import tomllib
from functools import cache
from importlib import resources


def _lists(table: str) -> dict[str, tuple[str, ...]]:
    """Return the lists of one table of `words/endings.toml`."""
    text = resources.files("bereginya.names").joinpath("words", "endings.toml").read_text("utf-8")
    lists: dict[str, str] = tomllib.loads(text)[table]
    return {name: tuple(words.split()) for name, words in lists.items()}


_POSSESSIVE, _RELATIVE, _NOUNS, _ADJECTIVES = (_lists(name) for name in ("possessive", "relative", "noun", "adjective"))
_PLAIN = frozenset(_lists("plain")["endings"])
_PLAIN_LENGTHS = sorted(set(map(len, _PLAIN)), reverse=True)
_FAMILIES = frozenset(_lists("family")["suffixes"])
_SOFTENED = {letter: plain[0] for letter, plain in _lists("softened").items()}
_FLEETING = re.compile("(?<=.)(?:е(?=ц$)|(?<=[бвгджзклмнпрстфцчш])о(?=к$)|(?<=[жчш])е(?=к$))")


def _cut(word: str, stems: tuple[str, ...], endings: tuple[str, ...]) -> str | None:
    for ending in endings:
        if word.endswith(ending):
            stem = word[: -len(ending)]
            if len(stem) > 3 and stem.endswith(stems):
                return stem
    return None


def _suffixes(stems: tuple[str, ...], endings: tuple[str, ...]) -> dict[str, int]:
    """Return each suffix with an ending, and how many letters the ending has."""
    return {stem + ending: len(ending) for stem in stems for ending in reversed(endings)}


_TYPES = _suffixes(**_POSSESSIVE) | _suffixes(**_RELATIVE)
_LENGTHS = {
    letter: sorted({len(suffix) for suffix in _TYPES if suffix[-1] == letter}, reverse=True)
    for letter in {suffix[-1] for suffix in _TYPES}
}
"""How long the suffixes are that end in a letter, the longest first."""


_NOUN_DATIVES = tuple(stem + ending for stem in _NOUNS["dative"] for ending in ("ови", "еви"))


def _of_known_type(word: str) -> tuple[str, ...] | None:
    """Return the stems of a word whose suffix tells its declension."""
    if word.endswith(_POSSESSIVE["stems"]):
        return (word,)
    if word.endswith(("ови", "еви")):
        noun = _cut(word, _NOUNS["dative"], ("ови", "еви"))
        if noun:
            return (noun, word[:-1])
    for length in _LENGTHS.get(word[-1], ()):
        ending = _TYPES.get(word[-length:])
        if ending and len(word) - ending > 3:
            return (word[:-ending],)
    return None


def _instrumental(word: str) -> tuple[str, ...] | None:
    """Return the stems of a word in -ом, -ем or -им, which may as well be its nominative (Пахом, Герасим)."""
    if word[-1] != "м":
        return None
    stem = word[:-2]
    if word.endswith(("ом", "ем")):
        likely = len(stem) > 3 and stem.endswith(_NOUNS["stems"])
    elif word.endswith("им"):
        likely = len(stem) > 3 and stem.endswith(_ADJECTIVES["instrumental"])
    else:
        return None
    return (stem, word) if likely else (word, stem)


def _plain(word: str) -> tuple[str, ...]:
    """Return the stems of any other word that ends in a vowel."""
    found = [word[:-length] for length in _PLAIN_LENGTHS if word[-length:] in _PLAIN]
    if len(found) > 1 and not found[0].endswith(_ADJECTIVES["stems"]) and word.endswith(("ая", "яя", "ою", "ею")):
        found.reverse()
    if word.endswith(("и", "е")) and word[-2:-1] in _SOFTENED:
        found.append(word[:-2] + _SOFTENED[word[-2]])
    return tuple(found)


def stems(word: str) -> tuple[str, ...]:
    """Return the stems of a folded surname, the likeliest first.

    >>> stems("иванова"), stems("ткаченка"), stems("пагом")
    (('иванов',), ('ткаченк',), ('пагом', 'паг'))
    """
    known = _of_known_type(word) or _instrumental(word)
    if known is None and word[-1] in "аеиоуюя":
        known = _plain(word)
    found = known or ((_FLEETING.sub("", word),) if len(word) > 4 and word[-1] in "цк" else (word,))
    if len(found) == 1 and len(found[0]) > 2:
        return found
    if len(found[0]) < 3:
        found = (word, *found)
    return tuple(dict.fromkeys(stem for stem in found if len(stem) > 1)) or (word,)


_ANY_STEM = "бббб"
LEAST_STEM = len(_ANY_STEM)
"""Letters that a stem must have for its ending to be told by the last three letters of the word."""


@cache
def cut_after(ending: str) -> int | None:
    """Return how many letters are cut off a long word with these last three, or None where more has to be looked at.

    So the stem of most words is found with one look into a table. It says what `stems` does.
    """
    if any(suffix.endswith(ending) for suffix in (*_TYPES, *_NOUN_DATIVES) if len(suffix) > len(ending)):
        return None
    word = _ANY_STEM + ending
    first, *others = stems(word)
    return None if others or not word.startswith(first) else len(word) - len(first)


def family_suffixes() -> frozenset[str]:
    """Return what makes a family name of a root: with another one it is the name of another family."""
    return _FAMILIES
