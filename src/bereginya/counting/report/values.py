"""What a report is made of: sentences, tables, figures with their table, under headings; and words in all of them."""

from dataclasses import dataclass, field

from bereginya.counting.saying import number, sentence, told
from bereginya.counting.values import Refusal


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its head and rows; columns from `numbers` on stand to the right."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = field(repr=False)
    numbers: int = 1
    strong: int | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A plot, what it shows in a sentence, and the same numbers as a table."""

    svg: str = field(repr=False)
    title: str
    grid: Grid


@dataclass(frozen=True, slots=True)
class Bullets:
    """Sentences that stand apart."""

    lines: tuple[str, ...] = field(repr=False)


Block = str | Bullets | Grid | Figure


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it."""

    heading: str
    blocks: tuple[Block, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report; `mark` says who may read it, `answer` begins with what matters."""

    language: str
    title: str
    mark: str
    case: tuple[tuple[str, str], ...]
    answer: tuple[str, ...] = field(repr=False)
    sections: tuple[Section, ...] = field(repr=False)


def head(language: str, *keys: str) -> tuple[str, ...]:
    """Return the heads of columns."""
    return tuple(told(language, "columns", key) for key in keys)


def value_told(value: float | None, language: str) -> str:
    """Return a number of people, or a dash."""
    return "—" if value is None else number(value, language)


def name_of(method: str, language: str) -> str:
    """Return what a method is called; pairs of lists are told by their numbers."""
    kind, _, pair = method.partition(":")
    return sentence(language, "methods", kind) + (f" {pair}" if pair else "")


def why(one: Refusal, language: str) -> str:
    """Return why a method was refused."""
    return sentence(language, "reasons", one.reason.value)
