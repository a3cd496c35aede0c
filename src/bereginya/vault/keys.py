"""What a member holds: her seeds, and how they lie on the disk under her passphrase.

Nothing on the disk carries a name. The row with a member's seeds is found by a locator that only her sign-in name and
passphrase make; a wrong name looks like a wrong passphrase and takes the same time. Format: docs/formats/keybox.md.
"""

import json
from base64 import b64decode, b64encode
from dataclasses import dataclass
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bereginya.vault.errors import DamagedError
from bereginya.vault.hpke import KeyPair
from bereginya.vault.ids import CompartmentId, HolderId
from bereginya.vault.padding import PaddingError, pad, unpad
from bereginya.vault.passphrases import fold_name, fold_passphrase
from bereginya.vault.sealing import derive, unwrap, wrap

SEED_SIZE = 32
_MEMBER_ROOM = 4096
_MEMBER = b"bereginya member v1"


@dataclass(frozen=True, slots=True, repr=False)
class Seen:
    """The log as a member last saw it, so that a log that was cut or rewritten is noticed at her next sign-in."""

    size: int
    root: bytes


@dataclass(frozen=True, slots=True, repr=False)
class Seeds:
    """The secrets of one holder. Everything else she can do is derived from them."""

    holder: HolderId
    seed: bytes
    founding: bytes
    seen: Seen = Seen(0, sha256(b"").digest())
    code_secret: str | None = None
    spare_codes: frozenset[bytes] = frozenset()

    @property
    def signing(self) -> Ed25519PrivateKey:
        """Her signing key."""
        return Ed25519PrivateKey.from_private_bytes(derive(self.seed, b"bereginya signing v1"))

    @property
    def signing_public(self) -> bytes:
        """The public part of her signing key."""
        return self.signing.public_key().public_bytes_raw()

    @property
    def sealing(self) -> KeyPair:
        """The pair that compartments are granted to."""
        return KeyPair.from_seed(derive(self.seed, b"bereginya sealing v1", 96))

    @property
    def ring_locator(self) -> bytes:
        """Where her ring lies in the key box; nobody else can tell that it is hers."""
        return derive(self.seed, b"bereginya ring locator v1", 16)

    @property
    def ring_key(self) -> bytes:
        """What closes her ring."""
        return derive(self.seed, b"bereginya ring v1")

    def signing_in(self, compartment: CompartmentId) -> Ed25519PrivateKey:
        """Return the key she signs with in one compartment; only the quorum can tie it to her."""
        label = b"bereginya signer v1" + bytes.fromhex(compartment)
        return Ed25519PrivateKey.from_private_bytes(derive(self.seed, label))

    def pack(self) -> bytes:
        """Return the padded bytes that are wrapped under the passphrase."""
        said = {
            "holder": self.holder,
            "seed": b64encode(self.seed).decode(),
            "founding": self.founding.hex(),
            "size": self.seen.size,
            "root": self.seen.root.hex(),
            "code": self.code_secret,
            "spare": sorted(code.hex() for code in self.spare_codes),
        }
        return pad(json.dumps(said).encode().ljust(_MEMBER_ROOM - 4))

    @classmethod
    def unpack(cls, data: bytes) -> "Seeds":
        """Return the seeds that `data` holds; raise DamagedError for anything else."""
        try:
            said = json.loads(unpad(data))
            return cls(
                holder=HolderId(said["holder"]),
                seed=b64decode(said["seed"]),
                founding=bytes.fromhex(said["founding"]),
                seen=Seen(said["size"], bytes.fromhex(said["root"])),
                code_secret=said["code"],
                spare_codes=frozenset(bytes.fromhex(code) for code in said["spare"]),
            )
        except (ValueError, KeyError, TypeError, PaddingError):
            raise DamagedError("member") from None  # the cause would show what was stored


@dataclass(frozen=True, slots=True, repr=False)
class Passage:
    """What name and passphrase make together: where the row lies and what opens it."""

    locator: bytes
    key: bytes


def passage_salt(committee: bytes, name: str) -> bytes:
    """Return the Argon2 salt of a sign-in name in a committee."""
    return sha256(b"bereginya sign-in v1" + committee + fold_name(name).encode()).digest()


def passphrase_bytes(passphrase: str) -> bytes:
    """Return the bytes of a passphrase that go into Argon2, the same from any keyboard."""
    return fold_passphrase(passphrase).encode()


def passage(stretched: bytes) -> Passage:
    """Return the passage that belongs to the Argon2 output."""
    return Passage(derive(stretched, b"bereginya locator v1", 16), derive(stretched, b"bereginya member key v1"))


def close(seeds: Seeds, way: Passage, nonce: bytes) -> bytes:
    """Return the row in which the seeds lie on the disk."""
    return wrap(way.key, nonce, seeds.pack(), _MEMBER)


def reopen(sealed: bytes, way: Passage) -> Seeds | None:
    """Return the seeds, or None when the passage does not open them."""
    data = unwrap(way.key, sealed, _MEMBER)
    return None if data is None else Seeds.unpack(data)
