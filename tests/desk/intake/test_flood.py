"""Holding back a flood: slower for everybody, refused for nobody who writes words."""

from collections.abc import Iterator
from contextlib import ExitStack
from threading import Thread

import pytest

from bereginya.desk.intake import door_actions, flood, queries
from bereginya.desk.intake.flood import Bucket, FilePlaces, FilesBusyError
from bereginya.desk.intake.greetings import greetings
from bereginya.desk.intake.records import Path
from bereginya.desk.site.serve import _THREADS
from bereginya.vault.argon import ArgonQueue
from tests.desk.clients import DoorClient
from tests.desk.intake.visitor import HER_WORDS
from tests.desk.world import Committee


@pytest.fixture
def full_queue(committee: Committee) -> Iterator[None]:
    """So many people with nine words that no more can wait."""
    room = committee.vault.receipt_argon._room
    with ExitStack() as held:
        while room.acquire(blocking=False):
            held.callback(room.release)
        yield


def test_what_fits_into_the_bucket_does_not_wait() -> None:
    bucket = Bucket(rate=1, burst=3, seconds=lambda: 0.0)
    assert [bucket.take() for _ in range(3)] == [0.0, 0.0, 0.0]


def test_what_is_more_waits_its_turn() -> None:
    bucket = Bucket(rate=2, burst=1, seconds=lambda: 0.0)
    assert [bucket.take() for _ in range(3)] == [0.0, 0.5, 1.0]


def test_nobody_waits_longer_than_three_seconds() -> None:
    bucket = Bucket(rate=1, burst=1, seconds=lambda: 0.0)
    assert max(bucket.take() for _ in range(1000)) == 3.0


def test_a_quiet_minute_fills_the_bucket_again() -> None:
    now = [0.0]
    bucket = Bucket(rate=1, burst=2, seconds=lambda: now[0])
    for _ in range(10):
        bucket.take()
    now[0] = 60.0
    assert [bucket.take(), bucket.take()] == [0.0, 0.0]


def test_a_place_for_files_is_free_again_afterwards() -> None:
    places = FilePlaces(at_once=1, waiting=0, patience=0)
    for _ in range(3):
        with places.one():
            pass


def test_a_file_waits_for_a_place() -> None:
    places = FilePlaces(at_once=1, waiting=1, patience=10)
    done: list[bool] = []

    def send() -> None:
        with places.one():
            done.append(True)

    with places.one():
        waiting = Thread(target=send)
        waiting.start()
        assert not done
    waiting.join(10)
    assert done == [True]


def test_too_many_files_are_told_to_come_later() -> None:
    places = FilePlaces(at_once=1, waiting=0, patience=0)
    with places.one(), pytest.raises(FilesBusyError), places.one():
        pass


def test_files_leave_threads_for_text() -> None:
    assert flood.AT_ONCE + flood.WAITING <= _THREADS - 8


@pytest.mark.usefixtures("full_queue")
def test_when_too_many_wait_her_text_stays_on_the_page(committee: Committee, door: DoorClient) -> None:
    answer = door.post("/", {"text": HER_WORDS})
    assert answer.status_code == 503
    assert "Your text is still here" in answer.content.decode()
    assert HER_WORDS in answer.content.decode()
    assert not queries.requests(committee.anna)


@pytest.mark.usefixtures("full_queue")
def test_when_too_many_wait_her_nine_words_stay_on_the_page(committee: Committee, door: DoorClient) -> None:
    words = " ".join(door_actions.receipt_for(committee.vault, "a", "en").words)
    answer = door.post(door.url("door:back"), {"words": words})
    assert answer.status_code == 503
    assert words in answer.content.decode()


def test_the_queue_of_the_door_is_its_own(committee: Committee) -> None:
    assert isinstance(committee.vault.receipt_argon, ArgonQueue)
    assert committee.vault.receipt_argon is not committee.vault.argon


def test_many_same_texts_are_one_line_of_the_list(committee: Committee) -> None:
    for number in range(20):
        door_actions.receive(committee.vault, f"{number:032}", "Спам спам спам спам спам", Path.HELP, "ru")
    ((_, same),) = queries.grouped(queries.waiting(committee.anna))
    assert len(same) == 19


def test_the_language_of_the_page_is_not_greeted_twice(committee: Committee) -> None:
    assert "ru" not in {one.language for one in greetings(committee.vault, "ru")}
    assert "uk" in {one.language for one in greetings(committee.vault, "ru")}
