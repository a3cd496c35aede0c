"""Files of a folder: kept, shown small and grey until somebody asks, marked, taken out."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from bereginya import vault as vaults
from bereginya.desk.cases import queries
from bereginya.desk.intake.records import Attachment, NamedFile
from bereginya.vault import CompartmentId
from tests.desk.clients import DeskClient
from tests.desk.world import Committee


def drawn() -> bytes:
    """Return an invented picture."""
    out = BytesIO()
    Image.new("RGB", (640, 480), "red").save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def hers(committee: Committee, folder: CompartmentId) -> str:
    """A picture that Marta sent."""
    stored = vaults.put_file(committee.vault, [drawn()])
    to = vaults.address(committee.anna, folder)
    return vaults.drop(committee.vault, to, Attachment(NamedFile(stored, "photo.png"), "его форма"))


def seen(desk: DeskClient, folder: CompartmentId, file: str, how: str = "") -> Image.Image:
    response = desk.get(desk.url("cases:file-picture", folder, file) + how)
    return Image.open(BytesIO(response.content))


def test_a_file_a_member_adds_lies_in_the_folder(desk: DeskClient, committee: Committee, folder: CompartmentId) -> None:
    sent = {"file": SimpleUploadedFile("photo.png", drawn()), "says": "справка"}

    assert desk.post(desk.url("cases:add-file", folder), sent).status_code == 303

    (file,) = queries.folder_of(committee.anna, folder).files
    assert (file.says, file.file.name, file.hers) == ("справка", "photo.png", False)
    assert b"".join(vaults.read_file(committee.vault, file.file.stored)) == drawn()


def test_a_picture_that_would_fill_the_memory_is_answered_with_a_sentence(
    desk: DeskClient, committee: Committee, folder: CompartmentId
) -> None:
    out = BytesIO()
    Image.new("1", (40_000, 40_000)).save(out, "PNG")
    stored, to = vaults.put_file(committee.vault, [out.getvalue()]), vaults.address(committee.anna, folder)
    bomb = vaults.drop(committee.vault, to, Attachment(NamedFile(stored, "photo.png"), "его форма"))

    assert "cannot be shown safely" in desk.text(desk.url("cases:file", folder, bomb))
    assert desk.get(desk.url("cases:file-picture", folder, bomb)).status_code == 400


def test_what_she_sent_is_small_and_grey_until_the_second_click(
    desk: DeskClient, folder: CompartmentId, hers: str
) -> None:
    assert "Small and grey" in desk.text(desk.url("cases:file", folder, hers))

    assert seen(desk, folder, hers).mode == "L"
    assert seen(desk, folder, hers, "?clear=yes").mode == "RGB"


def test_a_picture_marked_as_harmless_is_shown_at_once(desk: DeskClient, folder: CompartmentId, hers: str) -> None:
    desk.post(desk.url("cases:mark-file", folder, hers), {"hard": "no"})

    assert "Small and grey" not in desk.text(desk.url("cases:file", folder, hers))
    assert seen(desk, folder, hers).mode == "RGB"


def test_a_picture_marked_as_hard_says_so_in_the_folder(desk: DeskClient, folder: CompartmentId, hers: str) -> None:
    desk.post(desk.url("cases:mark-file", folder, hers), {"hard": "yes"})

    assert "hard to look at" in desk.text(desk.url("cases:folder", folder))


def test_a_file_is_taken_out_as_it_came(desk: DeskClient, folder: CompartmentId, hers: str) -> None:
    response: Any = desk.get(desk.url("cases:file-content", folder, hers))

    assert b"".join(response.streaming_content) == drawn()


def test_nobody_without_the_key_gets_a_file_in_any_form(stranger: DeskClient, folder: CompartmentId, hers: str) -> None:
    pages = ("file", "file-picture", "file-play", "file-content")

    assert {stranger.get(stranger.url(f"cases:{page}", folder, hers)).status_code for page in pages} == {404}
