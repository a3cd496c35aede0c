"""What lies inside a sealed entry: who said it, when, what kind, the record's own bytes, and the proof of its author.

Format: docs/formats/log.md. Every entry of a member carries the *house mark*, a MAC that any member could have made:
colleagues know that a member said it, a court does not know which. Kinds that decide something are signed besides.
The bytes of the record are kept as they were written.
"""

import struct
from dataclasses import dataclass
from datetime import UTC, datetime
from hmac import compare_digest
from hmac import digest as mac
from typing import Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from bereginya.vault.errors import DamagedError
from bereginya.vault.ids import EntryId, HolderId

FORMAT = 1
_START = struct.Struct(">BBHIq")
_SIGNED, _MARKED, _BY, _CORRECTS = 1, 2, 4, 8
_ED25519 = b"\x01"
_ID_SIZE = 16
_SIGNATURE_SIZE = 1 + 32 + 64
_MARK_SIZE = 32
_CONTEXT = b"bereginya said v1"
_NEVER = -1

Parts = tuple[str, bytes, HolderId | None, datetime | None, EntryId | None, "Signature | None", bytes | None]


@dataclass(frozen=True, slots=True, repr=False)
class Signature:
    """An Ed25519 signature and the public key it is checked with."""

    key: bytes
    value: bytes


@dataclass(frozen=True, slots=True, repr=False)
class Envelope:
    """One statement as it is sealed. `by` is None when a visitor said it; `at` is in whole seconds."""

    tag: str
    body: bytes
    by: HolderId | None = None
    at: datetime | None = None
    corrects: EntryId | None = None
    signature: Signature | None = None
    mark: bytes | None = None

    def message(self, place: bytes) -> bytes:
        """Return what the signature covers: the place (header without length), and all that is said."""
        return _CONTEXT + place + self._said(0)

    def pack(self) -> bytes:
        """Return the plaintext of the entry."""
        return self._before_mark(_MARKED if self.mark else 0) + (self.mark or b"")

    @classmethod
    def unpack(cls, data: bytes) -> Self:
        """Return the envelope that `data` holds; raise DamagedError for anything else."""
        return cls(*unpack(data))

    def _before_mark(self, flags: int) -> bytes:
        if self.signature is None:
            return self._said(flags)
        return self._said(flags | _SIGNED) + _ED25519 + self.signature.key + self.signature.value

    def _said(self, flags: int) -> bytes:
        tag = self.tag.encode()
        by, corrects = bytes.fromhex(self.by or ""), bytes.fromhex(self.corrects or "")
        flags |= (_BY if by else 0) | (_CORRECTS if corrects else 0)
        at = _NEVER if self.at is None else int(self.at.timestamp())
        return _START.pack(FORMAT, flags, len(tag), len(self.body), at) + by + corrects + tag + self.body


def sign(envelope: Envelope, place: bytes, key: Ed25519PrivateKey) -> Signature:
    """Return the signature of `key` over the envelope at its place in the log."""
    return Signature(key.public_key().public_bytes_raw(), key.sign(envelope.message(place)))


def signature_fits(envelope: Envelope, place: bytes) -> bool:
    """Tell whether the envelope carries a signature that its own public key made. Whose key it is, others decide."""
    if envelope.signature is None:
        return False
    try:
        key = Ed25519PublicKey.from_public_bytes(envelope.signature.key)
        key.verify(envelope.signature.value, envelope.message(place))
    except (InvalidSignature, ValueError):
        return False
    return True


def mark(envelope: Envelope, place: bytes, house_key: bytes) -> bytes:
    """Return the house mark: it says that a member wrote this here, signature included, and not which member."""
    return mac(house_key, _CONTEXT + place + envelope._before_mark(_MARKED), "sha256")  # noqa: SLF001 - of this module


def mark_fits(data: bytes, place: bytes, house_key: bytes) -> bool:
    """Tell whether the packed envelope `data` ends with the mark of this key over all that stands before it."""
    return compare_digest(mac(house_key, _CONTEXT + place + data[:-_MARK_SIZE], "sha256"), data[-_MARK_SIZE:])


def unpack(data: bytes) -> Parts:
    """Return the fields of the envelope that `data` holds, in their order; raise DamagedError for anything else."""
    try:
        return _unpacked(data)
    except (struct.error, ValueError, OverflowError, OSError):
        raise DamagedError("envelope") from None  # the cause would show what was stored


def _unpacked(data: bytes) -> Parts:
    version, flags, tag_size, body_size, at = _START.unpack_from(data)
    by_at = _START.size
    corrects_at = by_at + (_ID_SIZE if flags & _BY else 0)
    tag_at = corrects_at + (_ID_SIZE if flags & _CORRECTS else 0)
    body_at = tag_at + tag_size
    proof_at = body_at + body_size
    mark_at = proof_at + (_SIGNATURE_SIZE if flags & _SIGNED else 0)
    if version != FORMAT or flags > 15 or at < _NEVER or len(data) != mark_at + (flags & _MARKED and _MARK_SIZE):
        raise ValueError
    return (
        data[tag_at:body_at].decode(),
        data[body_at:proof_at],
        HolderId(data[by_at:corrects_at].hex()) if flags & _BY else None,
        datetime.fromtimestamp(at, UTC) if at != _NEVER else None,
        EntryId(data[corrects_at:tag_at].hex()) if flags & _CORRECTS else None,
        _signature(data[proof_at:mark_at]) if flags & _SIGNED else None,
        data[mark_at:] if flags & _MARKED else None,
    )


def _signature(data: bytes) -> Signature:
    if data[:1] != _ED25519:
        raise ValueError
    return Signature(data[1:33], data[33:])
