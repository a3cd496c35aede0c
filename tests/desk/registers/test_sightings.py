"""A sighting is written down with its clip, subtitles tell the second, and its page asks for a decision."""

from django.core.files.uploadedfile import SimpleUploadedFile

from bereginya.desk.registers import queries, words
from bereginya.desk.registers.records import Fate
from bereginya.tracing.mapping import ROLES
from bereginya.vault import CompartmentId
from tests.desk.clients import DeskClient
from tests.desk.registers.test_pages import sent
from tests.desk.registers.test_subtitles import SRT
from tests.desk.world import Committee

SAID = {"form": "video", "text": "Называет фамилию.", "source": "канал", "says": "captured", "name": "Ковтун"}


def test_a_video_is_kept_sealed_with_the_seconds_at_which_his_name_may_be_said(
    committee: Committee, desk: DeskClient, folder: CompartmentId
) -> None:
    files = {
        "clip": SimpleUploadedFile("a.txt", "запись".encode()),
        "transcript": SimpleUploadedFile("a.srt", SRT.encode()),
    }
    answer = desk.post(f"/cases/{folder}/traces/sighting/", SAID | files)
    (seen,) = queries.sightings(committee.anna, folder)

    assert [one.second for one in seen.said.moments] == [12.5]
    assert seen.said.says is Fate.CAPTURED
    assert "0:12" in desk.text(str(answer["Location"]))
    assert "запись" in desk.text(f"/cases/{folder}/traces/{seen.id}/clip/")


def test_a_clip_is_shown_to_nobody_without_the_folder(
    committee: Committee, desk: DeskClient, stranger: DeskClient, folder: CompartmentId
) -> None:
    desk.post(f"/cases/{folder}/traces/sighting/", SAID | {"clip": SimpleUploadedFile("a.txt", b"x")})
    (seen,) = queries.sightings(committee.anna, folder)
    pages = ("", "clip/", "clip/picture/", "clip/play/", "clip/content/")

    answers = {stranger.get(f"/cases/{folder}/traces/{seen.id}/{page}").status_code for page in pages}

    assert answers == {404}


def test_every_column_that_tracing_knows_has_a_word_on_the_page() -> None:
    assert {value for value, _ in words.COLUMNS if value} == set(ROLES)


def test_who_else_is_named_in_a_recording_is_listed_and_can_be_looked_for(
    committee: Committee, desk: DeskClient, folder: CompartmentId, register: CompartmentId
) -> None:
    srt = "1\n00:00:05,000 --> 00:00:07,000\nсо мной был Дугаров Баир Цыренович\n"
    told = SAID | {"transcript": SimpleUploadedFile("clip.srt", srt.encode())}
    page = desk.text(sent(desk, f"/cases/{folder}/traces/sighting/", told))

    assert page.index("Who may be named in it") < page.index("<strong>0:05</strong> Дугаров Баир Цыренович")
    assert 'name="name" value="Дугаров Баир Цыренович"' in page
    assert "our own rules" in page
