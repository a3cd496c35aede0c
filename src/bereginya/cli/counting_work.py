"""What `count table` does: read a file, ask the library, show and write the answer."""

import json
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from platform import python_version

import typer

from bereginya import __version__
from bereginya.cli.whole_files import StoppedError, stoppable, write_whole
from bereginya.counting import METHODS, Answers, Estimate, Reason, Refusal, Table, TableError, estimates, frequencies
from bereginya.counting.counted import finite
from bereginya.counting.errors import by_system
from bereginya.counting.saying import number, sentence, span
from bereginya.counting.sheets import Sheet, SheetError, read_sheet, with_commas
from bereginya.counting.strata import Sum, sum_of_strata

FORMAT = "bereginya-estimates-1"
_NOTHING = Answers((), ())


@dataclass(frozen=True, slots=True)
class Asked:
    """Which methods, how many bootstrap replicates, from which seed; in which language it is told."""

    methods: tuple[str, ...]
    boot: int
    seed: int
    language: str


def _looked_at() -> bool:
    return sys.stderr.isatty()  # of the moment: tests exchange it


@dataclass(slots=True)
class Waiting:
    """One line on a terminal: what is done, and about how long it still takes; nothing where nobody looks."""

    language: str
    began: float = field(default_factory=time.monotonic)
    doing: str = ""
    shown: bool = field(default_factory=_looked_at)

    def __call__(self, what: str, done: int, of: int) -> None:
        """Say how far a method is; its time starts when it is first named."""
        if what != self.doing:
            self.doing, self.began = what, time.monotonic()
        if not self.shown:
            return
        name = _method_name(what, self.language)
        line = sentence(self.language, "said", "starting", what=name)
        if 0 < done <= of:
            left = round((time.monotonic() - self.began) * (of - done) / done)
            line = sentence(self.language, "said", "working", what=name, percent=100 * done // of, seconds=left)
        sys.stderr.write(f"\r\x1b[K{line}")
        sys.stderr.flush()

    def end(self) -> None:
        """Clear the line."""
        if self.shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


# ---- count table


def count_table(
    path: Path, *, asked: Asked, lists: Sequence[str], strata: Sequence[str], output: Path | None = None
) -> int:
    """Tell and write what every method says about a table; return the status to end with."""
    data = read_bytes(path)
    sheet = read_sheet(data, path.name, lists=lists)
    refuse_methods(asked)
    parts = sheet.by(strata, path.name) if strata else None
    if output is not None:
        refuse_output(output, inputs=(path,))
    _tell_sheet(path.name, sheet, asked.language)
    answers, status = ask_each(sheet.table, asked)
    summed = None if parts is None or status else sum_of_strata(parts, seed=asked.seed)
    tell_answers(answers, asked.language)
    if summed is not None:
        _tell_sum(summed, strata, asked.language)
    if output is not None:
        told = _as_json(sheet, answers, asked, (path.name, sha256(data).hexdigest()))
        told |= {"finished": status == 0} | ({} if summed is None else {"strata": sum_as_json(summed, strata)})
        keep(output, told, asked.language)
    return status


def is_of_times(path: Path) -> bool:
    """Tell whether a file says how often people were seen on one list."""
    return frequencies.is_of_times(with_commas(read_bytes(path), path.name))


def count_times(path: Path, *, asked: Asked, output: Path | None = None) -> int:
    """Tell and write what the methods for one list say of how often people were seen on it."""
    data = read_bytes(path)
    try:
        seen = frequencies.read_frequencies(with_commas(data, path.name))
    except TableError as error:
        raise SheetError("times", file=path.name, why=error) from error
    refuse_methods(asked)
    if output is not None:
        refuse_output(output, inputs=(path,))
    people = {"people": number(sum(seen), asked.language), "again": number(sum(seen[1:]), asked.language)}
    typer.echo(sentence(asked.language, "said", "reading_times", file=path.name, **people))
    answers = frequencies.answers_of(seen, asked.methods)
    tell_answers(answers, asked.language)
    if output is not None:
        head = _head((path.name, sha256(data).hexdigest()), sum(seen), sum(seen[1:]))
        told = head | {"seen_times": list(seen)} | answers_as_json(answers, asked) | {"finished": True}
        keep(output, told, asked.language)
    return 0


def ask_each(table: Table, asked: Asked, known: Answers = _NOTHING) -> tuple[Answers, int]:
    """Ask one method after the other; what was answered before a Ctrl-C is kept, and the status says so.

    A method that is in `known`, of an earlier run that was stopped, is not asked again.
    """
    said: list[Estimate] = []
    refused: list[Refusal] = []
    waiting = Waiting(asked.language)
    status = 0
    try:
        with stoppable():
            for method in asked.methods:
                waiting(method, 0, 1)
                one = _of_kind(known, method) or estimates(
                    table, methods=[method], boot=asked.boot, seed=asked.seed, progress=waiting
                )
                said.extend(one.estimates)
                refused.extend(one.refused)
    except StoppedError as stopped:
        status = stopped.status
    waiting.end()
    if status:
        typer.echo(sentence(asked.language, "said", "stopped"), err=True)
    return Answers(tuple(said), tuple(refused)), status


def _of_kind(known: Answers, method: str) -> Answers | None:
    """Return what is known of a method and of its pairs of lists; None where it was not asked."""
    said = tuple(one for one in known.estimates if method in {one.method, one.method.partition(":")[0]})
    refused = tuple(one for one in known.refused if method in {one.method, one.method.partition(":")[0]})
    return Answers(said, refused) if said or refused else None


def refuse_methods(asked: Asked) -> None:
    """Raise SheetError for a method that does not exist."""
    for method in asked.methods:
        kind, _, pair = method.partition(":")
        if kind not in METHODS or (pair and kind != "chapman"):
            raise SheetError("method", method=method, known=", ".join(METHODS))


def _tell_sheet(file: str, sheet: Sheet, language: str) -> None:
    table = sheet.table
    facts = {"people": number(table.n, language), "overlap": number(table.overlap, language)}
    typer.echo(sentence(language, "said", "reading", file=file, lists=", ".join(table.lists), **facts))
    if sheet.strata.names:
        typer.echo(sentence(language, "said", "others", columns=", ".join(sheet.strata.names)))


def tell_answers(answers: Answers, language: str) -> None:
    """Print the estimates as a table, and below what may not be used and why."""
    barred = {one.method for one in answers.refused}
    rows = [
        (one.method, number(one.estimate, language), span(one.lo, one.hi, language), one.model)
        for one in answers.estimates
        if one.method not in barred
    ]
    if rows:
        head = tuple(sentence(language, "said", f"head_{key}") for key in ("method", "estimate", "range", "model"))
        widths = [max(len(row[at]) for row in (head, *rows)) for at in range(4)]
        for row in (head, *rows):
            cells = (row[0].ljust(widths[0]), row[1].rjust(widths[1]), row[2].rjust(widths[2]), row[3])
            typer.echo("  ".join(cells).rstrip())
    if answers.refused:
        typer.echo(sentence(language, "said", "refused"))
        for one in answers.refused:
            number_ = answers.of(one.method)
            shown = "" if number_ is None else f" ({number(number_.estimate, language)})"
            typer.echo(f"  {one.method}{shown}: {reason(one, language)}")
    if not rows:
        typer.echo(sentence(language, "said", "nothing"))


def reason(one: Refusal, language: str) -> str:
    """Return why a method was refused, in words."""
    return sentence(language, "reasons", Reason(one.reason).value)


def _tell_sum(summed: Sum, names: Sequence[str], language: str) -> None:
    facts = {"estimate": number(summed.estimate, language), "range": span(summed.lo, summed.hi, language)}
    facts |= {"missing": number(summed.imputed, language), "copies": str(summed.copies)}
    typer.echo(sentence(language, "said", "strata", names=", ".join(names), **facts))
    seen = ["/".join(value or "?" for value in one.key) for one in summed.strata if one.estimate is None]
    if seen:
        typer.echo(sentence(language, "said", "strata_seen", names=", ".join(seen)))


def _as_json(sheet: Sheet, answers: Answers, asked: Asked, file: tuple[str, str]) -> dict[str, object]:
    table = sheet.table
    return {
        **_head(file, table.n, table.overlap),
        "lists": list(table.lists),
        "other_columns": list(sheet.strata.names),
        **answers_as_json(answers, asked),
    }


def _head(file: tuple[str, str], n: int, again: int) -> dict[str, object]:
    return {"format": FORMAT, "input": {"name": file[0], "sha256": file[1]}, "n": n, "on_two_or_more": again}


def answers_as_json(answers: Answers, asked: Asked) -> dict[str, object]:
    """Return estimates and refusals, with everything the same numbers need to come again."""
    return {
        "estimates": [finite(asdict(one)) for one in answers.estimates],
        "refused": [
            {"method": one.method, "reason": one.reason.value, "text": reason(one, asked.language), "note": one.note}
            for one in answers.refused
        ],
        "settings": {"methods": list(asked.methods), "boot": asked.boot, "seed": asked.seed},
        "versions": versions(),
    }  # fmt: skip


def sum_as_json(summed: Sum, names: Sequence[str]) -> dict[str, object]:
    """Return a sum over strata."""
    told: dict[str, object] = finite(asdict(summed))
    return {"names": list(names), **told}


def versions() -> dict[str, str]:
    """Return the versions on which numbers depend."""
    found = {"bereginya": __version__, "python": python_version()}
    for name in ("numpy", "scipy", "numba"):
        with suppress(PackageNotFoundError):  # numba may be missing: the numbers are the same, only later
            found[name] = version(name)
    return found


# ---- files


def read_bytes(path: Path) -> bytes:
    """Return a file. Raises SheetError for one that cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise SheetError("unreadable", file=path.name, why=by_system(error)) from error


def refuse_output(output: Path, *, inputs: Sequence[Path]) -> None:
    """Raise SheetError before the work, not after: for a folder that is not there, or a file that would be lost."""
    if not output.parent.is_dir():
        raise SheetError("no_folder", file=output.name)
    if output.exists() and any(output.samefile(one) for one in inputs):
        raise SheetError("same_file", file=output.name)


def keep(output: Path, told: object, language: str) -> None:
    """Write JSON, whole or not at all, and say where."""
    text = json.dumps(told, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
    try:
        write_whole(output, text.encode())
    except OSError as error:
        raise SheetError("unwritable", file=output.name, why=by_system(error)) from error
    typer.echo(sentence(language, "said", "written", file=output), err=True)


def _method_name(what: str, language: str) -> str:
    return sentence(language, "methods", what.partition(":")[0])
