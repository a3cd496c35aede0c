"""The command line: one file a noun. It reads arguments, calls, and says what happened; it decides nothing."""

import resource

import typer

from bereginya.cli import copies, count, letters, log, machine, names, rights, serving, trace, trustees

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.callback()
def _begin() -> None:
    """The case desk of a soldiers' mothers committee."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # what a command holds in memory never lands in a core file


for noun in (serving, log, copies, trustees, machine, rights, letters, names, trace, count):
    noun.add_to(app)

__all__ = ["app"]
