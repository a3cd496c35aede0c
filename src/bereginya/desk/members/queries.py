"""What the pages of this room, and the rooms after it, may know about members and the house."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from hmac import compare_digest

from bereginya import vault as vaults
from bereginya.desk.members import folds
from bereginya.desk.members.records import DoorText, DoorWords, Draft, Read
from bereginya.vault import CompartmentId, EntryId, HolderId, Keyring, Power, Vault
from bereginya.vault.errors import NoSuchCompartmentError, NoSuchEntryError
from bereginya.vault.keys import passage, passage_salt, passphrase_bytes
from bereginya.vault.sealing import derive
from bereginya.vault.signing_in import DOOR_SHUT
from bereginya.vault.trust import PublicKeys

LOCK_ADDRESS = "lock-address"
"""Name of the setting with the hash of the address that locks everything."""
WE_CANNOT_READ = "members.search"
"""Reason of a door that was shut during a search."""


@dataclass(frozen=True, slots=True, repr=False)
class Colleague:
    """A member as her colleagues see her. Without a name she was admitted and not yet named."""

    holder: HolderId
    name: str | None
    powers: frozenset[Power]
    active: bool
    shut_out_by: frozenset[HolderId]
    deputies: tuple[HolderId, ...] = ()

    @property
    def may_invite(self) -> bool:
        """Whether she may invite, grant and say what the door shows."""
        return Power.INVITE in self.powers

    @property
    def may_work(self) -> bool:
        """Whether she may read new requests and work on cases."""
        return Power.WORK in self.powers

    @property
    def may_sign(self) -> bool:
        """Whether she signs as the committee's advocate."""
        return Power.LAW in self.powers


# ---- for every room ----


def house(keys: Keyring) -> folds.House:
    """Return what the members know of their committee."""
    return vaults.fold(keys, keys.house, folds.HOUSE)


def names(keys: Keyring) -> Mapping[HolderId, str]:
    """Return what every member is called, those who left included."""
    return house(keys).names


def may(keys: Keyring, power: Power) -> bool:
    """Tell whether she has a power now."""
    return keys.vault.trust().may(keys.member, power)


def colleagues(keys: Keyring) -> tuple[Colleague, ...]:
    """Return all members, by name, those who were shut out last."""
    known = house(keys)
    found = [_colleague(known, one) for one in keys.vault.trust().members.values()]
    return tuple(sorted(found, key=lambda one: (not one.active, one.name is None, (one.name or "").casefold())))


def advocates(keys: Keyring) -> tuple[str, ...]:
    """Return what those are called who sign as the committee's advocates now."""
    return tuple(one.name or "—" for one in colleagues(keys) if one.active and one.may_sign)


def signing(keys: Keyring) -> dict[str, object]:
    """Return what a page needs where only an advocate of the committee signs: whether she is one, and who is."""
    return {"may_sign": may(keys, Power.LAW), "advocates": advocates(keys)}


def note_reading(keys: Keyring, compartment: CompartmentId) -> None:
    """Note for the quorum that she opened a compartment today: one line per member, compartment and day."""
    vault = keys.vault
    day = vault.day()
    once = reading_token(keys, compartment, day)
    vaults.drop(vault, vaults.quorum_address(vault), Read(keys.member, compartment, day), keys=keys, once=once)


def reading_token(keys: Keyring, compartment: CompartmentId, day: date) -> str:
    """Return what names a line of her reading log: keyed, so that the disk cannot be asked whether she read it."""
    label = b"bereginya reading v1" + bytes.fromhex(compartment) + day.isoformat().encode()
    return derive(keys.seeds.seed, label).hex()


# ---- the door, without any key ----


def door_words(vault: Vault, language: str) -> DoorText | None:
    """Return what the door says in a language; in another, Russian first, where nothing was written in it."""
    texts = door_texts(vault)
    for code in (language, "ru", "uk", "en"):
        if code in texts:
            return texts[code]
    return None


def door_shut(vault: Vault) -> str | None:
    """Return why the door is shut, as a code, or None when it is open."""
    reason = (vault.store.setting(DOOR_SHUT) or b"").decode()
    return reason or None


# ---- this room ----


