"""The part of an entry that everybody may see, and the leaf it makes in the log. Format: docs/formats/log.md.

Header and leaf stay when the entry is erased: the log can then tell an erasure from a loss.
"""

import struct
from dataclasses import dataclass
from enum import IntEnum
from hashlib import sha256
from typing import Self

from bereginya.vault.errors import DamagedError
from bereginya.vault.ids import CompartmentId, EntryId

FORMAT = 1
_LAYOUT = struct.Struct(">BB16s16s16sIQ")
_ENTRY_AT, _DAY_AT, _LENGTH_AT = 34, 50, 54


class Form(IntEnum):
    """How the body of an entry is kept."""

    SEALED = 0
    OPEN = 1


@dataclass(frozen=True, slots=True)
class Header:
    """Format, form, committee, compartment, entry id, day and length of the stored body."""

    form: Form
    committee: bytes
    compartment: CompartmentId
    entry: EntryId
    day: int
    length: int

    def pack(self) -> bytes:
        """Return the 62 bytes that are sealed with the entry as associated data."""
        ids = bytes.fromhex(self.compartment), bytes.fromhex(self.entry)
        return _LAYOUT.pack(FORMAT, self.form, self.committee, *ids, self.day, self.length)

    def signed_part(self) -> bytes:
        """Return the header without its length, which is known only after sealing."""
        return place_in(self.pack())

    @classmethod
    def unpack(cls, data: bytes) -> Self:
        """Return the header that `data` holds; raise DamagedError for anything else."""
        try:
            version, form, committee, compartment, entry, day, length = _LAYOUT.unpack(data)
            if version != FORMAT:
                raise ValueError
            names = CompartmentId(compartment.hex()), EntryId(entry.hex())
            return cls(Form(form), committee, *names, day, length)
        except (struct.error, ValueError) as error:
            raise DamagedError("header") from error


def day_number_in(header: bytes) -> int:
    """Return the day number of a packed header, without the rest."""
    return int.from_bytes(header[_DAY_AT : _DAY_AT + 4], "big")


def leaf(header: bytes, body_digest: bytes) -> bytes:
    """Return the leaf of an entry: its header and the SHA-256 of its stored body."""
    return header + body_digest


def entry_in(header: bytes) -> EntryId:
    """Return the entry id of a packed header, without the rest."""
    return EntryId(header[_ENTRY_AT:_DAY_AT].hex())


def place_in(header: bytes) -> bytes:
    """Return the part of a packed header that signatures and marks cover: all but the length."""
    return header[:_LENGTH_AT]


def digest(body: bytes) -> bytes:
    """Return the SHA-256 of a stored body."""
    return sha256(body).digest()
