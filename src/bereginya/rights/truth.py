"""Yes, no, and nobody knows: what a condition answers, with the facts it looked at.

Kleene's three values. `every` is no as soon as one is no, whatever is missing elsewhere; `either` is yes as soon as
one is yes. So "unknown" always means: with one of the missing facts it would be decided.
"""

from dataclasses import dataclass, replace
from typing import Self

from bereginya.rights.values import Outcome


@dataclass(frozen=True, slots=True, repr=False)
class Truth:
    """An answer with its reasons.

    `facts` are those it rests on, `missing` those that would decide it. A condition may soften the outcome of its
    provision (`outcome`), name the bracket that applies (`why`) or the months to count (`months`).
    """

    value: bool | None
    facts: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    outcome: Outcome | None = None
    why: str | None = None
    months: int | None = None

    def but(self, outcome: Outcome) -> Self:
        """Return the same answer, with a softer outcome if it is yes."""
        return replace(self, outcome=outcome)

    def called(self, why: str) -> Self:
        """Return the same answer with the name of its reason."""
        return replace(self, why=why)

    def counting(self, months: int) -> Self:
        """Return the same answer with the months to count."""
        return replace(self, months=months)

    def negated(self) -> "Truth":
        """Return the opposite; what nobody knows stays unknown."""
        return Truth(None if self.value is None else not self.value, self.facts, self.missing)


def known(*, value: bool, facts: tuple[str, ...] = ()) -> Truth:
    """Return a plain yes or no that rests on `facts`."""
    return Truth(value, facts)


def every(*truths: Truth) -> Truth:
    """Return yes if all are yes, no if one is no."""
    for truth in truths:
        if truth.value is False:
            return truth
    return _joined(True if all(truth.value for truth in truths) else None, truths)


def either(*truths: Truth) -> Truth:
    """Return yes if one is yes, no if all are no."""
    for truth in truths:
        if truth.value:
            return truth
    return _joined(False if all(truth.value is False for truth in truths) else None, truths)


def _joined(value: bool | None, truths: tuple[Truth, ...]) -> Truth:  # noqa: FBT001  Kleene's third value is none
    facts = tuple(dict.fromkeys(key for truth in truths for key in truth.facts))
    missing = () if value is not None else tuple(dict.fromkeys(key for one in truths for key in one.missing))
    outcome = next((truth.outcome for truth in truths if truth.outcome is not None), None)
    why = next((truth.why for truth in truths if truth.why is not None), None)
    months = next((truth.months for truth in truths if truth.months is not None), None)
    return Truth(value, facts, missing, outcome, why, months)
