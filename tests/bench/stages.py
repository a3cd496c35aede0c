"""Where the time of a trace goes, and a trace with a saved index: each in a process of its own, little else loaded.

`python -m tests.bench.stages whole INQUIRIES REGISTER OUTPUT` does what the command does and prints one JSON object a
stage: seconds on the clock, of this process, and of the helper. `… saved INQUIRIES INDEX OUTPUT` traces with an index.
"""

import json
import os
import resource
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from bereginya.names.apart import Helper


@dataclass(slots=True)
class Watch:
    """Prints how long each stage took."""

    helper: Helper
    last: tuple[float, float, float] = field(default=(0.0, 0.0, 0.0))

    def __call__(self, stage: str) -> None:
        """Say that a stage has ended."""
        now = (time.perf_counter(), time.process_time(), _spent(self.helper.id))
        clock, own, apart = (after - before for after, before in zip(now, self.last, strict=True))
        self.last = now
        told = {"stage": stage, "clock": round(clock, 3), "own": round(own, 3), "helper": round(apart, 3)}
        sys.stdout.write(json.dumps(told) + "\n")


def _spent(process: int) -> float:
    """Return the processor time of another process (proc(5): utime and stime)."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def whole(inquiries: Path, register: Path, output: Path) -> None:
    """Trace as the command does, and tell how long each stage took."""
    with Helper() as helper:
        used = resource.getrusage(resource.RUSAGE_SELF)
        watch = Watch(helper, (time.perf_counter(), used.ru_utime + used.ru_stime, 0.0))
        from bereginya.cli.tracing_answers import rounded
        from bereginya.tracing import Index, People, Resident, keys, reading, writing
        from bereginya.tracing.keying import Keying

        keying = Keying(helper)
        watch("libraries")

        def people(path: Path) -> People:
            source = reading.look(path)
            read = reading.read(source, reading.mapped(source), keep_coded=True)
            found = People.from_arrow(read.table)
            keys.begin(keying, found.words)
            return found

        sought = people(inquiries)
        watch("reading inquiries")
        listed = people(register)
        watch("reading the register")
        index = Index.build(listed, register.name, keying.keys_of)
        watch("index, with the keys of names")
        ready = Resident.of(index)
        found = ready.ask(sought, threads=os.cpu_count() or 1, keys_of=keying.keys_of)
        watch("near names, search, chances")
        writing.write(rounded(found.table), output)
        watch("writing")


def saved(inquiries: Path, index: Path, output: Path) -> None:
    """Trace with a saved index: what the second run over one list would be."""
    with Helper() as helper:
        from bereginya.tracing import Index, People, keys, link, reading, writing
        from bereginya.tracing.keying import Keying

        source, keying = reading.look(inquiries), Keying(helper)
        people = People.from_arrow(reading.read(source, reading.mapped(source), keep_coded=True).table)
        keys.begin(keying, people.words)
        writing.write(link(people, Index.load(index), keys_of=keying.keys_of).table, output)


if __name__ == "__main__":
    {"whole": whole, "saved": saved}[sys.argv[1]](*map(Path, sys.argv[2:]))
