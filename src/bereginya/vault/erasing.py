"""Erasing, so that it lasts: the log names what is gone, and neither this disk nor a later restore brings it back.

An erasure is *begun* at once and *final* on the day when the last older copy of the key box is due to be gone.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bereginya.vault.clock import day_number
from bereginya.vault.envelope import Envelope, sign
from bereginya.vault.errors import NoSuchEntryError
from bereginya.vault.headers import Form, Header, digest
from bereginya.vault.house import Vault, drop_contents
from bereginya.vault.ids import OPEN, CompartmentId, EntryId
from bereginya.vault.keyring import Keyring
from bereginya.vault.reading import entries
from bereginya.vault.records import Erasure
from bereginya.vault.trust import Erased, ErasedByReceipt, thread_of
from bereginya.vault.writing import drop, name_under, publish, quorum_address

KEY_BOX_DAYS = 7
"""Days that a copy of the key box is kept. Backup enforces it; docs/formats/keybox.md."""


def erase(keys: Keyring, what: Sequence[EntryId], why: str) -> date:
    """Erase entries she can open, with their corrections and files, and return the day on which it is final.

    `why` is sealed to the quorum. Raises NoSuchEntryError when she cannot open one of them.
    """
    vault = keys.vault
    gone = _with_corrections(keys, what)
    final = vault.day() + timedelta(days=KEY_BOX_DAYS)
    with vault.store.writing():
        drop(vault, quorum_address(vault), Erasure(gone, why), keys=keys)
        publish(keys, Erased(gone, final))
    drop_contents(vault, gone)
    return final


def erase_compartment(keys: Keyring, compartment: CompartmentId, why: str) -> date:
    """Erase everything ever said in a compartment, and take it out of her ring."""
    keys.secrets(compartment)
    vault = keys.vault
    everything = [Header.unpack(row.header).entry for row in vault.store.rows(compartment) if row.body is not None]
    final = vault.day() + timedelta(days=KEY_BOX_DAYS)
    with vault.store.writing():
        drop(vault, quorum_address(vault), Erasure(tuple(everything), why), keys=keys)
        publish(keys, Erased(tuple(everything), final))
        keys.forget(frozenset({compartment}))
    drop_contents(vault, everything)
    return final


def erase_dropped(keys: Keyring, tokens: Iterable[str]) -> None:
    """Erase what was dropped under these `once` tokens, as far as it is still there, although she may not read it.

    For what nobody needs after some time; so no reason is kept.
    """
    vault = keys.vault
    rows = ((name, vault.store.row(name)) for name in map(name_under, tokens))
    gone = tuple(name for name, row in rows if row is not None and row.body is not None)
    if gone:
        publish(keys, Erased(gone, vault.day() + timedelta(days=KEY_BOX_DAYS)))
        drop_contents(vault, gone)


def erase_as_visitor(vault: Vault, receipt: Ed25519PrivateKey, what: Sequence[EntryId]) -> date:
    """Erase what was written to a visitor, with her receipt's key; only entries of her own thread are accepted."""
    thread = thread_of(receipt.public_key().public_bytes_raw())
    for entry in what:
        row = vault.store.row(entry)
        if row is None or Header.unpack(row.header).compartment != thread:
            raise NoSuchEntryError(entry)
    final = vault.day() + timedelta(days=KEY_BOX_DAYS)
    _publish_as_visitor(vault, ErasedByReceipt(thread, tuple(what), final), receipt)
    drop_contents(vault, what)
    return final


def _publish_as_visitor(vault: Vault, record: ErasedByReceipt, receipt: Ed25519PrivateKey) -> None:
    envelope = Envelope(record.kind.tag, vault.codec.encode(record))
    name = EntryId(vault.random(16).hex())
    with vault.store.writing():
        header = Header(Form.OPEN, vault.committee(), OPEN, name, day_number(vault.day()), 0)
        signature = sign(envelope, header.signed_part(), receipt)
        body = Envelope(envelope.tag, envelope.body, signature=signature).pack()
        whole = Header(Form.OPEN, header.committee, OPEN, name, header.day, len(body)).pack()
        vault.store.add_entry(name, OPEN, whole, digest(body), body)


def _with_corrections(keys: Keyring, what: Sequence[EntryId]) -> tuple[EntryId, ...]:
    """Return the entries and all that corrected them or was corrected by them, in the order of the log."""
    wanted = set(what)
    found: list[EntryId] = []
    for place in sorted({_place(keys, name) for name in wanted}):
        for one in entries(keys, place, history=True):
            statements = (*(old.id for old in one.supersedes), one.statement)
            if wanted & set(statements):
                found += statements
    if not wanted <= set(found):
        raise NoSuchEntryError(", ".join(sorted(wanted - set(found))))
    return tuple(found)


def _place(keys: Keyring, name: EntryId) -> CompartmentId:
    row = keys.vault.store.row(name)
    if row is None or row.body is None:
        raise NoSuchEntryError(name)
    place = Header.unpack(row.header).compartment
    if not keys.holds(place):
        raise NoSuchEntryError(name)
    return place
