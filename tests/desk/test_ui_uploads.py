"""Files of a form are sealed as they come; what no entry holds is gone when the view has answered."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import Any, ClassVar

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import include, path

from bereginya import vault as vaults
from bereginya.desk.site import door_urls
from bereginya.desk.site.kinds import KINDS
from bereginya.desk.ui import uploads
from bereginya.desk.ui.forms import FilesField, Form, LineField
from bereginya.desk.ui.requests import DoorRequest
from bereginya.desk.ui.uploads import takes_files
from bereginya.facts.records import Kind, Record
from bereginya.vault import StoredFile, Vault, put_file, read_file
from bereginya.vault.chunks import CHUNK
from bereginya.vault.filestore import DiskNearlyFullError
from tests.desk.clients import DoorClient
from tests.vault.world import Time


@dataclass(frozen=True, slots=True, repr=False)
class Paper(Record):
    """A file with its name."""

    kind: ClassVar[Kind] = Kind("test.paper", 1, visitor=True)
    name: str
    file: StoredFile


class PaperForm(Form):
    """A form of a test."""

    name = LineField("Name", required=True)
    papers = FilesField("Papers", required=True)


@takes_files
def send(request: DoorRequest) -> HttpResponse:
    """Keep the papers that were sent."""
    form = PaperForm(request.POST or None, request.FILES)
    if form.is_valid():
        said = [Paper(file.name or "", file.stored) for file in form.cleaned_data["papers"]]
        vaults.begin(request.vault, *said, holders=(request.vault.trust().committee_holder,))
        return HttpResponse(status=303)
    return render(request, "ui/form.html", {"form": form, "fields": [(field, field.errors) for field in form]})


@pytest.fixture
def opened() -> Iterator[Vault]:
    """A founded vault in memory that knows papers."""
    found = vaults.open_vault(None, (*KINDS, Paper), clock=Time().clock(), members=vaults.FAST, receipts=vaults.FAST)
    vaults.found(found, "olga", "six quiet words for one invented woman")
    yield found
    found.close()


@pytest.fixture
def sender(opened: Vault) -> DoorClient:
    """A visitor who can send papers."""
    urls = ModuleType("sending_urls")
    urls.urlpatterns = [path("send/", send), path("", include(door_urls))]  # type: ignore[attr-defined]
    urls.handler400, urls.handler500 = door_urls.handler400, door_urls.handler500  # type: ignore[attr-defined]
    client = DoorClient.at(opened)
    client.settings["ROOT_URLCONF"] = urls
    return client


def paper(size: int = 3, name: str = "p.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"p" * size)


def held(vault: Vault) -> int:
    return len(list(vault.files.names()))


@pytest.mark.parametrize("size", [1, CHUNK - 1, CHUNK, 3 * CHUNK + 1])
def test_a_file_is_sealed_and_held_by_its_entry(opened: Vault, sender: DoorClient, size: int) -> None:
    assert sender.post("/send/", {"name": "Marta", "papers": paper(size)}).status_code == 303
    assert held(opened) == len(opened.store.files()) == 1


def test_several_files_come_in_one_form(opened: Vault, sender: DoorClient) -> None:
    sender.post("/send/", {"name": "Marta", "papers": [paper(name="a"), paper(name="b")]})
    assert held(opened) == 2


def test_the_files_of_a_refused_form_are_gone(opened: Vault, sender: DoorClient) -> None:
    answer = sender.post("/send/", {"name": "", "papers": paper()})
    assert "Something is needed here" in answer.content.decode()
    assert held(opened) == 0


def test_a_form_without_a_file_says_so(sender: DoorClient) -> None:
    assert "Choose a file" in sender.post("/send/", {"name": "Marta"}).content.decode()


def test_a_file_that_is_too_large_loses_nothing_that_was_typed(
    opened: Vault, sender: DoorClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "LARGEST", 1000)
    page = sender.post("/send/", {"name": "Marta", "papers": paper(2000)}).content.decode()
    assert "larger than 200 MB" in page
    assert 'value="Marta"' in page
    assert held(opened) == 0


def test_a_full_disk_loses_nothing_that_was_typed(
    opened: Vault, sender: DoorClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(name: str, sealed: object) -> None:
        raise DiskNearlyFullError("disk")

    monkeypatch.setattr(opened.files, "write", no_room)
    page = sender.post("/send/", {"name": "Marta", "papers": paper(3 * CHUNK)}).content.decode()
    assert "The disk is nearly full" in page
    assert 'value="Marta"' in page


class _Cut:
    """A body that ends in the middle, as when a phone loses the network."""

    def __init__(self, body: bytes) -> None:
        self._left = body

    def read(self, size: int = -1) -> bytes:
        if not self._left:
            raise ConnectionResetError
        part, self._left = self._left[:size], self._left[size:]
        return part

    def readline(self, size: int) -> bytes:
        """Asked for by the server's wrapper, and never called."""
        return self.read(size)


def test_an_upload_cut_half_way_leaves_nothing_and_no_thread(opened: Vault, sender: DoorClient) -> None:
    head = b'--x\r\nContent-Disposition: form-data; name="papers"; filename="p"\r\n\r\n'
    body: dict[str, Any] = {"wsgi.input": _Cut(head + b"p" * 3_000_000), "CONTENT_LENGTH": "50000000"}
    sender.generic("POST", "/send/", b"", "multipart/form-data; boundary=x", **body)
    assert held(opened) == 0
    assert "sealing" not in {thread.name for thread in threading.enumerate()}


def test_an_upload_from_another_site_is_refused_unread(opened: Vault, sender: DoorClient) -> None:
    answer = sender.post("/send/", {"name": "M", "papers": paper()}, headers={"origin": "http://evil.example"})
    assert answer.status_code == 403
    assert held(opened) == 0


def test_an_upload_without_the_token_of_the_form_is_refused_and_gone(opened: Vault, sender: DoorClient) -> None:
    sender.handler.enforce_csrf_checks = True
    assert sender.post("/send/", {"name": "Marta", "papers": paper()}).status_code == 403
    assert held(opened) == 0


def test_what_was_sealed_is_what_was_sent(opened: Vault) -> None:
    handler = uploads.SealedUploadHandler(opened)
    parts = [bytes([number]) * 100_000 for number in range(30)]
    handler.new_file("papers", "p", "text/plain", None)
    for number, part in enumerate(parts):
        handler.receive_data_chunk(part, number * 100_000)
    sealed = handler.file_complete(3_000_000)
    assert isinstance(sealed, uploads.SealedFile)
    assert b"".join(read_file(opened, sealed.stored)) == b"".join(parts)
    assert sealed.head == parts[0][:4096]


def test_tidying_leaves_what_others_hold(opened: Vault) -> None:
    stored = put_file(opened, [b"other"])
    handler = uploads.SealedUploadHandler(opened)
    _complete(handler)
    handler.tidy()
    assert list(opened.files.names()) == [stored.id]


def _complete(handler: uploads.SealedUploadHandler) -> Any:
    handler.new_file("papers", "p", "text/plain", None)
    handler.receive_data_chunk(b"p", 0)
    return handler.file_complete(1)
