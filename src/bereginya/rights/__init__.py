"""What the law said on a day, applied to one person's facts: findings with reasons, never verdicts.

    findings = assess({"status": "conscript", "service_start_date": "2021-12-20", "combat_tasks_date": "2022-02-24",
                       "contract_state": "none"}, on=date(2022, 3, 1))
    findings.outcome("combat.train_4m")          # Outcome.VIOLATED
    findings.get("combat.train_4m").deadline     # 2022-05-24, three months from the first day in combat
    questions(told, on=day)                      # what to ask next: only what decides

Nothing here is stored, no clock is read, and what nobody knows is never read as no. Whatever a lawyer has to read
first is marked (`finding.version.lawyer`); `findings.for_public()` leaves it out.
"""

from collections.abc import Iterable
from datetime import date

from bereginya.rights.asking import Question, questions
from bereginya.rights.assessing import assess, assess_many
from bereginya.rights.clocks import Clock, ClockKind, clocks
from bereginya.rights.errors import FactsError, RuleFileError
from bereginya.rights.loading import Rules, load, rules
from bereginya.rights.overlays import changed, outdated, read_changes
from bereginya.rights.values import Cite, Contradiction, Deadline, Finding, Findings, Outcome, Source, Value, Version
from bereginya.rights.vocabulary import Fact, Facts, read_facts, vocabulary


def provisions(
    *, on: date | None = None, subjects: Iterable[str] | None = None, law: Rules | None = None
) -> tuple[Version, ...]:
    """Return the provisions of a day, or all of them, of all subjects or some."""
    law = law or rules()
    wanted = frozenset(law.subjects if subjects is None else subjects)
    return tuple(one for one in (law.versions if on is None else law.on(on)) if one.subject in wanted)


__all__ = [
    "Cite",
    "Clock",
    "ClockKind",
    "Contradiction",
    "Deadline",
    "Fact",
    "Facts",
    "FactsError",
    "Finding",
    "Findings",
    "Outcome",
    "Question",
    "RuleFileError",
    "Rules",
    "Source",
    "Value",
    "Version",
    "assess",
    "assess_many",
    "changed",
    "clocks",
    "load",
    "outdated",
    "provisions",
    "questions",
    "read_changes",
    "read_facts",
    "rules",
    "vocabulary",
]
