"""What `count LISTS` does: from files to an answer, one step after another, each of them told."""

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

import typer

from bereginya.cli.count_reports import reports
from bereginya.cli.counting_work import (
    Asked,
    Waiting,
    ask_each,
    read_bytes,
    reason,
    refuse_methods,
    tell_answers,
    versions,
)
from bereginya.cli.linking_names import links_by_names
from bereginya.cli.whole_files import write_whole
from bereginya.counting.counted import (
    FEWEST_SUMMED,
    MOST_SUMMED,
    SURE,
    Counted,
    CountedError,
    File,
    again,
    by_sureness,
    known_answers,
    looked_at,
    sum_over,
    to_json,
)
from bereginya.counting.designs import Design, read_designs
from bereginya.counting.diary import Diary, merged, read_diary, template
from bereginya.counting.ledger import read_ledger
from bereginya.counting.lists import (
    Gathered,
    Link,
    Listed,
    Read,
    draw,
    gather,
    overlap,
    read_links,
    read_list,
    strata_as_told,
    summary,
)
from bereginya.counting.public import Public, publish
from bereginya.counting.public import to_json as public_json
from bereginya.counting.record import Count, digest
from bereginya.counting.safe import UnsafeError
from bereginya.counting.saying import number, sentence
from bereginya.counting.sheets import SheetError, decoded, with_commas
from bereginya.counting.strata import Sum, over_linkages
from bereginya.counting.table import Strata, Table
from bereginya.counting.values import Answers
from bereginya.tracing import reading
from bereginya.tracing.reading import columnar, lines, sheets

DIARY, LEDGER, DESIGNS = "diary.toml", "releases.jsonl", "designs.toml"
_PACKED = {"xlsx": sheets.blocks, "parquet": columnar.blocks, "jsonl": lines.blocks}
_UNFINISHED = "unfinished.json"
_DRAWS = 100


@dataclass(frozen=True, slots=True)
class Paths:
    """Where everything is; None where the place beside the first list is meant."""

    lists: tuple[Path, ...]
    folder: Path
    links: Path | None
    diary: Path | None
    designs: Path | None
    ledger: Path | None

    def beside(self, told: Path | None, name: str) -> Path:
        """Return a path that was told, or the usual one beside the diary."""
        if told is not None:
            return told
        return (self.diary.parent if self.diary is not None else self.lists[0].parent) / name


@dataclass(frozen=True, slots=True)
class Wanted:
    """How lists are to be read and counted."""

    strata: tuple[str, ...]
    id_column: str | None
    own_ids: bool
    draft: bool
    asked: Asked
    languages: tuple[str, ...]
    day: date
    as_of: date


@dataclass(frozen=True, slots=True)
class Joined:
    """Lists that were read and put together."""

    files: tuple[File, ...]
    listed: tuple[Listed, ...]
    gathered: Gathered
    linked: str
    unsure: bool


def count_lists(paths: Paths, wanted: Wanted) -> int:
    """Walk from files to an answer, and write records and reports; return the status to end with."""
    language = wanted.asked.language
    refuse_methods(wanted.asked)
    names = _names(paths.lists)
    diary = _diary(paths, names, wanted)
    if diary is None and not wanted.draft:
        return 2
    _folders(paths.folder)
    joined = _joined(paths, names, wanted)
    read = summary(joined.gathered)
    _tell_read(read, joined, language)
    counted, status = _counted(joined, read, diary, wanted, paths)
    tell_answers(counted.count.answers, language)
    _tell_answer(counted, language)
    _write(counted, wanted, paths)
    return status


