"""The report of a count, in one language, as headings, sentences, tables and figures; pages and paper are made of it.

Two of them: for those who count, with cells that name few people; for everybody, of what passed the safe numbers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import exp, isfinite

from bereginya.counting.counted import Counted
from bereginya.counting.designs import ALL
from bereginya.counting.diagnostics import Diagnostics
from bereginya.counting.diary import Entry
from bereginya.counting.perturbed import Changed
from bereginya.counting.plots import Axis, Bar, Range, answers_plot, models_plot, overlap_plot, steps
from bereginya.counting.public import Public
from bereginya.counting.record import BOUNDS
from bereginya.counting.safe import Printed, two_digits
from bereginya.counting.saying import decimal, number, sentence, span, told
from bereginya.counting.values import Reason, Refusal

_MOST_BARS = 12
_MOST_CHANGES = {"left_out": 4, "merged": 2, "linked": 1}
_MOST_MODELS = 6
_MOST_STRATA = 6
_SHOWN_LAMBDAS = (-0.5, 0.5)
_STRONG_ODDS = 3.0
_HASH = 16
_FARTHEST = 3.0  # times the greatest answer, to which an axis reaches at most


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its head and rows; columns from `numbers` on stand to the right."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = field(repr=False)
    numbers: int = 1
    strong: int | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A plot, what it shows in a sentence, and the same numbers as a table."""

    svg: str = field(repr=False)
    title: str
    grid: Grid


@dataclass(frozen=True, slots=True)
class Bullets:
    """Sentences that stand apart."""

    lines: tuple[str, ...] = field(repr=False)


Block = str | Bullets | Grid | Figure


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it."""

    heading: str
    blocks: tuple[Block, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report; `mark` says who may read it, `answer` begins with what matters."""

    language: str
    title: str
    mark: str
    case: tuple[tuple[str, str], ...]
    answer: tuple[str, ...] = field(repr=False)
    sections: tuple[Section, ...] = field(repr=False)


# ---- the two reports


def inside(counted: Counted, language: str, settings: Mapping[str, object]) -> Report:
    """Return the report for those who count."""
    sections = [_read(counted, language), _overlaps(counted, language), _methods(counted, language)]
    sections += [_refused(counted.count.answers.refused, language)]
    if counted.diagnostics is not None:
        sections += [_change(counted, counted.diagnostics, language)]
    sections += [_models(counted.diagnostics, language)] if counted.diagnostics is not None else []
    sections += [_lists(counted, language), _limits(language), _check(counted, language, settings)]
    mark = told(language, "draft" if counted.diary is None else "inside")
    return Report(
        language, told(language, "title"), mark, _case(counted, language), _answer(counted, language),
        tuple(one for one in sections if one.blocks),
    )  # fmt: skip


def outside(counted: Counted, public: Public, language: str, settings: Mapping[str, object]) -> Report:
    """Return the report for everybody, of what may be published."""
    sections = [_safe_methods(counted, public, language)]
    sections += [
        _refused([one for one in counted.count.answers.refused if not one.method.startswith("chapman")], language)
    ]
    sections += [_tables(public, language), _lists(counted, language), _limits(language)]
    sections += [_check(counted, language, settings, public)]
    return Report(
        language, told(language, "title"), told(language, "outside"), _case(counted, language),
        _safe_answer(counted, public, language), tuple(one for one in sections if one.blocks),
    )  # fmt: skip


# ---- the answer


def _case(counted: Counted, language: str) -> tuple[tuple[str, str], ...]:
    if counted.diary is None:
        return ()
    case = counted.diary.case
    when = f"{case['from']} – {case['to']}"
    return tuple(
        (told(language, "case", key), when if key == "when" else case[key])
        for key in ("what", "where", "when", "whose")
    )


def _answer(counted: Counted, language: str) -> tuple[str, ...]:
    one = counted.count.answer
    seen = number(counted.table.n, language)
    if one is None:
        return _no_answer(counted, told(language, "answer", "none_more", seen=seen), language)
    ends = (one.lo, one.hi)
    return (
        told(language, "answer", "whole", estimate=number(one.estimate, language)),
        _between(ends, (seen, number(one.estimate - counted.table.n, language)), language),
        *_said_before(counted, language),
        _spread(counted, language),
    )


