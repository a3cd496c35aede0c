"""Copies of frozen values with other fields, quickly: a large committee's desk makes a hundred thousand of them."""

import dataclasses
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, TypeVar

T = TypeVar("T")
_Put = Callable[[object, object], None]
_Get = Callable[[object], object]


def changed(value: T, /, **new: object) -> T:
    """Return a copy of a frozen, slotted dataclass with these fields changed, as `dataclasses.replace` does.

    Raises TypeError for a field that the class has not, and for a class that is not slotted or checks what it is made
    of (`__post_init__`): the copy is put together field by field, and nothing is checked again.
    """
    kind: type = type(value)
    fields, puts = _slots(kind)
    if not new.keys() <= puts.keys():
        raise TypeError(f"{kind.__name__} has no such field")
    made: T = object.__new__(kind)
    for put, get in fields:
        put(made, get(value))
    for name, one in new.items():
        puts[name](made, one)
    return made


@cache
def _slots(kind: type) -> tuple[tuple[tuple[_Put, _Get], ...], Mapping[str, _Put]]:
    """Return how each field of a class is set and read, past what forbids it."""
    if not dataclasses.is_dataclass(kind) or hasattr(kind, "__post_init__") or "__slots__" not in vars(kind):
        raise TypeError(f"{kind.__name__} is copied by dataclasses.replace")
    slots: dict[str, Any] = {one.name: vars(kind)[one.name] for one in dataclasses.fields(kind)}
    return (
        tuple((slot.__set__, slot.__get__) for slot in slots.values()),
        {name: slot.__set__ for name, slot in slots.items()},
    )
