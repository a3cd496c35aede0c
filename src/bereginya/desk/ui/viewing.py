"""Files that strangers sent, shown without trusting them.

What a file is, its first bytes tell, never its name. Pictures, texts and pages of documents are decoded by a process of
their own that holds no key and can open nothing (decoder.py); our page gets fresh pixels or letters and never the
stranger's bytes.
Sounds are handed to the browser's player. Everything else can only be taken out of the desk.

A room's page of a file calls `look` and shows what that says; beside it the room has three addresses, for `picture`,
`play` and `take_out`. Who may see the file, the room's queries decide before any of them is called.
"""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from threading import BoundedSemaphore, Thread, Timer
from typing import Literal

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse

from bereginya.desk.ui.words import sentence
from bereginya.facts.errors import BereginyaError
from bereginya.vault import StoredFile, Vault, read_file

Form = Literal["picture", "paper", "sound", "video", "text", "other"]
_DECODER = Path(__file__).with_name("decoder.py")
_SECONDS = 20
_LARGEST = 50 * 1024 * 1024
"""Bytes of a picture or text that are decoded; larger ones can only be taken out."""
_LARGEST_ANSWER = 8 * 1024 * 1024
_HEAD = 64
_ALONE = "default-src 'none'; sandbox"
"""What an answer may do if it is ever opened by itself: nothing."""
_AT_ONCE = BoundedSemaphore(2)


class CannotShowError(BereginyaError):
    """A file could not be decoded: it is too large, damaged, or not what it seems."""

    code = "ui.cannot-show"


@dataclass(frozen=True, slots=True)
class Sort:
    """What a file is, by its first bytes: how it can be shown, and the type a player is told."""

    form: Form
    mime: str = "application/octet-stream"


_SIGNS: tuple[tuple[bytes, Sort], ...] = (
    (b"\xff\xd8\xff", Sort("picture", "image/jpeg")),
    (b"\x89PNG\r\n\x1a\n", Sort("picture", "image/png")),
    (b"GIF87a", Sort("picture", "image/gif")),
    (b"GIF89a", Sort("picture", "image/gif")),
    (b"OggS", Sort("sound", "audio/ogg")),
    (b"fLaC", Sort("sound", "audio/flac")),
    (b"ID3\x02", Sort("sound", "audio/mpeg")),
    (b"ID3\x03", Sort("sound", "audio/mpeg")),
    (b"ID3\x04", Sort("sound", "audio/mpeg")),
    (b"\xff\xf3", Sort("sound", "audio/mpeg")),
    (b"\xff\xfb", Sort("sound", "audio/mpeg")),
    (b"\xff\xf1", Sort("sound", "audio/aac")),
    (b"#!AMR", Sort("sound", "audio/amr")),
    (b"\x1aE\xdf\xa3", Sort("video", "video/webm")),
    (b"%PDF", Sort("paper", "application/pdf")),
    (b"PK\x03\x04", Sort("other")),
)
_RIFF = {b"WEBP": Sort("picture", "image/webp"), b"WAVE": Sort("sound", "audio/wav")}
_BRANDS: dict[bytes, Sort] = (
    {
        b"M4A ": Sort("sound", "audio/mp4"),
        b"M4B ": Sort("sound", "audio/mp4"),
        b"qt  ": Sort("video", "video/quicktime"),
    }
    | dict.fromkeys(
        (b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"M4V ", b"dash", b"MSNV"),
        Sort("video", "video/mp4"),
    )
    | dict.fromkeys((b"3gp4", b"3gp5", b"3gp6", b"3gp7", b"3g2a"), Sort("video", "video/3gpp"))
)
"""What telephones write into the same box; the pictures among them (heic, avif) we cannot decode."""


def sort_of(vault: Vault, file: StoredFile) -> Sort:
    """Return what the file is."""
    head = b""
    for part in read_file(vault, file):
        head = part[:_HEAD]
        break
    return _sort(head)


@dataclass(frozen=True, slots=True, repr=False)
class Look:
    """How a page can show a file: its sort, the letters of a text, or the sentence why nothing is shown.

    A document is shown page by page: `page` of `pages`, counted from 1.
    """

    sort: Sort
    text: str = ""
    refused: str = ""
    page: int = 1
    pages: int = 1

    @property
    def is_picture(self) -> bool:
        """Whether pixels are shown."""
        return self.sort.form in {"picture", "paper"}


def look(vault: Vault, file: StoredFile, page: int = 1) -> Look:
    """Return how a page can show the file, or that page of it which is nearest to the wanted one.

    A picture is tried here already: the page can then say in words what is wrong with it, and its address cannot.
    """
    sort = sort_of(vault, file)
    try:
        if sort.form == "text":
            return Look(sort, text(vault, file))
        if sort.form == "picture":
            picture(vault, file, veiled=True)
        if sort.form == "paper":
            pages = int(_decoded(vault, file, "paper-pages"))
            near = max(1, min(page, pages))
            picture(vault, file, veiled=True, page=near)
            return Look(sort, page=near, pages=pages)
    except CannotShowError as error:
        return Look(Sort("other"), refused=sentence(error.code))
    return Look(sort)


