"""The names of things in the vault: 16 bytes, written as 32 lower-case hex digits, and meaning nothing."""

from typing import NewType

CompartmentId = NewType("CompartmentId", str)
EntryId = NewType("EntryId", str)
HolderId = NewType("HolderId", str)

SIZE = 16
"""Bytes of an id."""

OPEN = CompartmentId("0" * 32)
"""Where open entries lie: public keys, powers, erasures and public texts, readable by everybody."""
