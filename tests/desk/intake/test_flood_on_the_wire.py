"""A flood against a door that really listens: slow uploads from everywhere, and one person who writes."""

import re
import socket
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from http.cookiejar import CookieJar
from pathlib import Path

import pytest

from bereginya import vault as vaults
from bereginya.desk.intake.queries import requests
from bereginya.desk.members import founding_actions
from bereginya.desk.members.records import CommitteeFounded
from bereginya.desk.site.kinds import KINDS
from bereginya.desk.site.settings import Process
from tests.desk.world import PASSPHRASE
from tests.journeys.sites import Site, start_site

SLOW = (
    "POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: {origin}\r\nCookie: {cookie}\r\n"
    "Content-Length: 9000000\r\n"
    "Content-Type: multipart/form-data; boundary=x\r\n\r\n"
    '--x\r\nContent-Disposition: form-data; name="papers"; filename="a"\r\n\r\nsome bytes and then silence'
)
HALF = (
    "POST / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: {origin}\r\nCookie: {cookie}\r\n"
    "Content-Length: {length}\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\n"
)


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Site]:
    """The door and the desk of a founded committee."""
    (tmp_path / "data").mkdir(mode=0o700)
    vault = vaults.open_vault(tmp_path / "data", KINDS, members=vaults.FAST, receipts=vaults.FAST)
    named = CommitteeFounded("Mothers of the North", "here", "read")
    founding_actions.found(vault, "olga", PASSPHRASE, called="Olga", committee=named)
    vault.close()
    site = start_site(tmp_path)
    yield site
    site.stop()


class Browser:
    """A browser that keeps its cookies and sends small forms."""

    def __init__(self, site: Site) -> None:
        self.start = f"{site.door}/"
        self._cookies = CookieJar()
        self._open = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self._cookies))
        self._open.addheaders = [("Origin", site.door), ("Accept-Language", "en")]

    @property
    def cookie(self) -> str:
        """What it sends with every form."""
        return "; ".join(f"{one.name}={one.value}" for one in self._cookies)

    def writes(self, text: str) -> str:
        """Send the first box and return the address of the page that is shown then."""
        sent = urllib.parse.urlencode(self.form(text)).encode()
        return str(self._open.open(self.start, sent, timeout=30).geturl())

    def form(self, text: str) -> dict[str, str]:
        """Open the first page and fill in its box."""
        page = self._open.open(self.start, timeout=30).read().decode()
        token = re.search(r'csrfmiddlewaretoken" value="([^"]+)', page)
        assert token is not None
        return {"csrfmiddlewaretoken": token[1], "text": text}


def slow_upload(site: Site, path: str, cookie: str) -> socket.socket:
    """Begin to send a file, and go silent."""
    host, port = site.settings.address(Process.DOOR)
    sending = socket.create_connection((host, port))
    sending.sendall(SLOW.format(path=path, port=port, origin=site.door, cookie=cookie).encode())
    return sending


def still_hangs(upload: socket.socket) -> bool:
    """Tell whether nobody has answered or ended an upload yet."""
    upload.setblocking(False)
    try:
        upload.recv(1)
    except BlockingIOError:
        return True
    return False


@pytest.mark.parametrize("known", [True, False], ids=["with its cookie", "without"])
def test_forty_slow_uploads_do_not_keep_her_words_waiting(running: Site, *, known: bool) -> None:
    sender = Browser(running)
    path = urllib.parse.urlsplit(sender.writes("Первая")).path.replace("/k/", "/6/")
    with ExitStack() as flood:
        cookie = sender.cookie if known else "a=b"
        slow = [flood.enter_context(slow_upload(running, path, cookie)) for _ in range(40)]
        time.sleep(1)
        assert Browser(running).writes("Вторая").endswith("/k/")
        assert any(map(still_hangs, slow))  # her words did not wait until the uploads were over


def test_a_form_that_breaks_off_is_not_taken_for_all_she_wrote(running: Site) -> None:
    sender = Browser(running)
    sent = urllib.parse.urlencode(sender.form("Первая половина, а вторая не дошла")).encode()
    host, port = running.settings.address(Process.DOOR)
    head = HALF.format(port=port, origin=running.door, cookie=sender.cookie, length=len(sent))
    with socket.create_connection((host, port)) as line:
        line.sendall(head.encode() + sent[: len(sent) - 40])
        line.shutdown(socket.SHUT_WR)
        answer = line.recv(64)

    assert b" 303 " not in answer
    vault = vaults.open_vault(running.settings.data, KINDS, members=vaults.FAST, receipts=vaults.FAST)
    assert requests(vaults.unlock(vault, "olga", PASSPHRASE)) == {}
    vault.close()
