"""The watch over a service: clocks, silence, contracts; transfers only where the committee's lawyer lets it."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from bereginya.desk.cases import actions as cases
from bereginya.desk.cases import queries as case_queries
from bereginya.desk.cases.records import Dead, Served
from bereginya.desk.counsel import actions, queries, watching
from bereginya.desk.counsel.service import Alarm
from bereginya.desk.overview import queries as overview
from bereginya.desk.overview.search import questions
from bereginya.facts.people import Place
from bereginya.facts.service import ServiceEvent, ServiceStep
from bereginya.facts.typed_dates import parse_date
from bereginya.vault import CompartmentId, Power
from bereginya.vault.errors import NoSuchCompartmentError, NoSuchEntryError
from tests.desk.cases.conftest import Case
from tests.desk.clients import DeskClient
from tests.desk.world import Committee


@pytest.fixture
def folder(committee: Committee) -> CompartmentId:
    """Marta's case, which Anna leads."""
    return Case(committee).folder


def step(
    committee: Committee, folder: CompartmentId, what: ServiceStep, days: int | None, place: str | None = None
) -> str:
    """Tell a step of the service, so many days ago; ahead of us, if less than none."""
    day = None if days is None else committee.vault.day() - timedelta(days=days)
    when = parse_date(f"{day.day}.{day.month}.{day.year}", None) if day else None
    event = ServiceEvent(what, when, Place(place) if place else None, unit="в/ч 00000", text="едет туда")
    return cases.say(committee.anna, folder, Served(event), once=f"{what.value}{days}{place}")


def kinds(committee: Committee, folder: CompartmentId) -> list[Alarm]:
    """Return what runs in the service."""
    return [one.alarm for one in watching.clocks_of(committee.anna, folder, committee.vault.day())]


def on_today(committee: Committee) -> list[tuple[Alarm, bool]]:
    """Return what stands on today's page: what, and whether its day is over."""
    return [(one.running.alarm, one.late) for one in watching.due(committee.anna, committee.vault.day())]


# ---- clocks


def test_a_call_up_starts_the_clocks_of_training_and_term(
    committee: Committee, desk: DeskClient, folder: CompartmentId
) -> None:
    step(committee, folder, ServiceStep.CALL_UP, 73)

    page = desk.text(desk.url("counsel:watch", folder))

    assert kinds(committee, folder) == [Alarm.TRAINING, Alarm.TERM]
    assert "Day 74 of 12" in page
    assert "trained in his specialty" in page


def test_the_end_of_training_stands_on_todays_page_a_week_before(committee: Committee, folder: CompartmentId) -> None:
    step(committee, folder, ServiceStep.CALL_UP, 118)

    assert on_today(committee) == [(Alarm.TRAINING, False)]


def test_what_was_told_on_purpose_goes_before_the_steps(committee: Committee, folder: CompartmentId) -> None:
    step(committee, folder, ServiceStep.CALL_UP, 73)
    actions.tell(committee.anna, folder, "status", "mobilised", once="s")

    assert queries.facts(committee.anna, folder)["status"] == "mobilised"
    assert Alarm.TRAINING not in kinds(committee, folder)


def test_unknown_does_not_undo_what_a_step_tells(committee: Committee, folder: CompartmentId) -> None:
    step(committee, folder, ServiceStep.CALL_UP, 73)
    actions.tell(committee.anna, folder, "status", "unknown", once="s")

    assert queries.facts(committee.anna, folder)["status"] == "conscript"


@pytest.mark.parametrize("words", ["весной 2026", "около 2.4.2026", "с 2 по 5 апреля 2026", "давно"])
def test_a_day_told_roughly_starts_no_clock(committee: Committee, folder: CompartmentId, words: str) -> None:
    event = ServiceEvent(ServiceStep.CALL_UP, parse_date(words, None) if words != "давно" else None)
    cases.say(committee.anna, folder, Served(event), once="c")

    assert kinds(committee, folder) == []


def test_for_a_man_accepted_as_dead_nothing_runs(committee: Committee, folder: CompartmentId) -> None:
    step(committee, folder, ServiceStep.CALL_UP, 118)
    step(committee, folder, ServiceStep.LAST_CONTACT, 20)
    actions.set_usual_silence(committee.anna, folder, 3, once="u")
    cases.say(committee.anna, folder, Dead(dead=True), once="dead")

    assert kinds(committee, folder) == []
    assert on_today(committee) == []


