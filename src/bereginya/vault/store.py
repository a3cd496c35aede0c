"""The two databases of the vault: the log, and the key box apart from it. The only module that speaks SQL.

A transaction writes both. The key box is committed first, so a crash between the two leaves at most a salt without an
entry, which is nobody's loss; never an entry without its salt. When `writing` ends, both are on the disk. Writers lock
the log first, then the key box. Threads share one connection a database and take turns: there is one `turn` for store,
trust and keyrings, so that no two of them can wait for each other.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from threading import RLock
from typing import Any, NamedTuple  # Any: what SQLite hands back has the types of the STRICT tables above

from bereginya.vault.errors import DamagedError, DiskFullError
from bereginya.vault.ids import CompartmentId, EntryId

_LOG = """
CREATE TABLE IF NOT EXISTS entry (
    position INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    compartment BLOB NOT NULL,
    header BLOB NOT NULL,
    digest BLOB NOT NULL,
    body BLOB
) STRICT;
CREATE INDEX IF NOT EXISTS entry_by_compartment ON entry (compartment, position);
CREATE TABLE IF NOT EXISTS file (id BLOB PRIMARY KEY, entry BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS file_by_entry ON file (entry);
CREATE TABLE IF NOT EXISTS checkpoint (size INTEGER NOT NULL, text TEXT NOT NULL) STRICT;
"""
_KEY_BOX = """
CREATE TABLE IF NOT EXISTS member (locator BLOB PRIMARY KEY, sealed BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS ring (locator BLOB PRIMARY KEY, sealed BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS letter (
    id INTEGER PRIMARY KEY AUTOINCREMENT, -- never used twice: open keyrings remember up to where they have read
    holder BLOB NOT NULL,
    sealed BLOB NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS letter_by_holder ON letter (holder);
CREATE TABLE IF NOT EXISTS salt (
    entry BLOB NOT NULL,
    compartment BLOB NOT NULL,
    salt BLOB NOT NULL,
    wrap BLOB,
    PRIMARY KEY (compartment, entry) -- those of one compartment lie together, as they are read
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX IF NOT EXISTS salt_by_entry ON salt (entry);
CREATE TABLE IF NOT EXISTS generation (compartment BLOB PRIMARY KEY, number INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;
"""


class Row(NamedTuple):  # a hundred thousand are made at each unlock: tuples cost a third of dataclasses
    """One entry as it lies in the log. `body` is None after it was erased."""

    position: int
    header: bytes
    digest: bytes
    body: bytes | None


class Salt(NamedTuple):
    """What opens one entry besides the secret; `wrap` holds the entry's own secret when an outsider sealed it."""

    salt: bytes
    wrap: bytes | None

    def __repr__(self) -> str:
        return "<salt>"


@dataclass(frozen=True, slots=True, repr=False)
class Letter:
    """A secret on its way to a holder who has not taken it yet."""

    number: int
    sealed: bytes


LOG_FILE, KEY_BOX_FILE = "log.sqlite3", "keybox.sqlite3"
"""The two files of a store."""


class Store:
    """Log and key box of one committee, on disk or (folder None) in memory with the same SQL."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self.turn = RLock()
        self._depth = 0
        self._log = _connect(folder and folder / LOG_FILE, _LOG)
        self._box = _connect(folder and folder / KEY_BOX_FILE, _KEY_BOX)

    def close(self) -> None:
        """Close both databases; the files are then complete without their side files."""
        with self.turn:
            self._log.close()
            self._box.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Make everything inside one transaction, on disk when it ends, or undone if it raises."""
        with self.turn:
            if self._depth:  # a transaction inside another is part of it
                yield
                return
            with _in_our_words():
                self._log.execute("BEGIN IMMEDIATE")
                self._depth = 1
                try:
                    self._box.execute("BEGIN IMMEDIATE")
                    yield
                    self._box.execute("COMMIT")
                    self._log.execute("COMMIT")
                except BaseException:
                    for connection in (self._box, self._log):
                        if connection.in_transaction:
                            connection.execute("ROLLBACK")
                    raise
                finally:
                    self._depth = 0

    # ---- the log ----

    def size(self) -> int:
        """Return how many entries the log has, the erased ones included."""
        (last,) = self._one(self._log, "SELECT max(position) FROM entry") or (None,)
        return 0 if last is None else int(last) + 1

    def add_entry(self, entry: EntryId, compartment: CompartmentId, header: bytes, digest: bytes, body: bytes) -> int:
        """Add an entry at the end of the log and return its position. Only inside `writing`."""
        position = self.size()
        row = (position, bytes.fromhex(entry), bytes.fromhex(compartment), header, digest, body)
        self._log.execute("INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?)", row)
        return position

    def has_entry(self, entry: EntryId) -> bool:
        """Tell whether the log has an entry of this id, erased or not."""
        return self._one(self._log, "SELECT 1 FROM entry WHERE id = ?", bytes.fromhex(entry)) is not None

    def row(self, entry: EntryId) -> Row | None:
        """Return the entry's row, or None."""
        found = self._one(self._log, f"SELECT {_ROW} FROM entry WHERE id = ?", bytes.fromhex(entry))
        return None if found is None else Row(*found)

    def rows(self, compartment: CompartmentId, start: int = 0) -> list[Row]:
        """Return the compartment's rows from position `start` on, in order."""
        query = f"SELECT {_ROW} FROM entry WHERE compartment = ? AND position >= ? ORDER BY position"
        return [Row(*found) for found in self._all(self._log, query, bytes.fromhex(compartment), start)]

    def log(self, start: int = 0, limit: int = 2_000) -> list[Row]:
        """Return up to `limit` rows of the whole log from position `start` on."""
        query = f"SELECT {_ROW} FROM entry WHERE position >= ? ORDER BY position LIMIT ?"
        return [Row(*found) for found in self._all(self._log, query, start, limit)]

    def leaves(self, start: int, stop: int) -> list[bytes]:
        """Return the leaves of positions `start` to `stop` (excluded)."""
        query = "SELECT header, digest FROM entry WHERE position >= ? AND position < ? ORDER BY position"
        return [header + digest for header, digest in self._all(self._log, query, start, stop)]

    def last_position(self, compartment: CompartmentId) -> int | None:
        """Return the position of the newest entry of the compartment, or None when it has none."""
        query = "SELECT max(position) FROM entry WHERE compartment = ?"
        found = self._one(self._log, query, bytes.fromhex(compartment))
        return None if found is None or found[0] is None else int(found[0])

    def last_positions(self, start: int = 0) -> dict[CompartmentId, int]:
        """Return, for each compartment with an entry at position `start` or later, its newest position."""
        by_position = "NOT INDEXED" if start else ""  # the last few rows of the table, or one walk through the index
        query = f"SELECT compartment, max(position) FROM entry {by_position} WHERE position >= ? GROUP BY compartment"
        return {CompartmentId(place.hex()): last for place, last in self._all(self._log, query, start)}

    def rows_of(self, compartments: Sequence[CompartmentId]) -> dict[CompartmentId, list[Row]]:
        """Return the rows of several compartments, in order."""
        these = f"compartment IN ({_marks(compartments)})"
        query = f"SELECT compartment, {_ROW} FROM entry WHERE {these} ORDER BY compartment, position"  # as in the index
        found = self._all(self._log, query, *map(bytes.fromhex, compartments))
        return {
            CompartmentId(place.hex()): [Row(*one[1:]) for one in rows]
            for place, rows in groupby(found, key=itemgetter(0))
        }

    def salts_of(self, compartments: Sequence[CompartmentId]) -> dict[EntryId, Salt]:
        """Return the salts of every entry of several compartments."""
        query = f"SELECT entry, salt, wrap FROM salt WHERE compartment IN ({_marks(compartments)})"
        found = self._all(self._box, query, *map(bytes.fromhex, compartments))
        return {EntryId(entry.hex()): Salt(salt, wrap) for entry, salt, wrap in found}

    def last_header(self) -> bytes | None:
        """Return the header of the newest entry."""
        found = self._one(self._log, "SELECT header FROM entry ORDER BY position DESC LIMIT 1")
        return None if found is None else bytes(found[0])

    def drop_body(self, entry: EntryId) -> None:
        """Delete the ciphertext of an entry; header and digest stay."""
        self._log.execute("UPDATE entry SET body = NULL WHERE id = ?", (bytes.fromhex(entry),))

    def add_file(self, file: str, entry: EntryId) -> None:
        """Note that the sealed file belongs to the entry."""
        self._log.execute("INSERT INTO file VALUES (?, ?)", (bytes.fromhex(file), bytes.fromhex(entry)))

    def files(self, entry: EntryId | None = None) -> list[tuple[str, EntryId]]:
        """Return sealed files and the entries they belong to: of one entry, or all."""
        where, values = ("", ()) if entry is None else ("WHERE entry = ?", (bytes.fromhex(entry),))
        found = self._all(self._log, f"SELECT id, entry FROM file {where}", *values)
        return [(file.hex(), EntryId(owner.hex())) for file, owner in found]

    def add_checkpoint(self, size: int, text: str) -> None:
        """Keep a signed checkpoint."""
        self._log.execute("INSERT INTO checkpoint VALUES (?, ?)", (size, text))

    def checkpoints(self) -> list[tuple[int, str]]:
        """Return all signed checkpoints, oldest first."""
        return self._all(self._log, "SELECT size, text FROM checkpoint ORDER BY size, rowid")

    # ---- the key box ----

    def add_salt(self, entry: EntryId, compartment: CompartmentId, salt: Salt) -> None:
        """Keep what opens an entry."""
        row = (bytes.fromhex(entry), bytes.fromhex(compartment), salt.salt, salt.wrap)
        self._box.execute("INSERT OR REPLACE INTO salt VALUES (?, ?, ?, ?)", row)

    def salt(self, entry: EntryId) -> Salt | None:
        """Return what opens the entry, or None after it was erased."""
        found = self._one(self._box, "SELECT salt, wrap FROM salt WHERE entry = ?", bytes.fromhex(entry))
        return None if found is None else Salt(*found)

    def salts(self, compartment: CompartmentId) -> dict[EntryId, Salt]:
        """Return the salts of every entry of a compartment."""
        query = "SELECT entry, salt, wrap FROM salt WHERE compartment = ?"
        found = self._all(self._box, query, bytes.fromhex(compartment))
        return {EntryId(entry.hex()): Salt(salt, wrap) for entry, salt, wrap in found}

    def rewrap(self, entry: EntryId, wrap: bytes) -> None:
        """Replace the wrap of an entry by another form of the same secret."""
        self._box.execute("UPDATE salt SET wrap = ? WHERE entry = ?", (wrap, bytes.fromhex(entry)))

    def drop_salt(self, entry: EntryId) -> None:
        """Delete what opens an entry."""
        self._box.execute("DELETE FROM salt WHERE entry = ?", (bytes.fromhex(entry),))

    def truncate(self) -> None:
        """Empty the side files of both databases, so that what was erased does not live on there."""
        with self.turn:
            for connection in (self._log, self._box):
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def add_letter(self, holder: str, sealed: bytes) -> None:
        """Leave a letter for a holder."""
        self._box.execute("INSERT INTO letter (holder, sealed) VALUES (?, ?)", (bytes.fromhex(holder), sealed))

    def letters(self, holder: str, after: int = 0) -> list[Letter]:
        """Return the letters that wait for a holder, those numbered above `after`."""
        query = "SELECT id, sealed FROM letter WHERE holder = ? AND id > ? ORDER BY id"
        return [Letter(*found) for found in self._all(self._box, query, bytes.fromhex(holder), after)]

    def drop_letters(self, numbers: list[int]) -> None:
        """Delete letters that were taken or withdrawn."""
        self._box.executemany("DELETE FROM letter WHERE id = ?", [(number,) for number in numbers])

    def sealed(self, table: str, locator: bytes) -> bytes | None:
        """Return the sealed blob of a `member` or a `ring` at this locator."""
        found = self._one(self._box, f"SELECT sealed FROM {_blob_table(table)} WHERE locator = ?", locator)
        return None if found is None else bytes(found[0])

    def put_sealed(self, table: str, locator: bytes, sealed: bytes) -> None:
        """Keep the sealed blob of a `member` or a `ring`."""
        self._box.execute(f"INSERT OR REPLACE INTO {_blob_table(table)} VALUES (?, ?)", (locator, sealed))

    def drop_sealed(self, table: str, locator: bytes | None = None) -> None:
        """Delete one sealed blob, or all of the table when no locator is given."""
        where, values = ("", ()) if locator is None else (" WHERE locator = ?", (locator,))
        self._box.execute(f"DELETE FROM {_blob_table(table)}{where}", values)

    def generation(self, compartment: CompartmentId) -> int:
        """Return which secret of the compartment is the present one; the first is 1."""
        query = "SELECT number FROM generation WHERE compartment = ?"
        found = self._one(self._box, query, bytes.fromhex(compartment))
        return 1 if found is None else int(found[0])

    def set_generation(self, compartment: CompartmentId, number: int) -> None:
        """Say which secret of the compartment is the present one."""
        self._box.execute("INSERT OR REPLACE INTO generation VALUES (?, ?)", (bytes.fromhex(compartment), number))

    def setting(self, name: str) -> bytes | None:
        """Return a small value that is not secret from whoever has the disk, or None."""
        found = self._one(self._box, "SELECT value FROM setting WHERE name = ?", name)
        return None if found is None else bytes(found[0])

    def set_setting(self, name: str, value: bytes) -> None:
        """Keep a small value."""
        self._box.execute("INSERT OR REPLACE INTO setting VALUES (?, ?)", (name, value))

    # ---- both ----

    def copy_to(self, log: Path | None, key_box: Path | None) -> None:
        """Write consistent copies of the databases, the key box first so that it never lags behind the log."""
        with self.turn:
            for source, target in ((self._log, log), (self._box, key_box)):
                if target is not None:
                    copy = sqlite3.connect(target)
                    source.backup(copy)
                    copy.close()

    def faults(self) -> list[str]:
        """Return what SQLite itself finds wrong with the two files; empty when sound."""
        found = []
        for name, connection in (("log", self._log), ("keybox", self._box)):
            rows = self._all(connection, "PRAGMA integrity_check")
            found += [f"{name}: {text}" for (text,) in rows if text != "ok"]
        return found

    def _one(self, connection: sqlite3.Connection, query: str, *values: object) -> tuple[Any, ...] | None:
        with self.turn, _in_our_words():
            found: tuple[Any, ...] | None = connection.execute(query, values).fetchone()
            return found

    def _all(self, connection: sqlite3.Connection, query: str, *values: object) -> list[tuple[Any, ...]]:
        with self.turn, _in_our_words():
            return connection.execute(query, values).fetchall()


@contextmanager
def _in_our_words() -> Iterator[None]:
    """Raise DiskFullError or DamagedError where SQLite says so; a programmer's mistake stays what it is."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code == sqlite3.SQLITE_FULL:
            raise DiskFullError("disk") from error
        if code in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_IOERR}:
            raise DamagedError("log or key box") from error
        raise


_ROW = "position, header, digest, body"


def _marks(values: Sequence[object]) -> str:
    return ",".join("?" * len(values))


def _blob_table(table: str) -> str:
    if table not in {"member", "ring"}:
        raise ValueError(table)
    return table


def _connect(file: Path | None, schema: str) -> sqlite3.Connection:
    with _in_our_words():
        return _opened(file, schema)


def _opened(file: Path | None, schema: str) -> sqlite3.Connection:
    connection = sqlite3.connect(file or ":memory:", timeout=15, isolation_level=None, check_same_thread=False)
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "secure_delete=ON",
        "temp_store=MEMORY",
        "cache_size=-8000",
    ):
        connection.execute(f"PRAGMA {pragma}").fetchall()
    connection.executescript(schema)
    return connection
