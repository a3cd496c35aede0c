"""The numbered models: frozen files with the chances that bits are made of. A decision cites the number it rests on."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal, Self

from bereginya.tracing.errors import UnknownModelError
from bereginya.tracing.keys import FIELDS
from bereginya.tracing.neighbours import LEVELS, Level

NEWEST = 5
"""The model that is used where none is named."""

_BIRTH_LEVELS = 12


@dataclass(frozen=True, slots=True)
class Model:
    """The frozen weights; a decision cites `number`. `learned` tells from what and how.

    Models 1 to 4 have `names`, later ones `told`, `wrong` and `differ` instead.
    """

    number: int
    learned: str
    day: str
    prior: float
    swap: float
    slope: float
    doubt: float
    """What bits of names that differ are worth: errors come together, where one name is wrong others are as well."""
    born: tuple[float, ...]
    """The chance of each level of birth (see birth_levels.BIRTH_LEVELS): three groups, each of which sums to 1."""
    names: tuple[tuple[float, ...], ...] = ()
    """For each of the five fields the chance of each `Level`, if the same person."""
    told: tuple[tuple[float, ...], ...] = ()
    """For each field and `Level` how readily one certain name of that level is said, beside the right one's 1.
    For OTHER: how readily any word at all."""
    wrong: tuple[float, ...] = ()
    """For each field the share of people of whom somebody else's is said: a place where he never lived."""
    differ: tuple[float, ...] = ()
    """For each field the share of initials that are not his."""

    @classmethod
    def from_toml(cls, text: str) -> Self:
        """Return the model of a model file; raise UnknownModelError if it is not one."""
        try:
            said = tomllib.loads(text)
            born = tuple(float(m) for group in ("full", "year", "span") for m in said["born"][group])
            numbers = (float(said["prior"]), float(said["swap"]), float(said["slope"]), float(said.get("doubt", 1.0)))
            tables = (_by_field(said, "told"), _each(said, "wrong"), _each(said, "differ")) if "told" in said else ()
            names = () if "told" in said else _by_field(said, "names")
            model = cls(int(said["number"]), str(said["learned"]), str(said["day"]), *numbers, born, names, *tables)
        except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
            raise UnknownModelError("the file is not a model") from error
        wanted = LEVELS if model.told else LEVELS - 1  # models 1 to 4 do not know of forms
        if {len(levels) for levels in (*names, *model.told)} != {wanted} or len(born) != _BIRTH_LEVELS:
            raise UnknownModelError("the model has other levels than this program")
        return model

    def to_toml(self) -> str:
        """Return the model as the text of a model file."""
        lines = [
            f"number = {self.number}",
            f'learned = "{self.learned}"',
            f"day = {self.day}",
            f"prior = {self.prior!r}",
            f"swap = {self.swap!r}",
            f"slope = {self.slope!r}",
            f"doubt = {self.doubt!r}",
            "[told]" if self.told else "[names]",
            f"levels = {[level.name.lower() for level in Level][: len((self.told or self.names)[0])]}".replace(
                "'", '"'
            ),
            *(f"{field} = {list(levels)}" for field, levels in zip(FIELDS, self.told or self.names, strict=True)),
            *(line for name in ("wrong", "differ") if self.told for line in self._lines(name)),
            "[born]",
            f"full = {list(self.born[:5])}",
            f"year = {list(self.born[5:9])}",
            f"span = {list(self.born[9:])}",
        ]
        return "\n".join(lines) + "\n"

    def _lines(self, name: Literal["wrong", "differ"]) -> list[str]:
        each = zip(FIELDS, self.wrong if name == "wrong" else self.differ, strict=True)
        return [f"[{name}]", *(f"{field} = {share!r}" for field, share in each)]


def _by_field(said: Mapping[str, Mapping[str, Sequence[float]]], name: str) -> tuple[tuple[float, ...], ...]:
    return tuple(tuple(float(m) for m in said[name][field]) for field in FIELDS)


def _each(said: Mapping[str, Mapping[str, float]], name: str) -> tuple[float, ...]:
    return tuple(float(said[name][field]) for field in FIELDS)


@cache
def model(number: int = NEWEST) -> Model:
    """Return a model that comes with the program; raise UnknownModelError if there is none of this number."""
    file = resources.files("bereginya.tracing").joinpath("models", f"{number}.toml")
    if not file.is_file():
        raise UnknownModelError(f"no model {number}")
    return Model.from_toml(file.read_text("utf-8"))
