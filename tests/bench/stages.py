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
from typing import TYPE_CHECKING

from bereginya.cli.tuning import Done, hurried, run
from bereginya.names.apart import Helper

if TYPE_CHECKING:
    from bereginya.tracing.engines import Register


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
    with hurried(), Helper() as helper:
        used = resource.getrusage(resource.RUSAGE_SELF)
        watch = Watch(helper, (time.perf_counter(), used.ru_utime + used.ru_stime, 0.0))
        from bereginya.cli.tracing_answers import rounded
        from bereginya.tracing import Index, Resident, loops, models, writing
        from bereginya.tracing.engines import Ahead
        from bereginya.tracing.keying import Keying
        from bereginya.tracing.link import encode, givens_of, known_givens

        watch("libraries")
        sought, listed = _opened(inquiries), _opened(register)
        with Ahead(Keying(helper)) as ahead:
            ahead.begin((sought, listed))
            loops.load()
            watch("machine code, while files are read")
            people, keys_of = ahead.listed(sought).people, ahead.keying.keys_of
            begun = ahead.listed(listed).people
        watch("the rest of reading")
        made = Index.begin(begun, register.name, keys_of)
        watch("keys of the register")
        givens = known_givens([givens_of(made)])
        encoded = encode(people, givens, keys_of)
        ready = Resident((made.whole(),), models.model(), givens)
        watch("keys of the inquiries, while records are put in order")
        found = ready.answer(people, encoded, threads=os.cpu_count() or 1)
        watch("near names, search, chances")
        writing.write(rounded(found.table), output)
        watch("writing")


def saved(inquiries: Path, index: Path, output: Path) -> None:
    """Trace with a saved index, set as a command is: what the second run over one list would be."""
    with hurried(), Helper() as helper:
        from bereginya.tracing import Index, link, loops, writing
        from bereginya.tracing.engines import Ahead
        from bereginya.tracing.keying import Keying

        sought = _opened(inquiries)
        with Ahead(Keying(helper)) as ahead:
            ahead.begin((sought,))
            loops.load()
            people = ahead.listed(sought).people
            writing.write(link(people, Index.load(index), keys_of=ahead.keying.keys_of).table, output)
    raise Done(0)


def _opened(path: Path) -> "Register":
    from bereginya.tracing import reading
    from bereginya.tracing.engines import Register

    source = reading.look(path)
    return Register(path.name, source, reading.mapped(source))


if __name__ == "__main__":
    run(lambda: {"whole": whole, "saved": saved}[sys.argv[1]](*map(Path, sys.argv[2:])))
