"""The list of what waits, one request, and what is decided about it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from bereginya import vault
from bereginya.desk.intake import actions, queries
from bereginya.desk.intake.records import AsideReason, Danger, Path, Reply, Sorted, Taken, Urgency, Way, Words
from bereginya.vault import CompartmentId
from bereginya.vault.errors import MovedError, NotAllowedError
from tests.desk.clients import DeskClient
from tests.desk.intake.visitor import HER_WORDS, Visitor, words_on
from tests.desk.world import Committee

PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc0000003"
    "010100c9fe92ef0000000049454e44ae426082"
)


def ask(committee: Committee, text: str) -> Visitor:
    visitor = Visitor(committee)
    visitor.writes(text)
    return visitor


def listed(desk: DeskClient) -> str:
    return desk.text(desk.url("intake:requests"))


def test_a_request_is_listed_by_her_words(desk: DeskClient, folder: CompartmentId) -> None:
    page = listed(desk)
    assert HER_WORDS in page
    assert desk.url("intake:request", folder) in page


def test_danger_comes_before_what_came_earlier(committee: Committee, marta: Visitor, desk: DeskClient) -> None:
    ask(committee, "Сына избивают, угрожают убить")
    page = listed(desk)
    assert page.index("избивают") < page.index(HER_WORDS)
    assert "perhaps:" in page
    assert "threat to life" in page


def test_what_a_person_decided_counts_more_than_what_words_point_at(committee: Committee, desk: DeskClient) -> None:
    folder = ask(committee, "Сына избивают").folder
    desk.post(desk.url("intake:sort", folder), {"urgency": "calm"})
    assert "threat to life" not in listed(desk)


def test_urgent_ones_come_first_among_those_without_danger(committee: Committee, desk: DeskClient) -> None:
    ask(committee, "Первое")
    later = ask(committee, "Второе").folder
    desk.post(desk.url("intake:sort", later), {"urgency": "today"})
    page = listed(desk)
    assert page.index("Второе") < page.index("Первое")


def test_language_and_interpreter_are_kept(committee: Committee, desk: DeskClient, folder: CompartmentId) -> None:
    said = {"urgency": "week", "language": "башкирский", "interpreter": "on", "until": "2026-03-05"}
    desk.post(desk.url("intake:sort", folder), said)
    decided = queries.request_of(committee.anna, folder).sorted
    assert decided is not None
    assert (decided.language, decided.interpreter, str(decided.until)) == ("башкирский", True, "2026-03-05")
    assert "interpreter" in listed(desk)


def test_the_same_words_twice_are_folded_together_and_never_merged(committee: Committee, desk: DeskClient) -> None:
    one, other = ask(committee, "Помогите, сын пропал"), ask(committee, "помогите: сын пропал!")
    assert "1 more with the very same words" in listed(desk)
    assert one.folder != other.folder
    assert len(queries.requests(committee.anna)) == 2


def test_the_same_number_is_suggested_with_its_reason(committee: Committee, desk: DeskClient) -> None:
    one = ask(committee, "Позвоните 8 900 123-45-67").folder
    ask(committee, "Мой номер +7(900)1234567, муж в плену")
    page = desk.text(desk.url("intake:request", one))
    assert "Perhaps the same" in page
    assert "the same number" in page
    assert "Nothing is put together by itself." in page


def test_a_request_shows_what_she_said_and_what_we_wrote(desk: DeskClient, folder: CompartmentId) -> None:
    desk.post(desk.url("intake:reply", folder), {"text": "Мы читаем."})
    page = desk.text(desk.url("intake:request", folder))
    assert HER_WORDS in page
    assert "Мы читаем." in page


def test_opening_a_request_leaves_one_line_a_day_in_the_reading_log(
    committee: Committee, desk: DeskClient, folder: CompartmentId
) -> None:
    before = committee.vault.store.size()
    for _ in range(2):
        desk.text(desk.url("intake:request", folder))
    assert committee.vault.store.size() == before + 1


def test_an_empty_reply_is_not_sent(committee: Committee, desk: DeskClient, folder: CompartmentId) -> None:
    answer = desk.post(desk.url("intake:reply", folder), {"text": " "})
    assert answer.status_code == 200
    assert queries.thread_state(committee.anna, folder).replies == 0


def test_a_reply_sent_twice_is_one(committee: Committee, desk: DeskClient, folder: CompartmentId) -> None:
    for _ in range(2):
        desk.post(desk.url("intake:reply", folder), {"text": "Мы читаем.", "token": "a" * 32})
    assert queries.thread_state(committee.anna, folder).replies == 1


def test_a_reply_changed_and_sent_again_is_kept_beside_the_first(
    committee: Committee, desk: DeskClient, folder: CompartmentId
) -> None:
    for text in ("Мы читаем.", "Мы прочли."):
        desk.post(desk.url("intake:reply", folder), {"text": text, "token": "a" * 32})
    assert queries.thread_state(committee.anna, folder).replies == 2


def test_an_answered_request_says_so_until_she_writes_again(committee: Committee, marta: Visitor) -> None:
    actions.reply(committee.anna, marta.folder, "Мы читаем.", once="a")
    assert not queries.item(committee.anna, marta.folder).unanswered
    marta.door.post(marta.url("thread"), {"text": "Спасибо."})
    assert queries.item(committee.anna, marta.folder).unanswered


def test_taking_on_makes_it_a_case_and_takes_it_out_of_the_list(
    committee: Committee, desk: DeskClient, folder: CompartmentId
) -> None:
    answer = desk.post(desk.url("intake:take", folder), {"lead": committee.anna.member})
    assert answer["Location"] == desk.url("cases:folder", folder)
    assert "Nobody is waiting for a decision." in listed(desk)


def test_whoever_does_not_work_on_it_loses_it(committee: Committee, folder: CompartmentId) -> None:
    olga = committee.desk(committee.olga)
    answer = olga.post(olga.url("intake:take", folder), {"lead": committee.anna.member})
    assert answer["Location"] == olga.url("intake:requests")
    assert olga.get(olga.url("intake:request", folder)).status_code == 404


def test_helpers_get_the_key(committee: Committee, folder: CompartmentId) -> None:
    anna = committee.desk(committee.anna)
    anna.post(anna.url("intake:take", folder), {"lead": committee.anna.member, "helpers": [committee.vera.member]})
    vera = committee.desk(committee.vera)
    assert HER_WORDS in vera.text(vera.url("intake:request", folder))


def test_a_request_is_taken_on_once(committee: Committee, folder: CompartmentId) -> None:
    actions.take_on(committee.anna, folder, committee.anna.member)
    with pytest.raises(MovedError):
        actions.take_on(committee.anna, folder, committee.anna.member)


def test_a_stranger_cannot_be_given_a_request(committee: Committee, desk: DeskClient, folder: CompartmentId) -> None:
    answer = desk.post(desk.url("intake:take", folder), {"lead": "0" * 32})
    assert answer.status_code == 200
    assert queries.request_of(committee.anna, folder).taken is None


def test_a_colleague_who_is_asked_to_look_finds_it_in_her_list(committee: Committee, folder: CompartmentId) -> None:
    anna, vera = committee.desk(committee.anna), committee.desk(committee.vera)
    anna.post(anna.url("intake:pass", folder), {"to": committee.vera.member, "why": "Она говорит по-башкирски"})
    page = listed(vera)
    assert "Passed to you." in page
    assert "Она говорит по-башкирски" in page
    assert HER_WORDS in listed(anna)


def test_what_is_set_aside_leaves_the_list_with_its_reason(desk: DeskClient, folder: CompartmentId) -> None:
    desk.post(desk.url("intake:set-aside", folder), {"reason": "not-for-us", "sent_to": "Красный Крест"})
    assert HER_WORDS not in listed(desk)
    aside = desk.text(desk.url("intake:aside"))
    assert "others can help better" in aside
    assert "Красный Крест" in aside


def test_a_reason_is_needed_to_set_aside(committee: Committee, desk: DeskClient, folder: CompartmentId) -> None:
    desk.post(desk.url("intake:set-aside", folder), {"sent_to": "Красный Крест"})
    assert queries.request_of(committee.anna, folder).aside is None


def test_a_duplicate_names_the_other(committee: Committee, desk: DeskClient, marta: Visitor) -> None:
    other = ask(committee, HER_WORDS).folder
    desk.post(desk.url("intake:set-aside", other), {"reason": "duplicate", "same_as": marta.folder})
    aside = queries.request_of(committee.anna, other).aside
    assert aside is not None
    assert (aside.reason, aside.same_as) == (AsideReason.DUPLICATE, marta.folder)


def test_what_was_set_aside_is_looked_at_again(desk: DeskClient, folder: CompartmentId) -> None:
    desk.post(desk.url("intake:set-aside", folder), {"reason": "spam"})
    desk.post(desk.url("intake:reopen", folder), {"why": "Она пришла сама"})
    assert HER_WORDS in listed(desk)


def test_every_decision_stays_readable_with_who_took_it(desk: DeskClient, folder: CompartmentId) -> None:
    desk.post(desk.url("intake:sort", folder), {"dangers": ["life"], "urgency": "today"})
    desk.post(desk.url("intake:set-aside", folder), {"reason": "spam"})
    page = desk.text(desk.url("intake:request", folder))
    assert "Anna sorted it: threat to life; today" in page
    assert "Anna set it aside: it is no request at all" in page


def test_decisions_are_signed() -> None:
    assert Sorted.kind.signed
    assert Taken.kind.signed


def sent(committee: Committee, marta: Visitor, name: str, content: bytes) -> str:
    """Let Marta send a file, and return its entry."""
    marta.answers(6, papers=SimpleUploadedFile(name, content))
    return vault.entries(committee.anna, marta.folder)[-1].id


def test_a_file_she_sent_is_taken_out_as_it_came(committee: Committee, desk: DeskClient, marta: Visitor) -> None:
    entry = sent(committee, marta, "a.html", b"<script>")
    answer = desk.get(desk.url("intake:file-content", marta.folder, entry))
    assert b"".join(answer) == b"<script>"
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")


def test_a_text_she_sent_is_shown_as_letters(committee: Committee, desk: DeskClient, marta: Visitor) -> None:
    entry = sent(committee, marta, "a.jpg", "<script>Контракт</script>".encode())
    page = desk.text(desk.url("intake:file", marta.folder, entry))
    assert "&lt;script&gt;Контракт" in page


def test_a_picture_is_small_and_grey_until_somebody_wants_to_see_it(
    committee: Committee, desk: DeskClient, marta: Visitor
) -> None:
    entry = sent(committee, marta, "договор.txt", PICTURE)
    page, address = desk.url("intake:file", marta.folder, entry), desk.url("intake:file-picture", marta.folder, entry)
    assert f'class="veiled" src="{address}?page=1"' in desk.text(page)
    assert f'src="{address}?clear=yes&amp;page=1"' in desk.text(f"{page}?clear=yes")
    assert desk.get(address)["Content-Type"] == "image/jpeg"


def test_a_voice_note_is_played(committee: Committee, desk: DeskClient, marta: Visitor) -> None:
    entry = sent(committee, marta, "note", b"OggS" + b"x" * 100)
    address = desk.url("intake:file-play", marta.folder, entry)
    assert f'<audio controls preload="none" src="{address}"' in desk.text(desk.url("intake:file", marta.folder, entry))
    answer = desk.get(address, headers={"range": "bytes=4-"})
    assert (answer.status_code, answer["Content-Type"]) == (206, "audio/ogg")


def test_what_cannot_be_shown_safely_says_so(committee: Committee, desk: DeskClient, marta: Visitor) -> None:
    entry = sent(committee, marta, "a.docx", b"PK\x03\x04 and more")
    page = desk.text(desk.url("intake:file", marta.folder, entry))
    assert "This kind of file is not shown here." in page


def test_once_it_is_a_case_its_files_are_shown_there(committee: Committee, desk: DeskClient, marta: Visitor) -> None:
    entry, folder = sent(committee, marta, "a.jpg", PICTURE), marta.folder
    actions.take_on(committee.anna, folder, committee.anna.member)
    answer = desk.get(desk.url("intake:file", folder, entry))
    assert answer["Location"] == desk.url("cases:file", folder, entry)


def test_a_polyglot_picture_is_not_handed_out(committee: Committee, desk: DeskClient, marta: Visitor) -> None:
    entry = sent(committee, marta, "a.jpg", b"\xff\xd8\xff<script>alert(1)</script>")
    answer = desk.get(desk.url("intake:file-picture", marta.folder, entry))
    assert answer.status_code == 400
    assert b"alert(1)" not in answer.content


def test_a_file_we_sent_her_is_opened_at_the_desk_too(
    committee: Committee, desk: DeskClient, folder: CompartmentId
) -> None:
    papers = [SimpleUploadedFile("образец.txt", "Образец рапорта".encode()), SimpleUploadedFile("фото.jpg", PICTURE)]
    desk.post(desk.url("intake:reply", folder), {"text": "Вот образец.", "papers": papers})
    thread = queries.thread_of(committee.anna, folder)
    assert thread is not None
    reply = vault.entries(committee.anna, thread)[-1].id
    first, second = (desk.url("intake:file", folder, f"{reply}-{number}") for number in (0, 1))

    page = desk.text(desk.url("intake:request", folder))

    assert f'href="{first}"' in page
    assert "Образец рапорта" in desk.text(first)
    assert "A picture, small and grey" in desk.text(second)
    assert b"".join(desk.get(desk.url("intake:file-content", folder, f"{reply}-1"))) == PICTURE
    for name in (f"{reply}-2", f"{reply}-x", f"{reply}--1", f"{folder}-0", "-"):
        assert desk.get(desk.url("intake:file", folder, name)).status_code == 404, name
    actions.take_on(committee.anna, folder, committee.anna.member)
    assert "Образец рапорта" in desk.text(first)


def test_an_entry_without_a_file_has_no_file_page(
    committee: Committee, desk: DeskClient, folder: CompartmentId
) -> None:
    entry = vault.entries(committee.anna, folder)[-1].id
    assert desk.get(desk.url("intake:file", folder, entry)).status_code == 404


def test_a_visit_is_entered_with_words_to_take_along(committee: Committee, desk: DeskClient) -> None:
    said = {"way": "visit", "path": "help", "text": "Пришла сама", "name": "Марта", "words": "on", "language": "ru"}
    answer = desk.post(desk.url("intake:enter"), said)
    words = words_on(desk.text(answer["Location"]))
    marta = Visitor(committee)
    assert marta.comes_back(" ".join(words)).status_code == 303
    assert "There is no answer yet" in marta.door.text(marta.url("thread"))


def test_the_words_are_shown_until_she_has_them(desk: DeskClient) -> None:
    said = {"way": "call", "path": "help", "text": "Позвонила", "words": "on", "language": "uk"}
    where = desk.post(desk.url("intake:enter"), said)["Location"]
    assert words_on(desk.text(where)) == words_on(desk.text(where))
    desk.post(where)
    assert desk.get(where)["Location"] == desk.url("intake:requests")


def test_a_letter_is_entered_without_words_and_cannot_be_answered_here(committee: Committee, desk: DeskClient) -> None:
    said = {"way": "letter", "path": "help", "text": "Письмо", "language": "ru"}
    where = desk.post(desk.url("intake:enter"), said)["Location"]
    folder = CompartmentId(where.split("/")[2])
    assert queries.request_of(committee.anna, folder).opening is not None
    assert "She has no words to read answers with." in desk.text(desk.url("intake:reply", folder))
    with pytest.raises(NotAllowedError):
        actions.reply(committee.anna, folder, "Ответ", once="a")


def test_an_entered_request_sent_twice_is_one(committee: Committee, desk: DeskClient) -> None:
    said = {"way": "call", "path": "help", "text": "Звонок", "language": "ru", "token": "a" * 32}
    for _ in range(2):
        desk.post(desk.url("intake:enter"), said)
    assert len(queries.requests(committee.anna)) == 1


def test_what_a_member_entered_carries_her_name_and_not_the_visitors(committee: Committee) -> None:
    folder, _ = actions.enter(
        committee.anna, Way.CALL, Path.HELP, [Words("Звонок")], language="ru", words=False, once="a"
    )
    assert queries.request_of(committee.anna, folder).entered_by == committee.anna.member


def test_new_words_open_what_was_written_and_the_lost_ones_nothing(
    committee: Committee, desk: DeskClient, marta: Visitor
) -> None:
    folder = marta.folder
    actions.reply(committee.anna, folder, "Мы читаем.", once="a")
    said = {"checked_by": "узнала голос", "language": "ru"}
    found = words_on(desk.text(desk.post(desk.url("intake:new-words", folder), said)["Location"]))
    assert "These words open nothing here" in marta.comes_back().content.decode()
    assert marta.comes_back(" ".join(found)).status_code == 303
    assert "Мы читаем." in marta.door.text(marta.url("thread"))


def test_with_new_words_she_writes_into_the_same_folder(committee: Committee, marta: Visitor) -> None:
    folder = marta.folder
    receipt = actions.replace_receipt(committee.anna, folder, "узнала голос", "en")
    marta.comes_back(" ".join(receipt.words))
    marta.door.post(marta.url("thread"), {"text": "Это снова я."})
    assert vault.entries(committee.anna, folder)[-1].record == Words("Это снова я.")


def test_new_words_need_a_reason(desk: DeskClient, folder: CompartmentId) -> None:
    page = desk.post(desk.url("intake:new-words", folder), {"language": "ru"}).content.decode()
    assert "Something is needed here." in page


def test_after_somebody_was_withdrawn_her_words_reach_the_folder_still(committee: Committee, marta: Visitor) -> None:
    folder = marta.folder
    actions.take_on(committee.anna, folder, committee.anna.member, [committee.vera.member])
    vault.withdraw(committee.anna, folder, committee.vera.member)
    actions.announce(committee.anna, folder)
    marta.door.post(marta.url("thread"), {"text": "Только вам."})
    assert vault.entries(committee.anna, folder)[-1].record == Words("Только вам.")
    assert not any(one.record == Words("Только вам.") for one in vault.entries(committee.vera, folder))


def test_counters_say_how_many_came_and_how_it_went_on_without_names(committee: Committee) -> None:
    for text in ("Первая", "Вторая"):
        ask(committee, text)
    first, second = queries.requests(committee.anna)
    actions.take_on(committee.anna, first, committee.anna.member)
    counted = queries.counters(committee.anna)
    assert counted.came == {("2026-03", Way.DOOR, "en"): 2}
    assert counted.ended == {("2026-03", "taken"): 1}
    assert second in queries.requests(committee.anna)


def test_replies_say_on_which_day_they_were_first_written(committee: Committee, marta: Visitor) -> None:
    folder = marta.folder
    actions.reply(committee.anna, folder, "Мы читаем.", once="a")
    day = committee.vault.day()
    committee.time.pass_days(3)
    receipt = actions.replace_receipt(committee.anna, folder, "узнала голос", "ru")
    marta.comes_back(" ".join(receipt.words))
    (moved,) = [one.record for one in marta.thread if isinstance(one.record, Reply)]
    assert moved.first_said == day


def test_dangers_and_urgency_have_words_on_the_page(desk: DeskClient, folder: CompartmentId) -> None:
    every = [one.value for one in Danger]
    desk.post(desk.url("intake:sort", folder), {"dangers": every, "urgency": Urgency.WEEK.value})
    page = desk.text(desk.url("intake:request", folder))
    for words in ("threat to life", "a minor", "the family is pressed", "a deadline this week", "this week"):
        assert words in page
