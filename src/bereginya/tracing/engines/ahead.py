"""Lists read in a thread beside, one after another, while other things are done; a helper gets their names at once."""

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

from bereginya.tracing import keys, reading
from bereginya.tracing.engines.asking import Register
from bereginya.tracing.keying import Keying
from bereginya.tracing.people import People
from bereginya.tracing.reading import Aside


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Listed:
    """The people of a list, the rows that could not be read, and how many rows repeat an id."""

    people: People
    aside: tuple[Aside, ...]
    repeated: int


@dataclass(slots=True, repr=False)
class Ahead:
    """Reads what was begun. Nobody waits at the end for what is still being read."""

    keying: Keying = field(default_factory=Keying)
    _beside: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1))
    _begun: dict[int, Future[Listed]] = field(default_factory=dict)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._beside.shutdown(wait=False, cancel_futures=True)

    def begin(self, lists: Sequence[Register]) -> None:
        """Begin to read lists in this order. Until all of them are listed nobody else may begin or ask for keys."""
        self._begun |= {id(one): self._beside.submit(self._read, one) for one in lists}

    def listed(self, one: Register) -> Listed:
        """Return a list when it is read; one that was not begun is read now. What was wrong with it is raised here."""
        begun = self._begun.pop(id(one), None)
        return begun.result() if begun else self._read(one)

    def _read(self, one: Register) -> Listed:
        read = reading.read(one.source, one.mapping, keep_coded=True)
        people = People.from_arrow(read.table)
        keys.begin(self.keying, people.words)
        return Listed(people, read.aside, read.repeated)
