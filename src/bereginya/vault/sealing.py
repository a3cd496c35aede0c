"""One entry's bytes, closed and opened. Format: docs/formats/log.md.

The key comes from the secret of the compartment and a salt of the entry's own; whoever has one without the other has
nothing, so erasing 32 bytes of salt erases the entry from every copy of the log. A ciphertext under ChaCha20-Poly1305
can be made to open under two keys, so a commitment to the key stands before it and is checked first.
"""

from hmac import compare_digest

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bereginya.vault.errors import DamagedError
from bereginya.vault.padding import PaddingError, pad, padded_size, unpad

SECRET_SIZE = 32
SALT_SIZE = 32
_COMMITMENT_SIZE = 32
_TAG_SIZE = 16
_ENTRY = b"bereginya entry v1"
_NONCE = bytes(12)  # each key seals one entry, ever
_SHA256 = SHA256()


def derive(secret: bytes, label: bytes, length: int = 32, salt: bytes | None = None) -> bytes:
    """Return `length` bytes that belong to `secret` for the use that `label` names (HKDF-SHA256, RFC 5869)."""
    return HKDF(_SHA256, length, salt, label).derive(secret)


def sealed_size(plaintext_size: int) -> int:
    """Return how long the stored body of a plaintext will be: commitment, padded text, tag."""
    return _COMMITMENT_SIZE + padded_size(plaintext_size) + _TAG_SIZE


def seal(secret: bytes, salt: bytes, plaintext: bytes, header: bytes) -> bytes:
    """Return the stored body of an entry. `salt` must be fresh: the nonce is always zero."""
    both = derive(secret, _ENTRY, 64, salt)
    return both[32:] + ChaCha20Poly1305(both[:32]).encrypt(_NONCE, pad(plaintext), header)


def unseal(secret: bytes, salt: bytes, body: bytes, header: bytes) -> bytes | None:
    """Return the plaintext, or None when the secret is not the one the body was sealed with.

    Raises DamagedError when the commitment fits but the rest was changed.
    """
    both = derive(secret, _ENTRY, 64, salt)
    if not compare_digest(both[32:], body[:_COMMITMENT_SIZE]):
        return None
    try:
        return unpad(ChaCha20Poly1305(both[:32]).decrypt(_NONCE, body[_COMMITMENT_SIZE:], header))
    except (InvalidTag, PaddingError) as error:
        raise DamagedError("body") from error


def wrap(key: bytes, nonce: bytes, plaintext: bytes, label: bytes) -> bytes:
    """Seal a small thing of the key box under `key`: nonce, then ciphertext bound to `label`."""
    return nonce + ChaCha20Poly1305(key).encrypt(nonce, plaintext, label)


def unwrap(key: bytes, sealed: bytes, label: bytes) -> bytes | None:
    """Return what `wrap` sealed, or None if the key, the label or the bytes are not the same."""
    try:
        return ChaCha20Poly1305(key).decrypt(sealed[:12], sealed[12:], label)
    except (InvalidTag, ValueError):
        return None
