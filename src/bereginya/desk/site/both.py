"""Door and desk as two processes under one command. Each survives the other; both end with the command."""

import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from bereginya.desk.site.settings import Process, SiteSettings

REFUSED = 2
"""The exit status of a process that may not start: a wrong setting, or another one runs on the same data."""
_TOO_OFTEN = 5
_MINUTE = 60.0
_PATIENCE = 20.0
"""Seconds in which a process has to end by itself."""


@dataclass(slots=True)
class _Child:
    process: Process
    running: subprocess.Popen[bytes]
    began: list[float] = field(default_factory=list)


def run_both(site: SiteSettings, processes: Sequence[Process] = tuple(Process)) -> int:
    """Run the processes until this one is told to stop; start again what broke down. Return the exit status."""
    for stop in (signal.SIGTERM, signal.SIGHUP):  # a closed terminal ends it as tidily as Ctrl-C
        signal.signal(stop, signal.default_int_handler)
    children = [_Child(process, _start(site, process), [time.monotonic()]) for process in processes]
    try:
        return _watch(site, children)
    except KeyboardInterrupt:
        return 0
    finally:
        _end([child.running for child in children])


def _end(running: Sequence[subprocess.Popen[bytes]], patience: float = _PATIENCE) -> None:
    """End them tidily; what is too busy, or is told a second time, at once: no desk outlives its command with keys."""
    for one in running:
        one.terminate()
    try:
        for one in running:
            one.wait(patience)
    except (KeyboardInterrupt, subprocess.TimeoutExpired):
        for one in running:
            one.kill()
            one.wait()


def _watch(site: SiteSettings, children: list[_Child]) -> int:
    while True:
        time.sleep(0.2)
        for child in children:
            ended = child.running.poll()
            if ended is None:
                continue
            if ended == REFUSED or not _may_start_again(child):
                return ended or 1
            child.running = _start(site, child.process)


def _may_start_again(child: _Child) -> bool:
    now = time.monotonic()
    child.began = [then for then in child.began if now - then < _MINUTE] + [now]
    return len(child.began) <= _TOO_OFTEN


def _start(site: SiteSettings, process: Process) -> subprocess.Popen[bytes]:
    """Start a process; it ends by itself when our end of its standard input is closed."""
    command = [sys.executable, "-m", "bereginya.desk.site", process.value, site.to_text()]
    return subprocess.Popen(command, stdin=subprocess.PIPE)  # noqa: S603 - our own module
