"""The engines for what does not fit memory: registers in shards, frequencies summed, the best of all shards kept.

Three passes over the shards. *Build*: each becomes an index in the work folder. *Count*: how many people of the shard
have each sought name, at each level; the counts are added over the shards of a register, so that a name is as rare as
it is in all of it. *Search*: the best candidates of the shard. No record leaves its shard but the best, as number and
bits; people are never sorted, joined or sent around. What maps the shards is given: this process, or Spark.

The work folder holds personal data while it works; it is made inside a folder that is named by the caller, for its
owner alone, and removed.
"""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import NamedTuple, Protocol, TypeVar

import numpy as np
import pyarrow as pa
import pyarrow.parquet
from numpy.typing import NDArray

from bereginya.tracing import models, weigh
from bereginya.tracing.engines.asking import Found, Keep, Question, Register, Say, path_of, shards, silent
from bereginya.tracing.index import Index
from bereginya.tracing.link import (
    MOST,
    SCHEMA,
    Encoded,
    GivensOf,
    Links,
    Shortlist,
    chances_of,
    encode,
    givens_of,
    known_givens,
    merged,
    shortlist,
)
from bereginya.tracing.models import Model
from bereginya.tracing.people import People
from bereginya.tracing.reading import Aside, Reading
from bereginya.tracing.weigh import Counts

Result = TypeVar("Result")
ROWS = 1_000_000
"""Records in a shard: about 0.3 GB of memory each while it is searched."""


class Shard(NamedTuple):
    """A part of a register: where it lies, and whose it is."""

    path: Path
    register: str


class Shards(Protocol):
    """Does one thing to each shard and gives the results in the order of the shards."""

    def __call__(self, work: Callable[[Shard], Result], over: Sequence[Shard]) -> Iterator[Result]:
        """Yield the result for each shard."""


class Hunt(NamedTuple):
    """How shards are searched: the model, the counts of each register, candidates that are kept, threads."""

    model: Model
    counts: dict[str, Counts]
    most: int
    threads: int


class Best(NamedTuple):
    """What a search of one shard gives: its shortlist, and the ids of the records in it."""

    found: Shortlist
    ids: pa.Array


@dataclass(frozen=True, slots=True)
class OutOfCore:
    """Searches shards one after the other in this process; memory holds one shard and what was found so far."""

    folder: Path
    rows: int = ROWS

    def trace(self, inquiries: People, registers: tuple[Register, ...], question: Question, say: Say = silent) -> Found:
        """Return the best candidates of each inquiry in any of the registers."""
        return traced(inquiries, registers, question, each=_one_by_one, folder=self.folder, rows=self.rows, say=say)


def _one_by_one(work: Callable[[Shard], Result], over: Sequence[Shard]) -> Iterator[Result]:
    return map(work, over)


def traced(
    inquiries: People,
    registers: tuple[Register, ...],
    question: Question,
    *,
    each: Shards,
    folder: Path,
    rows: int = ROWS,
    say: Say = silent,
) -> Found:
    """Cut the registers into shards, and let `each` build, count and search them."""
    aside: dict[str, tuple[Aside, ...]] = {register.name: () for register in registers}
    repeated = dict.fromkeys(aside, 0)

    def keep(name: str, part: Reading) -> None:
        aside[name] += part.aside
        repeated[name] += part.repeated

    with _work_folder(folder) as work:
        cut = list(_cut(registers, work, rows, keep, say))
        links = _searched(inquiries, cut, question, each, say)
    return Found(links, aside, repeated)


@contextmanager
def _work_folder(folder: Path) -> Iterator[Path]:
    """Make a folder for its owner alone, and remove it with all that is in it, whatever happens."""
    work = Path(tempfile.mkdtemp(prefix=".bereginya-shards-", dir=folder))
    try:
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _cut(
    registers: Sequence[Register],
    work: Path,
    rows: int,
    keep: Keep,
    say: Say,
) -> Iterator[Shard]:
    number = 0
    for place, register in enumerate(registers):
        for table, done in shards(register, rows, keep):
            shard = Shard(path_of(work, number), register.name)
            pa.parquet.write_table(table, _rows_of(shard), compression="zstd")
            say("reading", 0.3 * (place + done) / len(registers))
            number += 1
            yield shard


