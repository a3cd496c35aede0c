"""The law, case by case: the tables in cases/ are the claims, this file only reads them out."""

from datetime import timedelta

import pytest

from bereginya.rights import Finding, Version, assess, provisions, rules
from bereginya.rights.assessing import reads
from bereginya.rights.case import Case as Asked
from bereginya.rights.conditions import CONDITIONS
from bereginya.rights.values import Value
from bereginya.rights.vocabulary import read_facts
from tests.rights.tables import Case, cases, draft

_CASES = cases()
_OF = {version.id: [case for case in _CASES if case.provision == version.id] for version in rules().versions}
_ASKS_NOTHING = {"court.representation", "search.rights", "echr.exit", "un.hrc", "write.ombudsman", "med.record"}
"""Rights of everybody: no fact that is missing makes them unknown."""
_EVERYBODYS = {"court.representation", "search.rights"}
"""And no fact excludes them, only a day on which they were not law."""


def _found(case: Case) -> Finding:
    finding = assess(case.facts, on=case.day).get(case.provision)
    assert finding is not None
    return finding


@pytest.mark.parametrize("case", _CASES, ids=str)
def test_the_law_says_to_these_facts(case: Case) -> None:
    assert assess(case.facts, on=case.day).outcome(case.provision).value == case.finding


@pytest.mark.parametrize("case", [case for case in _CASES if case.missing], ids=str)
def test_what_is_missing_is_named(case: Case) -> None:
    assert set(case.missing) <= set(_found(case).missing)


@pytest.mark.parametrize("case", [case for case in _CASES if case.deadline], ids=str)
def test_the_last_day_is(case: Case) -> None:
    deadline = _found(case).deadline
    assert deadline is not None
    assert deadline.day == case.deadline


@pytest.mark.parametrize("provision", _OF)
def test_every_provision_has_a_case_that_is_met_one_that_is_not_and_one_that_is_unknown(provision: str) -> None:
    findings = {case.finding for case in _OF[provision]}
    assert findings & {"violated", "entitled", "at_risk", "info"}
    assert provision in _EVERYBODYS or "not_met" in findings
    assert provision in _ASKS_NOTHING or "unknown" in findings
    assert len(_OF[provision]) >= 3


def _law_days(provision: str) -> set[object]:
    """Return the days whose law the cases of a provision ask about, also where it was none."""
    days: set[object] = set()
    for case in _OF[provision]:
        told = read_facts(case.facts).values
        finding = assess(case.facts, on=case.day).get(provision)
        days |= {case.day, finding.law_day if finding else None, *(told.get(key) for key in reads(rules()[provision]))}
    return days


@pytest.mark.parametrize("version", [one for one in provisions() if one.since or one.until], ids=lambda one: one.id)
def test_every_change_of_the_law_has_cases_on_the_day_before_and_on_the_day(version: Version) -> None:
    """An absence lasts: its last day counts, which is no fact of its own and has its own cases."""
    if version.decided_by == ("absence_end",):
        return
    wanted = set()
    if version.since:
        wanted |= {version.since, version.since - timedelta(days=1)}
    if version.until:
        wanted |= {version.until, version.until + timedelta(days=1)}
    assert wanted <= _law_days(version.id)


@pytest.mark.parametrize("provision", draft())
def test_every_provision_of_the_draft_is_carried_through(provision: str) -> None:
    since, until, finding, confidence, lawyer, sources, facts, applies_to = draft()[provision]
    version = rules()[provision]
    assert (version.since, version.until) == (since, until)
    assert (version.outcome.value, version.confidence, version.lawyer) == (finding, confidence, lawyer)
    assert [source.id for source in version.sources] == sources
    assert set(facts) <= {*version.needs, *version.also, "location_zone", "birth_date"}
    assert list(version.applies_to) == applies_to


def test_all_121_of_them_are_there_and_what_was_added_needs_a_lawyer_or_was_read() -> None:
    ids = {version.id for version in provisions()}
    assert len(draft()) == 121
    assert set(draft()) <= ids
    added = [rules()[one] for one in ids - set(draft())]
    assert all(version.lawyer or version.confidence == "A" for version in added)


class _Watched(dict[str, Value]):
    """Facts that notice which of them were asked for."""

    def __init__(self, facts: dict[str, Value]) -> None:
        super().__init__(facts)
        self.asked: set[str] = set()

    def get(self, key: str) -> object:  # type: ignore[override]  # what a condition uses of it
        self.asked.add(key)
        return super().get(key)

    def __contains__(self, key: object) -> bool:
        self.asked.add(str(key))
        return super().__contains__(key)


@pytest.mark.parametrize("case", [case for case in _CASES if case.provision in CONDITIONS], ids=str)
def test_a_condition_asks_only_for_facts_its_provision_declares(case: Case) -> None:
    watched = _Watched(dict(read_facts(case.facts).values))
    CONDITIONS[case.provision](Asked(watched, case.day))
    assert watched.asked <= set(reads(rules()[case.provision]))


@pytest.mark.parametrize("case", _CASES, ids=str)
def test_a_fact_taken_away_never_turns_an_answer_into_another_certain_one(case: Case) -> None:
    version = rules()[case.provision]
    for key in set(case.facts) - set(version.decided_by) - {"absence_start", "absence_days"}:
        fewer = {other: value for other, value in case.facts.items() if other != key}
        finding = assess(fewer, on=case.day).get(case.provision)
        assert finding is None or finding.missing or finding.outcome.value == case.finding, key
