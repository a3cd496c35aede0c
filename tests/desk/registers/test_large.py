"""Large lists: how large one may be is told beforehand, and what is too much is refused with a sentence."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from bereginya.desk.registers import queries, reading_in, views
from bereginya.desk.registers.errors import TooManyError
from bereginya.desk.registers.memory_files import largest, most_rows
from bereginya.vault import CompartmentId
from tests.desk.clients import DeskClient
from tests.desk.registers.conftest import imported, opened
from tests.desk.world import Committee

GIGABYTE = 1 << 30
MANY = "Фамилия;Имя;Год\n" + "".join(f"Ковтун;Сергей;{1950 + at % 50}\n" for at in range(150_000))


@pytest.mark.parametrize(("memory", "bytes_", "rows"), [(1, 200 << 20, 0.9), (4, 512 << 20, 3.6), (64, GIGABYTE, 57)])
def test_the_memory_of_the_computer_says_how_large_a_list_may_be(memory: int, bytes_: int, rows: float) -> None:
    assert largest(memory * GIGABYTE) == bytes_
    assert most_rows(memory * GIGABYTE) == pytest.approx(rows * 1e6, rel=0.1)


def test_how_large_a_list_may_be_is_told_before_it_is_sent(desk: DeskClient, register: CompartmentId) -> None:
    page = desk.text(f"/lists/{register}/file/")

    assert f"up to {views.LARGEST >> 20} megabytes" in page
    assert "If the list is larger" in page


def test_a_list_of_more_people_than_can_be_searched_is_refused_whole(
    committee: Committee, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = opened(committee.anna)
    monkeypatch.setattr(reading_in, "most_rows", lambda _: 120_000)

    with pytest.raises(TooManyError):
        imported(committee.anna, place, MANY)
    assert queries.register_of(committee.anna, place).current is None


def test_a_list_that_comes_in_several_blocks_is_read_whole(committee: Committee) -> None:
    place = opened(committee.anna)
    imported(committee.anna, place, MANY)

    issue = queries.register_of(committee.anna, place).current
    assert issue is not None
    assert issue.said.rows == 150_000


def test_a_file_that_is_larger_than_this_computer_takes_is_refused_unread(
    desk: DeskClient, register: CompartmentId
) -> None:
    file = SimpleUploadedFile("list.csv", b"x")
    page = desk.post(f"/lists/{register}/file/", {"file": file}, CONTENT_LENGTH=str(2 * GIGABYTE))

    assert page.status_code == 413
    assert "larger than the page takes" in page.content.decode()
