"""Files that strangers sent, shown without trusting them.

What a file is, its first bytes tell, never its name. Pictures and texts are decoded by a process of their own that
holds no key and can open nothing (decoder.py); a page gets fresh pixels or letters and never the stranger's bytes.
Sounds are handed to the browser's player. Everything else can only be taken out of the desk.
"""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from threading import BoundedSemaphore
from typing import Literal

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse

from bereginya.facts.errors import BereginyaError
from bereginya.vault import StoredFile, Vault, read_file

Form = Literal["picture", "sound", "video", "text", "other"]
_DECODER = Path(__file__).with_name("decoder.py")
_SECONDS = 20
_LARGEST = 50 * 1024 * 1024
"""Bytes of a picture or text that are decoded; larger ones can only be taken out."""
_HEAD = 64
_AT_ONCE = BoundedSemaphore(2)


class CannotShowError(BereginyaError):
    """A file could not be decoded: it is too large, damaged, or not what it seems."""

    code = "ui.cannot-show"


@dataclass(frozen=True, slots=True)
class Sort:
    """What a file is, by its first bytes: how it can be shown, and the type a player is told."""

    form: Form
    mime: str = "application/octet-stream"


_SIGNS: tuple[tuple[int, bytes, Sort], ...] = (
    (0, b"\xff\xd8\xff", Sort("picture", "image/jpeg")),
    (0, b"\x89PNG\r\n\x1a\n", Sort("picture", "image/png")),
    (0, b"GIF8", Sort("picture", "image/gif")),
    (8, b"WEBP", Sort("picture", "image/webp")),
    (0, b"OggS", Sort("sound", "audio/ogg")),
    (0, b"ID3", Sort("sound", "audio/mpeg")),
    (0, b"\xff\xfb", Sort("sound", "audio/mpeg")),
    (8, b"WAVE", Sort("sound", "audio/wav")),
    (0, b"#!AMR", Sort("sound", "audio/amr")),
    (4, b"ftypM4A", Sort("sound", "audio/mp4")),
    (4, b"ftyp", Sort("video", "video/mp4")),
    (0, b"\x1aE\xdf\xa3", Sort("video", "video/webm")),
    (0, b"%PDF", Sort("other")),
    (0, b"PK", Sort("other")),
)


def sort_of(vault: Vault, file: StoredFile) -> Sort:
    """Return what the file is."""
    head = b""
    for part in read_file(vault, file):
        head = part[:_HEAD]
        break
    return _sort(head)


def picture(vault: Vault, file: StoredFile, *, veiled: bool) -> HttpResponse:
    """Answer with the picture as fresh pixels, small and grey when `veiled`; raise CannotShowError."""
    made = _decoded(vault, file, "veiled" if veiled else "clear")
    return HttpResponse(made, content_type="image/jpeg")


def text(vault: Vault, file: StoredFile) -> str:
    """Return the beginning of a text; raise CannotShowError."""
    return _decoded(vault, file, "text").decode()


def play(request: HttpRequest, vault: Vault, file: StoredFile) -> StreamingHttpResponse:
    """Answer the browser's player with a sound or a film, from where it asks for; raise CannotShowError."""
    sort = sort_of(vault, file)
    if sort.form not in {"sound", "video"}:
        raise CannotShowError(file.id)
    start = _asked_start(request, file.length)
    response = _streamed(vault, file, start or 0, sort.mime)
    response.headers["Accept-Ranges"] = "bytes"
    if start is not None:
        response.status_code = 206
        response.headers["Content-Range"] = f"bytes {start}-{file.length - 1}/{file.length}"
    return response


def take_out(vault: Vault, file: StoredFile) -> StreamingHttpResponse:
    """Answer with the file as it came, to be saved: the browser shows nothing of it and is told no name."""
    return _streamed(vault, file, 0, "application/octet-stream")


def _sort(head: bytes) -> Sort:
    for place, sign, sort in _SIGNS:
        if head[place : place + len(sign)] == sign:
            return sort
    return Sort("other") if b"\0" in head or not head else Sort("text")


def _decoded(vault: Vault, file: StoredFile, what: str) -> bytes:
    expected = "text" if what == "text" else "picture"
    if file.length > _LARGEST or sort_of(vault, file).form != expected:
        raise CannotShowError(file.id)
    data = b"".join(read_file(vault, file))
    command = [sys.executable, "-I", str(_DECODER), what]
    with _AT_ONCE:
        try:
            done = subprocess.run(  # noqa: S603 - our own program, and the argument is one of three words
                command, input=data, capture_output=True, env={}, cwd="/", timeout=_SECONDS, check=False
            )
        except subprocess.TimeoutExpired:
            raise CannotShowError(file.id) from None  # the cause holds what was decoded so far
    if done.returncode or not done.stdout:
        raise CannotShowError(file.id)
    return done.stdout


def _streamed(vault: Vault, file: StoredFile, start: int, mime: str) -> StreamingHttpResponse:
    parts: Iterator[bytes] = read_file(vault, file, start)
    first = next(parts, b"")  # what is damaged shows itself before an answer has begun
    response = StreamingHttpResponse(chain((first,), parts), content_type=mime)
    response.headers["Content-Length"] = str(file.length - start)
    response.headers["Content-Disposition"] = 'attachment; filename="file"'
    return response


def _asked_start(request: HttpRequest, length: int) -> int | None:
    """Return the first byte a player asks for, or None when it asks for all."""
    unit, _, wanted = request.headers.get("Range", "").partition("=")
    begin, dash, _ = wanted.partition("-")
    if unit != "bytes" or not dash or not begin.isdecimal() or len(begin) > 15 or int(begin) >= length:
        return None
    return int(begin)
