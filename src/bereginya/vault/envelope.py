"""What lies inside a sealed entry: who said it, when, what kind, the record's own bytes, and the proof of its author.

Format: docs/formats/log.md. Every entry of a member carries the *house mark*, a MAC that any member could have made:
colleagues know that a member said it, a court does not know which. Kinds that decide something are signed besides.
The bytes of the record are kept as they were written.
"""

import json
import struct
from dataclasses import dataclass
from datetime import datetime
from hmac import digest as mac
from typing import Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from bereginya.vault.errors import DamagedError
from bereginya.vault.ids import EntryId, HolderId

FORMAT = 1
_START = struct.Struct(">BBHI")
_SIGNED, _MARKED = 1, 2
_ED25519 = b"\x01"
_SIGNATURE_SIZE = 1 + 32 + 64
_MARK_SIZE = 32
_CONTEXT = b"bereginya said v1"


@dataclass(frozen=True, slots=True, repr=False)
class Signature:
    """An Ed25519 signature and the public key it is checked with."""

    key: bytes
    value: bytes


@dataclass(frozen=True, slots=True, repr=False)
class Envelope:
    """One statement as it is sealed. `by` is None when a visitor said it."""

    tag: str
    body: bytes
    by: HolderId | None = None
    at: datetime | None = None
    corrects: EntryId | None = None
    signature: Signature | None = None
    mark: bytes | None = None

    def message(self, place: bytes) -> bytes:
        """Return what signature and mark cover: the place (header without length), the meta data, the body."""
        meta = self._meta()
        return _CONTEXT + place + struct.pack(">HI", len(meta), len(self.body)) + meta + self.body

    def pack(self) -> bytes:
        """Return the plaintext of the entry."""
        meta = self._meta()
        flags = (_SIGNED if self.signature else 0) | (_MARKED if self.mark else 0)
        proof = _ED25519 + self.signature.key + self.signature.value if self.signature else b""
        return _START.pack(FORMAT, flags, len(meta), len(self.body)) + meta + self.body + proof + (self.mark or b"")

    @classmethod
    def unpack(cls, data: bytes) -> Self:
        """Return the envelope that `data` holds; raise DamagedError for anything else."""
        try:
            return cls._unpack(data)
        except (struct.error, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            raise DamagedError("envelope") from error.__class__("envelope")

    @classmethod
    def _unpack(cls, data: bytes) -> Self:
        version, flags, meta_size, body_size = _START.unpack_from(data)
        body_at = _START.size + meta_size
        proof_at = body_at + body_size
        signed, marked = bool(flags & _SIGNED), bool(flags & _MARKED)
        size = proof_at + signed * _SIGNATURE_SIZE + marked * _MARK_SIZE
        if version != FORMAT or flags > (_SIGNED | _MARKED) or len(data) != size:
            raise ValueError
        meta = json.loads(data[_START.size : body_at])
        return cls(
            tag=str(meta["kind"]),
            body=data[body_at:proof_at],
            by=_holder(meta.get("by")),
            at=datetime.fromisoformat(meta["at"]) if "at" in meta else None,
            corrects=_entry(meta.get("corrects")),
            signature=_signature(data[proof_at : proof_at + _SIGNATURE_SIZE]) if signed else None,
            mark=data[-_MARK_SIZE:] if marked else None,
        )

    def _meta(self) -> bytes:
        meta = {"kind": self.tag, "by": self.by, "corrects": self.corrects}
        if self.at is not None:
            meta["at"] = self.at.isoformat()
        known = {name: value for name, value in meta.items() if value is not None}
        return json.dumps(known, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


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
    key = envelope.signature.key if envelope.signature else b""
    return mac(house_key, key + envelope.message(place), "sha256")


def _signature(data: bytes) -> Signature:
    if data[:1] != _ED25519:
        raise ValueError
    return Signature(data[1:33], data[33:])


def _holder(text: str | None) -> HolderId | None:
    return None if text is None else HolderId(_hex(text))


def _entry(text: str | None) -> EntryId | None:
    return None if text is None else EntryId(_hex(text))


def _hex(text: str) -> str:
    if len(bytes.fromhex(text)) != 16 or text != text.lower():
        raise ValueError
    return text
