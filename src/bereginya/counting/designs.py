"""The fixed designs of public tables: which rows and columns there are is settled before anything is counted.

A design names every value of every dimension, so that a row that is missing cannot say "nobody". There is no design by
unit, formation or garrison at all: the reader we fear holds their rosters.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from itertools import product
from pathlib import Path
from typing import ClassVar

from bereginya.counting.errors import CountingError, toml_fault

THRESHOLD = 5
GUARDED_THRESHOLD = 10  # sexual violence and torture
BASE = 5
BASES = (3, 5)
MOST_CELLS = 4000
ALL = ""
"""Stands for all values of a dimension, in the key of a margin."""

Key = tuple[str, ...]


class DesignError(CountingError):
    """A design of a public table cannot be used; the message says why."""

    code: ClassVar[str] = "counting.design"
    section: ClassVar[str] = "design"


@dataclass(frozen=True, slots=True)
class Design:
    """A public table as it was settled: what is counted, by what, rounded to which base.

    `dimensions` are (name, values) in order. A value holds every value that continues it after `-` or `/`: `2024` holds
    `2024-03`, `north` holds `north/harbour`. Raises DesignError for what may not be public at all.
    """

    name: str
    subject: str
    dimensions: tuple[tuple[str, tuple[str, ...]], ...]
    base: int = BASE
    guarded: bool = False

    def __post_init__(self) -> None:
        if not self.name or not self.subject:
            raise DesignError("nameless")
        if self.base not in BASES:
            raise DesignError("base", known=", ".join(map(str, BASES)))
        _refuse_units(self.dimensions)
        _refuse_unclear(self.dimensions)

    @property
    def threshold(self) -> int:
        """Return the smallest number other than zero that may be printed."""
        words = (self.name, self.subject, *(word for name, values in self.dimensions for word in (name, *values)))
        return GUARDED_THRESHOLD if self.guarded or any(map(is_guarded, words)) else THRESHOLD

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of the dimensions."""
        return tuple(name for name, _ in self.dimensions)

    def cells(self) -> tuple[Key, ...]:
        """Return the keys of the inner cells, in order."""
        return tuple(product(*(values for _, values in self.dimensions)))

    def every_cell(self) -> tuple[Key, ...]:
        """Return the keys of all cells, margins included; `ALL` stands where a dimension is added up."""
        return tuple(product(*((*values, ALL) for _, values in self.dimensions)))

    def digest(self) -> str:
        """Return a hash that changes with anything in the design."""
        return sha256(repr((self.name, self.subject, self.dimensions, self.base, self.threshold)).encode()).hexdigest()


def read_designs(text: str) -> dict[str, Design]:
    """Read a TOML file of designs: `[name]` with `subject`, `base`, `guarded` and a table `dimensions`.

    Raises DesignError.
    """
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        key, facts = toml_fault(error)
        raise DesignError(key, **facts) from error
    return {name: _design(name, one) for name, one in told.items()}


def _design(name: str, told: object) -> Design:
    if not isinstance(told, dict) or not isinstance(told.get("dimensions"), dict):
        raise DesignError("incomplete", name=name)
    strange = sorted(set(told) - {"subject", "dimensions", "base", "guarded"})
    if strange:
        raise DesignError("unknown_keys", name=name, keys=", ".join(strange))
    dimensions = told["dimensions"]
    if any(not isinstance(values, list) or not values for values in dimensions.values()):
        raise DesignError("no_values", name=name)
    settled = tuple((str(one), tuple(str(value) for value in values)) for one, values in dimensions.items())
    base = told.get("base", BASE)
    if not isinstance(base, int):
        raise DesignError("base", known=", ".join(map(str, BASES)))
    return Design(name, str(told.get("subject", "")), settled, base, bool(told.get("guarded", False)))


def is_guarded(words: str) -> bool:
    """Tell whether something is about sexual violence or torture."""
    return _begins(words, _rules()["guarded"]["words"])


def is_of_unit(name: str) -> bool:
    """Tell whether a dimension of this name would divide people by unit, formation or garrison."""
    return _begins(name, _rules()["never"]["dimensions"])


def _begins(words: str, beginnings: Iterable[str]) -> bool:
    text = words.casefold().replace("ʼ", "'").replace("’", "'")
    return any(re.search(rf"(?<![^\W_]){re.escape(one)}", text) for one in beginnings)


def _refuse_units(dimensions: Iterable[tuple[str, tuple[str, ...]]]) -> None:
    pattern = re.compile(str(_rules()["never"]["value"]))
    for name, values in dimensions:
        if _begins(name, _rules()["never"]["overlaps"]):
            raise DesignError("overlaps", name=name)
        if is_of_unit(name) or any(pattern.search(value) for value in values):
            raise DesignError("unit", name=name)


def _refuse_unclear(dimensions: tuple[tuple[str, tuple[str, ...]], ...]) -> None:
    names = [name for name, _ in dimensions]
    if len(set(names)) != len(names) or "" in names:
        raise DesignError("same_dimension")
    size = 1
    for name, values in dimensions:
        size *= len(values) + 1
        if not values or ALL in values or len(set(values)) != len(values):
            raise DesignError("values", name=name)
        if any(holds(one, other) for one in values for other in values if one != other):
            raise DesignError("holds", name=name)
    if size > MOST_CELLS:
        raise DesignError("too_large", size=size, most=MOST_CELLS)


def holds(wide: str, narrow: str) -> bool:
    """Tell whether a value is, or holds, another: `2024` holds `2024-03`. `ALL` holds everything."""
    return wide in (ALL, narrow) or narrow.startswith((f"{wide}-", f"{wide}/"))


@cache
def _rules() -> Mapping[str, Mapping[str, list[str]]]:
    return tomllib.loads(Path(__file__).with_name("forbidden.toml").read_text(encoding="utf-8"))
