"""What rules and findings are made of: versions, sources, deadlines, findings."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import NewType

Value = str | int | float | date
"""A fact: a word of its list ("yes" and "no" are words), a number, a day (an absence may begin at an hour)."""

Cite = NewType("Cite", str)
"""What a finding cites: the id of the provision and the digest of the text that was used."""


class Outcome(Enum):
    """What the law says to the facts. `NOT_MET` is kept apart: it is not shown unless asked for."""

    VIOLATED = "violated"
    ENTITLED = "entitled"
    AT_RISK = "at_risk"
    INFO = "info"
    UNKNOWN = "unknown"
    NOT_MET = "not_met"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a provision was read. `kind` is official_text, official_site, press, ngo or reference."""

    id: str
    title: str
    kind: str
    address: str | None
    dated: str


@dataclass(frozen=True, slots=True)
class Term:
    """How a provision counts to a last day.

    `kind` is "filing" (the person has to act), "authority" (an office has to) or "earliest" (nobody can before).
    `start` names the facts from which it may be counted, the first that is known counts. `counting` is "calendar" or
    "working"; `end_rule` names what happens when the last day is a day off. `yearly` is a day of the year before which
    one has to act.
    """

    kind: str
    text: str
    start: tuple[str, ...] = ()
    months: int = 0
    days: int = 0
    counting: str = "calendar"
    end_rule: str = "stays"
    yearly: tuple[int, int] | None = None

    @property
    def counts(self) -> bool:
        """Tell whether a day can be counted at all, or there is only a text."""
        return bool(self.months or self.days or self.yearly)


@dataclass(frozen=True, slots=True)
class Version:
    """One provision as it stood for a time. `since` or `until` is None where it is open or not known."""

    id: str
    subject: str
    rule: str
    since: date | None
    until: date | None
    law: str
    article: str
    title: str
    condition: str
    consequence: str
    outcome: Outcome
    applies_to: tuple[str, ...]
    needs: tuple[str, ...]
    also: tuple[str, ...]
    decided_by: tuple[str, ...]
    table: tuple["Row", ...] | None
    terms: tuple[Term, ...]
    authority: tuple[str, ...]
    document: str
    sources: tuple[Source, ...]
    confidence: str
    lawyer: bool
    checked: date
    notes: str
    digest: str
    place: str

    @property
    def cite(self) -> Cite:
        """Name this text for ever: a corrected provision has another digest."""
        return Cite(f"{self.id}@{self.digest}")

    def in_force(self, day: date) -> bool:
        """Tell whether this is the law of `day`. An end or a beginning that nobody knows does not exclude."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a plain table: a fact and what it has to be. Exactly one of the five is given.

    `told` accepts a day that is known, also a later one; `happened` one that is over by the day asked.
    """

    fact: str
    one_of: tuple[str, ...] = ()
    at_least: float | None = None
    at_most: float | None = None
    happened: bool = False
    told: bool = False


@dataclass(frozen=True, slots=True)
class Deadline:
    """A last day, and why it is this one.

    `day` is None while the fact to count from is missing (`missing` names it) or the law names no number of days.
    `counted` is the day before a day off moved it, `moved_by` the rule that did, or that would have if it had to.
    `settled` is False when the holidays of that year have not been decreed yet.
    """

    kind: str
    text: str
    day: date | None = None
    counted: date | None = None
    start: str | None = None
    moved_by: str | None = None
    missing: str | None = None
    settled: bool = True

    @property
    def moved(self) -> bool:
        """Tell whether a day off moved the end."""
        return self.day != self.counted

    def passed(self, on: date) -> bool:
        """Tell whether the day is over, as far as a day is known."""
        return self.day is not None and self.day < on


@dataclass(frozen=True, slots=True, repr=False)
class Finding:
    """What one provision says to one person's facts, and why.

    `because` holds the facts it rests on, `missing` those that would decide it or could still undo it: a finding
    that is not unknown and has `missing` stands as long as these do not say otherwise. `law_day` is the day whose
    law was used. `unsettled` names facts that contradict each other and were therefore not used.
    """

    version: Version
    outcome: Outcome
    because: Mapping[str, Value]
    missing: tuple[str, ...]
    unsettled: tuple[str, ...]
    deadlines: tuple[Deadline, ...]
    law_day: date
    why: str | None
    order: int
    """Where it stands among others: what is broken first, what may still be undone after what is certain."""

    @property
    def provision(self) -> str:
        """Name the provision."""
        return self.version.id

    @property
    def cite(self) -> Cite:
        """Name the text that was used, for whoever stores the finding."""
        return self.version.cite

    @property
    def conditional(self) -> bool:
        """Tell whether a fact nobody has told could still undo it."""
        return self.outcome is not Outcome.UNKNOWN and bool(self.missing)

    @property
    def deadline(self) -> Deadline | None:
        """Return the first deadline, which is the one to act by."""
        return self.deadlines[0] if self.deadlines else None

    @property
    def for_public(self) -> bool:
        """Tell whether it may be shown without a lawyer's reading."""
        return not self.version.lawyer


@dataclass(frozen=True, slots=True, repr=False)
class Contradiction:
    """Facts that cannot all be true. They are said and asked again; none of them is used."""

    code: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Findings:
    """All findings on a day, those that matter first, and what is wrong with the facts.

    `later` names facts dated after the day asked: on that day they had not happened.
    """

    on: date
    found: tuple[Finding, ...]
    not_met: tuple[Finding, ...]
    contradictions: tuple[Contradiction, ...]
    later: tuple[str, ...]

    def of(self, outcome: Outcome) -> tuple[Finding, ...]:
        """Return the findings with this outcome."""
        return tuple(finding for finding in self.found if finding.outcome is outcome)

    def get(self, provision: str) -> Finding | None:
        """Return what was found for one provision: None when it was not law that day, or met nobody like him."""
        return next((one for one in (*self.found, *self.not_met) if one.provision == provision), None)

    def outcome(self, provision: str) -> Outcome:
        """Return the outcome of one provision; not in force that day is `NOT_MET`."""
        finding = self.get(provision)
        return Outcome.NOT_MET if finding is None else finding.outcome

    def for_public(self) -> "Findings":
        """Leave out whatever a lawyer has to read first."""
        return Findings(
            self.on,
            tuple(finding for finding in self.found if finding.for_public),
            tuple(finding for finding in self.not_met if finding.for_public),
            self.contradictions,
            self.later,
        )

    def missing(self) -> tuple[str, ...]:
        """Name the facts that would decide what is unknown, those first that decide most."""
        counts: dict[str, int] = {}
        for finding in self.of(Outcome.UNKNOWN):
            for key in finding.missing:
                counts[key] = counts.get(key, 0) + 1
        return tuple(sorted(counts, key=lambda key: -counts[key]))


def as_day(value: Value | None) -> date | None:
    """Return the day of a fact that is a day or a moment, None for everything else."""
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None
