"""Clocks of a service: until when untrained men are kept from combat, when a term ends, how long to contest a contract.

Each brings the provision it is counted by. A clock is not a verdict: what follows from it, `assess` says.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from functools import lru_cache

from bereginya.rights.assessing import assess
from bereginya.rights.calendars import months_later
from bereginya.rights.case import CONTESTED
from bereginya.rights.deadlines import deadline
from bereginya.rights.loading import Rules, rules
from bereginya.rights.values import Value, Version, as_day
from bereginya.rights.vocabulary import Facts, read_facts

_TRAINING = {"combat.train_6m": 6, "combat.train_4m": 4}
"""Months of service before combat, as the conditions of these provisions count them."""
_NO_CONSCRIPT = frozenset({"draftee", "mobilised", "volunteer", "discharged", "dead"})


class ClockKind(Enum):
    """What runs out."""

    TRAINING = "training"
    TERM = "term"
    CONTRACT = "contract"


@dataclass(frozen=True, slots=True, repr=False)
class Clock:
    """From a day to a day. `due` is the first day of what comes then: for a contract, the last day to go to court.

    `start` names the fact it is counted from, `version` the provision.
    """

    kind: ClockKind
    begun: date
    due: date
    start: str
    version: Version

    def day(self, on: date) -> int:
        """Return which day it is, the first being 1."""
        return (on - self.begun).days + 1

    @property
    def of(self) -> int:
        """How many days it has."""
        return (self.due - self.begun).days


def clocks(told: Facts | Mapping[str, object], *, on: date, law: Rules | None = None) -> tuple[Clock, ...]:
    """Return the clocks that have begun by `on`, also those that ran out.

    Only days known exactly start one: a month would give a last day that nobody promised. Raises `FactsError`.
    """
    facts = told if isinstance(told, Facts) else read_facts(told)
    law = law or rules()
    found = (*_training(facts.values, on, law), *_term(facts, on, law), *_contract(facts.values, on, law))
    return tuple(one for one in found if one.begun <= on)


def _training(facts: Mapping[str, Value], on: date, law: Rules) -> Iterator[Clock]:
    """Count until time alone keeps him from combat no more; a contract that is not contested ends it before."""
    begun = as_day(facts.get("service_start_date"))
    signed = facts.get("status") == "contract" and facts.get("contract_state") not in CONTESTED
    if begun is None or signed or facts.get("status") in _NO_CONSCRIPT:
        return
    version = next((one for one in law.versions if one.id in _TRAINING and one.in_force(on)), None)
    if version is not None:
        yield Clock(
            ClockKind.TRAINING, begun, months_later(begun, _TRAINING[version.id]), "service_start_date", version
        )


def _term(facts: Facts, on: date, law: Rules) -> Iterator[Clock]:
    """Count conscript service by the law of the call-up."""
    if as_day(facts.values.get("service_start_date")) is None:
        return
    for finding in assess(facts, on=on, law=_terms(law)).found:
        last = finding.deadline
        if last is not None and last.day is not None and last.start is not None:
            begun = as_day(facts.values.get(last.start))
            if begun is not None:
                yield Clock(ClockKind.TERM, begun, last.day, last.start, finding.version)


@lru_cache(maxsize=8)
def _terms(law: Rules) -> Rules:
    """Return the law of the length of service alone: a clock is asked for often."""
    return replace(law, versions=tuple(one for one in law.versions if one.rule == "term"))


def _contract(facts: Mapping[str, Value], on: date, law: Rules) -> Iterator[Clock]:
    """Count the three months in which a court hears who contests a contract, from the day it became known."""
    if as_day(facts.get("contract_date")) is None or facts.get("contract_state") in {"none", "signed_freely"}:
        return
    version = next((one for one in law.versions if one.id == "contract.coerced" and one.in_force(on)), None)
    if version is None:
        return
    last = deadline(version.terms[0], facts, law.end_rules, on=on)
    begun = as_day(facts.get(last.start or ""))
    if last.day is not None and last.start is not None and begun is not None:
        yield Clock(ClockKind.CONTRACT, begun, last.day, last.start, version)
