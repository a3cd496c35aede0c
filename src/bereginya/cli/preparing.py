"""Compiling what searches lists, once, in a process of its own, while people do other things.

Half a minute of work on a new machine. Whoever searches before it is done waits for the same, no longer.
"""

import os
import subprocess
import sys
from pathlib import Path

import bereginya

_LOOPS = Path(bereginya.__file__).parent / "tracing"
_LAST_IN_LINE = 15


def prepare() -> None:
    """Begin to compile, unless it was done since the program last changed."""
    written = max(one.stat().st_mtime for one in _LOOPS.rglob("*.py"))
    compiled = [one.stat().st_mtime for one in (_LOOPS / "__pycache__").rglob("*.nbi")]
    if not compiled or max(compiled) < written:
        command = [sys.executable, "-m", "bereginya.tracing"]
        running = subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True)  # noqa: S603 - our own module
        os.setpriority(os.PRIO_PROCESS, running.pid, _LAST_IN_LINE)
