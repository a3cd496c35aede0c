"""A command in a hurry is set for it, leaves the process as it was, and ends with what it said said."""

import gc
import subprocess
import sys

import pytest

from bereginya.cli.tuning import hurried

ENDS = """
import atexit
from bereginya.cli import tuning
atexit.register(print, "tidied up")
def end():
    print("said")
"""


def test_a_process_is_as_it_was_once_the_hurry_is_over() -> None:
    before = (sys.getswitchinterval(), gc.isenabled())
    with hurried():
        assert (sys.getswitchinterval() < before[0], gc.isenabled()) == (True, False)
    assert (sys.getswitchinterval(), gc.isenabled()) == before


@pytest.mark.parametrize(
    ("how", "said", "code"),
    [
        ("raise tuning.Done(0)", "said\n", 0),
        ("raise SystemExit(3)", "said\ntidied up\n", 3),
        ("", "said\ntidied up\n", 0),
    ],
)
def test_only_a_command_that_did_all_leaves_at_once(how: str, said: str, code: int) -> None:
    done = subprocess.run(
        [sys.executable, "-c", f"{ENDS}    {how}\ntuning.run(end)"], capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.returncode) == (said, code)
