"""Sealing to a public key: HPKE (RFC 9180), base mode, with the hybrid post-quantum KEM MLKEM768-X25519 (0x647A).

What is copied today has to stay closed when quantum computers come; what is sealed opens only if both halves are
broken. `cryptography` does the work; here are our encodings. Format: docs/formats/keybox.md.
"""

from typing import Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from bereginya.vault.errors import DamagedError

SEED_SIZE = 64 + 32
"""Bytes of a pair's seed: ML-KEM-768 seed, then X25519 private key."""
PUBLIC_SIZE = 1184 + 32
"""Bytes of a public key: ML-KEM-768 encapsulation key, then X25519 public key."""

_SUITE = hpke.Suite(hpke.KEM.MLKEM768_X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.CHACHA20_POLY1305)


class KeyPair:
    """A pair that things are sealed to; made from a seed, so that only the seed has to be kept."""

    __slots__ = ("_private", "public")

    def __init__(self, kem: MLKEM768PrivateKey, dh: X25519PrivateKey) -> None:
        self._private = hpke.MLKEM768X25519PrivateKey(kem, dh)
        self.public = kem.public_key().public_bytes_raw() + dh.public_key().public_bytes_raw()

    @classmethod
    def from_seed(cls, seed: bytes) -> Self:
        """Return the pair that 96 seed bytes make; raise ValueError for another length."""
        if len(seed) != SEED_SIZE:
            raise ValueError(len(seed))
        return cls(MLKEM768PrivateKey.from_seed_bytes(seed[:64]), X25519PrivateKey.from_private_bytes(seed[64:]))

    def open(self, sealed: bytes, info: bytes) -> bytes:
        """Return what was sealed to this pair under the same `info`; raise DamagedError for anything else."""
        try:
            return _SUITE.decrypt(sealed, self._private, info)
        except (InvalidTag, ValueError) as error:
            raise DamagedError("sealed to a key") from error


def seal_to(public: bytes, plaintext: bytes, info: bytes) -> bytes:
    """Return `plaintext` sealed to a public key, bound to `info`; raise ValueError for bytes that are no key."""
    if len(public) != PUBLIC_SIZE:
        raise ValueError(len(public))
    kem, dh = MLKEM768PublicKey.from_public_bytes(public[:1184]), X25519PublicKey.from_public_bytes(public[1184:])
    return _SUITE.encrypt(plaintext, hpke.MLKEM768X25519PublicKey(kem, dh), info)
