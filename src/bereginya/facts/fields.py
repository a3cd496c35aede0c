"""How each type that a record may hold is written in JSON and read back. Format: docs/formats/records.md.

A type is looked at once and becomes a `Field`. Both ways are equally strict: what could not be read again is not
written. ValueError messages name types and fields, never what they hold.
"""

import base64
import dataclasses
import math
import types
import typing
from collections.abc import Callable, Iterable
from datetime import date
from enum import Enum

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"] | tuple[tuple[str, "Json"], ...]
"""Written objects are dicts. Read ones are tuples of pairs: a name that stands twice must not be lost."""

LARGEST = 2**53 - 1
"""The largest whole number, and the smallest one below zero, that every JSON reader keeps exactly (RFC 7493, 2.2)."""


@dataclasses.dataclass(frozen=True, slots=True)
class Field:
    """The two ways of one type. Both raise ValueError, TypeError or LookupError for what is not of that type."""

    write: Callable[[object], Json]
    read: Callable[[Json], object]


def field_for(hint: object) -> Field:
    """Return how a value declared as `hint` is written and read; raise ValueError for a type no record may hold."""
    if isinstance(hint, typing.NewType):
        return field_for(hint.__supertype__)
    if isinstance(hint, type) and hint in _SIMPLE:
        return _SIMPLE[hint]
    if isinstance(hint, type) and issubclass(hint, Enum):
        return _one_of({member.value: member for member in hint}, hint)
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        return dataclass_field(hint)
    several = _SEVERAL.get(typing.get_origin(hint))
    if several is None:
        raise ValueError(f"a record cannot hold {hint!r}")
    return several(typing.get_args(hint))


def dataclass_field(kind: type) -> Field:
    """Return how a record, or a value inside one, is written and read: an object without its unknown fields.

    Raises ValueError for a class that can be changed, or whose repr would show what was said.
    """
    _check_declaration(kind)
    hints = typing.get_type_hints(kind)
    declared = [(one.name, *_known_or_not(hints[one.name])) for one in dataclasses.fields(kind)]
    readers = {name: field.read for name, field, _ in declared}
    writers = tuple((name, field.write, may_lack) for name, field, may_lack in declared)
    unknown = {name: None for name, _, may_lack in declared if may_lack}
    size = len(declared)

    def read(value: Json) -> object:
        if type(value) is not tuple:
            raise TypeError
        told = {name: readers[name](one) for name, one in value}
        if len(told) != len(value):
            raise ValueError
        if len(told) != size:
            told = {**unknown, **told}
        if len(told) != size:
            raise ValueError
        return kind(**told)

    def write(value: object) -> Json:
        if type(value) is not kind:
            raise ValueError(f"{type(value).__name__} where {kind.__name__} belongs")
        held = {name: getattr(value, name) for name in readers}
        return {
            name: _written(kind, name, held[name], one)
            for name, one, may_lack in writers
            if not (may_lack and held[name] is None)
        }

    return Field(write, read)


def _written(kind: type, name: str, held: object, write: Callable[[object], Json]) -> Json:
    try:
        return write(held)
    except (TypeError, LookupError):
        pass  # the cause would carry what is held
    raise ValueError(f"{kind.__name__}.{name}: a {type(held).__name__} that could not be read back")


def _check_declaration(kind: type) -> None:
    declared = vars(kind).get("__dataclass_params__")
    if declared is None or not declared.frozen or "__slots__" not in vars(kind):
        raise ValueError(f"{kind.__name__} is not declared @dataclass(frozen=True, slots=True, repr=False)")
    if declared.repr:
        raise ValueError(f"{kind.__name__} would show what was said in tracebacks: declare it with repr=False")


def _known_or_not(hint: object) -> tuple[Field, bool]:
    """Return the field of a hint, and whether it may be unknown: `X | None`."""
    if typing.get_origin(hint) not in (types.UnionType, typing.Union):
        return field_for(hint), False
    named = [one for one in typing.get_args(hint) if one is not types.NoneType]
    if len(named) != 1:
        raise ValueError(f"a record cannot hold {hint!r}")
    return field_for(named[0]), True


