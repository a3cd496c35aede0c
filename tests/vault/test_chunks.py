"""A sealed stream opens in its order and to its end, under its key, or not at all."""

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bereginya.vault.chunks import (
    CHUNK,
    HEADER_SIZE,
    TAG,
    StreamOpener,
    chunk_count,
    offset,
    padded_length,
    seal_chunks,
)
from bereginya.vault.errors import DamagedError

KEY = bytes(range(32))
FILE = "44" * 16
OTHER = "45" * 16


def sealed(pieces: Iterable[bytes], key: bytes = KEY, name: str = FILE) -> bytes:
    return b"".join(seal_chunks(key, name, pieces))


def chunks_of(stored: bytes) -> list[bytes]:
    return [stored[start : start + CHUNK + TAG] for start in range(HEADER_SIZE, len(stored), CHUNK + TAG)]


def opened(stored: bytes, key: bytes = KEY, name: str = FILE) -> bytes:
    opener = StreamOpener(key, name, stored[:HEADER_SIZE])
    chunks = chunks_of(stored)
    return b"".join(opener.open(index, one, last=index == len(chunks) - 1) for index, one in enumerate(chunks))


@given(st.lists(st.binary(max_size=3000), max_size=20))
def test_what_was_sealed_in_pieces_opens_whole_with_zeros_behind(pieces: list[bytes]) -> None:
    text = b"".join(pieces)
    assert opened(sealed(pieces)) == text.ljust(padded_length(len(text)), b"\0")


@pytest.mark.parametrize("length", [CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 70_000])
@pytest.mark.parametrize("piece", [65_536, 1_000_003, 5_000_000])
def test_the_size_of_the_pieces_does_not_show(length: int, piece: int) -> None:
    text = bytes(range(256)) * (length // 256) + bytes(length % 256)
    assert sealed(text[at : at + piece] for at in range(0, length, piece)) == sealed([text])


@given(st.integers(0, 1 << 40))
def test_the_number_of_chunks_is_that_of_the_padded_length(length: int) -> None:
    count = chunk_count(length)
    assert (count - 1) * CHUNK < padded_length(length) <= count * CHUNK


@given(st.integers(CHUNK + 1, 1 << 40))
def test_a_long_file_grows_by_at_most_a_thirty_second(length: int) -> None:
    assert length <= padded_length(length) <= length + length / 32


def test_padding_may_need_chunks_of_its_own() -> None:
    length = 65 * CHUNK  # Padmé makes steps of 2 MiB here

    stored = sealed([bytes(CHUNK)] * 65)

    assert chunk_count(length) == 66 == len(chunks_of(stored))
    assert len(opened(stored)) == 66 * CHUNK


def test_files_of_like_length_are_stored_in_one_size() -> None:
    assert len({len(sealed([bytes(length)])) for length in (40_000, 50_000, 65_536)}) == 1
    assert len({len(sealed([bytes(CHUNK), bytes(more)])) for more in (1, 900, 32_768)}) == 1


def test_an_empty_file_is_one_chunk() -> None:
    assert len(sealed([])) == HEADER_SIZE + 256 + TAG


def test_chunks_open_alone_and_in_any_order() -> None:
    stored = sealed([b"a" * CHUNK, b"b" * CHUNK, b"c"])
    opener = StreamOpener(KEY, FILE, stored[:HEADER_SIZE])
    second = stored[offset(1) : offset(2)]

    assert opener.open(2, stored[offset(2) :], last=True)[:1] == b"c"
    assert opener.open(1, second, last=False) == b"b" * CHUNK


@pytest.mark.parametrize(("index", "last"), [(0, False), (1, True), (2, False)])
def test_a_chunk_opens_in_its_own_place_only(index: int, last: bool) -> None:
    stored = sealed([b"a" * CHUNK, b"b" * CHUNK, b"c"])
    opener = StreamOpener(KEY, FILE, stored[:HEADER_SIZE])
    with pytest.raises(DamagedError):
        opener.open(index, stored[offset(1) : offset(2)], last=last)


def test_a_file_cut_at_the_end_of_a_chunk_does_not_look_whole() -> None:
    stored = sealed([b"a" * CHUNK, b"b" * CHUNK, b"c"])
    with pytest.raises(DamagedError):
        opened(stored[: offset(2)])


@given(st.integers(0, HEADER_SIZE + 256 + TAG - 1), st.integers(1, 255))
def test_any_changed_byte_is_found(place: int, change: int) -> None:
    stored = bytearray(sealed([b"a voice"]))
    stored[place] ^= change
    with pytest.raises(DamagedError):
        opened(bytes(stored))


@given(st.binary(max_size=400))
def test_strange_bytes_are_damaged_and_nothing_else(stored: bytes) -> None:
    opener = StreamOpener(KEY, FILE, sealed([])[:HEADER_SIZE])
    with pytest.raises(DamagedError):
        opener.open(0, stored, last=True)


def test_another_key_is_refused_by_the_header() -> None:
    with pytest.raises(DamagedError):
        StreamOpener(bytes(32), FILE, sealed([b"a voice"])[:HEADER_SIZE])


def test_another_files_bytes_are_refused_under_the_same_key() -> None:
    with pytest.raises(DamagedError):
        opened(sealed([b"a voice"], name=OTHER))


@pytest.mark.parametrize(("key", "name"), [(b"short", FILE), (KEY, "44"), (KEY, "44" * 17)])
def test_a_key_or_id_of_another_size_is_a_mistake(key: bytes, name: str) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        sealed([b"a voice"], key, name)
