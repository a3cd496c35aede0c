"""Nobody is told of a living man before two things are recorded: who asks, and what he wishes."""

from datetime import timedelta

import pytest

from bereginya import vault as vaults
from bereginya.desk.cases import actions as cases
from bereginya.desk.cases import queries as case_queries
from bereginya.desk.homecoming import actions, queries
from bereginya.desk.homecoming.errors import AgainstHisWishError, SamePersonError, TooEarlyError
from bereginya.desk.homecoming.records import Agreement, Answer, Recognised, State, StillShown, TellingWay, Told
from bereginya.desk.intake.records import NamedFile
from bereginya.desk.overview import queries as overview
from bereginya.desk.overview.search import questions
from bereginya.vault import CompartmentId, EntryId, Keyring
from tests.desk.clients import DeskClient
from tests.desk.homecoming.conftest import checked, found, wished

SAID = {"wants": "жив ли он", "way": "phone", "text": "Ваш сын жив."}


def telling(keys: Keyring, fact: EntryId, asker: EntryId, answer: Answer = Answer.FACT) -> Told:
    """Return what is written down once she was told."""
    day = keys.vault.day()
    return Told(fact, asker, answer, keys.member, TellingWay.PHONE, day, "Ваш сын жив.", day + timedelta(days=3))


def sent(keys: Keyring, **other: str) -> dict[str, str]:
    """Return what the browser sends."""
    day = keys.vault.day()
    return {"who": keys.member, "day": f"{day}", "again": f"{day + timedelta(days=3)}", **SAID, **other}


def test_until_his_wish_is_recorded_the_page_refuses_and_nothing_is_lost(
    desk: DeskClient, anna: Keyring, folder: CompartmentId
) -> None:
    fact, asker = found(anna, folder), checked(anna, folder)

    page = desk.post(desk.url("homecoming:tell", folder, fact, asker), sent(anna)).content.decode()

    assert "Nobody has written down yet whether he agreed to be found by her." in page
    assert "Ваш сын жив." in page
    assert queries.home(anna, folder).told == {}


def test_until_somebody_was_checked_there_is_nobody_to_tell(
    desk: DeskClient, anna: Keyring, folder: CompartmentId
) -> None:
    fact = found(anna, folder)

    page = desk.text(desk.url("homecoming:home", folder))

    assert "Nobody is told anything of a living man before that." in page
    assert desk.get(desk.url("homecoming:tell", folder, fact, fact)).status_code == 404


def test_an_asker_who_was_refused_is_told_nothing(anna: Keyring, folder: CompartmentId) -> None:
    fact, asker = found(anna, folder), checked(anna, folder)
    wished(anna, folder, asker, Agreement.YES)
    held = queries.asker(anna, folder, asker)

    actions.refuse_asker(anna, folder, asker, "голос другой", once="r")

    assert queries.missing(queries.fact(anna, folder, fact), None) == (queries.Missing.ASKER, queries.Missing.WISH)
    assert queries.home(anna, folder).known == ()
    assert held.refused is None


def test_when_both_stand_she_is_told_and_somebody_asks_after_her(
    desk: DeskClient, anna: Keyring, folder: CompartmentId
) -> None:
    fact, asker = found(anna, folder), checked(anna, folder)
    wished(anna, folder, asker, Agreement.YES)

    response = desk.post(desk.url("homecoming:tell", folder, fact, asker), sent(anna))

    assert response.status_code == 303
    (one,) = queries.home(anna, folder).told.values()
    assert (one.said.answer, one.said.text) == (Answer.FACT, "Ваш сын жив.")
    assert queries.asker(anna, folder, asker).wants is not None
    assert "Ask after her: Иванова Марта" in desk.text("/")


def test_a_follow_up_takes_her_off_todays_page_or_names_the_next_day(
    desk: DeskClient, anna: Keyring, folder: CompartmentId
) -> None:
    fact, asker = found(anna, folder), checked(anna, folder)
    wished(anna, folder, asker, Agreement.YES)
    actions.tell(anna, folder, telling(anna, fact, asker), None, once="t")
    (one,) = queries.home(anna, folder).told

    desk.post(desk.url("homecoming:follow-up", folder, one), {"text": "плачет, ест"})

    assert queries.due(anna, anna.vault.day() + timedelta(days=9)) == ()
    assert "плачет, ест" in desk.text(desk.url("homecoming:follow-up", folder, one))


def test_he_said_no_and_only_that_can_be_told(desk: DeskClient, anna: Keyring, folder: CompartmentId) -> None:
    fact, asker = found(anna, folder), checked(anna, folder)
    wished(anna, folder, asker, Agreement.NO)

    page = desk.text(desk.url("homecoming:tell", folder, fact, asker))
    with pytest.raises(AgainstHisWishError):
        actions.tell(anna, folder, telling(anna, fact, asker), None, once="t")

    assert "that he is alive and does not wish contact" in page
    assert "He is alive and does not wish contact." in page
    actions.tell(anna, folder, telling(anna, fact, asker, Answer.NO_CONTACT), None, once="u")
    assert len(queries.home(anna, folder).told) == 1


def test_he_could_not_be_asked_so_two_people_decide_what_may_be_said(
    desk: DeskClient, anna: Keyring, olga: Keyring, folder: CompartmentId
) -> None:
    fact, asker = found(anna, folder), checked(anna, folder)
    wished(anna, folder, asker, Agreement.NOT_ASKED, "что жив")
    with pytest.raises(TooEarlyError):
        actions.tell(anna, folder, telling(anna, fact, asker, Answer.PART), None, once="t")
    with pytest.raises(SamePersonError):
        actions.agree(anna, folder, asker, None, once="a")

    actions.agree(olga, folder, asker, None, once="b")

    assert "only what his safety allows: что жив" in desk.text(desk.url("homecoming:tell", folder, fact, asker))
    actions.tell(anna, folder, telling(anna, fact, asker, Answer.PART), None, once="u")


