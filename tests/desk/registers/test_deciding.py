"""A person decides about a candidate; two about death; a colleague who was faster is seen; all can be taken back."""

from dataclasses import replace

import pytest

from bereginya.desk.cases import actions as cases
from bereginya.desk.cases.records import PersonTold
from bereginya.desk.registers import actions, queries
from bereginya.desk.registers.errors import NothingNewError, SameMemberError
from bereginya.desk.registers.records import Candidate, Decided, FactKind, Fate, Form, NewFact, Sighted, Verdict
from bereginya.facts.dates import PartialDate, SaidDate
from bereginya.facts.people import Name, Person
from bereginya.facts.sources import Source
from bereginya.vault import CompartmentId, EntryId
from bereginya.vault.errors import MovedError, NoSuchCompartmentError, NoSuchEntryError
from tests.desk.cases.conftest import Case
from tests.desk.world import Committee

FACE = NewFact(FactKind.FACE, "Мать узнала его по фотографии.")


@pytest.fixture
def folder(committee: Committee) -> CompartmentId:
    """Marta's case, of which Olga holds the key too."""
    folder = Case(committee).folder
    cases.give_key(committee.anna, folder, committee.olga.member)
    sought = Person(Name("Кавтун Сергей", "Кавтун", "Сергей"), born=SaidDate(meant=PartialDate(1991, 4, 2)))
    cases.say(committee.anna, folder, PersonTold(sought), once="person")
    return folder


@pytest.fixture
def seen(committee: Committee, folder: CompartmentId) -> Candidate:
    """A sighting in her folder."""
    said = Sighted(Form.VIDEO, "Называет себя Ковтуном.", Source("канал"), name="Ковтун Сергей")
    return Candidate(sighting=actions.sight(committee.anna, folder, said, once="seen"))


def same(candidate: Candidate, says: Fate | None = None) -> Decided:
    return Decided(candidate, Verdict.SAME, "всё сходится", fact=FACE, says=says)


def test_the_newest_decision_stands_and_names_what_it_rests_on(
    committee: Committee, folder: CompartmentId, seen: Candidate
) -> None:
    first = actions.decide(committee.anna, folder, Decided(seen, Verdict.UNSURE, "не видно лица"), seen=None, once="1")
    actions.decide(committee.olga, folder, same(seen), seen=first, once="2")

    found = queries.decisions(committee.anna, folder)[seen.id]

    assert (found.verdict, found.said.fact, found.by) == (Verdict.SAME, FACE, committee.olga.member)
    assert len(queries.search_of(committee.anna, folder).decisions) == 2


def test_same_needs_a_document_or_a_fact_that_was_not_in_the_inquiry(
    committee: Committee, folder: CompartmentId, seen: Candidate
) -> None:
    plain = Decided(seen, Verdict.SAME, "похоже")
    known = replace(plain, fact=NewFact(FactKind.BORN, "2.4.1991"))

    for said in (plain, known):
        with pytest.raises(NothingNewError):
            actions.decide(committee.anna, folder, said, seen=None, once=said.why)
    actions.decide(committee.anna, folder, replace(plain, document="паспорт"), seen=None, once="3")

    assert queries.decisions(committee.anna, folder)[seen.id].is_same


def test_of_two_who_decide_at_once_the_second_is_refused(
    committee: Committee, folder: CompartmentId, seen: Candidate
) -> None:
    actions.decide(committee.anna, folder, same(seen), seen=None, once="1")

    with pytest.raises(MovedError):
        actions.decide(committee.olga, folder, Decided(seen, Verdict.DIFFERENT, "не он"), seen=None, once="2")

    assert queries.decisions(committee.olga, folder)[seen.id].verdict is Verdict.SAME


def test_the_same_form_sent_twice_is_one_decision(committee: Committee, folder: CompartmentId, seen: Candidate) -> None:
    first = actions.decide(committee.anna, folder, same(seen), seen=None, once="1")

    assert actions.decide(committee.anna, folder, same(seen), seen=None, once="1") == first
    assert len(queries.search_of(committee.anna, folder).decisions) == 1


def test_dead_counts_when_a_second_and_different_person_agreed(
    committee: Committee, folder: CompartmentId, seen: Candidate
) -> None:
    name = actions.decide(committee.anna, folder, same(seen, Fate.DEAD), seen=None, once="1")
    before = queries.decisions(committee.anna, folder)[seen.id]
    with pytest.raises(SameMemberError):
        actions.agree(committee.anna, folder, name, "да", once="2")
    actions.agree(committee.olga, folder, name, "Я видела свидетельство.", once="3")
    after = queries.decisions(committee.anna, folder)[seen.id]

    assert (before.waits_for_second, before.is_dead) == (True, False)
    assert (after.waits_for_second, after.is_dead, after.second) == (False, True, committee.olga.member)


def test_what_was_taken_back_does_not_stand_and_is_not_forgotten(
    committee: Committee, folder: CompartmentId, seen: Candidate
) -> None:
    name = actions.decide(committee.anna, folder, same(seen, Fate.DEAD), seen=None, once="1")
    actions.take_back(committee.olga, folder, name, "Он позвонил.", once="2")

    assert queries.decisions(committee.anna, folder) == {}
    assert queries.decision(committee.anna, folder, name).taken_back_by == committee.olga.member
    with pytest.raises(MovedError):
        actions.agree(committee.olga, folder, name, "да", once="3")


def test_who_does_not_hold_the_folder_sees_nothing(committee: Committee, folder: CompartmentId) -> None:
    for asked in (queries.decisions, queries.sightings):
        with pytest.raises(NoSuchCompartmentError):
            asked(committee.vera, folder)


def test_a_sighting_of_another_folder_cannot_be_decided_here(committee: Committee, folder: CompartmentId) -> None:
    other = Candidate(sighting=EntryId("ab" * 16))

    with pytest.raises(NoSuchEntryError):
        actions.decide(committee.anna, folder, same(other), seen=None, once="1")
