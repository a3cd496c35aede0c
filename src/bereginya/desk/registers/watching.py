"""Comparing again what is new, in the background of an unlocked desk: a register that came, a fact that was added.

Before that, what was being read when the desk was locked is read on (readings.py).

What is undone is a fold (`queries.unmatched`), so there is no queue. The thread works with the keyring of a signed-in
member, opens registers only when there is something to compare, and stops at lock.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock, Thread

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from bereginya import vault as vaults
from bereginya.desk.cases.folds import CASE
from bereginya.desk.registers import queries, readings
from bereginya.desk.registers.folds import REGISTER, SEARCH
from bereginya.desk.ui.errors import note
from bereginya.vault import Keyring
from bereginya.vault.errors import LockedError

_KEPT = "registers.watch"
_PAUSE = 2.0
"""Seconds between two looks at what is new: whoever types three facts waits for one comparison, not three."""
_A_MOMENT = 0.05
_NEEDED = (REGISTER, SEARCH, CASE)
_TURN = Lock()


@dataclass(slots=True, eq=False, repr=False)
class Watch:
    """The thread of a session, how far the log was when everything had been compared, and whether it broke off."""

    thread: Thread | None = None
    compared_to: int = -1
    broke_off: bool = False


def watch(answer: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Look for what was not compared yet after each page that a signed-in member asked for."""

    def page(request: HttpRequest) -> HttpResponseBase:
        response = answer(request)
        keys: Keyring | None = getattr(request, "keys", None)
        if keys is not None and keys.unlocked:
            look_around(keys)
        return response

    return page


def look_around(keys: Keyring) -> None:
    """Begin to compare in a thread, unless one is at it or nothing was said since."""
    with _TURN:
        watch = keys.memory.kept.setdefault(_KEPT, Watch())
        if not isinstance(watch, Watch) or watch.compared_to == keys.vault.store.size():
            return
        if watch.thread is None or not watch.thread.is_alive():
            watch.thread = Thread(target=_work, args=(keys, watch), daemon=True)
            watch.thread.start()


def broke_off(keys: Keyring) -> bool:
    """Tell whether the last comparison ended with a fault: nothing goes on until something new is said."""
    watch = keys.memory.kept.get(_KEPT)
    return isinstance(watch, Watch) and watch.broke_off


def compare(keys: Keyring) -> int:
    """Compare all that was not compared yet, here and now; return how many cases it was."""
    wanted = queries.unmatched(keys)
    if not wanted:
        return 0
    from bereginya.desk.registers import looking  # noqa: PLC0415 - compiled code, a second that only this thread waits

    return looking.match(keys, wanted)


def _work(keys: Keyring, watch: Watch) -> None:
    size = -1
    try:
        _pause(keys)
        while vaults.warm(keys, _NEEDED, seconds=_A_MOMENT) < 1:  # what reads after sign-in goes first
            _pause(keys)
        readings.go_on_with_hers(keys)
        size = keys.vault.store.size()
        if not compare(keys):
            watch.compared_to = size
        watch.broke_off = False
    except LockedError:
        pass  # the next one who signs in goes on
    except Exception as error:  # noqa: BLE001 - a thread has nobody above it; the log gets type and place
        watch.compared_to, watch.broke_off = size, True  # not again before something new is said
        note(error)


def _pause(keys: Keyring) -> None:
    """Wait a little; raise LockedError when the desk was locked meanwhile."""
    time.sleep(_PAUSE)
    keys.seeds  # noqa: B018 - raises LockedError
