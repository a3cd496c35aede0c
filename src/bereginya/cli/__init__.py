"""The command line: one file a noun. It reads arguments, calls, and says what happened; it decides nothing.

A file is loaded when one of its commands is asked for: `lock` waits for no statistics and `trace` for no rooms.
"""

import resource
from importlib import import_module

import typer
from typer.core import TyperCommand, TyperGroup

from bereginya.cli import tuning

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
    """The commands of the files, each loaded when it is asked for."""

    def list_commands(self, _ctx: typer.Context) -> list[str]:  # type: ignore[override]  # their context is private
        """Return the names of all commands."""
        return list(FILES)

    def get_command(self, _ctx: typer.Context, cmd_name: str) -> TyperCommand | TyperGroup | None:  # type: ignore[override]  # as above
        """Return a command from its file, or None if there is no such."""
        return commands_of(FILES[cmd_name]).get(cmd_name) if cmd_name in FILES else None


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
