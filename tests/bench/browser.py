"""A browser that does no more than it must: cookies, forms, one connection kept open."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Self
from urllib.parse import urlencode

from bereginya.desk.site.settings import Process, SiteSettings
from tests.ports import free_ports

_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, and how many seconds it took."""

    status: int
    headers: dict[str, str]
    text: str
    seconds: float

    @property
    def hidden(self) -> dict[str, str]:
        """The fields of the page's first form that nobody fills in."""
        return dict(_HIDDEN.findall(self.text))


class Browser:
    """One person's browser at one address. Not for several threads."""

    def __init__(self, port: int, cookies: dict[str, str] | None = None) -> None:
        self._origin = f"http://127.0.0.1:{port}"
        self._connection = HTTPConnection("127.0.0.1", port, timeout=120)
        self._cookies = {} if cookies is None else cookies

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def get(self, path: str) -> Answer:
        """Return the page at this path."""
        return self._ask("GET", path, None)

    def post(self, path: str, fields: dict[str, str]) -> Answer:
        """Send a form."""
        return self._ask("POST", path, urlencode(fields))

    def _ask(self, method: str, path: str, body: str | None) -> Answer:
        said = {"Origin": self._origin, "Accept-Language": "ru"}
        if self._cookies:
            said["Cookie"] = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        if body is not None:
            said["Content-Type"] = "application/x-www-form-urlencoded"
        start = time.perf_counter()
        self._connection.request(method, path, body, said)
        response = self._connection.getresponse()
        text = response.read().decode()
        seconds = time.perf_counter() - start
        for name, value in response.getheaders():
            if name.lower() == "set-cookie":
                cookie, _, content = value.split(";")[0].partition("=")
                self._cookies[cookie] = content
        headers = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, headers, text, seconds)


@dataclass(frozen=True, slots=True)
class Server:
    """One running process of the site."""

    port: int
    running: subprocess.Popen[bytes]

    def browser(self) -> Browser:
        """Return a new browser at this process."""
        return Browser(self.port)

    def memory(self, what: str) -> float:
        """Return MiB of the process: `VmRSS` now, `VmHWM` at its highest."""
        lines = Path(f"/proc/{self.running.pid}/status").read_text().splitlines()
        (line,) = [line for line in lines if line.startswith(what)]
        return int(line.split()[1]) / 1024

    def computed(self) -> float:
        """Return the seconds that processors have worked for the process, which another's load does not lengthen."""
        fields = Path(f"/proc/{self.running.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def serve(data: Path, process: Process, *, quick_passphrases: bool = False) -> Iterator[Server]:
    """Start the door or the desk on this data as the command does, and kill it hard at the end."""
    one, other = free_ports()
    site = SiteSettings(data, door_port=one, desk_port=other, weak_passphrases_for_tests=quick_passphrases)
    command = [sys.executable, "-m", "bereginya.desk.site", process.value, site.to_text()]
    running = subprocess.Popen(command, stdin=subprocess.PIPE)
    server = Server(site.address(process)[1], running)
    try:
        _wait(server)
        yield server
    finally:
        running.kill()
        running.communicate()


def _wait(server: Server) -> None:
    for _ in range(300):
        try:
            with server.browser() as browser:
                browser.get("/about/")
        except (OSError, HTTPException):
            time.sleep(0.1)
        else:
            return
    raise TimeoutError("the process did not start")
