"""Put a name into a case, in Russian or Ukrainian.

The gender is an argument and never guessed: a name does not tell it (Саша Шевченко), and a document that guesses
wrong insults. Russian endings come from pytrovich (the rules of the Petrovich project), Ukrainian ones from
shevchenko; both MIT. What they do not know is left as it stands, which is right for most foreign names.
"""

import tomllib
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from importlib import resources
from typing import Literal

import shevchenko
from pytrovich.enums import Case as _Case
from pytrovich.enums import Gender as _Gender
from pytrovich.enums import NamePart as _NamePart
from pytrovich.maker import PetrovichDeclinationMaker

from bereginya.names.parsing import Name

Case = Literal["nominative", "genitive", "dative", "accusative", "instrumental", "locative", "vocative"]
Gender = Literal["m", "f"]
Language = Literal["ru", "uk"]

CASES: tuple[Case, ...] = ("nominative", "genitive", "dative", "accusative", "instrumental", "locative", "vocative")
"""The cases of both languages; Russian has no vocative of its own, it is the nominative."""

_RUSSIAN = {
    "genitive": _Case.GENITIVE,
    "dative": _Case.DATIVE,
    "accusative": _Case.ACCUSATIVE,
    "instrumental": _Case.INSTRUMENTAL,
    "locative": _Case.PREPOSITIONAL,
}
_UKRAINIAN = {"instrumental": "ablative"}
_PARTS = {
    "surname": (_NamePart.LASTNAME, "family_name"),
    "given": (_NamePart.FIRSTNAME, "given_name"),
    "patronymic": (_NamePart.MIDDLENAME, "patronymic_name"),
}


@cache
def _maker() -> PetrovichDeclinationMaker:
    return PetrovichDeclinationMaker()


def decline(name: Name, case: Case, *, gender: Gender, language: Language) -> Name:
    """Return the name with surname, given name and patronymic in `case`; everything else stays as it was.

    The name is expected in the nominative and in the Cyrillic letters of `language`. Initials have no cases.

    >>> from bereginya.names import parse
    >>> who = decline(parse("Шевченко Тарас Григорович"), "dative", gender="m", language="uk")
    >>> who.surname, who.given, who.patronymic
    ('Шевченку', 'Тарасу', 'Григоровичу')
    """
    return replace(
        name,
        surname=_part(name.surname, "surname", case, gender, language),
        given=_part(name.given, "given", case, gender, language),
        patronymic=_part(name.patronymic, "patronymic", case, gender, language),
        alternatives=(),
    )


def _part(word: str | None, part: str, case: Case, gender: Gender, language: Language) -> str | None:
    if not word or case == "nominative":
        return word
    make = _russian if language == "ru" else _ukrainian
    kept, changed = _last_half(word)
    return kept + _in_capitals(changed, lambda plain: make(plain, part, case, gender))


def _last_half(word: str) -> tuple[str, str]:
    """Return what keeps its form and what changes: of Алдын-оол, one name with a small second half, only оол does."""
    first, hyphen, last = word.rpartition("-")
    return (first + hyphen, last) if last[:1].islower() else ("", word)


def _in_capitals(word: str, make: Callable[[str], str]) -> str:
    """Decline a word written in capitals as if it were not, and put it back."""
    return make(word.title()).upper() if word.isupper() and len(word) > 1 else make(word)


def _russian(word: str, part: str, case: Case, gender: Gender) -> str:
    if case not in _RUSSIAN or " " in word:
        return word
    sex = _Gender.MALE if gender == "m" else _Gender.FEMALE
    made: str = _maker().make(_PARTS[part][0], sex, _RUSSIAN[case], word)
    return made


def _ukrainian(word: str, part: str, case: Case, gender: Gender) -> str:
    field = _PARTS[part][1]
    sex = "masculine" if gender == "m" else "feminine"
    made: str = shevchenko.in_case(_UKRAINIAN.get(case, case), gender=sex, **{field: word})[field]
    return _without_alternation(word, made) if part == "given" and gender == "m" else made


def _without_alternation(word: str, made: str) -> str:
    """Give a name its і back where only names of old use have an о in other cases: Антона, but Джангіра and Діоніса."""
    place = word.rfind("і")
    if place < 0 or made[place : place + 1] != "о" or word.casefold() in _alternating():
        return made
    return f"{made[:place]}і{made[place + 1 :]}"


@cache
def _alternating() -> frozenset[str]:
    """Return the Ukrainian given names of men whose last і is an о in the other cases."""
    text = resources.files("bereginya.names").joinpath("words", "endings.toml").read_text("utf-8")
    names: str = tomllib.loads(text)["alternating"]["names"]
    return frozenset(names.casefold().split())
