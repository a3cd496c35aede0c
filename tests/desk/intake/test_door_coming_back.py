"""Coming back with the nine words: reading, writing on, deleting, and every slip."""

import re
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from bereginya import vault
from bereginya.desk.intake import actions, door_actions, flood, queries
from bereginya.desk.intake.records import Attachment, NamedFile, Reply, Words
from bereginya.desk.intake.visits import LIFE, Visit, Visits
from bereginya.vault import CompartmentId
from tests.desk.intake.visitor import HER_WORDS, Visitor
from tests.desk.world import Committee


def reply(committee: Committee, folder: CompartmentId, text: str = "Мы читаем.") -> None:
    actions.reply(committee.anna, folder, text, once=text)


def test_the_answer_is_read_with_the_words(committee: Committee, marta: Visitor, folder: CompartmentId) -> None:
    reply(committee, folder)
    marta.comes_back()
    assert "Мы читаем." in marta.door.text(marta.url("thread"))


def test_before_an_answer_she_is_told_that_it_arrived(marta: Visitor) -> None:
    marta.comes_back()
    assert "There is no answer yet" in marta.door.text(marta.url("thread"))


def test_her_own_words_are_not_shown_to_whoever_finds_the_nine(marta: Visitor) -> None:
    marta.comes_back()
    assert HER_WORDS not in marta.door.text(marta.url("thread"))
    assert not any(isinstance(one.record, Words) for one in marta.thread)


@pytest.mark.parametrize(
    "typed",
    [str.upper, lambda text: text.replace(" ", ", "), lambda text: text.replace(" ", "\r\n"), "  {}  ".format],
    ids=["capitals", "commas", "lines", "spaces"],
)
def test_how_the_words_are_typed_does_not_matter(marta: Visitor, typed: Callable[[str], str]) -> None:
    assert marta.comes_back(typed(" ".join(marta.words))).status_code == 303


def test_a_slip_is_pointed_out_and_the_nearest_word_offered(marta: Visitor) -> None:
    first, *rest = marta.words
    page = marta.comes_back(" ".join((f"{first}q", *rest))).content.decode()
    assert f"Word number 1 is not quite right. Is it perhaps: {first}?" in page


def test_a_word_nobody_knows_is_pointed_out(marta: Visitor) -> None:
    page = marta.comes_back(" ".join((*marta.words[:8], "zzzzzzzz"))).content.decode()
    assert "We do not know word number 9" in page


def test_too_few_words_are_counted(marta: Visitor) -> None:
    page = marta.comes_back(" ".join(marta.words[:8])).content.decode()
    assert "There are 8 words here. It takes nine." in page


def test_two_words_that_changed_places_are_said_so(marta: Visitor) -> None:
    one, two, *rest = marta.words
    page = marta.comes_back(" ".join((two, one, *rest))).content.decode()
    assert "Did two change places" in page


def test_words_of_another_committee_open_nothing_here(committee: Committee, marta: Visitor) -> None:
    receipt = door_actions.receipt_for(committee.vault, "never sent", "en")
    page = marta.comes_back(" ".join(receipt.words)).content.decode()
    assert "These words open nothing here" in page


@pytest.mark.parametrize("typed", ["\x00", "\u202e", "Ж" * 601, "1 2 3 4 5 6 7 8 9", "🙂 " * 9, "' OR 1=1 --"])
def test_odd_words_are_answered_with_a_sentence(marta: Visitor, typed: str) -> None:
    answer = marta.comes_back(typed)
    assert answer.status_code == 200
    assert "needs another look" in answer.content.decode()


def test_she_writes_on(committee: Committee, marta: Visitor, folder: CompartmentId) -> None:
    marta.comes_back()
    answer = marta.door.post(marta.url("thread"), {"text": "Он позвонил."})
    assert answer["Location"] == marta.url("end")
    assert "Он позвонил." in queries.request_of(committee.anna, folder).words


def test_she_goes_on_writing_to_whoever_leads_her_case(committee: Committee, marta: Visitor) -> None:
    folder = marta.folder
    actions.take_on(committee.olga, folder, committee.anna.member)
    marta.comes_back()
    marta.door.post(marta.url("thread"), {"text": "Он дома."})
    assert vault.entries(committee.anna, folder)[-1].record == Words("Он дома.")


def test_what_she_wrote_too_late_is_kept_until_she_typed_her_words(committee: Committee, marta: Visitor) -> None:
    folder = marta.folder
    marta.door.post(marta.url("close"))
    page = marta.door.post(marta.url("thread"), {"text": "Он позвонил."}).content.decode()
    marta.door.post(marta.url("thread"), {"text": "Он позвонил.", "words": " ".join(marta.words)})
    assert "Он позвонил." in page
    assert "Он позвонил." in queries.request_of(committee.anna, folder).words


def test_what_she_has_read_she_deletes(committee: Committee, marta: Visitor, folder: CompartmentId) -> None:
    reply(committee, folder)
    marta.comes_back()
    last = marta.thread[-1].position
    marta.door.post(marta.url("delete"), {"read_to": str(last)})
    assert "Мы читаем." not in marta.door.text(marta.url("thread"))
    assert not any(isinstance(one.record, Reply) for one in queries.conversation(committee.anna, folder))


