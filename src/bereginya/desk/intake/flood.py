"""Holding back a flood: whoever sends much waits a little, no word is refused, and no address is looked at or kept.

The buckets are in memory and shared by everybody. Files have their own, and only some may be sent at one time, so that
text always finds a free thread: a file may have to be sent again later, words never.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore, Lock

_LONGEST = 3.0
"""Seconds that a request is held back at most: a thread that sleeps serves nobody."""


class Bucket:
    """Lets `rate` requests a second pass, and `burst` at once; the others are told how long to wait."""

    def __init__(self, rate: float, burst: float, seconds: Callable[[], float] = time.monotonic) -> None:
        self._rate, self._burst = rate, burst
        self._seconds = seconds
        self._turn = Lock()
        self._left, self._at = burst, seconds()

    def take(self) -> float:
        """Take one and return the seconds to wait for it, three at most."""
        with self._turn:
            now = self._seconds()
            self._left = min(self._burst, self._left + (now - self._at) * self._rate)
            self._at = now
            self._left = max(self._left - 1, -_LONGEST * self._rate)
            return max(0.0, -self._left / self._rate)


TEXTS = Bucket(rate=60, burst=120)
FILES = Bucket(rate=2, burst=20)
AT_ONCE, WAITING = 8, 6
"""Files that are sent at one time, and that wait: together fewer than the threads of the door."""
PATIENCE = 15.0
"""Seconds to wait for a place: whoever sends a byte a minute keeps hers for long."""


class FilesBusyError(Exception):
    """Too many files are on their way. The door's page says so; text is still received."""


class FilePlaces:
    """The few places for sending files. Safe for threads."""

    def __init__(self, at_once: int = AT_ONCE, waiting: int = WAITING, patience: float = PATIENCE) -> None:
        self._places = BoundedSemaphore(at_once)
        self._room = BoundedSemaphore(at_once + waiting)
        self._patience = patience

    @contextmanager
    def one(self) -> Iterator[None]:
        """Wait for a place and keep it; raise FilesBusyError when too many wait, or for too long."""
        if not self._room.acquire(blocking=False):
            raise FilesBusyError("no room to wait")
        try:
            if not self._places.acquire(timeout=self._patience):
                raise FilesBusyError("no place")
            try:
                yield
            finally:
                self._places.release()
        finally:
            self._room.release()


PLACES = FilePlaces()


def hold_back(bucket: Bucket) -> None:
    """Wait as long as the bucket says."""
    wait = bucket.take()
    if wait:
        time.sleep(wait)
