"""The law at a case with its reasons, and the advocate's word on it."""

from datetime import timedelta

import pytest

from bereginya.desk.cases import actions as cases
from bereginya.desk.cases.records import Dead
from bereginya.desk.counsel import actions, queries
from bereginya.rights import FactsError, Outcome, RuleFileError
from bereginya.vault import CompartmentId, Power
from bereginya.vault.errors import NoSuchCompartmentError
from tests.desk.cases.conftest import Case
from tests.desk.clients import DeskClient
from tests.desk.world import Committee

FACTS = {
    "status": "conscript",
    "service_start_date": "2021-12-20",
    "combat_tasks_date": "2022-02-24",
    "contract_state": "none",
}


@pytest.fixture
def folder(committee: Committee) -> CompartmentId:
    """Marta's case, which Anna leads."""
    return Case(committee).folder


def told(committee: Committee, folder: CompartmentId, **facts: str) -> None:
    """Write facts down."""
    for number, (key, value) in enumerate(facts.items()):
        actions.tell(committee.anna, folder, key, value, once=f"{number}{key}")


# ---- a case


def test_a_case_is_assessed_with_reasons_and_what_is_missing(
    committee: Committee, desk: DeskClient, folder: CompartmentId
) -> None:
    told(committee, folder, **FACTS)

    page = desk.text(desk.url("counsel:rights", folder))

    assert "The next question" in page
    assert "24 May 2022" in page  # three months from the first day in combat
    assert "ask a lawyer" in page


def test_the_question_that_decides_most_is_answered_on_the_page(
    committee: Committee, desk: DeskClient, folder: CompartmentId
) -> None:
    desk.post(desk.url("counsel:rights", folder), {"key": "status", "answer": "conscript"})
    desk.post(desk.url("counsel:fact", folder, "status"), {"answer": "contract"})

    assert queries.legal(committee.anna, folder).facts == {"status": "contract"}


def test_a_fact_that_cannot_be_read_is_not_kept(committee: Committee, desk: DeskClient, folder: CompartmentId) -> None:
    page = desk.post(desk.url("counsel:fact", folder, "birth_date"), {"answer": "вчера"}).content.decode()

    assert "Write the day like this" in page
    with pytest.raises(FactsError):
        actions.tell(committee.anna, folder, "status", "general", once="x")
    assert queries.legal(committee.anna, folder).facts == {}


def test_a_last_day_of_the_law_stands_on_todays_page(committee: Committee, folder: CompartmentId) -> None:
    today = committee.vault.day()
    combat = today - timedelta(days=80)
    facts = {"service_start_date": (combat - timedelta(days=60)).isoformat(), "combat_tasks_date": combat.isoformat()}
    told(committee, folder, **FACTS | facts)

    (first, *_) = queries.due(committee.anna, today)

    assert first.folder == folder
    assert today <= first.day <= today + queries.SOON


def test_the_days_of_a_missing_man_stop_when_he_is_accepted_as_dead_and_the_familys_begin(
    committee: Committee, folder: CompartmentId
) -> None:
    today = committee.vault.day()
    long_ago = (today - timedelta(days=190)).isoformat()
    told(committee, folder, status="missing", last_contact_date=long_ago, operation_participant="yes")
    assert "missing.court_absent" in {one.finding.provision for one in queries.due(committee.anna, today)}

    cases.say(committee.anna, folder, Dead(dead=True), once="d" * 32)

    assert not queries.due(committee.anna, today)
    assert queries.findings(committee.anna, folder, today).outcome("pay.insurance_52") is Outcome.ENTITLED


def test_a_finding_that_was_kept_is_marked_when_its_text_is_corrected(
    committee: Committee, desk: DeskClient, folder: CompartmentId
) -> None:
    told(committee, folder, **FACTS)
    desk.post(desk.url("counsel:keep", folder, "combat.train_4m"), {"text": "для прокурора"})
    (kept,) = queries.kept(committee.anna, folder)
    assert not kept.outdated

    actions.change(committee.anna, 'changes:\n  - correct: combat.train_4m\n    with: {article: "99"}\n', once="c")

    (kept,) = queries.kept(committee.anna, folder)
    assert kept.outdated
    assert kept.version is not None
    assert kept.version.article != "99"
    assert "corrected since" in desk.text(desk.url("counsel:rights", folder))


# ---- the law


