"""How commands speak: plain lines, errors with a sentence and a hint, no trace."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from bereginya.desk.site.kinds import KINDS
from bereginya.facts.errors import BereginyaError
from bereginya.vault import Vault, open_vault

Data = Annotated[Path, typer.Argument(help="The data folder of the committee.", exists=True, file_okay=False)]

_HINTS = {
    "vault.not-founded": "hint: is this the right folder? It should hold log.sqlite3 and keybox.sqlite3.",
    "vault.backup": "hint: check the folder, the recipient (age1…) or the identity (AGE-SECRET-KEY-…).",
    "vault.trust-broken": "hint: do not sign in on this machine. Restore a backup elsewhere and run verify on both.",
}


def say(text: str = "") -> None:
    """Print one line."""
    typer.echo(text)


def fail(error: BereginyaError) -> NoReturn:
    """Print the error's kind and what it names, a hint if there is one, and end with status 1."""
    typer.echo(f"error: {type(error).__name__}: {error}", err=True)
    if error.code in _HINTS:
        typer.echo(_HINTS[error.code], err=True)
    sys.exit(1)


@contextmanager
def opened(data: Path) -> Iterator[Vault]:
    """Open the vault for one command; errors of ours become a line and status 1."""
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