def test_a_contract_not_signed_freely_has_its_last_day_in_court(committee: Committee, folder: CompartmentId) -> None:
    step(committee, folder, ServiceStep.CALL_UP, 150)
    step(committee, folder, ServiceStep.CONTRACT, 85)

    assert Alarm.CONTRACT in kinds(committee, folder)
    actions.tell(committee.anna, folder, "contract_state", "signed_freely", once="f")
    assert Alarm.CONTRACT not in kinds(committee, folder)


def test_of_a_man_who_still_calls_no_last_contact_is_told_to_the_law(
    committee: Committee, folder: CompartmentId
) -> None:
    step(committee, folder, ServiceStep.LAST_CONTACT, 30)
    assert "last_contact_date" not in queries.facts(committee.anna, folder)

    step(committee, folder, ServiceStep.MISSING, 20)
    facts = queries.facts(committee.anna, folder)
    assert (facts["status"], "last_contact_date" in facts) == ("missing", True)


def test_what_the_steps_tell_starts_the_last_days_of_the_law(committee: Committee, folder: CompartmentId) -> None:
    step(committee, folder, ServiceStep.CALL_UP, 140)
    step(committee, folder, ServiceStep.SENT_TO_FIGHT, 85)
    actions.tell(committee.anna, folder, "contract_state", "none", once="n")

    assert "combat.train_4m" in {one.finding.provision for one in queries.due(committee.anna, committee.vault.day())}


# ---- silence


def test_silence_alarms_on_the_first_day_that_is_longer_than_usual(committee: Committee, folder: CompartmentId) -> None:
    step(committee, folder, ServiceStep.LAST_CONTACT, 7)
    actions.set_usual_silence(committee.anna, folder, 7, once="u")
    assert on_today(committee) == []

    committee.time.pass_days(1)
    assert on_today(committee) == [(Alarm.SILENCE, False)]

    committee.time.pass_days(1)
    assert on_today(committee) == [(Alarm.SILENCE, True)]


def test_nobody_asked_how_long_is_usual_so_nothing_alarms(
    committee: Committee, desk: DeskClient, folder: CompartmentId
) -> None:
    step(committee, folder, ServiceStep.LAST_CONTACT, 90)

    assert on_today(committee) == []
    assert "no alarm is set" in desk.text(desk.url("counsel:watch", folder))


def test_a_sign_of_life_ends_the_alarm(committee: Committee, desk: DeskClient, folder: CompartmentId) -> None:
    step(committee, folder, ServiceStep.LAST_CONTACT, 30)
    desk.post(desk.url("counsel:silence", folder), {"days": "5"})
    assert on_today(committee) == [(Alarm.SILENCE, True)]

    today = committee.vault.day()
    desk.post(desk.url("counsel:heard", folder), {"day": today.isoformat(), "text": "позвонил"})

    assert on_today(committee) == []
    assert watching.heard(committee.anna, folder) == today


def test_a_sign_of_life_from_tomorrow_is_asked_again(
    committee: Committee, desk: DeskClient, folder: CompartmentId
) -> None:
    tomorrow = committee.vault.day() + timedelta(days=1)
    page = desk.post(desk.url("counsel:heard", folder), {"day": tomorrow.isoformat()}).content.decode()

    assert "This day has not come yet." in page
    assert watching.heard(committee.anna, folder) is None


@pytest.mark.parametrize("fate", [ServiceStep.MISSING, ServiceStep.CAPTURED, ServiceStep.DISCHARGED])
def test_from_whom_no_call_can_come_none_is_waited_for(
    committee: Committee, folder: CompartmentId, fate: ServiceStep
) -> None:
    step(committee, folder, ServiceStep.LAST_CONTACT, 30)
    actions.set_usual_silence(committee.anna, folder, 5, once="u")
    step(committee, folder, fate, 20)

    assert on_today(committee) == []


# ---- since when nobody has looked


def test_after_days_without_anybody_the_page_says_since_when(
    committee: Committee, desk: DeskClient, folder: CompartmentId
) -> None:
    step(committee, folder, ServiceStep.LAST_CONTACT, 1)
    actions.set_usual_silence(committee.anna, folder, 2, once="u")
    assert "Nobody opened this page" not in desk.text("/")

    committee.time.pass_days(4)
    page = committee.desk(committee.anna).text("/")

    assert "Nobody opened this page since" in page
    assert "while nobody looked" in page


