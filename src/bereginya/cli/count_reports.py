"""The reports of a count, on a page and on paper, in the languages asked for."""

from collections.abc import Iterator, Mapping, Sequence

from bereginya.counting.counted import Counted
from bereginya.counting.public import Public
from bereginya.counting.report import Report, inside, outside
from bereginya.counting.report.page import page
from bereginya.counting.report.paper import layout, paper
from bereginya.letters.setter import NoGlyphError, compiled

_NO_LETTER = "\u25a1"  # stands on paper for a letter that no font of ours has
_MOST_STRANGE = 100


def reports(
    counted: Counted, public: Public | None, settings: Mapping[str, object], languages: Sequence[str]
) -> Iterator[tuple[str, bytes]]:
    """Yield the name of each file below the folder of the count, and what stands in it."""
    for language in languages:
        yield from _both("internal", inside(counted, language, settings))
        if public is not None:
            yield from _both("public", outside(counted, public, language, settings))


def _both(folder: str, report: Report) -> Iterator[tuple[str, bytes]]:
    yield f"{folder}/report.{report.language}.html", page(report).encode()
    yield f"{folder}/report.{report.language}.pdf", _pdf(paper(report))


def _pdf(data: str) -> bytes:
    """Return the tagged PDF; a letter that cannot be shown becomes an empty box, as no report fails over a letter."""
    for _ in range(_MOST_STRANGE):
        try:
            return compiled(layout(), {"report": data})
        except NoGlyphError as error:
            if error.character not in data:
                raise
            data = data.replace(error.character, _NO_LETTER)
    raise ValueError("too many letters that no font has")
