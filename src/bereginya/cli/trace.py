"""`trace` and `dedupe`: find sought people in lists, and people who stand in one list twice; from files to a file."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bereginya.cli.saying import fail
from bereginya.cli.tuning import Done, hurried
from bereginya.facts.errors import BereginyaError
from bereginya.names.apart import Helper

_Maps = Annotated[
    list[Path] | None,
    typer.Option(
        "--mapping",
        "--map",
        help="How columns are read (TOML, see --save-mapping); used for each list that has them. Repeat it.",
    ),
]
_Saved = Annotated[
    Path | None,
    typer.Option(
        "--save-mapping",
        "--save-maps",
        help="Write the guessed columns of each file into this folder.",
        file_okay=False,
    ),
]
_Aside = Annotated[Path | None, typer.Option(help="Write the numbers of rows that could not be read to this file.")]
_Language = Annotated[str | None, typer.Option(help="ru, uk or en.")]


_LONG_LISTS = 3 << 20  # bytes: some fifty thousand people; with fewer a second process gains nothing


class EngineName(StrEnum):
    """Which engine does the work."""

    PROCESS = "process"
    SHARDS = "shards"
    SPARK = "spark"


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command("trace")(trace)
    app.command("dedupe")(dedupe)


def trace(
    inquiries: Annotated[
        Path, typer.Argument(help="Sought people: CSV, XLSX, JSON Lines, Parquet, PFIF.", exists=True)
    ],
    registers: Annotated[list[Path], typer.Argument(help="Lists to search, of the same kinds.", exists=True)],
    output: Annotated[
        Path, typer.Option("--output", "-o", help="Candidates: .csv, .xlsx, .parquet, .jsonl, .xml (PFIF) or .html.")
    ],
    k: Annotated[int, typer.Option("--k", min=1, max=1000, help="Candidates per sought person.")] = 10,
    reasons: Annotated[
        bool, typer.Option("--reasons", help="Add what each field says, in bits and in words: about 1 ms a candidate.")
    ] = False,
    learn: Annotated[
        Path | None,
        typer.Option(
            help="First learn a new model from these files; it is written here, named by its number: 1001.toml."
        ),
    ] = None,
    review: Annotated[Path | None, typer.Option(help="Also write an HTML sheet to print and decide on.")] = None,
    model: Annotated[str | None, typer.Option(help="The model: its number, or a model file.")] = None,
    prior: Annotated[
        list[str] | None,
        typer.Option(help="How likely a list has a sought person: NAME=0.3, NAME the file. Repeat it."),
    ] = None,
    engine: Annotated[
        EngineName, typer.Option(help="process; shards for what does not fit memory; spark.")
    ] = EngineName.PROCESS,
    master: Annotated[str, typer.Option(help="Where Spark is, for --engine spark.")] = "local[*]",
    work: Annotated[
        Path | None,
        typer.Option(
            help="Folder for shards while they are searched; that of the output.", file_okay=False, exists=True
        ),
    ] = None,
    shard_rows: Annotated[int, typer.Option(min=1, help="Records in a shard.")] = 1_000_000,
    maps: _Maps = None,
    save_maps: _Saved = None,
    aside: _Aside = None,
    threads: Annotated[int | None, typer.Option(min=1, help="Threads; all cores.")] = None,
    lang: _Language = None,
) -> None:
    """Find each sought person in lists: one row a candidate, best first, with a probability.

    How the columns were understood is shown; correct it with --save-mapping and --mapping. Not being on a list means
    neither dead nor alive. The files name people: they are written for you alone.
    """
    with hurried(), _helper((inquiries, *registers), threads if engine is EngineName.PROCESS else 1) as helper:
        from bereginya.cli import tracing_asked, tracing_work  # noqa: PLC0415 - compiled code, which takes a while to load

        files = tracing_asked.Files(maps=tuple(maps or ()), save_maps=save_maps, aside=aside, language=lang)
        asked = tracing_asked.Asked(k, model, tuple(prior or ()), threads, review, reasons=reasons, learn=learn)
        chosen = tracing_asked.Chosen(engine.value, master, work or output.parent, shard_rows)
        try:
            tracing_work.trace(inquiries, registers, output, files=files, asked=asked, chosen=chosen, helper=helper)
        except BereginyaError as error:
            fail(error)
    raise Done(0)


def dedupe(
    register: Annotated[Path, typer.Argument(help="A list: CSV, XLSX, JSON Lines, Parquet, PFIF.", exists=True)],
    output: Annotated[Path, typer.Option("--output", "-o", help="Pairs: .csv, .xlsx, .parquet or .jsonl.")],
    clusters: Annotated[bool, typer.Option("--clusters", help="Add the cluster: the id of its first record.")] = False,
    least: Annotated[float, typer.Option(min=0.0, max=1.0, help="Pairs with a smaller chance are not listed.")] = 0.05,
    maps: _Maps = None,
    save_maps: _Saved = None,
    aside: _Aside = None,
    threads: Annotated[int | None, typer.Option(min=1, help="Threads; all cores.")] = None,
    lang: _Language = None,
) -> None:
    """Find the people who stand in one list twice: pairs with a probability. Nothing is joined."""
    with hurried(), _helper((register,), threads) as helper:
        from bereginya.cli import tracing_asked, tracing_work  # noqa: PLC0415 - as above

        files = tracing_asked.Files(maps=tuple(maps or ()), save_maps=save_maps, aside=aside, language=lang)
        try:
            tracing_work.dedupe(
                register, output, files=files, least=least, threads=threads, clusters=clusters, helper=helper
            )
        except BereginyaError as error:
            fail(error)
    raise Done(0)


@contextmanager
def _helper(lists: Sequence[Path], threads: int | None) -> Iterator[Helper | None]:
    """Start a second process for the keys while libraries load, if the lists are long and there is a core for it."""
    if threads == 1 or (os.cpu_count() or 1) < 2 or sum(path.stat().st_size for path in lists) < _LONG_LISTS:
        yield None
        return
    with Helper() as helper:
        yield helper
