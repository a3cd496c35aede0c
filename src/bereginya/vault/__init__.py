"""Sealed statements: who may read, who said it, and that nothing said is lost or changed unseen.

Start with `open_vault`, then `found` or `unlock`; `append`, `begin`, `drop` say something, `entries`, `fold` read it.
All cryptography is that of `cryptography`; formats are in docs/formats. There is no way to search without unlocking,
and none to read what was erased.
"""

from bereginya.vault.argon import FAST, RECEIPT, STRONG, Argon
from bereginya.vault.clock import Clock, system_clock
from bereginya.vault.erasing import erase, erase_as_visitor, erase_compartment, erase_dropped
from bereginya.vault.files import StoredFile, put_file, read_file
from bereginya.vault.house import Vault, open_vault
from bereginya.vault.ids import CompartmentId, EntryId, HolderId
from bereginya.vault.keyring import Keyring
from bereginya.vault.reading import entries, entry, fold, fold_all, head, known, run, warm
from bereginya.vault.records import Address, Damaged, Outsider
from bereginya.vault.sharing import grant, holders, leave_out, quorum_entries, renew_committee, shut_out, withdraw
from bereginya.vault.signing_in import (
    Enrolment,
    Founding,
    admit,
    change_passphrase,
    enrol,
    found,
    open_as_quorum,
    renew_keys,
    set_code,
    unlock,
)
from bereginya.vault.trust import Power
from bereginya.vault.values import Entry, Fold, Head, Said
from bereginya.vault.visiting import open_thread
from bereginya.vault.writing import address, append, begin, book_address, drop, publish, quorum_address

__all__ = [
    "FAST",
    "RECEIPT",
    "STRONG",
    "Address",
    "Argon",
    "Clock",
    "CompartmentId",
    "Damaged",
    "Enrolment",
    "Entry",
    "EntryId",
    "Fold",
    "Founding",
    "Head",
    "HolderId",
    "Keyring",
    "Outsider",
    "Power",
    "Said",
    "StoredFile",
    "Vault",
    "address",
    "admit",
    "append",
    "begin",
    "book_address",
    "change_passphrase",
    "drop",
    "enrol",
    "entries",
    "entry",
    "erase",
    "erase_as_visitor",
    "erase_compartment",
    "erase_dropped",
    "fold",
    "fold_all",
    "found",
    "grant",
    "head",
    "holders",
    "known",
    "leave_out",
    "open_as_quorum",
    "open_thread",
    "open_vault",
    "publish",
    "put_file",
    "quorum_address",
    "quorum_entries",
    "read_file",
    "renew_committee",
    "renew_keys",
    "run",
    "set_code",
    "shut_out",
    "system_clock",
    "unlock",
    "warm",
    "withdraw",
]
