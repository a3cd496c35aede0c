"""How commands speak: plain lines, errors with a sentence and a hint, no trace."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from bereginya.facts.errors import BereginyaError

if TYPE_CHECKING:
    from bereginya.vault import Vault

Data = Annotated[Path, typer.Argument(help="The data folder of the committee.", exists=True, file_okay=False)]

_SENTENCES = {
    "vault.share-word": "Word {0.position} is not one of the list. Look at it again: {near}",
    "vault.share-length": "These are {0.found} words. A sheet has 33 of them.",
    "vault.share-checksum": "All words are of the list, but do not fit together: one is wrong, or two changed places.",
    "vault.share-other-set": "These words do not belong together. Perhaps a sheet is an older one.",
    "vault.share-too-few": "The words of more trustees are needed: {0.missing} more.",
    "tracing.asked": "{0}",
    "tracing.mapping": "{0}",
    "tracing.unreadable-file": "{0}",
    "tracing.writing": "{0}",
}
"""What a person reads instead of the error's kind."""

_HINTS = {
    "vault.not-founded": "hint: is this the right folder? It should hold log.sqlite3 and keybox.sqlite3.",
    "vault.backup": "hint: check the folder, the recipient (age1…) or the identity (AGE-SECRET-KEY-…).",
    "tracing.mapping": "hint: --save-mapping FOLDER writes how columns are read; correct it, then --mapping FILE.",
    "vault.trust-broken": "hint: do not sign in on this machine. Restore a backup elsewhere and run verify on both.",
}


def say(text: str = "") -> None:
    """Print one line."""
    typer.echo(text)


def complain(error: BereginyaError) -> None:
    """Print a sentence for the error, or its kind and what it names, and a hint if there is one."""
    near = ", ".join(getattr(error, "suggestions", ())) or "nothing is near it."
    sentence = _SENTENCES.get(error.code, f"{type(error).__name__}: {error}")
    typer.echo(f"error: {sentence.format(error, near=near)}", err=True)
    if error.code in _HINTS:
        typer.echo(_HINTS[error.code], err=True)


def fail(error: BereginyaError) -> NoReturn:
    """Complain, and end with status 1."""
    complain(error)
    sys.exit(1)


@contextmanager
def opened(data: Path) -> Iterator["Vault"]:
    """Open the vault for one command; errors of ours become a line and status 1."""
    from bereginya.desk.site.kinds import KINDS  # noqa: PLC0415 - all rooms, which most commands do without
    from bereginya.vault import open_vault  # noqa: PLC0415 - as above

    try:
        vault = open_vault(data, KINDS)
    except BereginyaError as error:
        fail(error)
    try:
        yield vault
    except BereginyaError as error:
        fail(error)
    finally:
        vault.close()
