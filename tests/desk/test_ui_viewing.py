"""What strangers send is shown as fresh pixels and letters, made by a process that can open nothing."""

import subprocess
import sys
from io import BytesIO

import pytest
from PIL import Image

from bereginya import vault as vaults
from bereginya.desk.ui import viewing
from bereginya.desk.ui.viewing import CannotShowError
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
    ],
    ids=["jpeg that is a script", "gif that is an archive", "cut in half", "a page", "a document"],
)
def test_what_is_no_picture_is_refused_with_a_sentence(committee: Committee, data: bytes) -> None:
    with pytest.raises(CannotShowError):
        viewing.picture(committee.vault, sealed(committee, data), veiled=False)


def test_a_picture_that_would_unfold_to_gigabytes_is_refused(committee: Committee) -> None:
    out = BytesIO()
    Image.new("1", (40_000, 40_000)).save(out, "PNG")

    with pytest.raises(CannotShowError):
        viewing.picture(committee.vault, sealed(committee, out.getvalue()), veiled=False)


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


def test_a_file_that_is_taken_out_tells_the_browser_neither_type_nor_name(committee: Committee) -> None:
    response = viewing.take_out(committee.vault, sealed(committee, b"<html>"))

    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"] == 'attachment; filename="file"'


@pytest.mark.parametrize(
    "attempt",
    ["open('/etc/hostname')", "__import__('socket').socket()", "bytearray(2 * 1024**3)"],
    ids=["a file", "a connection", "much memory"],
)
def test_the_decoder_gave_up_the_right_to(attempt: str) -> None:
    told = f"import runpy, socket; runpy.run_path({str(DECODER)!r})['give_up_rights'](); {attempt}"

    done = subprocess.run([sys.executable, "-I", "-c", told], capture_output=True, check=False)

    assert done.returncode == 1
    assert b"OSError" in done.stderr or b"MemoryError" in done.stderr or b"Too many open files" in done.stderr


def test_the_decoder_knows_nothing_of_ours() -> None:
    told = f"import runpy, sys; runpy.run_path({str(DECODER)!r}); print([m for m in sys.modules if 'bereginya' in m])"

    done = subprocess.run([sys.executable, "-I", "-c", told], capture_output=True, check=True)

    assert done.stdout.strip() == b"[]"