def test_who_could_not_be_asked_needs_a_word_on_what_may_be_said(
    desk: DeskClient, anna: Keyring, folder: CompartmentId
) -> None:
    asker = checked(anna, folder)

    page = desk.post(desk.url("homecoming:wish", folder, asker), {"agreed": "not-asked", "text": "нет связи"})

    assert "Write what may be said of him." in page.content.decode()
    assert queries.asker(anna, folder, asker).wish is None


def test_a_new_wish_takes_the_place_of_the_old_with_its_second_person(
    anna: Keyring, olga: Keyring, folder: CompartmentId
) -> None:
    fact, asker = found(anna, folder), checked(anna, folder)
    wished(anna, folder, asker, Agreement.NOT_ASKED, "что жив")
    actions.agree(olga, folder, asker, None, once="b")

    wished(anna, folder, asker, Agreement.NO)

    assert queries.answer(queries.fact(anna, folder, fact), queries.asker(anna, folder, asker)) is Answer.NO_CONTACT


def test_his_wish_toward_one_asker_says_nothing_of_another(anna: Keyring, folder: CompartmentId) -> None:
    fact, mother, wife = found(anna, folder), checked(anna, folder), checked(anna, folder, "Иванова Анна")
    wished(anna, folder, mother, Agreement.YES)
    claim = queries.fact(anna, folder, fact)

    assert queries.missing(claim, queries.asker(anna, folder, mother)) == ()
    assert queries.missing(claim, queries.asker(anna, folder, wife)) == (queries.Missing.WISH,)


def test_a_death_is_told_to_a_checked_asker_by_a_voice_and_never_on_one_persons_word(
    desk: DeskClient, anna: Keyring, olga: Keyring, folder: CompartmentId
) -> None:
    fact, asker = found(anna, folder, State.DEAD), checked(anna, folder)
    there = desk.url("homecoming:tell", folder, fact, asker)
    assert "on one person&#x27;s word" in desk.text(there)
    actions.accept(olga, folder, fact, "бумага", once="a")

    page = desk.post(there, sent(anna, way="thread")).content.decode()
    assert "A death is told by a voice, never in writing." in page

    assert desk.post(there, sent(anna, way="face")).status_code == 303


def test_she_is_not_left_without_a_day_on_which_somebody_asks_after_her(
    desk: DeskClient, anna: Keyring, folder: CompartmentId
) -> None:
    fact, asker = found(anna, folder), checked(anna, folder)
    wished(anna, folder, asker, Agreement.YES)

    page = desk.post(desk.url("homecoming:tell", folder, fact, asker), sent(anna, again="")).content.decode()

    assert "She is not left alone with it. Choose a day." in page


def test_telling_writes_nothing_to_her_by_itself(anna: Keyring, folder: CompartmentId) -> None:
    fact, asker = found(anna, folder), checked(anna, folder)
    wished(anna, folder, asker, Agreement.YES)
    before = [vaults.head(anna, place) for place in vaults.fold_all(anna, _NOTHING) if place != folder]

    actions.tell(anna, folder, telling(anna, fact, asker), None, once="t")

    assert [vaults.head(anna, place) for place in vaults.fold_all(anna, _NOTHING) if place != folder] == before


_NOTHING: vaults.Fold[int] = vaults.Fold("tests.nothing", 0, lambda state, _: state)


def test_taking_back_what_was_told_shows_whom_it_was_told(
    desk: DeskClient, anna: Keyring, folder: CompartmentId
) -> None:
    fact, asker = found(anna, folder), checked(anna, folder)
    wished(anna, folder, asker, Agreement.YES)
    actions.tell(anna, folder, telling(anna, fact, asker), None, once="t")

    page = desk.text(desk.url("homecoming:take-back", folder, fact))

    assert "Somebody has to tell her that it does not hold:" in page
    assert "Иванова Марта" in page


def test_a_still_that_he_did_not_agree_to_is_not_shown(desk: DeskClient, anna: Keyring, folder: CompartmentId) -> None:
    stored = NamedFile(vaults.put_file(anna.vault, [b"a still"]), "still.png")
    cases.put_files(anna, folder, [stored], says="кадр", hard=False, once="p")
    asker = checked(anna, folder)
    (file,) = desk_files(anna, folder)
    there = desk.url("homecoming:still", folder, asker)
    told = {"file": file, "missing": "лицо", "recognised": "yes"}

    assert "He said no. She is not shown it." in desk.post(there, told | {"agreed": "no"}).content.decode()
    with pytest.raises(AgainstHisWishError):
        actions.show_still(anna, folder, StillShown(asker, file, "лицо", Agreement.NO, Recognised.YES), once="n")
    assert desk.post(there, told | {"agreed": "yes"}).status_code == 303

    assert [one.recognised for one in queries.home(anna, folder).stills] == [Recognised.YES]


def desk_files(keys: Keyring, folder: CompartmentId) -> list[EntryId]:
    """Return the ids of the folder's files."""
    return [one.id for one in case_queries.folder_of(keys, folder).files]


def test_what_was_found_and_what_an_asker_was_checked_with_is_never_searched(
    anna: Keyring, folder: CompartmentId
) -> None:
    checked(anna, folder)
    found(anna, folder)

    assert overview.search(anna, questions("шрам")) == []
    assert overview.search(anna, questions("товарищ")) == []
