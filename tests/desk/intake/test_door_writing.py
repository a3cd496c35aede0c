"""Writing at the door for the first time, and what is asked afterwards."""

import pytest

from bereginya import vault
from bereginya.desk.intake import door_actions, queries
from bereginya.desk.intake.records import Account, Allowed, Asker, KnownOnlyToHer, SafeContact, Words
from bereginya.desk.members import locking_actions
from bereginya.desk.members.records import DoorText
from bereginya.facts.consent import Scope
from bereginya.facts.contacts import Channel
from bereginya.facts.records import Record
from bereginya.vault.receipts import parse_receipt
from tests.desk.clients import DeskClient, DoorClient
from tests.desk.intake.visitor import HER_WORDS, Visitor
from tests.desk.world import Committee

PAGES = ["first", "testimony", "advocate", "reserved", "back"]


def said(committee: Committee, marta: Visitor, kind: type[Record]) -> list[Record]:
    """What lies in her folder of one kind."""
    return [one.record for one in vault.entries(committee.anna, marta.folder) if isinstance(one.record, kind)]


@pytest.mark.parametrize("name", PAGES)
def test_the_first_pages_have_one_box_and_one_button(door: DoorClient, name: str) -> None:
    page = door.text(door.url(f"door:{name}")).partition("<main")[2].partition("</main>")[0]
    assert page.count("<textarea") == page.count("<button") == 1


def test_the_first_page_says_when_somebody_reads_and_whom_to_call_now(committee: Committee) -> None:
    locking_actions.say_at_door(
        committee.olga, [DoorText("en", "Mothers of the North", "until eight", "call 000-00-00")]
    )
    page = committee.door().text("/")
    assert "until eight" in page
    assert "call 000-00-00" in page


def test_before_the_first_box_she_reads_what_to_do_if_others_use_this_phone(door: DoorClient) -> None:
    before_the_box = door.text("/").partition("<textarea")[0]
    assert "If others use this phone" in before_the_box


def test_before_testimony_she_is_told_not_to_write_what_she_did_herself(door: DoorClient) -> None:
    before_the_box = door.text(door.url("door:testimony")).partition("<textarea")[0]
    assert "You need not write what you yourself did." in before_the_box
    assert "can be questioned as witnesses, an advocate cannot" in before_the_box


def test_what_she_wrote_lies_sealed_before_the_words_are_shown(committee: Committee, marta: Visitor) -> None:
    assert said(committee, marta, Words) == [Words(HER_WORDS)]


def test_nine_words_in_her_language_are_shown(committee: Committee) -> None:
    marta = Visitor(committee)
    marta.door.defaults["HTTP_ACCEPT_LANGUAGE"] = "uk"
    marta.writes()
    assert parse_receipt(" ".join(marta.words)).language == "uk"


def test_an_empty_box_is_not_taken(committee: Committee, door: DoorClient) -> None:
    page = door.post("/", {"text": "  \n "})
    assert "Two or three words are enough" in page.content.decode()
    assert not queries.requests(committee.anna)


def test_a_text_that_is_too_long_is_shown_again_whole(committee: Committee, door: DoorClient) -> None:
    page = door.post("/", {"text": "ж" * 20_001})
    assert "ж" * 20_001 in page.content.decode()
    assert not queries.requests(committee.anna)


def test_twenty_thousand_letters_are_taken(committee: Committee) -> None:
    marta = Visitor(committee)
    marta.writes("ж" * 20_000)
    assert said(committee, marta, Words) == [Words("ж" * 20_000)]


@pytest.mark.parametrize(
    ("sent", "kept"),
    [("a\x00b\x07c", "abc"), ("\u202eпомогите\u202c", "\u202eпомогите\u202c"), ("по\u200bмогите", "по\u200bмогите")],
    ids=["null", "right-to-left", "zero-width"],
)
def test_odd_letters_do_no_harm(committee: Committee, sent: str, kept: str) -> None:
    marta = Visitor(committee)
    marta.writes(sent)
    assert said(committee, marta, Words) == [Words(kept)]


