"""How long one request may take to arrive: a connection that drips must not hold one of the few threads for ever.

A page that is being made or sent has no limit here. What is cut off was not accepted: the visitor sees that her browser
failed, and her words are still in it.
"""

import socket
import time
from collections.abc import Callable, Hashable
from contextlib import suppress
from threading import Lock, Thread
from typing import Protocol

WORDS_SECONDS = 120.0
"""A form of words arrives in this time even over GPRS, or its sender does not want it to arrive."""
FILES_GRACE, FILES_RATE = 60.0, 512
"""A form with files may be slow: after the grace it has to have brought this many bytes for each further second."""
_LOOK = 1.0


class Arriving(Hashable, Protocol):
    """A request on its way in."""

    def socket(self) -> socket.socket:
        """Return the connection's socket."""
        ...

    def received(self) -> int | None:
        """Return how many bytes of the body are here, or None when all of it is."""
        ...

    def brings_files(self) -> bool:
        """Tell whether the body is a form with files, as far as is known."""
        ...


class Patience:
    """Watches the requests that are on their way in and ends those that take too long."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._since: dict[Arriving, float] = {}
        self._turn = Lock()

    def start(self) -> None:
        """Look once a second, in a thread that ends with the process."""
        Thread(target=self._watch, name="patience", daemon=True).start()

    def begin(self, request: Arriving) -> None:
        """Count from now on."""
        with self._turn:
            self._since[request] = self._now()

    def end(self, request: Arriving) -> None:
        """Forget the request: it was answered, or its connection broke."""
        with self._turn:
            self._since.pop(request, None)

    def look(self) -> None:
        """Stop reading from every connection that took too long."""
        with self._turn:
            late = [one for one, since in self._since.items() if _is_late(one, self._now() - since)]
            for one in late:
                del self._since[one]
        for one in late:
            with suppress(OSError):  # it went away by itself
                one.socket().shutdown(socket.SHUT_RD)

    def _watch(self) -> None:
        while True:
            time.sleep(_LOOK)
            self.look()


def _is_late(request: Arriving, seconds: float) -> bool:
    received = request.received()
    if received is None:
        return False
    if request.brings_files():
        return received < (seconds - FILES_GRACE) * FILES_RATE
    return seconds > WORDS_SECONDS
