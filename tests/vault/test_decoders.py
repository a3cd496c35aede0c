"""Whatever bytes lie where a header, a letter, a ring or a member's seeds belong: one error of ours, or the value."""

from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st

from bereginya.vault.errors import DamagedError
from bereginya.vault.headers import Form, Header
from bereginya.vault.holding import Secret, open_letter, read_ring, write_letter, write_ring
from bereginya.vault.hpke import KeyPair
from bereginya.vault.ids import CompartmentId, EntryId, HolderId
from bereginya.vault.keys import Seeds

KEY, COMMITTEE, HOLDER = bytes(32), bytes(16), HolderId("1" * 32)
PAIR = KeyPair.from_seed(bytes(96))
ids = st.binary(min_size=16, max_size=16).map(bytes.hex)
secrets = st.builds(Secret, st.integers(1, 1000), st.binary(min_size=32, max_size=32))
headers = st.builds(
    Header,
    st.sampled_from(Form),
    st.binary(min_size=16, max_size=16),
    ids.map(CompartmentId),
    ids.map(EntryId),
    st.integers(0, 2**31),
    st.integers(0, 2**31),
)


@given(headers)
def test_a_header_comes_back_as_it_was_packed(header: Header) -> None:
    assert Header.unpack(header.pack()) == header


@given(st.binary(max_size=200) | st.binary(min_size=62, max_size=62))
def test_no_bytes_break_the_reader_of_headers(data: bytes) -> None:
    with suppress(DamagedError):
        assert Header.unpack(data).pack() == data


@given(ids.map(CompartmentId), secrets)
def test_a_letter_opens_for_its_holder_and_for_nobody_else(place: CompartmentId, secret: Secret) -> None:
    sealed = write_letter(PAIR.public, COMMITTEE, HOLDER, place, secret)

    assert open_letter(PAIR, COMMITTEE, HOLDER, sealed) == (place, secret)
    with suppress(DamagedError):
        open_letter(PAIR, COMMITTEE, HolderId("2" * 32), sealed)
        raise AssertionError("another holder's letter opened")


@given(st.binary(max_size=1500))
def test_no_bytes_break_the_reader_of_letters(data: bytes) -> None:
    with suppress(DamagedError):
        open_letter(PAIR, COMMITTEE, HOLDER, data)
        raise AssertionError("a letter that nobody wrote opened")


@given(st.dictionaries(ids.map(CompartmentId), st.lists(secrets, min_size=1, max_size=3).map(tuple), max_size=5))
def test_a_ring_comes_back_as_it_was_written(ring: dict[CompartmentId, tuple[Secret, ...]]) -> None:
    read = read_ring(KEY, write_ring(KEY, ring, bytes(12)))

    assert {place: set(held) for place, held in read.items()} == {place: set(held) for place, held in ring.items()}


@given(st.binary(max_size=600))
def test_no_bytes_break_the_reader_of_rings(data: bytes) -> None:
    with suppress(DamagedError):
        read_ring(KEY, data)
        raise AssertionError("a ring that nobody wrote opened")


@given(st.binary(max_size=600))
def test_no_bytes_break_the_reader_of_seeds(data: bytes) -> None:
    with suppress(DamagedError):
        Seeds.unpack(data)
