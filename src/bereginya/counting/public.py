"""What of a count may be read by anybody: estimates of two digits, and tables that passed rounding, ledger and attack.

Never a cell of the overlap table, the size of a list, who two lists share, or a note of a method: they name few people.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from bereginya.counting.attack import refuse_if_exposed
from bereginya.counting.counted import Counted
from bereginya.counting.designs import ALL, THRESHOLD, Design, Key, holds, is_guarded
from bereginya.counting.ledger import Ledger, Release, added, line, release
from bereginya.counting.safe import Printed, UnsafeError, rounded, two_digits
from bereginya.counting.table import Strata
from bereginya.counting.values import Estimate

FORMAT = "bereginya-public-count-1"
UNKNOWN = "unknown"
"""The value of a design that stands for people of whom it is not known."""
SEEN = "seen"
"""The name of the table that has one cell: how many people are on the lists."""
_FEW = 100  # below it two digits would be every person: such numbers keep to multiples of the base


@dataclass(frozen=True, slots=True)
class Safe:
    """An estimate as it may be published."""

    method: str
    estimate: int
    lo: int | None
    hi: int | None


@dataclass(frozen=True, slots=True)
class Withheld:
    """A table that is not published, and why; the record says it in English."""

    name: str
    why: UnsafeError


@dataclass(frozen=True, slots=True)
class Public:
    """A count as anybody may read it; `seen` is None where even the number of people on the lists is not published."""

    seen: int | None
    answer: Safe | None
    others: tuple[Safe, ...]
    over_links: Safe | None
    tables: tuple[Printed, ...]
    withheld: tuple[Withheld, ...]
    threshold: int
    base: int
    as_of: date


@dataclass(frozen=True, slots=True)
class Released:
    """What may go out, and the lines that have to stand in the ledger before it does."""

    public: Public
    ledger: Ledger
    lines: str


def publish(counted: Counted, designs: Sequence[Design], ledger: Ledger, *, day: date, as_of: date) -> Released:
    """Return what of a count may be published after all that was before.

    Raises UnsafeError for a draft: what is counted was not settled first.
    """
    if counted.diary is None:
        raise UnsafeError("draft")
    case = counted.diary.case
    subject = designs[0].subject if designs else " · ".join((case["what"], case["where"], case["whose"]))
    # who counts torture under a harmless name still counts torture
    guarded = any(map(is_guarded, case.values())) or any(one.threshold > THRESHOLD for one in designs)
    first = Design(SEEN, subject, (), guarded=guarded)
    designs = [replace(one, guarded=guarded or one.guarded) for one in designs]
    lines, printed, withheld = "", [], []
    for design in (first, *designs):
        try:
            table = _rounded(design, counted, ledger, as_of)
            new = release(table, day=day, as_of=as_of)
            refuse_if_exposed(ledger.of(design.subject), new)
        except UnsafeError as error:
            withheld.append(Withheld(design.name, error))
            continue
        printed.append(table)
        if not any(_same(new, old) for old in ledger.releases):
            lines += line(ledger, new)
            ledger = added(ledger, new)
    seen = next((one.cells[()] for one in printed if one.design is first), None)
    safe = _safe(counted, first) if seen else ()
    return Released(
        Public(
            seen,
            next((one for one in safe if counted.count.answer and one.method == counted.count.declared), None),
            safe,
            _safe_over_links(counted, first) if seen else None,
            tuple(one for one in printed if one.design is not first),
            tuple(withheld),
            first.threshold,
            first.base,
            as_of,
        ),
        ledger,
        lines,
    )


def _same(new: Release, old: Release) -> bool:
    return replace(new, day=old.day) == old


def _rounded(design: Design, counted: Counted, ledger: Ledger, as_of: date) -> Printed:
    counts: dict[Key, int] = {(): counted.table.n}
    if design.dimensions:
        counts = _counts(design, counted.strata)
    return rounded(design, counts, kept=ledger.kept(design, as_of), before=ledger.before(design, as_of))


def _counts(design: Design, strata: Strata | None) -> dict[Key, int]:
    """Return the people on the lists by the cells of a design. Raises UnsafeError where somebody fits in none."""
    names = () if strata is None else strata.names
    lacking = [name for name in design.names if name not in names]
    if strata is None or lacking:
        raise UnsafeError("not_counted", columns=", ".join(lacking))
    places = [names.index(name) for name in design.names]
    counts: dict[Key, int] = {}
    for key, table in strata.tables:
        cell = tuple(_value(values, key[place]) for place, (_, values) in zip(places, design.dimensions, strict=True))
        if ALL in cell:
            raise UnsafeError("outside")
        counts[cell] = counts.get(cell, 0) + table.n
    return counts


def _value(values: Iterable[str], told: str | None) -> str:
    wanted = UNKNOWN if told is None else told
    return next((value for value in values if holds(value, wanted)), ALL)


def _safe(counted: Counted, design: Design) -> tuple[Safe, ...]:
    return tuple(
        Safe(one.method, *_digits(one, design.base))
        for one in counted.count.answers.usable()
        if not one.method.startswith("chapman")  # with the sizes of two lists it would give away whom they share
    )


def _safe_over_links(counted: Counted, design: Design) -> Safe | None:
    found = None if counted.linkage is None or counted.count.answer is None else counted.linkage.estimate
    return None if found is None else Safe(found.method, *_digits(found, design.base))


def _digits(one: Estimate, base: int) -> tuple[int, int | None, int | None]:
    ends = (None if end is None else _shown(end, base) for end in (one.lo, one.hi))
    return _shown(one.estimate, base), *ends  # type: ignore[return-value]  # two ends, as many as were asked


def _shown(value: float, base: int) -> int:
    return two_digits(value) if value >= _FEW else base * round(value / base)


def to_json(counted: Counted, public: Public, *, internal: str, settings: Mapping[str, object]) -> dict[str, Any]:
    """Return what may be published as JSON has it; `internal` is the hash of the record that holds the cells."""
    assert counted.diary is not None  # noqa: S101  -- there is no Public of a draft
    return {
        "format": FORMAT,
        "case": dict(counted.diary.case),
        "declared": counted.count.declared,
        "declared_earlier": list(counted.earlier),
        "diary": [asdict(one) for one in counted.diary.entries],
        "merged": [list(group) for group in counted.groups if len(group) > 1],
        "linked": counted.linked,
        "as_of": public.as_of.isoformat(),
        "people_on_the_lists": public.seen,
        "answer": None if public.answer is None else asdict(public.answer),
        "over_draws_of_links": None if public.over_links is None else asdict(public.over_links),
        "estimates": [asdict(one) for one in public.others],
        "refused": [
            {"method": one.method, "reason": one.reason.value}
            for one in counted.count.answers.refused
            if not one.method.startswith("chapman")
        ],
        "tables": [_table(one) for one in public.tables],
        "withheld": [{"name": one.name, "why": str(one.why)} for one in public.withheld],
        "rounding": {"base": public.base, "smallest": public.threshold, "digits_of_estimates": 2},
        "inputs": [{"name": one.name, "sha256": one.sha256} for one in counted.files],
        "internal_sha256": internal,
        "settings": dict(settings),
        "versions": dict(counted.versions),
    }


def _table(one: Printed) -> dict[str, object]:
    design = one.design
    return {
        "name": design.name,
        "by": list(design.names),
        "base": design.base,
        "smallest": design.threshold,
        "steps_off_at_most": one.reach,
        "cells": [[dict(zip(design.names, key, strict=True)), one.cells[key]] for key in design.every_cell()],
    }
