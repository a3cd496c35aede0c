"""How the process of a command that works alone for some seconds is set: for its own speed, on its own terms.

Only a command does so, for itself: a library is a guest, and a desk lives for weeks. Nothing here changes an answer.
"""

import ctypes
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import NoReturn

from bereginya.facts.collecting import not_collecting

_SWITCH = 0.0005  # seconds
_MALLOPT = {-4: (0, 1 << 16), -1: ((1 << 31) - 1, 1 << 17), -2: (64 << 20, 1 << 17)}
"""Of mallopt(3) M_MMAP_MAX, M_TRIM_THRESHOLD, M_TOP_PAD: as a hurried command has them, and as they are usually."""


class Done(SystemExit):
    """The command has done what it was asked, or said why not; its files are closed: nothing is left but to leave."""


@contextmanager
def hurried() -> Iterator[None]:
    """Set this process for a few seconds of work, after which it ends; afterwards all is as usual.

    Threads that read files or listen to a helper get their turn ten times as soon as usual: they want it for a moment
    and then work without the lock. Nobody looks for cycles: what is made here is columns, and the end takes all.
    Memory of one step is that of the next: given back and asked for again, each page would be cleared anew. Whoever
    ends within is Done: what threads still read nobody waits for.
    """
    switch = sys.getswitchinterval()
    sys.setswitchinterval(_SWITCH)
    _tell_allocator(hurried=True)
    try:
        with not_collecting():
            yield
    except SystemExit as end:
        raise Done(end.code) from end
    finally:
        _tell_allocator(hurried=False)
        sys.setswitchinterval(switch)


def _tell_allocator(*, hurried: bool) -> None:
    """Set how glibc keeps memory; other libraries do as they do."""
    with suppress(OSError, ValueError):
        if (os.confstr("CS_GNU_LIBC_VERSION") or "").startswith("glibc"):
            for what, (quick, usual) in _MALLOPT.items():
                ctypes.CDLL(None).mallopt(what, quick if hurried else usual)


def run(command: Callable[[], object]) -> NoReturn:
    """Run a command to its end. One that ends as Done leaves at once: gigabytes that go anyway are not tidied up."""
    try:
        command()
    except Done as end:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(end.code if isinstance(end.code, int) else 0)
    sys.exit()
