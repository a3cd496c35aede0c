"""Every method on one overlap table: its number with a range, or the reason why there is none."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import sqrt

import numpy as np

from bereginya.counting.bootstrap import Bootstrap, Choose, bca, deviation
from bereginya.counting.bounds import chao
from bereginya.counting.classes import MOST_SWEEPS, sample
from bereginya.counting.coverage import coverages, sample_coverage
from bereginya.counting.errors import NoFitError
from bereginya.counting.graphs import MOST_LISTS as MOST_IN_GRAPHS
from bereginya.counting.graphs import MOST_SATURATED, average
from bereginya.counting.loglinear import (
    MOST_SEARCHED,
    fit_one,
    independence_terms,
    mth_chao,
    notation,
    profile,
    renamed,
    reselecting,
    search,
    wald,
)
from bereginya.counting.stepwise import THRESHOLD, choosing, stepwise
from bereginya.counting.table import Floats, Table
from bereginya.counting.two_lists import log_interval, two_lists
from bereginya.counting.values import Answers, Estimate, Progress, Reason, Refusal

METHODS = (
    "chapman",
    "chao",
    "mth-chao",
    "sample-coverage",
    "independence",
    "bic",
    "stepwise",
    "dga",
    "lcmcr",
)
ENOUGH_OVERLAP = 10  # persons on two lists or more
FEWEST_LISTS = 3
MOST_UNSEEN = 5  # times the seen
MOST_AT_END = 0.01  # posterior mass in the last hundredth of the grid
_CONTAINED = 10  # persons on a list that is wholly on another, from which on it is not taken for chance
_FEW_BOOTS = {8: 200, 9: 100}  # replicates of the stepwise choice for so many lists, at most; none for more lists


@dataclass(frozen=True, slots=True)
class Settings:
    """How much work to do, and from which seed. `boot` is the number of bootstrap replicates, 0 for none."""

    boot: int = 1000
    seed: int = 1
    progress: Progress | None = None
    most_sweeps: int = MOST_SWEEPS

    def telling(self, method: str) -> Callable[[int, int], None] | None:
        """Return what a method calls with steps done and to do."""
        progress = self.progress
        return None if progress is None else lambda done, of: progress(method, done, of)


def estimates(
    table: Table,
    *,
    methods: Sequence[str] | None = None,
    boot: int = 1000,
    seed: int = 1,
    progress: Progress | None = None,
    most_sweeps: int = MOST_SWEEPS,
) -> Answers:
    """Ask every method of `METHODS`, or only these, about a table.

    `chapman` is asked of every pair, `chapman:1-3` of one. Each chain of `lcmcr` makes at most `most_sweeps`.

    The same table, seed and number of replicates give the same numbers, in whatever order its lists and rows stand. A
    refusal beside an estimate says that the number must not be used; a refusal alone that there is none.
    """
    ordered, order = table.canonical()
    settings = Settings(boot, seed, progress, most_sweeps)
    found: list[Estimate | Refusal] = []
    for method in methods if methods is not None else METHODS:
        found.extend(_asked(method, (table, ordered, order), settings))
    return Answers(
        tuple(one for one in found if isinstance(one, Estimate)),
        tuple(one for one in found if isinstance(one, Refusal)),
    )


Subject = tuple[Table, Table, tuple[int, ...]]
"""The table as given, in canonical order, and that order."""
Said = list[Estimate | Refusal]


def _asked(method: str, subject: Subject, settings: Settings) -> Said:
    table = subject[0]
    if method.partition(":")[0] not in _HOW or (":" in method and not method.startswith("chapman:")):
        return [Refusal(method, Reason.NOT_A_METHOD)]
    barred = _barred(method, table)
    if barred is not None:
        return [Refusal(method, barred)]
    try:
        said = _chapman(table, method) if method.startswith("chapman") else _HOW[method](subject, settings)
    except NoFitError:
        return [Refusal(method, Reason.NO_MLE)]
    return [one for given in said for one in _judged(given, table)]


def _barred(method: str, table: Table) -> Reason | None:
    if not table.n:
        return Reason.NOBODY
    filled = sum(1 for place in range(len(table.lists)) if table.on(1 << place))
    if filled < (2 if method.startswith("chapman") else FEWEST_LISTS):  # a list without anybody says nothing
        return Reason.FEW_LISTS
    if not table.overlap:
        return Reason.NO_OVERLAP
    if table.overlap < ENOUGH_OVERLAP:
        return Reason.SMALL_OVERLAP
    return None


def _judged(one: Estimate | Refusal, table: Table) -> Said:
    """Add what speaks against a number, and leave out one that is below what was seen."""
    if isinstance(one, Refusal):
        return [one]
    if one.estimate < table.n * (1 - 1e-9):
        return [Refusal(one.method, Reason.BELOW_SEEN, f"{one.estimate:.1f} of {table.n} seen; {one.note}")]
    said: Said = [one]
    if one.estimate - table.n > MOST_UNSEEN * table.n:
        said.append(Refusal(one.method, Reason.UNSEEN, f"{(one.estimate - table.n) / table.n:.1f} times the seen"))
    inside = [] if one.method.startswith("chapman") else contained(table)
    if inside:
        pairs = ", ".join(f"{small + 1} in {large + 1}" for small, large in inside)
        said.append(Refusal(one.method, Reason.CONTAINED, f"merge the lists first: {pairs}"))
    return said


def contained(table: Table) -> tuple[tuple[int, int], ...]:
    """Return the pairs of places (inner, outer) in which a list of ten or more lies wholly within another."""
    size = [table.on(1 << place) for place in range(len(table.lists))]
    return tuple(
        (small, large)
        for small in range(len(size))
        for large in range(len(size))
        if small != large
        and size[small] >= _CONTAINED
        and table.on(1 << small | 1 << large) == size[small]
        and (size[small], small) < (size[large], large)
    )


def _chapman(table: Table, asked: str) -> Said:
    said: Said = []
    for one, other in combinations(range(len(table.lists)), 2):
        method = f"chapman:{one + 1}-{other + 1}"
        if asked not in {"chapman", method}:
            continue
        pair = two_lists(table, one, other)
        if not pair.shared:
            said.append(Refusal(method, Reason.NO_OVERLAP))
            continue
        note = (
            f"lists {table.lists[one]}, {table.lists[other]}; shared {pair.shared}; Petersen {pair.petersen:.3f}; "
            f"se {pair.deviation:.2f}; one missed link is about {pair.per_missed_link:.1f} persons"
        )
        lo, hi = max(pair.lo, table.n), max(pair.hi, table.n)
        said.append(Estimate(method, pair.chapman, min(lo, pair.chapman), hi, f"[{one + 1},{other + 1}]", note))
    return said or [Refusal(asked, Reason.NOT_A_METHOD)]


def _chao(subject: Subject, _: Settings) -> Said:
    bound = chao(subject[1])
    note = "lower bound for persons who differ, lists that do not" + ("; bias-corrected" if bound.corrected else "")
    return [Estimate("chao", bound.estimate, bound.lo, bound.hi, note=note)]


def _mth_chao(subject: Subject, _: Settings) -> Said:
    found, conditional = mth_chao(subject[1])
    note = f"lower bound for persons and lists that differ; profile likelihood; conditional {conditional:.3f}"
    return [Estimate("mth-chao", found.estimate, found.lo, found.hi, note=note)]


def _coverage(subject: Subject, settings: Settings) -> Said:
    table = subject[1]
    found = sample_coverage(table)
    if found is None:
        return [Refusal("sample-coverage", Reason.NO_OVERLAP)]
    enough = found.enough
    lists = len(table.lists)

    def choose(counts: Floats) -> Floats:
        whole = np.hstack([np.zeros((len(counts), 1)), counts])
        return np.asarray(coverages(whole, lists)[:, 2 if enough else 3])

    lo, hi = None, None
    if settings.boot:
        spread = deviation(table.counts()[1:], found.advised, choose, boot=settings.boot, seed=settings.seed)
        lo, hi = log_interval(found.advised, table.n, spread) if spread is not None else (None, None)
    note = (
        f"{'full' if enough else 'one-step'} form; coverage {found.coverage:.4f}; as if independent "
        f"{found.independent:.3f}; full {found.full:.3f}; one-step {found.one_step:.3f}"
    )
    return [Estimate("sample-coverage", found.advised, lo, hi, note=note)]


def _independence(subject: Subject, _: Settings) -> Said:
    table, order = subject[1:]
    terms = independence_terms(len(table.lists))
    found = profile(table, terms)
    conditional = table.n + float(fit_one(table, terms).unseen[0])
    note = f"profile likelihood; conditional {conditional:.3f}"
    return [Estimate("independence", found.estimate, found.lo, found.hi, _model(terms, order), note)]


def _bic(subject: Subject, settings: Settings) -> Said:
    table, order = subject[1:]
    if len(table.lists) > MOST_SEARCHED:
        return [Refusal("bic", Reason.MANY_LISTS, f"all models are tried for at most {MOST_SEARCHED} lists")]
    found = search(table)
    if not len(found.order):
        return [Refusal("bic", Reason.NO_MLE)]
    best = found.row(int(found.order[0]))
    note = (
        f"BIC {best.bic:.3f}; {len(found.bic)} models to order {_highest(found.models.terms)}, {found.without} without "
        f"an estimate; {_wald(table, best.terms)}"
    )
    boot = _boot(table, reselecting(found), settings, "bic")
    return [_with_range(Estimate("bic", best.estimate, None, None, _model(best.terms, order), note), boot, settings)]


def _stepwise(subject: Subject, settings: Settings) -> Said:
    table, order = subject[1:]
    chosen = stepwise(table)
    note = f"pairs enter below p = {THRESHOLD}; {_wald(table, chosen.terms)}"
    lists = len(table.lists)
    boot = settings.boot if lists < min(_FEW_BOOTS) else min(settings.boot, _FEW_BOOTS.get(lists, 0))
    fewer = Settings(boot, settings.seed, settings.progress)
    ranged = _boot(table, choosing(len(table.lists)), fewer, "stepwise")
    one = Estimate("stepwise", chosen.estimate, None, None, _model(chosen.terms, order), note)
    return [_with_range(one, ranged, fewer)]


def _highest(terms: Sequence[int]) -> int:
    return max(term.bit_count() for term in terms)


def _wald(table: Table, terms: Sequence[int]) -> str:
    lo, hi = wald(table, terms)
    return f"with the model taken as given {lo:.1f} to {hi:.1f} (Wald on log n0)"


def _boot(table: Table, choose: Choose, settings: Settings, method: str) -> Bootstrap | None:
    if not settings.boot:
        return None
    counts = table.counts()[1:]
    return bca(counts, choose, boot=settings.boot, seed=settings.seed, tell=settings.telling(method))


def _with_range(one: Estimate, boot: Bootstrap | None, settings: Settings) -> Estimate:
    if boot is None:
        why = "no replicates" if not settings.boot else "too many replicates had no estimate"
        return Estimate(one.method, one.estimate, None, None, one.model, f"{one.note}; no range: {why}")
    note = (
        f"{one.note}; BCa that repeats the choice, {settings.boot} replicates, {boot.lost} lost, seed {settings.seed}, "
        f"acceleration {boot.acceleration:.4f}, bias {boot.bias:.3f}"
    )
    return Estimate(one.method, one.estimate, min(boot.lo, one.estimate), max(boot.hi, one.estimate), one.model, note)


def _dga(subject: Subject, _: Settings) -> Said:
    table = subject[1]
    if len(table.lists) > MOST_IN_GRAPHS:
        return [Refusal("dga", Reason.MANY_LISTS, f"graphs are averaged for at most {MOST_IN_GRAPHS} lists")]
    lists = len(table.lists)
    found = average(table)
    # the prior weight decides much: a half and a double of it are told beside the answer
    half, double = (average(table, factor * 2.0**-lists).median for factor in (0.5, 2.0))
    note = (
        f"posterior mean; median {found.median:.0f}, mode {found.mode:.0f}; prior 1/N, delta 2^-{lists}; median with "
        f"half delta {half:.0f}, with double {double:.0f}; saturated graph {found.saturated:.3f}"
    )
    said: Said = [Estimate("dga", found.mean, found.lo, found.hi, note=note)]
    if found.saturated > MOST_SATURATED:
        said.append(Refusal("dga", Reason.SATURATED, f"{found.saturated:.2f} of the posterior"))
    if found.at_end > MOST_AT_END:
        said.append(Refusal("dga", Reason.GRID_END, f"{found.at_end:.3f} of the posterior"))
    return said


def _lcmcr(subject: Subject, settings: Settings) -> Said:
    found = sample(subject[1], seed=settings.seed, most_sweeps=settings.most_sweeps, tell=settings.telling("lcmcr"))
    note = (
        f"posterior median; mean {found.mean:.1f}; {len(found.medians)} chains of {found.sweeps} sweeps, second "
        f"halves, seed {settings.seed}; R-hat {found.r_hat:.4f}, effective draws {found.effective:.0f}, Monte Carlo "
        f"error about {(found.hi - found.lo) / 4 * 1.25 / sqrt(max(found.effective, 1)):.0f}; medians of the chains "
        + "/".join(f"{one:.0f}" for one in found.medians)
    )
    said: Said = []
    if found.agreed:
        said.append(Estimate("lcmcr", found.median, found.lo, found.hi, note=note))
    else:
        said.append(Refusal("lcmcr", Reason.CHAINS_DISAGREE, note))
    if found.cut_off:
        said.append(Refusal("lcmcr", Reason.GRID_END, f"{found.at_end:.3f} of the draws near twenty times the seen"))
    return said


def _model(terms: Sequence[int], order: Sequence[int]) -> str:
    return notation(renamed(terms, order), len(order))


_HOW: dict[str, Callable[[Subject, Settings], Said]] = {
    "chapman": lambda subject, _: _chapman(subject[0], "chapman"),
    "chao": _chao,
    "mth-chao": _mth_chao,
    "sample-coverage": _coverage,
    "independence": _independence,
    "bic": _bic,
    "stepwise": _stepwise,
    "dga": _dga,
    "lcmcr": _lcmcr,
}
