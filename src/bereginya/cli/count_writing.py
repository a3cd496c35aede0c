"""What a count leaves behind: its records, its reports, and in the ledger what went out."""

import json
from hashlib import sha256
from pathlib import Path

import typer

from bereginya.cli.count_reading import Paths, Wanted
from bereginya.cli.count_reports import reports
from bereginya.cli.counting_work import read_bytes
from bereginya.cli.whole_files import write_whole
from bereginya.counting.counted import Counted, to_json
from bereginya.counting.designs import Design, read_designs
from bereginya.counting.errors import by_system
from bereginya.counting.ledger import Ledger, read_ledger
from bereginya.counting.public import SEEN, Public, publish
from bereginya.counting.public import to_json as public_json
from bereginya.counting.saying import sentence
from bereginya.counting.sheets import SheetError, decoded

LEDGER, DESIGNS, UNFINISHED = "releases.jsonl", "designs.toml", "unfinished.json"


def keep_unfinished(counted: Counted, wanted: Wanted, paths: Paths) -> None:
    """Keep what was answered, apart from the record of a whole count, until that is written."""
    write_file(paths.folder / "internal" / UNFINISHED, _json(to_json(counted, _settings(counted, wanted))))


def _settings(counted: Counted, wanted: Wanted) -> dict[str, object]:
    methods = list(dict.fromkeys((counted.count.declared, *wanted.asked.methods)))
    return {
        "methods": methods, "boot": wanted.asked.boot, "seed": wanted.asked.seed, "strata": list(wanted.strata),
    }  # fmt: skip


def write_count(counted: Counted, wanted: Wanted, paths: Paths) -> None:
    """Write the records and the reports; the ledger before anything public."""
    language, settings = wanted.asked.language, _settings(counted, wanted)
    record = _json(to_json(counted, settings))
    _write_told(paths.folder / "internal" / "count.json", record, language)
    (paths.folder / "internal" / UNFINISHED).unlink(missing_ok=True)
    public = _released(counted, wanted, paths)
    if public is not None:
        told = public_json(counted, public, internal=sha256(record).hexdigest(), settings=settings)
        _write_told(paths.folder / "public" / "count.json", _json(told), language)
    for name, made in reports(counted, public, settings, wanted.languages):
        _write_told(paths.folder / name, made, language)


def _released(counted: Counted, wanted: Wanted, paths: Paths) -> Public | None:
    """Return what may be published, after it stands in the ledger; None, and why, where nothing may."""
    language = wanted.asked.language
    if counted.diary is None:
        typer.echo(sentence(language, "lists", "unpublished_draft"))
        return None
    before, ledger = ledger_of(paths)
    found = publish(counted, designs_of(paths), ledger, day=wanted.day, as_of=wanted.as_of)
    for one in found.public.withheld:
        name = sentence(language, "lists", "seen") if one.name == SEEN else one.name
        typer.echo(sentence(language, "lists", "withheld", name=name, why=one.why.sentence(language)))
    if found.lines:
        _write_told(paths.beside(paths.ledger, LEDGER), (before + found.lines).encode(), language)
    return found.public


def ledger_of(paths: Paths) -> tuple[str, Ledger]:
    """Return what was published so far, as it stands in its file and as it was read."""
    path = paths.beside(paths.ledger, LEDGER)
    before = decoded(read_bytes(path), path.name) if path.exists() else ""
    return before, read_ledger(before)


def designs_of(paths: Paths) -> tuple[Design, ...]:
    """Return the designs of public tables, none where no file of them lies there."""
    path = paths.beside(paths.designs, DESIGNS)
    if paths.designs is None and not path.exists():
        return ()
    return tuple(read_designs(decoded(read_bytes(path), path.name)).values())


def _json(told: object) -> bytes:
    return (json.dumps(told, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()


def _write_told(path: Path, made: bytes, language: str) -> None:
    write_file(path, made)
    typer.echo(sentence(language, "said", "written", file=path), err=True)


def write_file(path: Path, made: bytes) -> None:
    """Write a file whole. Raises SheetError where it cannot be written."""
    try:
        write_whole(path, made)
    except OSError as error:
        raise SheetError("unwritable", file=path.name, why=by_system(error)) from error
