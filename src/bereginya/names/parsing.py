"""Take a name apart as people write it, and keep what the words leave open.

No gender is guessed and nothing is corrected: the parts are the words as they stand. Where two readings are possible
(which word is the surname?) the likelier one is given and the others are kept with it.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib import resources
from typing import Literal

from bereginya.names import given, patronymics
from bereginya.names.around import DIGIT, taken_off
from bereginya.names.folding import fold, tidy

Role = Literal["surname", "given", "patronymic"]


@dataclass(frozen=True, slots=True, repr=False)
class Name:
    """The parts of a name as written; what nobody wrote is None or empty."""

    surname: str | None = None
    given: str | None = None
    patronymic: str | None = None
    initials: tuple[str, ...] = ()
    """Letters (or first letters: Дм.) in the order they stand: of the given name first, then of the patronymic."""
    rank: str | None = None
    call_sign: str | None = None
    unit: str | None = None
    years: tuple[int, ...] = ()
    particles: tuple[str, ...] = ()
    """Words such as оглы, кызы, фон; they also stay in the part they belong to."""
    alternatives: tuple["Name", ...] = ()
    """Other readings of the same words, the likeliest first."""


@cache
def _particles() -> dict[str, frozenset[str]]:
    """Return the words that belong to a name without being one, by the part they belong to."""
    text = resources.files("bereginya.names").joinpath("words", "particles.toml").read_text("utf-8")
    return {kind: frozenset(words.split()) for kind, words in tomllib.loads(text)["particles"].items()}


_WORD = re.compile(r"[^\W\d_](?:[\w'’ʼ`´‘′ʹ\"-]*[^\W_])?['’ʼʹ]?")
_SURNAME_LIKE = re.compile(
    "(?:[ое]в[аи]?|[иое]ва|ин[аи]?|ск(?:и|ая|а|ои|ии)|цк(?:и|ая|а|ои)|енк[оа]|[кл]к?о|чук|юк|ук|як|швили|дзе|ян|янц|[иеоа]ди|"
    "ишин|ииш|ичко|ець|ецц|енок|иго|аго|иг|ец|овец|аев|уев|ко)$"
)
_STRONG = re.compile(
    "(?:[ое]в|[ое]ва|ин|ина|ск|ски|ская|ска|цки|цкая|цка|ского|ову|овим|енко|енка|енку|чук|чука|швили|дзе|янц?)$"
)


@lru_cache(1 << 14)
def parse(text: str) -> Name:
    """Return the parts of a name written in any order, in Cyrillic or Latin letters, with what stood around it.

    An empty text gives an empty `Name`. Case forms stay as they are: the keys of `keys` see through them.

    >>> name = parse('ст. сержант Иванов И. П. (позывной "Седой"), 1999 г.р., в/ч 12345')
    >>> name.surname, name.initials, name.rank, name.call_sign, name.years, name.unit
    ('Иванов', ('И', 'П'), 'ст. сержант', 'Седой', (1999,), '12345')
    """
    rest, off = taken_off(tidy(text))
    around = Name(initials=off.initials, rank=off.rank, call_sign=off.call_sign, unit=off.unit, years=off.years)
    return _placed(rest, around)


def _placed(text: str, around: Name) -> Name:
    """Give each word its role; the other readings that are nearly as likely go into `alternatives`."""
    first, comma, _ = text.strip(" ,;").partition(",")
    words = _named(_joined(_WORD.findall(text)))
    before = _named(_joined(_WORD.findall(first))) if comma else []
    if len(before) > 1 and _tells_surname(before):
        words = before  # what follows is said about the person: Иванов Иван, уроженец г. Чита
    kept = _particles()["patronymic"] | _particles()["surname"]
    particles = tuple(p for word in words for p in word.split() if p.casefold() in kept)
    around = replace(around, particles=particles)
    if not words:
        return around
    ahead = bool(before) and words != before
    ranked = sorted(
        _readings(words[:_LONGEST], shortened=bool(around.initials), ahead=ahead), key=lambda found: -found[0]
    )
    best = ranked[0][0]
    kept_readings = dict.fromkeys(parts for score, parts in ranked if score > best - _KEPT)
    name, *others = [_with(around, parts) for parts in kept_readings][: _MOST + 1]
    return replace(name, alternatives=tuple(others))


def _named(words: list[str]) -> list[str]:
    """Return the words that can be of a name: without numbers, and without small words beside large ones.

    A small word stays if it looks like a name (иванов Иван Иванович), and so do particles.
    """
    words = [word for word in words if not DIGIT.search(word)]
    loud = [word for word in words if len(word) > 2 and word.isupper()]
    if len(loud) > 2:
        return loud
    large = [word for word in words if not word[:1].islower()]
    if len(large) < 2:
        return words
    return [word for word in words if word in large or " " in word or max(_fits(word).values()) >= _SURELY]


_SURELY = 2.0


def _tells_surname(words: list[str]) -> bool:
    best = max(_readings(words[:_LONGEST], shortened=False, ahead=False), key=lambda found: found[0])
    return any(role == "surname" for role, _ in best[1])


_KEPT = 2.4
"""How far behind the best reading another may be and still be kept; a wrong order costs about this much."""

_MOST = 4
_LONGEST = 6
_CLEAR = 6.0
"""How well three words have to fit their roles for no double names to be looked for among them."""

_Parts = tuple[tuple[Role, str], ...]


def _joined(words: list[str]) -> list[str]:
    """Return the words with particles joined to what they belong to: "Гусейн оглы", "фон Берг", "Али бек"."""
    known = _particles()
    found: list[str] = []
    before = ""
    for word in words:
        lower = word.casefold()
        if lower in known["surname"] and word != words[-1]:
            before += word + " "
        elif found and (lower in known["patronymic"] or (lower in known["title"] and len(words) > 2)):
            found[-1] += " " + word
        else:
            found.append(before + word)
            before = ""
    return found


_ORDERS: dict[int, tuple[tuple[tuple[Role, ...], float], ...]] = {
    1: ((("surname",), 0.5), (("given",), 0.2), (("patronymic",), -1.0)),
    2: (
        (("surname", "given"), 0.6),
        (("given", "surname"), 0.3),
        (("given", "patronymic"), 0.3),
        (("surname", "patronymic"), -1.5),
        (("patronymic", "surname"), -1.5),
        (("patronymic", "given"), -2.5),
    ),
    3: (
        (("surname", "given", "patronymic"), 0.7),
        (("given", "patronymic", "surname"), 0.4),
        (("given", "surname", "patronymic"), -1.5),
        (("surname", "patronymic", "given"), -2.0),
    ),
}


def _readings(words: list[str], *, shortened: bool, ahead: bool) -> Iterator[tuple[float, _Parts]]:
    """Return every way to read the words, each with how well it fits."""
    loud = {word for word in words if len(word) > 2 and word.isupper()}
    surname = loud if len(loud) == 1 < len(words) else {words[0]} if ahead else set()
    if len(words) <= 3:
        plain = [_reading(words, order, surname, shortened=shortened) for order in _ORDERS[len(words)]]
        yield from plain
        if len(words) < 3 or max(plain)[0] > _CLEAR:
            return
    for groups in _groups(words):
        merged = sum(" " in group and group not in words for group in groups)
        for order in _ORDERS[len(groups)]:
            score, parts = _reading(groups, order, surname, shortened=shortened)
            yield score - merged, parts


def _reading(
    groups: list[str], order: tuple[tuple[Role, ...], float], surname: set[str], *, shortened: bool
) -> tuple[float, _Parts]:
    """Return how well the words fit the roles of one order; `surname` holds what is marked as a surname."""
    roles, score = order
    parts = tuple(zip(roles, groups, strict=True))
    for role, group in parts:
        score += _fits(group)[role] + 3.0 * (role == "surname" and group in surname)
    if roles == ("patronymic", "given") and patronymics.is_turkic(fold(groups[0])[0]):
        score += _KEPT  # Бакыт уулу Эрлан is the whole name of a Kyrgyz
    return score - 1.5 * (shortened and "surname" not in roles), parts


def _with(around: Name, parts: _Parts) -> Name:
    roles = dict(parts)
    return replace(around, surname=roles.get("surname"), given=roles.get("given"), patronymic=roles.get("patronymic"))


def _groups(words: list[str]) -> Iterator[list[str]]:
    """Return the words as at most three groups: two neighbours may be one double name."""
    for i in range(len(words) - 1):
        groups = [*words[:i], f"{words[i]} {words[i + 1]}", *words[i + 2 :]]
        if len(groups) > 3:
            yield from _groups(groups)
        else:
            yield groups


@lru_cache(1 << 16)
def _fits(word: str) -> dict[Role, float]:
    """Return how well a word fits each role."""
    readings = fold(word)
    if not readings:
        return {"surname": 0.0, "given": 0.0, "patronymic": 0.0}
    return {
        "surname": _as_surname(readings[0]),
        "given": max(map(_as_given, readings)),
        "patronymic": max(map(_as_patronymic, readings)),
    }


def _as_given(folded: str) -> float:
    known = given.index()
    if folded in known.full:
        return 3.0
    if folded in known.exact:
        return 2.2
    if any(one in known.sex for one in given.classes(folded)):
        return 1.4
    if folded.endswith(("ин", "ина")):
        return -0.7  # Виталина, Леонтина: half of all rare names of women end like surnames
    return -1.5 if _STRONG.search(folded) else 0.0


def _as_surname(folded: str) -> float:
    if folded.endswith(("овна", "евна", "ична", "инична", "ивна")) or patronymics.is_turkic(folded):
        return -2.0
    if _STRONG.search(folded):
        return 2.2 if folded.endswith(("ин", "ина")) else 2.5
    if folded in given.index().full:
        return -0.3
    if folded.endswith("ич"):
        return 1.5
    return 1.2 if _SURNAME_LIKE.search(folded) else 0.4


_ALMOST = ("ич", "вна", "чна", "вич", "вн", "ча", "чу", "чем", "вни", "вне", "вну", "ини", "угли")


def _as_patronymic(folded: str) -> float:
    stem = patronymics.father_stem(folded)
    if stem is None:
        return -0.5 if folded.endswith(_ALMOST) else -5.0
    return 4.0 if any(one in given.index().sex for one in patronymics.fathers(folded)) else 2.0
