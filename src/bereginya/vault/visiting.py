"""What a visitor can do with her receipt: read what was written to her, and nothing else.

Her own words and the folder the committee keeps are not hers to open here: words found in a search of her home must
not confess for her.
"""

from collections.abc import Sequence

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bereginya.facts.errors import BereginyaError
from bereginya.vault.clock import day_of
from bereginya.vault.envelope import Envelope
from bereginya.vault.errors import DamagedError, NoSuchCompartmentError
from bereginya.vault.headers import Header
from bereginya.vault.holding import open_letter
from bereginya.vault.house import Vault
from bereginya.vault.hpke import KeyPair
from bereginya.vault.ids import CompartmentId, HolderId
from bereginya.vault.records import Damaged
from bereginya.vault.sealing import unseal
from bereginya.vault.store import Row, Salt
from bereginya.vault.trust import thread_of
from bereginya.vault.values import Entry


def open_thread(vault: Vault, signing: Ed25519PrivateKey, sealing: KeyPair) -> list[Entry]:
    """Return what the thread of a receipt holds; raise NoSuchCompartmentError when there is none.

    Who wrote is not proven to the visitor: the mark that members check is not hers to check.
    """
    thread = thread_of(signing.public_key().public_bytes_raw())
    secrets = _secrets(vault, thread, sealing)
    erased = vault.trust().erased
    salts = vault.store.salts(thread)
    found = []
    for row in vault.store.rows(thread):
        header = Header.unpack(row.header)
        if header.entry not in erased:
            found.append(_open(vault, row, header, salts.get(header.entry), secrets))
    return _newest_versions(found)


def _secrets(vault: Vault, thread: CompartmentId, sealing: KeyPair) -> tuple[bytes, ...]:
    secrets = []
    for letter in vault.store.letters(thread):
        try:
            place, secret = open_letter(sealing, vault.committee(), HolderId(thread), letter.sealed)
        except DamagedError:
            continue
        if place == thread:
            secrets.append(secret.value)
    if not secrets:
        raise NoSuchCompartmentError(thread)
    return tuple(reversed(secrets))


def _open(
    vault: Vault, row: Row, header: Header, salt: Salt | None, secrets: Sequence[bytes]
) -> tuple[Entry, Envelope]:
    try:
        envelope = Envelope.unpack(_plaintext(row, header, salt, secrets))
        record = vault.codec.decode(envelope.tag, envelope.body)
    except BereginyaError:
        envelope, record = Envelope(Damaged.kind.tag, b""), Damaged()
    place = (header.entry, header.compartment, row.position, day_of(header.day))
    return Entry(*place, envelope.at, envelope.by, record, header.entry), envelope


def _plaintext(row: Row, header: Header, salt: Salt | None, secrets: Sequence[bytes]) -> bytes:
    if row.body is not None and salt is not None:
        for secret in secrets:
            found = unseal(secret, salt.salt, row.body, row.header)
            if found is not None:
                return found
    raise DamagedError(f"entry {header.entry}")


def _newest_versions(found: Sequence[tuple[Entry, Envelope]]) -> list[Entry]:
    """Leave out what was corrected; the correction stands where it was written, which is what she has not read yet."""
    corrected = {envelope.corrects for _, envelope in found if envelope.corrects}
    return [entry for entry, _ in found if entry.id not in corrected]
