"""What would change the answer: a list less, two for one, a link more, other links, and what no data can tell."""

from collections.abc import Sequence
from math import exp, isfinite

from bereginya.counting.counted import Counted
from bereginya.counting.diagnostics import Diagnostics
from bereginya.counting.perturbed import Changed
from bereginya.counting.report.methods import axis_around
from bereginya.counting.report.plots import Axis, Range, answers_plot, models_plot, steps
from bereginya.counting.report.values import Bullets, Figure, Grid, Section, head, name_of
from bereginya.counting.saying import decimal, number, span, told

_MOST_CHANGES = {"left_out": 4, "merged": 2, "linked": 1}
_MOST_MODELS = 6
_MOST_STRATA = 6
_SHOWN_LAMBDAS = (-0.5, 0.5)
_STRONG_ODDS = 3.0
_FARTHEST = 3.0  # times the best model's answer, to which the axis reaches at most


def change(counted: Counted, found: Diagnostics, language: str) -> Section:
    """Return what the answer would be after each change that matters."""
    central = found.near[0].estimate if found.near and found.method == "bic" else found.total
    rows = [*_of_lists(counted, found, central, language), *_of_links(counted, language)]
    rows += [
        Range(
            told(language, "change", "less" if value < 0 else "more", percent=round(100 * abs(exp(value) - 1))), total
        )
        for value, total in found.sensitivity
        if value in _SHOWN_LAMBDAS
    ]
    title, seen = told(language, "figures", "change"), counted.table.n
    grid = Grid(head(language, "changed", "answer"), tuple((one.label, _with_range(one, language)) for one in rows))
    figure = Figure(answers_plot(rows, axis_around(rows, seen, language), title, seen=seen), title, grid)
    facts = {"method": name_of(found.method, language), "central": number(central, language)}
    remarks = Bullets(tuple(_remarks(counted, found, language)))
    return Section(told(language, "sections", "change"), (told(language, "change", "note", **facts), figure, remarks))


def _of_lists(counted: Counted, found: Diagnostics, central: float, language: str) -> list[Range]:
    lists = counted.table.lists
    return [
        *_changes("left_out", found.left_out, central, lists, language),
        *_changes("merged", found.merged, central, lists, language),
        *_changes("linked", found.linked, central, lists, language),
    ]


def _of_links(counted: Counted, language: str) -> list[Range]:
    """Return the answer for stricter and looser links, over draws of them, and as a sum of parts."""
    rows = [Range(told(language, "change", one.name), one.estimate) for one in counted.sure if one.name != "central"]
    over = None if counted.linkage is None else counted.linkage.estimate
    if over is not None:
        rows.append(Range(told(language, "change", "linkage"), over.estimate, over.lo, over.hi))
    if counted.summed is not None and counted.strata is not None:
        label = told(language, "change", "strata", names=", ".join(counted.strata.names))
        rows.append(Range(label, counted.summed.estimate, counted.summed.lo, counted.summed.hi))
    return rows


def _remarks(counted: Counted, found: Diagnostics, language: str) -> list[str]:
    lines = _missed(found, counted.table.lists, language)
    seen = [one.key for one in counted.summed.strata if one.estimate is None] if counted.summed is not None else []
    if seen:
        shown = ", ".join("/".join(value or "?" for value in key) for key in seen[:_MOST_STRATA])
        lines.append(told(language, "change", "only_seen", count=len(seen), strata=shown))
    return [*lines, told(language, "change", "untestable")]


def _changes(kind: str, changes: Sequence[Changed], central: float, lists: Sequence[str], language: str) -> list[Range]:
    """Return the changes that matter most, no answer first."""
    ordered = sorted(changes, key=lambda one: float("-inf") if one.estimate is None else -abs(one.estimate - central))
    return [
        Range(
            told(language, "change", kind, names=", ".join(lists[place] for place in one.places)),
            one.estimate if one.estimate is None or isfinite(one.estimate) else None,
        )
        for one in ordered[: _MOST_CHANGES[kind]]
    ]


def _missed(found: Diagnostics, lists: Sequence[str], language: str) -> list[str]:
    if not found.pairs:
        return []
    dear = max((one for one in found.pairs if one.shared), key=lambda one: one.per_missed_link, default=None)
    lines = []
    if dear is not None:
        names = ", ".join(lists[place] for place in dear.places)
        people = decimal(dear.per_missed_link, language)
        lines.append(told(language, "change", "missed", names=names, people=people))
    bound = max(found.pairs, key=lambda one: one.odds_ratio if isfinite(one.odds_ratio) else 0.0)
    if isfinite(bound.odds_ratio) and bound.odds_ratio >= _STRONG_ODDS:
        names = ", ".join(lists[place] for place in bound.places)
        lines.append(told(language, "change", "dependence", names=names, odds=decimal(bound.odds_ratio, language)))
    return lines


def _with_range(one: Range, language: str) -> str:
    if one.value is None:
        return told(language, "change", "none")
    return number(one.value, language) + ("" if one.lo is None else f" ({span(one.lo, one.hi, language)})")


def models(found: Diagnostics, language: str) -> Section:
    """Return the models that fit about as well as the best; nothing where there is but one."""
    if len(found.near) < 2:
        return Section("", ())
    best = found.near[0].bic
    points = [(one.estimate, one.bic - best) for one in found.near]
    title = told(language, "figures", "models")
    top = min(max(value for value, _ in points), _FARTHEST * points[0][0])
    ticks = steps(min(value for value, _ in points), top)
    axis = Axis(ticks[0], ticks[-1], ticks, tuple(number(one, language) for one in ticks))
    rows = tuple(
        (one.model, decimal(one.bic - best, language), number(one.estimate, language))
        for one in found.near[:_MOST_MODELS]
    )
    svg = models_plot(points, axis, title, told(language, "figures", "models_down"))
    figure = Figure(svg, title, Grid(head(language, "model", "worse", "answer"), rows))
    return Section(told(language, "sections", "models"), (figure, told(language, "check", "models")))
