"""Take case and gender endings off folded surnames and given names, and keep what stays ambiguous.

Works on what `folding` returns: й and ы are и there, х is г, signs are gone. A stem is what all case forms of a name
share, in Russian and in Ukrainian, for a man and for a woman. Sources: А. А. Зализняк, Грамматический словарь русского
языка (types of surnames); Український правопис 2019, declension of surnames.
"""

import re

_POSSESSIVE = ("ов", "ев", "ин", "ив")
_AFTER_POSSESSIVE = ("ого", "ому", "ими", "ои", "ою", "еи", "им", "иг", "а", "у", "е", "и", "о")
_RELATIVE = ("ск", "цк", "зк")
_AFTER_RELATIVE = (
    "ого",
    "ому",
    "ими",
    "ая",
    "ую",
    "ои",
    "ою",
    "еи",
    "им",
    "ом",
    "ое",
    "аи",
    "иг",
    "а",
    "у",
    "е",
    "и",
    "о",
)
_NOUNS = (
    "енк", "чук", "шук", "юк", "ук", "ак", "як", "ик", "еик", "ар", "яр", "ир", "ман", "ян", "ел", "ил", "ал", "ан",
    "ен", "ич", "аш", "иш", "уш", "ш", "ч", "ц", "ут", "ет", "ат", "ун", "он", "ур", "ор", "ер", "ус", "ис", "ас",
)  # fmt: skip
_ADJECTIVAL = ("н", "ст", "ок", "ог", "ел", "ил", "ал", "ол", "ив", "ов", "ер", "ир", "ор", "ур", "ат", "ит")
_PLAIN = (
    "ого", "его", "ому", "ему", "ую", "юю", "ая", "яя", "ою", "ею", "ои", "еи",
    "а", "я", "у", "ю", "е", "и", "о",
)  # fmt: skip
_SOFTENED = {"ц": "к", "з": "г", "с": "г", "ч": "к", "ж": "г"}
"""Ukrainian consonants before і and е, and what the nominative has: Сорока, Сороці; Стріха, Стрісі."""

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


_TYPES = _suffixes(_POSSESSIVE, _AFTER_POSSESSIVE) | _suffixes(_RELATIVE, _AFTER_RELATIVE)
_LENGTHS = sorted({len(suffix) for suffix in _TYPES}, reverse=True)


def _of_known_type(word: str) -> tuple[str, ...] | None:
    """Return the stems of a word whose suffix tells its declension."""
    if word.endswith(_POSSESSIVE):
        return (word,)
    if word.endswith(("ови", "еви")):
        noun = _cut(word, ("енк", "чук", "шук", "юк", "ук", "як"), ("ови", "еви"))
        if noun:
            return (noun, word[:-1])
    for length in _LENGTHS:
        ending = _TYPES.get(word[-length:])
        if ending and len(word) - ending > 3:
            return (word[:-ending],)
    return None


def _instrumental(word: str) -> tuple[str, ...] | None:
    """Return the stems of a word in -ом, -ем or -им, which may as well be its nominative (Пахом, Герасим)."""
    stem = word[:-2]
    if word.endswith(("ом", "ем")):
        likely = len(stem) > 3 and stem.endswith(_NOUNS)
    elif word.endswith("им"):
        likely = len(stem) > 3 and stem.endswith(("н", "ст"))
    else:
        return None
    return (stem, word) if likely else (word, stem)


def _plain(word: str) -> tuple[str, ...]:
    """Return the stems of any other word that ends in a vowel."""
    found = [word[: -len(ending)] for ending in _PLAIN if word.endswith(ending)]
    if len(found) > 1 and not found[0].endswith(_ADJECTIVAL) and word.endswith(("ая", "яя", "ою", "ею")):
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
    found = known or ((_FLEETING.sub("", word),) if len(word) > 4 else (word,))
    if len(found[0]) < 3:
        found = (word, *found)
    return tuple(dict.fromkeys(stem for stem in found if len(stem) > 1)) or (word,)
