"""Why a candidate was found: what each field says for or against him, in bits, and which fact would decide.

The bits of the fields add up to the bits of the candidate. Values and words are apart: the words are in words/*.toml.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import groupby
from typing import Literal

import numpy as np
import pyarrow as pa

from bereginya.tracing import births, models, weigh
from bereginya.tracing.asked import Asked, Nears, Weights
from bereginya.tracing.birth_levels import UNKNOWN_BIRTH, birth_bits, birth_level
from bereginya.tracing.index import Index
from bereginya.tracing.keys import FIELDS, SURNAME
from bereginya.tracing.link import Encoded, encode, givens_of, known_givens, shortlist
from bereginya.tracing.models import Model
from bereginya.tracing.neighbours import Level, Near
from bereginya.tracing.people import People
from bereginya.tracing.rows import similar

Language = Literal["ru", "uk", "en"]
_BIRTH_LEVELS = (
    "day", "day-slip", "day-year", "day-near", "day-other", "year", "year-one", "year-near", "year-other", "span",
    "span-one", "span-other", "unknown",
)  # fmt: skip
_TELLING = 3.0
"""Bits that a fact must be able to bring to be worth asking for."""


@dataclass(frozen=True, slots=True, repr=False)
class Share:
    """What one field says: the words on both sides, how they agree (a code), and the bits for or against."""

    field: str
    sought: str | None
    found: str | None
    level: str
    bits: float


@dataclass(frozen=True, slots=True, repr=False)
class Explanation:
    """Why a record is a candidate. `namesakes` is how many more records fit as well as this one, rounded.

    `decides` are the fields that somebody could still ask about, the most telling first.
    """

    inquiry: str
    candidate: str
    shares: tuple[Share, ...]
    namesakes: int
    decides: tuple[str, ...]
    model: int

    @property
    def bits(self) -> float:
        """All shares together."""
        return sum(share.bits for share in self.shares)


def explain(inquiries: People, number: int, register: Index, row: int, model: Model | None = None) -> Explanation:
    """Return why record `row` of a register may be the person of inquiry `number`; both are places, from 0.

    A record that shares nothing with the inquiry is explained as well: by what speaks against it.
    """
    return next(explanations(inquiries, ((number, row),), register, model))


def explanations(
    inquiries: People, pairs: Iterable[tuple[int, int]], register: Index, model: Model | None = None
) -> Iterator[Explanation]:
    """Yield what `explain` returns for each pair of inquiry and record; those of one inquiry had better stand together.

    The names of an inquiry are looked up in the register once for all its candidates: a few milliseconds.
    """
    model = model or models.model()
    place = np.empty(len(register), np.int32)
    place[register.rows.row] = np.arange(len(register), dtype=np.int32)
    givens = known_givens([givens_of(register)])
    for number, together in groupby(pairs, key=lambda pair: pair[0]):
        one = _alone(inquiries, number)
        encoded = encode(one, givens)
        nears = register.nears(encoded.names)
        counts = register.counts(nears)
        weights = weigh.weights(model, counts, encoded.asked)
        mass = float(shortlist(register, nears, encoded.asked, model, counts).mass[0, 0])
        for _, row in together:
            at = int(place[row])
            shares = _best_reading(one, encoded, register, nears, weights, at)
            yield _explanation(one, register, at, shares, mass, model.number)


def _alone(inquiries: People, number: int) -> People:
    """Return one inquiry by itself, without the words of all others."""
    row = inquiries.row(number)
    return People.from_arrow(pa.table({column: pa.array([value], pa.string()) for column, value in row.items()}))


def _explanation(
    one: People, register: Index, at: int, shares: tuple[Share, ...], mass: float, model: int
) -> Explanation:
    bits = sum(share.bits for share in shares)
    namesakes = max(0, round(min(mass / 2.0**bits, len(register)) - 1)) if bits > 0 else 0
    candidate = str(register.people.ids()[int(register.rows.row[at])])
    return Explanation(str(one.ids()[0]), candidate, shares, namesakes, _decides(shares, register, at), model)


def _best_reading(
    one: People, encoded: Encoded, register: Index, nears: Nears, weights: Weights, at: int
) -> tuple[Share, ...]:
    """Return the shares of the reading that fits best: as written, or surname and given name changed round."""
    said, found = one.row(0), register.people.row(int(register.rows.row[at]))
    names = [int(getattr(encoded.asked, field)[0]) for field in Asked._fields[: len(FIELDS)]]
    rest = [_share(field, said, found, names[field], register, nears, weights, at) for field in range(2, len(FIELDS))]
    plain = [_share(field, said, found, names[field], register, nears, weights, at) for field in range(2)]
    plain[SURNAME] = _similar(plain[SURNAME], encoded, names[0], register, weights, at)
    born = _birth(encoded.asked, register, weights, at, said["born"], found["born"])
    if encoded.asked.surname_swapped[0] >= 0:
        if weights.swap[0, 0]:
            plain.append(Share("swapped", None, None, "straight", float(weights.swap[0, 0])))
        turned = said | {"surname": said["given_name"], "given_name": said["surname"]}
        other = (int(encoded.asked.surname_swapped[0]), int(encoded.asked.given_swapped[0]))
        swapped = [_share(field, turned, found, other[field], register, nears, weights, at) for field in range(2)]
        swapped.append(Share("swapped", None, None, "swapped", float(weights.swap[0, 1])))
        if sum(share.bits for share in swapped) > sum(share.bits for share in plain):
            plain = swapped
    return (*plain[:2], *rest[:1], born, *rest[1:], *plain[2:])


def _share(
    field: int,
    said: Mapping[str, str | None],
    found: Mapping[str, str | None],
    name: int,
    register: Index,
    nears: Nears,
    weights: Weights,
    at: int,
) -> Share:
    table, near = weights[field], nears[field]
    held = int(register.rows[field][at])
    label = FIELDS[field]
    if name >= len(table) or held >= register.vocabularies[field].names.size:
        return Share(label, said[label], found[label], "unknown", 0.0)
    level = _level(near, name, held)
    return Share(label, said[label], found[label], level.name.lower(), float(table[name, level]))


def _level(near: Near, name: int, held: int) -> Level:
    names = near.names[near.start[name] : near.start[name + 1]]
    places = np.flatnonzero(names == held)
    return Level(int(near.levels[near.start[name] + places[0]])) if len(places) else Level.OTHER


def _similar(share: Share, encoded: Encoded, name: int, register: Index, weights: Weights, at: int) -> Share:
    """Return the share of a surname that has much in common with the sought one, though no slip joins them."""
    if share.level != "other" or weights.surname[name, Level.SIMILAR] <= share.bits:
        return share
    held = register.rows.signatures[register.rows.surname[at]]
    if not similar(encoded.asked.signatures[name], held):
        return share
    return Share(share.field, share.sought, share.found, "similar", float(weights.surname[name, Level.SIMILAR]))


def _birth(asked: Asked, register: Index, weights: Weights, at: int, sought: str | None, found: str | None) -> Share:
    rows = register.rows
    bits = np.zeros(UNKNOWN_BIRTH + 1)
    birth_bits(asked.first[0], asked.last[0], weights, bits)
    level = birth_level(asked.first[0], asked.last[0], asked.day[0], rows.first[at], rows.last[at], rows.day[at])
    return Share("born", sought, found, _BIRTH_LEVELS[level], float(bits[level]))


def _decides(shares: tuple[Share, ...], register: Index, at: int) -> tuple[str, ...]:
    """Return the unknown fields that would tell most: rarer values first."""
    unknown = [share.field for share in shares if share.level == "unknown"]
    worth = {field: _worth(field, register, at) for field in unknown}
    return tuple(sorted((field for field in unknown if worth[field] >= _TELLING), key=lambda field: -worth[field]))


def _worth(field: str, register: Index, at: int) -> float:
    """Return the bits an agreement in this field would bring: by the record's own value, or in the middle of all."""
    rows = register.rows
    if field == "born":
        year = int(rows.first[at])
        births_known = max(int(register.born[1].sum()), 1)
        share = register.born[1][year - births.FIRST_YEAR] / births_known if year else 1 / 40
        return float(-np.log2(max(share, 1 / births_known)) + (8.5 if not year or rows.day[at] & 31 else 0))
    number = FIELDS.index(field)
    held = register.held[number]
    known = max(int(held[:-1].sum()), 1)
    name = int(rows[number][at])
    if name < len(held) - 1:
        return float(-np.log2(held[name] / known))
    shares = held[:-1][held[:-1] > 0] / known
    return float(-(shares * np.log2(shares)).sum()) if len(shares) else 0.0


