"""`shut-out`, `readings`: what only trustees together may decide and see."""

import typer

from bereginya import vault as vaults
from bereginya.cli.copies import ask_shares
from bereginya.cli.language import gettext
from bereginya.cli.machine import lock
from bereginya.cli.saying import Data, agreed, opened, say
from bereginya.desk.members import actions
from bereginya.desk.members.queries import colleagues, names, reading_log
from bereginya.vault import Keyring, Vault
from bereginya.vault.quorum import combine


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command("shut-out")(shut_out)
    app.command()(readings)


def shut_out(data: Data) -> None:
    """Shut a member out with the words of enough trustees; her cases pass to her deputies. Ends all sessions."""
    with opened(data) as vault:
        keys = _together(vault)
        members = {str(number): one for number, one in enumerate(colleagues(keys), 1) if one.active}
        for number, one in members.items():
            say(f"{number}  {one.name or one.holder}")
        while (chosen := members.get(typer.prompt(gettext("Number of the member to shut out")).strip())) is None:
            say(gettext("There is no member with this number."))
        if not agreed(gettext("She cannot sign in any more, and everything gets new keys. Go on?")):
            raise typer.Abort
        vaults.shut_out(keys, chosen.holder)
        with typer.progressbar(length=len(keys.compartments()), label=gettext("new keys")) as bar:
            actions.leave_out(keys, lambda done, _: bar.update(done - bar.pos))
    say(gettext("Done. The trustees' words were seen on this machine: make new ones in the desk today."))
    lock(data)


def readings(data: Data) -> None:
    """Show which member opened which folder on which day, with the words of enough trustees; older than a year goes."""
    with opened(data) as vault:
        keys = _together(vault)
        actions.forget_all_readings(keys)
        known = names(keys)
        for one in reading_log(keys):
            say(f"{one.day}  {one.compartment[:8]}  {known.get(one.member, one.member)}")


def _together(vault: Vault) -> Keyring:
    return vaults.open_as_quorum(vault, combine(ask_shares(vault)))
