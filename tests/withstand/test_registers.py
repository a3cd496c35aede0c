"""Lists under strain: odd words in every form, strangers at every address, two who decide at once, a list replaced."""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest

from bereginya.desk.cases import actions as cases
from bereginya.desk.registers import actions, books, queries, watching
from bereginya.desk.registers.records import Candidate, Decided, Form, Sighted, Verdict
from bereginya.facts.errors import BereginyaError
from bereginya.facts.sources import Source
from bereginya.vault import CompartmentId, Keyring
from bereginya.vault.errors import MovedError
from tests.desk.registers.conftest import LIST, folder, imported, opened, register
from tests.desk.world import Committee
from tests.withstand.every_page import DESK, filled, routes
from tests.withstand.test_bad_input import ODD, sent

__all__ = ["folder", "register"]  # fixtures

ROUTES = {name: route for name, route in routes(DESK) if name.startswith("registers:")}
BOMB = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><pfif:pfif>&b;</pfif:pfif>'


def ids_of(committee: Committee, folder: CompartmentId, register: CompartmentId) -> dict[str, str]:
    """Return the ids of a list, a candidate, a sighting and a decision."""
    watching.compare(committee.anna)
    fit = queries.search_of(committee.anna, folder).fits(register)[0]
    seen = actions.sight(committee.anna, folder, Sighted(Form.CALL, "звонок", Source("мать")), once="seen")
    said = Decided(Candidate(sighting=seen), Verdict.UNSURE, "не ясно")
    decision = actions.decide(committee.anna, folder, said, seen=None, once="decided")
    issue = queries.register_of(committee.anna, register).current
    assert issue is not None
    ids = {"folder": folder, "place": register, "edition": issue.id, "row": fit.row.row.hex(), "decision": decision}
    return ids | {"candidate": Candidate(fit.row).id, "sighting": seen, "holder": committee.vera.member}


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
def test_no_form_of_a_list_or_a_decision_breaks(
    committee: Committee, folder: CompartmentId, register: CompartmentId, odd: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = ids_of(committee, folder, register)
    monkeypatch.setattr("tests.withstand.test_bad_input.routes", lambda _: ROUTES.items())

    for address, answer in sent(committee.desk(committee.anna), DESK, ids, odd):
        assert answer.status_code in {200, 302, 303, 400, 403, 404, 409, 413}, address
        assert b"Traceback" not in answer.content, address


def test_every_address_of_a_list_gives_a_stranger_what_does_not_exist(
    committee: Committee, folder: CompartmentId, register: CompartmentId
) -> None:
    ids, vera = ids_of(committee, folder, register), committee.desk(committee.vera)
    addresses = [filled(route, ids) for route in ROUTES.values() if "place>" in route or "folder>" in route]

    answers = {vera.get(address).status_code for address in addresses}
    answers |= {vera.post(address, {"why": "x", "to": committee.vera.member}).status_code for address in addresses}

    assert len(addresses) > 15
    assert answers <= {404, 405}


def test_of_two_who_decide_in_the_same_moment_one_is_refused(
    committee: Committee, folder: CompartmentId, register: CompartmentId
) -> None:
    cases.give_key(committee.anna, folder, committee.olga.member)
    watching.compare(committee.anna)
    pair = Candidate(queries.search_of(committee.anna, folder).fits(register)[0].row)
    start, ends = Barrier(2), list[str]()

    def decide(keys: Keyring, verdict: Verdict) -> None:
        start.wait()
        try:
            actions.decide(
                keys, folder, Decided(pair, verdict, "сама", document="билет"), seen=None, once=verdict.value
            )
            ends.append("decided")
        except MovedError:
            ends.append("refused")

    _at_once(lambda: decide(committee.anna, Verdict.SAME), lambda: decide(committee.olga, Verdict.DIFFERENT))

    assert sorted(ends) == ["decided", "refused"]
    assert len(queries.search_of(committee.anna, folder).decisions) == 1


def test_a_list_that_is_replaced_during_a_search_answers_from_one_edition_or_the_other(
    committee: Committee, register: CompartmentId
) -> None:
    desk, statuses = committee.desk(committee.anna), list[int]()
    books.open_now(committee.anna, queries.searchable(committee.anna))
    address = desk.post("/lists/search/", {"name": "Ковтун Сергей"})["Location"]

    def search() -> None:
        for _ in range(20):
            statuses.append(desk.get(address).status_code)

    _at_once(search, lambda: imported(committee.anna, register, LIST + "9;Новый;Пётр;;1990;;\n"))

    assert set(statuses) == {200}
    (book,) = books.open_now(committee.anna, queries.searchable(committee.anna))
    assert len(book.index) == 6


def test_a_list_that_swells_while_it_is_read_is_refused(committee: Committee) -> None:
    place = opened(committee.anna)

    with pytest.raises(BereginyaError):
        imported(committee.anna, place, BOMB, "list.xml")


def _at_once(*deeds: Callable[[], object]) -> None:
    threads = [Thread(target=deed) for deed in deeds]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