def _safe_answer(counted: Counted, public: Public, language: str) -> tuple[str, ...]:
    if public.seen is None or not public.seen:
        return (told(language, "answer", "none"), told(language, "answer", "none_few"))
    seen = number(public.seen, language)
    if public.answer is None:
        return _no_answer(counted, told(language, "answer", "none_more", seen=seen), language)
    one = public.answer
    others = [safe for safe in public.others if safe.method != one.method and safe.method not in BOUNDS]
    return (
        told(language, "answer", "whole", estimate=number(one.estimate, language)),
        _between((one.lo, one.hi), (seen, number(two_digits(one.estimate - public.seen), language)), language),
        *_said_before(counted, language),
        _apart([(safe.estimate, safe.lo, safe.hi) for safe in others], language),
    )


def _between(ends: tuple[float | None, float | None], people: tuple[str, str], language: str) -> str:
    """Return the range, and how many people are on the lists and how many on none."""
    lo, hi = ends
    seen = told(language, "answer", "seen", seen=people[0], unseen=people[1])
    if lo is None or hi is None:
        return f"{told(language, 'answer', 'alone')} {seen}"
    return f"{told(language, 'answer', 'range', lo=number(lo, language), hi=number(hi, language))} {seen}"


def _no_answer(counted: Counted, seen: str, language: str) -> tuple[str, ...]:
    why = " ".join(dict.fromkeys(_why(one, language) for one in counted.count.why_none))
    return (
        told(language, "answer", "none"),
        why or told(language, "answer", "none_asked"),
        seen,
        *_said_before(counted, language),
    )


def _said_before(counted: Counted, language: str) -> tuple[str, ...]:
    """Return what was declared, what that method takes for granted, and what had been declared before."""
    method = counted.count.declared
    assumes = told(language, "assumes", method)
    lines = [told(language, "answer", "declared", method=_name(method, language), assumes=assumes)]
    if counted.diary is None:
        lines = [assumes]
    if counted.earlier:
        names = ", ".join(_name(one, language) for one in counted.earlier)
        lines.append(told(language, "answer", "earlier", methods=names))
    return tuple(lines)


def _spread(counted: Counted, language: str) -> str:
    others = [
        (one.estimate, one.lo, one.hi)
        for one in counted.count.answers.usable()
        if one.method not in BOUNDS | {counted.count.declared} and not one.method.startswith("chapman")
    ]
    return _apart(others, language)


def _apart(others: Sequence[tuple[float, float | None, float | None]], language: str) -> str:
    if not others:
        return told(language, "answer", "alone_method")
    values = [value for value, _, _ in others]
    return told(
        language, "answer", "spread",
        lowest=number(min(values), language), highest=number(max(values), language),
        lo=number(min(value if lo is None else lo for value, lo, _ in others), language),
        hi=number(max(value if hi is None else hi for value, _, hi in others), language),
    )  # fmt: skip


# ---- what was read


def _read(counted: Counted, language: str) -> Section:
    read = counted.read
    records = [
        told(language, "read", "record", name=name, records=number(many, language), twice=number(twice, language))
        for name, many, twice in zip(read.lists, read.records, read.duplicates, strict=True)
    ]
    lines = [
        told(language, "read", "records", lists=", ".join(records)),
        told(language, "read", "people", people=number(read.persons, language)),
        told(language, "read", counted.linked, links=number(read.links, language)),
        *_read_of_strata(counted, language),
    ]
    if read.unlinkable and counted.linked != "names":
        lines.append(told(language, "read", "unlinkable", records=number(read.unlinkable, language)))
    lines += [told(language, "read", "merged", lists=", ".join(group)) for group in counted.groups if len(group) > 1]
    return Section(told(language, "sections", "read"), (" ".join(lines), _sizes(counted, language)))


def _read_of_strata(counted: Counted, language: str) -> list[str]:
    return [
        told(language, "read", what, name=name, people=number(many, language))
        for what, by_name in (("missing", counted.read.missing), ("contradictions", counted.read.contradictions))
        for name, many in by_name.items()
        if many
    ]


def _sizes(counted: Counted, language: str) -> Grid:
    table = counted.table
    cells = dict(table.cells)
    total = None if counted.count.answer is None else counted.count.answer.estimate
    rows = []
    for place, name in enumerate(table.lists):
        size = table.on(1 << place)
        share = "—" if total is None else f"{round(100 * size / total)} %"
        alone = number(cells.get(1 << place, 0), language)
        rows.append((str(place + 1), name, number(size, language), alone, share))
    return Grid(_head(language, "number", "list", "on", "only", "share"), tuple(rows), 2)


