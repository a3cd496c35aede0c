"""What was read and who is on which lists, what their keepers say of them, and the tables that may be published."""

from collections.abc import Mapping

from bereginya.counting.counted import Counted
from bereginya.counting.designs import ALL
from bereginya.counting.diary import Entry
from bereginya.counting.public import SEEN, Public
from bereginya.counting.report.plots import Bar, overlap_plot
from bereginya.counting.report.values import Block, Bullets, Figure, Grid, Section, head
from bereginya.counting.safe import Printed
from bereginya.counting.saying import number, told

_MOST_BARS = 10
_HASH = 16
_DIARY = ("made_by", "how", "when", "cannot_see")


def read(counted: Counted, language: str) -> Section:
    """Return what was read and how it was put together."""
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
    return Grid(head(language, "number", "list", "on", "only", "share"), tuple(rows), 2)


def overlaps(counted: Counted, language: str) -> Section:
    """Return how many are on exactly which lists, the most frequent first; never for everybody."""
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
        overlap_plot(len(table.lists), bars, shown, title), title, Grid(head(language, "lists", "people"), rows)
    )
    rest = [count for _, count in ordered[_MOST_BARS:]]
    more = (
        (told(language, "figures", "overlaps_rest", sets=len(rest), people=number(sum(rest), language)),)
        if rest
        else ()
    )
    return Section(told(language, "sections", "overlaps"), (figure, *more))


def tables(public: Public, language: str) -> Section:
    """Return the tables that passed the safe numbers."""
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


def lists_told(counted: Counted, language: str) -> Section:
    """Return the diary."""
    if counted.diary is None:
        return Section(told(language, "sections", "lists"), (told(language, "diary", "none"),))
    head = (told(language, "columns", "list"), *(told(language, "diary", key) for key in _DIARY))
    rows = tuple(_entry(one, language) for one in counted.diary.entries)
    return Section(told(language, "sections", "lists"), (Grid(head, rows, len(head)),))


def _entry(one: Entry, language: str) -> tuple[str, ...]:
    copied = f" ({told(language, 'diary', 'copied', lists=', '.join(one.copied_from))})" if one.copied_from else ""
    return (one.name + copied, one.made_by, one.how, one.when, one.cannot_see)


def limits(language: str) -> Section:
    """Return what no method can make good."""
    keys = ("blind", "closed", "links", "dependent", "range")
    return Section(
        told(language, "sections", "limits"), (Bullets(tuple(told(language, "limits", key) for key in keys)),)
    )


def _name(table: str, language: str) -> str:
    return told(language, "check", "seen") if table == SEEN else table


def check(counted: Counted, language: str, settings: Mapping[str, object], public: Public | None = None) -> Section:
    """Return what somebody needs who wants the same numbers again, or to know what was held back."""
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
        lines += [
            told(language, "check", "withheld", name=_name(one.name, language), why=one.why.sentence(language))
            for one in public.withheld
        ]
    return Section(told(language, "sections", "check"), (Bullets(tuple(lines)),))
