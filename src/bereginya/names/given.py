"""What is known of given names: their spellings, national forms and diminutives, read from the tables in `words`.

A class is one name with all its forms; its id is the folded Russian form ("александр"). A form may belong to several:
Саша is Александр and Александра, Слава is Вячеслав, Ярослав, Святослав and others. A name in no table is its own class.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

from bereginya.names import latin
from bereginya.names.endings import stems
from bereginya.names.folding import clean, fold_lines

Sex = Literal["m", "f"]
_TABLES: tuple[tuple[str, Sex], ...] = (("men.tsv", "m"), ("women.tsv", "f"))


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a table: a given name and what else it is called."""

    name: str
    sex: Sex
    slavic: tuple[str, ...]
    variants: tuple[str, ...]
    diminutives: tuple[str, ...]
    source: tuple[str, ...]

    @property
    def spellings(self) -> tuple[str, ...]:
        """The forms that stand in papers, the diminutives left out."""
        return (self.name, *self.slavic, *self.variants)


@dataclass(frozen=True, slots=True)
class Index:
    """Where folded words lead: exact forms first, then stems for the other cases of the same form."""

    exact: dict[str, tuple[str, ...]]
    by_stem: dict[str, tuple[str, ...]]
    sex: dict[str, Sex]
    full: frozenset[str]
    """Folded forms that stand in papers, as against diminutives."""
    forms: dict[str, tuple[str, ...]]
    """The folded forms of a class in papers."""


_USUAL = 100


@cache
def usual() -> frozenset[str]:
    """Return the ids of the hundred commonest names of men and of women."""
    return frozenset(_folded((entry.name,))[0] for row, entry in _numbered() if row < _USUAL)


def _rows(file: str, sex: Sex) -> Iterator[Entry]:
    text = resources.files("bereginya.names").joinpath("words", file).read_text("utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            name, slavic, variants, russian, ukrainian, source = (_words(part) for part in line.split("\t"))
            yield Entry(name[0], sex, slavic, variants, russian + ukrainian, source)


def _words(column: str) -> tuple[str, ...]:
    return () if column == "-" else tuple(column.split())


@cache
def entries() -> tuple[Entry, ...]:
    """Return every row of the tables, in the order of the files: commoner names first."""
    return tuple(entry for file, sex in _TABLES for entry in _rows(file, sex))


def _numbered() -> Iterator[tuple[int, Entry]]:
    """Yield each entry with its place in its own table, the commonest first."""
    for _, sex in _TABLES:
        yield from enumerate(entry for entry in entries() if entry.sex == sex)


def _folded(words: tuple[str, ...]) -> list[str]:
    """Return the folded words; one in Latin letters, as foreign papers have it, by its likeliest reading."""
    cleaned = [clean(word) for word in words]
    return fold_lines([latin.readings(word)[0] if latin.is_latin(word) else word for word in cleaned])


_ROWS_A_PLACE = 15
"""How many rows a name may be rarer and still come first for a diminutive that stands one place earlier in its row."""


@cache
def index() -> Index:
    """Return the tables turned round: from a folded word to the classes it may mean."""
    exact: defaultdict[str, list[str]] = defaultdict(list)
    short: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    sex: dict[str, Sex] = {}
    forms: dict[str, tuple[str, ...]] = {}
    for row, entry in _numbered():
        ident, *others = _folded(entry.spellings)
        sex[ident] = entry.sex
        forms[ident] = (ident, *others)
        exact[ident].insert(0, ident)  # Ян is himself before he is an Иван
        for form in others:
            exact[form].append(ident)
        for place, form in enumerate(_folded(entry.diminutives)):
            short[form].append((place * _ROWS_A_PLACE + row, ident))
    full = frozenset(exact)
    for form, found in short.items():
        exact[form] += [ident for _, ident in sorted(found)]
    return Index(_unique(exact), _unique(_by_stem(exact)), sex, full, forms)


def _by_stem(exact: dict[str, list[str]]) -> dict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for form, idents in exact.items():
        found[_stem(form)] += idents
        if form.endswith("еи"):
            found[form[:-2]] += idents  # Мойсеєм: of two vowels that meet folding leaves one
    found["лв"].append("лев")  # Льва, Льву: the one common name that loses its only vowel
    return found


def _stem(form: str) -> str:
    if form.endswith(("аи", "еи", "ои", "уи")):
        return form[:-1]
    return next((stem for stem in stems(form) if stem != form and form[-1] in "аеиоуюя"), form)


def _unique(found: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {word: tuple(dict.fromkeys(idents)) for word, idents in found.items()}


def classes(word: str) -> tuple[str, ...]:
    """Return the classes a folded word may mean, the likeliest first; its own stems where no table knows it.

    A word that is a name as it stands is that name; Александра is also the genitive of Александр. Any other word may
    be a case form of what shares its stem.
    """
    known = index()
    found = known.exact.get(word, ())
    if found:
        return tuple(dict.fromkeys((*found, *_of_a_man(word)))) if word[-1] in "ая" else found
    for stem in dict.fromkeys((*stems(word), word)):
        found += known.by_stem.get(stem, (stem,))
    return tuple(dict.fromkeys(found))


def _of_a_man(word: str) -> tuple[str, ...]:
    """Return the classes of men whose genitive the word may be."""
    known = index()
    nominatives = (word[:-1], word[:-1] + "и", word[:-1] + "о")
    return tuple(
        one for form in nominatives if form in known.full for one in known.exact[form] if known.sex[one] == "m"
    )


def initials(key: str) -> frozenset[str]:
    """Return the letters a given name with this key may be shortened to, folded: of all its forms in papers.

    >>> sorted(initials("николаи"))
    ['м', 'н']
    """
    return frozenset(form[0] for form in (key, *index().forms.get(key, ())))
