"""Door and desk as processes on free ports, and how Chromium is started to look at them."""

import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import ViewportSize

from bereginya.desk.site.settings import Process, SiteSettings
from tests.ports import free_ports

CHROMIUM = "/usr/bin/chromium"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PHONE = ViewportSize(width=390, height=844)
DESKTOP = ViewportSize(width=1280, height=900)


@dataclass(frozen=True, slots=True)
class Site:
    """A running door and desk."""

    settings: SiteSettings
    process: subprocess.Popen[bytes]
    log: Path

    @property
    def door(self) -> str:
        return "http://{}:{}".format(*self.settings.address(Process.DOOR))

    @property
    def desk(self) -> str:
        return "http://{}:{}".format(*self.settings.address(Process.DESK))

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(20)


def start_site(folder: Path) -> Site:
    """Start door and desk on this data, as the command does, with quick passphrases."""
    door, desk = free_ports()
    return serve(SiteSettings(folder / "data", door_port=door, desk_port=desk, weak_passphrases_for_tests=True))


def serve(chosen: SiteSettings) -> Site:
    """Start door and desk with these settings and wait until both answer."""
    log = chosen.data.with_name("log")
    command = [sys.executable, "-m", "bereginya.desk.site", chosen.to_text()]
    with log.open("ab") as out:
        process = subprocess.Popen(command, stdout=out, stderr=out)
    site = Site(chosen, process, log)
    for address in (site.door, site.desk):
        wait_for(f"{address}/about/", process)
    return site


def wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    """Wait until somebody answers there."""
    for _ in range(200):
        assert process.poll() is None, "the site did not start"
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"no answer from {address}")
