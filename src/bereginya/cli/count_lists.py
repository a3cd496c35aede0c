"""What `count LISTS` does: from files to an answer, one step after another, each of them told."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import typer

from bereginya.cli.count_reading import Joined, Paths, Wanted, join
from bereginya.cli.count_writing import UNFINISHED, designs_of, keep_unfinished, ledger_of, write_count, write_file
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
from bereginya.cli.whole_files import StoppedError, stoppable, write_whole
from bereginya.counting.combining import DRAWS, OverLinks, over_links
from bereginya.counting.counted import (
    LINKS,
    STRATA,
    SURE,
    Counted,
    CountedError,
    again,
    by_sureness,
    known_answers,
    looked_at,
    sum_over,
)
from bereginya.counting.diary import Diary, merged, read_diary, template
from bereginya.counting.errors import Clause, by_system
from bereginya.counting.linked import Read, draw, overlap, strata_as_told, summary
from bereginya.counting.lists import Gathered
from bereginya.counting.record import Count, digest
from bereginya.counting.saying import number, sentence
from bereginya.counting.sheets import SheetError, decoded
from bereginya.counting.table import Strata, Table
from bereginya.counting.values import Answers

DIARY = "diary.toml"


def count_lists(paths: Paths, wanted: Wanted) -> int:
    """Walk from files to an answer, and write records and reports; return the status to end with.

    Whenever it is stopped, what the methods answered until then is kept, and the next run goes on there.
    """
    refuse_methods(wanted.asked)
    for path in paths.lists:
        if not path.is_file():  # told before a diary is written beside it
            raise SheetError("unreadable", file=path.name, why=Clause("system", "missing", {}))
    names = _names(paths.lists)
    diary = _diary(paths, names, wanted)
    if diary is None and not wanted.draft:
        return 2
    if diary is not None:  # told before the work: what may not be used to publish
        designs_of(paths)
        ledger_of(paths)
    _folders(paths.folder)
    try:
        with stoppable():
            return _walk(paths, wanted, names, diary)
    except StoppedError as stopped:
        typer.echo(sentence(wanted.asked.language, "said", "stopped"), err=True)
        return stopped.status


def _walk(paths: Paths, wanted: Wanted, names: Sequence[str], diary: Diary | None) -> int:
    language = wanted.asked.language
    joined = join(paths, names, wanted)
    read = summary(joined.gathered)
    _tell_read(read, joined, language)
    counted, status = _answered(joined, read, diary, wanted, paths)
    keep_unfinished(counted, wanted, paths)
    if counted.count.answers.estimates or not status:
        tell_answers(counted.count.answers, language)
        _tell_answer(counted, language)
    if not status:
        examined = _examined(counted, joined, wanted)
        _tell_linkage(examined, language)
        write_count(examined, wanted, paths)
    return status


def _answered(joined: Joined, read: Read, diary: Diary | None, wanted: Wanted, paths: Paths) -> tuple[Counted, int]:
    """Ask the methods, the declared one first."""
    asked = wanted.asked
    table = _merged(overlap(joined.gathered), diary)
    declared = "bic" if diary is None else diary.primary
    first = Asked(tuple(dict.fromkeys((declared, *asked.methods))), asked.boot, asked.seed, asked.language)
    answers, status = ask_each(table, first, _known(paths.folder, table, asked))
    counted = Counted(
        files=joined.files,
        diary=diary,
        read=read,
        linked=joined.linked,
        groups=tuple((name,) for name in read.lists) if diary is None else diary.groups(),
        table=table,
        count=Count(declared, answers, asked.boot, asked.seed, digest(table)),
        diagnostics=None,
        sure=(),
        linkage=None,
        strata=_strata(joined.gathered, wanted.strata, diary),
        summed=None,
        versions=versions(),
        finished=False,
        earlier=_declared_before(paths.folder, declared),
    )
    return counted, status


def _examined(counted: Counted, joined: Joined, wanted: Wanted) -> Counted:
    """Look at what would change the answer; this may take longer than the answer."""
    waiting = Waiting(wanted.asked.language)
    waiting("changes", 0, 0)
    tables = {name: _merged(overlap(joined.gathered, least), counted.diary) for name, least in SURE}
    examined = replace(
        counted,
        diagnostics=looked_at(counted.table, counted.count, lambda done, of: waiting("changes", done, of)),
        sure=by_sureness(tables) if joined.unsure else (),
        linkage=_over_links(joined, counted, wanted.asked),
        summed=None if counted.strata is None else sum_over(counted.strata, wanted.asked.seed),
        finished=True,
    )
    waiting.end()
    return examined


def _known(folder: Path, table: Table, asked: Asked) -> Answers:
    """Return what was answered before this count was stopped, if it was."""
    path = folder / "internal" / UNFINISHED
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


def _over_links(joined: Joined, counted: Counted, asked: Asked) -> OverLinks | None:
    """Return what the declared method says over draws of links, None where none is in doubt, or nothing was said."""
    if not joined.unsure or counted.count.answer is None:
        return None
    waiting = Waiting(asked.language)
    waiting("links", 0, 0)
    tables = [_merged(draw(joined.gathered, asked.seed + at).pooled(), counted.diary) for at in range(DRAWS)]
    declared = counted.count.declared
    found = over_links(
        tables, declared, boot=asked.boot, seed=asked.seed, tell=lambda done, of: waiting("links", done, of)
    )
    waiting.end()
    return found


def _declared_before(folder: Path, declared: str) -> tuple[str, ...]:
    """Return what other methods were declared when numbers of this place were seen before."""
    before: list[str] = []
    for name in ("count.json", UNFINISHED):
        try:
            told = json.loads((folder / "internal" / name).read_text("utf-8"))
            before += [*map(str, told["declared_earlier"]), str(told["declared"])]
        except (OSError, ValueError, KeyError, TypeError):
            continue  # nothing was counted here, or it is no record of ours
    return tuple(dict.fromkeys(one for one in before if one != declared))


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
    if wanted.draft:
        typer.echo(sentence(language, "lists", "draft", file=path))
        return None
    if path.exists():
        return read_diary(decoded(read_bytes(path), path.name), names)
    write_file(path, template(names, language).encode())
    typer.echo(sentence(language, "lists", "diary", file=path), err=True)
    return None


def _folders(folder: Path) -> None:
    """Make the folders before the work, so that one that cannot be written is told at once."""
    try:
        for name in ("internal", "public"):
            (folder / name).mkdir(parents=True, exist_ok=True)
            write_whole(folder / name / ".writable", b"")
            (folder / name / ".writable").unlink()
    except OSError as error:
        raise SheetError("unwritable", file=folder.name, why=by_system(error)) from error


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


def _tell_linkage(counted: Counted, language: str) -> None:
    if counted.linkage is None:
        return
    one = counted.linkage.estimate
    if one is None or one.lo is None or one.hi is None:
        typer.echo(sentence(language, "lists", "links_none"))
        return
    facts = {"estimate": number(one.estimate, language), "lo": number(one.lo, language), "hi": number(one.hi, language)}
    typer.echo(sentence(language, "lists", "links", draws=len(counted.linkage.tables), **facts))


# ---- again


def count_again(path: Path, language: str) -> int:
    """Count the cells of a record again and say whether the same numbers came."""
    try:
        found = again(read_bytes(path).decode("utf-8"))
    except UnicodeDecodeError as error:
        raise CountedError("other") from error
    if found.different:
        names = [sentence(language, "methods", one) if one in {STRATA, LINKS} else one for one in found.different]
        typer.echo(sentence(language, "lists", "differs", methods=", ".join(names)))
        return 1
    typer.echo(sentence(language, "lists", "same", methods=found.methods))
    return 0
