"""Who may be sealed to: public keys, powers and erasures, read from signed open entries back to the founding.

A row of a database is never believed. The founding entry is signed by the committee's own key, whose fingerprint
every keyring and every trustee's sheet carries; each later entry is signed by a member who had the power to say it,
or by the committee. One entry that does not fit breaks the chain, and then nothing is sealed to anybody.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum
from hashlib import sha256
from typing import ClassVar

from bereginya.facts.records import Kind, Record
from bereginya.vault.envelope import Envelope, signature_fits
from bereginya.vault.errors import TrustBrokenError
from bereginya.vault.headers import Header
from bereginya.vault.ids import CompartmentId, EntryId, HolderId


class Power(Enum):
    """What a member may do in the committee. Cases are granted one by one besides."""

    INVITE = "invite"
    """Enrol members, grant compartments of the house, and say what the public door shows."""
    LAW = "law"
    """Sign as the committee's advocate: that a text of the law is right, that transfers may be watched."""
    WORK = "work"
    """Open the reception and work on cases."""


FOUNDERS = frozenset({Power.INVITE, Power.WORK})
"""What a founder may do, and whoever comes in by the trustees' words. Being an advocate is nobody's by founding."""


@dataclass(frozen=True, slots=True, repr=False)
class Founded(Record):
    """The committee exists: its keys, the zone of its days, and the recipient of its backups."""

    kind: ClassVar[Kind] = Kind("trust.founded", 1, signed=True)
    committee: bytes
    signing: bytes
    sealing: bytes
    zone: str


@dataclass(frozen=True, slots=True, repr=False)
class Enrolled(Record):
    """A member's public keys and powers. Her name is not here."""

    kind: ClassVar[Kind] = Kind("trust.enrolled", 1, signed=True)
    member: HolderId
    signing: bytes
    sealing: bytes
    powers: frozenset[Power]


@dataclass(frozen=True, slots=True, repr=False)
class Empowered(Record):
    """A member has these powers from now on, and no others."""

    kind: ClassVar[Kind] = Kind("trust.empowered", 1, signed=True)
    member: HolderId
    powers: frozenset[Power]


@dataclass(frozen=True, slots=True, repr=False)
class ShutOut(Record):
    """A member or the quorum wants this member shut out; two different members, or the quorum, make it so."""

    kind: ClassVar[Kind] = Kind("trust.shut-out", 1, signed=True)
    member: HolderId


@dataclass(frozen=True, slots=True, repr=False)
class BookOpened(Record):
    """The public key of a compartment that outsiders may write into, by the name of its use."""

    kind: ClassVar[Kind] = Kind("trust.book", 1, signed=True)
    name: str
    compartment: CompartmentId
    generation: int
    sealing: bytes


@dataclass(frozen=True, slots=True, repr=False)
class CommitteeRenewed(Record):
    """The committee has new keys, made when the quorum was used or its trustees changed."""

    kind: ClassVar[Kind] = Kind("trust.renewed", 1, signed=True)
    signing: bytes
    sealing: bytes


@dataclass(frozen=True, slots=True, repr=False)
class Erased(Record):
    """These entries were erased on purpose. Copies of the key box older than `final` could still open them."""

    kind: ClassVar[Kind] = Kind("trust.erased", 1, signed=True)
    entries: tuple[EntryId, ...]
    final: date


@dataclass(frozen=True, slots=True, repr=False)
class ErasedByReceipt(Record):
    """A visitor erased what was written to her. Signed with the receipt's key, from which the thread's id is made."""

    kind: ClassVar[Kind] = Kind("trust.erased-by-receipt", 1, signed=True)
    thread: CompartmentId
    entries: tuple[EntryId, ...]
    final: date


KINDS: tuple[type[Record], ...] = (
    Founded,
    Enrolled,
    Empowered,
    ShutOut,
    BookOpened,
    CommitteeRenewed,
    Erased,
    ErasedByReceipt,
)


