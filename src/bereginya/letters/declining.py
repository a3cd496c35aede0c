"""Names in the case a sentence wants. A form a person confirmed goes first; where none is sure, it is asked for.

The rules of `names` leave what they do not know as it stands. That is right for Дурново and wrong for a name they never
met: an unchanged form counts only where its ending never changes, everything else is asked.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from bereginya.facts.people import Sex
from bereginya.letters.values import Ask, Case, NamedPerson, WhyAsked
from bereginya.names.declining import Case as RuleCase
from bereginya.names.declining import decline
from bereginya.names.parsing import Name

_CASES: Mapping[Case, RuleCase] = {
    Case.GENITIVE: "genitive",
    Case.DATIVE: "dative",
    Case.ACCUSATIVE: "accusative",
    Case.INSTRUMENTAL: "instrumental",
    Case.PREPOSITIONAL: "locative",
    Case.VOCATIVE: "vocative",
}
_GENDERS: Mapping[Sex, Literal["m", "f"]] = {Sex.MALE: "m", Sex.FEMALE: "f"}
_LANGUAGES: Mapping[str, Literal["ru", "uk"]] = {"ru": "ru", "uk": "uk"}
_INITIALS = re.compile(r"(?:\w\.\s*)+")
_CONSONANT = re.compile(r"[бвгґджзклмнпрстфхцчшщй]$")


def decline_person(field: str, person: NamedPerson, case: Case, language: str) -> str | Ask:
    """Return the full name in this case, or what has to be asked. The nominative and English need no forms."""
    confirmed = person.confirmed(case)
    if confirmed is not None:
        return confirmed
    if case is Case.NOMINATIVE or language not in _LANGUAGES:
        return person.in_order(language)
    if person.sex not in _GENDERS:
        return Ask(field, case, person.full, WhyAsked.SEX)
    made = _in_case(person, case, language)
    if _is_sure(person, language):
        return made
    return Ask(field, case, person.full, WhyAsked.UNSURE, tuple(dict.fromkeys((made, person.full))))


def shortened(form: str) -> str:
    """Return a full name in some case with initials: `Иванову Ивану Ивановичу` gives `И. И. Иванову`.

    The first word is the surname, as full names are kept in that order.
    """
    surname, *others = form.split() or [""]
    return "\u00a0".join([*(f"{one[0]}." for one in others), surname])


def _in_case(person: NamedPerson, case: Case, language: str) -> str:
    parts = (_one(word, part, person, case, language) for part, word in _parts(person))
    return " ".join(filter(None, parts))


def _parts(person: NamedPerson) -> tuple[tuple[str, str], ...]:
    return (("surname", person.surname), ("given", person.given), ("patronymic", person.patronymic))


def _one(word: str, part: str, person: NamedPerson, case: Case, language: str) -> str:
    if not word or _INITIALS.fullmatch(word) or person.sex is None:
        return word
    alone = Name(
        surname=word if part == "surname" else None,
        given=word if part == "given" else None,
        patronymic=word if part == "patronymic" else None,
    )
    made = decline(alone, _CASES[case], gender=_GENDERS[person.sex], language=_LANGUAGES[language])
    declined: str | None = getattr(made, part)
    return declined or word


def _is_sure(person: NamedPerson, language: str) -> bool:
    return all(_part_is_sure(word, part, person, language) for part, word in _parts(person) if word)


def _part_is_sure(word: str, part: str, person: NamedPerson, language: str) -> bool:
    if _INITIALS.fullmatch(word):
        return True
    known, plain = _endings(language), word.lower()
    if not set(plain) <= known.letters or (part == "surname" and "-" in word):
        return False
    man = person.sex is Sex.MALE
    if part == "surname" and man and plain.endswith(known.ask_men):
        return False
    if _one(word, part, person, Case.GENITIVE, language) != word:
        return True
    if part == "patronymic":
        return False
    women_keep = not man and bool(_CONSONANT.search(plain) or (part == "surname" and plain.endswith("ь")))
    return plain.endswith(known.still) or women_keep


@dataclass(frozen=True, slots=True)
class _Endings:
    letters: frozenset[str]
    still: tuple[str, ...]
    ask_men: tuple[str, ...]


@cache
def _endings(language: str) -> _Endings:
    raw = tomllib.loads((files("bereginya.letters") / "words" / "declining.toml").read_text("utf-8"))[language]
    return _Endings(frozenset(raw["letters"].lower()), tuple(raw["still"]), tuple(raw["ask_men"]))
