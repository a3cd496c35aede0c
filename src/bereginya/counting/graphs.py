"""Bayesian averaging over decomposable graphs of three to six lists (Madigan and York 1997).

A graph says which lists may depend on each other. The graph in which all depend on all carries no news of the unseen:
where it gathers much of the posterior, the answer is the prior's, and there is no estimate. The result hinges on
`delta`, the weight of the prior cells; 2**-t is the one that gives sense on published tables, and others are to be
shown beside it.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
from scipy.interpolate import CubicSpline
from scipy.special import gammaln, logsumexp

from bereginya.counting.table import Bools, Floats, Ints, Table
from bereginya.counting.values import LEVEL

LOGARITHMIC = "1/N"
MOST_LISTS, FEWEST_LISTS = 6, 3
MOST_UNSEEN = 30  # times the seen: the end of the grid
MOST_SATURATED = 0.2  # posterior mass of the graph that carries no news
_GRID = 30_000
_ONE_BY_ONE = 2_000  # below it, a finer grid looks at every number of unseen
_ENOUGH = 50  # points that carry a posterior; with fewer its range is that of the steps
_NODES = {
    5: 1500,
    6: 500,
}  # numbers of unseen at which many graphs are weighed; between them their sum is a cubic spline


@dataclass(frozen=True, slots=True)
class Posterior:
    """What the posterior says of the total: moments, 95 % range, and where its mass lies.

    `relative` is best under relative squared error, as Madigan and York give their estimates. `saturated` is the mass
    of the graph in which all lists depend on all, `at_end` that of the last hundredth of the grid.
    """

    mean: float
    median: float
    mode: float
    relative: float
    lo: float
    hi: float
    saturated: float
    at_end: float


@dataclass(frozen=True, slots=True)
class Graph:
    """One graph of a posterior: its edges as sets of two lists, its probability, and the total as it alone sees it."""

    edges: tuple[int, ...]
    probability: float
    mean: float
    mode: float
    relative: float


@cache
def decomposable(lists: int) -> tuple[Ints, Floats]:
    """Return the edge sets of all decomposable graphs (rows of 0/1) and, for each, how often every margin counts.

    Margins are sets of lists; a clique counts 1, a separator -1. There are 8, 61, 822 and 18,154 graphs of 3 to 6
    lists.
    """
    pairs = [(i, j) for i in range(lists) for j in range(i + 1, lists)]
    edges = np.arange(1 << len(pairs))[:, None] >> np.arange(len(pairs)) & 1
    near = np.zeros((len(edges), lists), dtype=np.int64)
    for at, (i, j) in enumerate(pairs):
        near[:, i] |= edges[:, at] << j
        near[:, j] |= edges[:, at] << i
    left = np.full(len(edges), (1 << lists) - 1)
    weights = np.zeros((len(edges), 1 << lists))
    rows = np.arange(len(edges))
    for _ in range(lists):
        taken = np.full(len(edges), -1)
        around = np.zeros(len(edges), dtype=np.int64)
        for v in range(lists):
            mine = near[:, v] & left
            simplicial = (left >> v & 1 == 1) & _complete(near, mine, lists) & (taken < 0)
            taken[simplicial], around[simplicial] = v, mine[simplicial]
        going = taken >= 0
        np.add.at(weights, (rows[going], around[going] | 1 << taken[going]), 1)
        np.add.at(weights, (rows[going], around[going]), -1)
        left[going] &= ~(1 << taken[going])
    whole = left == 0
    weights[:, 0] = 0
    return edges[whole], weights[whole]


def _complete(near: Ints, members: Ints, lists: int) -> Bools:
    """Tell for each graph whether all of `members` know each other."""
    sound = np.ones(len(near), dtype=bool)
    for u in range(lists):
        sound &= (members >> u & 1 == 0) | (members & ~(near[:, u] | 1 << u) == 0)
    return sound


def _margins(table: Table, delta: float, unseen: Floats) -> Floats:
    """Return L of every margin (rows) at each number of unseen: the hyper-Dirichlet marginal likelihood."""
    lists = len(table.lists)
    counts, sets = table.counts(), np.arange(1 << lists)
    whole = delta * 2.0**lists
    norm = gammaln(table.n + unseen + whole) - gammaln(whole)
    likelihoods = np.zeros((1 << lists, len(unseen)))
    for margin in range(1, 1 << lists):
        prior = delta * 2.0 ** (lists - margin.bit_count())
        cells = np.bincount(sets & margin, weights=counts, minlength=1 << lists)
        inside = np.unique(sets & margin)[1:]
        fixed = float((gammaln(cells[inside] + prior) - gammaln(prior)).sum())
        likelihoods[margin] = fixed + gammaln(cells[0] + unseen + prior) - gammaln(prior) - norm
    return likelihoods


def log_joint(table: Table, unseen: Floats, delta: float, log_prior: Floats) -> Floats:
    """Return the log posterior, up to a constant, of every graph (rows) at every number of unseen."""
    _, weights = decomposable(len(table.lists))
    total = table.n + unseen
    return np.asarray(weights @ _margins(table, delta, unseen) + gammaln(total + 1) - gammaln(unseen + 1) + log_prior)


def grid(n: int) -> Floats:
    """Return the numbers of unseen at which a posterior is summed up: 1 to 30 n, at most 30,000 of them."""
    return np.unique(np.round(np.linspace(1, MOST_UNSEEN * n, min(_GRID, MOST_UNSEEN * n))))


def _finer(n: int) -> Floats:
    """Return a grid that is fine where few are unseen: among millions, even steps pass over a few thousand."""
    few = np.arange(1, _ONE_BY_ONE)
    return np.unique(np.r_[few, np.round(np.geomspace(_ONE_BY_ONE, MOST_UNSEEN * n, _GRID - len(few)))])


def average(table: Table, delta: float | None = None) -> Posterior:
    """Average over all decomposable graphs with the prior 1/N. Raises ValueError for other than three to six lists.

    `delta` is 2**-t unless given.
    """
    lists = len(table.lists)
    if not FEWEST_LISTS <= lists <= MOST_LISTS:
        raise ValueError(f"{lists} lists; graphs are averaged for {FEWEST_LISTS} to {MOST_LISTS}")
    weight = 2.0**-lists if delta is None else delta
    mass, saturated = _mass(table, grid(table.n), weight)
    covered = 1 / (mass @ mass) >= _ENOUGH or MOST_UNSEEN * table.n <= _GRID
    if covered or saturated > MOST_SATURATED:  # the saturated graph's answer is the prior's, on whichever grid
        return _summed(table.n + grid(table.n), mass, saturated)
    finer = _finer(table.n)
    return _summed(table.n + finer, *_mass(table, finer, weight))


def _mass(table: Table, points: Floats, delta: float) -> tuple[Floats, float]:
    """Return the posterior mass of each number of unseen with the whole numbers around it, and the saturated share."""
    lists = len(table.lists)
    nodes = _nodes(points, lists)
    joint = log_joint(table, nodes, delta, -np.log(table.n + nodes))
    full = int(np.argmax(decomposable(lists)[0].sum(1)))
    known = np.stack([logsumexp(joint, axis=0), joint[full]], 1)
    smooth = known if nodes is points else CubicSpline(np.log(nodes), known)(np.log(points))
    highest = smooth[:, 0].max()
    widths = np.diff(np.r_[points[0] - 0.5, (points[1:] + points[:-1]) / 2, points[-1] + 0.5])
    if np.ptp(widths[1:-1]) <= 1:  # even steps, but for rounding: each counts the same
        widths = np.ones_like(points)
    mass = np.exp(smooth[:, 0] - highest) * widths
    total = float(mass.sum())
    saturated = float((np.exp(smooth[:, 1] - highest) * widths).sum()) / total
    return mass / total, saturated


def _nodes(points: Floats, lists: int) -> Floats:
    if lists not in _NODES or len(points) < _NODES[lists]:
        return points
    return np.unique(np.r_[np.arange(1, 40), np.round(np.geomspace(40, points[-1], _NODES[lists]))])


def _summed(totals: Floats, mass: Floats, saturated: float) -> Posterior:
    below = np.cumsum(mass)
    lo, median, hi = (float(totals[min(int(np.searchsorted(below, q)), len(totals) - 1)]) for q in _LEVELS)
    return Posterior(
        mean=float(mass @ totals),
        median=median,
        mode=float(totals[mass.argmax()]),  # of even steps; on a finer grid within a step of it
        relative=_relative(totals, mass),
        lo=lo,
        hi=hi,
        saturated=saturated,
        at_end=float(mass[totals > totals[0] + 0.99 * (totals[-1] - totals[0])].sum()),
    )


def _relative(totals: Floats, mass: Floats) -> float:
    return float((mass / totals).sum() / (mass / totals**2).sum())


_LEVELS = ((1 - LEVEL) / 2, 0.5, (1 + LEVEL) / 2)


def graphs(table: Table, unseen: Floats, *, delta: float, log_prior: Floats) -> tuple[Graph, ...]:
    """Return every graph with its probability, most probable first, on a grid and prior of one's own."""
    edges, _ = decomposable(len(table.lists))
    joint = log_joint(table, unseen, delta, log_prior)
    joint = np.exp(joint - joint.max())
    shares = joint.sum(1) / joint.sum()
    pairs = [1 << i | 1 << j for i in range(len(table.lists)) for j in range(i + 1, len(table.lists))]
    return tuple(
        Graph(
            tuple(pair for pair, has in zip(pairs, edges[row], strict=True) if has),
            float(shares[row]),
            float(table.n + joint[row] @ unseen / joint[row].sum()),
            float(table.n + unseen[joint[row].argmax()]),
            _relative(table.n + unseen, joint[row]),
        )
        for row in np.argsort(-shares, kind="stable")
    )
