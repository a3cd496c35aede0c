"""Letters: a batch of a hundred, a letter alone, and five thousand clocks."""

import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from bereginya.letters import Days, Letter, clocks, compose, docx_letter, find_template, typeset_letter
from tests.bench.table import HEAD, Figure, Target, over_rounds, show
from tests.letters.pdf import pages_of
from tests.letters.world import DAY, facts_for

_LETTERS = 100
_CLOCKS = 5000


def figures() -> Iterator[Figure]:
    """Yield what docs/performance.md claims of letters."""
    first = time.perf_counter()
    typeset_letter(two_pages(0))
    yield Figure("the first letter of a process, fonts and rules read", time.perf_counter() - first, "s")
    batch = over_rounds(3, lambda: seconds(lambda: [typeset_letter(two_pages(one)) for one in range(_LETTERS)]))
    yield Figure(f"{_LETTERS} letters of two pages, composed and typeset", batch, "s", Target(below=10))
    words = over_rounds(3, lambda: seconds(lambda: [docx_letter(two_pages(one)) for one in range(_LETTERS)]))
    yield Figure(f"{_LETTERS} letters of two pages as DOCX", words, "s", Target(below=10))
    sent = [DAY - timedelta(one % 60) for one in range(_CLOCKS // len(clocks("appeal", Days(sent=DAY))))]
    running = over_rounds(3, lambda: seconds(lambda: [clocks("appeal", Days(sent=day)) for day in sent]))
    yield Figure(f"{_CLOCKS} clocks, all that run on their letters", running, "s", Target(below=0.2))


def two_pages(number: int) -> Letter:
    """Return a letter of two pages that differs from every other in its number and its words."""
    template = find_template("ru/prosecutor-complaint")
    told = "\n\n".join(f"{one}. Обстоятельство № {number * 10 + one} изложено здесь." for one in range(9))
    facts = facts_for(template)
    return compose(template, {**facts, "facts": f"{facts['facts']}\n\n{told}"}, day=DAY, number=f"2026/{number + 1}")


def seconds(work: Callable[[], object]) -> float:
    """Return how long the work took."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    """Measure and print a table."""
    show([f"measured on {date.today()}", "", HEAD])  # noqa: DTZ011 - for the reader
    show([figure.line() for figure in figures()])
    show([f"a letter of the batch has {pages_of(typeset_letter(two_pages(1)))} pages"])


if __name__ == "__main__":
    main()
