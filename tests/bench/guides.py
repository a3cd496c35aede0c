"""The pages of the law at the door: the self-check at every step, a guide, the file without a connection."""

import time
from collections.abc import Callable, Iterator
from statistics import median

import tests.desk.conftest  # noqa: F401 - the settings of the door, before its rooms are imported
from bereginya.desk.counsel.self_check import ABOUT
from bereginya.desk.teaching import offline
from bereginya.desk.teaching.guides import guides
from tests.bench.table import Figure, Target, percentile
from tests.desk.world import Committee

TOLD = {"status": "conscript", "service_start_date": "2026-06-01", "contract_state": "none", "violence_by": "equals"}
ROUNDS = 10


def figures() -> Iterator[Figure]:
    """Measure processor time in one process, each page made whole with its template."""
    door = Committee().door()
    first = _timed(lambda: door.text("/g/ru/"))
    checks = [{"about": about, **told} for about in ABOUT for told in ({}, {"status": "conscript"}, TOLD)]
    pages: list[Callable[[], object]] = [lambda sent=sent: door.post("/p/ru/", sent) for sent in checks]  # type: ignore[misc]  # bound at once
    for page in pages:
        page()
    times = [_timed(page) for _ in range(ROUNDS) for page in pages]
    beside = f"median {median(times) * 1000:.0f} ms; {len(pages)} steps of {len(ABOUT)} topics, processor time"
    yield Figure("a self-check page, p95", percentile(times, 0.95) * 1000, "ms", Target(below=50), beside)
    one = median(_timed(lambda: door.text("/g/ru/7/")) for _ in range(ROUNDS))
    beside = f"the first in a process, which reads all {len(guides())} guides and the law: {first * 1000:.0f} ms"
    yield Figure("a guide, processor time", one * 1000, "ms", beside=beside)
    offline._made.cache_clear()
    made, again = _timed(lambda: door.text("/g/ru/f/")), _timed(lambda: door.text("/g/ru/f/"))
    beside = f"made once a day and language; then {again * 1000:.1f} ms"
    yield Figure("the file without a connection, processor time", made * 1000, "ms", beside=beside)


def _timed(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    for figure in figures():
        print(figure.line())
