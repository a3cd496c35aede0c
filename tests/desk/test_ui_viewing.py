"""What strangers send is shown as fresh pixels and letters, made by a process that can open nothing."""

import subprocess
import sys
from io import BytesIO
from time import monotonic
from zipfile import ZipFile, is_zipfile

import pypdfium2
import pytest
from PIL import Image

from bereginya import vault as vaults
from bereginya.desk.ui import viewing
from bereginya.desk.ui.viewing import CannotShowError
from bereginya.desk.ui.words import sentence
from bereginya.vault import StoredFile
from tests.desk.world import Committee

DECODER = viewing._DECODER


def sealed(committee: Committee, data: bytes) -> StoredFile:
    return vaults.put_file(committee.vault, [data])


def drawn(form: str = "PNG", size: tuple[int, int] = (3000, 1500)) -> bytes:
    """Return an invented picture, red all over."""
    out = BytesIO()
    Image.new("RGB", size, "red").save(out, form, comment=b"taken by Marta" if form == "GIF" else b"")
    return out.getvalue()


def shown(committee: Committee, data: bytes, *, veiled: bool) -> Image.Image:
    response = viewing.picture(committee.vault, sealed(committee, data), veiled=veiled)
    assert response["Content-Type"] == "image/jpeg"
    return Image.open(BytesIO(response.content))


@pytest.mark.parametrize("form", ["PNG", "JPEG", "GIF", "WEBP"])
def test_a_picture_is_shown_as_new_pixels_of_a_bounded_size(committee: Committee, form: str) -> None:
    seen = shown(committee, drawn(form), veiled=False)

    assert (seen.format, seen.size) == ("JPEG", (1600, 800))
    assert not seen.getexif()
    assert "comment" not in seen.info


def test_a_veiled_picture_is_small_and_grey(committee: Committee) -> None:
    seen = shown(committee, drawn(), veiled=True)

    assert (seen.mode, seen.size) == ("L", (220, 110))


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xd8\xff" + b"<script>alert(1)</script>" * 50,
        b"GIF89a" + b"PK\x03\x04" * 100,
        drawn()[:400],
        b"<html><script>alert(1)</script>",
        b"%PDF-1.7",
        b"%PDF-1.7" + b"<< /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >>" * 9,
        b"\0\0\0\x18ftypheic\0\0\0\0mif1heic",
        b"anna sagWEBP ist besser",
    ],
    ids=[
        "jpeg that is a script",
        "gif that is an archive",
        "cut in half",
        "a page",
        "a document",
        "one with a script",
        "heic",
        "a text",
    ],
)
def test_what_is_no_picture_is_refused_with_a_sentence(committee: Committee, data: bytes) -> None:
    with pytest.raises(CannotShowError):
        viewing.picture(committee.vault, sealed(committee, data), veiled=False)


def test_of_a_picture_that_is_an_archive_too_only_the_pixels_come_out(committee: Committee) -> None:
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        archive.writestr("page.html", "<script>alert(1)</script>")

    response = viewing.picture(committee.vault, sealed(committee, drawn("JPEG") + out.getvalue()), veiled=False)

    assert not is_zipfile(BytesIO(response.content))
    assert b"script" not in response.content


@pytest.mark.parametrize(
    ("head", "form", "mime"),
    [
        (b"\0\0\0\x18ftypmp42", "video", "video/mp4"),
        (b"\0\0\0\x14ftypqt  ", "video", "video/quicktime"),
        (b"\0\0\0\x1cftypM4A ", "sound", "audio/mp4"),
        (b"\0\0\0\x1cftypheic", "other", "application/octet-stream"),
        (b"RIFF\x24\0\0\0WAVE", "sound", "audio/wav"),
        (b"RIFF\x24\0\0\0AVI ", "other", "application/octet-stream"),
        (b"ID3 is what the letter began with", "text", "application/octet-stream"),
        ("Мама, всё хорошо".encode(), "text", "application/octet-stream"),
    ],
)
def test_the_first_bytes_tell_what_a_file_is(committee: Committee, head: bytes, form: str, mime: str) -> None:
    assert viewing.sort_of(committee.vault, sealed(committee, head)) == viewing.Sort(form, mime)  # type: ignore[arg-type]  # the table is of plain words


