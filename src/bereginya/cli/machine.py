"""`doctor` and `lock`: what is unsafe about this machine, and closing the desk from a terminal."""

import os
from pathlib import Path
from typing import Annotated

import typer

from bereginya.cli.language import gettext, gettext_noop, of_machine
from bereginya.cli.saying import Data, say
from bereginya.desk.site.serve import LOCK_SIGNAL, desk_process
from bereginya.vault.doctor import Severity, examine

_HOW_MUCH = {
    Severity.FINE: gettext_noop("fine"),
    Severity.UNKNOWN: gettext_noop("not known"),
    Severity.UNWISE: gettext_noop("unwise"),
    Severity.BAD: gettext_noop("BAD"),
}


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command()(doctor)
    app.command()(lock)


def doctor(
    data: Data,
    backup: Annotated[Path | None, typer.Option(help="Backup folder, to tell how old its newest key box is.")] = None,
) -> None:
    """Look for what would tell a thief something: plain disk, swap, hibernation, core dumps, clock, old backups.

    Ends with status 1 when something should be mended. What cannot be found out is said as unknown.
    """
    found = examine(data, backup)
    for one in found:
        say(f"{gettext(_HOW_MUCH[one.severity])}: {one.say(of_machine())}")
    raise typer.Exit(1 if any(one.severity is Severity.BAD for one in found) else 0)


def lock(data: Data) -> None:
    """End all sessions of the running desk at once: its process is replaced by a fresh, locked one."""
    running = desk_process(data)
    if running is None:
        say(gettext("No desk runs on this data; nothing is unlocked."))
        return
    os.kill(running, LOCK_SIGNAL)
    say(gettext("Locked. Everybody has to sign in again."))