def may_see(keys: Keyring, power: Power) -> None:
    """Raise NoSuchCompartmentError, which looks like a page that does not exist, for whoever lacks the power."""
    if not may(keys, power):
        raise NoSuchCompartmentError(keys.house)


def colleague(keys: Keyring, holder: str) -> Colleague:
    """Return one member; raise NoSuchCompartmentError."""
    for one in colleagues(keys):
        if one.holder == holder:
            return one
    raise NoSuchCompartmentError(keys.house)


def newcomers(keys: Keyring) -> tuple[folds.Newcomer, ...]:
    """Return who waits to be admitted, or was admitted but not yet named because something broke in between."""
    known = house(keys)
    return tuple(one for who, one in known.asked.items() if who not in known.names)


def newcomer(keys: Keyring, holder: str) -> folds.Newcomer:
    """Return one of them; raise NoSuchCompartmentError."""
    for one in newcomers(keys):
        if one.asked.member == holder:
            return one
    raise NoSuchCompartmentError(keys.house)


def own_place(keys: Keyring) -> CompartmentId | None:
    """Return the member's own compartment, or None before there is one."""
    place = house(keys).places.get(keys.member)
    return place.compartment if place is not None and keys.holds(place.compartment) else None


def own(keys: Keyring) -> folds.Own:
    """Return what lies in the member's own compartment."""
    place = own_place(keys)
    return folds.Own() if place is None else vaults.fold(keys, place, folds.OWN)


def draft(keys: Keyring, entry: str) -> Draft:
    """Return a form that came too late; raise NoSuchEntryError."""
    for name, one in own(keys).drafts:
        if name == entry:
            return one
    raise NoSuchEntryError(EntryId(entry))


def seed_box(keys: Keyring) -> folds.SeedBox | None:
    """Return the committee's seed and the words for the sheets, or None when it is not here or not hers to open."""
    seed = house(keys).seed
    if seed is None or not keys.holds(seed.compartment):
        return None
    return vaults.fold(keys, seed.compartment, folds.SEED_BOX)


def code_is_set(keys: Keyring) -> bool:
    """Tell whether she signs in with a code besides."""
    return keys.seeds.code_secret is not None


def knows(keys: Keyring, name: str, passphrase: str) -> bool:
    """Tell whether these are the name and passphrase she signed in with. As slow as signing in."""
    vault = keys.vault
    stretched = vault.argon.derive(passphrase_bytes(passphrase), passage_salt(vault.committee(), name))
    return keys.way is not None and compare_digest(passage(stretched).locator, keys.way.locator)


def fingerprint(vault: Vault) -> str:
    """Return the mark by which the committee is recognised, in groups of four."""
    text = vault.trust().founding.hex()[:32]
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


def is_lock_address(vault: Vault, token: str) -> bool:
    """Tell whether this is the address that locks everything."""
    known = vault.store.setting(LOCK_ADDRESS)
    return bool(known) and compare_digest(known or b"", sha256(token.encode()).digest())


def has_lock_address(vault: Vault) -> bool:
    """Tell whether there is such an address."""
    return bool(vault.store.setting(LOCK_ADDRESS))


def others_who_invite(keys: Keyring, holder: HolderId) -> bool:
    """Tell whether somebody besides this member may invite."""
    return any(one.may_invite and one.active and one.holder != holder for one in colleagues(keys))


def reading_log(keys: Keyring) -> tuple[Read, ...]:
    """Return who opened which compartment on which day, oldest first. Needs the quorum's keyring."""
    said = (one.record for one in vaults.quorum_entries(keys))
    return tuple(one for one in said if isinstance(one, Read))


def invitations(keys: Keyring) -> Mapping[str, date]:
    """Return the numbers of the invitations that are still good, and the last day of each."""
    today = keys.vault.day()
    return {number: one.until for number, one in house(keys).invited.items() if one.until >= today}


def door_texts(vault: Vault) -> dict[str, DoorText]:
    """Return what the door says, by language."""
    for entry in reversed(vault.published()):
        if isinstance(entry.record, DoorWords):
            return {text.language: text for text in entry.record.texts}
    return {}


def _colleague(known: folds.House, one: PublicKeys) -> Colleague:
    deputies = known.deputies.get(one.holder, ())
    return Colleague(one.holder, known.names.get(one.holder), one.powers, one.active, one.shut_out_by, deputies)