def papers(*sizes: tuple[int, int]) -> bytes:
    """Return a document with empty pages of these sizes."""
    with pypdfium2.PdfDocument.new() as made:
        for size in sizes:
            made.new_page(*size)
        out = BytesIO()
        made.save(out)
    return out.getvalue()


def test_a_document_is_shown_page_by_page_as_pixels(committee: Committee) -> None:
    file = sealed(committee, papers((100, 200), (300, 100)))

    look = viewing.look(committee.vault, file, 2)
    seen = [viewing.picture(committee.vault, file, veiled=False, page=page) for page in (1, 2)]

    assert (look.sort.form, look.page, look.pages, look.is_picture) == ("paper", 2, 2, True)
    assert [Image.open(BytesIO(one.content)).size for one in seen] == [(800, 1600), (1600, 534)]


def test_a_page_of_a_document_is_veiled_as_a_picture_is(committee: Committee) -> None:
    seen = shown(committee, papers((100, 100)), veiled=True)

    assert (seen.mode, seen.size) == ("L", (220, 220))


@pytest.mark.parametrize(("asked", "page"), [(0, 1), (3, 2), (10**14, 2)])
def test_of_a_page_that_is_not_there_the_nearest_is_shown(committee: Committee, asked: int, page: int) -> None:
    assert viewing.look(committee.vault, sealed(committee, papers((9, 9), (9, 9))), asked).page == page


def test_a_document_without_pages_is_refused(committee: Committee) -> None:
    assert viewing.look(committee.vault, sealed(committee, papers())).refused == sentence(CannotShowError.code)


@pytest.mark.parametrize(("typed", "page"), [("2", 2), ("-1", 1), ("x", 1), ("", 1), ("9" * 40, 1), ("²", 1)])
def test_the_page_that_an_address_asks_for(committee: Committee, typed: str, page: int) -> None:
    request = committee.door().get("/", {"page": typed}).wsgi_request

    assert viewing.page_in(request) == page


def test_a_picture_that_would_unfold_to_gigabytes_is_refused(committee: Committee) -> None:
    out = BytesIO()
    Image.new("1", (40_000, 40_000)).save(out, "PNG")

    with pytest.raises(CannotShowError):
        viewing.picture(committee.vault, sealed(committee, out.getvalue()), veiled=False)


def test_the_page_of_a_picture_that_cannot_be_shown_says_so(committee: Committee) -> None:
    look = viewing.look(committee.vault, sealed(committee, drawn()[:400]))

    assert (look.sort.form, look.refused) == ("other", sentence(CannotShowError.code))


def test_a_page_knows_a_text_a_picture_and_a_sound(committee: Committee) -> None:
    looks = [viewing.look(committee.vault, sealed(committee, data)) for data in (b"ok", drawn(), b"OggS\0")]

    assert [(look.sort.form, look.text, look.refused) for look in looks] == [
        ("text", "ok", ""),
        ("picture", "", ""),
        ("sound", "", ""),
    ]


@pytest.mark.parametrize(("encoding", "words"), [("utf-8", "Мой сын не отвечает"), ("cp1251", "Мой сын не отвечает")])
def test_a_text_is_shown_in_the_encodings_people_have(committee: Committee, encoding: str, words: str) -> None:
    assert viewing.text(committee.vault, sealed(committee, words.encode(encoding))) == words


def test_bytes_that_are_no_text_are_not_shown_as_one(committee: Committee) -> None:
    with pytest.raises(CannotShowError):
        viewing.text(committee.vault, sealed(committee, bytes(range(128, 256)) * 4 + b"abcdefghij" * 200))