def _counted(joined: Joined, read: Read, diary: Diary | None, wanted: Wanted, paths: Paths) -> tuple[Counted, int]:
    """Ask the methods, the declared one first, and look at what would change its answer."""
    asked = wanted.asked
    tables = {name: _merged(overlap(joined.gathered, least), diary) for name, least in SURE}
    table = tables["central"]
    declared = "bic" if diary is None else diary.primary
    first = Asked(tuple(dict.fromkeys((declared, *asked.methods))), asked.boot, asked.seed, asked.language)
    answers, status = ask_each(table, first, _known(paths.folder, table, asked))
    count = Count(declared, answers, asked.boot, asked.seed, digest(table))
    strata = _strata(joined.gathered, wanted.strata, diary)
    waiting = Waiting(asked.language)
    waiting("changes", 0, 0)
    counted = Counted(
        joined.files,
        diary,
        read,
        joined.linked,
        tuple((name,) for name in read.lists) if diary is None else diary.groups(),
        table,
        count,
        None if status else looked_at(table, count),
        by_sureness(tables) if joined.unsure and not status else (),
        None if status else _over_links(joined, diary, asked),
        strata,
        None if strata is None or status else sum_over(strata, asked.seed),
        versions(),
        finished=not status,
        earlier=_declared_before(paths.folder, declared),
    )
    waiting.end()
    return counted, status


def _known(folder: Path, table: Table, asked: Asked) -> Answers:
    """Return what was answered before this count was stopped, if it was."""
    path = folder / "internal" / _UNFINISHED
    if not path.exists():
        return Answers((), ())
    text = read_bytes(path).decode("utf-8", "replace")
    return known_answers(text, digest(table), {"boot": asked.boot, "seed": asked.seed}, versions())


def _merged(table: Table, diary: Diary | None) -> Table:
    return table if diary is None else merged(table, diary)


def _strata(gathered: Gathered, names: Sequence[str], diary: Diary | None) -> Strata | None:
    if not names:
        return None
    told = strata_as_told(gathered)
    tables = tuple((key, _merged(table, diary)) for key, table in told.tables)
    return Strata(tables[0][1].lists, told.names, tables) if tables else None


def _over_links(joined: Joined, diary: Diary | None, asked: Asked) -> Sum | None:
    """Return the average over draws of links, None where none is in doubt or it cannot be done."""
    if not joined.unsure:
        return None
    waiting = Waiting(asked.language)
    tables = []
    for at in range(_DRAWS):
        tables.append(_merged(draw(joined.gathered, asked.seed + at).pooled(), diary))
        waiting("links", at + 1, _DRAWS)
    waiting.end()
    usable = FEWEST_SUMMED <= len(tables[0].lists) <= MOST_SUMMED and all(table.overlap for table in tables)
    return over_linkages(tables, seed=asked.seed) if usable else None


def _declared_before(folder: Path, declared: str) -> tuple[str, ...]:
    """Return what other methods were declared when numbers of this place were seen before."""
    try:
        told = json.loads((folder / "internal" / "count.json").read_text("utf-8"))
        before = [*told["declared_earlier"], told["declared"]]
    except (OSError, ValueError, KeyError, TypeError):
        return ()  # nothing was counted here, or it is no record of ours
    return tuple(dict.fromkeys(str(one) for one in before if one != declared))


# ---- the files


def _names(lists: Sequence[Path]) -> tuple[str, ...]:
    """Return a name for each list: its file's, with its folder's where two are called alike."""
    stems = [path.stem for path in lists]
    return tuple(
        path.stem if stems.count(path.stem) == 1 else f"{path.resolve().parent.name}/{path.stem}" for path in lists
    )


def _diary(paths: Paths, names: Sequence[str], wanted: Wanted) -> Diary | None:
    """Return the diary; without one, write an empty one to be filled in, and say so."""
    path, language = paths.beside(paths.diary, DIARY), wanted.asked.language
    if path.exists():
        return None if wanted.draft else read_diary(decoded(read_bytes(path), path.name), names)
    _write_file(path, template(names).encode())
    typer.echo(sentence(language, "lists", "draft" if wanted.draft else "diary", file=path), err=not wanted.draft)
    return None


def _folders(folder: Path) -> None:
    """Make the folders before the work, so that one that cannot be written is told at once."""
    try:
        for name in ("internal", "public"):
            (folder / name).mkdir(parents=True, exist_ok=True)
            write_whole(folder / name / ".writable", b"")
            (folder / name / ".writable").unlink()
    except OSError as error:
        raise SheetError("unwritable", file=folder.name, why=error.strerror or type(error).__name__) from error


