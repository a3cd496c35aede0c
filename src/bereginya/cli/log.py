"""`verify`: check the whole log without any key."""

import typer

from bereginya.cli.language import gettext, gettext_noop
from bereginya.cli.saying import Data, opened, say
from bereginya.vault.verifying import Fault, verify

_WORDS = {
    Fault.BROKEN: gettext_noop("broken"),
    Fault.MISSING: gettext_noop("not there"),
    Fault.UNERASED: gettext_noop("not erased"),
    Fault.UNTRUSTED: gettext_noop("untrusted"),
}


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command("verify")(check)


def check(data: Data) -> None:
    """Check every entry, file and signature; tell broken, missing and erased apart, and name each.

    Ends with status 1 when something is wrong. Needs no key and shows no content.
    """
    with opened(data) as vault, typer.progressbar(length=100, label=gettext("reading the log")) as bar:
        seen = 0

        def report(share: float) -> None:
            nonlocal seen
            bar.update(int(share * 100) - seen)
            seen = int(share * 100)

        found = verify(vault, report)
    facts = {"entries": found.size, "erased": found.erased, "signed": found.checkpoints}
    say(gettext("entries: {entries}, erased on purpose: {erased}, signed states: {signed}").format(**facts))
    say(gettext("root: {root}").format(root=found.root.hex()))
    for one in found.findings:
        say(f"{gettext(_WORDS[one.fault])}: {one.what}")
    say(gettext("sound") if found.sound else gettext("faults: {number}").format(number=len(found.findings)))
    raise typer.Exit(0 if found.sound else 1)
