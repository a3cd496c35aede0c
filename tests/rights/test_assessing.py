"""What holds for every finding, whatever the provision."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from bereginya.rights import Outcome, assess, assess_many, provisions, read_facts
from bereginya.rights.vocabulary import vocabulary

_DAY = date(2022, 3, 1)


def test_facts_that_contradict_each_other_are_said_and_not_used() -> None:
    findings = assess(
        {"status": "conscript", "contract_state": "none", "contract_date": "2022-02-20",
         "service_start_date": "2022-01-10", "education_before_call_up": "none"},
        on=_DAY,
    )  # fmt: skip
    assert [(one.code, one.facts) for one in findings.contradictions] == [
        ("contract-none-but-dated", ("contract_state", "contract_date"))
    ]
    finding = findings.get("contract.min_service_3m")
    assert finding is not None
    assert finding.outcome is Outcome.UNKNOWN
    assert "contract_date" in finding.unsettled


def test_two_days_in_the_wrong_order_are_a_contradiction() -> None:
    findings = assess(
        {"status": "conscript", "service_start_date": "2022-01-10", "combat_tasks_date": "2022-01-09"}, on=_DAY
    )
    assert findings.contradictions[0].facts == ("service_start_date", "combat_tasks_date")
    assert findings.outcome("combat.train_4m") is Outcome.UNKNOWN


def test_what_a_contradiction_does_not_touch_is_still_found() -> None:
    facts = {"status": "draftee", "health_category": "D", "sent_date": "2022-02-20", "registered_date": "2022-02-10"}
    findings = assess(facts, on=_DAY)
    assert findings.contradictions
    assert findings.outcome("exempt.health_VD") is Outcome.ENTITLED


def test_a_child_of_ten_who_serves_is_a_slip_of_the_pen() -> None:
    facts = {"status": "conscript", "birth_date": "2011-05-01", "service_start_date": "2021-11-10"}
    assert assess(facts, on=_DAY).contradictions[0].code == "too-young"


def test_a_day_that_lies_ahead_has_not_happened_and_is_said() -> None:
    facts = {"status": "conscript", "service_start_date": "2021-12-20", "combat_tasks_date": "2022-04-01",
             "contract_state": "none"}  # fmt: skip
    findings = assess(facts, on=_DAY)
    assert findings.later == ("combat_tasks_date",)
    assert findings.outcome("combat.train_4m") is Outcome.NOT_MET
    assert assess(facts, on=date(2022, 4, 1)).outcome("combat.train_4m") is Outcome.VIOLATED


def test_a_draftee_may_know_the_day_his_service_begins() -> None:
    assert not assess({"status": "draftee", "service_start_date": "2022-04-10"}, on=_DAY).contradictions


def test_the_same_facts_on_another_day_give_the_law_of_that_day() -> None:
    facts = {"status": "draftee", "birth_date": "1997-02-01"}
    assert assess(facts, on=date(2023, 12, 31)).outcome("callup.age_27") is Outcome.INFO
    assert assess(facts, on=date(2024, 2, 1)).outcome("callup.age_27") is Outcome.NOT_MET
    assert assess(facts, on=date(2024, 2, 1)).outcome("callup.age_30") is Outcome.INFO


def test_an_act_is_judged_by_the_law_of_its_own_day_and_says_so() -> None:
    facts = {"status": "contract", "service_start_date": "2022-01-10", "contract_date": "2022-02-10",
             "education_before_call_up": "none", "contract_state": "signed_freely"}  # fmt: skip
    finding = assess(facts, on=date(2026, 1, 1)).get("contract.min_service_3m")
    assert finding is not None
    assert (finding.outcome, finding.law_day) == (Outcome.VIOLATED, date(2022, 2, 10))


def test_nobody_is_told_that_nothing_is_wrong_because_nothing_is_known() -> None:
    findings = assess({}, on=_DAY)
    assert not findings.of(Outcome.VIOLATED)
    assert all(finding.missing for finding in findings.of(Outcome.UNKNOWN))
    assert "status" in findings.missing()


def test_what_needs_a_lawyer_is_marked_and_can_be_left_out() -> None:
    facts = {"status": "conscript", "violence_by": "equals", "service_start_date": "2021-12-20",
             "combat_tasks_date": "2022-02-24", "contract_state": "none"}  # fmt: skip
    findings = assess(facts, on=_DAY)
    public = findings.for_public()
    assert findings.outcome("combat.train_4m") is Outcome.VIOLATED
    assert public.get("combat.train_4m") is None
    assert public.outcome("hazing.335") is Outcome.VIOLATED
    assert not any(finding.version.lawyer for finding in (*public.found, *public.not_met))


def test_what_is_broken_comes_first() -> None:
    facts = {"status": "conscript", "violence_by": "equals", "children": 2}
    order = [finding.outcome for finding in assess(facts, on=_DAY).found]
    assert order == sorted(order, key=list(Outcome).index)


def _values() -> st.SearchStrategy[dict[str, object]]:
    days = st.dates(date(1985, 1, 1), date(2027, 12, 31))
    kinds: dict[str, st.SearchStrategy[object]] = {"day": days, "moment": days, "number": st.integers(0, 70)}
    facts: dict[str, st.SearchStrategy[object]] = {
        key: kinds.get(fact.kind, st.sampled_from(fact.words or ("yes", "no"))) for key, fact in vocabulary().items()
    }
    return st.lists(st.sampled_from(sorted(facts)), max_size=25, unique=True).flatmap(
        lambda keys: st.fixed_dictionaries({key: facts[key] for key in keys})
    )


@settings(max_examples=150, deadline=None)
@given(told=_values(), on=st.dates(date(1985, 1, 1), date(2027, 12, 31)))
def test_every_finding_has_its_reasons_whatever_was_told(told: dict[str, object], on: date) -> None:
    for finding in assess(told, on=on).found:
        assert finding.outcome is not Outcome.UNKNOWN or finding.missing
        assert set(finding.because) <= set(told)
        assert not set(finding.missing) & set(told) - set(finding.unsettled)
        assert finding.version.in_force(finding.law_day)


@settings(max_examples=40, deadline=None)
@given(people=st.lists(_values(), min_size=2, max_size=5), on=st.dates(date(2000, 1, 1), date(2027, 12, 31)))
def test_many_people_at_once_get_what_each_gets_alone(people: list[dict[str, object]], on: date) -> None:
    read = [read_facts(told) for told in people]
    together = list(assess_many([*read, *read], on=on))
    assert together == [assess(facts, on=on) for facts in (*read, *read)]


def test_provisions_can_be_listed_by_day_and_subject() -> None:
    listed = {version.id for version in provisions(on=_DAY, subjects=["contract"])}
    assert "contract.min_service_3m" in listed
    assert not {"contract.min_service_6m", "combat.train_4m"} & listed


def test_a_day_of_service_that_was_told_is_not_asked_again_of_a_man_under_contract() -> None:
    findings = assess({"status": "contract", "service_start_date": "2000-01-01"}, on=date(2000, 1, 1))
    assert not [one.provision for one in findings.found if "service_start_date" in one.missing]


def test_the_day_from_which_a_court_may_be_asked_is_not_told_as_a_last_day() -> None:
    told = {"status": "missing", "out_of_contact": "yes", "operation_participant": "yes"}
    finding = assess(told | {"last_contact_date": "2024-03-01"}, on=date(2024, 10, 10)).get("missing.court_absent")
    assert finding is not None
    assert finding.deadline is not None
    assert (finding.deadline.kind, finding.deadline.day) == ("earliest", date(2024, 9, 1))