@dataclass(frozen=True, slots=True, repr=False)
class Book:
    """A compartment that outsiders write into: where they find its public key."""

    compartment: CompartmentId
    generation: int
    sealing: bytes


@dataclass(frozen=True, slots=True, repr=False)
class PublicKeys:
    """What is known of a holder without any key."""

    holder: HolderId
    signing: bytes
    sealing: bytes
    powers: frozenset[Power] = frozenset()
    shut_out_by: frozenset[HolderId] = frozenset()
    shut_out: bool = False

    @property
    def active(self) -> bool:
        """Whether grants to this holder are still made."""
        return not self.shut_out


@dataclass(frozen=True, slots=True, repr=False)
class Trust:
    """The state of trust after so many open entries. An empty one knows no committee."""

    committee: bytes = b""
    founding: bytes = b""
    zone: str = ""
    quorum: PublicKeys | None = None
    members: Mapping[HolderId, PublicKeys] = field(default_factory=dict)
    books: Mapping[str, Book] = field(default_factory=dict)
    erased: frozenset[EntryId] = frozenset()
    final_days: Mapping[EntryId, date] = field(default_factory=dict)
    former_quorums: frozenset[HolderId] = frozenset()
    signers: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def committee_holder(self) -> HolderId:
        """The holder whose key only the quorum of trustees has."""
        if self.quorum is None:
            raise TrustBrokenError("no founding")
        return self.quorum.holder

    def member(self, holder: HolderId) -> PublicKeys:
        """Return the keys of an active member; raise TrustBrokenError for anybody else."""
        known = self.members.get(holder)
        if known is None or known.shut_out:
            raise TrustBrokenError(f"holder {holder}")
        return known

    def may(self, holder: HolderId | None, power: Power) -> bool:
        """Tell whether the holder has the power now. The quorum has every power."""
        if self.quorum is not None and holder == self.quorum.holder:
            return True
        known = self.members.get(holder) if holder else None
        return known is not None and known.active and power in known.powers


def holder_of(sealing: bytes) -> HolderId:
    """Return the id under which the owner of a public sealing key holds compartments, where no other was chosen."""
    return HolderId(sha256(b"bereginya holder v1" + sealing).digest()[:16].hex())


def signer_name(member: HolderId, signing: bytes) -> str:
    """Return the name under which a member signs checkpoints with one of her keys; it changes with the key."""
    return f"{member}-{sha256(signing).digest()[:4].hex()}"


def thread_of(receipt_key: bytes) -> CompartmentId:
    """Return the id of the thread that belongs to a receipt, made from the receipt's public signing key."""
    return CompartmentId(sha256(b"bereginya thread v1" + receipt_key).digest()[:16].hex())


def fingerprint(committee: bytes, signing: bytes) -> bytes:
    """Return the 32 bytes by which a committee is recognised for as long as it exists."""
    return sha256(b"bereginya committee v1" + committee + signing).digest()


def step(trust: Trust, header: Header, envelope: Envelope, record: Record) -> Trust:
    """Return the trust after one more open entry; raise TrustBrokenError if it was not said by whom it claims."""
    if isinstance(record, Founded):
        return _found(trust, header, envelope, record)
    if isinstance(record, ErasedByReceipt):
        _check_receipt(trust, header, envelope, record)
    else:
        _check_author(trust, header, envelope, record)
    act = _ACTS.get(type(record))
    return trust if act is None else act(trust, envelope, record)


def _found(trust: Trust, header: Header, envelope: Envelope, record: Founded) -> Trust:
    first = not trust.committee and header.committee == record.committee
    own = envelope.signature is not None and envelope.signature.key == record.signing
    if not (first and own and signature_fits(envelope, header.signed_part())):
        raise TrustBrokenError(f"founding {header.entry}")
    quorum = PublicKeys(holder_of(record.sealing), record.signing, record.sealing)
    mark = fingerprint(record.committee, record.signing)
    return Trust(record.committee, mark, record.zone, quorum)


