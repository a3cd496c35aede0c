"""What no browser of ours would send: a clear page, never a trace and never a 500."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.desk.clients import DeskClient, DoorClient

URLENCODED = "application/x-www-form-urlencoded"


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"language=en&next=%00%00", URLENCODED),
        (b"language=en&next=\xff\xfe\xfd", URLENCODED),
        (b"language=%ff&next=%fe", URLENCODED),
        (b"language=en", f"{URLENCODED}; charset=utf-7"),
        (b"language=en", "text/plain"),
        (b"{", "application/json"),
        (b"no boundary", "multipart/form-data"),
        (b"--x\r\nbroken", "multipart/form-data; boundary=x"),
        (b'--x\r\nContent-Disposition: form-data; name="language"\r\n\r\nen', "multipart/form-data; boundary=x"),
        (b"", "multipart/form-data; boundary=" + "x" * 300),
        (b"&".join(b"a=b" for _ in range(2000)), URLENCODED),
    ],
)
def test_an_odd_body_is_answered_with_a_page(door: DoorClient, body: bytes, kind: str) -> None:
    assert door.post("/language/", body, content_type=kind).status_code in {303, 400, 413}


@pytest.mark.parametrize("path", ["/%00", "/%ff%fe", "/about/%0d%0aSet-Cookie:a=b", "/" + "x" * 5000, "/\u202eabout/"])
def test_an_odd_address_does_not_exist(door: DoorClient, path: str) -> None:
    assert door.get(path).status_code == 404


def test_more_than_a_page_takes_is_refused_before_it_is_read(door: DoorClient) -> None:
    answer = door.post("/language/", b"", content_type=URLENCODED, CONTENT_LENGTH=str(13 * 1024 * 1024))
    assert answer.status_code == 413
    assert "too long for one page" in answer.content.decode()


def test_a_file_for_a_page_that_takes_none_is_thrown_away(door: DoorClient) -> None:
    said = {"language": "uk", "next": "/about/", "x": SimpleUploadedFile("x.bin", b"a" * 300_000)}
    assert door.post("/language/", said).status_code == 303


@pytest.mark.parametrize("method", ["put", "delete", "patch", "options"])
def test_other_methods_do_nothing(desk: DeskClient, method: str) -> None:
    assert getattr(desk, method)("/about/").status_code == 405


def test_two_megabytes_in_a_field_are_shown_again_with_what_to_do(desk: DeskClient) -> None:
    answer = desk.post("/me/name/", {"called": "Ж" * 1_000_000})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Shorten it" in page
    assert "Ж" * 1_000_000 in page