def test_it_is_noted_once_a_day_whoever_looks(committee: Committee, desk: DeskClient) -> None:
    desk.get("/")
    size = committee.vault.store.size()

    desk.get("/")
    committee.desk(committee.olga).get("/")

    assert committee.vault.store.size() == size


# ---- contracts


def keep(desk: DeskClient, folder: CompartmentId, content: bytes, **more: str) -> None:
    """Upload a contract."""
    file = SimpleUploadedFile("договор.pdf", content, "application/pdf")
    desk.post(desk.url("counsel:contract", folder), {"file": file, **more})


def test_a_contract_shown_later_is_compared_with_the_one_kept(
    committee: Committee, desk: DeskClient, folder: CompartmentId
) -> None:
    keep(desk, folder, b"%PDF one", by="мать", pages="4", signed="2026-03-01")
    keep(desk, folder, b"%PDF one", by="часть")
    keep(desk, folder, b"%PDF two", by="часть", pages="5", signed="2026-03-02")

    first, same, other = watching.contracts(committee.anna, folder)

    assert (first.first, first.same_as) == (True, None)
    assert same.same_as is not None
    assert same.same_as.id == first.contract.id
    assert (other.same_as, other.other_pages, other.other_day) == (None, True, True)


def test_its_page_tells_the_hash_and_what_another_hash_means(
    committee: Committee, desk: DeskClient, folder: CompartmentId
) -> None:
    keep(desk, folder, b"%PDF one")
    keep(desk, folder, b"%PDF two", pages="5")

    page = desk.text(desk.url("counsel:contract", folder))

    (file, _) = case_queries.folder_of(committee.anna, folder).files
    assert file.file.stored.sha256.hex() in page
    assert "another file than before" in page
    assert "two photos of one sheet differ too" in page


# ---- transfers


def switch(committee: Committee, *, on: bool = True) -> None:
    """Let the lawyer answer."""
    actions.switch_transfers(committee.anna, on=on, text="взвесила", once=f"{on}{committee.vault.day()}")


def test_without_the_lawyers_word_no_distance_no_map_no_alarm(
    committee: Committee, desk: DeskClient, folder: CompartmentId
) -> None:
    step(committee, folder, ServiceStep.TRANSFER, -1, "Валуйки")

    page = desk.text(desk.url("counsel:transfers", folder))

    assert page.index("Order 547") < page.index("Order 379") < page.index("330.1(3)")
    assert "<svg" not in page
    assert on_today(committee) == []
    with pytest.raises(NoSuchEntryError):
        watching.moves(committee.anna, folder)


def test_the_lawyer_switches_it_on_with_a_dated_entry_and_off_again(committee: Committee, desk: DeskClient) -> None:
    assert desk.post("/law/transfers/", {"on": "yes", "text": "взвесила", "sure": "on"}).status_code == 404  # no lawyer
    julia = committee.desk(committee.member("Julia", Power.LAW))
    assert julia.post("/law/transfers/", {"on": "yes", "text": "взвесила"}).status_code == 200  # signed by nobody
    assert not watching.transfers_are_on(committee.anna)

    julia.post("/law/transfers/", {"on": "yes", "text": "взвесила", "sure": "on"})
    said = watching.switched(committee.vera)
    assert said is not None
    assert (said.on, said.day, said.text) == (True, committee.vault.day(), "взвесила")

    switch(committee, on=False)
    assert not watching.transfers_are_on(committee.anna)


def test_moves_that_lead_nearer_are_said_with_the_distance_and_a_map(
    committee: Committee, desk: DeskClient, folder: CompartmentId
) -> None:
    switch(committee)
    step(committee, folder, ServiceStep.TRAINING, 90, "Чебаркуль")
    step(committee, folder, ServiceStep.TRANSFER, 30, "Богучар")
    step(committee, folder, ServiceStep.TRANSFER, 3, "г. Валуйки")

    page = desk.text(desk.url("counsel:transfers", folder))

    assert "The last 2 moves led nearer to the border." in page
    assert "About 16 km" in page
    assert '<svg viewBox="0 0 640 420" role="img"' in page
    assert page.index("Order 547") < page.index("About 16 km")
    assert "style=" not in page
    assert "<script" not in page


