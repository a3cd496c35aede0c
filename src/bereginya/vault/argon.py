"""Argon2id (RFC 9106), few at a time and with a bounded queue, so that sign-ins never eat the machine's memory.

OpenSSL waits for ever when two derivations with several lanes run in one process, so those go one at a time.
"""

from dataclasses import dataclass
from threading import BoundedSemaphore

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from bereginya.facts.errors import BereginyaError

WAITING = 32


class BusyError(BereginyaError):
    """Too many people are waiting for the same slow step; trying again in some seconds helps."""

    code = "vault.busy"


@dataclass(frozen=True, slots=True)
class Argon:
    """Cost of one derivation: memory in KiB, passes, lanes."""

    memory: int
    passes: int
    lanes: int = 1


STRONG = Argon(memory=256 * 1024, passes=3, lanes=4)
"""Members' passphrases."""
RECEIPT = Argon(memory=19 * 1024, passes=2)
"""Receipts: 91 random bits need little stretching. Part of the receipt format and never changed."""
FAST = Argon(memory=64, passes=1)
"""Tests only."""


def derive(secret: bytes, salt: bytes, cost: Argon, length: int = 32) -> bytes:
    """Return `length` bytes stretched from `secret` at the given cost."""
    argon = Argon2id(salt=salt, length=length, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory)
    return argon.derive(secret)


class ArgonQueue:
    """Derives one at a time, or `at_once` of a single lane; 32 more may wait, the next is told to come back."""

    def __init__(self, cost: Argon, at_once: int = 1) -> None:
        if at_once > 1 and cost.lanes > 1:
            raise ValueError("derivations with several lanes at the same time")
        self.cost = cost
        self._working = BoundedSemaphore(at_once)
        self._room = BoundedSemaphore(WAITING + at_once)

    def derive(self, secret: bytes, salt: bytes, length: int = 32) -> bytes:
        """Return the derived bytes; raise BusyError when the queue is full."""
        if not self._room.acquire(blocking=False):
            raise BusyError("argon2 queue is full")
        try:
            with self._working:
                return derive(secret, salt, self.cost, length)
        finally:
            self._room.release()