def test_an_advocate_signs_a_text_and_the_mark_goes_until_it_is_corrected(
    committee: Committee, desk: DeskClient
) -> None:
    name = next(one.id for one in queries.law(committee.anna).versions if one.lawyer)
    assert queries.needs_lawyer(committee.anna, queries.provision(committee.anna, name))

    signed, page = {"right": "yes", "text": "сверила", "sure": "on"}, desk.url("counsel:provision", name)
    julia = committee.desk(committee.member("Julia", Power.LAW))
    assert julia.post(page, signed).status_code == 303
    assert not queries.needs_lawyer(committee.anna, queries.provision(committee.anna, name))

    actions.change(committee.anna, f'changes:\n  - correct: {name}\n    with: {{article: "99"}}\n', once="c")
    assert queries.needs_lawyer(committee.anna, queries.provision(committee.anna, name))


def test_nobody_but_an_advocate_signs_and_the_page_names_her(committee: Committee, desk: DeskClient) -> None:
    name = next(one.id for one in queries.law(committee.anna).versions if one.lawyer)
    page = desk.url("counsel:provision", name)
    assert "none is named yet" in desk.text(page)
    committee.member("Julia", Power.LAW)

    refused = desk.post(page, {"right": "yes", "text": "сверила", "sure": "on"})

    assert refused.status_code == 404
    assert queries.needs_lawyer(committee.anna, queries.provision(committee.anna, name))
    assert "Only an advocate of the committee signs this: Julia." in desk.text(page)


def test_what_the_committee_wrote_itself_is_not_settled_by_its_own_text(committee: Committee) -> None:
    name = next(one.id for one in queries.law(committee.anna).versions if not one.lawyer)
    change = f'changes:\n  - correct: {name}\n    with: {{article: "99", lawyer: false}}\n'

    actions.change(committee.anna, change, once="c")

    assert queries.needs_lawyer(committee.anna, queries.provision(committee.anna, name))


def test_a_text_an_advocate_found_wrong_is_marked_even_if_it_needed_none(committee: Committee) -> None:
    name = next(one.id for one in queries.law(committee.anna).versions if not one.lawyer)

    actions.sign(committee.anna, name, right=False, text="устарело", once="s")

    assert queries.needs_lawyer(committee.anna, queries.provision(committee.anna, name))


def test_a_change_that_cannot_be_law_is_refused_with_its_line(committee: Committee, desk: DeskClient) -> None:
    page = desk.post("/law/change/", {"text": "changes:\n  - end: no.such.provision\n    until: 2026-12-31\n"})

    assert "no.such.provision is not there" in page.content.decode()
    with pytest.raises(RuleFileError):
        actions.change(committee.anna, "changes: 5", once="x")


def test_every_provision_has_its_page(desk: DeskClient, committee: Committee) -> None:
    page = desk.text("/law/")
    for version in queries.law(committee.anna).versions[:5]:
        assert desk.get(desk.url("counsel:provision", version.id)).status_code == 200
    assert "/law/combat.train_4m/" in page
    assert desk.get(desk.url("counsel:provision", "no.such")).status_code == 404


def test_a_stranger_learns_no_facts(committee: Committee, folder: CompartmentId) -> None:
    with pytest.raises(NoSuchCompartmentError):
        queries.legal(committee.vera, folder)


def test_a_provision_is_read_in_the_language_of_the_page_and_its_english_is_marked(
    committee: Committee, desk: DeskClient
) -> None:
    desk.defaults["HTTP_ACCEPT_LANGUAGE"] = "uk"
    page = desk.text(desk.url("counsel:provision", "term.1995"))

    assert "Призваний після закону 1995 року" in page
    assert "Called up after" not in page
    assert '<span lang="en">' in page
    assert "1 січня 2007" in page  # of the provision that came after it


def test_what_the_committee_corrected_is_not_called_english(committee: Committee, desk: DeskClient) -> None:
    corrected = '{condition: "Призван после 1995 года.", notes: "Сверено."}'
    actions.change(committee.anna, f"changes:\n  - correct: term.1995\n    with: {corrected}\n", once="c")
    desk.defaults["HTTP_ACCEPT_LANGUAGE"] = "ru"

    page = desk.text(desk.url("counsel:provision", "term.1995"))

    assert "<dd>Призван после 1995 года.</dd>" in page
    assert "<dd>Сверено.</dd>" in page