def test_bytes_that_are_no_text_do_no_harm(committee: Committee, door: DoorClient) -> None:
    door.post("/", b"text=%ff%fe%d0%bf\xff", content_type="application/x-www-form-urlencoded")
    (request,) = queries.requests(committee.anna).values()
    assert "п" in request.words


def test_two_megabytes_in_the_box_are_answered_with_what_to_do(committee: Committee, door: DoorClient) -> None:
    page = door.post("/", {"text": "ж" * 1_000_000})
    assert "Shorten it" in page.content.decode()
    assert not queries.requests(committee.anna)


def test_a_name_of_a_hundred_thousand_letters_is_shown_again(committee: Committee, marta: Visitor) -> None:
    page = marta.answers(1, name="Ж" * 100_000)
    assert "Shorten it" in page.content.decode()
    assert not said(committee, marta, Asker)


def test_a_name_that_turns_its_direction_turns_nothing_around_it(committee: Committee, desk: DeskClient) -> None:
    Visitor(committee).writes("\u202eabc")
    assert "<bdi>\u202eabc</bdi>" in desk.text(desk.url("intake:requests"))


def test_text_that_turns_its_direction_is_kept_apart_from_the_page(committee: Committee, desk: DeskClient) -> None:
    marta = Visitor(committee)
    marta.writes("\u202e<script>alert(1)</script>")
    page = desk.text(desk.url("intake:request", marta.folder))
    assert '<div class="said" dir="auto">' in page
    assert "<script>" not in page


def test_the_same_form_sent_twice_is_one_request_with_the_same_words(committee: Committee) -> None:
    marta, again = Visitor(committee), Visitor(committee)
    marta.writes(token="a" * 32)
    again.writes(token="a" * 32)
    assert again.words == marta.words
    assert said(committee, marta, Words) == [Words(HER_WORDS)]


def test_a_changed_form_sent_again_keeps_both_texts(committee: Committee) -> None:
    marta, again = Visitor(committee), Visitor(committee)
    marta.writes(token="a" * 32)
    again.writes("Он позвонил.", token="a" * 32)
    assert again.words == marta.words
    assert said(committee, marta, Words) == [Words(HER_WORDS), Words("Он позвонил.")]


def test_the_words_can_be_shown_again_while_the_visit_lasts(marta: Visitor) -> None:
    assert marta.words[0] in marta.door.text(marta.url("words"))


def test_nobody_can_look_at_the_words_when_she_came_back_with_them(marta: Visitor) -> None:
    marta.comes_back()
    assert marta.door.get(marta.url("words")).status_code == 410


def test_two_of_the_words_are_asked_and_lead_on(marta: Visitor) -> None:
    names = [f"word_{number}" for number in range(1, 10)]
    page = marta.door.text(marta.url("two-words"))
    asked = {name: marta.words[int(name[5:]) - 1].upper() for name in names if f'name="{name}"' in page}
    answer = marta.door.post(marta.url("two-words"), asked)
    assert len(asked) == 2
    assert answer["Location"] == marta.url("ask", 1)


def test_a_wrong_word_is_pointed_out(marta: Visitor) -> None:
    page = marta.door.post(marta.url("two-words"), {f"word_{number}": "другое" for number in range(1, 10)})
    assert "This is another word" in page.content.decode()


def test_who_asks_is_sealed_as_it_is_sent(committee: Committee, marta: Visitor) -> None:
    marta.answers(1, name="Марта", relation="сын")
    assert said(committee, marta, Asker) == [Asker("Марта", None, "сын", None, None)]


def test_what_happened_is_sealed_as_it_is_sent(committee: Committee, marta: Visitor) -> None:
    marta.answers(2, what="Увезли", until="до пятницы")
    assert said(committee, marta, Account) == [Account("Увезли", None, None, None, "до пятницы")]


def test_only_what_she_ticks_is_allowed(committee: Committee, marta: Visitor) -> None:
    marta.answers(3, scopes=[Scope.KEEP.value, Scope.SEARCH.value], said_more="не звонить в часть")
    (allowed,) = said(committee, marta, Allowed)
    assert isinstance(allowed, Allowed)
    assert allowed.consent.scopes == {Scope.KEEP, Scope.SEARCH}
    assert allowed.said == "не звонить в часть"


