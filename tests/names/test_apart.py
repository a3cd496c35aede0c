"""The process that makes keys answers as the library does, and does not outlive who asked."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from select import select
from typing import get_args

import pytest

from bereginya import names
from bereginya.names.apart import Helper, HelperGoneError
from bereginya.names.keys import Part, keys_in

TEXTS = ("Ковтун", "Schewtschenko", "", "Сер\nгей", "Александр-Иван", "\udc00 Ґедзь", "Петрович")


@pytest.fixture
def helper() -> Iterator[Helper]:
    with Helper() as one:
        yield one


def test_its_keys_are_those_of_the_library(helper: Helper) -> None:
    parts = get_args(Part)

    found = helper.key_lines_each(TEXTS, parts)

    assert [[keys_in(line) for line in lines] for lines in found] == [names.keys_of(TEXTS, part) for part in parts]
    assert helper.key_lines_each((), parts) == [[], [], []]


def test_no_name_stands_among_its_arguments(helper: Helper) -> None:
    helper.key_lines_each(TEXTS, ["surname"])

    told = Path(f"/proc/{helper.id}/cmdline").read_bytes().split(b"\0")

    assert told[-4:] == [b"-P", b"-m", b"bereginya.names.apart", b""]


def test_who_asks_one_that_is_gone_is_told_so(helper: Helper) -> None:
    os.kill(helper.id, signal.SIGKILL)

    with pytest.raises(HelperGoneError):
        helper.key_lines_each(TEXTS, ["surname"])


def test_it_ends_with_a_parent_that_was_killed() -> None:
    script = (
        "import os, signal; from bereginya.names.apart import Helper; one = Helper(); "
        "one.key_lines_each(['Ґедзь'], ['given']); "
    )
    with subprocess.Popen(
        [sys.executable, "-c", f"{script}print(one.id, flush=True); input(); os.kill(os.getpid(), signal.SIGKILL)"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as parent:
        assert parent.stdout is not None
        process = os.pidfd_open(int(parent.stdout.readline()))
        parent.communicate("\n")

    assert select([process], [], [], 60)[0] == [process]
    os.close(process)
