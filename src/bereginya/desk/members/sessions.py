"""Who is signed in: keyrings in the memory of the one desk process, and nowhere else.

A browser holds a random token, this process its hash beside the keyring. A thread of its own, not the next request,
drops a keyring after fifteen minutes without a page or twelve hours in all. Nothing of a session is ever on the disk,
so a restart ends them all. Of an ended session only a public address stays, under which a form that comes too late
is sealed for the member.
"""

import os
import secrets
import sys
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from threading import RLock, Thread

from bereginya import names
from bereginya.desk.members.records import Invited
from bereginya.desk.ui.errors import note
from bereginya.vault import Address, Enrolment, HolderId, Keyring, Vault
from bereginya.vault.errors import LockedError
from bereginya.vault.wordlists import Language

IDLE = 15 * 60
"""Seconds without a page after which a keyring is dropped."""
LONGEST = 12 * 60 * 60
"""Seconds after which it is dropped in any case."""
_LATE = 12 * 60 * 60
_REMEMBERED, _OFFERS, _WRONG_CODES = 200, 100, 20
_LOOK = 5.0


def _seconds() -> float:
    """Return seconds on a clock that goes on while the laptop sleeps, where there is one."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boot is None else time.clock_gettime(boot)


def replace_process() -> None:
    """Put a fresh process in the place of this one, as soon as the answer that is being written is out."""

    def later() -> None:
        time.sleep(0.7)
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606 - the command that started us

    Thread(target=later, daemon=True).start()


@dataclass(slots=True, repr=False, eq=False)
class Session:
    """One browser of one member. `pocket` holds what is shown on the next page and then never again."""

    number: str
    keys: Keyring
    began: datetime
    started: float
    seen: float
    inbox: Address | None
    pocket: dict[str, object] = field(default_factory=dict)


@dataclass(slots=True, repr=False, eq=False)
class Work:
    """Something that takes longer than a page: how far it is. It stops when its keyring is locked."""

    done: int = 0
    whole: int = 0
    finished: bool = False
    failed: bool = False

    def report(self, done: int, whole: int) -> None:
        """Note how far it is."""
        self.done, self.whole = done, whole


class Sessions:
    """What only the memory of the desk process knows. Safe for threads."""

    def __init__(
        self,
        vault: Vault,
        *,
        local: bool = True,
        restart: Callable[[], None] = replace_process,
        seconds: Callable[[], float] = _seconds,
    ) -> None:
        self.vault = vault
        self.local = local
        self.restart = restart
        self.founding_code = None if vault.founded else f"{secrets.randbelow(10**8):08d}"
        self.invitations: dict[str, Invited] = {}
        self.newcomers: dict[HolderId, tuple[Enrolment, Language]] = {}
        self.tickets: dict[str, str] = {}
        self.works: dict[str, Work] = {}
        self._wrong_codes = 0
        self._seconds = seconds
        self._turn = RLock()
        self._open: dict[bytes, Session] = {}
        self._late: OrderedDict[bytes, tuple[float, Address]] = OrderedDict()
        self._offers: OrderedDict[str, str] = OrderedDict()
        self._timer: Thread | None = None

    # ---- opening and finding ----

    def open(self, keys: Keyring, inbox: Address | None) -> str:
        """Begin a session and return its token. All sessions of one member share one keyring."""
        token = secrets.token_urlsafe(32)
        now = self._seconds()
        with self._turn:
            keys = self._shared(keys)
            self._open[_hash(token)] = Session(
                secrets.token_hex(8), keys, self.vault.clock.now().replace(microsecond=0), now, now, inbox
            )
            self._start_timer()
        return token

    def keys(self, token: str) -> Keyring | None:
        """Return the keyring that belongs to a cookie's token, or None."""
        found = self.find(token)
        return None if found is None else found.keys

    def find(self, token: str) -> Session | None:
        """Return the session of a cookie's token and note that it is in use, or None."""
        self.sweep()
        with self._turn:
            found = self._open.get(_hash(token))
            if found is not None:
                found.seen = self._seconds()
            return found

    def of(self, member: HolderId) -> tuple[Session, ...]:
        """Return the sessions of a member, oldest first."""
        with self._turn:
            return tuple(one for one in self._open.values() if one.keys.member == member)

    def anybody(self) -> bool:
        """Tell whether somebody is signed in."""
        with self._turn:
            return bool(self._open)

    def late(self, token: str) -> Address | None:
        """Return where a form is to be sealed whose session has ended, if that was not long ago."""
        with self._turn:
            found = self._late.get(_hash(token))
            return None if found is None or self._seconds() - found[0] > _LATE else found[1]

    # ---- ending ----

    def end(self, token: str) -> None:
        """End one session, by its token."""
        self._end(lambda name, _: name == _hash(token))

    def end_number(self, member: HolderId, number: str) -> None:
        """End one session of a member, by the number her list shows."""
        self._end(lambda _, one: (one.keys.member, one.number) == (member, number))

    def end_member(self, member: HolderId, *, but: str | None = None) -> None:
        """End all sessions of a member, except the one with the number `but`."""
        self._end(lambda _, one: one.keys.member == member and one.number != but)

    def end_all(self) -> None:
        """End every session."""
        self._end(lambda _name, _one: True)

    def sweep(self) -> None:
        """End the sessions whose time is over."""
        now = self._seconds()
        self._end(lambda _, one: now - one.seen > IDLE or now - one.started > LONGEST)

    # ---- small things that are only remembered ----

    def offered(self, token: str, make: Callable[[], str]) -> str:
        """Return the words that were offered with a form, the same as long as the form is not finished."""
        with self._turn:
            if token not in self._offers:
                self._offers[token] = make()
            while len(self._offers) > _OFFERS:
                self._offers.popitem(last=False)
            return self._offers[token]

    def count_wrong_code(self) -> None:
        """Count a wrong founding code; after twenty only a restart makes a new one."""
        with self._turn:
            self._wrong_codes += 1
            if self._wrong_codes >= _WRONG_CODES:
                self.founding_code = None

    def work(self, name: str, job: Callable[[Work], None]) -> Work:
        """Do something in a thread of its own, once at a time under its name, and return how far it is."""
        with self._turn:
            known = self.works.get(name)
            if known is not None and not (known.finished or known.failed):
                return known
            work = self.works[name] = Work()
        Thread(target=_do, args=(job, work), daemon=True).start()
        return work

    def _end(self, over: Callable[[bytes, Session], bool]) -> None:
        with self._turn:
            ended = {name: one for name, one in self._open.items() if over(name, one)}
            for name, one in ended.items():
                del self._open[name]
                if one.inbox is not None:
                    self._late[name] = (self._seconds(), one.inbox)
            while len(self._late) > _REMEMBERED:
                self._late.popitem(last=False)
            used = [one.keys for one in self._open.values()]
        for one in ended.values():
            if one.keys not in used:
                one.keys.lock()
        if ended and not used:
            names.forget()  # what the library of names remembers is in no keyring

    def _shared(self, fresh: Keyring) -> Keyring:
        """Let a member's second browser use the keyring of her first: two would overwrite each other's ring."""
        for one in self._open.values():
            if one.keys.member == fresh.member and one.keys is not fresh:
                with one.keys.turn:
                    one.keys.replace(fresh.seeds, fresh.way)
                    one.keys.load()
                fresh.lock()
                return one.keys
        return fresh

    def _start_timer(self) -> None:
        if self._timer is None or not self._timer.is_alive():
            self._timer = Thread(target=self._watch, daemon=True)
            self._timer.start()

    def _watch(self) -> None:
        """Look every few seconds: a laptop that wakes up has to lock at once, not after the rest of its sleep."""
        while True:
            time.sleep(_LOOK)
            self.sweep()
            with self._turn:
                if not self._open:
                    self._timer = None
                    return


def _do(job: Callable[[Work], None], work: Work) -> None:
    try:
        job(work)
    except LockedError:
        work.failed = True  # it goes on when somebody signs in again
    except Exception as error:  # noqa: BLE001 - a thread has nobody above it; the log gets type and place
        work.failed = True
        note(error)
    else:
        work.finished = True


def _hash(token: str) -> bytes:
    return sha256(token.encode()).digest()
