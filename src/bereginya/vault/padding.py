"""Hiding how long things are: powers of two to 1 MiB, then Padmé, which adds at most a thirty-second.

Padmé: Nikitin et al., "Reducing Metadata Leakage from Encrypted Files and Communication with PURBs", PETS 2019, 4.3.
A frame is 4 bytes of length (big-endian), the text, zeros. Nothing here is secret or authentic: seal what was padded.
"""

import struct

from bereginya.facts.errors import BereginyaError

SMALLEST = 256
_POWERS_TO = 1 << 20
_LENGTH = struct.Struct(">I")


class PaddingError(BereginyaError):
    """The bytes are not a padded text."""

    code = "vault.padding"


def padded_size(length: int) -> int:
    """Return how many bytes a text of `length` bytes takes when it is padded, its length field included."""
    framed = length + _LENGTH.size
    if framed <= SMALLEST:
        return SMALLEST
    if framed <= _POWERS_TO:
        return 1 << (framed - 1).bit_length()
    return padme(framed)


def padme(length: int) -> int:
    """Return the next size of which only O(log log) bits tell something about `length`."""
    exponent = length.bit_length() - 1
    low_bits = exponent - exponent.bit_length()
    step = 1 << max(low_bits, 0)
    return (length + step - 1) // step * step


def pad(data: bytes) -> bytes:
    """Return length, data, zeros. Raises ValueError above 4 GiB."""
    if len(data) >= 1 << 32:
        raise ValueError(len(data))
    return (_LENGTH.pack(len(data)) + data).ljust(padded_size(len(data)), b"\0")


def unpad(padded: bytes) -> bytes:
    """Return what `pad` was given; raise PaddingError for anything that `pad` does not make."""
    size = len(padded)
    if size < SMALLEST:
        raise PaddingError("too short")
    (length,) = _LENGTH.unpack_from(padded)
    end = _LENGTH.size + length
    if padded_size(length) != size or padded.count(0, end) != size - end:
        raise PaddingError("wrong size or filling")
    return padded[_LENGTH.size : end]
