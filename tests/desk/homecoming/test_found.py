"""A claim stays a claim: a death needs a second person, nothing cascades, and all of it can be taken back."""

import pytest

from bereginya.desk.cases import actions as cases
from bereginya.desk.cases import queries as case_queries
from bereginya.desk.cases.records import Task
from bereginya.desk.homecoming import actions, queries
from bereginya.desk.homecoming.errors import SamePersonError
from bereginya.desk.homecoming.records import Found, State, Told
from bereginya.desk.registers import actions as registers
from bereginya.desk.registers.records import Candidate, Decided, Fate, Form, Sighted, Verdict
from bereginya.facts.sources import Reliability, Way
from bereginya.vault import CompartmentId, Keyring
from bereginya.vault.errors import MovedError, NoSuchCompartmentError
from tests.desk.clients import DeskClient
from tests.desk.homecoming.conftest import WITNESS, found
from tests.desk.world import Committee


def test_what_was_found_stands_with_its_source_and_grade(
    desk: DeskClient, anna: Keyring, folder: CompartmentId
) -> None:
    sent = {"state": "wounded", "source": "врач", "way": "witnessed", "reliability": "B", "when": "апрель 2026"}

    desk.post(desk.url("homecoming:find", folder), sent)

    page = desk.text(desk.url("homecoming:home", folder))
    (fact,) = queries.home(anna, folder).facts.values()
    assert (fact.said.source.reliability, fact.said.source.way) == (Reliability.USUALLY, Way.WITNESSED)
    assert "врач, saw it, B6" in page
    assert "апрель 2026" in page


def test_what_is_found_changes_nothing_else(anna: Keyring, folder: CompartmentId) -> None:
    before = case_queries.case_of(anna, folder)

    found(anna, folder, State.DEAD)

    after = case_queries.case_of(anna, folder)
    assert (after.dead, after.tasks, after.person, after.closed) == (False, before.tasks, before.person, None)


def test_a_death_counts_only_when_another_person_accepted_it(
    anna: Keyring, olga: Keyring, folder: CompartmentId
) -> None:
    name = found(anna, folder, State.DEAD)

    with pytest.raises(SamePersonError):
        actions.accept(anna, folder, name, "видела бумагу", once="a")
    assert not queries.fact(anna, folder, name).counts
    actions.accept(olga, folder, name, "видела бумагу", once="b")

    assert queries.fact(anna, folder, name).counts
    assert case_queries.is_dead(anna, folder)


def test_who_wrote_a_death_down_is_told_that_somebody_else_has_to_look(
    desk: DeskClient, anna: Keyring, folder: CompartmentId
) -> None:
    name = found(anna, folder, State.DEAD)

    page = desk.post(desk.url("homecoming:second", folder, name), {"text": "сама"}).content.decode()

    assert "Somebody else who holds this case has to look." in page
    assert queries.fact(anna, folder, name).waits


def test_an_accepted_death_stops_what_is_addressed_to_him_and_taking_it_back_lets_it_go_on(
    anna: Keyring, olga: Keyring, second: DeskClient, folder: CompartmentId
) -> None:
    cases.say(anna, folder, Task("письмо ему", anna.vault.day(), to_him=True), once="t")
    name = found(anna, folder, State.DEAD)
    second.post(second.url("homecoming:second", folder, name), {"text": "свидетельство ЗАГСа"})
    assert case_queries.due(anna, anna.vault.day()) == ()

    second.post(second.url("homecoming:take-back", folder, name), {"text": "опознали другого"})

    assert not case_queries.is_dead(anna, folder)
    assert len(case_queries.due(anna, anna.vault.day())) == 1
    assert not queries.fact(anna, folder, name).stands


def test_of_two_accepted_deaths_one_taken_back_leaves_him_dead(
    anna: Keyring, olga: Keyring, folder: CompartmentId
) -> None:
    first, other = found(anna, folder, State.DEAD), found(anna, folder, State.DEAD, "other")
    for number, name in enumerate((first, other)):
        actions.accept(olga, folder, name, "бумага", once=f"a{number}")

    actions.take_back(anna, folder, first, "слух", once="b")
    assert case_queries.is_dead(anna, folder)
    actions.take_back(anna, folder, other, "слух", once="c")

    assert not case_queries.is_dead(anna, folder)


def test_what_was_taken_back_twice_is_told_to_the_second(anna: Keyring, olga: Keyring, folder: CompartmentId) -> None:
    name = found(anna, folder)
    actions.take_back(anna, folder, name, "слух", once="b")

    with pytest.raises(MovedError):
        actions.take_back(olga, folder, name, "слух", once="c")


