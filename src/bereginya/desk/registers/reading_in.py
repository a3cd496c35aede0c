"""Reading a file into a register, and taking a person out of it for good. In memory alone, from sealed to sealed.

The file lies in memory as it came; its rows are read and packed block by block.

Imported where it is used: the compiled code behind it takes a second that other pages need not wait for.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from bereginya import vault as vaults
from bereginya.desk.registers import changing, columns, queries, readings, rows
from bereginya.desk.registers.errors import NobodyReadError, TooManyError
from bereginya.desk.registers.extent import about_rows
from bereginya.desk.registers.folds import Register, Waiting
from bereginya.desk.registers.memory_files import in_memory, memory, most_rows
from bereginya.desk.registers.records import Arrived, AsideRow, Edition, Removed
from bereginya.desk.registers.register_actions import waiting_file
from bereginya.tracing import reading
from bereginya.tracing.mapping import Mapping, from_toml
from bereginya.tracing.reading import MappingError, Source
from bereginya.vault import CompartmentId, EntryId, Head, Keyring, Said, StoredFile
from bereginya.vault.errors import MovedError, NoSuchEntryError

Reach = Callable[[int, int], None]
"""Told how many rows of about how many are read; it may raise to stop the reading."""

MOST_ASIDE = 2_000
"""Rows kept aside that are listed by number; of more, the list is read wrongly as a whole."""


def look(keys: Keyring, place: CompartmentId, arrived: str) -> tuple[Source, Mapping]:
    """Return what a file is, with a sample, and how its columns are read; raise UnreadableFileError."""
    source = source_of(keys, place, arrived)
    return source, mapping_of(keys, place, source)


def source_of(keys: Keyring, place: CompartmentId, arrived: str) -> Source:
    """Return what a file is, with a sample of its rows; raise UnreadableFileError."""
    waiting = waiting_file(keys, place, arrived)
    with in_memory(_unsealed(keys, waiting)) as path:
        return reading.look(path)


def mapping_of(keys: Keyring, place: CompartmentId, source: Source) -> Mapping:
    """Return how the columns of a file are read: as the last edition was, else a guess."""
    register = queries.register_of(keys, place)
    if register.current is not None:
        try:
            return from_toml(register.current.said.mapping, source.headers)
        except MappingError:
            pass  # the new edition has other columns
    return reading.mapped(source)


def read_in(
    keys: Keyring, place: CompartmentId, arrived: str, mapping: Mapping | str, *, of: date, once: str,
    reach: Reach = lambda _read, _about: None,
) -> EntryId:  # fmt: skip
    """Read a file with a mapping, or with the text of one, and make it the newest edition; return its entry.

    `reach` is told how far it is. Who was removed does not come back. Raises UnreadableFileError, MappingError,
    NobodyReadError when no row is left, TooManyError, and MovedError when a colleague changed the register meanwhile.
    """
    register, waiting = queries.register_of(keys, place), waiting_file(keys, place, arrived)
    with in_memory(_unsealed(keys, waiting)) as path:
        known = readings.known(keys, arrived)
        source = reading.look(path) if known is None else replace(known, path=path)
        told = from_toml(mapping, source.headers) if isinstance(mapping, str) else mapping
        read = _Read(keys, register, _key(register), reach, about_rows(source))
        packed = columns.packed(read.kept(reading.batches(source, told)))
    if not packed.rows:
        raise NobodyReadError(place)
    edition = Edition(
        waiting.id,
        waiting.said.file.name,
        waiting.said.file.stored.sha256,
        of,
        told.to_toml(),
        _sealed(keys, packed),
        packed.rows,
        tuple(AsideRow(one.row, one.why) for one in read.aside),
        read.repeated,
        read.left_out,
    )
    reach(read.looked_at, read.about)  # sealing takes a while: it may have been stopped meanwhile
    return _said_unchanged(keys, register, Said(place, edition), once=once)[0]


def compared_before(keys: Keyring, place: CompartmentId) -> None:
    """Compare the newest edition of a register with the one before it, so that the page about it need not wait."""
    register = queries.register_of(keys, place)
    if len(register.issues) > 1:
        changing.between(keys, register, *register.issues[-2:])


def remove(keys: Keyring, place: CompartmentId, row: bytes, why: str) -> date:
    """Take a person out of a register for good; return the day on which it is final.

    Every row of this name goes; the files as they came, older editions and their rows are erased, and a tombstone made
    with the register's key keeps later editions from bringing the person back. Raises NoSuchEntryError for a name that
    no row has: nothing is erased for a slip in an address.
    """
    register = queries.register_of(keys, place)
    if register.current is None or register.opened is None or len(row) != rows.SIZE:
        raise NoSuchEntryError(EntryId(row.hex()))
    old, tombstone = register.current.said, Removed(row, why)
    whole = changing.opened(keys, register.current, register.opened.key)
    kept, gone = _without(whole, register, row)
    if not gone:
        raise NoSuchEntryError(EntryId(row.hex()))
    edition = Edition(
        old.arrived, old.name, old.sha256, old.of, old.mapping, _sealed(keys, columns.packed([kept])), len(kept),
        old.aside, old.repeated, old.left_out + gone,
    )  # fmt: skip
    _said_unchanged(keys, register, Said(place, tombstone), Said(place, edition))
    return vaults.erase(keys, _everything_read(keys, place, register), "removed from a register")


def _unsealed(keys: Keyring, waiting: Waiting) -> Iterator[bytes]:
    """Yield a file as it came; raise LockedError as soon as the desk is locked."""
    for piece in vaults.read_file(keys.vault, waiting.said.file.stored):
        keys.seeds  # noqa: B018 - raises LockedError
        yield piece


def _said_unchanged(keys: Keyring, read: Register, *said: Said, once: str | None = None) -> tuple[EntryId, ...]:
    """Say something about a register as it was read; raise MovedError when that has changed.

    What is written just between the look and the word, and changes no row, is looked at anew: that a case was
    compared, or that this very reading takes longer than a page.
    """
    while True:
        head = _unchanged(keys, said[0].compartment, read)
        with suppress(MovedError):
            return vaults.append(keys, *said, after=head, once=once)


def _unchanged(keys: Keyring, place: CompartmentId, read: Register) -> Head:
    """Return how far the register is written; raise MovedError when what was read of it before has changed.

    Reading takes minutes, in which cases go on being compared with the register: that changes none of its rows.
    """
    head, now = vaults.head(keys, place), queries.register_of(keys, place)
    if (now.issues, now.removed, _ids(now)) != (read.issues, read.removed, _ids(read)):
        raise MovedError(place)
    return head


def _key(register: Register) -> bytes:
    if register.opened is None:
        raise ValueError("no register")
    return register.opened.key


def _ids(register: Register) -> list[EntryId]:
    """Return which files wait to be read: that one is being read now is no change."""
    return [one.id for one in register.waiting]


def _sealed(keys: Keyring, packed: columns.Packed) -> StoredFile:
    return vaults.put_file(keys.vault, packed.pieces())


@dataclass(slots=True, eq=False, repr=False)
class _Read:
    """What was read of a list until now, besides its rows. It goes block by block and stops at lock."""

    keys: Keyring
    register: Register
    key: bytes
    reach: Reach
    about: int
    looked_at: int = 0
    people: int = 0
    aside: list[reading.Aside] = field(default_factory=list)
    numbers: list[pa.ChunkedArray] = field(default_factory=list)
    left_out: int = 0
    repeated: int = 0

    def kept(self, parts: Iterable[reading.Reading]) -> Iterator[rows.Named]:
        """Yield the rows that stay; raise TooManyError when they are more than this computer can search."""
        self.reach(0, self.about)
        for part in parts:
            self.keys.seeds  # noqa: B018 - raises LockedError
            named, gone = _without(rows.named(part.table, self.key), self.register)
            self.people += len(named)
            if self.people > most_rows(memory()):
                raise TooManyError(str(self.people))
            self.looked_at += len(part.table) + len(part.aside)
            self.aside += part.aside[: MOST_ASIDE - len(self.aside)]
            self.numbers.append(part.table["id"])
            self.repeated += part.repeated
            self.left_out += gone
            self.reach(self.looked_at, self.about)
            yield named
        self.repeated += _more_often(self.numbers)


def _more_often(numbers: list[pa.ChunkedArray]) -> int:
    """Return how many rows have a number that stood in a block before theirs; within a block it was seen to."""
    if len(numbers) < 2:
        return 0
    together = pa.chunked_array([chunk for one in numbers for chunk in one.chunks], pa.string())
    return len(together) - int(pc.count_distinct(together).as_py())


def _without(named: rows.Named, register: Register, *more: bytes) -> tuple[rows.Named, int]:
    """Return the rows whose tombstone does not stand, and how many were left out."""
    out = np.array([rows.number(name) for name in (*register.removed, *more)], np.uint64)
    kept = named.only(~np.isin(named.persons, out)) if len(out) else named
    return kept, len(named) - len(kept)


def _everything_read(keys: Keyring, place: CompartmentId, register: Register) -> list[EntryId]:
    """Return the entries that hold the removed person's row: editions until now, and the files they were read from."""
    arrived = [one.id for one in vaults.entries(keys, place) if isinstance(one.record, Arrived)]
    return [*(one.id for one in register.issues), *arrived]
