"""What the vault itself says inside compartments: who holds them, and where outsiders may write."""

from dataclasses import dataclass
from typing import ClassVar

from bereginya.facts.records import Kind, Record
from bereginya.vault.ids import CompartmentId, EntryId, HolderId


@dataclass(frozen=True, slots=True, repr=False)
class Outsider:
    """A holder who is no member: a receipt, with the public key it is sealed to."""

    holder: HolderId
    sealing: bytes


@dataclass(frozen=True, slots=True, repr=False)
class Address:
    """Where an outsider may write into a compartment without being able to read it."""

    compartment: CompartmentId
    generation: int
    sealing: bytes


@dataclass(frozen=True, slots=True, repr=False)
class Born(Record):
    """The first entry of every compartment: who held it when it was made."""

    kind: ClassVar[Kind] = Kind("vault.born", 1, visitor=True)
    holders: tuple[HolderId, ...]
    outsiders: tuple[Outsider, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class Granted(Record):
    """A holder was given the compartment's secrets."""

    kind: ClassVar[Kind] = Kind("vault.granted", 1, signed=True)
    to: HolderId


@dataclass(frozen=True, slots=True, repr=False)
class Withdrawn(Record):
    """A holder was left out when the compartment got a new secret."""

    kind: ClassVar[Kind] = Kind("vault.withdrawn", 1, signed=True)
    holder: HolderId
    generation: int


@dataclass(frozen=True, slots=True, repr=False)
class Signer(Record):
    """Sealed to the quorum: whose the signing key of a compartment is, signed with the member's own key."""

    kind: ClassVar[Kind] = Kind("vault.signer", 1)
    compartment: CompartmentId
    key: bytes
    member: HolderId
    proof: bytes


@dataclass(frozen=True, slots=True, repr=False)
class Erasure(Record):
    """Sealed to the quorum: why entries were erased."""

    kind: ClassVar[Kind] = Kind("vault.erasure", 1)
    entries: tuple[EntryId, ...]
    why: str


@dataclass(frozen=True, slots=True, repr=False)
class FormerQuorum(Record):
    """Sealed to the quorum: the seed of its former keys, so that what was sealed to them stays readable."""

    kind: ClassVar[Kind] = Kind("vault.former-quorum", 1)
    seed: bytes


@dataclass(frozen=True, slots=True, repr=False)
class Damaged(Record):
    """Stands where stored bytes could not be read. It is never written."""

    kind: ClassVar[Kind] = Kind("vault.damaged", 1)


KINDS: tuple[type[Record], ...] = (Born, Granted, Withdrawn, Signer, Erasure, FormerQuorum)
