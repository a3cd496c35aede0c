"""Requests as the views see them: with the vault, and at the desk with the keyring of the signed-in member."""

from typing import Protocol

from django.http import HttpRequest

from bereginya.vault import Keyring, Vault

HOUSE = "bereginya.house"
"""Where the server puts the `House` into the WSGI environment."""


class Sessions(Protocol):
    """The keyrings of who is signed in; only the desk has them."""

    def keys(self, token: str) -> Keyring | None:
        """Return the keyring that belongs to a cookie's token, or None."""


class DoorRequest(HttpRequest):
    """A request at the door, or at the desk before signing in: the vault is open, without keys."""

    vault: Vault


class DeskRequest(DoorRequest):
    """A request of a signed-in member."""

    keys: Keyring


PageRequest = DoorRequest
"""Any request."""
