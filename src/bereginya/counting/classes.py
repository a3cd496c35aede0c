"""Latent classes: persons differ in how easily each list finds them (Manrique-Vallier 2016).

A Dirichlet process over classes, in each of which lists are independent; the prior on the total is 1/N, cut at twenty
times the seen. Four chains or more start far from each other. If they do not agree there is no estimate: on the lists
of Britain of 2013, one chain may stay for 500,000 sweeps at half of where the others are.
"""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from math import exp, log

import numpy as np
from scipy.special import ndtri
from scipy.stats import rankdata

from bereginya.counting.fitting import compiled
from bereginya.counting.table import Floats, Ints, Table
from bereginya.counting.values import LEVEL

CLASSES = 10
CHAINS = 4
AGREE, ENOUGH = 1.01, 400.0  # rank R-hat at most; bulk effective draws at least
_AIM, _NEARER = 3000.0, 1.006  # effective draws and R-hat at which a run ends early: a short run flatters itself
_APART = 0.03  # of the median: how far medians of chains may be apart then
_THIN = 10
_FIRST = 40_000
MOST_SWEEPS = 10_240_000  # of each chain
_PATIENT = 5_120_000  # sweeps from which on chains that agree need not agree closely
MOST_UNSEEN = 20  # times the seen
_END, _MOST_AT_END = 0.95, 0.01  # of it, and the share of draws above
_LOOKED, _APART_FOR_GOOD = 640_000, 1.1  # sweeps and R-hat from which on draws at the cut end a run
_SHAPE = 0.25  # of the gamma prior of alpha, and its rate
_STEP = 2.5  # of log alpha, in a try
_CHECKED = 8000  # draws of a chain that the diagnostics look at
Generator = np.random.Generator
Sweeps = Callable[[Generator, Ints, Ints, Floats, Floats, Floats, Ints, int], None]


@dataclass(frozen=True, slots=True)
class Draws:
    """What the chains say: the pooled second halves. `agreed` tells whether they may be used as one posterior.

    `at_end` is the share of draws just below the cut of the prior at twenty times the seen.
    """

    median: float
    mean: float
    lo: float
    hi: float
    r_hat: float
    effective: float
    sweeps: int
    medians: tuple[float, ...]
    at_end: float

    @property
    def agreed(self) -> bool:
        """Whether rank R-hat is below 1.01 and there are 400 effective draws (Vehtari and others 2021)."""
        return self.r_hat < AGREE and self.effective > ENOUGH

    @property
    def cut_off(self) -> bool:
        """Whether the cut of the prior decides the answer: more than one draw in a hundred lies just below it."""
        return self.at_end > _MOST_AT_END


def sample(
    table: Table,
    *,
    seed: int,
    classes: int = CLASSES,
    chains: int = CHAINS,
    most_sweeps: int = MOST_SWEEPS,
    tell: Callable[[int, int], None] | None = None,
) -> Draws:
    """Run the chains until they agree, or to `most_sweeps` each; the first half is thrown away.

    Chains that are far apart while some lie at the cut of the prior end earlier: they are refused either way.
    With one seed the numbers are the same on every machine with the same numpy, with and without numba.
    """
    sets = np.array([one for one, _ in table.cells])
    bits = sets[:, None] >> np.arange(len(table.lists)) & 1
    counts = np.array([count for _, count in table.cells])
    states = [_Chain(bits, counts, seed=seed, number=number, classes=classes) for number in range(chains)]
    done, target = 0, _FIRST
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
        while True:
            goal = min(target, most_sweeps) - done
            list(pool.map(_Chain.run, states, [goal] * len(states)))
            done += goal
            if tell is not None:
                tell(done, most_sweeps)
            found = _summed(np.stack([chain.kept() for chain in states]), table.n, done)
            if _settled(found) or done >= most_sweeps or (done >= _PATIENT and found.agreed):
                return found
            if done >= _LOOKED and found.cut_off and found.r_hat > _APART_FOR_GOOD:
                return found
            target = done * 2


def _settled(found: Draws) -> bool:
    """Tell whether more sweeps would change little: the chains agree closely, and so do their medians."""
    apart = max(found.medians) - min(found.medians)
    return found.r_hat < _NEARER and found.effective > _AIM and apart < _APART * found.median


