"""How a compartment's secret travels and is kept: letters, rings, and the pair outsiders write under.

Formats: docs/formats/keybox.md. A letter is sealed to a holder's public key and waits in the key box; a ring is one
padded blob with everything a member holds, so that rows do not tell who works on what.
"""

import struct
from collections.abc import Mapping
from dataclasses import dataclass

from bereginya.vault.errors import DamagedError
from bereginya.vault.hpke import KeyPair, seal_to
from bereginya.vault.ids import CompartmentId, HolderId
from bereginya.vault.padding import PaddingError, pad, unpad
from bereginya.vault.records import Address
from bereginya.vault.sealing import SECRET_SIZE, derive, unwrap, wrap

_ITEM = struct.Struct(f">16sI{SECRET_SIZE}s")
_LETTER = b"bereginya letter v1"
_RING = b"bereginya ring v1"
_BOOK = b"bereginya book v1"


@dataclass(frozen=True, slots=True, repr=False)
class Secret:
    """One generation of a compartment's secret; the first is 1."""

    generation: int
    value: bytes


def pair_of(compartment: CompartmentId, secret: Secret) -> KeyPair:
    """Return the pair under which outsiders write into the compartment; whoever holds the secret can read."""
    return KeyPair.from_seed(derive(secret.value, _BOOK + bytes.fromhex(compartment), 96))


def address_of(compartment: CompartmentId, secret: Secret) -> Address:
    """Return the public part of that pair, as it is handed to outsiders."""
    return Address(compartment, secret.generation, pair_of(compartment, secret).public)


def write_letter(
    sealing: bytes, committee: bytes, holder: HolderId, compartment: CompartmentId, secret: Secret
) -> bytes:
    """Seal a compartment's secret to a holder's public key."""
    item = _ITEM.pack(bytes.fromhex(compartment), secret.generation, secret.value)
    return seal_to(sealing, item, _letter_info(committee, holder))


def open_letter(pair: KeyPair, committee: bytes, holder: HolderId, sealed: bytes) -> tuple[CompartmentId, Secret]:
    """Return what a letter holds; raise DamagedError when it is not for this pair or was changed."""
    return _item(pair.open(sealed, _letter_info(committee, holder)))


def write_ring(key: bytes, secrets: Mapping[CompartmentId, tuple[Secret, ...]], nonce: bytes) -> bytes:
    """Seal everything a member holds."""
    items = [
        _ITEM.pack(bytes.fromhex(compartment), secret.generation, secret.value)
        for compartment, generations in secrets.items()
        for secret in generations
    ]
    return wrap(key, nonce, pad(b"".join(items)), _RING)


def read_ring(key: bytes, sealed: bytes) -> dict[CompartmentId, tuple[Secret, ...]]:
    """Return what `write_ring` sealed, each compartment's newest secret first."""
    data = unwrap(key, sealed, _RING)
    if data is None:
        raise DamagedError("ring")
    try:
        items = [_item(raw) for raw in _split(unpad(data))]
    except PaddingError as error:
        raise DamagedError("ring") from error
    ring: dict[CompartmentId, tuple[Secret, ...]] = {}
    for compartment, secret in items:
        ring[compartment] = (*ring.get(compartment, ()), secret)
    return ring


def _split(data: bytes) -> list[bytes]:
    return [data[start : start + _ITEM.size] for start in range(0, len(data), _ITEM.size)]


def _item(data: bytes) -> tuple[CompartmentId, Secret]:
    try:
        compartment, generation, value = _ITEM.unpack(data)
    except struct.error as error:
        raise DamagedError("secret") from error
    return CompartmentId(compartment.hex()), Secret(generation, value)


def _letter_info(committee: bytes, holder: HolderId) -> bytes:
    return _LETTER + committee + bytes.fromhex(holder)
