"""One method over several draws of who is whom, or of what is missing: one estimate with both kinds of doubt in it.

The rules are Rubin's (1987, Multiple Imputation for Nonresponse in Surveys, section 3.3), on the logarithm of those
unseen: the error within draws, from their ranges, and the one between them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from math import exp, inf, log, sqrt

import numpy as np
from scipy.stats import t as student

from bereginya.counting.estimate import estimates
from bereginya.counting.table import Floats, Table
from bereginya.counting.values import LEVEL, Estimate, Z

DRAWS = 20
_BOOT, _MOST_SWEEPS = 200, 320_000  # of one draw: of its range only the width is needed
_FEWEST = 0.9  # share of draws that must have an estimate
_LEAST = 0.5  # persons unseen, of which a logarithm is taken


@dataclass(frozen=True, slots=True)
class OverLinks:
    """What one method says over draws of who is whom; `estimate` is None where too many draws have no answer."""

    method: str
    tables: tuple[Table, ...] = field(repr=False)
    estimate: Estimate | None


def over_links(
    tables: Sequence[Table], method: str, *, boot: int, seed: int, tell: Callable[[int, int], None] | None = None
) -> OverLinks:
    """Ask a method of each table, each of one draw of who is whom, and combine what may be used.

    (Sadinle 2018, Annals of Applied Statistics 12:1013.) `tell` is called with draws done and to do.
    """
    said: list[tuple[int, Estimate | None]] = []
    for table in tables:
        found = estimates(
            table, methods=[method], boot=min(boot, _BOOT), seed=seed, most_sweeps=_MOST_SWEEPS
        ).usable()  # fmt: skip
        said.append((table.n, next(iter(found), None)))
        if tell is not None:
            tell(len(said), len(tables))
    return OverLinks(method, tuple(tables), combined(said))


def combined(draws: Sequence[tuple[int, Estimate | None]]) -> Estimate | None:
    """Combine what one method said of each draw, given with the persons seen in it.

    None if there is no draw, or more than one in ten has no estimate or no range. Raises ValueError for estimates of
    unlike methods.
    """
    known = [(seen, one, one.hi) for seen, one in draws if one is not None and one.hi is not None]
    if not known or len(known) < _FEWEST * len(draws):
        return None
    method = known[0][1].method
    if any(one.method != method for _, one, _ in known):
        raise ValueError("draws are combined for one method")
    logs = np.array([_log(one.estimate, seen) for seen, one, _ in known])
    between = float(logs.var(ddof=1)) if len(logs) > 1 else 0.0
    # each side by its own ends: ranges of a bootstrap are not alike above and below
    above = _within(logs, [_log(hi, seen) for seen, _, hi in known])
    below = _within(logs, [_log(hi if one.lo is None else one.lo, seen) for seen, one, hi in known])
    centre, seen = float(logs.mean()), float(np.mean([seen for seen, _, _ in known]))
    lo, hi = (
        seen + exp(centre + sign * _reach(within, between, len(known))) for sign, within in ((-1, below), (1, above))
    )
    note = (
        f"combined over {len(known)} of {len(draws)} draws; {100 * _share(above, between, len(known)):.0f} % of the "
        "doubt is about who is whom and what is missing"
    )
    return Estimate(method, seen + exp(centre), lo, hi, note=note)


def _log(total: float, seen: int) -> float:
    return log(max(total - seen, _LEAST))


def _within(logs: Floats, ends: Sequence[float]) -> float:
    """Return the variance within draws that the distances of one end from the estimates tell."""
    return float((((np.array(ends) - logs) / Z) ** 2).mean())


def _reach(within: float, between: float, many: int) -> float:
    return _quantile(within, between, many) * sqrt(within + (1 + 1 / many) * between)


def _share(within: float, between: float, many: int) -> float:
    whole = within + (1 + 1 / many) * between
    return (1 + 1 / many) * between / whole if whole else 0.0


def _quantile(within: float, between: float, many: int) -> float:
    share = _share(within, between, many)
    freedom = (many - 1) / share**2 if share else inf
    return float(student.ppf((1 + LEVEL) / 2, freedom)) if freedom < inf else Z
