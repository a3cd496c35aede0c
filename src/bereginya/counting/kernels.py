"""The compiled kernel of `fitting`: Newton's method on one Poisson log-linear problem after another.

Plain loops over numbers, so that numba can compile them; without numba they are not used.
"""

from math import exp, log

import numpy as np

from bereginya.counting.table import Bools, Floats, Ints

FITTED, NO_MLE, NOT_IDENTIFIABLE, NUMERIC = 0, 1, 2, 4  # what `fitting` tells of a problem; bits
ASK, STUCK = -1, -2  # a kernel's word: ended at a fitted count near zero; did not end. Only a linear programme can tell
STEPS = 60
DECREMENT = 1e-22  # squared Newton decrement per person, at which a fit is done
POSITIVE = 1e-6  # a fitted count above it is taken to be positive
PIVOT = 1e-11


def leaves(acting: Ints, many: Ints, step: Floats, table: Floats, cells: Ints) -> bool:
    """Tell whether the step, rounded to whole or half numbers, proves that no maximum likelihood estimate exists.

    The proof is a direction that changes no cell with persons, raises none and lowers an empty one (Fienberg and
    Rinaldo 2012, section 3). In halves the arithmetic is exact.
    """
    for scale in (1.0, 2.0):
        lowered = False
        sound = True
        for i in range(len(cells)):
            change = 0.0
            for a in range(many[i]):
                change += np.rint(scale * step[acting[i, a]])
            if change > 0 or (change < 0 and table[cells[i]] > 0):
                sound = False
                break
            if change < 0:
                lowered = True
        if sound and lowered:
            return True
    return False


def newton(
    matrix: Floats, models: Bools, counts: Floats, problems: Ints, terms: Floats, loglik: Floats, code: Ints
) -> None:
    """Fit each problem in turn; plain loops, written to be compiled."""
    n_cells, n_terms = matrix.shape
    for at in range(problems.shape[0]):
        model = models[problems[at, 0]]
        table = counts[problems[at, 1]]
        total = 0.0
        for w in range(n_cells):
            total += table[w]
        margin = np.zeros(n_terms)
        for w in range(n_cells):
            if table[w] > 0:
                for q in range(n_terms):
                    if matrix[w, q] > 0:
                        margin[q] += table[w]
        live = np.ones(n_cells, dtype=np.bool_)
        used = np.empty(n_terms, dtype=np.int64)
        p = 0
        for q in range(n_terms):
            if not model[q]:
                terms[at, q] = 0.0
            elif margin[q] > 0:
                used[p] = q
                p += 1
            else:
                terms[at, q] = -np.inf
                for w in range(n_cells):
                    if matrix[w, q] > 0:
                        live[w] = False
        if p == 0:  # nobody at all: not even an intercept
            code[at] = NO_MLE
            continue
        cells = np.flatnonzero(live)
        c = len(cells)
        # for each live cell the terms that act in it, as a ragged list
        acting = np.empty((c, p), dtype=np.int64)
        many = np.zeros(c, dtype=np.int64)
        for i in range(c):
            for k in range(p):
                if matrix[cells[i], used[k]] > 0:
                    acting[i, many[i]] = k
                    many[i] += 1
        beta = np.zeros(p)
        step = np.zeros(p)
        mean = np.empty(c)
        information = np.empty((p, p))
        gradient = np.empty(p)
        for i in range(c):
            mean[i] = table[cells[i]] + 0.5
        code[at] = STUCK
        value = 0.0
        for turn in range(STEPS):
            for k in range(p):
                gradient[k] = margin[used[k]] if turn else 0.0
                for m in range(p):
                    information[k, m] = 0.0
            for i in range(c):
                for a in range(many[i]):
                    k = acting[i, a]
                    if turn:
                        gradient[k] -= mean[i]
                    else:
                        gradient[k] += mean[i] * log(mean[i])
                    for b in range(a + 1):
                        information[k, acting[i, b]] += mean[i]
            singular = False
            for k in range(p):  # Cholesky, in place
                for m in range(k + 1):
                    added = information[k, m]
                    for a in range(m):
                        added -= information[k, a] * information[m, a]
                    if k == m:
                        if added <= PIVOT * information[k, k]:
                            singular = True
                            break
                        information[k, k] = added**0.5
                    else:
                        information[k, m] = added / information[m, m]
                if singular:
                    break
            if singular:
                break
            decrement = 0.0
            for k in range(p):
                added = gradient[k]
                for a in range(k):
                    added -= information[k, a] * step[a]
                step[k] = added / information[k, k]
                decrement += step[k] * step[k]
            for k in range(p - 1, -1, -1):
                added = step[k]
                for a in range(k + 1, p):
                    added -= information[a, k] * step[a]
                step[k] = added / information[k, k]
            scale = 1.0
            for _ in range(40):
                renewed = 0.0
                for i in range(c):
                    eta = 0.0
                    for a in range(many[i]):
                        eta += beta[acting[i, a]] + scale * step[acting[i, a]]
                    mean[i] = exp(min(eta, 700.0))
                    renewed += mean[i]
                for k in range(p):
                    renewed -= margin[used[k]] * (beta[k] + scale * step[k])
                if turn == 0 or renewed <= value + 1e-12 * (1.0 + abs(value)):
                    break
                scale *= 0.5
            for k in range(p):
                beta[k] += scale * step[k]
            value = renewed
            if turn and decrement <= DECREMENT * total:
                lowest = np.inf
                for i in range(c):
                    lowest = min(lowest, mean[i])
                code[at] = FITTED if lowest > POSITIVE else ASK
                break
            if turn >= 8 and leaves(acting, many, step, table, cells):
                code[at] = NO_MLE
                break
        loglik[at] = 0.0
        for i in range(c):
            if table[cells[i]] > 0:
                loglik[at] += table[cells[i]] * log(max(mean[i], 1e-300))
            loglik[at] -= mean[i]
        for k in range(p):
            terms[at, used[k]] = beta[k]
