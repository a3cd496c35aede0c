"""Reading everything once after unlock, in a thread, so that search and lists are there when they are wanted.

Nothing of it outlives the keyring: the thread stops at lock, and what it remembered is in the keyring's memory.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock, Thread
from weakref import WeakKeyDictionary

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from bereginya.desk.cases.folds import CASE
from bereginya.desk.counsel.folds import LEGAL, WATCH
from bereginya.desk.homecoming.folds import HOME
from bereginya.desk.intake.folds import REQUEST, THREAD
from bereginya.desk.overview.search import SEARCHED
from bereginya.desk.post.folds import LETTERS
from bereginya.desk.registers.folds import REGISTER, SEARCH
from bereginya.desk.ui.errors import note
from bereginya.vault import Fold, Keyring, warm
from bereginya.vault.errors import LockedError

FOLDS: tuple[Fold[object], ...] = (SEARCHED, REQUEST, THREAD, CASE, LEGAL, WATCH, HOME, LETTERS, REGISTER, SEARCH)  # type: ignore[assignment]  # folds of any state
"""Everything that one pass over the log makes."""


@dataclass(slots=True, eq=False)
class Warmth:
    """How much of what she may open has been read, from 0 to 1, and how many of her pages are being made."""

    share: float = 0.0
    failed: bool = False
    pages: int = 0

    @property
    def complete(self) -> bool:
        """Whether all of it has been read once."""
        return self.share >= 1.0


_KNOWN: WeakKeyDictionary[Keyring, Warmth] = WeakKeyDictionary()
_TURN = Lock()
_COURTESY, _A_MOMENT = 50, 0.01


def warmth(keys: Keyring) -> Warmth:
    """Return how far the reading is; the first call for a keyring starts it."""
    with _TURN:
        known = _KNOWN.get(keys)
        if known is None:
            known = _KNOWN[keys] = Warmth()
            Thread(target=_read, args=(keys, known), daemon=True).start()
    return known


def warm_up(answer: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Start reading with the first page a member asks for after she unlocked."""

    def page(request: HttpRequest) -> HttpResponseBase:
        keys: Keyring | None = getattr(request, "keys", None)
        if keys is None:
            return answer(request)
        known = warmth(keys)
        _count_page(known, 1)
        try:
            return answer(request)
        finally:
            _count_page(known, -1)

    return page


def _count_page(known: Warmth, more: int) -> None:
    with _TURN:
        known.pages += more


def _let_pages_go_first(known: Warmth) -> None:
    """Wait a little while a page is being made: reading and page take turns with one lock, which is not a fair one."""
    for _ in range(_COURTESY):
        if not known.pages:
            return
        time.sleep(_A_MOMENT)


def _read(keys: Keyring, known: Warmth) -> None:
    def report(share: float) -> None:
        known.share = min(share, 0.99)
        _let_pages_go_first(known)

    try:
        warm(keys, FOLDS, report)
    except LockedError:
        known.failed = True
    except Exception as error:  # noqa: BLE001 - a thread has nobody above it; the log gets type and place
        known.failed = True
        note(error)
    else:
        known.share = 1.0
