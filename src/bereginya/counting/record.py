"""What was declared before any number was seen, and what all methods then said: the record of one count.

Whoever holds the table, the seed and this version of the program gets the same numbers; whoever holds the record can
tell that they did.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from bereginya.counting.diary import PRIMARY
from bereginya.counting.errors import TableError
from bereginya.counting.estimate import estimates
from bereginya.counting.table import Table
from bereginya.counting.values import Answers, Estimate, Progress, Refusal

BOUNDS = frozenset({"chao", "mth-chao"})  # at least so many: no estimate of the whole


@dataclass(frozen=True, slots=True)
class Spread:
    """From the lowest to the highest estimate of the usable methods, and the outermost ends of their ranges."""

    lowest: float
    highest: float
    lo: float
    hi: float
    methods: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """The declared method, what it said, what the others said, and what is needed to get the same numbers again."""

    declared: str
    answers: Answers
    boot: int
    seed: int
    table_digest: str

    @property
    def answer(self) -> Estimate | None:
        """The estimate of the declared method, None where it gives none that may be used: that is an answer too.

        No other method steps into its place: it would have been chosen by its number.
        """
        return next((one for one in self.answers.usable() if one.method == self.declared), None)

    @property
    def why_none(self) -> tuple[Refusal, ...]:
        """What stands against the declared method."""
        return tuple(one for one in self.answers.refused if one.method == self.declared)

    @property
    def spread(self) -> Spread | None:
        """How far apart the usable methods are, without bounds and pairs of lists; None where there is none."""
        honest = [
            one for one in self.answers.usable() if one.method not in BOUNDS and not one.method.startswith("chapman")
        ]
        if not honest:
            return None
        return Spread(
            min(one.estimate for one in honest),
            max(one.estimate for one in honest),
            min(one.estimate if one.lo is None else one.lo for one in honest),
            max(one.estimate if one.hi is None else one.hi for one in honest),
            tuple(one.method for one in honest),
        )


def count(
    table: Table,
    *,
    declared: str,
    methods: Sequence[str] | None = None,
    boot: int = 1000,
    seed: int = 1,
    progress: Progress | None = None,
) -> Count:
    """Ask all methods, or these and the declared one, and keep which was declared.

    Raises TableError for a declared method that gives no total.
    """
    if declared not in PRIMARY:
        raise TableError("declared", known=", ".join(PRIMARY))
    asked = None if methods is None else tuple(dict.fromkeys((declared, *methods)))
    answers = estimates(table, methods=asked, boot=boot, seed=seed, progress=progress)
    return Count(declared, answers, boot, seed, digest(table))


def digest(table: Table) -> str:
    """Return a hash of the counts that neither names nor the order of lists and rows can change."""
    ordered, _ = table.canonical()
    return sha256(repr((len(ordered.lists), ordered.cells)).encode()).hexdigest()
