"""`backup`, `restore`, `recover`: copies that leave the house, and coming back without the old passphrases."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from bereginya.cli.language import gettext
from bereginya.cli.saying import Data, agreed, complain, fail, opened, say
from bereginya.desk.members.queries import fingerprint
from bereginya.facts.errors import BereginyaError
from bereginya.vault import Vault, admit, enrol, grant, holders, open_as_quorum
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
    say(gettext("key box of {day}, new files: {files}").format(day=done.day, files=done.files))
    for name in done.dropped:
        say(gettext("deleted the key box {name}: erasures before it are final here").format(name=name))


def restore(
    source: Annotated[Path, typer.Argument(help="A folder that `backup` made.", exists=True, file_okay=False)],
    data: Annotated[Path, typer.Argument(help="An empty or new data folder.")],
    identity: Annotated[Path | None, typer.Option(help="File with the age identity, for sealed backups.")] = None,
    day: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Key box of this day; the newest.")] = None,
) -> None:
    """Put a backup into an empty folder. Erasures that the log names are carried out again before any key is used."""
    try:
        key = None if identity is None else identity.read_text("utf-8", errors="replace")
        taken = copies.restore(source, data, key, None if day is None else day.date())
    except BereginyaError as error:
        fail(error)
    with opened(data) as vault:
        facts = {"day": taken, "entries": vault.store.size(), "command": f"bereginya verify {data}"}
        say(gettext("restored with the key box of {day}; entries: {entries}. Now run: {command}").format(**facts))


def recover(data: Data) -> None:
    """Open what nobody else can open, with the words of enough trustees, for a member who enrols anew.

    Says first what it will open, and asks. Use it when no colleague can grant the access again.
    """
    with opened(data) as vault:
        keys = open_as_quorum(vault, combine(ask_shares(vault)))
        places = sorted(keys.compartments())
        facts = {"folders": len(places), "members": len(vault.trust().members)}
        say(gettext("Folders that these words open: {folders}; members so far: {members}.").format(**facts))
        say(gettext("A new member will get every power and the keys to all folders. This is written into the log."))
        if not agreed(gettext("Go on?")):
            raise typer.Abort
        name = typer.prompt(gettext("Sign-in name of the new member"))
        newcomer = enrol(vault, name, _ask_passphrase(name))
        admit(keys, newcomer, FOUNDERS)
        with typer.progressbar(places, label=gettext("granting")) as bar:
            for place in bar:
                if newcomer.member not in holders(keys, place):
                    grant(keys, place, newcomer.member)
    say(gettext("She can sign in now."))
    say(gettext("Done. The trustees' words were seen on this machine: make new ones in the desk today."))


def _ask_passphrase(name: str) -> str:
    """Ask for a passphrase until one is strong enough and was typed twice alike."""
    while True:
        first = typer.prompt(gettext("Her passphrase (six words or as strong)"), hide_input=True)
        try:
            judge(first, name)
        except BereginyaError as error:
            complain(error)
            continue
        if typer.prompt(gettext("The same once more"), hide_input=True) == first:
            return str(first)
        say(gettext("These were two different ones. Type it again."))


def ask_shares(vault: Vault) -> list[str]:
    """Show whose words are asked for, and ask until enough are there; a slip of the pen is said and asked again."""
    mark = gettext("Mark of the committee: {mark}. It has to be the one on every sheet; if not, stop here.")
    say(mark.format(mark=fingerprint(vault)))
    say(gettext("Type one trustee's words a line; an empty line ends."))
    shares: list[str] = []
    while line := typer.prompt(_whose(len(shares) + 1), default="", show_default=False):
        try:
            needed = check_share(line).threshold
        except BereginyaError as error:
            complain(error)
            continue
        if words_of(line) in map(words_of, shares):
            say(gettext("These are the words of a trustee who was here already."))
            continue
        shares.append(line)
        if len(shares) == needed:
            break
        say(gettext("Read. Trustees who are still needed: {number}.").format(number=needed - len(shares)))
    return shares


def _whose(number: int) -> str:
    return gettext("words of trustee {number}").format(number=number)
