"""What `trace` and `dedupe` do: open the files, show how they are read, ask the libraries, write the answer."""

import os
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Table
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import typer

from bereginya.facts.errors import BereginyaError
from bereginya.tracing import Index, Links, Model, People, reading, weigh, writing
from bereginya.tracing import dedupe as find_pairs
from bereginya.tracing.engines import Engine, InProcess, OutOfCore, Question, Register, Spark
from bereginya.tracing.mapping import Mapping, from_toml
from bereginya.tracing.people import COLUMNS
from bereginya.tracing.reading import Aside, MappingError, Source
from bereginya.tracing.review import LANGUAGES, Candidate, Sought, sentence, sheet

_SHOWN_ASIDE = 12
_SURE = 0.5  # pairs of at least this chance make a cluster


class AskedError(BereginyaError):
    """An option says what cannot be done."""

    code = "tracing.asked"


@dataclass(frozen=True, slots=True)
class Files:
    """How files are read and spoken about."""

    maps: tuple[Path, ...]
    save_maps: Path | None
    aside: Path | None
    language: str | None

    @property
    def speech(self) -> str:
        """The language asked for, else that of the machine, else English."""
        if self.language is None:
            spoken = (os.environ.get("LC_ALL") or os.environ.get("LANG") or "")[:2]
            return spoken if spoken in LANGUAGES else "en"
        if self.language not in LANGUAGES:
            raise AskedError(f"--lang has to be one of {', '.join(LANGUAGES)}")
        return self.language


@dataclass(frozen=True, slots=True)
class Asked:
    """What the answer holds."""

    k: int
    model: str | None
    priors: tuple[str, ...]
    threads: int | None
    review: Path | None


@dataclass(frozen=True, slots=True)
class Chosen:
    """The engine, and where it works."""

    engine: str
    master: str
    work: Path
    rows: int

    def engine_of(self) -> Engine:
        """Return the engine that was chosen."""
        if self.engine == "process":
            return InProcess()
        return OutOfCore(self.work, self.rows) if self.engine == "shards" else Spark(self.work, self.master, self.rows)


@dataclass(slots=True)
class Progress:
    """One line on a terminal that says what is done and about how long it still takes; nothing where nobody looks."""

    language: str
    began: float = field(default_factory=time.monotonic)
    shown: bool = field(default_factory=sys.stderr.isatty)

    def __call__(self, what: str, done: float) -> None:
        """Say how far it is."""
        if not self.shown:
            return
        spent = time.monotonic() - self.began
        left = round(spent * (1 - done) / done) if done > 0.02 else None
        more = "" if left is None else sentence(self.language, "said", "left", percent=round(100 * done), seconds=left)
        bar = "#" * round(24 * done)
        sys.stderr.write(f"\r\x1b[K[{bar:<24}] {sentence(self.language, 'said', what)} {more}")
        sys.stderr.flush()

    def end(self) -> None:
        """Clear the line."""
        if self.shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


def trace(
    inquiries: Path, registers: Sequence[Path], output: Path, *, files: Files, asked: Asked, chosen: Chosen
) -> None:
    """Trace the inquiries and write the candidates; say what was read and what was not."""
    _refuse_output(output, asked.review, files.aside, inputs=(inquiries, *registers))
    opened = _opened((inquiries, *registers), files)
    sought, lists = opened[0], _registers(opened[1:])
    question = Question(_model(asked.model), asked.k, _priors(asked.priors, lists), asked.threads)
    say = Progress(files.speech)
    with _stopping():
        read = reading.read(sought.source, sought.mapping)
        people = People.from_arrow(read.table)
        found = chosen.engine_of().trace(people, lists, question, say)
        say("writing", 0.97)
        table = _rounded(found.links.table)
        shown = _rows_shown(table, lists) if asked.review else {}
        writing.write(table, output)
        if asked.review is not None:
            _write_sheet(asked.review, table, people, shown, lists, found.links, files.speech)
        say.end()
    kept = {sought.name: read.aside, **found.aside}
    _tell_aside(kept, files)
    _tell_repeated(sought.name, read.repeated, files)
    _tell_found(table, len(people), files)