def _searched(inquiries: People, cut: Sequence[Shard], question: Question, each: Shards, say: Say) -> Links:
    model = question.model or models.model()
    threads = question.threads or os.cpu_count() or 1
    givens = _told(each(build, cut), len(cut), say, "building", 0.3)
    encoded = encode(inquiries, known_givens(givens))
    counted = _told(each(partial(count, encoded, threads), cut), len(cut), say, "counting", 0.5)
    labels = [shard.register for shard in cut]
    counts = {
        name: weigh.added([one for one, label in zip(counted, labels, strict=True) if label == name]) for name in labels
    }
    hunt = Hunt(model, counts, max(MOST, question.k), threads)
    best = _told(each(partial(search, encoded, hunt), cut), len(cut), say, "searching", 0.7)
    return answer(inquiries, best, labels, hunt=hunt, question=question)


def _told(results: Iterator[Result], total: int, say: Say, what: str, begin: float) -> list[Result]:
    found = []
    for number, result in enumerate(results):
        found.append(result)
        say(what, begin + (0.3 if what == "searching" else 0.2) * (number + 1) / total)
    return found


# ---- what is done to one shard, here or on another machine


def build(shard: Shard) -> GivensOf:
    """Turn a shard's rows into an index beside them; return its given names."""
    people = People.from_arrow(pa.parquet.read_table(_rows_of(shard)))
    index = Index.build(people, shard.register)
    index.save(shard.path)
    _rows_of(shard).unlink()
    return givens_of(index)


def count(encoded: Encoded, threads: int, shard: Shard) -> Counts:
    """Return how often what was asked occurs in a shard."""
    index = Index.load(shard.path)
    return index.counts(index.nears(encoded.names, threads))


def search(encoded: Encoded, hunt: Hunt, shard: Shard) -> Best:
    """Return the best candidates of each inquiry in a shard, weighed with the counts of its whole register."""
    index = Index.load(shard.path)
    near = index.nears(encoded.names, hunt.threads)
    counts = hunt.counts[shard.register]
    found = shortlist(index, near, encoded.asked, hunt.model, counts, most=hunt.most, threads=hunt.threads)
    rows = found.row.ravel()
    return Best(found, index.people.ids().combine_chunks().take(pa.array(rows, mask=rows < 0)))


def _rows_of(shard: Shard) -> Path:
    return shard.path.with_suffix(".parquet")


# ---- from the best of each shard to the answer


def answer(inquiries: People, best: Sequence[Best], labels: Sequence[str], *, hunt: Hunt, question: Question) -> Links:
    """Merge the shortlists of all shards and say what their bits mean."""
    counts, model = hunt.counts, hunt.model
    found = merged([one.found for one in best], [counts[label].people for label in labels], hunt.most)
    chances = chances_of(found, labels, counts, model=model, priors=question.priors, threads=hunt.threads)
    table = _table(inquiries, best, labels, found, chances.of[:, : question.k])
    return Links(table, chances.none, chances.priors, model.number)


def _table(
    inquiries: People, best: Sequence[Best], labels: Sequence[str], found: Shortlist, chances: NDArray[np.float64]
) -> pa.Table:
    """Return one row a candidate, as many an inquiry as there are chances."""
    k = chances.shape[1]
    source, row = found.source[:, :k], found.row[:, :k]
    inquiry, rank = np.nonzero(row >= 0)
    sources, rows = source[inquiry, rank], row[inquiry, rank]
    names = pa.DictionaryArray.from_arrays(pa.array(sources.astype(np.int32)), pa.array(list(labels), pa.string()))
    return pa.Table.from_arrays(
        [
            inquiries.ids().combine_chunks().take(pa.array(inquiry)),
            _ids(best, inquiry, sources, rows),
            names.cast(pa.string()),
            pa.array((rank + 1).astype(np.int32)),
            pa.array(chances[inquiry, rank]),
            pa.array(found.bits[inquiry, rank]),
        ],
        schema=SCHEMA,
    )


def _ids(
    best: Sequence[Best], inquiry: NDArray[np.int64], sources: NDArray[np.int16], rows: NDArray[np.int32]
) -> pa.Array:
    """Return the id of each candidate: looked up where its shard put it, in the shard's own shortlist."""
    places = np.zeros(len(inquiry), np.int64)
    begin = 0
    for number, one in enumerate(best):
        mine = np.flatnonzero(sources == number)
        own = one.found.row[inquiry[mine]]
        places[mine] = begin + inquiry[mine] * own.shape[1] + (own == rows[mine, None]).argmax(axis=1)
        begin += len(one.ids)
    return pa.chunked_array([one.ids for one in best], pa.string()).take(pa.array(places)).combine_chunks()