def test_a_player_gets_the_rest_of_a_sound_from_where_it_asks(committee: Committee) -> None:
    file = sealed(committee, b"OggS" + bytes(96))
    request = committee.door().get("/").wsgi_request
    request.META["HTTP_RANGE"] = "bytes=60-"

    response = viewing.play(request, committee.vault, file)

    assert (response.status_code, response["Content-Range"]) == (206, "bytes 60-99/100")
    assert (response["Content-Type"], len(b"".join(response))) == ("audio/ogg", 40)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("bytes=0-1", "bytes 0-1/100"),
        ("bytes=98-500", "bytes 98-99/100"),
        ("bytes=100-", None),
        ("bytes=5-2", None),
        ("bytes=²-", None),
        ("lines=1-2", None),
    ],
)
def test_a_player_gets_just_the_bytes_it_asks_for_or_all(committee: Committee, asked: str, told: str | None) -> None:
    request = committee.door().get("/").wsgi_request
    request.META["HTTP_RANGE"] = asked

    response = viewing.play(request, committee.vault, sealed(committee, b"OggS" + bytes(96)))

    assert (response.status_code, response.get("Content-Range")) == (206 if told else 200, told)
    assert len(b"".join(response)) == int(response["Content-Length"])


def test_a_file_that_is_taken_out_tells_the_browser_neither_type_nor_name(committee: Committee) -> None:
    response = viewing.take_out(committee.vault, sealed(committee, b"<html>"))

    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"] == 'attachment; filename="file"'
    assert "sandbox" in response["Content-Security-Policy"]


@pytest.mark.parametrize(
    "attempt",
    [
        "open('/etc/hostname')",
        "os.close(0), os.open('/proc/self/mem', os.O_RDONLY)",
        "socket.socket()",
        "os.fork()",
        "os.execv('/bin/true', ['true'])",
        "os.kill(os.getppid(), 0)",
        "1 / (1 + ctypes.CDLL(None).process_vm_readv(os.getppid(), 0, 0, 0, 0, 0))",
        "bytearray(2 * 1024**3)",
    ],
    ids=["a file", "a file in a pipe's place", "a connection", "a copy", "a program", "a signal", "memory", "much"],
)
def test_the_decoder_gave_up_the_right_to(attempt: str) -> None:
    told = f"import runpy, os, ctypes, socket; runpy.run_path({str(DECODER)!r})['give_up_rights'](); {attempt}"

    done = subprocess.run([sys.executable, "-I", "-c", told], capture_output=True, check=False)

    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith((b"PermissionError", b"OSError", b"MemoryError", b"ZeroDivision"))


def taken_over(program: str, data: bytes = b"a picture", seconds: float = 20) -> bytes | None:
    """Return what comes back when the decoder does what a stranger wants."""
    return viewing._ask([sys.executable, "-I", "-c", program], data, seconds=seconds)


def test_a_decoder_that_hangs_is_stopped() -> None:
    began = monotonic()

    assert taken_over("import time; print(1, flush=True); time.sleep(60)", bytes(2_000_000), seconds=0.5) is None
    assert monotonic() - began < 10


@pytest.mark.parametrize(
    "program",
    ["import os; os.abort()", "raise SystemExit(3)", "pass", "while True: print('x' * 100_000)"],
    ids=["crashes", "fails", "is silent", "never stops talking"],
)
def test_from_a_decoder_that_misbehaves_nothing_is_taken(program: str) -> None:
    assert taken_over(program, bytes(2_000_000)) is None


def test_the_decoder_inherits_neither_environment_nor_open_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BEREGINYA_SECRET", "калина")

    told = taken_over("import os; print(sorted(set(os.environ) - {'LC_CTYPE'}), len(os.listdir('/proc/self/fd')))")

    assert told is not None
    assert told.strip() == b"[] 4"  # three pipes, and the list itself


def test_the_decoder_knows_nothing_of_ours() -> None:
    told = f"import runpy, sys; runpy.run_path({str(DECODER)!r}); print([m for m in sys.modules if 'bereginya' in m])"

    done = subprocess.run([sys.executable, "-I", "-c", told], capture_output=True, check=True)

    assert done.stdout.strip() == b"[]"
