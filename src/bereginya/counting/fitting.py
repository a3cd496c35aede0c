"""Poisson log-linear fits, thousands at a time. It knows matrices; what a model means is the matter of `loglinear`.

One problem is a table and a set of terms. A term nobody supports (no person on all its lists) has the estimate minus
infinity: it is dropped together with its cells, as Chan, Silverman and Vincent (2021, section 2) do. The rest is
fitted by Newton's method with halved steps. A fit that ends at positive fitted counts with the observed margins is
itself the proof that a maximum likelihood estimate exists (Fienberg and Rinaldo 2012, theorem 3); only the others
need a linear programme.

The compiled kernel and the one in numpy do the same steps and agree to rounding.
"""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from threading import Lock

import numpy as np
from scipy.optimize import linprog
from scipy.special import gammaln

from bereginya.counting import kernels
from bereginya.counting.kernels import (
    ASK,
    DECREMENT,
    FITTED,
    NO_MLE,
    NOT_IDENTIFIABLE,
    NUMERIC,
    PIVOT,
    POSITIVE,
    STEPS,
    STUCK,
)
from bereginya.counting.table import Bools, Floats, Ints

_CHUNK = 4000

Kernel = Callable[[Floats, Bools, Floats, Ints, Floats, Floats, Ints], None]


@dataclass(frozen=True, slots=True)
class Fits:
    """What came out of many problems: estimates of all terms (-inf for dropped ones), log-likelihood, existence code.

    `code` is 0 where the maximum likelihood estimate exists and is unique, else the sum of NO_MLE and NOT_IDENTIFIABLE;
    estimates and log-likelihood are nan there. The first term is the intercept: exp of it is the unseen.
    """

    terms: Floats
    loglik: Floats
    code: Ints

    @property
    def unseen(self) -> Floats:
        """The fitted number of persons on no list, nan without a fit."""
        return np.asarray(np.exp(self.terms[:, 0]))


def compiled() -> bool:
    """Tell whether the compiled kernels are used: numba is there and not switched off by BEREGINYA_NO_NUMBA."""
    return find_spec("numba") is not None and not os.environ.get("BEREGINYA_NO_NUMBA")


def design(sets: Ints, terms: Ints) -> Floats:
    """Return the 0/1 matrix of cells by terms: a term acts in the cells that hold all its lists."""
    return np.asarray((sets[:, None] & terms[None, :]) == terms[None, :], dtype=float)


def fit(matrix: Floats, models: Bools, counts: Floats, problems: Ints) -> Fits:
    """Fit `problems`, rows of (row of `models`, row of `counts`).

    `matrix` is cells x terms, its first column the intercept; `models` says which terms each model has; `counts` is
    tables x cells.
    """
    terms = np.full((len(problems), matrix.shape[1]), np.nan)
    loglik = np.full(len(problems), np.nan)
    code = np.zeros(len(problems), dtype=np.int64)
    kernel = _compiled_kernel() if compiled() and matrix.max(initial=1) <= 1 else _in_numpy
    spans = [slice(start, start + _CHUNK) for start in range(0, len(problems), _CHUNK)]
    if len(spans) == 1 and len(problems) > 64 and kernel is not _in_numpy:
        half = len(problems) // 2
        spans = [slice(0, half), slice(half, None)]

    def part(span: slice) -> None:
        kernel(matrix, models, counts, problems[span], terms[span], loglik[span], code[span])

    if len(spans) > 1:
        with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as threads:
            list(threads.map(part, spans))
    else:
        part(spans[0] if spans else slice(0))
    _settle(matrix, models, counts, problems, code)
    lost = code != FITTED
    terms[lost] = np.nan
    tables = counts[problems[:, 1]]
    loglik -= np.asarray(gammaln(tables + 1).sum(1)) if len(problems) else 0.0
    loglik[lost] = np.nan
    return Fits(terms, loglik, code)


def _settle(matrix: Floats, models: Bools, counts: Floats, problems: Ints, code: Ints) -> None:
    for at in np.flatnonzero(code < 0):
        model, table = problems[at]
        found = existence(matrix, models[model], counts[table] > 0)
        code[at] = NUMERIC if code[at] == STUCK and not found else found


_KNOWN: dict[bytes, int] = {}  # by a hash: matrices themselves would fill the memory


def existence(matrix: Floats, model: Bools, support: Bools) -> int:
    """Return 0 if the model has one maximum likelihood estimate on every table with this support, else what it lacks.

    Only which cells are empty matters. The programme is that of Fienberg and Rinaldo (2012, section 4): there is an
    estimate if some strictly positive table has the margins of the observed one. Answers are kept.
    """
    parts = (np.array(matrix.shape), matrix, model, support)
    key = sha256(b"".join(np.ascontiguousarray(part).tobytes() for part in parts)).digest()
    if key not in _KNOWN:
        if len(_KNOWN) > 200_000:
            _KNOWN.clear()
        _KNOWN[key] = _existence(matrix, model, support)
    return _KNOWN[key]


