"""`count`: how many there are in all, and how sure; from lists, from a ready overlap table, or from deaths by sex."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, ClassVar, NoReturn

import typer
from typer.core import TyperGroup

from bereginya.cli.language import of_machine
from bereginya.cli.saying import fail
from bereginya.counting.errors import CountingError
from bereginya.counting.saying import LANGUAGES, sentence
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


class AskedError(CountingError):
    """An option of the command holds something else than it may."""

    code: ClassVar[str] = "counting.asked"
    section: ClassVar[str] = "asked"

    def framed(self, language: str) -> str:
        """Return what is wrong; it names the option already."""
        return self.sentence(language)


class _WithLists(TyperGroup):
    """`count a.csv b.csv` is `count lists a.csv b.csv`."""

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]  # theirs is private
        """Put the usual command first where none is named."""
        if args and args[0] not in self.commands and args[0] != "--help":
            args = ["lists", *args]
        return super().parse_args(ctx, args)


_app = typer.Typer(
    cls=_WithLists,
    no_args_is_help=True,
    help="How many there are in all, and how sure: those on no list too. `count LISTS…` walks from lists to an answer.",
)


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.add_typer(_app, name="count")


@_app.command("lists")
def lists(
    files: Annotated[list[Path], typer.Argument(help="Lists of people or events: CSV, XLSX, JSON Lines, Parquet.")],
    strata: Annotated[str | None, typer.Option(help="Columns by which to count apart: place,month …")] = None,
    folder: Annotated[
        Path, typer.Option("--output", "-o", help="Folder for records and reports.", file_okay=False)
    ] = Path("count"),
    diary: Annotated[
        Path | None, typer.Option(help="The diary of the lists; diary.toml beside the first. Made if it is missing.")
    ] = None,
    links: Annotated[
        Path | None, typer.Option(help="Who is whom: list_a, row_a or id_a, list_b, row_b or id_b, probability.")
    ] = None,
    id_column: Annotated[str | None, typer.Option("--id", help="The column with the id of a person.")] = None,
    own_ids: Annotated[
        bool, typer.Option("--own-ids", help="An id means a person on its own list only; link by names.")
    ] = False,
    designs: Annotated[
        Path | None, typer.Option(help="Designs of public tables; designs.toml beside the diary.")
    ] = None,
    ledger: Annotated[
        Path | None, typer.Option(help="What was published so far; releases.jsonl beside the diary.")
    ] = None,
    as_of: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day up to which is counted; today.")
    ] = None,
    draft: Annotated[
        bool, typer.Option("--draft", help="Count without a diary: for your own eyes, nothing is published.")
    ] = False,
    methods: _Methods = None,
    boot: _Boot = 1000,
    seed: _Seed = 1,
    languages: Annotated[str, typer.Option(help="Languages of the reports, by commas; none for no report.")] = ",".join(
        LANGUAGES
    ),
    lang: _Lang = None,
) -> None:
    """Walk from lists to an answer: how many in all, how sure, what would change it; with a report and its numbers.

    The first time it writes a diary to be filled in: what is counted, by which method, who made each list and whom it
    cannot see. That is settled before any number is seen. The folder `internal` holds what names few people; `public`
    only what may be published.
    """
    from bereginya.cli import count_lists, count_reading, counting_work as work  # noqa: I001, PLC0415 - as in `table`
    from bereginya.counting import METHODS  # noqa: PLC0415 - as above

    language, today = _language(lang), datetime.now(UTC).astimezone().date()
    asked = work.Asked(_split(methods) or METHODS, boot, seed, language)
    paths = count_reading.Paths(tuple(files), folder, links, diary, designs, ledger)

    def walk() -> int:
        reports, day = _languages(languages), _day(as_of) or today
        wanted = count_reading.Wanted(
            _split([strata or ""]), id_column, own_ids, draft, asked, reports, today, day
        )  # fmt: skip
        return count_lists.count_lists(paths, wanted)

    raise typer.Exit(_told(walk, language))


@_app.command("again")
def again(
    record: Annotated[Path, typer.Argument(help="internal/count.json of a count.")],
    lang: _Lang = None,
) -> None:
    """Count the cells of a record again, with its seed, and say whether the same numbers come; status 1 if not."""
    from bereginya.cli import count_lists  # noqa: PLC0415 - as above

    language = _language(lang)
    raise typer.Exit(_told(lambda: count_lists.count_again(record, language), language))


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
    times: Annotated[
        bool, typer.Option("--times", help="It is one list: times (how often people were seen) and count.")
    ] = False,
    lang: _Lang = None,
) -> None:
    """Ask every method about a ready overlap table: an estimate with its range, or the reason why there is none.

    A table with the columns times and count alone is that of one list, also without --times.

    The order of lists and rows changes nothing. Ctrl-C keeps what is done.
    """
    from bereginya.cli import counting_work as work  # noqa: PLC0415 - compiled code, seconds others need not wait
    from bereginya.counting import METHODS  # noqa: PLC0415 - as above

    language = _language(lang)
    asked = work.Asked(_split(methods) or METHODS, boot, seed, language)
    by_lists, by_strata = _split([lists or ""]), _split([strata or ""])

    def ask() -> int:
        if not times and (by_lists or by_strata or not work.is_of_times(file)):
            return work.count_table(file, asked=asked, lists=by_lists, strata=by_strata, output=output)
        if by_lists or by_strata:
            raise SheetError("times_strata", file=file.name)
        return work.count_times(file, asked=asked, output=output)

    raise typer.Exit(_told(ask, language))


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
    from bereginya.cli import count_excess  # noqa: PLC0415 - as above

    language = _language(lang)
    _told(
        lambda: count_excess.count_excess(
            file, ages=_pair(ages, "--ages"), base=_pair(base, "--base"), language=language, output=output
        ),
        language,
    )


def _told(act: Callable[[], int], language: str) -> int:
    """Act; an error of ours becomes one sentence in the language, and status 1."""
    try:
        return act()
    except CountingError as error:
        _refuse(error, language)
    except BereginyaError as error:
        fail(error)


def _refuse(error: CountingError, language: str) -> NoReturn:
    """Say what is wrong, and end with status 1; with 2 where the command itself was written wrongly."""
    typer.echo(f"{sentence(language, 'said', 'error')}: {error.framed(language)}", err=True)
    raise typer.Exit(2 if isinstance(error, AskedError) else 1) from error


def _day(told: datetime | None) -> date | None:
    return None if told is None else told.date()


def _languages(told: str) -> tuple[str, ...]:
    found = () if told == "none" else _split([told])
    if any(one not in LANGUAGES for one in found):
        raise AskedError("languages", option="--languages", known=", ".join(LANGUAGES))
    return found


def _split(told: list[str] | None) -> tuple[str, ...]:
    parts = (part.strip() for one in told or () for part in one.split(","))
    return tuple(dict.fromkeys(part for part in parts if part))


def _pair(told: str, option: str) -> tuple[int, int]:
    found = re.fullmatch(r"\s*(\d+)\s*[-–]\s*(\d+)\s*", told)
    if found is None or int(found[1]) > int(found[2]):
        raise AskedError("range", option=option)
    return int(found[1]), int(found[2])


def _language(lang: str | None) -> str:
    """Return the language asked for, else that of the machine, else English."""
    if lang is None:
        return of_machine()
    if lang not in LANGUAGES:
        _refuse(AskedError("language", option="--lang", known=", ".join(LANGUAGES)), _language(None))
    return lang
