"""Sealing a stream: 1 MiB chunks under one fresh key, each bound to its place and to being the last or not.

The construction is STREAM (Hoang, Reyhanitabar, Rogaway, Vizár 2015), as age uses it. Format: docs/formats/files.md.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bereginya.vault.errors import DamagedError
from bereginya.vault.padding import padme

CHUNK = 1 << 20
TAG = 16
FORMAT = b"\x01"
_LABEL = b"bereginya file v1"
HEADER_SIZE = 1 + 16 + 32


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What the sealed entry says of a file: plaintext length in bytes, number of chunks, SHA-256 of the plaintext."""

    length: int
    chunks: int
    sha256: bytes


class StreamSealer:
    """Seals one file; give it plaintext with `feed`, then `finish` it once."""

    def __init__(self, key: bytes, file_id: str) -> None:
        cipher_key, self._header = _opened(key, file_id)
        self._cipher = ChaCha20Poly1305(cipher_key)
        self._waiting = bytearray()
        self._digest = sha256()
        self._length = 0
        self._index = 0

    def header(self) -> bytes:
        """Return what stands before the first chunk."""
        return self._header

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Take plaintext of any size and yield the sealed chunks that are now full."""
        self._digest.update(data)
        self._length += len(data)
        self._waiting += data
        while len(self._waiting) > CHUNK:  # a full chunk waits: it may be the last
            yield self._seal(bytes(self._waiting[:CHUNK]), last=False)
            del self._waiting[:CHUNK]

    def finish(self) -> tuple[bytes, FileFacts]:
        """Return the last sealed chunk, padded, and the facts of the file."""
        padded = bytes(self._waiting).ljust(_padded(len(self._waiting), self._index), b"\0")
        sealed = self._seal(padded, last=True)
        return sealed, FileFacts(self._length, self._index, self._digest.digest())

    def _seal(self, chunk: bytes, *, last: bool) -> bytes:
        sealed = self._cipher.encrypt(_nonce(self._index, last=last), chunk, self._header)
        self._index += 1
        return sealed


class StreamOpener:
    """Opens chunks of one file by number."""

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


def seal_chunks(key: bytes, file_id: str, chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the whole sealed file of a stream; the facts are lost, so this is for tests and vectors."""
    sealer = StreamSealer(key, file_id)
    yield sealer.header()
    for data in chunks:
        yield from sealer.feed(data)
    yield sealer.finish()[0]


def _opened(key: bytes, file_id: str) -> tuple[bytes, bytes]:
    """Return the cipher key and the header, which commits to it."""
    both = HKDF(SHA256(), 64, bytes.fromhex(file_id), _LABEL).derive(key)
    return both[:32], FORMAT + bytes.fromhex(file_id) + both[32:]


def _nonce(index: int, *, last: bool) -> bytes:
    return index.to_bytes(11, "big") + bytes([last])


def _padded(size: int, full_chunks: int) -> int:
    """Return how long the last chunk is made, so that the whole file follows the padding rule."""
    before = full_chunks * CHUNK
    if before:
        return min(max(padme(before + max(size, 1)) - before, size), CHUNK)
    return min(max(256, 1 << (max(size, 1) - 1).bit_length()), CHUNK)
