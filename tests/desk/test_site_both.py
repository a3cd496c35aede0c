"""Door and desk end with their command, whatever they are busy with."""

import subprocess
import sys

from bereginya.desk.site.both import _end

_DEAF = "import signal, sys, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(1, flush=True); time.sleep(60)"


def test_a_process_that_does_not_listen_is_ended_all_the_same() -> None:
    deaf = subprocess.Popen([sys.executable, "-c", _DEAF], stdout=subprocess.PIPE)
    assert deaf.stdout is not None
    assert deaf.stdout.readline()  # it does not listen from now on

    _end([deaf], patience=0.1)

    assert deaf.returncode == -9
    deaf.stdout.close()