def _joined(paths: Paths, names: Sequence[str], wanted: Wanted) -> Joined:
    """Read the lists and find who is on several: by ids, by a file of links, or by names."""
    files, texts, listed = [], [], []
    for path, name in zip(paths.lists, names, strict=True):
        data = read_bytes(path)
        text = _text(path, data)
        waiting = Waiting(wanted.asked.language)
        told = read_list(
            io.StringIO(text, newline=""),
            name,
            id_column=wanted.id_column,
            strata=wanted.strata,
            progress=lambda row, waiting=waiting: waiting("reading", row, 0),  # type: ignore[misc]
        )
        waiting.end()
        files.append(File(name, path.name, sha256(data).hexdigest()))
        texts.append(text)
        listed.append(told)
    _refuse_strata(listed, wanted.strata)
    own = wanted.own_ids or _numbered(listed)
    links, linked = _links(paths.links, texts, listed, own=own)
    shared = not own
    if linked == "names" and own:
        listed = [Listed(one.name, [""] * len(one.ids), one.strata, one.columns) for one in listed]
    gathered = gather(listed, links=links, strata=wanted.strata, global_ids=shared)
    return Joined(tuple(files), tuple(listed), gathered, linked, any(0 < one.probability < 1 for one in links))


def _refuse_strata(listed: Sequence[Listed], names: Sequence[str]) -> None:
    """Raise SheetError for a stratum that no list knows: a slip of the hand, mostly."""
    for name in names:
        if not any(any(one.strata[name]) for one in listed):
            columns = dict.fromkeys(column for one in listed for column in one.columns)
            files = ", ".join(one.name for one in listed)
            raise SheetError("no_column", file=files, column=name, columns=", ".join(columns))


def _links(
    path: Path | None, texts: Sequence[str], listed: Sequence[Listed], *, own: bool
) -> tuple[tuple[Link, ...], str]:
    """Return links and by what lists are linked: `links`, `ids`, `names`, or `nothing`."""
    if path is not None:
        return read_links(io.StringIO(with_commas(read_bytes(path), path.name), newline=""), listed), "links"
    if not own and all(all(one.ids) and one.ids for one in listed if len(one.ids)):
        return (), "ids"
    bare = [Listed(one.name, [""] * len(one.ids), {}) for one in listed] if own else listed
    found = links_by_names(texts, bare)
    if found is None:
        return (), "nothing" if own or not any(any(one.ids) for one in listed) else "ids"
    return found, "names"


def _numbered(listed: Sequence[Listed]) -> bool:
    """Tell whether the ids are but the numbers of rows, in two lists or more: they say nothing of who is whom."""
    numbered = [len(one.ids) > 1 and list(one.ids) == [str(at + 1) for at in range(len(one.ids))] for one in listed]
    return sum(numbered) > 1


def _text(path: Path, data: bytes) -> str:
    """Return a list as CSV, whatever it is kept as."""
    if not data.startswith((b"PK", b"PAR1", b"{")):
        return decoded(data, path.name)
    source = reading.look(path)
    if source.form not in _PACKED:
        raise SheetError("spreadsheet", file=path.name)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(source.headers)
    for part in _PACKED[source.form](source):
        writer.writerows(zip(*(column.to_pylist() for column in part.table.columns), strict=True))
    return out.getvalue()


# ---- what is told


def _tell_read(read: Read, joined: Joined, language: str) -> None:
    for name, records, twice in zip(read.lists, read.records, read.duplicates, strict=True):
        facts = {"records": number(records, language), "twice": number(twice, language)}
        typer.echo(sentence(language, "lists", "list", name=name, **facts))
    typer.echo(sentence(language, "lists", f"by_{joined.linked}", links=number(read.links, language)))
    typer.echo(sentence(language, "lists", "people", people=number(read.persons, language)))
    for what, by_name in (("missing", read.missing), ("contradictions", read.contradictions)):
        for name, many in by_name.items():
            if many:
                typer.echo(sentence(language, "lists", what, name=name, people=number(many, language)))
    if read.unlinkable and joined.linked != "names":
        typer.echo(sentence(language, "lists", "unlinkable", records=number(read.unlinkable, language)))


