"""What `count excess` does: read deaths by sex, ask the library, show and write the years."""

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import typer

from bereginya.cli.counting_work import keep, read_bytes, refuse_output, versions
from bereginya.counting.errors import TableError
from bereginya.counting.excess import Excess, excess, read_deaths
from bereginya.counting.saying import number, sentence, span
from bereginya.counting.sheets import SheetError, with_commas


def count_excess(
    path: Path, *, ages: tuple[int, int], base: tuple[int, int], language: str, output: Path | None = None
) -> int:
    """Tell and write the excess deaths of men in every year after the base years; return the status to end with."""
    data = read_bytes(path)
    if output is not None:
        refuse_output(output, inputs=(path,))
    try:
        deaths = read_deaths(with_commas(data, path.name))
        found = excess(deaths, ages=ages, base=base)
    except TableError as error:
        raise SheetError("deaths", file=path.name, why=error) from error
    hiv = any(one.hiv_male or one.hiv_female for one in deaths)
    _tell_excess(found, (ages, base), language, hiv=hiv)
    if output is not None:
        told = {
            "format": "bereginya-excess-1",
            "input": {"name": path.name, "sha256": sha256(data).hexdigest()},
            "ages": list(ages),
            "base": list(base),
            "hiv_taken_off": hiv,
            "years": [
                {"year": one.year, "excess": one.excess, "deviation": one.deviation, "lo": one.lo, "hi": one.hi}
                for one in found
            ],
            "versions": versions(),
        }
        keep(output, told, language)
    return 0


def _tell_excess(
    found: Sequence[Excess], how: tuple[tuple[int, int], tuple[int, int]], language: str, *, hiv: bool
) -> None:
    ages, base = (f"{first}–{last}" for first, last in how)
    typer.echo(sentence(language, "said", "excess_head", ages=ages, base=base))
    for one in found:
        facts = {"estimate": number(one.excess, language), "deviation": number(one.deviation, language)}
        facts["range"] = span(one.lo, one.hi, language)
        typer.echo("  " + sentence(language, "said", "excess_line", year=one.year, **facts))
    if hiv:
        typer.echo(sentence(language, "said", "excess_hiv"))
    typer.echo(sentence(language, "said", "excess_note"))
