"""What an engine is asked and what it answers: one small interface, whichever machine does the work."""

from collections.abc import Callable, Iterator
from collections.abc import Mapping as Table
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import pyarrow as pa

from bereginya.tracing import reading
from bereginya.tracing.link import Links
from bereginya.tracing.mapping import Mapping
from bereginya.tracing.models import Model
from bereginya.tracing.people import People
from bereginya.tracing.reading import Aside, Reading, Source

Say = Callable[[str, float], None]
"""Told what is being done ("reading", "building", "counting", "searching") and how much of all work is done, 0 to 1."""


def silent(_what: str, _done: float) -> None:
    """Say nothing."""


Keep = Callable[[str, Reading], None]
"""Told of each block that was read, with the name of its register: what was kept aside, which ids were told apart."""


@dataclass(frozen=True, slots=True, repr=False)
class Register:
    """A list to search: its name in the answer, its file, and how it is read."""

    name: str
    source: Source
    mapping: Mapping

    def blocks(self, keep: Keep) -> Iterator[tuple[pa.Table, float]]:
        """Yield the rows block by block with the part of the file that was read; each block is shown to `keep`."""
        for part in reading.batches(self.source, self.mapping):
            keep(self.name, part)
            yield part.table, part.done


@dataclass(frozen=True, slots=True)
class Question:
    """How to search: which model (None: the newest), how many candidates, the chance per register that is set."""

    model: Model | None = None
    k: int = 10
    priors: Table[str, float] = field(default_factory=dict)
    threads: int | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Found:
    """The answer: the candidates; per register the rows that could not be read, and how many repeat an id."""

    links: Links
    aside: Table[str, tuple[Aside, ...]]
    repeated: Table[str, int] = field(default_factory=dict)


class Engine(Protocol):
    """Something that finds the inquiries in registers. All engines give the same answer to the same question."""

    def trace(self, inquiries: People, registers: tuple[Register, ...], question: Question, say: Say = silent) -> Found:
        """Return the best candidates of each inquiry in any of the registers."""


def shards(register: Register, most: int, keep: Keep) -> Iterator[tuple[pa.Table, float]]:
    """Yield a register in pieces of `most` rows, the last one shorter; one empty piece if it has no rows."""
    waiting: list[pa.Table] = []
    held, done, sent = 0, 0.0, False
    for table, done in register.blocks(keep):
        waiting.append(table)
        held += len(table)
        while held >= most:
            whole = pa.concat_tables(waiting)
            yield whole.slice(0, most).combine_chunks(), done
            waiting, held, sent = [whole.slice(most)], held - most, True
    if held or not sent:
        yield (pa.concat_tables(waiting) if waiting else _none()), done


def _none() -> pa.Table:
    return pa.table({"id": pa.array([], pa.string())})


def path_of(folder: Path, number: int) -> Path:
    """Return where a shard lies."""
    return folder / f"shard-{number:05}"
