"""The desk as its members and strangers meet it."""

from tests.desk.clients import DeskClient
from tests.desk.world import Committee


def test_whoever_is_not_signed_in_is_sent_to_sign_in(committee: Committee) -> None:
    answer = committee.desk().get("/me/")
    assert answer.status_code == 303
    assert answer["Location"] == "/sign-in/"


def test_a_member_sees_the_menu_and_can_lock(desk: DeskClient) -> None:
    page = desk.text("/me/")
    assert 'aria-label="Rooms"' in page
    assert 'action="/lock/"' in page
