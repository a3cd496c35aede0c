"""`backup`, `restore`, `recover`: copies that leave the house, and coming back without the old passphrases."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from bereginya.cli.saying import Data, complain, fail, opened, say
from bereginya.desk.members.queries import fingerprint
from bereginya.facts.errors import BereginyaError
from bereginya.vault import admit, enrol, grant, holders, open_as_quorum
from bereginya.vault import backup as copies
from bereginya.vault.passphrases import judge
from bereginya.vault.quorum import check_share, combine, words_of
from bereginya.vault.trust import FOUNDERS


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file."""
    for command in (backup, restore, recover):
        app.command()(command)


def backup(
    data: Data,
    target: Annotated[Path, typer.Argument(help="Folder for the copy; outside the data folder, better off-site.")],
    recipient: Annotated[
        str | None, typer.Option(help="age recipient (age1…): the copy opens only with its key.")
    ] = None,
) -> None:
    """Copy log and sealed files, and today's key box apart from them; key boxes older than seven days are deleted."""
    with opened(data) as vault:
        done = copies.backup(vault, target, recipient)
    say(f"key box of {done.day}, {done.files} new files")
    for name in done.dropped:
        say(f"deleted the key box {name}: erasures before it are final here")


def restore(
    source: Annotated[Path, typer.Argument(help="A folder that `backup` made.", exists=True, file_okay=False)],
    data: Annotated[Path, typer.Argument(help="An empty or new data folder.")],
    identity: Annotated[Path | None, typer.Option(help="File with the age identity, for sealed backups.")] = None,
    day: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Key box of this day; the newest.")] = None,
) -> None:
    """Put a backup into an empty folder. Erasures that the log names are carried out again before any key is used."""
    try:
        key = None if identity is None else identity.read_text()
        taken = copies.restore(source, data, key, None if day is None else day.date())
    except BereginyaError as error:
        fail(error)
    with opened(data) as vault:
        say(f"restored with the key box of {taken}; {vault.store.size()} entries. Now run: bereginya verify {data}")


def recover(data: Data) -> None:
    """Open what nobody else can open, with the words of enough trustees, for a member who enrols anew.

    Says first what it will open, and asks. Use it when no colleague can grant the access again.
    """
    with opened(data) as vault:
        say(f"Mark of the committee: {fingerprint(vault)}. It has to be the one on every sheet; if not, stop here.")
        keys = open_as_quorum(vault, combine(ask_shares()))
        places = sorted(keys.compartments())
        say(f"These words open {len(places)} compartments of {len(vault.trust().members)} members, house included.")
        say("A new member will be admitted with every power and granted all of them. This is written into the log.")
        typer.confirm("Go on?", abort=True)
        name = typer.prompt("Sign-in name of the new member")
        passphrase = typer.prompt("Her passphrase (six words or as strong)", hide_input=True, confirmation_prompt=True)
        judge(passphrase, name)
        newcomer = enrol(vault, name, passphrase)
        admit(keys, newcomer, FOUNDERS)
        with typer.progressbar(places, label="granting") as bar:
            for place in bar:
                if newcomer.member not in holders(keys, place):
                    grant(keys, place, newcomer.member)
    say("Done. She can sign in now. The trustees' words were seen on this machine: make new ones in the desk today.")


def ask_shares() -> list[str]:
    """Ask for trustees' words until enough of them are there; a slip of the pen is said at once and asked again."""
    say("Type one trustee's words a line; an empty line ends.")
    shares: list[str] = []
    while line := typer.prompt(f"words of trustee {len(shares) + 1}", default="", show_default=False):
        try:
            needed = check_share(line).threshold
        except BereginyaError as error:
            complain(error)
            continue
        if words_of(line) in map(words_of, shares):
            say("These are the words of a trustee who was here already.")
            continue
        shares.append(line)
        if len(shares) == needed:
            break
        say(f"Read. {needed - len(shares)} more needed.")
    return shares
