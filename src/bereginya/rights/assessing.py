"""The law of a day, applied to one person's facts."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from bereginya.rights.case import SERVING, Case
from bereginya.rights.conditions import CONDITIONS, DAYS
from bereginya.rights.contradictions import contradictions, unsettled
from bereginya.rights.deadlines import deadline
from bereginya.rights.loading import Rules, rules
from bereginya.rights.truth import Truth, either, every, known
from bereginya.rights.values import Contradiction, Finding, Findings, Outcome, Value, Version, as_day
from bereginya.rights.vocabulary import Facts, read_facts

_WHO = ("status", "served_as", "asker")
_ORDER = {outcome: number for number, outcome in enumerate(Outcome)}
_MAY_LIE_AHEAD = frozenset({"call_up_date", "dispatch_date"})
_HELD = frozenset({*SERVING, "discharged", "pow", "missing", "dead"})

Told = Facts | Mapping[str, object]


@dataclass(frozen=True, slots=True)
class _Group:
    """Provisions that read the same facts: whoever has the same of these gets the same findings."""

    reads: tuple[str, ...]
    versions: tuple[Version, ...]


def assess(told: Told, *, on: date, law: Rules | None = None) -> Findings:
    """Return what the law of `on` says to these facts: entitled, violated, at risk, to know, or unknown.

    The law of an act is that of the day of the act, and of `on` for what lasts or has not happened. A finding that is
    unknown names the facts that would decide it. Contradictory facts are not used. Raises `FactsError` for a
    mapping with values that cannot be read.
    """
    facts = told if isinstance(told, Facts) else read_facts(told)
    law = law or rules()
    return _findings(facts, on, law, {}, _groups(law))


def assess_many(people: Iterable[Facts], *, on: date, law: Rules | None = None) -> Iterator[Findings]:
    """Assess many people on one day, in their order; findings of people with equal facts are the same values."""
    law = law or rules()
    groups = _groups(law)
    seen: dict[tuple[object, ...], tuple[Finding, ...]] = {}
    for facts in people:
        if len(seen) > _REMEMBERED:  # single days are rarely shared: without an end this would hold everybody
            seen.clear()
        yield _findings(facts, on, law, seen, groups)


_REMEMBERED = 50_000


def _findings(
    facts: Facts,
    on: date,
    law: Rules,
    seen: dict[tuple[object, ...], tuple[Finding, ...]],
    groups: tuple[_Group, ...],
) -> Findings:
    contradictory = contradictions(facts.values, on)
    excluded = unsettled(contradictory)
    values = facts.values
    if excluded:
        values = {key: value for key, value in values.items() if key not in excluded}
    found: list[Finding] = []
    for number, group in enumerate(groups):
        key = (
            (number, *(values.get(fact) for fact in group.reads), *(fact in excluded for fact in group.reads))
            if excluded
            else (number, *map(values.get, group.reads))
        )
        answers = seen.get(key)
        if answers is None:
            answers = seen[key] = _answers(group, values, on, law, excluded)
        found.extend(answers)
    return _sorted(found, on, contradictory, facts.values)


def _answers(
    group: _Group, values: Mapping[str, Value], on: date, law: Rules, excluded: frozenset[str]
) -> tuple[Finding, ...]:
    read = {key: values[key] for key in group.reads if key in values}
    findings = (_finding(version, read, on, law, excluded) for version in group.versions)
    return tuple(finding for finding in findings if finding is not None)


def _finding(
    version: Version, facts: Mapping[str, Value], on: date, law: Rules, excluded: frozenset[str]
) -> Finding | None:
    """Return what one provision says, None when it was not law on the day that counts."""
    law_day = _law_day(version, facts, on)
    if not version.in_force(law_day):
        return None
    case = Case(facts, on)
    condition = case.holds(version.table) if version.table is not None else CONDITIONS[version.id](case)
    truth = every(_applies(version, case), condition)
    outcome = _outcome(version, truth)
    months = truth.months if truth.months is not None else condition.months
    return Finding(
        version=version,
        outcome=outcome,
        because={key: facts[key] for key in truth.facts if key in facts},
        missing=truth.missing,
        unsettled=tuple(key for key in truth.missing if key in excluded),
        deadlines=()
        if outcome is Outcome.NOT_MET
        else tuple(
            deadline(term, facts, law.end_rules, on=on, months=months if number == 0 else None)
            for number, term in enumerate(version.terms)
        ),
        law_day=law_day,
        why=truth.why,
    )


def _outcome(version: Version, truth: Truth) -> Outcome:
    """An answer that only lacks facts which may still undo it stands; every other lack leaves it unknown."""
    if truth.value is False:
        return Outcome.NOT_MET
    if truth.value is None and not set(truth.missing) <= set(version.also):
        return Outcome.UNKNOWN
    return truth.outcome or version.outcome


def _law_day(version: Version, facts: Mapping[str, Value], on: date) -> date:
    """Return the day whose law counts: that of the act, as far as it is known and over, else the day asked."""
    for key in version.decided_by:
        day = DAYS[key][1](facts, on) if key in DAYS else as_day(facts.get(key))
        if day is not None:
            return min(day, on)
    return on


def _applies(version: Version, case: Case) -> Truth:
    """Ask whether the provision speaks of him, of his family, or of the committee that asks."""
    roles = version.applies_to
    parts = []
    if "family" in roles:
        return _family(case, ngo="ngo" in roles)
    if "ngo" in roles:
        parts.append(_committee(case))
    gone = tuple(role for role in roles if role in {"pow", "missing"})
    if gone:
        parts.append(case.is_one("status", *gone))
    serving = tuple(role for role in roles if role not in {"pow", "missing", "ngo"})
    if serving:
        parts.append(_serves(version, case, serving))
    return either(*parts)


def _serves(version: Version, case: Case, roles: tuple[str, ...]) -> Truth:
    """What a man signed changes his status: for a contract he is looked at as he was when he signed."""
    if version.decided_by == ("contract_date",) and "conscript" in roles:
        return either(case.serves_as(*roles), case.conscript_at("contract_date"))
    if roles == ("draftee",) and case.word("status") in _HELD:
        return known(value=False, facts=("status",))
    return case.serves_as(*roles)


def _family(case: Case, *, ngo: bool) -> Truth:
    """A family is behind every man; only an asker that says otherwise is none."""
    asker = case.word("asker")
    if asker == "ngo" and not ngo:
        return known(value=case.word("status") is not None, facts=("asker",))
    return known(value=True)


def _committee(case: Case) -> Truth:
    """What binds committees is told to a committee; facts about a man are asked for him and his family."""
    if case.word("asker") is None and case.word("status") is not None:
        return known(value=False, facts=("status",))
    return case.is_one("asker", "ngo")


def _sorted(
    found: list[Finding], on: date, contradictory: tuple[Contradiction, ...], told: Mapping[str, Value]
) -> Findings:
    met = [finding for finding in found if finding.outcome is not Outcome.NOT_MET]
    met.sort(key=lambda finding: (_ORDER[finding.outcome], bool(finding.missing)))
    later = tuple(
        key for key, value in told.items() if key not in _MAY_LIE_AHEAD and (day := as_day(value)) and day > on
    )
    not_met = tuple(finding for finding in found if finding.outcome is Outcome.NOT_MET)
    return Findings(on, tuple(met), not_met, contradictory, later)


@lru_cache(maxsize=8)
def _groups(law: Rules) -> tuple[_Group, ...]:
    groups: dict[tuple[str, ...], list[Version]] = {}
    for version in law.versions:
        groups.setdefault(reads(version), []).append(version)
    return tuple(_Group(keys, tuple(members)) for keys, members in groups.items())


def reads(version: Version) -> tuple[str, ...]:
    """Name every fact a finding of this provision can depend on."""
    decided = (key for name in version.decided_by for key in (DAYS[name][0] if name in DAYS else (name,)))
    starts = (key for term in version.terms for key in term.start)
    signing = ("service_start_date", "contract_date") if version.decided_by == ("contract_date",) else ()
    every_one = {*_WHO, *version.needs, *version.also, *decided, *starts, *signing}
    if version.table is None:
        every_one |= {"death_date", "capture_source"} if {"death_date", "capture_source"} & every_one else set()
    return tuple(sorted(every_one))
