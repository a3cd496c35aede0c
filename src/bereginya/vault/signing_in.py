"""Founding, enrolling, unlocking, and changing the passphrase: how a person comes to her keys.

Wrong name, wrong passphrase and wrong code give one answer after one time.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from hashlib import sha256
from hmac import compare_digest

import pyotp

from bereginya.vault.checkpoints import Checkpoint, sign_checkpoint
from bereginya.vault.errors import AlreadyFoundedError, TrustBrokenError, WrongKeyError
from bereginya.vault.holding import Secret, address_of, pair_of
from bereginya.vault.house import Vault
from bereginya.vault.ids import CompartmentId, HolderId
from bereginya.vault.keyring import Keyring, quorum_keyring
from bereginya.vault.keys import (
    SEED_SIZE,
    Passage,
    Seeds,
    Seen,
    close,
    passage,
    passage_salt,
    passphrase_bytes,
    reopen,
)
from bereginya.vault.sealing import SECRET_SIZE
from bereginya.vault.trust import FOUNDERS, BookOpened, Enrolled, Founded, Power, fingerprint, signer_name
from bereginya.vault.writing import begin, publish

DOOR_SHUT = "door-shut"
"""Name of the setting that keeps the door closed; its value is the reason's code."""


@dataclass(frozen=True, slots=True, repr=False)
class Founding:
    """What founding leaves: the first member's keys, and the committee's seed, to be split among trustees."""

    keys: Keyring
    committee_seed: bytes


@dataclass(frozen=True, slots=True, repr=False)
class Enrolment:
    """A newcomer's public keys, and the digest behind the words that are compared by voice."""

    member: HolderId
    signing: bytes
    sealing: bytes

    @property
    def digest(self) -> bytes:
        """What both sides turn into four words and say to each other."""
        return sha256(b"bereginya enrolment v1" + bytes.fromhex(self.member) + self.signing + self.sealing).digest()


def found(vault: Vault, name: str, passphrase: str) -> Founding:
    """Found a committee whose first member signs in with `name` and `passphrase`, and return her keys.

    Raises AlreadyFoundedError when the folder holds one. The committee's seed is in the result and nowhere else.
    """
    if vault.founded:
        raise AlreadyFoundedError("committee exists")
    committee, seed = vault.random(16), vault.random(SEED_SIZE)
    quorum = quorum_keyring(vault, seed)
    mark = fingerprint(committee, quorum.seeds.signing_public)
    way = _passage(vault, committee, name, passphrase)
    seeds = Seeds(HolderId(vault.random(16).hex()), vault.random(SEED_SIZE), mark)
    with vault.store.writing():
        publish(quorum, _founded(vault, committee, quorum.seeds))
        publish(quorum, _enrolled(seeds, FOUNDERS))
        vault.store.put_sealed("member", way.locator, close(seeds, way, vault.random(12)))
        keys = Keyring(vault, seeds, way)
        _open_books(quorum, keys)
    return Founding(keys, seed)


def enrol(vault: Vault, name: str, passphrase: str) -> Enrolment:
    """Make a newcomer's keys under her name and passphrase; they open nothing until a member admits them."""
    trust = vault.trust()
    seeds = Seeds(HolderId(vault.random(16).hex()), vault.random(SEED_SIZE), trust.founding)
    way = _passage(vault, vault.committee(), name, passphrase)
    with vault.store.writing():
        if vault.store.sealed("member", way.locator) is not None:
            raise WrongKeyError("taken")
        vault.store.put_sealed("member", way.locator, close(seeds, way, vault.random(12)))
    return Enrolment(seeds.holder, seeds.signing_public, seeds.sealing.public)


def admit(keys: Keyring, newcomer: Enrolment, powers: frozenset[Power]) -> None:
    """Publish a newcomer's keys and powers, after her words were compared by voice. Grants are made apart."""
    publish(keys, Enrolled(newcomer.member, newcomer.signing, newcomer.sealing, powers))


def unlock(vault: Vault, name: str, passphrase: str, code: str | None = None) -> Keyring:
    """Return the keyring that name, passphrase and (where she set one up) code open; raise WrongKeyError.

    Raises TrustBrokenError, and shuts the door, when the committee is not the one she knows, when the log is shorter
    than or different from what she saw, or when a public key of the door is not the one she holds.
    """
    committee = vault.committee()
    with ThreadPoolExecutor(1) as beside:
        beside.submit(vault.root)  # a large log's tree takes a while, and Argon2 leaves a core free
        way = _passage(vault, committee, name, passphrase)
    sealed = vault.store.sealed("member", way.locator)
    seeds = None if sealed is None else reopen(sealed, way)
    seeds = None if seeds is None else _after_code(vault, seeds, code)
    if seeds is None:
        raise WrongKeyError("no such name, passphrase and code")
    keys = Keyring(vault, seeds, way)
    try:
        _compare(keys)
    except TrustBrokenError:
        with vault.store.writing():
            vault.store.set_setting(DOOR_SHUT, TrustBrokenError.code.encode())
        raise
    _remember_log(keys)
    return keys


def change_passphrase(keys: Keyring, name: str, passphrase: str) -> None:
    """Put the member's keys under another name or passphrase; the old row is deleted."""
    vault, old = keys.vault, keys.way
    way = _passage(vault, vault.committee(), name, passphrase)
    with vault.store.writing():
        if old is None or (way.locator != old.locator and vault.store.sealed("member", way.locator) is not None):
            raise WrongKeyError("taken")
        vault.store.drop_sealed("member", old.locator)
        keys.replace(keys.seeds, way)
        _save(keys)
    vault.store.truncate()


