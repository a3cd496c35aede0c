"""`desk` and `demo`: door and desk, two processes, started together."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from bereginya.cli.saying import fail, say
from bereginya.desk.site.serve import run
from bereginya.desk.site.settings import Process, SiteSettings
from bereginya.facts.errors import BereginyaError

Folder = Annotated[Path, typer.Option("--data", help="The data folder.", envvar="BEREGINYA_DATA")]
_HOME = Path("~/bereginya-data").expanduser()


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command()(desk)
    app.command()(demo)
    app.command("serve", hidden=True)(serve)


def desk(
    data: Folder = _HOME,
    door_host: Annotated[str, typer.Option(help="Address the public door listens on.")] = "127.0.0.1",
    door_port: int = 8300,
    desk_host: Annotated[
        str, typer.Option(help="Address the desk listens on; beyond 127.0.0.1 codes are required.")
    ] = ("127.0.0.1"),
    desk_port: int = 8301,
    name: Annotated[list[str] | None, typer.Option(help="Name or address browsers may use; repeat it.")] = None,
    https: Annotated[bool, typer.Option(help="Say that a proxy before this speaks https.")] = False,
    zone: Annotated[str, typer.Option(help="Time zone of the committee's days.")] = "Europe/Moscow",
) -> None:
    """Open door and desk. The first start founds the committee: a code appears here, to be typed in the browser."""
    arguments = ["--data", str(data), "--door-host", door_host, "--door-port", str(door_port)]
    arguments += ["--desk-host", desk_host, "--desk-port", str(desk_port), "--zone", zone]
    arguments += [part for one in name or () for part in ("--name", one)] + (["--https"] if https else [])
    _run_both(arguments, data)


def demo(door_port: int = 8300, desk_port: int = 8301) -> None:
    """Found an invented committee in a throw-away folder, with a dozen invented people, and open door and desk."""
    from bereginya.cli.invented import found_committee

    with TemporaryDirectory(prefix="bereginya-demo-") as folder:
        data = Path(folder) / "data"
        say("Founding an invented committee…")
        for line in found_committee(data):
            say(line)
        ports = ["--door-port", str(door_port), "--desk-port", str(desk_port)]
        _run_both(["--data", str(data), *ports], data)


def serve(
    process: Process,
    data: Folder = _HOME,
    door_host: str = "127.0.0.1",
    door_port: int = 8300,
    desk_host: str = "127.0.0.1",
    desk_port: int = 8301,
    name: Annotated[list[str] | None, typer.Option()] = None,
    https: bool = False,
    zone: str = "Europe/Moscow",
    weak_passphrases_for_tests: bool = False,
) -> None:
    """Serve one of the two processes."""
    try:
        hosts = tuple(dict.fromkeys(("127.0.0.1", "localhost", *(name or ()))))
        site = SiteSettings(
            data, door_host, door_port, desk_host, desk_port, hosts, https, zone, weak_passphrases_for_tests
        )
        run(site, process)
    except BereginyaError as error:
        fail(error)


def _run_both(arguments: list[str], data: Path) -> None:
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    command = [sys.executable, "-m", "bereginya", "serve"]
    processes = [subprocess.Popen([*command, one.value, *arguments]) for one in (Process.DESK, Process.DOOR)]  # noqa: S603
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        while all(one.poll() is None for one in processes):
            time.sleep(0.3)
    except (KeyboardInterrupt, SystemExit):
        pass
    finally:
        for one in processes:
            if one.poll() is None:
                os.kill(one.pid, signal.SIGTERM)
        for one in processes:
            one.wait()
    say("Closed.")
