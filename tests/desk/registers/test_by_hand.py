"""A row that somebody found by hand goes into a case as a candidate, and back; a list is called anew, with history."""

import pytest

from bereginya.desk.cases import actions as cases
from bereginya.desk.registers import actions, books, queries, watching
from bereginya.desk.registers import register_actions as registers
from bereginya.desk.registers.records import Candidate, Decided, Origin, RowName, Verdict
from bereginya.facts.sources import Reliability
from bereginya.vault import CompartmentId
from bereginya.vault.errors import MovedError
from tests.desk.clients import DeskClient
from tests.desk.registers.conftest import LIST, imported
from tests.desk.registers.test_pages import patiently, sent
from tests.desk.registers.test_registers import row
from tests.desk.world import Committee


@pytest.fixture
def marked(committee: Committee, register: CompartmentId) -> RowName:
    """A man of the list whom the machine does not propose for the case."""
    return row(committee, register, "Осипенко")


def test_a_row_is_taken_in_from_a_free_search_and_is_a_candidate_without_a_decision(
    committee: Committee, desk: DeskClient, folder: CompartmentId, register: CompartmentId
) -> None:
    page = patiently(desk, sent(desk, "/lists/search/", {"name": "Осипенко Марк"}))
    take = page.split("This may be he")[0].rsplit('href="', 1)[1].split('"')[0]
    sent(desk, take, {"folder": folder, "why": "мать носила эту фамилию"})

    (pick,) = queries.search_of(committee.anna, folder).picks
    assert queries.decisions(committee.anna, folder) == {}
    assert pick.candidate.id in {one.candidate.id for one in queries.fresh(committee.anna)}
    assert "мать носила эту фамилию" in desk.text(f"/cases/{folder}/traces/")
    assert "Осипенко" in patiently(desk, f"/cases/{folder}/traces/{pick.candidate.id}/")


def test_from_a_case_he_is_looked_for_under_another_name_and_no_word_stands_in_the_address(
    committee: Committee, desk: DeskClient, folder: CompartmentId, register: CompartmentId
) -> None:
    asked = desk.text(f"/cases/{folder}/traces/look/")
    address = sent(desk, f"/cases/{folder}/traces/look/", {"name": "Осипенко Марк"})
    page = patiently(desk, address)

    assert "Кавтун Сергей Петрович" in asked
    assert "Осипенко Марк Ильич" in page
    assert f'name="folder" value="{folder}"' in page
    assert "Осипенко" not in address


def test_who_is_a_candidate_already_is_not_offered_again(
    committee: Committee, desk: DeskClient, folder: CompartmentId, register: CompartmentId
) -> None:
    watching.compare(committee.anna)
    page = patiently(desk, sent(desk, f"/cases/{folder}/traces/look/", {"name": "Ковтун Сергей", "born": "1991"}))

    assert "is among the traces already" in page


def test_what_was_taken_in_twice_is_one_candidate_and_is_put_back_once(
    committee: Committee, desk: DeskClient, folder: CompartmentId, marked: RowName
) -> None:
    for once in ("1", "2"):
        actions.take_in(committee.anna, folder, marked, None, once=once)
    before = len(queries.search_of(committee.anna, folder).picks)
    sent(desk, f"/cases/{folder}/traces/{Candidate(marked).id}/put-back/", {})

    assert before == 1
    assert queries.search_of(committee.anna, folder).picks == ()
    assert desk.get(f"/cases/{folder}/traces/{Candidate(marked).id}/").status_code == 404


def test_what_was_decided_on_is_not_put_back_before_the_decision_is_taken_back(
    committee: Committee, folder: CompartmentId, marked: RowName
) -> None:
    name = actions.take_in(committee.anna, folder, marked, None, once="1")
    said = Decided(name, Verdict.DIFFERENT, "другой год")
    decision = actions.decide(committee.anna, folder, said, seen=None, once="2")

    with pytest.raises(MovedError):
        actions.put_back(committee.anna, folder, name.id, once="3")
    actions.take_back(committee.anna, folder, decision, "ошибка", once="4")
    actions.put_back(committee.anna, folder, name.id, once="5")

    assert queries.search_of(committee.anna, folder).picks == ()


