"""The command line: one file a noun. It reads arguments, calls, and says what happened; it decides nothing.

A file is loaded when one of its commands is asked for: `lock` waits for no statistics and `trace` for no rooms.
"""

import resource
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any, NoReturn

import typer
from typer.core import TyperCommand, TyperGroup

from bereginya.cli import tuning
from bereginya.cli.language import gettext
from bereginya.cli.refusing import of_system, sentence
from bereginya.cli.saying import complain_of

FILES = {
    "desk": "serving",
    "demo": "serving",
    "verify": "log",
    "backup": "copies",
    "restore": "copies",
    "recover": "copies",
    "shut-out": "trustees",
    "readings": "trustees",
    "doctor": "machine",
    "lock": "machine",
    "rights": "rights",
    "letters": "letters",
    "names": "names",
    "trace": "trace",
    "dedupe": "trace",
    "count": "count",
}
"""The file of each command, in the order of the help."""


class _Nouns(TyperGroup):
    """The commands of the files, each loaded when it is asked for; what was typed wrong is said in three languages."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> object:
        """Carry out a command line; end with its status, or return what it returns unless `standalone_mode`.

        What the computer refuses (a full disk, one that was pulled out) is a sentence too, and status 1.
        """
        try:
            told = super().main(args, prog_name, complete_var, False, windows_expand_args, **extra)
        except typer.TyperException as error:
            if not standalone_mode:
                raise
            _refuse(error)
        except typer.Abort:
            if not standalone_mode:
                raise
            typer.echo(gettext("Stopped."), err=True)
            sys.exit(1)
        except OSError as error:
            if not standalone_mode:
                raise
            complain_of(of_system(error))
            sys.exit(1)
        return sys.exit(told if isinstance(told, int) else 0) if standalone_mode else told

    def list_commands(self, _ctx: typer.Context) -> list[str]:  # type: ignore[override]  # their context is private
        """Return the names of all commands."""
        return list(FILES)

    def get_command(self, _ctx: typer.Context, cmd_name: str) -> TyperCommand | TyperGroup | None:  # type: ignore[override]  # as above
        """Return a command from its file, or None if there is no such."""
        return commands_of(FILES[cmd_name]).get(cmd_name) if cmd_name in FILES else None


def _refuse(error: typer.TyperException) -> NoReturn:
    """Say what was typed wrong and where help is, and end with the status for that."""
    complain_of(sentence(error))
    context = getattr(error, "ctx", None)
    command = "bereginya" if context is None else context.command_path
    typer.echo(gettext("hint: {command} --help").format(command=command), err=True)
    sys.exit(getattr(error, "exit_code", 2))


def commands_of(file: str) -> dict[str, TyperCommand | TyperGroup]:
    """Return the commands that a file of this folder adds, by name."""
    held = typer.Typer()
    import_module(f"bereginya.cli.{file}").add_to(held)
    return typer.main.get_group(held).commands  # type: ignore[return-value]  # theirs are private to them


app = typer.Typer(cls=_Nouns, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


@app.callback()
def _begin() -> None:
    """The case desk of a soldiers' mothers committee."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # what a command holds in memory never lands in a core file


def main() -> None:
    """Run the command line."""
    tuning.run(app)


__all__ = ["FILES", "app", "commands_of", "main"]
