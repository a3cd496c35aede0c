"""How commands speak: plain lines, errors with a sentence and a hint, no trace."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from bereginya.cli.language import gettext, gettext_noop
from bereginya.facts.errors import BereginyaError

if TYPE_CHECKING:
    from bereginya.vault import Vault

Data = Annotated[Path, typer.Argument(help="The data folder of the committee.", exists=True, file_okay=False)]

_SENTENCES = {
    "facts.malformed-record": gettext_noop("A stored note could not be read. Run verify: it names what is broken."),
    "facts.unknown-kind": gettext_noop("This was written by a newer version of the program. Update it to read this."),
    "passphrase.name": gettext_noop("The sign-in name must not be part of the passphrase."),
    "passphrase.weak": gettext_noop(
        "This is too easy to guess. Take six words that nobody chose, or more of your own."
    ),
    "site.settings": gettext_noop("This setting cannot be used: {0}."),
    "tracing.asked": "{0}",
    "tracing.mapping": "{0}",
    "tracing.unreadable-file": "{0}",
    "tracing.writing": "{0}",
    "vault.already-founded": gettext_noop("There is a committee in this folder already."),
    "vault.backup target": gettext_noop("The copy must not lie in the data folder: whoever takes one has both."),
    "vault.backup folder is not empty": gettext_noop("The folder to restore into is not empty. Nothing was changed."),
    "vault.backup recipient": gettext_noop("This recipient is none: it begins with age1."),
    "vault.backup identity": gettext_noop("The backup is sealed: name the file with its key (AGE-SECRET-KEY-…)."),
    "vault.backup no key box": gettext_noop("There is no key box in this backup, or none of this day."),
    "vault.backup no log": gettext_noop("There is no log in this backup."),
    "vault.backup": gettext_noop("The backup cannot be made or read: {0}."),
    "vault.damaged": gettext_noop("Stored bytes are not what was written: {0}."),
    "vault.disk-full": gettext_noop("The disk is full, and nothing was written. Make room, then try again."),
    "vault.key-box-lost": gettext_noop(
        "There is a log, but no key box (keybox.sqlite3) beside it. Bring it back from a copy: nothing opens otherwise."
    ),
    "vault.not-founded": gettext_noop("There is no committee in this folder."),
    "vault.share-checksum": gettext_noop(
        "All words are of the list, but do not fit together: one is wrong, or two changed places."
    ),
    "vault.share-length": gettext_noop("Words that were typed: {0.found}. A sheet has 33 of them."),
    "vault.share-other-set": gettext_noop("These words do not belong together. Perhaps a sheet is an older one."),
    "vault.share-too-few": gettext_noop("The words of more trustees are needed: {0.missing} more."),
    "vault.share-word": gettext_noop("Word {0.position} is not one of the list. Look at it again: {near}"),
    "vault.trust-broken": gettext_noop("A key or a power in this log does not reach back to the founding: {0}."),
}
"""What a person reads instead of the error's kind, or of its kind and message where one kind is many things."""

_HINTS = {
    "vault.not-founded": gettext_noop("hint: is this the right folder? It should hold log.sqlite3 and keybox.sqlite3."),
    "tracing.mapping": gettext_noop(
        "hint: --save-mapping FOLDER writes how columns are read; correct it, then --mapping FILE."
    ),
    "vault.trust-broken": gettext_noop(
        "hint: do not sign in on this machine. Restore a backup elsewhere and run verify on both."
    ),
}


_YES = frozenset({"y", "yes", "д", "да", "т", "так"})
_NO = frozenset({"", "n", "no", "н", "нет", "ні"})


def say(text: str = "") -> None:
    """Print one line."""
    typer.echo(text)


def complain_of(what: str) -> None:
    """Print what is wrong."""
    typer.echo(gettext("error: {what}").format(what=what), err=True)


def complain(error: BereginyaError) -> None:
    """Print a sentence for the error, or its kind and what it names, and a hint if there is one."""
    near = ", ".join(getattr(error, "suggestions", ())) or gettext("nothing is near it.")
    sentence = gettext(_SENTENCES.get(f"{error.code} {error}") or _SENTENCES.get(error.code, "{1}: {0}"))
    complain_of(sentence.format(error, type(error).__name__, near=near))
    if error.code in _HINTS:
        typer.echo(gettext(_HINTS[error.code]), err=True)


def fail(error: BereginyaError) -> NoReturn:
    """Complain, and end with status 1."""
    complain(error)
    sys.exit(1)


def agreed(question: str) -> bool:
    """Ask, and tell whether the answer was yes, in any of our languages; an empty answer is no."""
    asked = gettext("{question} (yes/no)").format(question=question)
    while (said := typer.prompt(asked, default="", show_default=False).strip().casefold()) not in _NO:
        if said in _YES:
            return True
        say(gettext("Type yes or no."))
    return False


@contextmanager
def opened(data: Path) -> Iterator["Vault"]:
    """Open the vault for one command; errors of ours become a line and status 1.

    A folder without a log is refused and left as it is: an empty one that is made there would be called sound.
    """
    from bereginya.desk.site.kinds import KINDS  # noqa: PLC0415 - all rooms, which most commands do without
    from bereginya.vault import open_vault  # noqa: PLC0415 - as above
    from bereginya.vault.errors import NotFoundedError  # noqa: PLC0415 - as above
    from bereginya.vault.store import LOG_FILE  # noqa: PLC0415 - as above

    if not (data / LOG_FILE).exists():
        fail(NotFoundedError("no log"))
    try:
        vault = open_vault(data, KINDS)
    except BereginyaError as error:
        fail(error)
    try:
        if not vault.founded:
            raise NotFoundedError("empty log")
        yield vault
    except BereginyaError as error:
        fail(error)
    finally:
        vault.close()
