"""Turns a stranger's picture, page or text into plain pixels or letters. Runs alone, as a process without any key.

It gets bytes on its standard input and answers on its standard output; it imports nothing of ours. Before it looks at
the first byte it gives up the right to open any file or connection, to write any file, to start anything, to touch
another process, and to use much memory or time. Whatever takes it over gets a dead end. Started by viewing.py.
"""

import codecs
import ctypes
import os
import resource
import struct
import sys
from io import BytesIO

from PIL import Image, ImageOps, MpoImagePlugin

_FORMATS = ("GIF", "JPEG", "PNG", "WEBP")
_LARGEST_PIXELS = 60_000_000
_SIZE, _VEILED_SIZE = 1600, 220
_MEMORY, _SECONDS = 900 * 1024 * 1024, 15
_LETTERS = 20_000
_CYRILLIC = range(0x0400, 0x0500)

_CALLS: dict[str, tuple[int, tuple[int, ...]]] = {
    # read, write, close, fstat, lseek, mmap, mprotect, munmap, brk, rt_sig{action,procmask,return}, sched_yield,
    # mremap, madvise, exit, futex, clock_gettime, exit_group, getrandom
    "x86_64": (0xC000003E, (0, 1, 3, 5, 8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 28, 60, 202, 228, 231, 318)),
    "aarch64": (
        0xC00000B7,
        (63, 64, 57, 80, 62, 222, 226, 215, 214, 134, 135, 139, 124, 216, 233, 93, 98, 113, 94, 278),
    ),
}
"""What the kernel still does for us, by machine: its audit number and the numbers of the calls (Linux's own tables)."""


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


def rehearse_papers() -> None:
    """Do the same for a document. Its reader is imported only for documents: it is large."""
    import pypdfium2  # noqa: PLC0415 - see above

    with pypdfium2.PdfDocument.new() as blank:
        blank.new_page(100, 100)
        out = BytesIO()
        blank.save(out)
    pages(out.getvalue())
    paper(out.getvalue(), 0, veiled=True)


def give_up_rights() -> None:
    """Leave this process its three open pipes, bounded memory and time, and nothing else."""
    for what, limit in (
        (resource.RLIMIT_AS, _MEMORY),
        (resource.RLIMIT_CPU, _SECONDS),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_NOFILE, 0),  # not 3: who closes a pipe could open something in its place
    ):
        resource.setrlimit(what, (limit, limit))
    if sys.platform == "linux" and os.uname().machine in _CALLS:
        _ask_the_kernel_for_little(*_CALLS[os.uname().machine])


def _ask_the_kernel_for_little(machine: int, calls: tuple[int, ...]) -> None:
    """Have the kernel refuse all but the listed calls: limits alone let a process of this user read another's memory.

    A program for prctl(PR_SET_SECCOMP), each line `code, to if true, to if false, value` of linux/filter.h. A kernel
    that was built without it leaves us the limits.
    """
    load, equal, answer = 0x20, 0x15, 0x06
    lines = [(load, 0, 0, 4), (equal, 1, 0, machine), (answer, 0, 0, 0x80000000), (load, 0, 0, 0)]
    lines += [(equal, len(calls) - place, 0, call) for place, call in enumerate(calls)]
    lines += [(answer, 0, 0, 0x00050001), (answer, 0, 0, 0x7FFF0000)]  # "not permitted", and the place of the allowed
    program = ctypes.create_string_buffer(b"".join(struct.pack("=HBBI", *line) for line in lines))
    header = ctypes.create_string_buffer(struct.pack("@HP", len(lines), ctypes.addressof(program)))
    kernel = ctypes.CDLL(None)
    kernel.prctl(38, 1, 0, 0, 0)  # PR_SET_NO_NEW_PRIVS
    kernel.prctl(22, 2, header, 0, 0)  # PR_SET_SECCOMP, with a filter


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


def pages(data: bytes) -> bytes:
    """Return how many pages a document has, in digits."""
    import pypdfium2  # noqa: PLC0415 - only for documents

    with pypdfium2.PdfDocument(data) as opened:
        return str(len(opened)).encode()


def paper(data: bytes, number: int, *, veiled: bool) -> bytes:
    """Return one page of a document as a picture; nothing in it is run and no form is filled in."""
    import pypdfium2  # noqa: PLC0415 - only for documents

    with pypdfium2.PdfDocument(data) as opened:
        page = opened[number]
        drawn = page.render(scale=_SIZE / max(*page.get_size(), 1.0)).to_pil()
    out = BytesIO()
    drawn.convert("RGB").save(out, "PNG")
    return picture(out.getvalue(), veiled=veiled)


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
    """Do what the first argument asks for; of a document, with the page that the second one counts from 0."""
    what, number = sys.argv[1], int(sys.argv[2])
    rehearse()
    if what.startswith("paper"):
        rehearse_papers()
    give_up_rights()
    data = sys.stdin.buffer.read()
    ways = {
        "text": lambda: text(data),
        "picture": lambda: picture(data, veiled=False),
        "picture-veiled": lambda: picture(data, veiled=True),
        "paper": lambda: paper(data, number, veiled=False),
        "paper-veiled": lambda: paper(data, number, veiled=True),
        "paper-pages": lambda: pages(data),
    }
    sys.stdout.buffer.write(ways[what]())


if __name__ == "__main__":
    main()
