"""Granting and withdrawing compartments, shutting members out, renewing the committee's keys."""

from bereginya.vault.errors import NotAllowedError
from bereginya.vault.holding import Secret, address_of
from bereginya.vault.ids import CompartmentId, HolderId
from bereginya.vault.keyring import Keyring, quorum_keyring
from bereginya.vault.keys import SEED_SIZE
from bereginya.vault.reading import entries, fold
from bereginya.vault.records import Born, FormerQuorum, Granted, Outsider, Withdrawn
from bereginya.vault.sealing import SECRET_SIZE
from bereginya.vault.trust import BookOpened, CommitteeRenewed, Power, ShutOut
from bereginya.vault.values import Entry, Fold, Said
from bereginya.vault.writing import append, drop, publish, quorum_address, send

Holders = tuple[HolderId | Outsider, ...]


def holders(keys: Keyring, compartment: CompartmentId) -> frozenset[HolderId]:
    """Return who holds the compartment now: members, books, the committee, receipts."""
    return frozenset(_name(one) for one in fold(keys, compartment, _HOLDERS))


def grant(keys: Keyring, compartment: CompartmentId, to: HolderId) -> None:
    """Give a holder the compartment's secrets, so that she can read all of it and write.

    Raises TrustBrokenError when her public key does not reach back to the founding, or she was shut out.
    """
    if to in holders(keys, compartment):
        return
    with keys.turn, keys.vault.store.writing():
        append(keys, Said(compartment, Granted(to)))
        for secret in reversed(keys.secrets(compartment)):
            send(keys.vault, to, compartment, secret)


def withdraw(keys: Keyring, compartment: CompartmentId, holder: HolderId) -> None:
    """Leave a holder out of what is said from now on: the others get a new secret, the old stays readable to her.

    A book loses the old secrets too, since its letters are deleted. Whoever prints the compartment's address has to
    announce the new one. Withdrawing who does not hold it changes nothing.
    """
    if holder not in holders(keys, compartment):
        return
    vault = keys.vault
    with keys.turn, vault.store.writing():
        left = tuple(one for one in fold(keys, compartment, _HOLDERS) if _name(one) != holder)
        secret = Secret(keys.newest(compartment).generation + 1, vault.random(SECRET_SIZE))
        _keep_all(keys, compartment)
        keys.drop_book_letters(CompartmentId(holder), compartment)
        if holder != keys.member:
            keys.keep(compartment, secret)
        for one in left:
            if _name(one) != keys.member and _still_trusted(keys, one):
                send(vault, one, compartment, secret)
        append(keys, Said(compartment, Withdrawn(holder, secret.generation)))
        vault.store.set_generation(compartment, secret.generation)
        _republish(keys, compartment, secret)


def shut_out(keys: Keyring, member: HolderId) -> bool:
    """Say that a member should be shut out; return whether that decided it. Two members, or the quorum, decide."""
    publish(keys, ShutOut(member))
    return keys.vault.trust().members[member].shut_out


def leave_out(keys: Keyring, member: HolderId) -> int:
    """Withdraw from a shut-out member everything that this keyring can open; return how many compartments it was."""
    places = [place for place in keys.compartments() if member in holders(keys, place)]
    for place in places:
        withdraw(keys, place, member)
    return len(places)


def renew_committee(keys: Keyring) -> bytes:
    """Give the committee new keys, hand it everything it held, and return the new seed, to be split anew.

    Needs the quorum's keyring, since the old key signs the new. Afterwards that keyring opens nothing new.
    """
    if not keys.is_quorum:
        raise NotAllowedError("quorum")
    vault = keys.vault
    seed = vault.random(SEED_SIZE)
    fresh = quorum_keyring(vault, seed)
    with vault.store.writing():
        places = {place: keys.secrets(place) for place in keys.compartments()}
        old = [letter.number for letter in vault.store.letters(keys.member)]
        publish(keys, CommitteeRenewed(fresh.seeds.signing_public, fresh.seeds.sealing.public))
        for place, secrets in places.items():
            for secret in reversed(secrets):
                send(vault, fresh.member, place, secret)
        vault.store.drop_letters(old)
        drop(vault, quorum_address(vault), FormerQuorum(keys.seeds.seed), keys=keys)
    return seed


def quorum_entries(keys: Keyring) -> list[Entry]:
    """Return what was sealed to the quorum, now and under its former keys, oldest first. Needs the quorum's keyring."""
    said = entries(keys, CompartmentId(keys.member))
    seeds = [one.record.seed for one in said if isinstance(one.record, FormerQuorum)]
    return [one for seed in seeds for one in quorum_entries(keys.former(seed))] + said


def _step(state: Holders, entry: Entry) -> Holders:
    record = entry.record
    if isinstance(record, Born) and not state:
        return (*record.holders, *record.outsiders)
    if isinstance(record, Granted):
        return (*state, record.to)
    if isinstance(record, Withdrawn):
        return tuple(one for one in state if _name(one) != record.holder)
    return state


_HOLDERS: Fold[Holders] = Fold("vault.holders", (), _step)


def _name(holder: HolderId | Outsider) -> HolderId:
    return holder.holder if isinstance(holder, Outsider) else holder


def _still_trusted(keys: Keyring, holder: HolderId | Outsider) -> bool:
    known = keys.vault.trust().members.get(_name(holder))
    return known is None or known.active


def _keep_all(keys: Keyring, compartment: CompartmentId) -> None:
    """Put what she holds only through a book into her own ring, before the book loses it."""
    for secret in keys.secrets(compartment):
        keys.keep(compartment, secret)


def _republish(keys: Keyring, compartment: CompartmentId, secret: Secret) -> None:
    trust = keys.vault.trust()
    for name, book in trust.books.items():
        if book.compartment == compartment:
            if not trust.may(keys.member, Power.INVITE):
                raise NotAllowedError(name)
            publish(keys, BookOpened(name, compartment, secret.generation, address_of(compartment, secret).sealing))
