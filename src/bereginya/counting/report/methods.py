"""What each method says, what it takes for granted, and what may not be used and why."""

from collections.abc import Sequence

from bereginya.counting.counted import Counted
from bereginya.counting.public import Public
from bereginya.counting.report.plots import Axis, Range, answers_plot, steps
from bereginya.counting.report.values import Block, Bullets, Figure, Grid, Section, head, name_of, value_told
from bereginya.counting.saying import number, sentence, span, told
from bereginya.counting.values import Reason, Refusal

_FARTHEST = 3.0  # times the greatest answer, to which an axis reaches at most


def methods(counted: Counted, language: str) -> Section:
    """Return what every usable method says, the declared one first; pairs of lists are left to the record."""
    usable = [one for one in counted.count.answers.usable() if not one.method.startswith("chapman")]
    said = [(one.method, one.estimate, one.lo, one.hi) for one in usable]
    return _methods(said, counted.count.declared, counted.table.n, language)


def safe_methods(counted: Counted, public: Public, language: str) -> Section:
    """Return what may be published of what the methods say."""
    said = [(one.method, one.estimate, one.lo, one.hi) for one in public.others]
    return _methods(said, counted.count.declared, public.seen, language)


def _methods(
    said: Sequence[tuple[str, float, float | None, float | None]], declared: str, seen: float | None, language: str
) -> Section:
    ordered = sorted(said, key=lambda one: one[0] != declared)
    rows = [Range(name_of(method, language), value, lo, hi, method == declared) for method, value, lo, hi in ordered]
    figure = _answers_figure(rows, seen, language)
    assumed = _assumed([method for method, *_ in ordered if method != declared], language)
    return Section(told(language, "sections", "methods"), () if figure is None else (figure, *assumed))


def _assumed(methods: Sequence[str], language: str) -> tuple[Block, ...]:
    """Return what each method takes for granted; that of the declared one stands beside the answer."""
    lines = tuple(f"{_first(name_of(method, language))}. {told(language, 'assumes', method)}" for method in methods)
    return (Bullets(lines),) if lines else ()


def _first(said: str) -> str:
    return said[:1].upper() + said[1:]


def _answers_figure(rows: Sequence[Range], seen: float | None, language: str) -> Figure | None:
    if not rows:
        return None
    title = told(language, "figures", "methods")
    grid = Grid(
        head(language, "method", "estimate", "range"),
        tuple((one.label, value_told(one.value, language), span(one.lo, one.hi, language)) for one in rows),
        1,
        0 if rows[0].strong else None,
    )
    return Figure(answers_plot(rows, axis_around(rows, seen, language), title, seen=seen), title, grid)


def axis_around(rows: Sequence[Range], seen: float | None, language: str) -> Axis:
    """Return an axis from those seen to the farthest end of a range, though not past thrice the greatest answer."""
    values = [one.value for one in rows if one.value is not None]
    ends = [one.hi for one in rows if one.hi is not None]
    top = min(max([*values, *ends, seen or 0, 1]), _FARTHEST * max([*values, seen or 0, 1]))
    bottom = min([*values, *(one.lo for one in rows if one.lo is not None), seen or top])
    ticks = steps(bottom - 0.03 * (top - bottom), top)
    return Axis(ticks[0], ticks[-1], ticks, tuple(number(one, language) for one in ticks))


def refused_ones(refused: Sequence[Refusal], language: str) -> Section:
    """Return the methods that may not be used, by reason."""
    by_reason: dict[Reason, list[str]] = {}
    for one in refused:
        by_reason.setdefault(one.reason, []).append(name_of(one.method, language))
    lines = tuple(
        f"{', '.join(dict.fromkeys(names))}: {_lower(sentence(language, 'reasons', reason.value))}"
        for reason, names in by_reason.items()
    )
    return Section(told(language, "sections", "refused"), (Bullets(lines),) if lines else ())


def _lower(said: str) -> str:
    return said[:1].lower() + said[1:]
