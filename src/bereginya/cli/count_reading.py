"""The lists of a count: read whatever they are kept as, and put together by ids, by a file of links, or by names."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from bereginya.cli.counting_work import Asked, Waiting, read_bytes
from bereginya.cli.linking_names import links_by_names
from bereginya.counting.counted import File
from bereginya.counting.lists import Gathered, Link, Listed, gather, read_links, read_list
from bereginya.counting.sheets import SheetError, decoded, with_commas
from bereginya.tracing import reading
from bereginya.tracing.reading import columnar, lines, sheets
from bereginya.tracing.reading.errors import UnreadableFileError
from bereginya.tracing.reading.values import Source

_PACKED = {"xlsx": sheets.blocks, "parquet": columnar.blocks, "jsonl": lines.blocks}


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


def join(paths: Paths, names: Sequence[str], wanted: Wanted) -> Joined:
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
    waiting = Waiting(wanted.asked.language)
    waiting("linking", 0, 0)
    links, linked = _links(paths.links, texts, listed, own=own)
    waiting.end()
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
    try:
        source = reading.look(path)
        if source.form not in _PACKED:
            raise SheetError("spreadsheet", file=path.name)
        return _unpacked(source)
    except UnreadableFileError as error:
        raise SheetError("damaged", file=path.name) from error


def _unpacked(source: Source) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(source.headers)
    for part in _PACKED[source.form](source):
        writer.writerows(zip(*(column.to_pylist() for column in part.table.columns), strict=True))
    return out.getvalue()
