"""The plaintext of an entry comes back as it was packed, and its proofs cover all of it."""

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from bereginya import vault
from bereginya.vault import CompartmentId, EntryId, HolderId
from bereginya.vault.envelope import Envelope, Signature, mark, mark_fits, sign, unpack
from bereginya.vault.errors import DamagedError
from bereginya.vault.headers import Form, Header, digest
from bereginya.vault.sealing import seal, sealed_size
from bereginya.vault.store import Salt
from tests.vault.world import Decision, World

_PLACE = bytes(54)
_HOUSE = bytes(range(32))
_KEY = Ed25519PrivateKey.from_private_bytes(bytes(32))
_IDS = st.binary(min_size=16, max_size=16).map(bytes.hex)
_TIMES = st.datetimes(timezones=st.just(UTC)).map(lambda at: at.replace(microsecond=0))
_SAID = st.builds(
    Envelope,
    tag=st.text(max_size=20),
    body=st.binary(max_size=300),
    by=st.none() | _IDS.map(HolderId),
    at=st.none() | _TIMES.filter(lambda at: at >= datetime(1970, 1, 1, tzinfo=UTC)),
    corrects=st.none() | _IDS.map(EntryId),
)


def _signed_and_marked(said: Envelope) -> Envelope:
    signed = replace(said, signature=sign(said, _PLACE, _KEY))
    return replace(signed, mark=mark(signed, _PLACE, _HOUSE))


@given(_SAID)
def test_what_was_packed_is_unpacked(said: Envelope) -> None:
    whole = _signed_and_marked(said)

    assert Envelope(*unpack(said.pack())) == said
    assert Envelope(*unpack(whole.pack())) == whole


@given(_SAID, st.data())
def test_a_mark_covers_every_byte_before_it(said: Envelope, data: st.DataObject) -> None:
    packed = bytearray(_signed_and_marked(said).pack())
    assert mark_fits(bytes(packed), _PLACE, _HOUSE)

    packed[data.draw(st.integers(0, len(packed) - 1))] ^= data.draw(st.integers(1, 255))

    assert not mark_fits(bytes(packed), _PLACE, _HOUSE)


@given(st.binary(max_size=200))
def test_any_other_bytes_are_an_envelope_or_damaged(data: bytes) -> None:
    with suppress(DamagedError):
        assert Envelope(*unpack(data)).pack() == data


def test_a_decision_with_a_false_signature_is_damaged_though_a_member_marked_it() -> None:
    world = World()
    place = world.folder_of(world.olga)
    _add_falsely_signed(world, place)

    assert [one.record.kind.name for one in vault.entries(world.olga, place)][-1] == "vault.damaged"


def _add_falsely_signed(world: World, place: CompartmentId) -> None:
    name, store = EntryId("77" * 16), world.vault.store
    header = Header(Form.SEALED, world.vault.committee(), place, name, world.vault.day_number(), 0)
    false = Signature(_KEY.public_key().public_bytes_raw(), bytes(64))
    body = world.vault.codec.encode(Decision("решено"))
    said = Envelope(Decision.kind.tag, body, world.olga.member, None, None, false)
    plaintext = replace(said, mark=mark(said, header.signed_part(), world.olga.mark_keys()[0])).pack()
    whole = replace(header, length=sealed_size(len(plaintext))).pack()
    sealed = seal(world.olga.newest(place).value, _HOUSE, plaintext, whole)
    with store.writing():
        store.add_salt(name, place, Salt(_HOUSE, None))
        store.add_entry(name, place, whole, digest(sealed), sealed)
