"""What members do with registers: open one, take a file in, say how it is read, take people out of it for good."""

from collections.abc import Sequence
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from bereginya import vault as vaults
from bereginya.desk.intake.records import NamedFile
from bereginya.desk.registers import columns, queries, rows
from bereginya.desk.registers.errors import NobodyReadError, SameFileError
from bereginya.desk.registers.folds import Issue, Register, Waiting
from bereginya.desk.registers.memory_files import in_memory
from bereginya.desk.registers.records import (
    Arrived,
    AsideRow,
    Discarded,
    Edition,
    Opened,
    Origin,
    RemovalLifted,
    Removed,
)
from bereginya.facts.sources import Source
from bereginya.tracing import reading
from bereginya.tracing.mapping import Mapping, from_toml
from bereginya.tracing.reading import MappingError
from bereginya.tracing.reading import Source as ListSource
from bereginya.vault import CompartmentId, EntryId, HolderId, Keyring, Said, StoredFile
from bereginya.vault.errors import NoSuchEntryError, NotAllowedError

MOST_ASIDE = 2_000
"""Rows kept aside that are listed by number; of more, the list is read wrongly as a whole."""
_KEY = 32


def open_register(
    keys: Keyring, name: str, origin: Origin, source: Source, *, also: Sequence[HolderId], once: str
) -> CompartmentId:
    """Make a register with a compartment of its own, held by who makes it, those named, and the committee."""
    opened = Opened(name, origin, source, keys.vault.random(_KEY))
    quorum = keys.vault.trust().quorum
    everybody = dict.fromkeys((keys.member, *also, *((quorum.holder,) if quorum else ())))
    return vaults.begin(keys.vault, opened, holders=tuple(everybody), keys=keys, once=once)


def take_in(keys: Keyring, place: CompartmentId, file: NamedFile, *, once: str) -> EntryId:
    """Take a file in that is to be read. Raises SameFileError for one that is the newest edition already."""
    register = queries.register_of(keys, place)
    if register.current and register.current.said.sha256 == file.stored.sha256:
        raise SameFileError(place)
    return vaults.append(keys, Said(place, Arrived(file)), once=once)[0]


def discard(keys: Keyring, place: CompartmentId, arrived: str) -> None:
    """Do not read a file that came in; it is erased."""
    waiting = waiting_file(keys, place, arrived)
    vaults.append(keys, Said(place, Discarded(waiting.id)))
    vaults.erase(keys, [waiting.id], "not read")


def look(keys: Keyring, place: CompartmentId, arrived: str) -> tuple[ListSource, Mapping]:
    """Return what a file is, with a sample, and how its columns are read: as the last edition was, else a guess.

    Raises UnreadableFileError.
    """
    waiting, register = waiting_file(keys, place, arrived), queries.register_of(keys, place)
    with in_memory(vaults.read_file(keys.vault, waiting.said.file.stored)) as path:
        source = reading.look(path)
    if register.current is not None:
        try:
            return source, from_toml(register.current.said.mapping, source.headers)
        except MappingError:
            pass  # the new edition has other columns
    return source, reading.mapped(source)


def read_in(keys: Keyring, place: CompartmentId, arrived: str, mapping: Mapping, *, of: date, once: str) -> EntryId:
    """Read a file with a mapping and make it the newest edition; return its entry.

    Who was removed does not come back. Raises UnreadableFileError, MappingError, NobodyReadError when no row is left,
    and MovedError when a colleague changed the register meanwhile.
    """
    head = vaults.head(keys, place)
    register, waiting = queries.register_of(keys, place), waiting_file(keys, place, arrived)
    with in_memory(vaults.read_file(keys.vault, waiting.said.file.stored)) as path:
        read = reading.read(reading.look(path), mapping)
    table, left_out = _without(read.table, register)
    if not len(table):
        raise NobodyReadError(place)
    edition = Edition(
        waiting.id,
        waiting.said.file.name,
        waiting.said.file.stored.sha256,
        of,
        mapping.to_toml(),
        _sealed(keys, table),
        len(table),
        tuple(AsideRow(one.row, one.why) for one in read.aside[:MOST_ASIDE]),
        read.repeated,
        left_out,
    )
    return vaults.append(keys, Said(place, edition), after=head, once=once)[0]


def remove(keys: Keyring, place: CompartmentId, row: bytes, why: str) -> date:
    """Take a person out of a register for good; return the day on which it is final.

    Every row of this name goes; the files as they came, older editions and their rows are erased, and a tombstone made
    with the register's key keeps later editions from bringing the person back.
    """
    head = vaults.head(keys, place)
    register = queries.register_of(keys, place)
    if register.current is None or register.opened is None:
        raise NoSuchEntryError(EntryId(""))
    old = register.current.said
    table = columns.unpacked(vaults.read_file(keys.vault, old.columns))
    tombstone = Removed(row, why)
    kept, gone = _without(table, register, row)
    edition = Edition(
        old.arrived, old.name, old.sha256, old.of, old.mapping, _sealed(keys, kept), len(kept), old.aside,
        old.repeated, old.left_out + gone,
    )  # fmt: skip
    vaults.append(keys, Said(place, tombstone), Said(place, edition), after=head)
    return vaults.erase(keys, _everything_read(keys, place, register), "removed from a register")


def lift(keys: Keyring, place: CompartmentId, row: bytes, *, once: str) -> None:
    """Let a later edition bring a removed person back."""
    if row not in queries.register_of(keys, place).removed:
        raise NoSuchEntryError(EntryId(row.hex()))
    vaults.append(keys, Said(place, RemovalLifted(row)), once=once)


def erase_register(keys: Keyring, place: CompartmentId, why: str) -> date:
    """Erase a register with all its editions; decisions stay in their folders, with the row as it was read."""
    queries.register_of(keys, place)
    return vaults.erase_compartment(keys, place, why)


def give_key(keys: Keyring, place: CompartmentId, to: HolderId) -> None:
    """Let one more member search the register."""
    queries.register_of(keys, place)
    vaults.grant(keys, place, to)


def take_key_back(keys: Keyring, place: CompartmentId, holder: HolderId) -> None:
    """Leave a member out of later editions. Raises NotAllowedError for oneself."""
    queries.register_of(keys, place)
    if holder == keys.member:
        raise NotAllowedError("oneself")
    vaults.withdraw(keys, place, holder)


def waiting_file(keys: Keyring, place: CompartmentId, arrived: str) -> Waiting:
    """Return a file that waits to be read; raise NoSuchEntryError."""
    for one in queries.register_of(keys, place).waiting:
        if one.id == arrived:
            return one
    raise NoSuchEntryError(EntryId(arrived))


def _sealed(keys: Keyring, table: pa.Table) -> StoredFile:
    return vaults.put_file(keys.vault, columns.packed(table))


def _without(table: pa.Table, register: Register, *more: bytes) -> tuple[pa.Table, int]:
    """Return the rows whose tombstone does not stand, and how many were left out."""
    names = [rows.number(name) for name in (*register.removed, *more)]
    if not names or register.opened is None:
        return table, 0
    marks = pa.array(rows.person_marks(table, register.opened.key))
    kept = table.filter(pc.invert(pc.is_in(marks, pa.array(names, pa.uint64()))))
    return kept, len(table) - len(kept)


def _everything_read(keys: Keyring, place: CompartmentId, register: Register) -> list[EntryId]:
    """Return the entries that hold the removed person's row: editions until now, and the files they were read from."""
    issues: list[Issue] = list(register.issues)
    arrived = [one.id for one in vaults.entries(keys, place) if isinstance(one.record, Arrived)]
    return [*(one.id for one in issues), *arrived]
