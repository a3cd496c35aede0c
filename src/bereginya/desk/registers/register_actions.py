"""What members do with registers: open one, say anew what it is, take a file in, say who may search it.

Letting a removed person come back is here too. Reading a file and taking a person out need compiled code:
reading_in.py.
"""

from collections.abc import Sequence
from datetime import date

from bereginya import vault as vaults
from bereginya.desk.intake.records import NamedFile
from bereginya.desk.registers import queries
from bereginya.desk.registers.errors import SameFileError
from bereginya.desk.registers.folds import Waiting
from bereginya.desk.registers.records import Arrived, Discarded, Opened, Origin, RemovalLifted
from bereginya.facts.sources import Source
from bereginya.vault import CompartmentId, EntryId, HolderId, Keyring, Said
from bereginya.vault.errors import MovedError, NoSuchEntryError, NotAllowedError

_KEY = 32


def open_register(
    keys: Keyring, name: str, origin: Origin, source: Source, *, also: Sequence[HolderId], once: str
) -> CompartmentId:
    """Make a register with a compartment of its own, held by who makes it, those named, and the committee."""
    opened = Opened(name, origin, source, keys.vault.random(_KEY))
    quorum = keys.vault.trust().quorum
    everybody = dict.fromkeys((keys.member, *also, *((quorum.holder,) if quorum else ())))
    return vaults.begin(keys.vault, opened, holders=tuple(everybody), keys=keys, once=once)


def describe(
    keys: Keyring, place: CompartmentId, name: str, origin: Origin, source: Source, *, seen: str, once: str
) -> None:
    """Say anew what a register is called and where it comes from; what was said before stays in the history.

    `seen` is the statement she corrected; raises MovedError when a colleague had corrected it meanwhile.
    """
    head = vaults.head(keys, place)
    register = queries.register_of(keys, place)
    if register.opened is None or register.statement != seen:
        raise MovedError(place)
    said = Opened(name, origin, source, register.opened.key)
    vaults.append(keys, Said(place, said, corrects=register.about), after=head, once=once)


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