def _check_author(trust: Trust, header: Header, envelope: Envelope, record: Record) -> None:
    author = _author(trust, envelope)
    said = author is not None and envelope.signature is not None and envelope.signature.key == author.signing
    in_place = header.committee == trust.committee and signature_fits(envelope, header.signed_part())
    if not (said and in_place and _has_power(trust, envelope.by, record)):
        raise TrustBrokenError(f"entry {header.entry}")


def _check_receipt(trust: Trust, header: Header, envelope: Envelope, record: ErasedByReceipt) -> None:
    own = envelope.signature is not None and thread_of(envelope.signature.key) == record.thread
    if not (own and header.committee == trust.committee and signature_fits(envelope, header.signed_part())):
        raise TrustBrokenError(f"erasure {header.entry}")


def _author(trust: Trust, envelope: Envelope) -> PublicKeys | None:
    if trust.quorum is not None and envelope.by == trust.quorum.holder:
        return trust.quorum
    known = trust.members.get(envelope.by) if envelope.by else None
    return known if known is not None and known.active else None


def _has_power(trust: Trust, author: HolderId | None, record: Record) -> bool:
    if isinstance(record, CommitteeRenewed):
        return author == trust.committee_holder
    if isinstance(record, ShutOut | Erased):
        return True
    if isinstance(record, Enrolled) and record.member == author:
        return True  # her own new keys, signed with the old
    return trust.may(author, Power.INVITE)


def _enrolled(trust: Trust, envelope: Envelope, record: Record) -> Trust:
    assert isinstance(record, Enrolled)  # noqa: S101 - the table below says so
    old = trust.members.get(record.member)
    own = envelope.by == record.member
    powers = old.powers if old is not None and own else record.powers
    keys = PublicKeys(record.member, record.signing, record.sealing, powers)
    signers = {**trust.signers, signer_name(record.member, record.signing): record.signing}
    return replace(trust, members={**trust.members, record.member: keys}, signers=signers)


def _empowered(trust: Trust, _: Envelope, record: Record) -> Trust:
    assert isinstance(record, Empowered)  # noqa: S101
    known = trust.members.get(record.member)
    if known is None:
        raise TrustBrokenError(f"holder {record.member}")
    return replace(trust, members={**trust.members, record.member: replace(known, powers=record.powers)})


def _shut_out(trust: Trust, envelope: Envelope, record: Record) -> Trust:
    assert isinstance(record, ShutOut)  # noqa: S101
    known = trust.members.get(record.member)
    if known is None or envelope.by is None:
        raise TrustBrokenError(f"holder {record.member}")
    voices = known.shut_out_by | ({envelope.by} - {record.member})
    decided = len(voices) >= 2 or envelope.by == trust.committee_holder
    after = replace(known, shut_out_by=voices, shut_out=known.shut_out or decided)
    return replace(trust, members={**trust.members, record.member: after})


def _book(trust: Trust, _: Envelope, record: Record) -> Trust:
    assert isinstance(record, BookOpened)  # noqa: S101
    book = Book(record.compartment, record.generation, record.sealing)
    return replace(trust, books={**trust.books, record.name: book})


def _renewed(trust: Trust, _: Envelope, record: Record) -> Trust:
    assert isinstance(record, CommitteeRenewed)  # noqa: S101
    keys = PublicKeys(holder_of(record.sealing), record.signing, record.sealing)
    return replace(trust, quorum=keys, former_quorums=trust.former_quorums | {trust.committee_holder})


def _erased(trust: Trust, _: Envelope, record: Record) -> Trust:
    assert isinstance(record, Erased | ErasedByReceipt)  # noqa: S101
    days = {**trust.final_days, **dict.fromkeys(record.entries, record.final)}
    return replace(trust, erased=trust.erased | set(record.entries), final_days=days)


_ACTS = {
    Enrolled: _enrolled,
    Empowered: _empowered,
    ShutOut: _shut_out,
    BookOpened: _book,
    CommitteeRenewed: _renewed,
    Erased: _erased,
    ErasedByReceipt: _erased,
}
