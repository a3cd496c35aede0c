"""Say whether two written names can be of one person, how surely, and why.

Only the names speak here: how common a name is, where and when somebody was seen belongs to tracing. Weights are
natural logarithms of odds, set by hand on invented pairs (tests/names/pairs.csv) and named by `MODEL`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import product
from math import exp
from typing import Literal

from bereginya.names import given, keys, patronymics, slips
from bereginya.names.endings import family_suffixes
from bereginya.names.folding import clean, fold
from bereginya.names.parsing import Name, parse
from bereginya.names.saying import Language, words

MODEL = "names-2"
"""The number of the weights; it changes whenever a weight does."""

Verdict = Literal["same", "maybe", "different"]

_BIAS = -2.1
_WEIGHTS: dict[str, float] = {
    "surname.same": 3.5,
    "surname.open": 3.0,
    "surname.heard": 1.8,
    "surname.slip": 1.4,
    "surname.close": 0.9,
    "surname.half": 1.0,
    "surname.other_half": -2.5,
    "surname.alike": -1.2,
    "surname.far": -1.7,
    "surname.different": -5.0,
    "given.same": 2.3,
    "given.short": 1.7,
    "given.many": 0.0,
    "given.open": -0.8,
    "given.slip": 0.6,
    "given.close": 0.0,
    "given.initial": -0.8,
    "given.initials": 0.0,
    "given.different": -5.5,
    "patronymic.same": 2.5,
    "patronymic.close": 0.8,
    "patronymic.initial": 0.2,
    "patronymic.initials": 0.6,
    "patronymic.different": -5.5,
    "year.same": 1.5,
    "year.near": -0.8,
    "year.different": -8.0,
    "gender.different": -8.0,
    "call_sign.same": 2.0,
    "call_sign.different": -0.5,
    "order.other": -1.5,
    "layout.other": -0.3,
}
_OF_READING = frozenset(("order.other", "layout.other"))
"""Reasons that say how the words were read, not what they say."""

_SAME = 0.82
_MAYBE = 0.25
_WITHOUT_SURNAME = 0.7
"""The highest score when no surname can be compared: a given name and a patronymic are shared by thousands."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that speaks for or against: its code ("surname.heard") and its weight, a logarithm of odds."""

    code: str
    weight: float

    def sentence(self, language: Language = "en") -> str:
        """Return the reason as people read it."""
        return words(language)["reasons"][self.code]


@dataclass(frozen=True, slots=True)
class Comparison:
    """How two names compare: a score from 0 to 1, a verdict, the reasons, and the number of the weights."""

    score: float
    verdict: Verdict
    reasons: tuple[Reason, ...]
    model: str = MODEL


def compare(a: str, b: str) -> Comparison:
    """Compare two names as written, in any order, alphabet, case form or scheme.

    "same" says that nothing parts the names and enough of them is there; it never says that it is one person: there
    are namesakes. An unknown part counts for nothing. Empty names compare as "maybe" with 0.5.

    >>> compare("Шевченко Микола", "Schewtschenko, Nikolaj").verdict
    'same'
    """
    codes = max((way for way in _ways(a, b) if not _OF_READING.issuperset(way)), key=_total, default=())
    score = _score(codes, alone=len(codes) == 1 and _is_one_word(a) and _is_one_word(b))
    verdict: Verdict = "same" if score >= _SAME else "maybe" if score >= _MAYBE else "different"
    return Comparison(score, verdict, tuple(Reason(code, _WEIGHTS[code]) for code in codes))


def _is_one_word(text: str) -> bool:
    return len(clean(text).split()) == 1


def _total(codes: tuple[str, ...]) -> float:
    return sum(_WEIGHTS[code] for code in codes)


def _score(codes: tuple[str, ...], *, alone: bool) -> float:
    """Return the score of some reasons; where both texts are one word, the word is all that is asked about."""
    if not codes:
        return 0.5
    score = 1 / (1 + exp(-_total(codes) - (0.0 if alone else _BIAS)))
    named = alone or any(code.startswith("surname.") for code in codes)
    return round(score if named else min(score, _WITHOUT_SURNAME), 3)


def _ways(a: str, b: str) -> Iterator[tuple[str, ...]]:
    """Return the reasons of each way to read the two names side by side."""
    yield from _read_ways(parse(a), parse(b), ())
    if clean(a).isascii() != clean(b).isascii():
        for typed in slips.other_layout(a):
            yield from _read_ways(parse(typed), parse(b), ("layout.other",))
        for typed in slips.other_layout(b):
            yield from _read_ways(parse(a), parse(typed), ("layout.other",))


