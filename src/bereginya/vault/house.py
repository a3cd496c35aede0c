"""The vault of one committee, without any key: its store, its clock, and whom it trusts.

The door works with this alone.
"""

import os
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from bereginya.facts.codec import Codec
from bereginya.facts.errors import BereginyaError
from bereginya.facts.records import Record
from bereginya.vault import records
from bereginya.vault.argon import RECEIPT, STRONG, Argon, ArgonQueue
from bereginya.vault.clock import Clock, day_number, day_of, system_clock
from bereginya.vault.envelope import Envelope
from bereginya.vault.errors import KeyBoxLostError, NotFoundedError, TrustBrokenError
from bereginya.vault.filestore import Files, FolderFiles, MemoryFiles, sweep
from bereginya.vault.headers import Header, digest
from bereginya.vault.ids import OPEN, EntryId
from bereginya.vault.store import KEY_BOX_FILE, LOG_FILE, Row, Store
from bereginya.vault.tree import Frontier
from bereginya.vault.trust import KINDS as TRUST_KINDS
from bereginya.vault.trust import ErasedByReceipt, Trust, step
from bereginya.vault.values import Entry

_TREE_STEP = 4_096
"""Leaves between two places of the tree that are remembered, so that an older root is found without a new start."""


class Vault:
    """An open vault. It holds no key; a `Keyring` refers to it and holds one member's keys."""

    def __init__(
        self, store: Store, files: Files, codec: Codec, *, clock: Clock, members: Argon, receipts: Argon
    ) -> None:
        self.store = store
        self.files = files
        self.codec = codec
        self.clock = clock
        self.argon = ArgonQueue(members)
        self.receipt_argon = ArgonQueue(receipts, at_once=min(os.cpu_count() or 1, 4))
        self.random: Callable[[int], bytes] = os.urandom
        self._trust = Trust()
        self._published: list[Entry] = []
        self._read_to = 0
        self._frontiers = [Frontier()]

    def close(self) -> None:
        """Close the files of the vault."""
        self.store.close()

    @property
    def founded(self) -> bool:
        """Whether the data folder holds a committee."""
        return self.store.size() > 0

    def trust(self) -> Trust:
        """Return who is trusted now; raise TrustBrokenError when the chain of signatures has a hole."""
        with self.store.turn:
            for row in self.store.rows(OPEN, self._read_to):
                self._take_open(row)
                self._read_to = row.position + 1
            return self._trust

    def committee(self) -> bytes:
        """Return the committee's 16 bytes; raise NotFoundedError before there is one."""
        found = self.trust().committee
        if not found:
            raise NotFoundedError("no committee in this folder")
        return found

    def published(self) -> tuple[Entry, ...]:
        """Return the open entries of the rooms, in order: what anybody may read, with its author checked."""
        with self.store.turn:
            self.trust()
            return tuple(self._published)

    def day(self) -> date:
        """Return today, or the day of the newest entry if the clock went back."""
        last = self.store.last_header()
        today = self.clock.today()
        return today if last is None else max(today, day_of(Header.unpack(last).day))

    def day_number(self) -> int:
        """Return `day` as headers hold it."""
        return day_number(self.day())

    def root(self, size: int | None = None) -> tuple[int, bytes]:
        """Return size and tree root of the log, now or when it had `size` entries."""
        with self.store.turn:
            wanted = self.store.size() if size is None else size
            while len(self._frontiers) * _TREE_STEP <= wanted:
                self._frontiers.append(_extended(self._frontiers[-1], self.store, len(self._frontiers) * _TREE_STEP))
            found = _extended(self._frontiers[wanted // _TREE_STEP], self.store, wanted)
            return found.size, found.root()

    def _take_open(self, row: Row) -> None:
        header = Header.unpack(row.header)
        if row.body is None or digest(row.body) != row.digest:
            raise TrustBrokenError(f"entry {header.entry}")
        try:
            envelope = Envelope.unpack(row.body)
            record = self.codec.decode(envelope.tag, envelope.body)
        except BereginyaError as error:
            raise TrustBrokenError(f"entry {header.entry}") from error
        if isinstance(record, ErasedByReceipt):
            self._check_thread(record)
        self._trust = step(self._trust, header, envelope, record)
        if type(record) not in TRUST_KINDS:
            self._published.append(
                Entry(header.entry, OPEN, row.position, day_of(header.day), None, envelope.by, record, header.entry)
            )

    def _check_thread(self, record: ErasedByReceipt) -> None:
        for entry in record.entries:
            row = self.store.row(entry)
            if row is None or Header.unpack(row.header).compartment != record.thread:
                raise TrustBrokenError(f"erasure of {entry}")

    def finish_erasures(self) -> None:
        """Carry out every erasure that the log names: after a crash, or when an older key box was put back."""
        left = [entry for entry in self.trust().erased if self.store.salt(entry) is not None or self._has_body(entry)]
        if left:
            drop_contents(self, left)

    def _has_body(self, entry: EntryId) -> bool:
        row = self.store.row(entry)
        return row is not None and row.body is not None


def drop_contents(vault: Vault, entries: Iterable[EntryId]) -> None:
    """Delete salts, ciphertexts and files of entries, and empty the side files where they might live on."""
    gone = list(entries)
    with vault.store.writing():
        for entry in gone:
            vault.store.drop_salt(entry)
            vault.store.drop_body(entry)
    for entry in gone:
        for file, _ in vault.store.files(entry):
            vault.files.delete(file)
    vault.store.truncate()


def _extended(frontier: Frontier, store: Store, size: int) -> Frontier:
    while frontier.size < size:
        frontier = frontier.extend(store.leaves(frontier.size, min(size, frontier.size + 10_000)))
    return frontier


def _store(folder: Path | None) -> Store:
    lost = folder is not None and (folder / LOG_FILE).exists() and not (folder / KEY_BOX_FILE).exists()
    store = Store(folder)
    if folder is not None and lost and store.size():  # an empty log is a first start that was cut short
        store.close()
        (folder / KEY_BOX_FILE).unlink()
        raise KeyBoxLostError("no key box")
    return store


def open_vault(
    folder: Path | None,
    kinds: Iterable[type[Record]],
    *,
    clock: Clock | None = None,
    members: Argon | None = None,
    receipts: Argon | None = None,
) -> Vault:
    """Open the vault in `folder` (made if missing, readable by its owner only), or one in memory for None.

    `kinds` are the record kinds of the rooms. Erasures that a crash or a restored key box left undone are done first,
    and files that no entry names are swept away. Raises KeyBoxLostError for a log without its key box, and makes none:
    an empty one would look like a house in which every passphrase is wrong.
    """
    if folder is not None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    vault = Vault(
        _store(folder),
        MemoryFiles() if folder is None else FolderFiles(folder / "files"),
        Codec((*records.KINDS, *TRUST_KINDS, *kinds)),
        clock=clock or system_clock(),
        members=members or STRONG,
        receipts=receipts or RECEIPT,
    )
    if vault.founded:
        vault.finish_erasures()
        sweep(vault.files, {file for file, _ in vault.store.files()})
    return vault