def picture(vault: Vault, file: StoredFile, *, veiled: bool, page: int = 1) -> HttpResponse:
    """Answer with the picture or page as fresh pixels, small and grey when `veiled`; raise CannotShowError."""
    form = sort_of(vault, file).form
    if form not in {"picture", "paper"}:
        raise CannotShowError(file.id)
    made = _decoded(vault, file, f"{form}-veiled" if veiled else form, page)
    response = HttpResponse(made, content_type="image/jpeg")
    response.headers["Content-Security-Policy"] = _ALONE
    return response


def own_page(document: bytes, page: int) -> HttpResponse:
    """Answer with one page of a document of ours as pixels, so that no copy of it lies in a browser's folder."""
    response = HttpResponse(_made("paper", document, page, "own"), content_type="image/jpeg")
    response.headers["Content-Security-Policy"] = _ALONE
    return response


def own_pages(document: bytes) -> int:
    """Return how many pages a document of ours has."""
    return int(_made("paper-pages", document, 1, "own"))


def page_in(request: HttpRequest) -> int:
    """Return which page of a document is asked for, counted from 1."""
    wanted = request.GET.get("page", "")
    return max(1, int(wanted)) if _is_place(wanted) else 1


def text(vault: Vault, file: StoredFile) -> str:
    """Return the beginning of a text; raise CannotShowError."""
    return _decoded(vault, file, "text").decode()


def play(request: HttpRequest, vault: Vault, file: StoredFile) -> StreamingHttpResponse:
    """Answer the browser's player with a sound or a film, from where it asks for; raise CannotShowError."""
    sort = sort_of(vault, file)
    if sort.form not in {"sound", "video"}:
        raise CannotShowError(file.id)
    asked = _asked(request, file.length)
    response = _streamed(vault, file, asked or range(file.length), sort.mime)
    response.headers["Accept-Ranges"] = "bytes"
    if asked is not None:
        response.status_code = 206
        response.headers["Content-Range"] = f"bytes {asked[0]}-{asked[-1]}/{file.length}"
    return response


def take_out(vault: Vault, file: StoredFile) -> StreamingHttpResponse:
    """Answer with the file as it came, to be saved: the browser shows nothing of it and is told no name."""
    return _streamed(vault, file, range(file.length), "application/octet-stream")


def _sort(head: bytes) -> Sort:
    if head[:4] == b"RIFF":
        return _RIFF.get(head[8:12], Sort("other"))
    if head[4:8] == b"ftyp":
        return _BRANDS.get(head[8:12], Sort("other"))
    for sign, sort in _SIGNS:
        if head.startswith(sign):
            return sort
    return Sort("other") if b"\0" in head or not head else Sort("text")


def _decoded(vault: Vault, file: StoredFile, what: str, page: int = 1) -> bytes:
    if file.length > _LARGEST or sort_of(vault, file).form != what.partition("-")[0]:
        raise CannotShowError(file.id)
    return _made(what, b"".join(read_file(vault, file)), page, file.id)


def _made(what: str, data: bytes, page: int, name: str) -> bytes:
    with _AT_ONCE:
        made = _ask([sys.executable, "-I", str(_DECODER), what, str(page - 1)], data, seconds=_SECONDS)
    if made is None:
        raise CannotShowError(name)
    return made


def _ask(command: Sequence[str], data: bytes, *, seconds: float) -> bytes | None:
    """Return what a process without any key makes of `data`; None if it fails, dawdles, or says too much.

    Each file has a process of its own: what one document does to it, the next never meets.
    """
    pipe, nothing = subprocess.PIPE, subprocess.DEVNULL
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=nothing, env={}, cwd="/") as child:  # noqa: S603
        stop = Timer(seconds, child.kill)
        feeder = Thread(target=_feed, args=(child, data))
        stop.start()
        feeder.start()
        made = child.stdout.read(_LARGEST_ANSWER + 1) if child.stdout else b""
        if len(made) > _LARGEST_ANSWER:
            child.kill()
        failed = child.wait()
        stop.cancel()
        feeder.join()
    return None if failed or not made else made


def _feed(child: subprocess.Popen[bytes], data: bytes) -> None:
    """Hand the file over; a child that ended before it had read everything is no error here."""
    if child.stdin:
        with suppress(BrokenPipeError), child.stdin:
            child.stdin.write(data)


def _streamed(vault: Vault, file: StoredFile, part: range, mime: str) -> StreamingHttpResponse:
    parts = _cut(read_file(vault, file, part.start), len(part))
    first = next(parts, b"")  # what is damaged shows itself before an answer has begun
    response = StreamingHttpResponse(chain((first,), parts), content_type=mime)
    response.headers["Content-Length"] = str(len(part))
    response.headers["Content-Disposition"] = 'attachment; filename="file"'
    response.headers["Content-Security-Policy"] = _ALONE
    return response


def _cut(parts: Iterator[bytes], length: int) -> Iterator[bytes]:
    """Yield the first `length` bytes."""
    for part in parts:
        yield part[:length]
        length -= len(part)
        if length <= 0:
            return


def _asked(request: HttpRequest, length: int) -> range | None:
    """Return the bytes a player asks for, or None when it asks for all; Safari asks for two first, and means it."""
    unit, _, wanted = request.headers.get("Range", "").partition("=")
    begin, dash, end = wanted.partition("-")
    if unit != "bytes" or not dash or not _is_place(begin) or int(begin) >= length:
        return None
    asked = range(int(begin), min(int(end) + 1, length) if _is_place(end) else length)
    return asked or None


def _is_place(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= 15
