"""What a keyring remembers of the compartments it has read. Lives until lock, never on disk."""

from collections import OrderedDict
from typing import Any  # the state of a fold, and what a room keeps, has any type

from bereginya.vault.ids import CompartmentId
from bereginya.vault.values import Entry, Fold

_KEPT_COMPARTMENTS = 32


class Memory:
    """Entries of the compartments read last, and the state of every fold over every compartment."""

    def __init__(self) -> None:
        self.said: OrderedDict[CompartmentId, tuple[int, list[Entry]]] = OrderedDict()
        self.states: dict[str, dict[CompartmentId, tuple[int, object]]] = {}
        self.read_to: dict[str, int] = {}
        self.sums: dict[str, tuple[int | None, frozenset[CompartmentId], dict[CompartmentId, object]]] = {}
        self.places: frozenset[CompartmentId] = frozenset()
        self.everywhere: dict[str, Fold[Any]] = {}
        self.erased = 0
        self.cleared = 0
        self.kept: dict[str, Any] = {}
        """What a room keeps beside what was read: only until lock, whatever is erased meanwhile."""

    def clear(self) -> None:
        """Forget everything that was read."""
        self.said.clear()
        self.states.clear()
        self.read_to.clear()
        self.sums.clear()
        self.cleared += 1

    def keep(self, compartment: CompartmentId, version: int, entries: list[Entry]) -> None:
        """Remember the entries of a compartment, and forget those of the one that was not read for longest."""
        self.said[compartment] = (version, entries)
        self.said.move_to_end(compartment)
        while len(self.said) > _KEPT_COMPARTMENTS:
            self.said.popitem(last=False)
