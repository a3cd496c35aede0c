"""One sample of every kind of record, with every field filled, made from the declaration of its fields alone."""

import dataclasses
import types
import typing
from datetime import date
from enum import Enum
from typing import Any

from bereginya.desk.site.kinds import KINDS
from bereginya.facts.codec import Codec
from bereginya.facts.dates import AgeOn, PartialDate, SaidDate
from bereginya.facts.records import Record
from bereginya.vault import records as vault_records
from bereginya.vault.trust import KINDS as TRUST_KINDS

EVERY_KIND: tuple[type[Record], ...] = (*vault_records.KINDS, *TRUST_KINDS, *KINDS)
CODEC = Codec(EVERY_KIND)

_SIMPLE: dict[object, object] = {
    str: 'ёЁї’ "x"',
    int: 7,
    bool: True,
    float: 0.5,
    date: date(2026, 11, 23),
    bytes: b"\x00\x01\xff",
    PartialDate: PartialDate(1991, 4, 2),
    AgeOn: AgeOn(19, date(2026, 11, 23), 20),
    SaidDate: SaidDate("со 2 апреля по май 1991", PartialDate(1991, 4, 2), PartialDate(1991, 5), about=True),
}
"""Values that hold together; the rest is built from them."""


def sample(hint: Any) -> Any:  # noqa: PLR0911 - one line a kind of type
    """Return a value of a type, with everything that may be unknown filled in."""
    if hint in _SIMPLE:
        return _SIMPLE[hint]
    if isinstance(hint, typing.NewType):
        return "0123456789abcdef" * 2
    if isinstance(hint, type) and issubclass(hint, Enum):
        return list(hint)[-1]
    if dataclasses.is_dataclass(hint):
        hints = typing.get_type_hints(hint)
        return hint(**{field.name: sample(hints[field.name]) for field in dataclasses.fields(hint)})  # type: ignore[operator]  # a class
    inner = [one for one in typing.get_args(hint) if one not in {types.NoneType, Ellipsis}]
    match typing.get_origin(hint):
        case typing.Literal:
            return inner[-1]
        case origin if origin is tuple:
            return (sample(inner[0]),)
        case origin if origin is frozenset:
            return frozenset({sample(inner[0])})
        case _:
            return sample(inner[0])


def file_of(kind: type[Record]) -> str:
    """Return the name of the file that keeps the bytes of a kind."""
    return kind.kind.tag.replace("/", ".") + ".json"