@cache
def _words(language: Language) -> Mapping[str, Mapping[str, str]]:
    text = resources.files("bereginya.tracing").joinpath("words", f"{language}.toml").read_text("utf-8")
    return tomllib.loads(text)


def lines(explanation: Explanation, language: Language = "ru") -> tuple[str, ...]:
    """Return the explanation in sentences: one a field, then the namesakes, what would decide, and the model."""
    words = _words(language)
    said = words["sentences"]
    facts = ", ".join(words["fields"][field] for field in explanation.decides)
    count = explanation.namesakes
    return (
        *(_line(share, words) for share in explanation.shares),
        said["namesakes"].format(count=count) if count else said["alone"],
        said["decides"].format(facts=facts) if facts else said["nothing"],
        said["model"].format(number=explanation.model),
    )


def _line(share: Share, words: Mapping[str, Mapping[str, str]]) -> str:
    field, level = words["fields"][share.field], words["levels"][share.level]
    if share.level == "unknown":
        return words["sentences"]["unknown"].format(field=field)
    bits = f"{share.bits:+.1f}"
    if share.field == "swapped":
        return f"{field}: {level}, {bits}"
    sought, found = (_value(share.field, text, words["births"]) for text in (share.sought, share.found))
    return words["sentences"]["share"].format(field=field, sought=sought, found=found, level=level, bits=bits)


def _value(field: str, text: str | None, said: Mapping[str, str]) -> str:
    """Return what stood in a field; an age and "about" are written in one form, and said in the reader's language."""
    told = str(text)
    if field != "born":
        return told
    for form in said:
        found = _FORMS[form].fullmatch(told)
        if found is not None:
            return said[form].format(**found.groupdict())
    return told


_FORMS = {"aged": re.compile(r"aged (?P<years>\d+) on (?P<day>\S+)"), "about": re.compile(r"about (?P<year>\S+)")}