def test_what_came_after_she_looked_stays(committee: Committee, marta: Visitor, folder: CompartmentId) -> None:
    reply(committee, folder, "Первое")
    marta.comes_back()
    seen = marta.thread[-1].position
    reply(committee, folder, "Второе")
    marta.door.post(marta.url("delete"), {"read_to": str(seen)})
    page = marta.door.text(marta.url("thread"))
    assert "Второе" in page
    assert "Первое" not in page


@pytest.mark.parametrize("read_to", ["", "-1", "x", "9" * 30, "٣"])
def test_an_odd_number_deletes_nothing(
    committee: Committee, marta: Visitor, folder: CompartmentId, read_to: str
) -> None:
    reply(committee, folder)
    marta.comes_back()
    marta.door.post(marta.url("delete"), {"read_to": read_to})
    assert "Мы читаем." in marta.door.text(marta.url("thread"))


def test_after_deleting_she_can_still_write(committee: Committee, marta: Visitor, folder: CompartmentId) -> None:
    reply(committee, folder)
    marta.comes_back()
    marta.door.post(marta.url("delete"), {"read_to": "999999"})
    assert marta.door.post(marta.url("thread"), {"text": "Спасибо."})["Location"] == marta.url("end")


def test_a_file_for_her_is_saved_and_never_shown(committee: Committee, marta: Visitor, folder: CompartmentId) -> None:
    file = NamedFile(vault.put_file(committee.vault, [b"a form to sign"]), "form.pdf")
    entry = actions.reply(committee.anna, folder, "Вот бланк.", files=[file], once="a")
    answer = marta.door.get(marta.url("file", entry, 0))
    assert b"".join(answer) == b"a form to sign"
    assert answer["Content-Disposition"] == 'attachment; filename="file"'
    assert answer["Content-Type"] == "application/octet-stream"


def test_a_file_that_is_not_hers_does_not_exist(committee: Committee, marta: Visitor, folder: CompartmentId) -> None:
    entry = actions.reply(committee.anna, folder, "Без бланка.", once="a")
    assert marta.door.get(marta.url("file", entry, 0)).status_code == 404
    assert marta.door.get(marta.url("file", "0" * 32, 0)).status_code == 404


def test_papers_and_a_voice_note_are_sealed_with_their_names(
    committee: Committee, marta: Visitor, folder: CompartmentId
) -> None:
    paper = SimpleUploadedFile("договор.jpg", b"\xff\xd8" * 500)
    voice = SimpleUploadedFile("note.ogg", b"OggS" * 500)
    marta.answers(6, papers=paper, voice=voice, says="договор")
    found = [one.record for one in vault.entries(committee.anna, folder) if isinstance(one.record, Attachment)]
    assert [(one.file.name, one.voice, one.says) for one in found] == [
        ("договор.jpg", False, "договор"),
        ("note.ogg", True, "договор"),
    ]
    assert b"".join(vault.read_file(committee.vault, found[0].file.stored)) == b"\xff\xd8" * 500


def test_a_file_sent_twice_is_one_entry_and_one_file(
    committee: Committee, marta: Visitor, folder: CompartmentId
) -> None:
    for _ in range(2):
        marta.answers(6, papers=SimpleUploadedFile("a.jpg", b"x" * 900), token="d" * 32)
    assert queries.request_of(committee.anna, folder).files == 1
    assert len(list(committee.vault.store.files())) == 1


def test_too_many_files_at_one_time_are_told_to_come_later(marta: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flood, "PLACES", flood.FilePlaces(0, 0, 0))
    answer = marta.answers(6, papers=SimpleUploadedFile("a.jpg", b"x" * 400_000))
    assert (answer.status_code, answer["Retry-After"]) == (413, "120")
    assert "Your file is not with us yet" in answer.content.decode()


def test_text_is_taken_while_files_wait(marta: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flood, "PLACES", flood.FilePlaces(0, 0, 0))
    assert marta.answers(1, name="Марта").status_code == 303


def test_a_visit_is_over_after_twenty_quiet_minutes(marta: Visitor) -> None:
    now = [0.0]
    visits = Visits(lambda: now[0])
    number = visits.begin(Visit(marta.keys))
    now[0] = LIFE
    assert visits.find(number) is not None
    now[0] = 2 * LIFE + 1
    assert visits.find(number) is None


def test_a_guessed_visit_opens_nothing(marta: Visitor) -> None:
    assert marta.door.get(marta.door.url("door:thread", "0" * 32)).status_code == 410


@pytest.mark.parametrize("language", ["ru", "uk"])
@pytest.mark.parametrize("typed", ["", "one two", "zzzz " * 9], ids=["nothing", "too few", "unknown"])
def test_what_was_wrong_is_said_in_her_language(marta: Visitor, language: str, typed: str) -> None:
    headers = {"accept-language": language}
    page = marta.door.post(marta.door.url("door:back"), {"words": typed}, headers=headers).content.decode()
    complaint = page.partition('class="error')[2].partition("</p>")[0].partition(">")[2]
    assert f'<html lang="{language}">' in page
    assert re.search("[а-яії]{4}", complaint)
    assert not re.search("[A-Za-z]{4}", complaint)
