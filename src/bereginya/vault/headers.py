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
        return self.pack()[:-8]

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


def leaf(header: bytes, body_digest: bytes) -> bytes:
    """Return the leaf of an entry: its header and the SHA-256 of its stored body."""
    return header + body_digest


def digest(body: bytes) -> bytes:
    """Return the SHA-256 of a stored body."""
    return sha256(body).digest()
