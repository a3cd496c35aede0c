"""The pages that belong to no room, at the door and at the desk."""

import pytest

from tests.desk.clients import DoorClient


def test_the_product_is_named_on_the_about_page_only(door: DoorClient) -> None:
    assert "Bereginya" in door.text("/about/")
    assert "Bereginya" not in door.get("/nowhere/").content.decode()


def test_every_page_has_one_neutral_title(door: DoorClient) -> None:
    assert "<title>Notes</title>" in door.text("/about/")


@pytest.mark.parametrize("language", ["ru", "uk", "en"])
def test_the_browser_decides_on_the_language(door: DoorClient, language: str) -> None:
    page = door.get("/about/", headers={"accept-language": language})
    assert f'<html lang="{language}">' in page.content.decode()


def test_russian_is_spoken_when_the_browser_wants_what_we_do_not_speak(door: DoorClient) -> None:
    page = door.get("/about/", headers={"accept-language": "be, xx"})
    assert '<html lang="ru">' in page.content.decode()