def _tell_answer(counted: Counted, language: str) -> None:
    answer, method = counted.count.answer, counted.count.declared
    if answer is None:
        why = " ".join(reason(one, language) for one in counted.count.why_none)
        typer.echo(sentence(language, "lists", "none", method=sentence(language, "methods", method), why=why))
        return
    facts = {"estimate": number(answer.estimate, language)}
    if answer.lo is not None and answer.hi is not None:
        facts |= {"lo": number(answer.lo, language), "hi": number(answer.hi, language)}
    key = "answer" if len(facts) == 3 else "answer_alone"
    typer.echo(sentence(language, "lists", key, method=sentence(language, "methods", method), **facts))


# ---- what is written


def _write(counted: Counted, wanted: Wanted, paths: Paths) -> None:
    """Write the records and, when the count is whole, the reports; the ledger before anything public."""
    language = wanted.asked.language
    settings = {
        "methods": list(dict.fromkeys((counted.count.declared, *wanted.asked.methods))),
        "boot": wanted.asked.boot,
        "seed": wanted.asked.seed,
        "strata": list(wanted.strata),
    }
    record = _json(to_json(counted, settings))
    unfinished = paths.folder / "internal" / _UNFINISHED
    if not counted.finished:
        _write_told(unfinished, record, language)
        return
    _write_told(paths.folder / "internal" / "count.json", record, language)
    unfinished.unlink(missing_ok=True)
    public = _released(counted, wanted, paths)
    if public is not None:
        told = public_json(counted, public, internal=sha256(record).hexdigest(), settings=settings)
        _write_told(paths.folder / "public" / "count.json", _json(told), language)
    for name, made in reports(counted, public, settings, wanted.languages):
        _write_told(paths.folder / name, made, language)


def _released(counted: Counted, wanted: Wanted, paths: Paths) -> Public | None:
    """Return what may be published, after it stands in the ledger; None, and why, where nothing may."""
    language = wanted.asked.language
    ledger_path = paths.beside(paths.ledger, LEDGER)
    before = decoded(read_bytes(ledger_path), ledger_path.name) if ledger_path.exists() else ""
    try:
        found = publish(counted, _designs(paths), read_ledger(before), day=wanted.day, as_of=wanted.as_of)
    except UnsafeError as error:
        typer.echo(sentence(language, "lists", "unpublished", why=str(error)))
        return None
    for one in found.public.withheld:
        typer.echo(sentence(language, "lists", "withheld", name=one.name, why=one.why))
    if found.lines:
        _write_told(ledger_path, (before + found.lines).encode(), language)
    return found.public


def _designs(paths: Paths) -> tuple[Design, ...]:
    path = paths.beside(paths.designs, DESIGNS)
    if paths.designs is None and not path.exists():
        return ()
    return tuple(read_designs(decoded(read_bytes(path), path.name)).values())


def _json(told: object) -> bytes:
    return (json.dumps(told, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()


def _write_told(path: Path, made: bytes, language: str) -> None:
    _write_file(path, made)
    typer.echo(sentence(language, "said", "written", file=path), err=True)


def _write_file(path: Path, made: bytes) -> None:
    try:
        write_whole(path, made)
    except OSError as error:
        raise SheetError("unwritable", file=path.name, why=error.strerror or type(error).__name__) from error


# ---- again


def count_again(path: Path, language: str) -> int:
    """Count the cells of a record again and say whether the same numbers came."""
    try:
        found = again(read_bytes(path).decode("utf-8"))
    except UnicodeDecodeError as error:
        raise CountedError("this is no record of a count by lists") from error
    if found.different:
        typer.echo(sentence(language, "lists", "differs", methods=", ".join(found.different)))
        return 1
    typer.echo(sentence(language, "lists", "same", methods=found.methods))
    return 0
