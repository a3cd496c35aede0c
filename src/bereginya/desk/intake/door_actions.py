"""What the door does for somebody who holds no key: seal her words, make her receipt, open what was written to her.

Sending the same form twice is one entry; sending a changed form again keeps both. The receipt is made from the form's
token and a secret of the door, so that a lost answer loses nothing: the same form gives the same words.
"""

import hmac
import secrets
from dataclasses import replace
from hashlib import sha256

from bereginya import vault as vaults
from bereginya.desk.intake import queries
from bereginya.desk.intake.records import Attachment, Counted, Opening, Path, Reply, Waiting, Way, Words, WriteTo
from bereginya.facts.records import Record
from bereginya.vault import Address, EntryId, HolderId, Vault
from bereginya.vault.errors import NoSuchCompartmentError
from bereginya.vault.holding import Secret, address_of
from bereginya.vault.receipts import Receipt, ReceiptKeys, new_receipt, receipt_keys
from bereginya.vault.sealing import SECRET_SIZE
from bereginya.vault.wordlists import Language

_BOOK_OF = {Path.RESERVED: queries.RESERVED, Path.ADVOCATE: queries.ADVOCATE}
_RECEIPT_KEY = "door-receipts"
"""Name of the setting from which, together with a form's token, receipts are made. The token is never stored."""


def receipt_for(vault: Vault, token: str, language: Language) -> Receipt:
    """Return the nine words that belong to a form; always the same for the same form."""
    return new_receipt(_mac(vault, b"receipt", language.encode(), token.encode())[:12], language)


def receive(vault: Vault, token: str, text: str, path: Path, language: Language) -> tuple[Receipt, ReceiptKeys]:
    """Seal what somebody wrote first, as a folder and a thread, and return the words that open the thread.

    When this returns everything is on the disk. The same form sent again adds nothing, unless the text was changed:
    then that text is added.
    """
    receipt = receipt_for(vault, token, language)
    keys = receipt_keys(receipt, vault.receipt_argon)
    once = _mac(vault, b"request", keys.thread.encode()).hex()
    with vault.store.writing():
        if vault.store.last_position(keys.thread) is None:
            _open_request(vault, keys, path, language, once)
        say(vault, keys, Words(text), token)
    return receipt, keys


def say(vault: Vault, keys: ReceiptKeys, record: Record, token: str) -> EntryId:
    """Seal what she says further into her folder. The same form with the same content is one entry."""
    to = folder_address(vault, keys)
    once = _mac(vault, b"said", to.compartment.encode(), token.encode(), _content(vault, record)).hex()
    return vaults.drop(vault, to, record, once=once)


def folder_address(vault: Vault, keys: ReceiptKeys) -> Address:
    """Return where her words go now; raise NoSuchCompartmentError when the words open no thread."""
    known = [one.record.address for one in read(vault, keys) if isinstance(one.record, WriteTo)]
    if not known:
        raise NoSuchCompartmentError(keys.thread)
    return known[-1]


def read(vault: Vault, keys: ReceiptKeys) -> list[vaults.Entry]:
    """Return what was written to her; her own words are not among it.

    It is empty when the thread was erased, for instance because her words had been lost and were replaced. Raises
    NoSuchCompartmentError when the words open no thread.
    """
    return vaults.open_thread(vault, keys.signing, keys.sealing)


def delete_replies(vault: Vault, keys: ReceiptKeys, read_to: int) -> int:
    """Erase the replies that she has seen, those up to a position, and return how many they were."""
    gone = [one.id for one in read(vault, keys) if isinstance(one.record, Reply) and one.position <= read_to]
    if gone:
        vaults.erase_as_visitor(vault, keys.signing, gone)
    return len(gone)


def _open_request(vault: Vault, keys: ReceiptKeys, path: Path, language: Language, once: str) -> None:
    """Make folder and thread, so that the thread tells where the folder is, and nobody outside can tell it."""
    number = number_for_few(vault, path)
    opening = Opening(path, Way.DOOR, language, keys.thread, number)
    holders = holders_of(vault, path)
    secret = Secret(1, vault.random(SECRET_SIZE))
    folder = vaults.begin(vault, opening, holders=holders, once=once, secret=secret)
    there = WriteTo(address_of(folder, secret))
    vaults.begin(vault, there, holders=(*holders, keys.outsider), once=f"{once} thread", compartment=keys.thread)
    tell_reception(vault, number)
    month = vault.day().strftime("%Y-%m")
    vaults.drop(vault, vaults.book_address(vault, "house"), Counted(month, Way.DOOR, language))


def number_for_few(vault: Vault, path: Path) -> str | None:
    """Return a number for the notice of a request that only the few may read; None for any other."""
    reserved = path is Path.RESERVED and queries.book_is_open(vault, queries.RESERVED)
    return secrets.token_hex(16) if reserved else None


def tell_reception(vault: Vault, number: str | None) -> None:
    """Let the reception know that something urgent waits for the few, and nothing else of it."""
    if number is not None:
        vaults.drop(vault, vaults.book_address(vault, "reception"), Waiting(number))


def holders_of(vault: Vault, path: Path) -> tuple[HolderId, ...]:
    """Return who is given the key of a new request.

    An advocate's requests are not given to the committee: its trustees cannot be made to open them.
    """
    trust = vault.trust()
    book = queries.book(vault, _BOOK_OF[path]) if path in _BOOK_OF else None
    if book is not None and path is Path.ADVOCATE:
        return (HolderId(book.compartment),)
    return (HolderId((book or trust.books["reception"]).compartment), trust.committee_holder)


def _content(vault: Vault, record: Record) -> bytes:
    """Return by what a record is known when it comes again: a file was sealed anew then, under another key."""
    if isinstance(record, Attachment):
        stored = replace(record.file.stored, id="0" * 32, key=bytes(32))
        record = replace(record, file=replace(record.file, stored=stored))
    return vault.codec.encode(record)


def _mac(vault: Vault, *parts: bytes) -> bytes:
    return hmac.digest(_secret(vault), b"".join(sha256(part).digest() for part in parts), "sha256")


def _secret(vault: Vault) -> bytes:
    """Return the door's own secret, made when it is first needed. It opens nothing without a form's token."""
    known = vault.store.setting(_RECEIPT_KEY)
    if known is None:
        with vault.store.writing():
            known = vault.store.setting(_RECEIPT_KEY) or vault.random(32)
            vault.store.set_setting(_RECEIPT_KEY, known)
    return known
