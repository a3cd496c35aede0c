"""Holding back a flood: whoever sends much waits a little, nobody is refused, and no address is looked at or kept.

The buckets are in memory and shared by everybody. Files have their own, and only some may be sent at one time, so that
text always finds a free thread.
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
_FILES_AT_ONCE = BoundedSemaphore(3)


def hold_back(bucket: Bucket) -> None:
    """Wait as long as the bucket says."""
    wait = bucket.take()
    if wait:
        time.sleep(wait)


@contextmanager
def file_turn() -> Iterator[None]:
    """Wait for one of the few places for sending files, and keep it."""
    hold_back(FILES)
    with _FILES_AT_ONCE:
        yield