def test_who_is_in_ukraine_is_told_so(committee: Committee, desk: DeskClient, folder: CompartmentId) -> None:
    switch(committee)
    step(committee, folder, ServiceStep.TRANSFER, 3, "Мелитополь")

    assert "That is inside Ukraine." in desk.text(desk.url("counsel:transfers", folder))


def test_a_place_that_two_towns_share_is_asked_with_its_oblast(
    committee: Committee, desk: DeskClient, folder: CompartmentId
) -> None:
    switch(committee)
    entry = step(committee, folder, ServiceStep.TRANSFER, 3, "Донецк")
    asked = desk.text(desk.url("counsel:place", folder, entry))
    assert "Donetsk oblast, Ukraine" in asked
    assert "Rostov oblast, Russia" in asked
    assert watching.moves(committee.anna, folder).way.places == ()

    desk.post(desk.url("counsel:place", folder, entry), {"place": "Donetsk/RU/61/48.3/40.0"})

    (place,) = watching.moves(committee.anna, folder).way.places
    assert place.region("en") == "Rostov oblast, Russia"


def test_a_place_that_was_not_asked_is_refused(committee: Committee, folder: CompartmentId) -> None:
    switch(committee)
    entry = step(committee, folder, ServiceStep.TRANSFER, 3, "Донецк")

    with pytest.raises(NoSuchEntryError):
        actions.mean_place(committee.anna, folder, entry, "Moscow/RU/48/55.8/37.6", once="x")


def test_a_place_nobody_knows_asks_for_the_nearest_town(
    committee: Committee, desk: DeskClient, folder: CompartmentId
) -> None:
    switch(committee)
    step(committee, folder, ServiceStep.TRANSFER, 3, "Нигдебург")

    assert "write the nearest town" in desk.text(desk.url("counsel:transfers", folder))


def test_an_announced_move_comes_due_on_its_day_and_goes_when_something_later_is_told(
    committee: Committee, folder: CompartmentId
) -> None:
    switch(committee)
    step(committee, folder, ServiceStep.TRANSFER, -2, "Валуйки")
    assert on_today(committee) == [(Alarm.MOVE, False)]

    committee.time.pass_days(3)
    assert on_today(committee) == [(Alarm.MOVE, True)]

    step(committee, folder, ServiceStep.LAST_CONTACT, 0)
    assert on_today(committee) == []


# ---- listed data


def test_places_units_and_movements_are_in_no_search(committee: Committee, folder: CompartmentId) -> None:
    switch(committee)
    entry = step(committee, folder, ServiceStep.TRANSFER, 3, "Донецк")
    actions.mean_place(committee.anna, folder, entry, "Donetsk/RU/61/48.3/40.0", once="m")

    for asked in ("Донецк", "Donetsk", "00000", "едет туда"):
        assert overview.search(committee.anna, questions(asked)) == []
    assert len(overview.search(committee.anna, questions("апреля"))) == 1  # her own words are


def test_places_stand_on_no_list_and_in_no_count(committee: Committee, desk: DeskClient, folder: CompartmentId) -> None:
    switch(committee)
    step(committee, folder, ServiceStep.TRANSFER, -1, "Валуйки")

    for path in ("/", "/counts/", "/cases/", "/law/", "/post/"):
        page = desk.text(path)
        assert "Валуйки" not in page
        assert "00000" not in page
        assert " km" not in page


def test_distance_and_direction_are_kept_nowhere(committee: Committee, desk: DeskClient, folder: CompartmentId) -> None:
    switch(committee)
    step(committee, folder, ServiceStep.TRAINING, 90, "Чебаркуль")
    step(committee, folder, ServiceStep.TRANSFER, 3, "Валуйки")
    desk.get(desk.url("counsel:transfers", folder))  # the first reading of a day is noted for the quorum
    size = committee.vault.store.size()

    desk.get(desk.url("counsel:transfers", folder))

    assert committee.vault.store.size() == size


def test_a_stranger_learns_nothing_of_a_watch(committee: Committee, folder: CompartmentId) -> None:
    switch(committee)
    step(committee, folder, ServiceStep.TRANSFER, -1, "Валуйки")

    assert watching.due(committee.vera, committee.vault.day()) == ()
    for ask in (watching.watch_of, watching.moves, watching.contracts, queries.facts):
        with pytest.raises(NoSuchCompartmentError):
            ask(committee.vera, folder)