def test_what_was_taken_in_stays_when_the_list_or_the_inquiry_changes(
    committee: Committee, folder: CompartmentId, register: CompartmentId, marked: RowName
) -> None:
    actions.take_in(committee.anna, folder, marked, None, once="1")
    imported(committee.anna, register, LIST + "9;Новый;Пётр;;1990;;\n")
    watching.compare(committee.anna)
    (book,) = books.open_now(committee.anna, queries.searchable(committee.anna))

    (pick,) = queries.search_of(committee.anna, folder).by_hand
    assert book.find(pick.said.row) is not None


def test_nothing_is_taken_into_a_case_that_has_ended_or_is_not_hers(
    committee: Committee, stranger: DeskClient, folder: CompartmentId, register: CompartmentId, marked: RowName
) -> None:
    registers.give_key(committee.anna, register, committee.vera.member)
    books.open_now(committee.vera, queries.searchable(committee.vera))

    page = stranger.post(f"/lists/{register}/row/{marked.row.hex()}/take/", {"folder": folder})

    assert page.status_code == 200
    assert queries.search_of(committee.anna, folder).picks == ()


def test_a_colleague_without_the_list_sees_nothing_of_what_was_taken_in(
    committee: Committee, folder: CompartmentId, marked: RowName
) -> None:
    name = actions.take_in(committee.anna, folder, marked, "по приметам", once="1").id
    cases.give_key(committee.anna, folder, committee.vera.member)
    vera = committee.desk(committee.vera)

    assert "по приметам" not in vera.text(f"/cases/{folder}/traces/")
    assert vera.get(f"/cases/{folder}/traces/{name}/").status_code == 404


def test_two_rows_of_one_number_are_two_people(committee: Committee, register: CompartmentId) -> None:
    imported(committee.anna, register, "id;Фамилия;Имя\n7;Осипенко;Марк\n7;Дугаров;Баир\n")
    (book,) = books.open_now(committee.anna, queries.searchable(committee.anna))

    assert [book.says(place)["surname"] for place in range(2)] == ["Осипенко", "Дугаров"]
    assert book.says(0)["id"] == "7"


# ---- what a list is called


ANEW = {"origin": "published", "name": "Обмен, ноябрь", "source": "канал города", "reliability": "D", "when": "2025"}


def test_a_list_is_called_anew_and_what_was_said_before_stays(
    committee: Committee, desk: DeskClient, register: CompartmentId
) -> None:
    seen = queries.register_of(committee.anna, register).statement
    sent(desk, f"/lists/{register}/describe/", ANEW | {"seen": str(seen)})

    held = queries.register_of(committee.anna, register).opened
    page = desk.text(f"/lists/{register}/")
    assert held is not None
    assert (held.name, held.origin, held.source.reliability) == (
        "Обмен, ноябрь",
        Origin.PUBLISHED,
        Reliability.NOT_USUALLY,
    )
    assert page.index("Обмен, ноябрь") < page.index("What was said before") < page.index("Список пленных")


def test_calling_a_list_anew_changes_no_row_and_compares_nothing_again(
    committee: Committee, desk: DeskClient, folder: CompartmentId, register: CompartmentId, marked: RowName
) -> None:
    watching.compare(committee.anna)
    seen = queries.register_of(committee.anna, register).statement
    sent(desk, f"/lists/{register}/describe/", ANEW | {"seen": str(seen)})

    assert row(committee, register, "Осипенко") == marked
    assert queries.unmatched(committee.anna) == {}


def test_of_two_who_call_a_list_anew_the_second_is_told(
    committee: Committee, desk: DeskClient, register: CompartmentId
) -> None:
    seen = str(queries.register_of(committee.anna, register).statement)
    sent(desk, f"/lists/{register}/describe/", ANEW | {"seen": seen})
    page = desk.post(f"/lists/{register}/describe/", ANEW | {"seen": seen, "name": "Другое"})

    held = queries.register_of(committee.anna, register).opened
    assert held is not None
    assert held.name == "Обмен, ноябрь"
    assert "A colleague was faster" in page.content.decode()


def test_a_list_that_turns_out_to_be_leaked_is_to_be_erased(desk: DeskClient, register: CompartmentId) -> None:
    assert sent(desk, f"/lists/{register}/describe/", ANEW | {"origin": "leaked"}) == f"/lists/{register}/erase/"