def renew_keys(keys: Keyring, name: str, passphrase: str) -> None:
    """Give a member whose passphrase was seen a new pair under a new passphrase; her old keys say so by signature."""
    keys.refresh()  # letters that wait for the old pair
    vault, old = keys.vault, keys.seeds
    fresh = replace(old, seed=vault.random(SEED_SIZE))
    change_passphrase(keys, name, passphrase)
    with vault.store.writing():
        publish(keys, _enrolled(fresh, frozenset()))
        vault.store.drop_sealed("ring", old.ring_locator)
        keys.replace(fresh, keys.way)
        keys.save_ring()
        _save(keys)
    vault.store.truncate()


def set_code(keys: Keyring, secret: str | None, spare: Sequence[str] = ()) -> None:
    """Ask for a time-based code (RFC 6238) at her next sign-in, or no longer; `spare` codes work once each."""
    digests = frozenset(_spare(keys.vault, code) for code in spare)
    keys.replace(replace(keys.seeds, code_secret=secret, spare_codes=digests), keys.way)
    with keys.vault.store.writing():
        _save(keys)


def open_as_quorum(vault: Vault, committee_seed: bytes) -> Keyring:
    """Return the committee's own keyring from the seed that a quorum of trustees put together."""
    keys = quorum_keyring(vault, committee_seed)
    if not vault.founded or keys.member != vault.trust().committee_holder:
        raise WrongKeyError("these words belong to another committee or to keys that were renewed")
    return keys


def _founded(vault: Vault, committee: bytes, seeds: Seeds) -> Founded:
    return Founded(committee, seeds.signing_public, seeds.sealing.public, vault.clock.zone.key)


def _enrolled(seeds: Seeds, powers: frozenset[Power]) -> Enrolled:
    return Enrolled(seeds.holder, seeds.signing_public, seeds.sealing.public, powers)


def _open_books(quorum: Keyring, keys: Keyring) -> None:
    """Make the house and the reception: keys are published before the first entry, which is marked with them."""
    vault = keys.vault
    for name in ("house", "reception"):
        place = CompartmentId(vault.random(16).hex())
        secret = Secret(1, vault.random(SECRET_SIZE))
        publish(quorum, BookOpened(name, place, 1, address_of(place, secret).sealing))
        keys.keep(place, secret)
        begin(vault, holders=(keys.member, quorum.member), keys=keys, compartment=place, secret=secret)


def _passage(vault: Vault, committee: bytes, name: str, passphrase: str) -> Passage:
    return passage(vault.argon.derive(passphrase_bytes(passphrase), passage_salt(committee, name)))


def _after_code(vault: Vault, seeds: Seeds, code: str | None) -> Seeds | None:
    """Return the seeds if the code fits, without the spare code if it was one."""
    if seeds.code_secret is None:
        return seeds
    told = "".join((code or "").split())
    if pyotp.TOTP(seeds.code_secret).verify(told, for_time=vault.clock.now(), valid_window=1):
        return seeds
    spare = _spare(vault, told)
    if any(compare_digest(spare, one) for one in seeds.spare_codes):
        return replace(seeds, spare_codes=seeds.spare_codes - {spare})
    return None


def _spare(vault: Vault, code: str) -> bytes:
    return sha256(b"bereginya spare code v1" + vault.committee() + "".join(code.split()).lower().encode()).digest()


def _compare(keys: Keyring) -> None:
    """Hold what lies on the disk against what the member knows."""
    trust, seeds = keys.vault.trust(), keys.seeds
    if trust.founding != seeds.founding:
        raise TrustBrokenError("founding")
    if keys.member not in trust.members or trust.members[keys.member].shut_out:
        raise WrongKeyError("not admitted, or shut out")
    known = trust.member(keys.member)
    if (known.signing, known.sealing) != (seeds.signing_public, seeds.sealing.public):
        raise TrustBrokenError(f"holder {keys.member}")
    if keys.vault.store.size() < seeds.seen.size or keys.vault.root(seeds.seen.size)[1] != seeds.seen.root:
        raise TrustBrokenError("log")
    keys.load()
    keys.refresh()
    for book in trust.books.values():
        own = [one for one in keys.known(book.compartment) if one.generation == book.generation]
        if own and pair_of(book.compartment, own[0]).public != book.sealing:
            raise TrustBrokenError(f"book {book.compartment}")


def _remember_log(keys: Keyring) -> None:
    """Note the log's size and root in her own row, and sign them as a checkpoint for others to check."""
    vault = keys.vault
    size, root = vault.root()
    keys.replace(replace(keys.seeds, seen=Seen(size, root)), keys.way)
    origin = f"bereginya/{vault.committee().hex()}"
    text = sign_checkpoint(
        Checkpoint(origin, size, root), signer_name(keys.member, keys.seeds.signing_public), keys.seeds.signing
    )
    with vault.store.writing():
        vault.store.add_checkpoint(size, text)
        _save(keys)


def _save(keys: Keyring) -> None:
    if keys.way is not None:
        row = close(keys.seeds, keys.way, keys.vault.random(12))
        keys.vault.store.put_sealed("member", keys.way.locator, row)