def _read_ways(a: Name, b: Name, before: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for i, one in enumerate((a, *a.alternatives)):
        for j, other in enumerate((b, *b.alternatives)):
            yield (*before, *_codes(one, other), *(("order.other",) if i or j else ()))


def _codes(a: Name, b: Name) -> tuple[str, ...]:
    found = (_surname(a, b), _given(a, b), _patronymic(a, b), _gender(a, b), _year(a, b), _call_sign(a, b))
    return tuple(code for code in found if code)


def _surname(a: Name, b: Name) -> str | None:
    if not a.surname or not b.surname:
        return None
    one, other = keys.surname_keys(a.surname), keys.surname_keys(b.surname)
    if not one or not other:
        return None
    if one[0] == other[0]:
        return "surname.same"
    if "-" in one[0] + other[0]:
        return _double(one, other)
    return "surname.open" if set(one) & set(other) else _unlike_surnames(one, other)


def _double(one: keys.Keys, other: keys.Keys) -> str:
    """Compare surnames of which one or both are double: in any order, or by one half where only one is told."""
    halves, others = set(one[0].split("-")), set(other[0].split("-"))
    shared = set(one) & set(other)
    if halves == others or shared - halves - others:  # the latter: one word torn at the end of a line
        return "surname.same"
    if shared:
        return "surname.other_half" if min(len(halves), len(others)) > 1 else "surname.half"
    return _unlike_surnames(one, other)


def _unlike_surnames(one: keys.Keys, other: keys.Keys) -> str:
    """Say how far apart two surnames are that share no key. Two common ones are two families, however alike."""
    both_common = bool(_common() & set(one)) and bool(_common() & set(other))
    if any(keys.heard(x) == keys.heard(y) for x, y in product(one[:3], other[:3])):
        return "surname.alike" if both_common else "surname.heard"
    families = _two_families(one[0], other[0])
    if both_common or families == "different":
        return "surname.different"
    apart, length = _apart(one, other)
    if apart > (1.6 if length > 6 else 1.0):
        return "surname.different"
    likely = families is None and apart <= (_LIKELY if length > 4 else _SHORT_SLIP)
    if not likely:
        return "surname.far"
    return "surname.slip" if length >= _LONG else "surname.close"


_LIKELY = 0.85
"""Distance up to which a difference is a likely slip of a finger, an ear or a scanner."""

_LONG = 7
"""Letters of a stem from which on a name one likely slip away is hardly another name."""

_SHORT_SLIP = 0.6
"""The same for names of up to four letters, where one other letter is another name."""


def _two_families(one: str, other: str) -> Literal["different", "bare"] | None:
    """Tell whether two stems are one root with two different suffixes: Марченко and Марчук are no slip of the pen.

    "bare" is a root with and without a suffix, Мельник and Мельников: a scanner may have lost the end.
    """
    shared = next((i for i, (x, y) in enumerate(zip(one, other, strict=False)) if x != y), min(len(one), len(other)))
    tails = [(one[i:], other[i:]) for i in range(shared, _ROOT - 1, -1)]
    if any({x, y} <= family_suffixes() and slips.distance(x, y) > _SHORT_SLIP for x, y in tails):
        return "different"
    return "bare" if any("" in tail and max(tail) in family_suffixes() for tail in tails) else None


_ROOT = 2


def _apart(one: keys.Keys, other: keys.Keys) -> tuple[float, int]:
    """Return the least distance between the likeliest keys, and the length of the longer."""
    return min((slips.distance(x, y), max(len(x), len(y))) for x, y in product(one[:3], other[:3]))


@cache
def _common() -> frozenset[str]:
    """Return the keys of the surnames so common that their likeness is no slip."""
    text = resources.files("bereginya.names").joinpath("words", "surnames.txt").read_text("utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return frozenset(found[0] for found in keys.keys_of(" ".join(lines).split(), "surname"))


def _given(a: Name, b: Name) -> str | None:
    if not a.given or not b.given:
        return _by_initial("given", (a.given, _initial(a, 0)), (b.given, _initial(b, 0)))
    one, other = keys.given_keys(a.given), keys.given_keys(b.given)
    if not one or not other:
        return None
    standing = _stands(a.given), _stands(b.given)
    both_stand = all(standing)
    if set(one) & set(other):
        return _how_shared(one, other, full=_is_full(a.given) and _is_full(b.given), both_stand=both_stand)
    if both_stand:
        return "given.different"
    found = _misspelled("given", a.given, b.given)
    usual = any(_is_usual(keys_of_one) for keys_of_one, stands in zip((one, other), standing, strict=True) if stands)
    return "given.slip" if found == "given.close" and usual else found


def _is_usual(idents: keys.Keys) -> bool:
    """Tell whether a name is so common that an unknown word a slip away is it, and hardly a rare name of its own."""
    return idents[0] in given.usual()


def _how_shared(one: keys.Keys, other: keys.Keys, *, full: bool, both_stand: bool) -> str:
    if full:
        return "given.same" if one[0] == other[0] or not both_stand else "given.open"
    return "given.short" if one[0] == other[0] or max(len(one), len(other)) < 3 else "given.many"


def _is_full(word: str) -> bool:
    known = given.index()
    return any(form in known.full or form not in known.exact for form in fold(word))


def _stands(word: str) -> bool:
    """Tell whether a given name is known just as it is written: then it is hardly another one misspelled."""
    return any(form in given.index().exact for form in fold(word))


def _misspelled(part: str, a: str, b: str) -> str:
    """Say whether two words that share no key are a slip of the pen apart, as folded or as written."""
    apart, length = min(_apart(fold(a), fold(b)), _apart((clean(a),), (clean(b),)))
    return f"{part}.close" if apart <= (1.0 if length > 4 else 0.8) else f"{part}.different"


def _patronymic(a: Name, b: Name) -> str | None:
    if not a.patronymic or not b.patronymic:
        return _by_initial("patronymic", (a.patronymic, _initial(a, 1)), (b.patronymic, _initial(b, 1)))
    one, other = keys.patronymic_keys(a.patronymic), keys.patronymic_keys(b.patronymic)
    if not one or not other:
        return None
    if set(one) & set(other):
        return "patronymic.same"
    if _known(one) and _known(other):
        return "patronymic.different"
    return _misspelled("patronymic", a.patronymic, b.patronymic)


def _known(idents: keys.Keys) -> bool:
    return any(ident in given.index().sex for ident in idents)


def _gender(a: Name, b: Name) -> str | None:
    """Compare what the patronymics say: a son and a daughter of one father are two people."""
    one, other = (patronymics.gender(fold(name.patronymic)) if name.patronymic else None for name in (a, b))
    return "gender.different" if one and other and one != other else None


def _initial(name: Name, place: int) -> str | None:
    """Return the initial of the given name (0) or of the patronymic (1), as far as it is not written out."""
    place -= bool(name.given)
    return name.initials[place] if 0 <= place < len(name.initials) else None


def _by_initial(part: str, a: tuple[str | None, str | None], b: tuple[str | None, str | None]) -> str | None:
    """Compare a word or its first letters with a word or its first letters."""
    one, other = _beginnings(part, *a), _beginnings(part, *b)
    if not one or not other:
        return None
    least = min(len(letters) for word, letters in (a, b) if letters and not word)
    pairs = ((x, y) for x, y in product(one, other) if min(len(x), len(y)) >= least)
    if not any(x.startswith(y) or y.startswith(x) for x, y in pairs):
        return f"{part}.different"
    return f"{part}.initial" if a[0] or b[0] else f"{part}.initials"


def _beginnings(part: str, word: str | None, letters: str | None) -> frozenset[str]:
    """Return how a name may begin in any of its forms, folded: as much of it as is known."""
    if not word:
        return frozenset(fold(letters)) if letters else frozenset()
    idents = keys.given_keys(word) if part == "given" else keys.patronymic_keys(word)
    known = given.index().forms
    others = (form for ident in idents for form in known.get(ident, ()))
    return frozenset((*fold(word), *fold(word[:1]), *idents, *others))


def _year(a: Name, b: Name) -> str | None:
    if not a.years or not b.years:
        return None
    apart = min(abs(x - y) for x, y in product(a.years, b.years))
    return "year.same" if apart == 0 else "year.near" if apart == 1 else "year.different"


def _call_sign(a: Name, b: Name) -> str | None:
    if not a.call_sign or not b.call_sign:
        return None
    return "call_sign.same" if set(fold(a.call_sign)) & set(fold(b.call_sign)) else "call_sign.different"