def test_a_claim_of_death_stands_on_todays_page_until_a_second_person_looked(
    anna: Keyring, olga: Keyring, second: DeskClient, folder: CompartmentId
) -> None:
    name = found(anna, folder, State.DEAD)
    assert "A claim of death waits for a second person" in second.text("/")

    actions.accept(olga, folder, name, "бумага", once="b")

    assert queries.due(olga, olga.vault.day()) == ()


def test_there_is_no_field_for_how_he_was_captured() -> None:
    asked = {*Found.__dataclass_fields__, *Told.__dataclass_fields__}

    assert not {one for one in asked if "capture" in one or "place" in one}


def test_words_that_should_not_stand_there_are_erased_and_a_death_never_stays_without_a_claim(
    desk: DeskClient, anna: Keyring, olga: Keyring, folder: CompartmentId
) -> None:
    name = found(anna, folder, State.DEAD)
    actions.accept(olga, folder, name, "бумага", once="a")
    cases.erase_entry(anna, folder, name, "лишнее")
    assert case_queries.is_dead(anna, folder)
    assert "no claim here says so any more" in desk.text(desk.url("homecoming:home", folder))

    desk.post(desk.url("homecoming:lift-death", folder))

    assert not case_queries.is_dead(anna, folder)


def test_a_death_that_a_claim_still_says_is_not_lifted_by_a_button(
    desk: DeskClient, anna: Keyring, olga: Keyring, folder: CompartmentId
) -> None:
    actions.accept(olga, folder, found(anna, folder, State.DEAD), "бумага", once="a")

    desk.post(desk.url("homecoming:lift-death", folder))

    assert case_queries.is_dead(anna, folder)


# ---- decided in the lists


def decided(keys: Keyring, folder: CompartmentId, says: Fate) -> str:
    """Decide about a sighting that it is he."""
    seen = registers.sight(keys, folder, Sighted(Form.CALL, "звонок", WITNESS), once="s")
    said = Decided(Candidate(sighting=seen), Verdict.SAME, "шрам сошёлся", document="справка", says=says)
    return registers.decide(keys, folder, said, seen=None, once="d")


def test_a_decision_of_the_lists_is_taken_over_with_its_source(
    desk: DeskClient, anna: Keyring, folder: CompartmentId
) -> None:
    name = decided(anna, folder, Fate.CAPTURED)
    assert "Take it over as a claim" in desk.text(desk.url("homecoming:home", folder))

    desk.post(desk.url("homecoming:take-over", folder, name))

    (fact,) = queries.home(anna, folder).facts.values()
    assert (fact.said.state, fact.said.source.text) == (State.PRISONER, WITNESS.text)
    assert queries.untaken(anna, folder) == ()


def test_what_two_people_decided_in_the_lists_needs_no_third(
    anna: Keyring, olga: Keyring, folder: CompartmentId
) -> None:
    name = decided(anna, folder, Fate.DEAD)
    registers.agree(olga, folder, name, "видела справку", once="e")

    actions.take_over(anna, folder, name, once="t")

    assert [one.counts for one in queries.home(anna, folder).facts.values()] == [True]
    assert case_queries.is_dead(anna, folder)


def test_a_death_of_the_lists_that_nobody_else_saw_still_waits(anna: Keyring, folder: CompartmentId) -> None:
    actions.take_over(anna, folder, decided(anna, folder, Fate.DEAD), once="t")

    assert [one.waits for one in queries.home(anna, folder).facts.values()] == [True]
    assert not case_queries.is_dead(anna, folder)


def test_a_decision_taken_back_in_the_lists_shakes_the_claim_and_nothing_falls_by_itself(
    desk: DeskClient, anna: Keyring, folder: CompartmentId
) -> None:
    name = decided(anna, folder, Fate.CAPTURED)
    actions.take_over(anna, folder, name, once="t")

    registers.take_back(anna, folder, name, "другой человек", once="b")

    assert "was taken back. Look at it again." in desk.text(desk.url("homecoming:home", folder))
    assert [one.stands for one in queries.home(anna, folder).facts.values()] == [True]


def test_a_stranger_learns_nothing(committee: Committee, folder: CompartmentId) -> None:
    found(committee.anna, folder)

    with pytest.raises(NoSuchCompartmentError):
        queries.home(committee.vera, folder)
    assert queries.due(committee.vera, committee.vault.day()) == ()
