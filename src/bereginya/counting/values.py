"""What an estimator answers: a number with its range, or the reason why there is none."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

LEVEL = 0.95  # of every interval
Z = 1.959963984540054  # normal quantile at (1 + LEVEL) / 2

Progress = Callable[[str, int, int], None]
"""Is called with a method, how many steps are done and how many there are at most."""


class Reason(StrEnum):
    """Why there is no estimate, or why the number beside it must not be used as an answer."""

    NOBODY = "nobody-seen"
    FEW_LISTS = "fewer-than-three-lists"
    SMALL_OVERLAP = "overlap-below-ten"
    NO_OVERLAP = "no-overlap"
    NO_MLE = "no-maximum-likelihood-estimate"
    MANY_LISTS = "too-many-lists"
    CHAINS_DISAGREE = "chains-disagree"
    SATURATED = "saturated-posterior"
    GRID_END = "posterior-at-end-of-grid"
    UNSEEN = "unseen-above-five-times-seen"
    BELOW_SEEN = "estimate-below-seen"
    CONTAINED = "a-list-inside-another"
    ONE_LIST = "only-one-list"
    FEW_AGAIN = "seen-again-below-ten"
    NOT_A_METHOD = "not-a-method"


@dataclass(frozen=True, slots=True)
class Estimate:
    """How many there were in all, by one method.

    `lo` and `hi` bound a 95 % range, None where the method or the settings give none. `model` names lists by their
    place in the table from 1 (`[123,14,34]`; `[1.10,2]` where there are ten or more). `note` says how the number
    came about, in English, for the record.
    """

    method: str
    estimate: float
    lo: float | None
    hi: float | None
    model: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A method gives no answer on this table, and why.

    A method with a refusal may also have an `Estimate`: its number is then shown for the record and for comparing with
    what others published, and is not to be used as an answer.
    """

    method: str
    reason: Reason
    note: str = ""


@dataclass(frozen=True, slots=True)
class Answers:
    """What every method said about one table, in the order of the methods."""

    estimates: tuple[Estimate, ...]
    refused: tuple[Refusal, ...]

    def of(self, method: str) -> Estimate | None:
        """Return the estimate of one method, usable or not."""
        return next((one for one in self.estimates if one.method == method), None)

    def usable(self) -> tuple[Estimate, ...]:
        """Return the estimates that no refusal stands against."""
        refused = {one.method for one in self.refused}
        return tuple(one for one in self.estimates if one.method not in refused)
