"""Sealed files: bytes go in as a stream and come out as a stream, and never lie unsealed anywhere.

A file exists when an entry holds its `StoredFile`; the key that opens it is in there and nowhere else.
"""

import dataclasses
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import cast

from bereginya.facts.records import Record
from bereginya.vault.chunks import FileFacts
from bereginya.vault.filestore import read_from, seal_into
from bereginya.vault.house import Vault


@dataclass(frozen=True, slots=True, repr=False)
class StoredFile:
    """What a record holds of a file: id, key, plaintext length in bytes, number of chunks, SHA-256 of the plaintext."""

    id: str
    key: bytes
    length: int
    chunks: int
    sha256: bytes

    @property
    def facts(self) -> FileFacts:
        """The facts by which the file is checked while it is read."""
        return FileFacts(self.length, self.chunks, self.sha256)


def put_file(vault: Vault, chunks: Iterable[bytes]) -> StoredFile:
    """Seal a stream into a new file and return what the entry must hold; the bytes are on disk when this returns."""
    name, key = vault.random(16).hex(), vault.random(32)
    facts = seal_into(vault.files, name, key, chunks)
    return StoredFile(name, key, facts.length, facts.chunks, facts.sha256)


def read_file(vault: Vault, file: StoredFile, start: int = 0) -> Iterator[bytes]:
    """Yield the file's plaintext from byte `start` on; raise DamagedError where it was changed or is missing."""
    return read_from(vault.files, file.id, file.key, file.facts, start)


def stored_files(record: Record) -> Iterator[StoredFile]:
    """Yield every file that a record holds, at any depth."""
    yield from _inside(record)


def _inside(value: object) -> Iterator[StoredFile]:
    if isinstance(value, StoredFile):
        yield value
    elif isinstance(value, tuple | frozenset):
        for one in cast("Iterable[object]", value):
            yield from _inside(one)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            yield from _inside(getattr(value, field.name))
