"""From a patronymic to the father's name, in all the spellings that papers and speech use.

Works on folded words. Sources: Русская грамматика (1980), § on names in -ович, -евич, -ич; Український правопис 2019 on
patronymics in -ович, -івна, -ївна; for Turkic and Iranian forms the usage of registers (-оглы, -кызы, -улы, -зода).
"""

import re
import tomllib
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Literal

from bereginya.names import given
from bereginya.names.folding import clean, fold_lines

_MALE = "(?:[ое]в|е|и)?ич(?:а|у|ом|ем|и|е|еви|ови)?"
_FEMALE = "(?:(?:[оеи]в|инич|ич|и?ш)н(?:а|и|у|е|ои|ою|о)|овн|евн)"
_SLAVIC = re.compile(f"^(.{{2,}}?)(?:{_MALE}|{_FEMALE})$")
_TURKIC = re.compile("^(.{2,}?)[- ]?(?:о[гк]л[уиа]|угли|ули|у?улу|к[аи]?изи|гизи|зода|заде|зада)$")
_SON = re.compile(f"(?:{_MALE}|[- ]?(?:о[гк]л[уиа]|угли|ули|у?улу))$")
_DAUGHTER = re.compile(f"(?:{_FEMALE}|[- ]?(?:к[аи]?изи|гизи))$")

_VOWELS = "аеиоуюя"


def is_turkic(word: str) -> bool:
    """Tell whether a folded text ends in a word for son or daughter that is written apart (оглы, уулу, кызы)."""
    return " " in word and _TURKIC.match(word) is not None


def father_stem(word: str) -> str | None:
    """Return what is left of a folded patronymic without its suffix, or None if it has none of the known ones."""
    found = _TURKIC.match(word) or _SLAVIC.match(word)
    return found[1].rstrip("- ") if found else None


def gender(readings: Sequence[str]) -> Literal["m", "f"] | None:
    """Return whose patronymic a folded word is, a son's or a daughter's, as far as its suffix says."""
    for word in readings:
        if _SON.search(word):
            return "m"
        if _DAUGHTER.search(word):
            return "f"
    return None


@cache
def _fathers() -> dict[str, tuple[str, ...]]:
    """Return the classes of men's names by the stem their patronymics are built on."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    known = given.index()
    for form in known.full:
        for ident in known.exact[form]:
            if known.sex[ident] == "m" and form in (ident, *known.forms[ident]) and (stem := bare(form)):
                found[stem].append(ident)
    return {
        stem: tuple(sorted(set(idents), key=lambda one: (bare(one) != stem, one))) for stem, idents in found.items()
    }


@cache
def _worn() -> dict[str, str]:
    """Return the father's class by the stem of a patronymic that does not show it: Палыч, Львович."""
    text = resources.files("bereginya.names").joinpath("words", "patronymics.toml").read_text("utf-8")
    tables: dict[str, dict[str, str]] = tomllib.loads(text)
    pairs = [pair for table in tables.values() for pair in table.items()]
    stems = [father_stem(word) for word in fold_lines([clean(patronymic) for patronymic, _ in pairs])]
    named = fold_lines([clean(father) for _, father in pairs])
    return {stem: father for stem, father in zip(stems, named, strict=True) if stem}


def bare(word: str) -> str:
    """Return the word without its last vowels: Сергей, Сергеевич and Сергійович meet in серг."""
    return word.rstrip(_VOWELS)


def fathers(word: str) -> tuple[str, ...]:
    """Return the classes of the father's name, from a patronymic or from the father's name itself."""
    stem = father_stem(word)
    if stem is None:
        return given.classes(word)
    if stem in _worn():
        return (_worn()[stem],)
    short = bare(stem) or stem
    return _fathers().get(short) or _men(stem) or (short,)


def _men(stem: str) -> tuple[str, ...]:
    """Return the classes of men whose diminutive a patronymic was made of (Сашевич), where no name in papers fits."""
    return tuple(one for one in given.index().exact.get(stem, ()) if given.index().sex[one] == "m")
