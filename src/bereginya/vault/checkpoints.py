"""Signed statements of how large the log was and what its root was.

C2SP tlog-checkpoint v1 (https://c2sp.org/tlog-checkpoint) inside C2SP signed-note v1 (https://c2sp.org/signed-note),
Ed25519 only, so that anybody's tools can check them. Whose key is trusted, others decide.
"""

import base64
import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from bereginya.facts.errors import BereginyaError
from bereginya.vault.tree import HASH_SIZE

_ED25519 = b"\x01"
_NAME = re.compile(r"[^\s+]+")  # neither a Unicode space nor a plus
_SIGNATURE_LINE = re.compile(r"— (?P<name>[^\s+]+) (?P<signature>[A-Za-z0-9+/]+={0,2})")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")
_MOST_SIGNATURES = 100


class CheckpointError(BereginyaError):
    """A text is no checkpoint, or nobody known signed it, or a known signature on it is false."""

    code = "vault.checkpoint"


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The log named `origin` had `size` entries and this root. `extensions` are further lines; we write none."""

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    def text(self) -> str:
        """Return the signed part of the note."""
        root = base64.b64encode(self.root).decode()
        return "".join(f"{line}\n" for line in (self.origin, str(self.size), root, *self.extensions))


def key_id(name: str, public: bytes) -> bytes:
    """Return the 4 bytes by which a signature line names its key."""
    return sha256(name.encode() + b"\n" + _ED25519 + public).digest()[:4]


def sign_checkpoint(checkpoint: Checkpoint, name: str, key: Ed25519PrivateKey) -> str:
    """Return the checkpoint as a note with one signature line."""
    return sign_note(checkpoint.text(), name, key)


def read_checkpoint(note: str, known: Mapping[str, bytes]) -> Checkpoint:
    """Return the checkpoint if one of the `known` public keys, by name, signed it; raise CheckpointError otherwise."""
    lines = open_note(note, known).removesuffix("\n").split("\n")
    if len(lines) < 3 or not all(lines):
        raise CheckpointError("malformed checkpoint")
    origin, size, root, *extensions = lines
    return Checkpoint(origin, _size(size), _root(root), tuple(extensions))


def sign_note(text: str, name: str, key: Ed25519PrivateKey) -> str:
    """Return a note with one signature line; raise ValueError for a text or a name that a note cannot have."""
    if not text.endswith("\n") or _CONTROL.search(text) or not _NAME.fullmatch(name):
        raise ValueError("not a note")
    signature = key_id(name, key.public_key().public_bytes_raw()) + key.sign(text.encode())
    return f"{text}\n— {name} {base64.b64encode(signature).decode()}\n"


def open_note(note: str, known: Mapping[str, bytes]) -> str:
    """Return the text of a note that one of the `known` keys signed.

    Signatures of unknown keys are passed over. A false signature under a known key refuses the whole note.
    """
    text, gap, lines = note.rpartition("\n\n")
    signatures = lines.split("\n")
    if not gap or _CONTROL.search(note) or signatures.pop() or len(signatures) > _MOST_SIGNATURES:
        raise CheckpointError("malformed note")
    checked = [_check(text + "\n", line, known) for line in signatures]
    if not any(checked):
        raise CheckpointError("no signature of a known key")
    return text + "\n"


def _check(text: str, line: str, known: Mapping[str, bytes]) -> bool:
    """Tell whether a known key made the signature; False when the key is unknown."""
    found = _SIGNATURE_LINE.fullmatch(line)
    if found is None:
        raise CheckpointError("malformed signature line")
    name, signature = found["name"], _bytes(found["signature"])
    public = known.get(name)
    if public is None or signature[:4] != key_id(name, public):
        return False
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature[4:], text.encode())
    except InvalidSignature:
        raise CheckpointError("false signature") from None
    return True


def _size(text: str) -> int:
    if not re.fullmatch(r"0|[1-9][0-9]{0,18}", text):
        raise CheckpointError("malformed size")
    return int(text)


def _root(text: str) -> bytes:
    root = _bytes(text)
    if len(root) != HASH_SIZE:
        raise CheckpointError("malformed root")
    return root


def _bytes(text: str) -> bytes:
    try:
        data = base64.b64decode(text, validate=True)
    except (ValueError, binascii.Error) as error:
        raise CheckpointError("malformed base64") from error
    if base64.b64encode(data).decode() != text:
        raise CheckpointError("malformed base64")
    return data
