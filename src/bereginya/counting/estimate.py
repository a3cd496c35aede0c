"""Every method on one overlap table: its number with a range, or the reason why there is none."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations

from bereginya.counting.bounds import chao
from bereginya.counting.coverage import sample_coverage
from bereginya.counting.table import Table
from bereginya.counting.two_lists import two_lists
from bereginya.counting.values import Answers, Estimate, Progress, Reason, Refusal

METHODS = ("chapman", "chao", "sample-coverage")
ENOUGH_OVERLAP = 10
FEWEST_LISTS = 3
MOST_UNSEEN = 5  # times the seen


@dataclass(frozen=True, slots=True)
class Settings:
    """How much work to do, and from which seed. `boot` is the number of bootstrap replicates, 0 for none."""

    boot: int = 1000
    seed: int = 1
    progress: Progress | None = None


def estimates(
    table: Table,
    *,
    methods: Sequence[str] | None = None,
    boot: int = 1000,
    seed: int = 1,
    progress: Progress | None = None,
) -> Answers:
    """Ask every method, or only these, about a table."""
    settings = Settings(boot, seed, progress)
    found: list[Estimate | Refusal] = []
    for method in methods if methods is not None else METHODS:
        found.extend(_asked(method, table, settings))
    return Answers(
        tuple(one for one in found if isinstance(one, Estimate)),
        tuple(one for one in found if isinstance(one, Refusal)),
    )


Asked = Callable[[Table, Settings], list[Estimate | Refusal]]


def _asked(method: str, table: Table, settings: Settings) -> list[Estimate | Refusal]:
    if method not in _HOW:
        return [Refusal(method, Reason.NOT_A_METHOD)]
    return _HOW[method](table, settings)


def _chapman(table: Table, _: Settings) -> list[Estimate | Refusal]:
    found: list[Estimate | Refusal] = []
    for one, other in combinations(range(len(table.lists)), 2):
        pair = two_lists(table, one, other)
        found.append(Estimate(f"chapman:{one + 1}-{other + 1}", max(pair.chapman, table.n), pair.lo, pair.hi))
    return found


def _chao(table: Table, _: Settings) -> list[Estimate | Refusal]:
    bound = chao(table)
    return [Estimate("chao", bound.estimate, bound.lo, bound.hi)]


def _coverage(table: Table, _: Settings) -> list[Estimate | Refusal]:
    found = sample_coverage(table)
    if found is None:
        return [Refusal("sample-coverage", Reason.NO_OVERLAP)]
    return [Estimate("sample-coverage", found.advised, None, None)]


_HOW: dict[str, Asked] = {"chapman": _chapman, "chao": _chao, "sample-coverage": _coverage}
