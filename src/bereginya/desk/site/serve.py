"""One of the two processes: a cheroot server that streams in both directions and writes no access log."""

import ctypes
import fcntl
import logging
import os
import resource
import signal
import socket
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from types import FrameType
from typing import Any, cast

import django
from cheroot.server import HTTPConnection, HTTPRequest
from cheroot.wsgi import Server
from django.conf import settings as django_settings
from django.core.handlers.wsgi import WSGIHandler

from bereginya.desk.members.sessions import Sessions
from bereginya.desk.site.kinds import KINDS
from bereginya.desk.site.log import set_up_log
from bereginya.desk.site.menu import CASE_MENU, FINDING_MENU, MENU
from bereginya.desk.site.patience import Patience
from bereginya.desk.site.settings import Process, SiteSettings, configuration
from bereginya.desk.site.starting import CannotStartError, of_address, of_folder
from bereginya.desk.ui.house import House
from bereginya.desk.ui.requests import HOUSE
from bereginya.vault import FAST, Vault, open_vault, system_clock

_THREADS = 24
"""Each holds one slow upload or download; more of them wait for a connection, none is refused."""
_TIMEOUT = 60
"""Seconds in which a connection may say nothing."""
_READ_ON = 64 * 1024
"""Bytes that are read and thrown away so that a browser sees the answer to a form that was turned away."""

LOCK_SIGNAL = signal.SIGUSR1
"""What `bereginya lock` sends to the desk."""

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class _Request(HTTPRequest):
    """Does not read on when a page answered without reading: whoever sends slowly would keep a thread for long."""

    def send_headers(self) -> None:
        """Say that the connection ends, when much of what is sent was not read."""
        if getattr(self.rfile, "remaining", 0) > _READ_ON:
            self.close_connection = True
        super().send_headers()

    def socket(self) -> socket.socket:
        """Return the connection's socket."""
        return cast("socket.socket", self.conn.socket)

    def received(self) -> int | None:
        """Return how many bytes of the body are here, or None when all of it is."""
        if not self.ready:
            return 0
        left: int = getattr(self.rfile, "remaining", 0)
        return int(self.inheaders.get(b"Content-Length", 0)) - left if left else None

    def brings_files(self) -> bool:
        """Tell whether the body is a form with files."""
        return self.ready and self.inheaders.get(b"Content-Type", b"").startswith(b"multipart/")

    def parse_request(self) -> None:
        """Read the head of the request; its time runs from the first byte on."""
        self.server.patience.begin(self)
        try:
            super().parse_request()
        finally:
            if not self.ready:
                self.server.patience.end(self)

    def respond(self) -> None:
        """Answer; what did not arrive until then is not waited for."""
        try:
            super().respond()
        finally:
            self.server.patience.end(self)


class _Connection(HTTPConnection):
    RequestHandlerClass = _Request


class _WholeBody:
    """What a browser sends, to its end: a form that broke off on the way is not taken for a shorter one."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def read(self, size: int | None = None) -> bytes:
        """Return bytes of the body; raise OSError when the connection ended before it did."""
        data: bytes = self._stream.read(size)
        if self._is_open() and (size is None or len(data) < size):
            raise OSError("the body broke off")
        return data

    def readline(self, size: int | None = None) -> bytes:
        """Return a line of the body, as `read` does."""
        data: bytes = self._stream.readline(size)
        if not data and self._is_open():
            raise OSError("the body broke off")
        return data

    def _is_open(self) -> bool:
        left: int = getattr(self._stream, "remaining", 0)
        return left > 0


class _Quiet(Server):
    """Says nothing about itself to browsers, and only the type of an error to the log."""

    ConnectionClass = _Connection
    patience = Patience()

    def prepare(self) -> None:
        """Take connections, and watch how long requests take to arrive."""
        super().prepare()
        self.patience.start()

    def error_log(self, msg: str = "", level: int = 20, traceback: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002
        """Note the type of an exception that no page caught; a browser that went away is nothing to note."""
        error = sys.exception()
        if traceback and error is not None:
            logging.getLogger("bereginya").error("%s in the server", type(error).__name__)


def run(
    site: SiteSettings, process: Process, *, leash: bool = False, ready: Callable[[House], None] | None = None
) -> None:
    """Serve one process until it is told to stop. A second one of its kind on the same data refuses to start.

    With `leash` it also stops when standard input ends: when whoever started it is gone. `ready` is called as soon as
    connections are taken. Raises CannotStartError, or another error of ours, where it cannot begin.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _close_memory()
    try:
        site.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise of_folder(error) from error
    with only_one(site.data, process):
        vault = open_data(site)
        django_settings.configure(**configuration(site, process, _web_key(vault, process)))
        set_up_log()
        django.setup()
        house = house_for(site, process, vault)
        server = _server(site, process, house)
        _stop_when_told(leash=leash)
        _lock_when_told(house)
        try:
            server.prepare()
        except OSError as error:
            vault.close()
            raise of_address(error) from error
        try:
            if ready is not None:
                ready(house)
            server.serve()
        except (KeyboardInterrupt, SystemExit):
            pass
        finally:
            server.stop()
            vault.close()


