"""Facts are read in many forms, strictly in meaning."""

from datetime import date, datetime

import pytest

from bereginya.rights import FactsError, read_facts
from bereginya.rights.vocabulary import near, read_facts_file


def test_nested_and_flat_files_say_the_same() -> None:
    flat = read_facts_file("status: conscript\ncontract_state: none\nbirth_date: 2003-05-01\n")
    nested = read_facts_file("person: {status: conscript, birth_date: 2003-05-01}\ncontract: {state: none}\n")
    assert (
        flat.values
        == nested.values
        == {
            "status": "conscript",
            "contract_state": "none",
            "birth_date": date(2003, 5, 1),
        }
    )


def test_json_is_read_as_well() -> None:
    facts = read_facts_file('{"facts": {"status": "pow", "absence_days": 3, "oath_taken": true, "married": null}}')
    assert facts.values == {"status": "pow", "absence_days": 3.0, "oath_taken": "yes"}
    assert facts.asked == {"married"}


@pytest.mark.parametrize("unknown", ["unknown", "UNKNOWN", "", "~", "null", "?", "неизвестно"])
def test_what_nobody_knows_is_no_value_and_is_not_asked_again(unknown: str) -> None:
    facts = read_facts_file(f'status: conscript\noath_date: "{unknown}"\n')
    assert "oath_date" not in facts.values
    assert "oath_date" in facts.asked


def test_yes_and_no_are_read_however_yaml_takes_them() -> None:
    values = read_facts({"specialty_training_done": False, "married": "да", "oath_taken": "ні"}).values
    assert values == {"specialty_training_done": "no", "married": "yes", "oath_taken": "no"}


@pytest.mark.parametrize(("written", "read"), [("Б3", "B"), ("В", "V"), ("B", "B"), ("д", "D"), ("v", "V")])
def test_the_letters_of_fitness_may_be_cyrillic(written: str, read: str) -> None:
    assert read_facts({"health_category": written}).values == {"health_category": read}


def test_an_absence_may_begin_at_an_hour_and_a_registration_carry_its_number() -> None:
    facts = read_facts_file(
        "absence_start: 2023-06-10T21:30\nregistered_date: {date: 2024-03-01, number: 17-а}\nsent_date: 01.03.2024\n"
    )
    assert facts.values == {
        "absence_start": datetime.fromisoformat("2023-06-10T21:30"),
        "registered_date": date(2024, 3, 1),
        "sent_date": date(2024, 3, 1),
    }


def test_a_word_outside_its_list_is_refused_with_the_list_and_without_the_word() -> None:
    with pytest.raises(FactsError) as refused:
        read_facts({"status": "reservist"})
    assert "status: has to be one of draftee, conscript" in str(refused.value)
    assert "reservist" not in str(refused.value)


def test_all_problems_are_said_at_once() -> None:
    with pytest.raises(FactsError) as refused:
        read_facts_file("status: reservist\nbirth_date: 2022-02-30\nabsence_days: many\n")
    assert [problem.split(":")[0] for problem in refused.value.problems] == ["status", "birth_date", "absence_days"]


@pytest.mark.parametrize(
    "text",
    ["", "- status: conscript", "status", "status: [", "a: &a [*a]\nstatus: [*a]",
     "status: conscript\nstatus: contract", "status: conscript\nsoldier: {status: contract}",
     "birth_date: 2022-13-01", "birth_date: {year: 2022}x", "absence_days: -3", "birth_date: [2001]"],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(FactsError):
        read_facts_file(text)


def test_a_tag_in_a_facts_file_runs_nothing() -> None:
    facts = read_facts_file("shoes: !!python/name:os.system 43\nhat: !!python/object/apply:os.getcwd [1]\n")
    assert facts.values == {}


def test_a_key_that_is_no_fact_is_named_and_the_nearest_offered() -> None:
    facts = read_facts({"status": "conscript", "last_contact": "2022-02-20", "shoes": 43})
    assert facts.ignored == ("last_contact", "shoes")
    assert (near("last_contact"), near("shoes")) == ("last_contact_date", None)


def test_facts_are_never_shown_by_a_traceback() -> None:
    assert "1999" not in repr(read_facts({"birth_date": "1999-01-01"}))