def _existence(matrix: Floats, model: Bools, support: Bools) -> int:
    supported = matrix[support].any(0)
    dead = model & ~supported
    cells = ~(matrix[:, dead] > 0).any(1)
    inner = matrix[cells][:, model & supported]
    if inner.shape[1] == 0:
        return NO_MLE
    observed = support[cells].astype(float)
    code = FITTED if np.linalg.matrix_rank(inner) == inner.shape[1] else NOT_IDENTIFIABLE
    size = len(inner)
    if observed.all():
        return code
    # x = u + y, y >= 0: maximise u with A'x = A'N
    equal = np.hstack([inner.T.sum(1, keepdims=True), inner.T])
    found = linprog(
        np.r_[-1.0, np.zeros(size)],
        A_eq=equal,
        b_eq=inner.T @ observed,
        bounds=[(0, None)] * (size + 1),
        method="highs",
    )
    positive = bool(found.status == 0 and found.fun is not None and found.fun < -1e-7)
    return code if positive else code | NO_MLE


_COMPILING = Lock()  # two threads that come first at once would compile what is compiled


def _compiled_kernel() -> Kernel:
    with _COMPILING:
        return _compile()


@cache
def _compile() -> Kernel:
    from numba import njit  # noqa: PLC0415  -- optional: without it the kernel in numpy is used

    kernels.leaves = njit(cache=True, nogil=True, error_model="numpy")(kernels.leaves)
    kernel: Kernel = njit(cache=True, nogil=True, error_model="numpy")(kernels.newton)
    return kernel


def _in_numpy(
    matrix: Floats, models: Bools, counts: Floats, problems: Ints, terms: Floats, loglik: Floats, code: Ints
) -> None:
    """Fit problems in stacks, each stack the tables of one model that lack the same terms."""
    supported = (counts > 0).astype(float) @ matrix > 0
    for model in np.unique(problems[:, 0]):
        rows = np.flatnonzero(problems[:, 0] == model)
        found = supported[problems[rows, 1]] & models[model]
        for kept in np.unique(found, axis=0):
            stack = rows[(found == kept).all(1)]
            _stack(matrix, (models[model], kept), counts[problems[stack, 1]], stack, (terms, loglik, code))


def _stack(
    matrix: Floats, chosen: tuple[Bools, Bools], counts: Floats, rows: Ints, out: tuple[Floats, Floats, Ints]
) -> None:
    model, kept = chosen
    terms, loglik, code = out
    cells = ~(matrix[:, model & ~kept] > 0).any(1)
    inner, seen = matrix[np.ix_(cells, kept)], counts[:, cells]
    beta, mean, done = _newton_stack(inner, seen)
    block = np.zeros((len(rows), matrix.shape[1]))
    block[:, model & ~kept] = -np.inf
    block[:, kept] = beta
    terms[rows] = block
    code[rows] = np.where(done, np.where(mean.min(1, initial=np.inf) > POSITIVE, FITTED, ASK), STUCK)
    loglik[rows] = (seen * np.log(np.maximum(mean, 1e-300)) - mean).sum(1)


def _newton_stack(inner: Floats, seen: Floats) -> tuple[Floats, Floats, Bools]:
    """Return estimates, fitted counts and whether each table's fit is done."""
    size = inner.shape[1]
    margin = seen @ inner
    total = seen.sum(1)
    mean = seen + 0.5
    beta = np.zeros((len(seen), size))
    value = np.full(len(seen), np.inf)
    done = np.zeros(len(seen), dtype=bool)
    alive = np.ones(len(seen), dtype=bool)
    for turn in range(STEPS):
        at = np.flatnonzero(alive)
        if not len(at):
            break
        information = _information(inner, mean[at])
        sound = _regular(information)
        alive[at[~sound]] = False
        at, information = at[sound], information[sound]
        gradient = (mean[at] * np.log(mean[at])) @ inner if turn == 0 else margin[at] - mean[at] @ inner
        step = np.linalg.solve(information, gradient[:, :, None])[:, :, 0] if len(at) else gradient
        decrement = (gradient * step).sum(1)
        scale = np.ones(len(at))
        for _ in range(40):
            tried = beta[at] + scale[:, None] * step
            fresh = np.exp(np.minimum(tried @ inner.T, 700.0))
            renewed = fresh.sum(1) - (margin[at] * tried).sum(1)
            worse = (
                (renewed > value[at] + 1e-12 * (1 + np.abs(np.where(turn, value[at], 0))))
                if turn
                else renewed < -np.inf
            )
            if not worse.any():
                break
            scale[worse] *= 0.5
        beta[at], mean[at], value[at] = tried, fresh, renewed
        ended = (decrement <= DECREMENT * total[at]) if turn else np.zeros(len(at), dtype=bool)
        done[at[ended]] = True
        alive[at[ended]] = False
    return beta, mean, done


def _information(inner: Floats, mean: Floats) -> Floats:
    if len(mean) < 4:  # many cells and few tables: the products of all terms would be large
        # einsum and not @: for matrices of this shape the threads of BLAS wait for each other longer than they work
        parts = [np.einsum("cp,cq->pq", one[:, None] * inner, inner) for one in mean]
        return np.stack(parts) if parts else np.zeros((0, 0, 0))
    outer = (inner[:, :, None] * inner[:, None, :]).reshape(len(inner), -1)
    return np.asarray((mean @ outer).reshape(-1, inner.shape[1], inner.shape[1]))


def _regular(information: Floats) -> Bools:
    """Tell which matrices a Cholesky factorisation finds to be of full rank."""
    if not information.shape[1]:
        return np.zeros(len(information), dtype=bool)
    scale = np.sqrt(np.einsum("bii->bi", information))
    low = np.linalg.eigvalsh(information / scale[:, :, None] / scale[:, None, :])[:, 0]
    return np.asarray(low > PIVOT)
