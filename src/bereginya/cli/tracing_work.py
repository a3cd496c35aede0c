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
from threading import Timer
from types import FrameType

import pyarrow as pa
import pyarrow.compute as pc
import typer

from bereginya.cli.tracing_answers import (
    SURE,
    Why,
    clustered,
    count_clusters,
    learned,
    reasons_of,
    rounded,
    rows_shown,
    sought_people,
    with_reasons,
    write_pieces,
)
from bereginya.cli.tracing_asked import (
    SHEETS,
    Asked,
    Chosen,
    Files,
    model_of,
    named_apart,
    opened_files,
    priors_of,
    refuse_output,
    refuse_reasons,
)
from bereginya.cli.tracing_size import refuse_too_long
from bereginya.names.apart import Helper
from bereginya.tracing import Index, People, loops, reading, writing
from bereginya.tracing import dedupe as find_pairs
from bereginya.tracing.engines import Ahead, Question
from bereginya.tracing.keying import Keying
from bereginya.tracing.keys import begin
from bereginya.tracing.reading import Aside
from bereginya.tracing.review import sentence, sheet

_SHOWN_ASIDE = 12
_CALLING_BACK = ("llvmlite", "numba")
_SOON = 0.02
"""Seconds after which a signal that came at a bad moment comes again."""


def _somebody_looks() -> bool:
    return sys.stderr.isatty()


@dataclass(slots=True)
class Progress:
    """One line on a terminal that says what is done and about how long it still takes; nothing where nobody looks.

    Between two steps it ends the command if somebody asked for that and a library did not let the exception through.
    """

    language: str
    stopped: int = 0
    began: float = field(default_factory=time.monotonic)
    shown: bool = field(default_factory=_somebody_looks)

    def __call__(self, what: str, done: float) -> None:
        """Say how far it is."""
        if self.stopped:
            raise SystemExit(128 + self.stopped)
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
    inquiries: Path,
    registers: Sequence[Path],
    output: Path,
    *,
    files: Files,
    asked: Asked,
    chosen: Chosen,
    helper: Helper | None = None,
) -> None:
    """Trace the inquiries and write the candidates; say what was read and what was not. A helper makes keys."""
    refuse_output(output, asked.review, files.aside, asked.learn, inputs=(inquiries, *registers))
    refuse_reasons(asked, chosen)
    opened = opened_files((inquiries, *registers), files)
    sought, lists = opened[0], named_apart(opened[1:])
    if chosen.engine == "process":
        refuse_too_long(lists, files.speech)
    model, priors = model_of(asked.model), priors_of(asked.priors, lists)
    say = Progress(files.speech)
    with _stopping(say), Ahead(Keying(helper)) as ahead:
        ahead.begin((sought, lists[0]) if chosen.engine == "process" else (sought,))
        if helper is not None:
            loops.load()  # of all that could be done while files are read, this needs least of them
        read = ahead.listed(sought)
        people = read.people
        model = learned(asked.learn, people, lists, model, say) if asked.learn else model
        found = chosen.engine_of(ahead).trace(people, lists, Question(model, asked.k, priors, asked.threads), say)
        table = rounded(found.links.table)
        sheet_at = output if output.suffix.lower() in SHEETS else asked.review
        why: Why = {}
        if asked.reasons or (sheet_at is not None and chosen.engine == "process"):
            why = reasons_of(table, people, lists, model, say)
        say("writing", 0.97)
        if sheet_at != output:
            writing.write(with_reasons(table, why, files.speech) if asked.reasons else table, output)
        if sheet_at is not None:
            shown = sought_people(table, people, rows_shown(table, lists), why, found.links.none, files.speech)
            labels = [one.name for one in lists]
            write_pieces(sheet_at, sheet(shown, lists=labels, model=found.links.model, language=files.speech))
        say.end()
    kept = {sought.name: read.aside, **found.aside}
    _tell_aside(kept, files)
    for name, repeated in {sought.name: read.repeated, **found.repeated}.items():
        _tell_repeated(name, repeated, files)
    _tell_found(table, len(people), found.links.model, files)


def dedupe(
    register: Path,
    output: Path,
    *,
    files: Files,
    least: float,
    threads: int | None,
    clusters: bool,
    helper: Helper | None = None,
) -> None:
    """Find the pairs of a list and write them; say what was read and what was not."""
    refuse_output(output, files.aside, inputs=(register,))
    (opened,) = opened_files((register,), files)
    refuse_too_long((opened,), files.speech)
    say = Progress(files.speech)
    with _stopping(say):
        say("reading", 0.0)
        read = reading.read(opened.source, opened.mapping, keep_coded=True)
        say("building", 0.2)
        people, keying = People.from_arrow(read.table), Keying(helper)
        begin(keying, people.words)
        index = Index.build(people, opened.name, keying.keys_of)
        say("searching", 0.5)
        pairs = find_pairs(index, least=least, threads=threads)
        say("writing", 0.95)
        table = rounded(pairs.table).select(["a", "b", "probability"])
        heads = pairs.clusters(SURE)
        writing.write(clustered(table, pairs.rows, heads, index.people.ids()) if clusters else table, output)
        say.end()
    _tell_aside({opened.name: read.aside}, files)
    _tell_repeated(opened.name, read.repeated, files)
    typer.echo(sentence(files.speech, "said", "pairs", records=len(index), pairs=len(table)), err=True)
    if clusters:
        typer.echo(sentence(files.speech, "said", "clusters", clusters=count_clusters(heads)), err=True)


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


def _tell_found(table: pa.Table, inquiries: int, model: int, files: Files) -> None:
    some = pc.count_distinct(table["inquiry"]).as_py()
    said = sentence(files.speech, "said", "found", inquiries=inquiries, candidates=len(table), with_candidates=some)
    typer.echo(f"{said}. {sentence(files.speech, 'model', number=model)}.", err=True)
    typer.echo(sentence(files.speech, "not_found"), err=True)


@contextmanager
def _stopping(say: Progress) -> Iterator[None]:
    """Let a Ctrl-C or a plain kill unwind, so that what was written aside goes with it; end with 130 or 143.

    Nothing may be raised while machine code is loaded: LLVM and Numba call back, and go on without an answer.
    """

    def stop(number: int, frame: FrameType | None) -> None:
        say.stopped = number
        if _is_within(_CALLING_BACK, frame):
            again = Timer(_SOON, os.kill, (os.getpid(), number))
            again.daemon = True
            again.start()
        else:
            raise SystemExit(128 + number)

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _is_within(packages: tuple[str, ...], frame: FrameType | None) -> bool:
    """Tell whether a frame was called, however far below, from one of these packages."""
    while frame is not None and not str(frame.f_globals.get("__name__")).startswith(packages):
        frame = frame.f_back
    return frame is not None
