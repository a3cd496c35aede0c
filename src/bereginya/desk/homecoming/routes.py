"""Ways home and the directory, as they lie beside the code: in three languages, each line with source, day, certainty.

Nothing here knows a case. A day is an argument. What cannot be read stops the program at its first look, with the
name of the file: a slip in these files is ours, not the reader's.
"""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

Text = Mapping[str, str]
"""The same words in Russian, Ukrainian and English, by `ru`, `uk`, `en`."""

_NAMES = ("prisoner", "wounded", "body", "outside_unit")
LANGUAGES = ("ru", "uk", "en")


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what to do, where it is written, when that was looked up, how certain it is.

    `due` counts days from the day of the way. `letters` are templates of the letters library, `contacts` entries of
    the directory, `sheet` says that the sheet of article 122 goes with it.
    """

    id: str
    title: Text
    what: Text
    source: Text
    checked: date
    confidence: str
    lawyer: bool
    due: int | None = None
    provision: str | None = None
    letters: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()
    sheet: bool = False

    def due_on(self, day: date | None) -> date | None:
        """Return the day by which it has to be done, None where there is none."""
        return None if day is None or self.due is None else day + timedelta(days=self.due)


@dataclass(frozen=True, slots=True)
class Bracket:
    """Where the law puts him until so many days, or a month, have passed; the last has no end."""

    position: Text
    days: int | None = None
    months: int | None = None

    def last(self, first: date) -> date | None:
        """Return the day on which it ends, counted from the first day of absence; on that day the hour counts."""
        if self.months is not None:
            return _months_later(first, self.months)
        return None if self.days is None else first + timedelta(days=self.days)


@dataclass(frozen=True, slots=True)
class Route:
    """A way home. `day` asks for the day its steps are counted from; `notes` is false where none may be kept."""

    id: str
    name: Text
    about: Text
    day: Text
    steps: tuple[Step, ...]
    warns: tuple[Text, ...] = ()
    notes: bool = True
    identity: bool = False
    payments: bool = False
    brackets: tuple[Bracket, ...] = ()
    law: Text | None = None
    law_checked: date | None = None
    law_confidence: str = ""

    def step(self, name: str) -> Step | None:
        """Return a step by its id."""
        return next((one for one in self.steps if one.id == name), None)

    def position(self, first: date | None, today: date) -> Bracket | None:
        """Return where the law puts him today, counted from the first day of absence; None when nobody said it."""
        if first is None or today < first:
            return None
        return next((one for one in self.brackets if (last := one.last(first)) is None or today <= last), None)


@dataclass(frozen=True, slots=True)
class Contact:
    """An entry of the directory. `foreign` says that the contact is the family's own act, the risks come first."""

    id: str
    name: Text
    how: Text
    imitations: Text
    checked: date
    confidence: str
    address: str = ""
    foreign: bool = False


@dataclass(frozen=True, slots=True)
class Risk:
    """What may follow from a contact with another state, and where that is written."""

    text: Text
    source: Text
    confidence: str


@cache
def routes() -> Mapping[str, Route]:
    """Return the ways home by their ids."""
    found = [_route(_read(f"routes/{name}.yaml")) for name in _NAMES]
    return {one.id: one for one in found}


@cache
def contacts() -> Mapping[str, Contact]:
    """Return the directory by the ids of its entries."""
    return {row["id"]: Contact(**row) for row in _read("directory.yaml")["contacts"]}


@cache
def risks() -> tuple[Risk, ...]:
    """Return what a family has to read before an address in another state."""
    return tuple(Risk(**row) for row in _read("directory.yaml")["risks"])


def _months_later(day: date, months: int) -> date:
    """Return the same day of a later month, or that month's last."""
    year, month = divmod(day.month - 1 + months, 12)
    there = day.year + year, month + 1
    return date(*there, min(day.day, monthrange(*there)[1]))


def _read(name: str) -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((files(__package__) / name).read_text("utf-8"))
    return read


def _route(told: dict[str, Any]) -> Route:
    steps = tuple(_step(one) for one in told.pop("steps"))
    brackets = tuple(Bracket(**one) for one in told.pop("brackets", ()))
    return Route(steps=steps, brackets=brackets, warns=tuple(told.pop("warns", ())), **told)


def _step(told: dict[str, Any]) -> Step:
    several: dict[str, Any] = {name: tuple(told.pop(name, ())) for name in ("letters", "contacts")}
    return Step(**told, **several)
