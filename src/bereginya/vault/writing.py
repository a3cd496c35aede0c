"""Saying something: in a compartment one holds, in a new one, from outside, or to everybody.

When a function here returns, what was said is on the disk.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import sha256

from bereginya.facts.records import Record
from bereginya.vault.clock import day_number
from bereginya.vault.envelope import Envelope, mark, sign
from bereginya.vault.errors import MovedError, NotAllowedError
from bereginya.vault.files import stored_files
from bereginya.vault.headers import Form, Header, digest
from bereginya.vault.holding import Secret, address_of, write_letter
from bereginya.vault.house import Vault
from bereginya.vault.hpke import seal_to
from bereginya.vault.ids import OPEN, CompartmentId, EntryId, HolderId
from bereginya.vault.keyring import Keyring
from bereginya.vault.reading import SEALED_TO_BOOK, drop_info
from bereginya.vault.records import Address, Born, Outsider, Signer
from bereginya.vault.sealing import SALT_SIZE, SECRET_SIZE, seal, sealed_size
from bereginya.vault.store import Salt
from bereginya.vault.trust import Trust, step
from bereginya.vault.values import Head, Said


def append(
    keys: Keyring, *said: Said, after: Head | Sequence[Head] | None = None, once: str | None = None
) -> tuple[EntryId, ...]:
    """Add what was said, all of it or nothing, and return the new entries' ids.

    With `after`, raises MovedError when one of those compartments was written since. With `once`, a second call with
    the same token adds nothing and returns the same ids. Raises NoSuchCompartmentError where she holds nothing, and
    ValueError for text that is no Unicode.
    """
    vault = keys.vault
    names = tuple(_names(vault, once, len(said)))
    with keys.turn, vault.store.writing():
        if once is not None and names and vault.store.has_entry(names[0]):
            return names
        _check_heads(vault, after)
        for name, one in zip(names, said, strict=True):
            _add_said(keys, name, one)
    return names


def begin(
    vault: Vault,
    *records: Record,
    holders: Sequence[HolderId | Outsider],
    keys: Keyring | None = None,
    once: str | None = None,
    compartment: CompartmentId | None = None,
    secret: Secret | None = None,
) -> CompartmentId:
    """Make a compartment that holds `records`, grant it to `holders`, and return its id.

    Holders are members, books (by the id of their compartment), the committee, or outsiders with their public key.
    Without `keys` only what a visitor may say is accepted. Raises TrustBrokenError for a holder whose key does not
    reach back to the founding. `compartment` and `secret` are chosen here unless something else was made from them.
    """
    names = tuple(_names(vault, once, len(records) + 1))
    place = compartment or CompartmentId(sha256(b"bereginya place v1" + bytes.fromhex(names[0])).digest()[:16].hex())
    with vault.store.writing():
        if vault.store.has_entry(names[0]):
            return place
        secret = secret or Secret(1, vault.random(SECRET_SIZE))
        _send_to_all(vault, holders, place, secret, keys)
        if keys is not None and keys.member in holders:
            keys.keep(place, secret)
        born = Born(
            tuple(one for one in holders if isinstance(one, str)),
            tuple(one for one in holders if isinstance(one, Outsider)),
        )
        for name, record in zip(names, (born, *records), strict=True):
            _add_sealed(vault, name, Said(place, record), secret.value, keys)
    return place


def drop(vault: Vault, to: Address, record: Record, *, keys: Keyring | None = None, once: str | None = None) -> EntryId:
    """Add one entry to a compartment that one may not hold, and return its id; it cannot be read back.

    With `keys` it carries a member's mark, without it must be of a visitor kind.
    """
    (name,) = _names(vault, once, 1)
    secret = vault.random(SECRET_SIZE)
    sealed = seal_to(to.sealing, secret, drop_info(vault.committee(), to.compartment, name))
    with vault.store.writing():
        if not vault.store.has_entry(name):
            _add_sealed(vault, name, Said(to.compartment, record), secret, keys, wrapped=SEALED_TO_BOOK + sealed)
    return name


def publish(keys: Keyring, record: Record) -> EntryId:
    """Add an open entry, signed by the member: everybody may read it, and it cannot be erased."""
    return publish_as(keys.vault, record, keys)


def publish_as(vault: Vault, record: Record, keys: Keyring) -> EntryId:
    """Add an open entry signed by the holder of `keys`, a member or the quorum."""
    (name,) = _names(vault, None, 1)
    envelope = Envelope(record.kind.tag, vault.codec.encode(record), by=keys.member)
    with vault.store.writing():
        header = Header(Form.OPEN, _committee(vault, record), OPEN, name, day_number(vault.day()), 0)
        place = header.signed_part()
        body = replace(envelope, signature=sign(envelope, place, keys.seeds.signing)).pack()
        whole = replace(header, length=len(body))
        step(vault.trust(), whole, Envelope.unpack(body), record)  # what nobody would believe is not written
        vault.store.add_entry(name, OPEN, whole.pack(), digest(body), body)
    vault.trust()
    return name


def address(keys: Keyring, compartment: CompartmentId) -> Address:
    """Return where outsiders may write into the compartment from now on."""
    return address_of(compartment, keys.newest(compartment))


def quorum_address(vault: Vault) -> Address:
    """Return where to write what only a quorum of trustees may read."""
    quorum = vault.trust().quorum
    if quorum is None:
        raise NotAllowedError("no committee")
    return Address(CompartmentId(quorum.holder), 1, quorum.sealing)


def book_address(vault: Vault, name: str) -> Address:
    """Return where outsiders write into the book of this name, if its key reaches back to the founding."""
    book = vault.trust().books[name]
    return Address(book.compartment, book.generation, book.sealing)


def send(vault: Vault, holder: HolderId | Outsider, compartment: CompartmentId, secret: Secret) -> None:
    """Leave a letter with the secret for a holder. Call it inside `store.writing`."""
    to, sealing = (holder.holder, holder.sealing) if isinstance(holder, Outsider) else (holder, _key(vault, holder))
    vault.store.add_letter(to, write_letter(sealing, vault.committee(), to, compartment, secret))


def _send_to_all(
    vault: Vault, holders: Sequence[HolderId | Outsider], place: CompartmentId, secret: Secret, keys: Keyring | None
) -> None:
    for holder in holders:
        if keys is None or holder != keys.member:
            send(vault, holder, place, secret)


def _key(vault: Vault, holder: HolderId) -> bytes:
    trust: Trust = vault.trust()
    if trust.quorum is not None and holder == trust.quorum.holder:
        return trust.quorum.sealing
    for book in trust.books.values():
        if HolderId(book.compartment) == holder:
            return book.sealing
    return trust.member(holder).sealing


def _committee(vault: Vault, record: Record) -> bytes:
    return vault.committee() if vault.founded else bytes(getattr(record, "committee", b""))


def name_under(once: str) -> EntryId:
    """Return the id of what `drop` wrote under a token."""
    return EntryId(sha256(b"bereginya once v1" + once.encode() + bytes(4)).digest()[:16].hex())


def _names(vault: Vault, once: str | None, count: int) -> Iterator[EntryId]:
    start = vault.random(32) if once is None else b"bereginya once v1" + once.encode()
    for number in range(count):
        yield EntryId(sha256(start + number.to_bytes(4, "big")).digest()[:16].hex())


def _check_heads(vault: Vault, after: Head | Sequence[Head] | None) -> None:
    heads = (after,) if isinstance(after, Head) else after or ()
    for one in heads:
        last = vault.store.last_position(one.compartment)
        if (-1 if last is None else last) != one.position:
            raise MovedError(one.compartment)


def _add_said(keys: Keyring, name: EntryId, said: Said) -> None:
    secret = keys.newest(said.compartment)
    if said.record.kind.signed:
        _tell_quorum(keys, said.compartment)
    _add_sealed(keys.vault, name, said, secret.value, keys)


def _add_sealed(
    vault: Vault, name: EntryId, said: Said, secret: bytes, keys: Keyring | None, *, wrapped: bytes | None = None
) -> None:
    if keys is None and not said.record.kind.visitor:
        raise NotAllowedError(said.record.kind.tag)
    body = vault.codec.encode(said.record)
    envelope = Envelope(said.record.kind.tag, body, None, vault.clock.now().replace(microsecond=0), said.corrects)
    header = Header(Form.SEALED, vault.committee(), said.compartment, name, day_number(vault.day()), 0)
    if keys is not None:
        envelope = _proven(keys, envelope, header, signed=said.record.kind.signed)
    plaintext = envelope.pack()
    whole = replace(header, length=sealed_size(len(plaintext))).pack()
    salt = vault.random(SALT_SIZE)
    sealed = seal(secret, salt, plaintext, whole)
    vault.store.add_salt(name, said.compartment, Salt(salt, wrapped))
    vault.store.add_entry(name, said.compartment, whole, digest(sealed), sealed)
    for file in stored_files(said.record):
        vault.store.add_file(file.id, name)


def _proven(keys: Keyring, envelope: Envelope, header: Header, *, signed: bool) -> Envelope:
    place = header.signed_part()
    envelope = replace(envelope, by=keys.member)
    if signed:
        envelope = replace(envelope, signature=sign(envelope, place, keys.signing_in(header.compartment)))
    return replace(envelope, mark=mark(envelope, place, keys.mark_keys()[0]))


def _tell_quorum(keys: Keyring, compartment: CompartmentId) -> None:
    """Seal to the quorum whose signing key this will be, once a member and compartment."""
    key = keys.signing_in(compartment).public_key().public_bytes_raw()
    once = f"signer {key.hex()}"
    (name,) = _names(keys.vault, once, 1)
    if keys.vault.store.has_entry(name):
        return
    proof = keys.seeds.signing.sign(b"bereginya signer v1" + bytes.fromhex(compartment) + key)
    record = Signer(compartment, key, keys.member, proof)
    drop(keys.vault, quorum_address(keys.vault), record, keys=keys, once=once)
