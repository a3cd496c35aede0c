"""The pages: a list is taken in, searched, decided on and taken back; who holds no key finds nothing."""

import time
from collections.abc import Mapping
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from bereginya.desk.cases import actions as cases
from bereginya.desk.registers import queries, watching
from bereginya.desk.registers.records import Origin, Verdict
from bereginya.tracing.review import chance_words
from bereginya.vault import CompartmentId
from tests.desk.clients import DeskClient
from tests.desk.registers.conftest import LIST, imported, opened
from tests.desk.world import Committee

ABOUT = {"origin": "authority", "name": "Список", "source": "сайт"}
SAME = {"verdict": "same", "why": "сходится", "about": "face", "fact": "узнала мать", "says": "captured"}


def candidate(committee: Committee, folder: CompartmentId) -> str:
    """Compare, and return the name of the likeliest candidate."""
    watching.compare(committee.anna)
    return queries.fresh(committee.anna)[0].candidate.id


def sent(desk: DeskClient, address: str, data: Mapping[str, object]) -> str:
    """Send a form that goes well, and return where it leads."""
    answer = desk.post(address, data)
    assert answer.status_code == 303, answer.content.decode()[:3000]
    return str(answer["Location"])


def test_a_list_is_taken_in_read_as_it_was_guessed_and_searched(committee: Committee, desk: DeskClient) -> None:
    file_page = sent(desk, "/lists/new/", ABOUT)
    read_page = sent(desk, file_page, {"file": SimpleUploadedFile("list.csv", LIST.encode())})
    shown = desk.text(read_page)
    roles = ["id", "surname", "given_name", "patronymic", "born", "text", ""]
    changes = sent(desk, read_page, {f"column{place}": role for place, role in enumerate(roles)})

    (found,) = queries.registers(committee.anna)
    assert "Ковтун" in shown
    assert "5 people were read." in desk.text(changes)
    assert "row 7" in desk.text(changes)
    assert found.register.current is not None
    assert "Телефон" not in found.register.current.said.mapping.split("# left out")[0]


def test_what_was_leaked_is_refused_with_the_article_before_any_file_is_asked_for(
    committee: Committee, desk: DeskClient
) -> None:
    size = committee.vault.store.size()

    page = desk.post("/lists/new/", ABOUT | {"origin": "leaked"}).content.decode()

    assert "272.1" in page
    assert "ask a lawyer" in page
    assert 'type="file"' not in page
    assert committee.vault.store.size() == size
    assert "leaked" not in {one.value for one in Origin}


@pytest.mark.parametrize("roles", [["", "", "", "", "", "", ""], ["surname", "surname", "", "", "", "", ""]])
def test_a_reading_without_names_or_with_two_surnames_is_asked_back(
    committee: Committee, desk: DeskClient, roles: list[str]
) -> None:
    place = opened(committee.anna)
    read_page = sent(desk, f"/lists/{place}/file/", {"file": SimpleUploadedFile("list.csv", LIST.encode())})

    page = desk.post(read_page, {f"column{number}": role for number, role in enumerate(roles)})

    assert page.status_code == 200
    assert queries.register_of(committee.anna, place).current is None


def test_a_file_that_is_no_list_is_said_to_be_none_and_can_be_let_go(committee: Committee, desk: DeskClient) -> None:
    place = opened(committee.anna)
    read_page = sent(desk, f"/lists/{place}/file/", {"file": SimpleUploadedFile("list.xml", b"<!DOCTYPE x []><x/>")})

    assert "This file cannot be read" in desk.text(read_page)
    sent(desk, read_page.replace("/read/", "/discard/"), {})
    assert queries.register_of(committee.anna, place).waiting == ()


def test_a_search_without_a_case_leaves_no_typed_word_in_an_address(
    committee: Committee, desk: DeskClient, register: CompartmentId
) -> None:
    address = sent(desk, "/lists/search/", {"name": "Кавтун Сергей", "born": "1991"})
    watching.compare(committee.anna)

    page = patiently(desk, address)

    assert "Ковтун Сергей Петрович" in page
    assert "means neither dead nor alive" in page
    assert "Ковтун" not in address
    assert f"/lists/{register}/row/" in page