def dedupe(register: Path, output: Path, *, files: Files, least: float, threads: int | None, clusters: bool) -> None:
    """Find the pairs of a list and write them; say what was read and what was not."""
    _refuse_output(output, files.aside, inputs=(register,))
    (opened,) = _opened((register,), files)
    say = Progress(files.speech)
    with _stopping():
        say("reading", 0.0)
        read = reading.read(opened.source, opened.mapping)
        say("building", 0.2)
        index = Index.build(People.from_arrow(read.table), opened.name)
        say("searching", 0.5)
        pairs = find_pairs(index, least=least, threads=threads)
        say("writing", 0.95)
        table = _rounded(pairs.table).select(["a", "b", "probability"])
        heads = pairs.clusters(_SURE)
        writing.write(_clustered(table, pairs.rows, heads, index.people.ids()) if clusters else table, output)
        say.end()
    _tell_aside({opened.name: read.aside}, files)
    _tell_repeated(opened.name, read.repeated, files)
    typer.echo(sentence(files.speech, "said", "pairs", records=len(index), pairs=len(table)), err=True)
    if clusters:
        typer.echo(sentence(files.speech, "said", "clusters", clusters=_count_clusters(heads)), err=True)


# ---- opening, with what is shown of it


def _opened(paths: Sequence[Path], files: Files) -> list[Register]:
    """Open each file, map its columns by the given files or a guess, show and perhaps save how."""
    told = {path: _text_of(path) for path in files.maps}
    used: set[Path] = set()
    opened = []
    for path in paths:
        source = reading.look(path)
        mapping = _mapping(source, told, used)
        _show(source, mapping, files.speech)
        if files.save_maps is not None:
            _save_map(files.save_maps, path, mapping)
        opened.append(Register(path.name, source, mapping))
    unused = [path.name for path in told if path not in used]
    if unused:
        raise MappingError(f"{', '.join(unused)}: no file has all columns that this mapping names")
    return opened


