"""`count`: how many there are in all, and how sure; from lists, from a ready overlap table, or from deaths by sex."""

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from bereginya.cli.saying import fail
from bereginya.counting.saying import LANGUAGES
from bereginya.counting.sheets import SheetError
from bereginya.facts.errors import BereginyaError

_Lang = Annotated[str | None, typer.Option(help="ru, uk or en.")]
_Boot = Annotated[int, typer.Option(min=0, max=100_000, help="Bootstrap replicates; 0 for no ranges from them.")]
_Seed = Annotated[int, typer.Option(min=0, help="Where chance starts: the same seed gives the same numbers.")]
_Methods = Annotated[
    list[str] | None,
    typer.Option(help="Only these: chapman, chapman:1-2, chao, mth-chao, sample-coverage, independence, bic, stepwise, "
                 "dga, lcmcr. Repeat it, or separate by commas."),
]  # fmt: skip

_app = typer.Typer(no_args_is_help=True, help="How many there are in all, and how sure: those on no list too.")


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.add_typer(_app, name="count")


@_app.command("table")
def table(
    file: Annotated[Path, typer.Argument(help="A CSV file: a column of 0 and 1 for each list, and `count`.")],
    output: Annotated[Path | None, typer.Option("--json", help="Write estimates and refusals to this file.")] = None,
    methods: _Methods = None,
    boot: _Boot = 1000,
    seed: _Seed = 1,
    lists: Annotated[
        str | None, typer.Option(help="Columns that are lists, by commas; all that hold only 0 and 1.")
    ] = None,
    strata: Annotated[str | None, typer.Option(help="Columns by which to count apart and add, by commas.")] = None,
    lang: _Lang = None,
) -> None:
    """Ask every method about a ready overlap table: an estimate with its range, or the reason why there is none.

    The order of lists and rows changes nothing. Ctrl-C keeps what is done.
    """
    from bereginya.cli import counting_work as work  # noqa: PLC0415 - compiled code, seconds others need not wait
    from bereginya.counting import METHODS  # noqa: PLC0415 - as above

    language = _language(lang)
    asked = work.Asked(_split(methods) or METHODS, boot, seed, language)
    status = _told(
        lambda: work.count_table(
            file, asked=asked, lists=_split([lists or ""]), strata=_split([strata or ""]), output=output
        ),
        language,
    )
    raise typer.Exit(status)


@_app.command("excess")
def excess(
    file: Annotated[
        Path,
        typer.Argument(
            help="CSV with year, age (15-19), deaths_male, deaths_female and, if known, hiv_male, hiv_female."
        ),
    ],
    ages: Annotated[str, typer.Option(help="The ages that count.")] = "15-49",
    base: Annotated[str, typer.Option(help="The years before, whose trend is carried on.")] = "2015-2019",
    output: Annotated[Path | None, typer.Option("--json", help="Write the years to this file.")] = None,
    lang: _Lang = None,
) -> None:
    """Tell how many more men died than the deaths of women let expect (Kobak and others, Demography 2025)."""
    from bereginya.cli import counting_work as work  # noqa: PLC0415 - as above

    language, within, years = _language(lang), _pair(ages, "--ages"), _pair(base, "--base")
    _told(lambda: work.count_excess(file, ages=within, base=years, language=language, output=output), language)


def _told(act: Callable[[], int], language: str) -> int:
    """Act; an error of ours becomes one sentence in the language, and status 1."""
    try:
        return act()
    except SheetError as error:
        typer.echo(f"error: {error.sentence(language)}", err=True)
        raise typer.Exit(1) from error
    except BereginyaError as error:
        fail(error)


def _split(told: list[str] | None) -> tuple[str, ...]:
    parts = (part.strip() for one in told or () for part in one.split(","))
    return tuple(dict.fromkeys(part for part in parts if part))


def _pair(told: str, option: str) -> tuple[int, int]:
    found = re.fullmatch(r"\s*(\d+)\s*[-–]\s*(\d+)\s*", told)
    if found is None or int(found[1]) > int(found[2]):
        raise typer.BadParameter("write it as 15-49", param_hint=option)
    return int(found[1]), int(found[2])


def _language(lang: str | None) -> str:
    """Return the language asked for, else that of the machine, else English."""
    if lang is None:
        spoken = (os.environ.get("LC_ALL") or os.environ.get("LANG") or "")[:2]
        return spoken if spoken in LANGUAGES else "en"
    if lang not in LANGUAGES:
        raise typer.BadParameter(f"has to be one of {', '.join(LANGUAGES)}", param_hint="--lang")
    return lang