def application(house: House, *, https: bool = False) -> Application:
    """Return the WSGI application of a process. With `https` a proxy in front of it speaks TLS."""
    handler = WSGIHandler()

    def answer(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        environ[HOUSE] = house
        environ["wsgi.input"] = _WholeBody(environ["wsgi.input"])
        if https:
            environ["wsgi.url_scheme"] = "https"
        return handler(environ, start)

    return answer


def _close_memory() -> None:
    """Let no other program of this user look into the memory of this process, where the kernel knows how."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(4, 0, 0, 0, 0)  # PR_SET_DUMPABLE


def open_data(site: SiteSettings) -> Vault:
    """Open the vault of the data folder."""
    cost = FAST if site.weak_passphrases_for_tests else None
    return open_vault(site.data, KINDS, clock=system_clock(site.zone), members=cost, receipts=cost)


def house_for(site: SiteSettings, process: Process, vault: Vault) -> House:
    """Return what the process consists of."""
    if process is Process.DOOR:
        return House(vault, process.value)
    local = site.desk_is_local
    return House(vault, process.value, Sessions(vault, local=local), MENU, local, CASE_MENU, FINDING_MENU)


@contextmanager
def only_one(data: Path, process: Process) -> Iterator[None]:
    """Hold the process' place on this data folder; raise CannotStartError when another holds it."""
    try:
        handle = os.open(data / f"{process.value}.lock", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise of_folder(error) from error
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError as error:
        raise CannotStartError("running") from error
    finally:
        os.close(handle)


def _server(site: SiteSettings, process: Process, house: House) -> Server:
    server = _Quiet(
        site.address(process), application(house, https=site.https(process)), numthreads=_THREADS, timeout=_TIMEOUT
    )
    server.server_name = ""
    return server


def _web_key(vault: Vault, process: Process) -> str:
    """Return the key of the CSRF cookie, made at the first start; it opens nothing that was said."""
    name = f"web-key-{process.value}"
    with vault.store.writing():
        if vault.store.setting(name) is None:
            vault.store.set_setting(name, vault.random(32))
    return (vault.store.setting(name) or b"").hex()


def _stop_when_told(*, leash: bool) -> None:
    def stop(_number: int, _frame: FrameType | None) -> None:
        raise SystemExit

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    if leash:
        Thread(target=_stop_at_the_end_of_input, daemon=True).start()


def _lock_when_told(house: House) -> None:
    """Let `bereginya lock` end all sessions and put a fresh process in the place of this one."""
    sessions = house.sessions
    if isinstance(sessions, Sessions):

        def lock(_number: int, _frame: FrameType | None) -> None:
            Thread(target=sessions.end_all, daemon=True).start()
            sessions.restart()

        signal.signal(LOCK_SIGNAL, lock)


def desk_process(data: Path) -> int | None:
    """Return the id of the desk process that runs on this data, or None. The kernel knows who holds the lock."""
    try:
        inode = (data / f"{Process.DESK.value}.lock").stat().st_ino
        held = [line.split() for line in Path("/proc/locks").read_text().splitlines()]
    except OSError:
        return None
    owners = [int(one[4]) for one in held if one[1] == "FLOCK" and one[5].endswith(f":{inode}") and one[4].isdigit()]
    return owners[0] if owners else None


def _stop_at_the_end_of_input() -> None:
    while os.read(0, 1024):
        pass
    signal.raise_signal(signal.SIGTERM)
