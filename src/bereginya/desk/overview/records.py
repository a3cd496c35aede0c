"""What this room keeps, in the house where every member can read it."""

from dataclasses import dataclass
from typing import ClassVar

from bereginya.facts.records import Kind, Record


@dataclass(frozen=True, slots=True, repr=False)
class Promise(Record):
    """Within how many hours somebody reads what came. The newest counts."""

    kind: ClassVar[Kind] = Kind("overview.promise", 1, signed=True)
    hours: int


KINDS: tuple[type[Record], ...] = (Promise,)
