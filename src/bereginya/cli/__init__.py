"""The command line: one file a noun. It reads arguments, calls, and says what happened; it decides nothing."""

import typer

from bereginya.cli import copies, log, machine, serving

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="The case desk of a soldiers' mothers committee.",
)
for noun in (serving, log, copies, machine):
    noun.add_to(app)

__all__ = ["app"]
