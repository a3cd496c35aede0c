"""Turns a stranger's picture or text into plain pixels or plain letters. Runs alone, as a process without any key.

It gets bytes on its standard input and answers on its standard output; it imports nothing of ours. Before it looks at
the first byte it gives up the right to open any file or connection, to write any file, to start anything, and to use
much memory or time. Whatever takes it over gets a dead end. Started by viewing.py.
"""

import codecs
import resource
import sys
from io import BytesIO

from PIL import Image, ImageOps, MpoImagePlugin

_FORMATS = ("GIF", "JPEG", "PNG", "WEBP")
_LARGEST_PIXELS = 60_000_000
_SIZE, _VEILED_SIZE = 1600, 220
_MEMORY, _SECONDS = 900 * 1024 * 1024, 15
_LETTERS = 20_000
_CYRILLIC = range(0x0400, 0x0500)


def rehearse() -> None:
    """Go every way once with a picture of our own, so that nothing is left to be imported when no file opens."""
    Image.init()
    MpoImagePlugin.__name__  # noqa: B018 - some telephones write this kind of JPEG
    for form in _FORMATS:
        for mode in ("RGB", "P"):
            out = BytesIO()
            Image.new("RGB" if form in {"JPEG", "WEBP"} else mode, (9, 9)).save(out, form)
            picture(out.getvalue(), veiled=mode == "P")
    for encoding in ("utf-8-sig", "cp1251"):
        codecs.lookup(encoding)


def give_up_rights() -> None:
    """Leave this process three open pipes, bounded memory and time, and nothing else."""
    for what, limit in (
        (resource.RLIMIT_AS, _MEMORY),
        (resource.RLIMIT_CPU, _SECONDS),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_NOFILE, 3),
    ):
        resource.setrlimit(what, (limit, limit))


def picture(data: bytes, *, veiled: bool) -> bytes:
    """Return the first frame as a fresh JPEG without any metadata; veiled, it is small and grey."""
    Image.MAX_IMAGE_PIXELS = _LARGEST_PIXELS // 2  # Pillow refuses twice as much
    size = _VEILED_SIZE if veiled else _SIZE
    with Image.open(BytesIO(data), formats=_FORMATS) as opened:
        opened.draft("RGB", (2 * size, 2 * size))
        upright = ImageOps.exif_transpose(opened)
    upright.thumbnail((size, size))
    flat = Image.new("RGB", upright.size, "white")
    flat.paste(upright.convert("RGBA"), mask=upright.convert("RGBA").getchannel("A"))
    out = BytesIO()
    (flat.convert("L") if veiled else flat).save(out, "JPEG", quality=85)
    return out.getvalue()


def text(data: bytes) -> bytes:
    """Return the beginning of a text as UTF-8; what is none may be Windows-1251 if that makes it Cyrillic."""
    try:
        letters = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        letters = data.decode("cp1251")
        if sum(ord(letter) in _CYRILLIC for letter in letters) * 3 < len(letters):
            raise
    return letters[:_LETTERS].encode()


def main() -> None:
    """Do what the one argument asks for."""
    rehearse()
    give_up_rights()
    data, what = sys.stdin.buffer.read(), sys.argv[1]
    sys.stdout.buffer.write(text(data) if what == "text" else picture(data, veiled=what == "veiled"))


if __name__ == "__main__":
    main()
