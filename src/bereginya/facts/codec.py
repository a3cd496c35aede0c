"""Records to bytes and back: canonical JSON, one compiled reader a kind.

The bytes of a record are written once and kept for ever; reading never writes them anew. Format:
docs/formats/records.md. A reader refuses what it does not know: an unknown field is somebody's words that an older
program would drop in silence.
"""

import json
from collections.abc import Iterable
from typing import NoReturn, cast

from bereginya.facts.errors import MalformedRecordError, UnknownKindError
from bereginya.facts.fields import Field, Json, dataclass_field
from bereginya.facts.records import Record

_UNREADABLE = (ValueError, TypeError, LookupError, ArithmeticError, AttributeError, RecursionError)


class Codec:
    """Knows a closed set of record kinds and reads and writes them."""

    def __init__(self, kinds: Iterable[type[Record]]) -> None:
        """Raise ValueError for a kind that is declared in a way which could lose or show what was said."""
        self._fields: dict[str, Field] = {}
        self.kinds: dict[str, type[Record]] = {}
        for kind in kinds:
            tag = kind.kind.tag
            if tag in self.kinds:
                raise ValueError(f"two record classes claim {tag}")
            self.kinds[tag] = kind
            self._fields[tag] = dataclass_field(kind)

    def encode(self, record: Record) -> bytes:
        """Return the canonical bytes of `record`: fields in order of declaration, unknown ones left out, UTF-8.

        Raises UnknownKindError for a kind outside the set and ValueError for what could not be read back, such as a
        field of another type than declared, or text that is not valid Unicode.
        """
        tag = record.kind.tag
        if self.kinds.get(tag) is not type(record):
            raise UnknownKindError(tag)
        text = json.dumps(self._fields[tag].write(record), ensure_ascii=False, separators=(",", ":"))
        try:
            return text.encode()
        except UnicodeEncodeError:
            pass  # raised below, without the cause: that would carry the text into a traceback
        raise ValueError(f"{tag} holds text that is not valid Unicode")

    def decode(self, tag: str, body: bytes) -> Record:
        """Return the record that `body` holds.

        Raises UnknownKindError for a kind outside the set and MalformedRecordError for bytes that are no such record.
        """
        field = self._fields.get(tag)
        if field is None:
            raise UnknownKindError(tag[:80])
        try:
            return cast("Record", field.read(_parsed(body)))
        except _UNREADABLE:
            pass
        raise MalformedRecordError(tag)


def _parsed(body: bytes) -> Json:
    text = body.decode()
    value: Json
    value, end = _DECODER.raw_decode(text)
    if end != len(text):  # no spaces stand around it
        raise ValueError
    if "\\u" in text:  # only so can half a character come out of valid UTF-8
        json.dumps(value, ensure_ascii=False).encode()
    return value


def _no_constant(_: str) -> NoReturn:
    raise ValueError


_DECODER = json.JSONDecoder(object_pairs_hook=tuple, parse_constant=_no_constant)