def _many(inner: tuple[object, ...]) -> Field:
    if len(inner) != 2 or inner[1] is not Ellipsis:
        raise ValueError(f"a record holds tuples of one type and any length, not {inner!r}")
    one = field_for(inner[0])

    def write(value: object) -> Json:
        if type(value) is not tuple:
            raise TypeError
        return list(map(one.write, value))

    def read(value: Json) -> object:
        if type(value) is not list:
            raise TypeError
        return tuple(map(one.read, value))

    return Field(write, read)


def _set(inner: tuple[object, ...]) -> Field:
    one = field_for(inner[0])
    if not _is_word_or_number(inner[0]):
        raise ValueError(f"a set in a record holds words or whole numbers, not {inner[0]!r}")

    def write(value: object) -> Json:
        if type(value) is not frozenset:
            raise TypeError
        return _in_order(map(one.write, value))

    def read(value: Json) -> object:
        if type(value) is not list:
            raise TypeError
        told = frozenset(map(one.read, value))
        if len(told) != len(value):
            raise ValueError
        return told

    return Field(write, read)


def _is_word_or_number(hint: object) -> bool:
    if isinstance(hint, typing.NewType):
        return _is_word_or_number(hint.__supertype__)
    return hint in (str, int) or typing.get_origin(hint) is typing.Literal or isinstance(hint, type(Enum))


def _in_order(values: Iterable[Json]) -> list[Json]:
    """Return words or numbers in ascending order, words by their code points."""
    return sorted(values)  # type: ignore[type-var]  # all words or all numbers: _set sees to it


def _literal(inner: tuple[object, ...]) -> Field:
    return _one_of({value: value for value in inner}, inner)


def _one_of(members: dict[object, object], hint: object) -> Field:
    """Return the field of a closed set. `members` leads from what is written to what is meant."""
    sorts = {type(value) for value in members}
    if sorts not in ({str}, {int}):
        raise ValueError(f"the members of {hint!r} are not all words, or not all whole numbers")
    (sort,) = sorts
    written = {meant: value for value, meant in members.items()}

    def write(value: object) -> Json:
        return written[value]  # type: ignore[return-value]  # str or int, checked above

    def read(value: Json) -> object:
        if type(value) is not sort:
            raise TypeError
        return members[value]

    return Field(write, read)


def _text(value: object) -> str:
    if not isinstance(value, str) or isinstance(value, Enum):
        raise TypeError
    return value if type(value) is str else str.__str__(value)


def _read_text(value: Json) -> str:
    if type(value) is not str:
        raise TypeError
    return value


def _whole(value: object) -> int:
    if type(value) is not int or not -LARGEST <= value <= LARGEST:
        raise TypeError
    return value


def _truth(value: object) -> bool:
    if type(value) is not bool:
        raise TypeError
    return value


def _fraction(value: object) -> float:
    if type(value) not in (float, int) or not math.isfinite(value):  # type: ignore[arg-type]  # a number, see left
        raise TypeError
    return float(value)  # type: ignore[arg-type]


def _read_fraction(value: Json) -> float:
    if type(value) is not float or not math.isfinite(value):
        raise TypeError
    return value


def _day(value: object) -> str:
    if type(value) is not date:
        raise TypeError
    return value.isoformat()


def _read_day(value: Json) -> date:
    if type(value) is not str:
        raise TypeError
    day = date.fromisoformat(value)
    if day.isoformat() != value:  # 19910402 and 1991-W14-2 are ISO 8601 too
        raise ValueError
    return day


def _base64(value: object) -> str:
    if type(value) is not bytes:
        raise TypeError
    return base64.urlsafe_b64encode(value).decode()


def _read_base64(value: Json) -> bytes:
    if type(value) is not str:
        raise TypeError
    content = base64.urlsafe_b64decode(value)
    if _base64(content) != value:  # other alphabets, missing padding, bits left over
        raise ValueError
    return content


_SIMPLE: dict[type, Field] = {
    str: Field(_text, _read_text),
    int: Field(_whole, _whole),
    bool: Field(_truth, _truth),
    float: Field(_fraction, _read_fraction),
    date: Field(_day, _read_day),
    bytes: Field(_base64, _read_base64),
}

_SEVERAL: dict[object, Callable[[tuple[object, ...]], Field]] = {
    tuple: _many,
    frozenset: _set,
    typing.Literal: _literal,
}
