"""`desk` and `demo`: door and desk, two processes, started together."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from bereginya.cli.invented import found_committee
from bereginya.cli.language import gettext
from bereginya.cli.preparing import prepare
from bereginya.cli.saying import fail, say
from bereginya.desk.site.both import run_both
from bereginya.desk.site.settings import SiteSettings
from bereginya.facts.errors import BereginyaError

_HOME = Path("~/bereginya-data")
_LOCAL = ("127.0.0.1", "localhost")


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command()(desk)
    app.command()(demo)


def desk(
    data: Annotated[Path, typer.Option(help="The data folder.", envvar="BEREGINYA_DATA")] = _HOME,
    door_host: Annotated[str, typer.Option(help="Address the public door listens on.")] = "127.0.0.1",
    door_port: Annotated[int, typer.Option(help="Its port.")] = 8300,
    door_name: Annotated[list[str] | None, typer.Option(help="Name under which visitors reach it; repeat it.")] = None,
    door_https: Annotated[bool, typer.Option(help="A proxy on this machine speaks https for it.")] = False,
    desk_host: Annotated[str, typer.Option(help="Address of the desk; beyond this machine codes are required.")] = (
        "127.0.0.1"
    ),
    desk_port: Annotated[int, typer.Option(help="Its port.")] = 8301,
    desk_name: Annotated[list[str] | None, typer.Option(help="Name under which members reach it; repeat it.")] = None,
    desk_https: Annotated[bool, typer.Option(help="A proxy on this machine speaks https for it.")] = False,
    zone: Annotated[str, typer.Option(help="Time zone of the committee's days.")] = "Europe/Moscow",
) -> None:
    """Open door and desk. The first start founds the committee: a code appears here, to be typed in the browser."""
    try:
        site = SiteSettings(
            data.expanduser().resolve(),
            door_host,
            door_port,
            (*_LOCAL, *(door_name or ())),
            door_https,
            desk_host,
            desk_port,
            (*_LOCAL, *(desk_name or ())),
            desk_https,
            zone,
        )
    except BereginyaError as error:
        fail(error)
    _open(site)


def demo(
    door_port: Annotated[int, typer.Option(help="Port of the public door.")] = 8300,
    desk_port: Annotated[int, typer.Option(help="Port of the desk.")] = 8301,
) -> None:
    """Found an invented committee in a throw-away folder, with a dozen invented people, and open door and desk."""
    with TemporaryDirectory(prefix="bereginya-demo-") as folder:
        site = SiteSettings(Path(folder) / "data", door_port=door_port, desk_port=desk_port)
        say(gettext("Founding an invented committee…"))
        for line in found_committee(site):
            say(line)
        _open(site)


def _open(site: SiteSettings) -> None:
    say(gettext("door  {address}  for everybody who needs help").format(address=f"http://127.0.0.1:{site.door_port}/"))
    say(gettext("desk  {address}  for members").format(address=f"http://127.0.0.1:{site.desk_port}/"))
    say(gettext("Ctrl-C closes both."))
    prepare()
    raise typer.Exit(run_both(site))