def _overlaps(counted: Counted, language: str) -> Section:
    table = counted.table
    ordered = sorted(table.cells, key=lambda cell: (-cell[1], cell[0].bit_count(), cell[0]))
    bars = [
        Bar(tuple(place for place in range(len(table.lists)) if one >> place & 1), count)
        for one, count in ordered[:_MOST_BARS]
    ]
    if not bars:
        return Section("", ())
    title = told(language, "figures", "overlaps")
    shown = [number(one.count, language) for one in bars]
    rows = tuple(
        (" + ".join(table.lists[place] for place in one.places), said) for one, said in zip(bars, shown, strict=True)
    )
    figure = Figure(
        overlap_plot(len(table.lists), bars, shown, title), title, Grid(_head(language, "lists", "people"), rows)
    )
    rest = [count for _, count in ordered[_MOST_BARS:]]
    more = (
        (told(language, "figures", "overlaps_rest", sets=len(rest), people=number(sum(rest), language)),)
        if rest
        else ()
    )
    return Section(told(language, "sections", "overlaps"), (figure, *more))


# ---- the methods


def _methods(counted: Counted, language: str) -> Section:
    declared = counted.count.declared
    usable = [one for one in counted.count.answers.usable() if not one.method.startswith("chapman")]
    ordered = sorted(usable, key=lambda one: one.method != declared)
    rows = [Range(_name(one.method, language), one.estimate, one.lo, one.hi, one.method == declared) for one in ordered]
    figure = _answers_figure(rows, counted.table.n, language)
    assumed = _assumed([one.method for one in ordered if one.method != declared], language)
    return Section(told(language, "sections", "methods"), () if figure is None else (figure, *assumed))


def _safe_methods(counted: Counted, public: Public, language: str) -> Section:
    declared = counted.count.declared
    ordered = sorted(public.others, key=lambda one: one.method != declared)
    rows = [Range(_name(one.method, language), one.estimate, one.lo, one.hi, one.method == declared) for one in ordered]
    figure = _answers_figure(rows, public.seen, language)
    assumed = _assumed([one.method for one in ordered if one.method != declared], language)
    return Section(told(language, "sections", "methods"), () if figure is None else (figure, *assumed))


def _assumed(methods: Sequence[str], language: str) -> tuple[Block, ...]:
    """Return what each method takes for granted; that of the declared one stands beside the answer."""
    lines = tuple(f"{_first(_name(method, language))}. {told(language, 'assumes', method)}" for method in methods)
    return (Bullets(lines),) if lines else ()


def _first(said: str) -> str:
    return said[:1].upper() + said[1:]


def _answers_figure(rows: Sequence[Range], seen: float | None, language: str) -> Figure | None:
    if not rows:
        return None
    title = told(language, "figures", "methods")
    grid = Grid(
        _head(language, "method", "estimate", "range"),
        tuple((one.label, _value(one.value, language), span(one.lo, one.hi, language)) for one in rows),
        1,
        0 if rows[0].strong else None,
    )
    return Figure(answers_plot(rows, _axis(rows, seen, language), title, seen=seen), title, grid)


def _axis(rows: Sequence[Range], seen: float | None, language: str) -> Axis:
    """Return an axis from those seen to the farthest end of a range, though not past thrice the greatest answer."""
    values = [one.value for one in rows if one.value is not None]
    ends = [one.hi for one in rows if one.hi is not None]
    top = min(max([*values, *ends, seen or 0, 1]), _FARTHEST * max([*values, seen or 0, 1]))
    bottom = min([*values, *(one.lo for one in rows if one.lo is not None), seen or top])
    ticks = steps(bottom - 0.03 * (top - bottom), top)
    return Axis(ticks[0], ticks[-1], ticks, tuple(number(one, language) for one in ticks))


def _refused(refused: Sequence[Refusal], language: str) -> Section:
    by_reason: dict[Reason, list[str]] = {}
    for one in refused:
        by_reason.setdefault(one.reason, []).append(_name(one.method, language))
    lines = tuple(
        f"{', '.join(dict.fromkeys(names))}: {_lower(sentence(language, 'reasons', reason.value))}"
        for reason, names in by_reason.items()
    )
    return Section(told(language, "sections", "refused"), (Bullets(lines),) if lines else ())


def _why(one: Refusal, language: str) -> str:
    return sentence(language, "reasons", one.reason.value)


def _lower(said: str) -> str:
    return said[:1].lower() + said[1:]


# ---- what would change it


