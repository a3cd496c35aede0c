"""Sealing a stream: 1 MiB chunks under one fresh key, each bound to its place and to being the last or not.

The construction is STREAM (Hoang, Reyhanitabar, Rogaway, Vizár: "Online Authenticated-Encryption and its Nonce-Reuse
Misuse-Resistance", CRYPTO 2015), as age uses it (C2SP, age.md, "Payload"). What it does not do alone: tell that a key
is the one the file was sealed under; therefore the header commits to it. Format: docs/formats/files.md.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bereginya.vault.errors import DamagedError
from bereginya.vault.padding import SMALLEST, padme

CHUNK = 1 << 20
TAG = 16
FORMAT = b"\x01"
HEADER_SIZE = 1 + 16 + 32
_LABEL = b"bereginya file v1"
_ZEROS = memoryview(bytes(CHUNK))


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What the sealed entry says of a file: plaintext length in bytes, number of chunks, SHA-256 of the plaintext."""

    length: int
    chunks: int
    sha256: bytes


class StreamSealer:
    """Seals one file: `header`, then `feed` as often as there is plaintext, then `finish` once.

    `length` bytes of plaintext were taken and `chunks` sealed so far.
    The sealed bytes are lent: a view that is yielded is overwritten when the next one is asked for.
    """

    def __init__(self, key: bytes, file_id: str) -> None:
        cipher_key, self._header = _opened(key, file_id)
        self._cipher = ChaCha20Poly1305(cipher_key)
        self._waiting = memoryview(bytearray(CHUNK))
        self._filled = 0
        self._sealed = memoryview(bytearray(CHUNK + TAG))
        self.length = 0
        self.chunks = 0

    def header(self) -> bytes:
        """Return what stands before the first chunk."""
        return self._header

    def feed(self, data: bytes) -> Iterator[memoryview]:
        """Take plaintext of any size and lend the sealed chunks that are now full."""
        self.length += len(data)
        yield from self._fill(memoryview(data))

    def finish(self) -> Iterator[memoryview]:
        """Add the zeros that hide the length, and lend the chunks that are left."""
        left = padded_length(self.length) - self.length
        while left:
            zeros = _ZEROS[: min(left, CHUNK)]
            left -= len(zeros)
            yield from self._fill(zeros)
        yield self._seal(last=True)

    def _fill(self, data: memoryview) -> Iterator[memoryview]:
        while data:
            if self._filled == CHUNK:  # a full chunk waits until more comes: it may be the last
                yield self._seal(last=False)
            taken = data[: CHUNK - self._filled]
            self._waiting[self._filled : self._filled + len(taken)] = taken
            self._filled += len(taken)
            data = data[len(taken) :]

    def _seal(self, *, last: bool) -> memoryview:
        sealed = self._sealed[: self._filled + TAG]
        nonce = _nonce(self.chunks, last=last)
        self._cipher.encrypt_into(nonce, self._waiting[: self._filled], self._header, sealed)
        self._filled = 0
        self.chunks += 1
        return sealed


class StreamOpener:
    """Opens chunks of one file by number, in any order."""

    def __init__(self, key: bytes, file_id: str, header: bytes) -> None:
        cipher_key, expected = _opened(key, file_id)
        if header != expected:
            raise DamagedError(f"file {file_id}")
        self._file = file_id
        self._header = header
        self._cipher = ChaCha20Poly1305(cipher_key)

    def open(self, index: int, sealed: bytes, *, last: bool) -> bytes:
        """Return the plaintext of a chunk; raise DamagedError if it is not that chunk of that file."""
        try:
            return self._cipher.decrypt(_nonce(index, last=last), sealed, self._header)
        except InvalidTag as error:
            raise DamagedError(f"file {self._file}") from error


def offset(index: int) -> int:
    """Return where the sealed chunk starts."""
    return HEADER_SIZE + index * (CHUNK + TAG)


def padded_length(length: int) -> int:
    """Return how long the plaintext of a file is made before it is sealed: powers of two to 1 MiB, then Padmé."""
    if length <= SMALLEST:
        return SMALLEST
    return 1 << (length - 1).bit_length() if length <= CHUNK else padme(length)


def chunk_count(length: int) -> int:
    """Return into how many chunks a plaintext of `length` bytes is sealed."""
    return -(-padded_length(length) // CHUNK)


def seal_chunks(key: bytes, file_id: str, chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the whole sealed file of a stream; the facts are lost, so this is for tests and vectors."""
    sealer = StreamSealer(key, file_id)
    yield sealer.header()
    for data in chunks:
        yield from map(bytes, sealer.feed(data))
    yield from map(bytes, sealer.finish())


def _opened(key: bytes, file_id: str) -> tuple[bytes, bytes]:
    """Return the cipher key and the header, which commits to it."""
    name = bytes.fromhex(file_id)
    if (len(key), len(name)) != (32, 16):
        raise ValueError("a file has a key of 32 bytes and an id of 16")
    both = HKDF(SHA256(), 64, name, _LABEL).derive(key)
    return both[:32], FORMAT + name + both[32:]


def _nonce(index: int, *, last: bool) -> bytes:
    return index.to_bytes(11, "big") + bytes([last])
