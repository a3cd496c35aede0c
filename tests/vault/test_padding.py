"""Padding hides lengths, loses nothing, and takes nothing for padded that it did not pad itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bereginya.vault.padding import SMALLEST, PaddingError, pad, padded_size, padme, unpad

MIB = 1 << 20


@pytest.mark.parametrize(
    ("length", "padded"),
    [
        (0, 256),
        (252, 256),
        (253, 512),
        (508, 512),
        (509, 1024),
        (MIB - 4, MIB),
        (MIB - 3, 1_081_344),  # the first Padmé size above 1 MiB: a step of 32 KiB
        (10_000_000, 10_223_616),
    ],
)
def test_sizes_on_disk(length: int, padded: int) -> None:
    assert padded_size(length) == padded


@pytest.mark.parametrize(
    ("length", "padded"), [(0, 0), (1, 1), (8, 8), (9, 10), (100, 104), (1_000, 1_024), (1_000_000, 1_015_808)]
)
def test_padme_leaves_as_many_free_bits_as_the_paper_says(length: int, padded: int) -> None:
    """L has E = floor(log2 L) and S = floor(log2 E) + 1; the last E - S bits become zero (PURBs, section 4.3)."""
    assert padme(length) == padded


@given(st.binary(max_size=3_000))
def test_what_was_padded_comes_back(data: bytes) -> None:
    assert unpad(pad(data)) == data


@given(st.integers(MIB - 8, MIB + 8))
def test_what_is_longer_than_the_powers_comes_back(length: int) -> None:
    data = b"\x01" * length

    assert unpad(pad(data)) == data


@given(st.integers(0, 1 << 32), st.integers(0, 10_000))
def test_a_longer_text_is_never_padded_shorter(length: int, more: int) -> None:
    assert padded_size(length) <= padded_size(length + more)


@given(st.integers(MIB, 1 << 40))
def test_above_a_mebibyte_padding_costs_at_most_a_thirty_second(length: int) -> None:
    assert length + 4 <= padded_size(length) <= (length + 4) * 33 / 32


@given(st.binary(max_size=600), st.integers(1, 255), st.data())
def test_a_changed_byte_of_the_filling_is_refused(text: bytes, value: int, data: st.DataObject) -> None:
    padded = bytearray(pad(text))
    filled_from = 4 + len(text)
    at = data.draw(st.integers(filled_from, max(len(padded) - 1, filled_from)))
    padded[at:] = bytes([value]) + padded[at + 1 :]

    with pytest.raises(PaddingError):
        unpad(bytes(padded))


@pytest.mark.parametrize("cut", [0, 3, 4, 255, 257, 511])
def test_a_size_that_padding_does_not_make_is_refused(cut: int) -> None:
    with pytest.raises(PaddingError):
        unpad(pad(b"a" * 300)[:cut])


def test_a_short_text_in_a_larger_frame_is_refused() -> None:
    with pytest.raises(PaddingError):
        unpad(pad(b"a").ljust(2 * SMALLEST, b"\0"))


@given(st.binary(max_size=600))
def test_any_bytes_are_a_padded_text_or_refused(data: bytes) -> None:
    try:
        text = unpad(data)
    except PaddingError:
        return
    assert pad(text) == data
