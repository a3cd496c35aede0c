"""What `trace` and `dedupe` were asked, and the files they were given: opened, with how they are read shown."""

from collections.abc import Mapping as Table
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import typer

from bereginya.cli.language import known, of_machine
from bereginya.facts.errors import BereginyaError
from bereginya.tracing import Model, models, reading, writing
from bereginya.tracing.engines import Ahead, Engine, InProcess, OutOfCore, Register, Spark
from bereginya.tracing.mapping import Mapping, from_toml
from bereginya.tracing.people import COLUMNS
from bereginya.tracing.reading import MappingError, Source
from bereginya.tracing.review import LANGUAGES, sentence

SHEETS = (".html", ".htm")
_OWN_MODELS = 1000  # numbers below belong to models that come with the program

Speech = Literal["ru", "uk", "en"]


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
    def speech(self) -> Speech:
        """The language asked for, else that of the machine, else English."""
        if self.language is None:
            return of_machine()
        asked = known(self.language)
        if asked is None:
            raise AskedError(f"--lang has to be one of {', '.join(LANGUAGES)}")
        return asked


@dataclass(frozen=True, slots=True)
class Asked:
    """What the answer holds."""

    k: int
    model: str | None
    priors: tuple[str, ...]
    threads: int | None
    review: Path | None
    reasons: bool = False
    learn: Path | None = None


@dataclass(frozen=True, slots=True)
class Chosen:
    """The engine, and where it works."""

    engine: str
    master: str
    work: Path
    rows: int

    def engine_of(self, ahead: Ahead) -> Engine:
        """Return the engine that was chosen."""
        if self.engine == "process":
            return InProcess(ahead)
        return OutOfCore(self.work, self.rows) if self.engine == "shards" else Spark(self.work, self.master, self.rows)


def opened_files(paths: Sequence[Path], files: Files) -> list[Register]:
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


def named_apart(opened: Sequence[Register]) -> tuple[Register, ...]:
    """Return the lists with names of their own: two files of one name are told apart by their folders."""
    paths = [one.source.path.resolve() for one in opened]
    if len(set(paths)) < len(paths):
        raise AskedError("a list is given twice: everybody on it would count twice")
    names = [one.name for one in opened]
    return tuple(
        Register(one.name if names.count(one.name) == 1 else str(one.source.path), one.source, one.mapping)
        for one in opened
    )


def refuse_output(*outputs: Path | None, inputs: Sequence[Path]) -> None:
    """Raise AskedError before the work, not after: for a folder that is not there, or a file that would be lost."""
    for output in outputs:
        if output is None:
            continue
        if not output.parent.is_dir():
            raise AskedError(f"{output}: there is no such folder")
        if output.exists() and any(output.samefile(one) for one in inputs if one.exists()):
            raise AskedError(f"{output.name}: this file is read, it cannot be written as well")
    first = outputs[0]
    if first is not None and first.suffix.lower() not in (*writing.WRITERS, *SHEETS):
        raise AskedError(f"{first.name}: the output ends in {', '.join((*writing.WRITERS, *SHEETS))}")


def refuse_reasons(asked: Asked, chosen: Chosen) -> None:
    """Raise AskedError for what only the engine that holds a whole list in memory can say."""
    if chosen.engine != "process" and (asked.reasons or asked.learn):
        raise AskedError("--reasons and --learn need the lists in memory: --engine process")
    if asked.learn is not None and (not asked.learn.stem.isdecimal() or int(asked.learn.stem) < _OWN_MODELS):
        raise AskedError(f"{asked.learn.name}: a model is named by its number, from {_OWN_MODELS}.toml on")


def model_of(told: str | None) -> Model | None:
    """Return the model of a number or a file; None for the newest."""
    if told is None:
        return None
    if told.isdecimal():
        return models.model(int(told))
    try:
        return Model.from_toml(Path(told).read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise AskedError(f"{told}: no model file that can be read") from error


def priors_of(told: Sequence[str], lists: Sequence[Register]) -> dict[str, float]:
    """Return the chance that was set for each list, by its name."""
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