def _text_of(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise MappingError(f"{path.name}: no mapping that can be read") from error


def _mapping(source: Source, told: Table[Path, str], used: set[Path]) -> Mapping:
    """Return the first given mapping that fits, else the guess. A lone mapping that does not fit says why."""
    for path, text in told.items():
        try:
            mapping = from_toml(text, source.headers)
        except MappingError:
            continue
        used.add(path)
        return mapping
    return reading.mapped(source)


def _show(source: Source, mapping: Mapping, language: str) -> None:
    form = source.form if source.form != "csv" else f"csv {source.delimiter!r}"
    said = sentence(language, "said", "mapping", file=source.path.name, form=form, encoding=source.encoding)
    typer.echo(said, err=True)
    for one in mapping.fields:
        table = "columns" if one.role in COLUMNS else "columns_more"
        name = sentence(language, table, one.role)
        how = sentence(language, "said", f"by_{one.by}")
        typer.echo(f"  {name} ({one.role}) <- {', '.join(one.headers)}  [{how}]", err=True)
    if mapping.left_out:
        typer.echo("  " + sentence(language, "said", "left_out", headers=", ".join(mapping.left_out)), err=True)
    if source.left_out:
        typer.echo("  " + sentence(language, "said", "sheets_left", sheets=", ".join(source.left_out)), err=True)


def _save_map(folder: Path, path: Path, mapping: Mapping) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with writing.aside(folder / f"{path.name}.map.toml") as file:
        file.write(mapping.to_toml().encode())


def _registers(opened: Sequence[Register]) -> tuple[Register, ...]:
    """Return the lists with names of their own: two files of one name are told apart by their folders."""
    names = [one.name for one in opened]
    return tuple(
        Register(one.name if names.count(one.name) == 1 else str(one.source.path), one.source, one.mapping)
        for one in opened
    )


def _refuse_output(*outputs: Path | None, inputs: Sequence[Path]) -> None:
    """Raise AskedError before the work, not after: for a folder that is not there, or a file that would be lost."""
    for output in outputs:
        if output is None:
            continue
        if not output.parent.is_dir():
            raise AskedError(f"{output}: there is no such folder")
        if output.exists() and any(output.samefile(one) for one in inputs if one.exists()):
            raise AskedError(f"{output.name}: this file is read, it cannot be written as well")
    first = outputs[0]
    if first is not None and first.suffix.lower() not in writing.WRITERS:
        raise AskedError(f"{first.name}: the output ends in {', '.join(writing.WRITERS)}")


def _model(told: str | None) -> Model | None:
    if told is None:
        return None
    if told.isdecimal():
        return weigh.model(int(told))
    try:
        return Model.from_toml(Path(told).read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise AskedError(f"{told}: no model file that can be read") from error


def _priors(told: Sequence[str], lists: Sequence[Register]) -> dict[str, float]:
    found = {}
    for text in told:
        name, _, number = text.rpartition("=")
        try:
            found[name] = float(number)
        except ValueError as error:
            raise AskedError(f"--prior {text}: write NAME=0.3") from error
        if name not in [one.name for one in lists] or not 0 < found[name] < 1:
            raise AskedError(f"--prior {text}: NAME is one of {', '.join(one.name for one in lists)}, between 0 and 1")
    return found


# ---- the answer


def _rounded(table: pa.Table) -> pa.Table:
    """Return the table with chances to nine places and bits to four: what any engine and any machine says alike."""
    for column, places in (("probability", 9), ("bits", 4)):
        place = table.column_names.index(column)
        table = table.set_column(place, column, pc.round(table[column], places))
    return table


def _rows_shown(table: pa.Table, lists: Sequence[Register]) -> dict[tuple[str, str], dict[str, str | None]]:
    """Return the records that are candidates, by register and id, in one more reading of the lists."""
    found: dict[tuple[str, str], dict[str, str | None]] = {}
    for one in lists:
        wanted = pc.unique(table.filter(pc.equal(table["register"], one.name))["candidate"])
        for part in _again(one):
            for row in part.filter(pc.is_in(part["id"], value_set=wanted)).to_pylist():
                found.setdefault((one.name, row["id"]), row)
    return found


def _again(register: Register) -> Iterator[pa.Table]:
    return (people for people, _ in register.blocks(lambda _name, _aside: None))


def _write_sheet(
    path: Path,
    table: pa.Table,
    people: People,
    shown: Table[tuple[str, str], dict[str, str | None]],
    lists: Sequence[Register],
    links: Links,
    language: str,
) -> None:
    pieces = sheet(
        _sought(table, people, shown, links.none),
        lists=[one.name for one in lists],
        model=links.model,
        language=language,
    )
    with writing.aside(path) as file:
        for piece in pieces:
            file.write(piece.encode())


def _sought(
    table: pa.Table, people: People, shown: Table[tuple[str, str], dict[str, str | None]], none: np.ndarray
) -> Iterator[Sought]:
    by_inquiry: dict[str, list[Candidate]] = {}
    for row in table.to_pylist():
        candidate = Candidate(
            row["register"],
            row["probability"],
            shown.get((row["register"], row["candidate"]), {"id": row["candidate"]}),
        )
        by_inquiry.setdefault(row["inquiry"], []).append(candidate)
    for number, row in enumerate(people.table.to_pylist()):
        yield Sought(row["id"], row, tuple(by_inquiry.get(row["id"], ())), float(none[number]))


def _clustered(table: pa.Table, rows: np.ndarray, heads: np.ndarray, ids: pa.ChunkedArray) -> pa.Table:
    """Add the cluster of each pair: the id of its first record, empty where the pair is too weak to join anything."""
    first, second = heads[rows[:, 0]], heads[rows[:, 1]]
    return table.append_column("cluster", ids.take(pa.array(first, mask=first != second)))


def _count_clusters(heads: np.ndarray) -> int:
    return int((np.bincount(heads) > 1).sum()) if len(heads) else 0


# ---- what is said at the end


def _tell_aside(kept: Table[str, tuple[Aside, ...]], files: Files) -> None:
    for name, rows in kept.items():
        if rows:
            listed = [f"{one.row} ({sentence(files.speech, 'aside_why', one.why)})" for one in rows[:_SHOWN_ASIDE]]
            if len(rows) > _SHOWN_ASIDE:
                listed.append(sentence(files.speech, "said", "more", count=len(rows) - _SHOWN_ASIDE))
            said = sentence(files.speech, "said", "aside", file=name, count=len(rows), rows=", ".join(listed))
            typer.echo(said, err=True)
    if files.aside is not None:
        all_ = [(name, one.row, one.why) for name, rows in kept.items() for one in rows]
        columns = list(zip(*all_, strict=True)) or [(), (), ()]
        types = (pa.string(), pa.int64(), pa.string())
        arrays = [pa.array(column, kind) for column, kind in zip(columns, types, strict=True)]
        writing.write(pa.table(arrays, names=["file", "row", "why"]), files.aside)


def _tell_repeated(name: str, repeated: int, files: Files) -> None:
    if repeated:
        typer.echo(sentence(files.speech, "said", "repeated", file=name, count=repeated), err=True)


def _tell_found(table: pa.Table, inquiries: int, files: Files) -> None:
    some = pc.count_distinct(table["inquiry"]).as_py()
    said = sentence(files.speech, "said", "found", inquiries=inquiries, candidates=len(table), with_candidates=some)
    typer.echo(said, err=True)
    typer.echo(sentence(files.speech, "not_found"), err=True)


@contextmanager
def _stopping() -> Iterator[None]:
    """Let a Ctrl-C or a plain kill unwind, so that what was written aside goes with it; end with 130 or 143."""

    def stop(number: int, _frame: FrameType | None) -> None:
        raise SystemExit(128 + number)

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
