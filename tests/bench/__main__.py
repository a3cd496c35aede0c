"""Measure what docs/performance.md claims: `make bench`.

It builds a committee of ten thousand people in a folder for temporary files, starts the real door and desk on it and
uses them as browsers do. Every figure is a median over several rounds. A target that is missed is shown as missed.
"""

import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from tests.bench import counting, desk, door, files, guides, lists, post, tracing
from tests.bench.table import HEAD, Figure, machine, show
from tests.bench.world import ENTRIES_EACH, PEOPLE, build


def main(people: int) -> None:
    """Measure everything and print a table."""
    show(machine())
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        start = time.perf_counter()
        build(data, people)
        took = time.perf_counter() - start
        show([f"{people:,} people and {people * ENTRIES_EACH:,} entries, built in {took:.0f} s", "", HEAD])
        parts: tuple[Callable[[], Iterable[Figure]], ...] = (
            lambda: desk.run(data),
            lambda: door.run(data),
            door.sign_ins,
            files.figures,
            post.figures,
            guides.figures,
            tracing.figures,
            lists.figures,
            counting.figures,
        )
        for part in parts:
            show([figure.line() for figure in part()])


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE)