def test_safe_contact_keeps_who_else_reads_and_the_word_for_stop(committee: Committee, marta: Visitor) -> None:
    marta.answers(4, channel="phone", address="+7 900", others="муж", stop="пирог", question="Кот?", answer="Мурка")
    (found,) = said(committee, marta, SafeContact)
    assert isinstance(found, SafeContact)
    assert found.contact is not None
    assert found.words is not None
    assert (found.contact.channel, found.contact.others) == (Channel.PHONE, "муж")
    assert (found.words.stop, found.words.question, found.words.answer) == ("пирог", "Кот?", "Мурка")


def test_one_fact_is_kept_for_recognising(committee: Committee, marta: Visitor) -> None:
    marta.answers(5, fact="шрам на колене")
    assert said(committee, marta, KnownOnlyToHer) == [KnownOnlyToHer("шрам на колене")]


@pytest.mark.parametrize("step", range(1, 7))
def test_a_page_left_empty_is_skipped(committee: Committee, marta: Visitor, step: int) -> None:
    before = vault.head(committee.anna, marta.folder)
    answer = marta.answers(step)
    assert answer["Location"] == (marta.url("end") if step == 6 else marta.url("ask", step + 1))
    assert vault.head(committee.anna, marta.folder) == before


def test_the_same_page_sent_twice_is_one_entry(committee: Committee, marta: Visitor) -> None:
    for _ in range(2):
        marta.answers(1, name="Марта", token="b" * 32)
    assert len(said(committee, marta, Asker)) == 1


def test_there_is_no_page_after_the_last(marta: Visitor) -> None:
    assert marta.door.get(marta.url("ask", 7)).status_code == 404
    assert marta.door.get(marta.url("ask", 0)).status_code == 404


@pytest.mark.parametrize(("way", "first"), [("testimony", 2), ("reserved", 4), ("advocate", 1)])
def test_each_way_asks_its_own_pages(committee: Committee, way: str, first: int) -> None:
    visitor = Visitor(committee)
    visitor.writes(way=way)
    assert visitor.url("ask", first) in visitor.door.text(visitor.url("two-words"))


def test_the_end_says_what_happens_now(marta: Visitor) -> None:
    page = marta.door.text(marta.url("end"))
    assert "come back with your nine words" in page
    assert "nothing of what you wrote stays on this phone" in page


def test_a_closed_visit_opens_no_page(marta: Visitor) -> None:
    marta.door.post(marta.url("close"))
    for name in ("words", "two-words", "end", "thread"):
        assert marta.door.get(marta.url(name)).status_code == 410


def test_whoever_comes_too_late_types_the_words_and_loses_nothing(committee: Committee, marta: Visitor) -> None:
    folder = marta.folder
    marta.door.post(marta.url("close"))
    page = marta.answers(1, name="Марта").content.decode()
    assert 'value="Марта"' in page
    marta.answers(1, name="Марта", words=" ".join(marta.words))
    assert queries.request_of(committee.anna, folder).asker == Asker("Марта", None, None, None, None)


def test_too_late_with_words_that_open_nothing_is_said(committee: Committee, marta: Visitor) -> None:
    marta.door.post(marta.url("close"))
    never_sent = door_actions.receipt_for(committee.vault, "never sent", "en")
    page = marta.answers(1, name="Марта", words=" ".join(never_sent.words)).content.decode()
    assert "These words open nothing here" in page
    assert 'value="Марта"' in page


def test_a_shut_door_takes_nothing_and_says_so(committee: Committee, door: DoorClient) -> None:
    locking_actions.shut_door(committee.vault)
    answer = door.post("/", {"text": HER_WORDS})
    assert answer.status_code == 503
    assert "We cannot read now" in answer.content.decode()


@pytest.mark.parametrize(("language", "sentence"), [("be", "Можна пісаць на сваёй мове."), ("kk", "Сәлеметсіз бе.")])
def test_other_languages_greet_too(door: DoorClient, language: str, sentence: str) -> None:
    page = door.text("/")
    assert f'<p lang="{language}"' in page
    assert sentence in page
