"""`verify`: check the whole log without any key."""

import typer

from bereginya.cli.saying import Data, opened, say
from bereginya.vault.verifying import Fault, verify

_WORDS = {
    Fault.BROKEN: "broken     ",
    Fault.MISSING: "missing    ",
    Fault.UNERASED: "not erased ",
    Fault.UNTRUSTED: "untrusted  ",
}


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command("verify")(check)


def check(data: Data) -> None:
    """Check every entry, file and signature; tell broken, missing and erased apart, and name each.

    Ends with status 1 when something is wrong. Needs no key and shows no content.
    """
    with opened(data) as vault, typer.progressbar(length=100, label="reading the log") as bar:
        seen = 0

        def report(share: float) -> None:
            nonlocal seen
            bar.update(int(share * 100) - seen)
            seen = int(share * 100)

        found = verify(vault, report)
    say(f"entries {found.size}, erased on purpose {found.erased}, signed states {found.checkpoints}")
    say(f"root {found.root.hex()}")
    for one in found.findings:
        say(f"{_WORDS[one.fault]} {one.what}")
    say("sound" if found.sound else f"{len(found.findings)} faults")
    raise typer.Exit(0 if found.sound else 1)
