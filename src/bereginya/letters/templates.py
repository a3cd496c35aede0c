"""Templates: a letter before the facts, with its declared fields, its articles and its blocks of text.

One TOML file a letter; a committee adds its own as a file of the same form (docs/letters.md, read by reading.py).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from bereginya.letters.values import As, Case

LANGUAGES = ("ru", "uk", "en")


class FieldKind(Enum):
    """What a field holds, and thereby how it is asked for."""

    TEXT = "text"
    LONG = "long"
    ITEMS = "items"
    DAY = "day"
    NUMBER = "number"
    PERSON = "person"
    OFFICE = "office"
    RELATION = "relation"
    CHOICE = "choice"
    ROWS = "rows"


@dataclass(frozen=True, slots=True)
class Article:
    """What a letter rests on. `confidence`: A seen in a stored source, B well established, C uncertain.

    `provision` is the id under which the law data knows it, empty where it is not there. `lawyer`: a lawyer has to
    read it before the letter is sent. `source` is where it was read, `checked` the day.
    """

    cite: str
    provision: str
    confidence: str
    lawyer: bool
    source: str = ""
    checked: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """A fact that a template asks for. `label` and `help` by language; `options` are the texts of a choice by key."""

    name: str
    kind: FieldKind
    needed: bool
    label: Mapping[str, str]
    cases: tuple[Case, ...] = ()
    help: Mapping[str, str] | None = None
    options: Mapping[str, str] | None = None
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a template: its text or items with placeholders, and when it is left out."""

    what: As
    text: str = ""
    items: tuple[str, ...] = ()
    items_from: str = ""
    pairs: tuple[tuple[str, str], ...] = ()
    when: str = ""
    unless: str = ""


@dataclass(frozen=True, slots=True)
class Template:
    """A letter before the facts. `kind` names its clocks and next steps, `to` the kind of authority it goes to.

    `lawyer` is True as long as no lawyer has read the template; `draft` as long as no native speaker has.
    """

    id: str
    language: str
    version: int
    kind: str
    to: tuple[str, ...]
    name: Mapping[str, str]
    about: Mapping[str, str]
    lawyer: bool
    checked: str
    articles: tuple[Article, ...]
    fields: tuple[Field, ...]
    blocks: tuple[Block, ...]

    def field(self, name: str) -> Field:
        """Return a declared field. Raises KeyError for a name that is not declared."""
        return {one.name: one for one in self.fields}[name]

    @property
    def needed(self) -> tuple[Field, ...]:
        """The fields without which there is no letter."""
        return tuple(one for one in self.fields if one.needed)
