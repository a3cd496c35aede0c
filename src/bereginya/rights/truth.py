"""Yes, no, and nobody knows: what a condition answers, with the facts it looked at.

Kleene's three values. `every` is no as soon as one is no, whatever is missing elsewhere; `either` is yes as soon as
one is yes. So "unknown" always means: with one of the missing facts it would be decided.
"""

from typing import NamedTuple

from bereginya.rights.values import Outcome


class Truth(NamedTuple):
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

    def but(self, outcome: Outcome) -> "Truth":
        """Return the same answer, with a softer outcome if it is yes."""
        return self._replace(outcome=outcome)

    def called(self, why: str) -> "Truth":
        """Return the same answer with the name of its reason."""
        return self._replace(why=why)

    def counting(self, months: int) -> "Truth":
        """Return the same answer with the months to count."""
        return self._replace(months=months)

    def negated(self) -> "Truth":
        """Return the opposite; what nobody knows stays unknown."""
        return Truth(None if self.value is None else not self.value, self.facts, self.missing)


def known(*, value: bool, facts: tuple[str, ...] = ()) -> Truth:
    """Return a plain yes or no that rests on `facts`."""
    return Truth(value, facts)


def every(*truths: Truth) -> Truth:
    """Return yes if all are yes, no if one is no."""
    unknown = False
    for truth in truths:
        if truth.value is False:
            return truth
        unknown = unknown or truth.value is None
    return _joined(None if unknown else True, truths)


def either(*truths: Truth) -> Truth:
    """Return yes if one is yes, no if all are no."""
    unknown = False
    for truth in truths:
        if truth.value:
            return truth
        unknown = unknown or truth.value is None
    return _joined(None if unknown else False, truths)


def _joined(value: bool | None, truths: tuple[Truth, ...]) -> Truth:  # noqa: FBT001  Kleene's third value is none
    """Join what the parts rest on; of outcomes, reasons and months the first that is given counts."""
    facts: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    outcome, why, months = None, None, None
    for truth in truths:
        facts += truth.facts
        if value is None:
            missing += truth.missing
        outcome = outcome or truth.outcome
        why = why or truth.why
        months = months or truth.months
    return Truth(value, _once(facts), _once(missing), outcome, why, months)


def _once(keys: tuple[str, ...]) -> tuple[str, ...]:
    return keys if len(keys) < 2 else tuple(dict.fromkeys(keys))
