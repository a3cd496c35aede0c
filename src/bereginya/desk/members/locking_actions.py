"""What the door says and whether it is open; locking every session, or letting the machine forget the keys."""

import secrets
from collections.abc import Sequence
from hashlib import sha256

from bereginya import vault as vaults
from bereginya.desk.members import queries
from bereginya.desk.members.records import (
    DoorText,
    DoorWords,
)
from bereginya.desk.members.sessions import Sessions
from bereginya.vault import Keyring, Vault
from bereginya.vault.signing_in import DOOR_SHUT


def say_at_door(keys: Keyring, texts: Sequence[DoorText]) -> None:
    """Publish what the door says, in every language at once."""
    vaults.publish(keys, DoorWords(tuple(texts)))


def shut_door(vault: Vault) -> None:
    """Let the door say that nobody can read now."""
    _set(vault, DOOR_SHUT, queries.WE_CANNOT_READ.encode())


def open_door(vault: Vault) -> None:
    """Let people write again."""
    _set(vault, DOOR_SHUT, b"")


def lock_everything(vault: Vault, sessions: Sessions, *, door_shut: bool) -> None:
    """End all sessions and replace the process, so that its memory is gone."""
    if door_shut:
        shut_door(vault)
    sessions.end_all()
    sessions.restart()


def close_hard(vault: Vault, sessions: Sessions, *, door_shut: bool) -> None:
    """Let this machine forget the members' keys. They come back only from a copy of the key box elsewhere."""
    with vault.store.writing():
        vault.store.drop_sealed("member")
        vault.store.drop_sealed("ring")
    vault.store.truncate()
    lock_everything(vault, sessions, door_shut=door_shut)


def make_lock_address(vault: Vault) -> str:
    """Return a new address that locks everything when it is opened and confirmed; the old one no longer does."""
    token = secrets.token_urlsafe(32)
    _set(vault, queries.LOCK_ADDRESS, sha256(token.encode()).digest())
    return token


def _set(vault: Vault, name: str, value: bytes) -> None:
    with vault.store.writing():
        vault.store.set_setting(name, value)
