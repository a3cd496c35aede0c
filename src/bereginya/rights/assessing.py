"""The law of a day, applied to one person's facts."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from operator import attrgetter

from bereginya.rights.case import CONTESTED, SERVING, Case
from bereginya.rights.conditions import CONDITIONS, DAYS
from bereginya.rights.contradictions import contradictions, unsettled
from bereginya.rights.deadlines import deadline
from bereginya.rights.imprecise import agreed, worlds
from bereginya.rights.loading import Rules, rules
from bereginya.rights.truth import Truth, either, every, known
from bereginya.rights.values import Contradiction, Deadline, Finding, Findings, Outcome, Value, Version, as_day
from bereginya.rights.vocabulary import Facts, read_facts, vocabulary

_WHO = ("status", "served_as", "asker")
_REMEMBERED = 100_000
_SIGNING = ("contract_date",)
_ORDER = {outcome: number for number, outcome in enumerate(Outcome)}
_MAY_LIE_AHEAD = frozenset({"call_up_date", "dispatch_date"})
_HELD = frozenset({*SERVING, "discharged", "pow", "missing", "dead"})

Told = Facts | Mapping[str, object]
_Who = tuple[Value | None, ...]
_Answers = tuple[Finding, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Group:
    """Provisions that read the same facts: whoever is the same and has the same of these gets the same findings.

    Beside each provision stands whether it speaks of him at all, where that is settled by who he is.
    """

    reads: tuple[str, ...]
    touches: frozenset[str]
    days: tuple[str, ...]
    members: tuple[tuple[Version, Truth | None], ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Pattern:
    """For people of whom the same facts are known: what is settled, what can be shared, what is each one's own."""

    settled: _Answers
    shared: tuple[_Group, ...]
    single: tuple[_Group, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Seen:
    """What one run has reckoned already. It lives as long as the run: nothing about people stays behind."""

    findings: dict[tuple[object, ...], _Answers] = field(default_factory=dict)
    patterns: dict[tuple[object, ...], _Pattern] = field(default_factory=dict)

    def forget(self) -> None:
        """Begin anew when it has grown: single days are rarely shared, without an end this would hold everybody."""
        if len(self.findings) + len(self.patterns) > _REMEMBERED:
            self.findings.clear()
            self.patterns.clear()


def assess(told: Told, *, on: date, law: Rules | None = None) -> Findings:
    """Return what the law of `on` says to these facts: entitled, violated, at risk, to know, or unknown.

    The law of an act is that of the day of the act, and of `on` for what lasts or has not happened. A finding that is
    unknown names the facts that would decide it. Contradictory facts are not used. Raises `FactsError` for a
    mapping with values that cannot be read.
    """
    facts = told if isinstance(told, Facts) else read_facts(told)
    return _assessed(facts, on, law or rules(), _Seen())


def assess_many(people: Iterable[Facts], *, on: date, law: Rules | None = None) -> Iterator[Findings]:
    """Assess many people on one day, in their order; findings of people with equal facts are the same values."""
    law = law or rules()
    seen = _Seen()
    for facts in people:
        seen.forget()
        yield _assessed(facts, on, law, seen)


def _assessed(facts: Facts, on: date, law: Rules, seen: _Seen) -> Findings:
    """Assess exact facts as they are, imprecise ones once for every day that may have been meant."""
    if not facts.partial:
        return _findings(facts.values, on, law, seen)
    days = {key: possible for key, (_, possible) in facts.partial.items()}
    answers = [_findings(world, on, law, seen) for world in worlds(facts.values, days)]
    fewest = min(len(one.contradictions) for one in answers)
    answers = [one for one in answers if len(one.contradictions) == fewest]  # what cannot have been was not meant
    tables = [{finding.provision: finding for finding in (*one.found, *one.not_met)} for one in answers]
    told = {key: text for key, (text, _) in facts.partial.items()}
    merged = (agreed([table.get(version.id) for table in tables], told) for version in law.versions)
    found = [finding for finding in merged if finding is not None]
    later = tuple(key for key in answers[0].later if all(key in one.later for one in answers))
    return _sorted(found, on, answers[0].contradictions, later)


def _findings(told: Mapping[str, Value], on: date, law: Rules, seen: _Seen) -> Findings:
    contradictory = contradictions(told, on)
    excluded = unsettled(contradictory)
    values = {key: value for key, value in told.items() if key not in excluded} if excluded else told
    who = tuple(values.get(key) for key in _WHO)
    pattern = _pattern(who, values, excluded, seen, on=on, law=law)
    found = list(pattern.settled)
    for group in pattern.shared:
        found += _shared(group, values, excluded, seen, on=on, law=law)
    for group in pattern.single:
        found += _answers(group, values, excluded, on=on, law=law)
    return _sorted(found, on, contradictory, _later(told, on))


def _pattern(
    who: _Who, values: Mapping[str, Value], excluded: frozenset[str], seen: _Seen, *, on: date, law: Rules
) -> _Pattern:
    """Return what is settled for everybody of whom the same facts are known, and what has to be looked at."""
    key = (who, frozenset(values), excluded)
    if key not in seen.patterns:
        settled: list[Finding] = []
        shared, single = [], []
        for group in _plan(law, who):
            if values.keys().isdisjoint(group.reads):
                settled += _shared(group, values, excluded, seen, on=on, law=law)
            elif sum(map(values.__contains__, group.days)) > 1:  # two days are hardly ever shared with somebody
                single.append(group)
            else:
                shared.append(group)
        seen.patterns[key] = _Pattern(tuple(settled), tuple(shared), tuple(single))
    return seen.patterns[key]


def _shared(
    group: _Group, values: Mapping[str, Value], excluded: frozenset[str], seen: _Seen, *, on: date, law: Rules
) -> _Answers:
    key = (group, excluded & group.touches, *map(values.get, group.reads))
    answers = seen.findings.get(key)
    if answers is None:
        answers = seen.findings[key] = _answers(group, values, excluded, on=on, law=law)
    return answers


def _answers(group: _Group, values: Mapping[str, Value], excluded: frozenset[str], *, on: date, law: Rules) -> _Answers:
    read = {key: values[key] for key in (*_WHO, *group.reads) if key in values}
    findings = (_finding(version, applies, read, excluded, on=on, law=law) for version, applies in group.members)
    return tuple(finding for finding in findings if finding is not None)


def _finding(
    version: Version,
    applies: Truth | None,
    facts: Mapping[str, Value],
    excluded: frozenset[str],
    *,
    on: date,
    law: Rules,
) -> Finding | None:
    """Return what one provision says, None when it was not law on the day that counts."""
    law_day = _law_day(version, facts, on)
    if not version.in_force(law_day):
        return None
    case = Case(facts, on)
    condition = case.holds(version.table) if version.table is not None else CONDITIONS[version.id](case)
    truth = every(_applies(version, case) if applies is None else applies, condition)
    outcome = _outcome(version, truth)
    return Finding(
        version=version,
        outcome=outcome,
        because={key: facts[key] for key in truth.facts if key in facts},
        missing=truth.missing,
        unsettled=tuple(key for key in truth.missing if key in excluded) if excluded else (),
        deadlines=()
        if outcome is Outcome.NOT_MET or not version.terms
        else _deadlines(version, facts, truth.months or condition.months, on=on, law=law),
        law_day=law_day,
        why=truth.why,
        order=2 * _ORDER[outcome] + bool(truth.missing),
    )


def _deadlines(
    version: Version, facts: Mapping[str, Value], months: int | None, *, on: date, law: Rules
) -> tuple[Deadline, ...]:
    """Count every term of a provision; the months a condition found belong to the first."""
    first, *others = version.terms
    ends = law.end_rules
    return (
        deadline(first, facts, ends, on=on, months=months),
        *(deadline(term, facts, ends, on=on) for term in others),
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
    """What a man signed changes his status: for a contract he is looked at as he was when he signed.

    And as long as the contract is contested, what protects a conscript is looked at for him too.
    """
    if version.decided_by == _SIGNING and "conscript" in roles:
        return either(case.serves_as(*roles), case.conscript_at("contract_date"))
    if case.word("status") == "contract" and _contestable(version):
        return either(case.serves_as(*roles), case.is_one("contract_state", *CONTESTED))
    if roles == ("draftee",) and case.word("status") in _HELD:
        return known(value=False, facts=("status",))
    return case.serves_as(*roles)


def _contestable(version: Version) -> bool:
    return "conscript" in version.applies_to and "contract_state" in (*version.needs, *version.also)


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


def _later(told: Mapping[str, Value], on: date) -> tuple[str, ...]:
    return tuple(
        key for key, value in told.items() if key not in _MAY_LIE_AHEAD and (day := as_day(value)) and day > on
    )


def _sorted(
    found: list[Finding], on: date, contradictory: tuple[Contradiction, ...], later: tuple[str, ...]
) -> Findings:
    met = [finding for finding in found if finding.outcome is not Outcome.NOT_MET]
    met.sort(key=attrgetter("order"))
    not_met = tuple(finding for finding in found if finding.outcome is Outcome.NOT_MET)
    return Findings(on, tuple(met), not_met, contradictory, later)


@lru_cache(maxsize=1000)
def _plan(law: Rules, who: _Who) -> tuple[_Group, ...]:
    """Return what may speak of such a person, grouped by the facts it reads; who he is settles most of it."""
    told = {key: value for key, value in zip(_WHO, who, strict=True) if value is not None}
    case = Case(told, date.min)
    groups: dict[tuple[str, ...], list[tuple[Version, Truth | None]]] = {}
    for version in law.versions:
        open_yet = version.decided_by == _SIGNING or (told.get("status") == "contract" and _contestable(version))
        applies = None if open_yet else _applies(version, case)
        if applies is None or applies.value is not False:
            keys = tuple(key for key in reads(version) if key not in _WHO)
            groups.setdefault(keys, []).append((version, applies))
    days = {key for key, fact in vocabulary().items() if fact.kind in {"day", "moment"}}
    return tuple(
        _Group(keys, frozenset((*_WHO, *keys)), tuple(key for key in keys if key in days), tuple(members))
        for keys, members in groups.items()
    )


def reads(version: Version) -> tuple[str, ...]:
    """Name every fact a finding of this provision can depend on."""
    decided = (key for name in version.decided_by for key in (DAYS[name][0] if name in DAYS else (name,)))
    starts = (key for term in version.terms for key in term.start)
    signing = ("service_start_date", "contract_date") if version.decided_by == _SIGNING else ()
    every_one = {*_WHO, *version.needs, *version.also, *decided, *starts, *signing}
    return tuple(sorted(every_one))
