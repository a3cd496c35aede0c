"""Who is at the door just now: the keys that her nine words opened, in the memory of the door, for twenty minutes.

A visit is found by a random number in the address of its pages, which opens nothing afterwards. Nothing of it is on the
disk, in a cookie or in a form: a phone that is looked at later shows an address and no more. A restart of the door ends
all visits, and the pages then ask for the words again. Why so: docs/decisions/0003.
"""

import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from weakref import WeakKeyDictionary

from bereginya.desk.intake.records import Path
from bereginya.vault import CompartmentId, Vault
from bereginya.vault.receipts import Receipt, ReceiptKeys

LIFE = 20 * 60
"""Seconds without a page after which a visit is over."""
MOST = 5_000
"""Visits at one time; the one that was quiet for longest makes room."""


@dataclass(slots=True, repr=False)
class Visit:
    """One person at the door. `fresh` is her receipt while it may be shown, `path` is known while she is asked."""

    keys: ReceiptKeys
    path: Path | None = None
    fresh: Receipt | None = None
    asked: tuple[int, int] = (0, 1)
    seen: float = field(default=0.0)

    @property
    def thread(self) -> CompartmentId:
        """The thread her receipt belongs to."""
        return self.keys.thread


class Visits:
    """The visits of one door process. Safe for threads."""

    def __init__(self, seconds: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._turn = Lock()
        self._open: OrderedDict[str, Visit] = OrderedDict()

    def begin(self, visit: Visit) -> str:
        """Remember a visit and return its number."""
        number = secrets.token_hex(16)
        with self._turn:
            self._sweep()
            visit.seen = self._seconds()
            self._open[number] = visit
            while len(self._open) > MOST:
                self._open.popitem(last=False)
        return number

    def find(self, number: str) -> Visit | None:
        """Return a visit and let its time begin anew, or None when it is over."""
        with self._turn:
            self._sweep()
            visit = self._open.get(number)
            if visit is not None:
                visit.seen = self._seconds()
                self._open.move_to_end(number)
            return visit

    def end(self, number: str) -> None:
        """Forget a visit."""
        with self._turn:
            self._open.pop(number, None)

    def _sweep(self) -> None:
        now = self._seconds()
        while self._open and now - next(iter(self._open.values())).seen > LIFE:
            self._open.popitem(last=False)


_OF: "WeakKeyDictionary[Vault, Visits]" = WeakKeyDictionary()
_TURN = Lock()


def visits_of(vault: Vault) -> Visits:
    """Return the visits of the door that has this vault open."""
    with _TURN:
        return _OF.setdefault(vault, Visits())