class _Chain:
    """The state of one chain; `run` moves it on."""

    def __init__(self, bits: Ints, counts: Ints, *, seed: int, number: int, classes: int) -> None:
        self._random = np.random.Generator(np.random.PCG64([seed, number]))
        self._bits, self._counts = np.ascontiguousarray(bits), counts
        # sticks of very unlike lengths, so that some chains start in one class and some in many
        sticks = self._random.beta(1.0, self._random.uniform(0.1, 5.0), size=classes)
        sticks[-1] = 1.0
        self._shares = sticks * np.cumprod(np.r_[1.0, 1 - sticks[:-1]])
        self._chances = self._random.random((bits.shape[1], classes))
        self._alpha = np.array([self._random.uniform(0.1, 2.0)])
        self._unseen: list[Ints] = []
        self._kernel = _compiled() if compiled() else _sweeps

    def run(self, sweeps: int) -> None:
        """Make so many sweeps and keep each tenth number of unseen."""
        kept = np.zeros(sweeps // _THIN, dtype=np.int64)
        self._kernel(self._random, self._bits, self._counts, self._chances, self._shares, self._alpha, kept, _THIN)
        self._unseen.append(kept)

    def kept(self) -> Ints:
        """Return the draws of the second half."""
        every = np.concatenate(self._unseen)
        return every[len(every) // 2 :]


def _sweeps(
    random: Generator,
    bits: Ints,
    counts: Ints,
    chances: Floats,
    shares: Floats,
    alpha: Floats,
    kept: Ints,
    thin: int,
) -> None:
    """Make Gibbs sweeps over cells, in plain loops, to be compiled; without numba some fifty times slower."""
    n_cells, n_lists = bits.shape
    n_classes = len(shares)
    n = 0
    for c in range(n_cells):
        n += counts[c]
    weights = np.empty(n_classes)
    size = np.empty(n_classes, dtype=np.int64)
    inside = np.empty((n_lists, n_classes), dtype=np.int64)
    for at in range(len(kept) * thin):
        size[:] = 0
        inside[:, :] = 0
        for c in range(n_cells + 1):
            for k in range(n_classes):
                weights[k] = shares[k]
            for j in range(n_lists):
                if c < n_cells and bits[c, j]:
                    for k in range(n_classes):
                        weights[k] *= chances[j, k]
                else:
                    for k in range(n_classes):
                        weights[k] *= 1.0 - chances[j, k]
            total = 0.0
            for k in range(n_classes):
                total += weights[k]
            if c < n_cells:
                left = counts[c]
            else:
                rate = random.standard_gamma(float(n)) * total / max(1.0 - total, 1e-300)
                left = n * 20 if rate > n * 20.0 else min(random.poisson(rate), n * 20)
                if (at + 1) % thin == 0:
                    kept[at // thin] = left
            rest = total
            for k in range(n_classes):
                if left == 0:
                    break
                if k == n_classes - 1 or weights[k] >= rest:
                    taken = left
                else:
                    taken = random.binomial(left, weights[k] / rest)
                rest -= weights[k]
                left -= taken
                size[k] += taken
                if c < n_cells:
                    for j in range(n_lists):
                        if bits[c, j]:
                            inside[j, k] += taken
        for j in range(n_lists):
            for k in range(n_classes):
                one = random.standard_gamma(1.0 + inside[j, k])
                other = random.standard_gamma(1.0 + size[k] - inside[j, k])
                chances[j, k] = one / (one + other)
        later = 0
        for k in range(n_classes):
            later += size[k]
        # alpha given the sizes of classes alone, the sticks summed out: given the sticks, a chain that has fallen into
        # one class stays there for a hundred thousand sweeps; every second sweep is enough
        tried = alpha[0] * exp(_STEP * random.standard_normal())
        gain = -1e300
        if at % 2 == 0 and 1e-100 < tried < 1e100:
            gain = _SHAPE * (log(tried / alpha[0]) - tried + alpha[0])
            left = later
            for k in range(n_classes - 1):
                if left == 0:  # what follows is empty, and says nothing
                    break
                gain += log(tried / alpha[0])
                for term in range(4):  # log gamma by Stirling's series: the same digits compiled and not
                    x = tried if term < 2 else alpha[0]
                    x += left - size[k] if term % 2 == 0 else 1.0 + left
                    product = 1.0
                    while x < 10.0:
                        product *= x
                        x += 1.0
                    inverse = 1.0 / (x * x)
                    value = (x - 0.5) * log(x) - x - log(product)
                    value += (1.0 / 12.0 - inverse * (1.0 / 360.0 - inverse * (1.0 / 1260.0 - inverse / 1680.0))) / x
                    gain += value if term in (0, 3) else -value
                left -= size[k]
        if log(1.0 - random.random()) < gain:
            alpha[0] = tried
        log_rest = 0.0
        for k in range(n_classes - 1):
            later -= size[k]
            one = random.standard_gamma(1.0 + size[k])
            # a gamma of small shape in logs: it may be far below the smallest float
            shape = alpha[0] + later
            log_other = log(random.standard_gamma(shape + 1.0)) + log(1.0 - random.random()) / shape
            if log_other < -700.0:
                shares[k] = exp(log_rest)
                log_rest += log_other - log(one)
            else:
                other = exp(log_other)
                shares[k] = exp(log_rest) * one / (one + other)
                log_rest += log_other - log(one + other)
        shares[n_classes - 1] = exp(log_rest)


@cache
def _compiled() -> Sweeps:
    from numba import njit  # noqa: PLC0415  -- optional

    kernel: Sweeps = njit(cache=True, nogil=True, error_model="numpy")(_sweeps)
    return kernel


def _summed(unseen: Ints, n: int, sweeps: int) -> Draws:
    step = max(1, unseen.shape[1] // _CHECKED)
    thinned = unseen[:, ::step].astype(float)
    lo, median, hi = np.quantile(unseen, ((1 - LEVEL) / 2, 0.5, (1 + LEVEL) / 2))
    return Draws(
        median=n + float(median),
        mean=n + float(unseen.mean()),
        lo=n + float(lo),
        hi=n + float(hi),
        r_hat=r_hat(thinned),
        effective=effective(_normal(_split(thinned))),
        sweeps=sweeps,
        medians=tuple(n + float(one) for one in np.median(unseen, axis=1)),
        at_end=float((unseen > _END * MOST_UNSEEN * n).mean()),
    )


def r_hat(draws: Floats) -> float:
    """Return the greater of rank-normalised split R-hat of the draws (chains x draws) and of their folded form.

    Vehtari, Gelman, Simpson, Carpenter and Buerkner (2021), section 4. 1 for draws that are all equal.
    """
    split = _split(draws)
    return max(_plain_r_hat(_normal(split)), _plain_r_hat(_normal(np.abs(split - np.median(split)))))


def _split(draws: Floats) -> Floats:
    half = draws.shape[1] // 2
    return np.concatenate([draws[:, :half], draws[:, -half:]])


def _normal(draws: Floats) -> Floats:
    ranks = rankdata(draws, method="average").reshape(draws.shape)
    return np.asarray(ndtri((ranks - 0.375) / (draws.size + 0.25)))


def _plain_r_hat(draws: Floats) -> float:
    within = draws.var(1, ddof=1).mean()
    if within <= 0:
        return 1.0 if np.ptp(draws) == 0 else np.inf
    length = draws.shape[1]
    between = draws.mean(1).var(ddof=1) * length
    return float(np.sqrt(((length - 1) / length * within + between / length) / within))


def effective(draws: Floats) -> float:
    """Return the effective number of draws (chains x draws), by Geyer's initial monotone sequence.

    Vehtari and others (2021), section 3; of rank-normalised split chains it is the bulk effective number.
    """
    chains, length = draws.shape
    if np.ptp(draws) == 0:
        return float(draws.size)
    centred = draws - draws.mean(1, keepdims=True)
    padded = np.fft.rfft(centred, 2 * length, axis=1)
    covariance = np.fft.irfft(np.abs(padded) ** 2, axis=1)[:, :length] / length
    within = (covariance[:, 0] * length / (length - 1)).mean()
    pooled = within * (length - 1) / length + draws.mean(1).var(ddof=1)
    rho = 1 - (within - covariance.mean(0) * length / (length - 1)) / pooled
    rho[0] = 1.0
    pairs = rho[: length // 2 * 2].reshape(-1, 2).sum(1)
    negative = np.flatnonzero(pairs < 0)
    pairs = pairs[: negative[0]] if len(negative) else pairs
    time = max(-1 + 2 * float(np.minimum.accumulate(pairs).sum()), 1 / np.log10(chains * length))
    return float(chains * length / time)
