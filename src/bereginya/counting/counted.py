"""One count from files to answer as it is kept: what was read, what was declared, every cell, every answer, and what
would change it. From its JSON the same numbers come again.

It holds all cells: it is for those who count, never for the public.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from math import isfinite
from typing import Any, ClassVar

from bereginya.counting.combining import OverLinks, over_links
from bereginya.counting.diagnostics import Diagnostics, diagnose
from bereginya.counting.diary import Diary
from bereginya.counting.errors import CountingError
from bereginya.counting.estimate import estimates
from bereginya.counting.linked import Read
from bereginya.counting.perturbed import central
from bereginya.counting.record import Count
from bereginya.counting.strata import Sum, sum_of_strata
from bereginya.counting.table import Strata, Table
from bereginya.counting.values import Answers, Estimate, Reason, Refusal

FORMAT = "bereginya-count-1"
FEWEST_SUMMED, MOST_SUMMED = 3, 5  # lists for which strata and draws of links are averaged
STRATA, LINKS = "strata", "links"
"""Stand among the methods whose numbers differ."""
SURE = (("strict", 0.9), ("central", 0.5), ("loose", 0.1))


class CountedError(CountingError):
    """A file is no record of a count, or of another version of it."""

    code: ClassVar[str] = "counting.counted"
    section: ClassVar[str] = "record"


@dataclass(frozen=True, slots=True)
class File:
    """One list as it was read."""

    name: str
    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Sure:
    """The answer if links count from this probability on; `estimate` is None where there is none."""

    name: str
    probability: float
    n: int
    estimate: float | None


@dataclass(frozen=True, slots=True)
class Counted:
    """A whole count. `groups` are lists that copied from each other and were counted as one; `linked` tells by what.

    `diary` is None for a draft, which is not to be published. `earlier` names other methods that were declared before
    in the same place, after which numbers were seen.
    """

    files: tuple[File, ...]
    diary: Diary | None
    read: Read
    linked: str
    groups: tuple[tuple[str, ...], ...]
    table: Table = field(repr=False)
    count: Count
    diagnostics: Diagnostics | None = field(repr=False)
    sure: tuple[Sure, ...]
    linkage: OverLinks | None
    strata: Strata | None = field(repr=False)
    summed: Sum | None
    versions: Mapping[str, str]
    finished: bool = True
    earlier: tuple[str, ...] = ()


def looked_at(table: Table, count: Count, tell: Callable[[int, int], None] | None = None) -> Diagnostics | None:
    """Return the diagnostics beside the answer, or beside the first usable number where the declared method has none.

    None where there is no number at all.
    """
    usable = [one for one in count.answers.usable() if not one.method.startswith("chapman")]
    chosen = count.answer or (usable[0] if usable else None)
    return None if chosen is None else diagnose(table, chosen.estimate, tell)


def by_sureness(tables: Mapping[str, Table]) -> tuple[Sure, ...]:
    """Return the answer for strict, central and loose links."""
    return tuple(Sure(name, least, tables[name].n, central(tables[name])) for name, least in SURE)


def sum_over(strata: Strata, seed: int) -> Sum | None:
    """Return the sum over strata, None for fewer than three lists or more than five, or where nobody is known."""
    if not FEWEST_SUMMED <= len(strata.lists) <= MOST_SUMMED or strata.incomplete == strata.n:
        return None
    return sum_of_strata(strata, seed=seed)


def to_json(counted: Counted, settings: Mapping[str, object]) -> dict[str, Any]:
    """Return everything as JSON has it; `settings` hold methods, boot and seed."""
    count = counted.count
    return {
        "format": FORMAT,
        "finished": counted.finished,
        "case": None if counted.diary is None else dict(counted.diary.case),
        "declared": count.declared,
        "declared_earlier": list(counted.earlier),
        "diary": [] if counted.diary is None else [asdict(one) for one in counted.diary.entries],
        "inputs": [asdict(one) for one in counted.files],
        "read": asdict(counted.read),
        "linked": counted.linked,
        "merged": [list(group) for group in counted.groups if len(group) > 1],
        "table": {"lists": list(counted.table.lists), "cells": _cells(counted.table), "sha256": count.table_digest},
        "answer": None if count.answer is None else finite(asdict(count.answer)),
        "spread": None if count.spread is None else finite(asdict(count.spread)),
        "estimates": finite([asdict(one) for one in count.answers.estimates]),
        "refused": [asdict(one) for one in count.answers.refused],
        "would_change": None if counted.diagnostics is None else finite(asdict(counted.diagnostics)),
        "by_sureness_of_links": finite([asdict(one) for one in counted.sure]),
        "over_draws_of_links": None if counted.linkage is None else _links(counted.linkage),
        "strata": None if counted.strata is None else _strata(counted.strata),
        "sum_of_strata": None if counted.summed is None else _sum(counted.summed),
        "settings": dict(settings),
        "versions": dict(counted.versions),
    }


def _cells(table: Table) -> list[list[object]]:
    return [[[one >> place & 1 for place in range(len(table.lists))], count] for one, count in table.cells]


def _strata(strata: Strata) -> dict[str, object]:
    return {
        "names": list(strata.names),
        "tables": [{"key": list(key), "cells": _cells(table)} for key, table in strata.tables],
    }


def _sum(one: Sum) -> dict[str, object]:
    told: dict[str, object] = finite(asdict(one))
    return told


def _links(one: OverLinks) -> dict[str, object]:
    told: dict[str, object] = {} if one.estimate is None else finite(asdict(one.estimate))
    return {"method": one.method, **told, "draws": [_cells(table) for table in one.tables]}


def finite(value: Any) -> Any:
    """Return a value with None for what JSON cannot say: an odds ratio or a range without end."""
    if isinstance(value, dict):
        return {key: finite(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [finite(one) for one in value]
    return None if isinstance(value, float) and not isfinite(value) else value


@dataclass(frozen=True, slots=True)
class Again:
    """What came out when a record was counted again: the methods whose numbers differ, in words for a person."""

    methods: int
    different: tuple[str, ...]


def again(text: str) -> Again:
    """Count the cells of a record again, with its seed, and compare. Raises CountedError for what is no record."""
    try:
        told: dict[str, Any] = json.loads(text)
        if told["format"] != FORMAT:
            raise CountedError("other")
        table = _table(told["table"]["lists"], told["table"]["cells"])
        settings = told["settings"]
        before = _answers(told)
        strata = None if told["sum_of_strata"] is None else _strata_of(told["table"]["lists"], told["strata"])
        links = told["over_draws_of_links"]
        draws = () if links is None else tuple(_table(told["table"]["lists"], cells) for cells in links["draws"])
        methods, boot, seed = tuple(settings["methods"]), int(settings["boot"]), int(settings["seed"])
    except (KeyError, TypeError, ValueError) as error:
        raise CountedError("other") from error
    done = {name.partition(":")[0] for name in _methods(before)}
    asked = [method for method in methods if told["finished"] or method.partition(":")[0] in done]
    now = estimates(table, methods=asked, boot=boot, seed=seed)
    different = _different(before, now)
    if strata is not None and json.dumps(_sum(sum_of_strata(strata, seed=seed))) != json.dumps(told["sum_of_strata"]):
        different.append(STRATA)
    if links is not None and _links(over_links(draws, links["method"], boot=boot, seed=seed)) != links:
        different.append(LINKS)
    return Again(len(asked), tuple(different))


def known_answers(text: str, table_digest: str, settings: Mapping[str, object], versions: Mapping[str, str]) -> Answers:
    """Return what a stopped count had answered; nothing if it was of another table, seed, effort or program."""
    nothing = Answers((), ())
    try:
        told: dict[str, Any] = json.loads(text)
        same = told["table"]["sha256"] == table_digest and told["versions"] == dict(versions)
        same = same and all(told["settings"][key] == settings[key] for key in ("boot", "seed"))
        return _answers(told) if same and told["format"] == FORMAT else nothing
    except (KeyError, TypeError, ValueError):
        return nothing  # no record of ours: everything is asked


def _answers(told: Mapping[str, Any]) -> Answers:
    return Answers(
        tuple(Estimate(**one) for one in told["estimates"]),
        tuple(Refusal(one["method"], Reason(one["reason"]), one["note"]) for one in told["refused"]),
    )


def _different(before: Answers, now: Answers) -> list[str]:
    names = dict.fromkeys(name for one in (before, now) for name in _methods(one))
    return [
        name
        for name in names
        if _told(before.of(name)) != _told(now.of(name))
        or [one.reason for one in before.refused if one.method == name]
        != [one.reason for one in now.refused if one.method == name]
    ]


def _told(one: Estimate | None) -> object:
    return None if one is None else finite(asdict(one))


def _methods(answers: Answers) -> list[str]:
    return [*(one.method for one in answers.estimates), *(one.method for one in answers.refused)]


def _table(lists: Sequence[str], cells: Sequence[Any]) -> Table:
    pairs = ((sum(1 << place for place, on in enumerate(row) if on), int(count)) for row, count in cells)
    return Table.of(lists, pairs)


def _strata_of(lists: Sequence[str], told: Mapping[str, Any]) -> Strata:
    tables = tuple((tuple(one["key"]), _table(lists, one["cells"])) for one in told["tables"])
    return Strata(tuple(lists), tuple(told["names"]), tables)