def _change(counted: Counted, found: Diagnostics, language: str) -> Section:
    lists = counted.table.lists
    central = found.near[0].estimate if found.near and found.method == "bic" else found.total
    rows = [
        *_changes("left_out", found.left_out, central, lists, language),
        *_changes("merged", found.merged, central, lists, language),
        *_changes("linked", found.linked, central, lists, language),
        *(Range(told(language, "change", one.name), one.estimate) for one in counted.sure if one.name != "central"),
    ]
    if counted.linkage is not None:
        one = counted.linkage
        rows.append(Range(told(language, "change", "linkage"), one.estimate, one.lo, one.hi))
    if counted.summed is not None and counted.strata is not None:
        names = ", ".join(counted.strata.names)
        summed = counted.summed
        rows.append(Range(told(language, "change", "strata", names=names), summed.estimate, summed.lo, summed.hi))
    rows += [
        Range(
            told(language, "change", "less" if value < 0 else "more", percent=round(100 * abs(exp(value) - 1))), total
        )
        for value, total in found.sensitivity
        if value in _SHOWN_LAMBDAS
    ]
    title = told(language, "figures", "change")
    grid = Grid(
        _head(language, "changed", "answer"),
        tuple((one.label, _with_range(one, language)) for one in rows),
    )
    figure = Figure(
        answers_plot(rows, _axis(rows, counted.table.n, language), title, seen=counted.table.n), title, grid
    )
    note = told(language, "change", "note", method=_name(found.method, language), central=number(central, language))
    return Section(
        told(language, "sections", "change"),
        (note, figure, Bullets(tuple(_remarks(counted, found, language)))),
    )


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


def _models(found: Diagnostics, language: str) -> Section:
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
    figure = Figure(svg, title, Grid(_head(language, "model", "worse", "answer"), rows))
    return Section(told(language, "sections", "models"), (figure, told(language, "check", "models")))


# ---- tables, lists, limits, and what is needed to check


def _tables(public: Public, language: str) -> Section:
    blocks: list[Block] = []
    for one in public.tables:
        blocks += [told(language, "check", "table", name=one.design.name, base=one.design.base), _table(one, language)]
    return Section(told(language, "sections", "tables"), tuple(blocks))


def _table(one: Printed, language: str) -> Grid:
    """Return a published table: its first dimension down, the others joined, and its margins."""
    design = one.design
    rows = tuple(
        (
            *(value if value != ALL else told(language, "columns", "total") for value in key),
            number(one.cells[key], language),
        )
        for key in design.every_cell()
        if one.cells[key] or ALL in key
    )
    return Grid((*design.names, told(language, "columns", "people")), rows, len(design.names))


def _lists(counted: Counted, language: str) -> Section:
    if counted.diary is None:
        return Section(told(language, "sections", "lists"), (told(language, "diary", "none"),))
    head = (told(language, "columns", "list"), *(told(language, "diary", key) for key in _DIARY))
    rows = tuple(_entry(one, language) for one in counted.diary.entries)
    return Section(told(language, "sections", "lists"), (Grid(head, rows, len(head)),))


_DIARY = ("made_by", "how", "when", "cannot_see")


def _entry(one: Entry, language: str) -> tuple[str, ...]:
    copied = f" ({told(language, 'diary', 'copied', lists=', '.join(one.copied_from))})" if one.copied_from else ""
    return (one.name + copied, one.made_by, one.how, one.when, one.cannot_see)


def _limits(language: str) -> Section:
    keys = ("blind", "closed", "links", "dependent", "range")
    return Section(
        told(language, "sections", "limits"), (Bullets(tuple(told(language, "limits", key) for key in keys)),)
    )


def _check(counted: Counted, language: str, settings: Mapping[str, object], public: Public | None = None) -> Section:
    files = ", ".join(f"{one.file} {one.sha256[:_HASH]}" for one in counted.files)
    facts = {"numpy": "—", "scipy": "—", **counted.versions}
    lines = [
        told(language, "check", "made", seed=settings["seed"], boot=settings["boot"], **facts),
        told(language, "check", "inputs", files=files),
    ]
    if public is None:
        lines.append(told(language, "check", "again"))
    else:
        day = public.as_of.isoformat()
        lines.append(told(language, "check", "rounding", threshold=public.threshold, day=day))
        lines += [told(language, "check", "withheld", name=one.name) for one in public.withheld]
    return Section(told(language, "sections", "check"), (Bullets(tuple(lines)),))


def _head(language: str, *keys: str) -> tuple[str, ...]:
    return tuple(told(language, "columns", key) for key in keys)


def _value(value: float | None, language: str) -> str:
    return "—" if value is None else number(value, language)


def _name(method: str, language: str) -> str:
    """Return what a method is called; pairs of lists are told by their numbers."""
    kind, _, pair = method.partition(":")
    return sentence(language, "methods", kind) + (f" {pair}" if pair else "")