def test_a_candidate_becomes_the_same_man_by_a_new_fact_and_is_taken_back(
    committee: Committee, desk: DeskClient, folder: CompartmentId, register: CompartmentId
) -> None:
    name = candidate(committee, folder)
    address = f"/cases/{folder}/traces/{name}/"

    refused = desk.post(address, SAME | {"about": "", "fact": ""}).content.decode()
    sent(desk, address, SAME)
    (decision,) = queries.decisions(committee.anna, folder).values()
    shown = {one.field: one.text for one in decision.said.shown}
    before = desk.text(f"/cases/{folder}/traces/decision/{decision.id}/back/")
    sent(desk, f"/cases/{folder}/traces/decision/{decision.id}/back/", {"why": "ошибка"})

    assert "needs a document" in refused
    assert (decision.verdict, shown["surname"]) == (Verdict.SAME, "Ковтун")
    assert "The candidate is open again" in before
    assert queries.decisions(committee.anna, folder) == {}
    assert "taken back by Anna" in desk.text(address)


def test_a_colleague_who_was_faster_is_shown_in_a_clear_sentence(
    committee: Committee, desk: DeskClient, folder: CompartmentId, register: CompartmentId
) -> None:
    name = candidate(committee, folder)
    sent(desk, f"/cases/{folder}/traces/{name}/", SAME)

    page = desk.post(f"/cases/{folder}/traces/{name}/", SAME | {"verdict": "different", "seen": ""}).content.decode()

    assert "A colleague was faster" in page
    assert "the same man" in page
    assert queries.decisions(committee.anna, folder)[name].is_same


def test_staff_read_words_first_and_then_the_number(
    committee: Committee, desk: DeskClient, folder: CompartmentId, register: CompartmentId
) -> None:
    candidate(committee, folder)
    fit = queries.search_of(committee.anna, folder).fits(register)[0]

    page = desk.text(f"/cases/{folder}/traces/")

    words = chance_words(fit.probability, fit.namesakes, "en")
    assert page.index(words) < page.index(f"({100 * fit.probability:.0f} %)")
    assert "surname: heard alike" in page


def test_who_holds_no_key_finds_nothing(
    committee: Committee, stranger: DeskClient, folder: CompartmentId, register: CompartmentId
) -> None:
    name = candidate(committee, folder)
    register_pages = ["", "file/", "people/", "erase/", f"row/{'0' * 16}/"]
    case_pages = ["", "sighting/", f"{name}/"]

    answers = [stranger.get(f"/lists/{register}/{page}").status_code for page in register_pages]
    answers += [stranger.get(f"/cases/{folder}/traces/{page}").status_code for page in case_pages]

    assert set(answers) == {404}
    assert "Список пленных" not in stranger.text("/lists/")


def test_a_member_with_the_case_but_not_the_list_sees_no_candidate_of_it(
    committee: Committee, folder: CompartmentId, register: CompartmentId
) -> None:
    name = candidate(committee, folder)
    cases.give_key(committee.anna, folder, committee.vera.member)
    vera = committee.desk(committee.vera)

    assert name not in vera.text(f"/cases/{folder}/traces/")
    assert vera.get(f"/cases/{folder}/traces/{name}/").status_code == 404
    assert queries.fresh(committee.vera) == ()


def test_the_door_has_no_page_that_searches_names(committee: Committee) -> None:
    door = committee.door()

    assert {door.get(path).status_code for path in ("/lists/", "/lists/search/")} == {404}


def test_a_new_edition_says_who_appeared_and_who_vanished(
    committee: Committee, desk: DeskClient, register: CompartmentId
) -> None:
    without = "\n".join(line for line in LIST.split("\n") if "Осипенко" not in line) + "9;Новый;Пётр;Ильич;1990;;\n"
    edition = imported(committee.anna, register, without)

    page = desk.text(f"/lists/{register}/edition/{edition}/")

    assert page.index("Appeared") < page.index("Новый Пётр Ильич") < page.index("Vanished")
    assert page.index("Vanished") < page.index("Осипенко Марк Ильич")
    assert str(date(2026, 11, 20).year) in page


def patiently(desk: DeskClient, address: str) -> str:
    """Return a page that first says how far the lists are opened."""
    for _ in range(600):
        answer = desk.get(address)
        if "Refresh" not in answer.headers:
            return answer.content.decode()
        time.sleep(0.1)
    raise AssertionError("the lists were never opened")


def test_a_key_is_given_and_taken_back_and_later_editions_stay_closed(
    committee: Committee, desk: DeskClient, stranger: DeskClient, register: CompartmentId
) -> None:
    sent(desk, f"/lists/{register}/people/", {"to": committee.vera.member})
    with_key = stranger.get(f"/lists/{register}/").status_code
    sent(desk, f"/lists/{register}/people/{committee.vera.member}/", {})
    later = imported(committee.anna, register, LIST + "9;Новый;Пётр;;1990;;\n")

    assert with_key == 200
    assert stranger.get(f"/lists/{register}/edition/{later}/").status_code == 404
    assert desk.get(f"/lists/{register}/edition/{later}/").status_code == 200
