"""The two processes. Each is one cheroot server that streams in both directions and writes no access log."""

import fcntl
import logging
import os
import resource
import signal
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import django
from cheroot.wsgi import Server
from django.conf import settings as django_settings
from django.core.handlers.wsgi import WSGIHandler

from bereginya.desk.site import settings as common
from bereginya.desk.site.kinds import KINDS
from bereginya.desk.site.settings import Process, SettingsError, SiteSettings, configuration
from bereginya.desk.ui.house import House
from bereginya.desk.ui.requests import HOUSE
from bereginya.vault import FAST, Vault, open_vault, system_clock

_THREADS = 8
_LARGEST_BODY = 256 * 1024 * 1024


def open_data(site: SiteSettings) -> Vault:
    """Open the vault of the data folder."""
    cost = FAST if site.weak_passphrases_for_tests else None
    return open_vault(site.data, KINDS, clock=system_clock(site.zone), members=cost, receipts=cost)


def configure(site: SiteSettings, process: Process, vault: Vault) -> None:
    """Set Django up for this process; once."""
    special = configuration(site, process, _web_key(vault, process))
    django_settings.configure(default_settings=common, **special)
    _set_up_log()
    django.setup()


def application(house: House) -> Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]:
    """Return the WSGI application of a process."""
    handler = WSGIHandler()

    def answer(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        environ[HOUSE] = house
        return handler(environ, start)

    return answer


def run(site: SiteSettings, process: Process, *, ready: Callable[[], None] | None = None) -> None:
    """Serve one process until it is told to stop. A second desk on the same data refuses to start."""
    _no_core_dumps()
    vault = open_data(site)
    lock = _only_one(site.data, process)
    configure(site, process, vault)
    house = _house(site, process, vault)
    desk = process is Process.DESK
    address = (site.desk_host, site.desk_port) if desk else (site.door_host, site.door_port)
    server = Server(address, application(house), numthreads=_THREADS, server_name="", timeout=30)
    server.max_request_body_size = _LARGEST_BODY
    server.error_log = _log_nothing
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    server.prepare()
    if ready is not None:
        ready()
    try:
        server.serve()
    except (KeyboardInterrupt, SystemExit):
        pass
    finally:
        server.stop()
        vault.close()
        os.close(lock)


def _house(site: SiteSettings, process: Process, vault: Vault) -> House:
    if process is Process.DOOR:
        return House(vault, process.value)
    from bereginya.desk.site.menu import MENU

    return House(vault, process.value, None, MENU, site.desk_is_local)


def _web_key(vault: Vault, process: Process) -> str:
    """Return the key of the CSRF cookie, made at the first start; it opens nothing that was said."""
    name = f"web-key-{process.value}"
    with vault.store.writing():
        if vault.store.setting(name) is None:
            vault.store.set_setting(name, vault.random(32))
    return (vault.store.setting(name) or b"").hex()


def _only_one(data: Path, process: Process) -> int:
    handle = os.open(data / f"{process.value}.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(handle)
        raise SettingsError(f"another {process.value} already runs on this data") from error
    return handle


def _no_core_dumps() -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _log_nothing(msg: str = "", level: int = 20, traceback: bool = False) -> None:  # noqa: FBT001, FBT002 - cheroot's
    if traceback:
        kind = sys.exc_info()[0]
        logging.getLogger("bereginya").error("%s in the server", kind.__name__ if kind else "error")


class _Plain(logging.Formatter):
    """Shows level and message of our own logger, and never a trace."""

    def formatException(self, ei: Any) -> str:  # noqa: ARG002, N802 - the standard library's name
        """Return nothing."""
        return ""

    def formatStack(self, stack_info: str) -> str:  # noqa: ARG002, N802
        """Return nothing."""
        return ""


def _set_up_log() -> None:
    """Let our own logger speak on standard error; everything else, Django included, is silent."""
    logging.lastResort = None
    root = logging.getLogger()
    root.handlers = [logging.NullHandler()]
    ours = logging.getLogger("bereginya")
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Plain("%(levelname)s %(message)s"))
    ours.handlers, ours.propagate = [handler], False
