"""A mother often knows the month. A finding stands if every day of it gives the same."""

from datetime import date

import pytest

from bereginya.rights import FactsError, Outcome, assess, questions, read_facts

_DAY = date(2022, 3, 1)
_HE = {"status": "conscript", "contract_state": "none"}


def test_a_month_is_enough_where_all_its_days_give_the_same() -> None:
    facts = {**_HE, "service_start_date": "2021-12", "combat_tasks_date": "2022-02-24"}
    finding = assess(facts, on=_DAY).get("combat.train_4m")
    assert finding is not None
    assert finding.outcome is Outcome.VIOLATED
    assert finding.because["service_start_date"] == "2021-12"


def test_where_the_day_decides_the_day_is_what_is_missing() -> None:
    facts = {
        **_HE,
        "service_start_date": "2021-10",
        "combat_tasks_date": "2022-02-24",
        "specialty_training_done": "yes",
    }
    finding = assess(facts, on=_DAY).get("combat.train_4m")
    assert finding is not None
    assert (finding.outcome, finding.missing) == (Outcome.UNKNOWN, ("service_start_date",))


def test_the_earliest_possible_deadline_is_the_safe_one() -> None:
    facts = {"status": "conscript", "contract_state": "signed_under_pressure", "contract_known_date": "2022-02"}
    finding = assess(facts, on=date(2022, 3, 10)).get("contract.coerced")
    assert finding is not None
    assert finding.deadline is not None
    assert finding.deadline.day == date(2022, 5, 4)  # 1 May and the days moved to it are days off


def test_a_month_across_a_change_of_law_leaves_both_laws_open() -> None:
    facts = {"status": "conscript", "service_start_date": "2023-03-15", "contract_date": "2023-04",
             "contract_state": "signed_freely", "education_before_call_up": "none"}  # fmt: skip
    findings = assess(facts, on=date(2023, 6, 1))
    assert findings.outcome("contract.min_service_3m") is Outcome.UNKNOWN
    assert findings.outcome("contract.no_min_2023") is Outcome.UNKNOWN
    assert findings.missing().count("contract_date") == 1


def test_a_year_is_enough_for_an_age() -> None:
    told = {"status": "draftee", "birth_date": "2003"}
    assert assess(told, on=_DAY).outcome("callup.age_27") is Outcome.INFO
    assert assess({**told, "birth_date": "1995"}, on=_DAY).outcome("callup.age_27") is Outcome.UNKNOWN


def test_days_that_cannot_have_been_are_not_counted() -> None:
    facts = {**_HE, "service_start_date": "2022-02", "combat_tasks_date": "2022-02-02"}
    findings = assess(facts, on=_DAY)
    assert not findings.contradictions
    assert findings.outcome("combat.train_4m") is Outcome.VIOLATED


def test_a_month_that_contradicts_on_every_day_is_a_contradiction() -> None:
    facts = {**_HE, "service_start_date": "2022-03", "combat_tasks_date": "2022-02-02"}
    assert assess(facts, on=_DAY).contradictions[0].code == "order"


def test_too_many_imprecise_days_at_once_are_unknown() -> None:
    keys = ("service_start_date", "combat_tasks_date", "oath_date", "birth_date", "last_contact_date")
    findings = assess({**_HE, **dict.fromkeys(keys, "2021")}, on=_DAY)
    assert findings.outcome("combat.train_4m") is Outcome.UNKNOWN


def test_the_exact_day_is_asked_for() -> None:
    facts = {
        **_HE,
        "service_start_date": "2021-10",
        "combat_tasks_date": "2022-02-24",
        "specialty_training_done": "yes",
    }
    assert "service_start_date" in {question.key for question in questions(facts, on=_DAY, subjects=["combat"])}


def test_a_month_that_is_none_is_refused() -> None:
    with pytest.raises(FactsError):
        read_facts({"birth_date": "2003-13"})
