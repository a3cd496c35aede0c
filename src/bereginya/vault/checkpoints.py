"""Signed statements of how large the log was and what its root was: C2SP tlog-checkpoint in a signed note."""

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from bereginya.facts.errors import BereginyaError

_ED25519 = b"\x01"
_DASH = "\u2014"


class CheckpointError(BereginyaError):
    """A text is no checkpoint, or nobody known signed it."""

    code = "vault.checkpoint"


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The log named `origin` had `size` entries and this root."""

    origin: str
    size: int
    root: bytes

    def text(self) -> str:
        """Return the signed part of the note."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"


def key_id(name: str, public: bytes) -> bytes:
    """Return the 4 bytes by which a signature line names its key."""
    return sha256(name.encode() + b"\n" + _ED25519 + public).digest()[:4]


def sign_checkpoint(checkpoint: Checkpoint, name: str, key: Ed25519PrivateKey) -> str:
    """Return the note with one signature line."""
    text = checkpoint.text()
    signature = key_id(name, key.public_key().public_bytes_raw()) + key.sign(text.encode())
    return f"{text}\n{_DASH} {name} {base64.b64encode(signature).decode()}\n"


def read_checkpoint(note: str, known: Mapping[str, bytes]) -> Checkpoint:
    """Return the checkpoint if one of the `known` keys signed it; signatures of others are passed over."""
    text, gap, lines = note.rpartition("\n\n")
    text += "\n"
    if not gap or not any(_signed(text, line, known) for line in lines.splitlines()):
        raise CheckpointError("no signature of a known key")
    try:
        origin, size, root, *_ = text.split("\n")
        if not origin or size != str(int(size)) or int(size) < 0:
            raise ValueError
        return Checkpoint(origin, int(size), base64.b64decode(root, validate=True))
    except (ValueError, binascii.Error) as error:
        raise CheckpointError("malformed") from error


def _signed(text: str, line: str, known: Mapping[str, bytes]) -> bool:
    dash, _, rest = line.partition(" ")
    name, _, encoded = rest.partition(" ")
    public = known.get(name)
    if dash != _DASH or public is None:
        return False
    try:
        signature = base64.b64decode(encoded, validate=True)
        Ed25519PublicKey.from_public_bytes(public).verify(signature[4:], text.encode())
    except (InvalidSignature, ValueError, binascii.Error):
        return False
    return signature[:4] == key_id(name, public)
