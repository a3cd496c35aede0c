"""Records to bytes and back: canonical JSON, one compiled reader a kind.

The bytes of a record are written once and kept for ever; reading never writes them anew. Format:
docs/formats/records.md. A reader refuses what it does not know: an unknown field is somebody's words that an older
program would drop in silence.
"""

import base64
import binascii
import dataclasses
import json
import types
import typing
from collections.abc import Callable, Iterable
from datetime import date
from enum import Enum
from typing import cast

from bereginya.facts.errors import MalformedRecordError, UnknownKindError
from bereginya.facts.records import Record

type_hints = typing.get_type_hints

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
Reader = Callable[[Json], object]


class Codec:
    """Knows a closed set of record kinds and reads and writes them."""

    def __init__(self, kinds: Iterable[type[Record]]) -> None:
        self._readers: dict[str, Reader] = {}
        self.kinds: dict[str, type[Record]] = {}
        for kind in kinds:
            tag = kind.kind.tag
            if tag in self.kinds:
                raise ValueError(f"two record classes claim {tag}")
            self.kinds[tag] = kind
            self._readers[tag] = _dataclass_reader(kind)

    def encode(self, record: Record) -> bytes:
        """Return the bytes of `record`; raise ValueError for text that is not valid Unicode."""
        if self.kinds.get(record.kind.tag) is not type(record):
            raise UnknownKindError(record.kind.tag)
        return encode(record)

    def decode(self, tag: str, body: bytes) -> Record:
        """Return the record that `body` holds.

        Raises UnknownKindError for a kind outside the set and MalformedRecordError for bytes that are no such record.
        """
        reader = self._readers.get(tag)
        if reader is None:
            raise UnknownKindError(tag[:80])
        try:
            return cast("Record", reader(_parse(body)))
        except (ValueError, TypeError, KeyError, RecursionError, binascii.Error):
            raise MalformedRecordError(tag) from None  # the cause would show what was stored


def _parse(body: bytes) -> Json:
    value: Json = _DECODER.decode(body.decode())
    if b"\\u" in body:  # an escape can hold half a character, which could never be written again
        json.dumps(value, ensure_ascii=False).encode()
    return value


def _once(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    whole = dict(pairs)
    if len(whole) != len(pairs):
        raise ValueError("a field stands twice")
    return whole


_DECODER = json.JSONDecoder(object_pairs_hook=_once)


def encode(record: Record) -> bytes:
    """Return the canonical JSON of `record`: fields in order of declaration, unknown ones left out, UTF-8."""
    return json.dumps(_plain(record), ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def _plain(value: object) -> Json:  # noqa: PLR0911 - one line a type
    if value is None or (isinstance(value, bool | int | float | str) and not isinstance(value, Enum)):
        return value
    if isinstance(value, Enum):
        return cast("Json", value.value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.urlsafe_b64encode(value).decode()
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, frozenset):
        return sorted((_plain(one) for one in value), key=str)
    if dataclasses.is_dataclass(value):
        named = ((field.name, getattr(value, field.name)) for field in dataclasses.fields(value))
        return {name: _plain(one) for name, one in named if one is not None}
    raise ValueError(f"a record cannot hold {type(value).__name__}")


def _reader(hint: object) -> Reader:  # noqa: PLR0911 - one line a type
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        return _optional_reader(inner)
    if origin is tuple:
        return _many_reader(tuple, inner[0])
    if origin is frozenset:
        return _many_reader(frozenset, inner[0])
    if origin is typing.Literal:
        return _literal_reader(inner)
    if isinstance(hint, typing.NewType):
        return _reader(hint.__supertype__)
    if not isinstance(hint, type):
        raise ValueError(f"a record cannot hold {hint!r}")
    if hint in _SIMPLE:
        return _SIMPLE[hint]
    if issubclass(hint, Enum):
        return hint
    if dataclasses.is_dataclass(hint):
        return _dataclass_reader(hint)
    raise ValueError(f"a record cannot hold {hint!r}")


def _dataclass_reader(kind: type) -> Reader:
    hints = type_hints(kind)
    fields = dataclasses.fields(kind)
    readers = {field.name: _reader(hints[field.name]) for field in fields}

    def read(value: Json) -> object:
        if not isinstance(value, dict):
            raise TypeError
        return kind(**{name: readers[name](one) for name, one in value.items()})

    return read


def _optional_reader(inner: tuple[object, ...]) -> Reader:
    (hint,) = [one for one in inner if one is not types.NoneType]
    read_one = _reader(hint)
    return lambda value: None if value is None else read_one(value)


def _many_reader(container: Callable[[Iterable[object]], object], hint: object) -> Reader:
    read_one = _reader(hint)

    def read(value: Json) -> object:
        if not isinstance(value, list):
            raise TypeError
        return container(map(read_one, value))

    return read


def _literal_reader(allowed: tuple[object, ...]) -> Reader:
    def read(value: Json) -> object:
        if value not in allowed:
            raise ValueError
        return value

    return read


def _exactly(kind: type) -> Reader:
    def read(value: Json) -> object:
        if type(value) is not kind:
            raise TypeError
        return value

    return read


def _date(value: Json) -> date:
    if not isinstance(value, str):
        raise TypeError
    return date.fromisoformat(value)


def _bytes(value: Json) -> bytes:
    if not isinstance(value, str):
        raise TypeError
    return base64.b64decode(value, altchars=b"-_", validate=True)


_SIMPLE: dict[type, Reader] = {
    str: _exactly(str),
    int: _exactly(int),
    bool: _exactly(bool),
    float: _exactly(float),
    date: _date,
    bytes: _bytes,
}
