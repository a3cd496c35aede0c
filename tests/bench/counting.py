"""How fast totals are estimated, beside the programs in R whose answers they reproduce.

Those programs are not carried and not run here. Their seconds were taken once, on a machine on which the package
conting made 10,000 steps on its own spina bifida data in 19.1 s; where `Rscript` and conting are found (Debian:
r-base-core, r-cran-conting), the same is run again and their seconds are scaled by it. Ours is processor time of all
cores together, theirs ran on one.
"""

import re
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from statistics import median

import numpy as np

from bereginya.counting import Strata, Table
from bereginya.counting.bootstrap import Choose, bca
from bereginya.counting.classes import sample
from bereginya.counting.graphs import average
from bereginya.counting.loglinear import reselecting, search
from bereginya.counting.stepwise import choosing
from bereginya.counting.strata import sum_of_strata
from tests.bench.table import HEAD, Figure, Target, show
from tests.counting.data import table

ROUNDS = 5
BOOT = 1000
COMMON = 19.086  # seconds of 10,000 steps of conting's bict on its data `spina`, all terms of pairs, prior UIP
STEPS = 2000  # of them are run again
_R = f"""
suppressMessages(library(conting)); data(spina); set.seed(1)
spent <- system.time(bict(formula = y ~ (S1 + S2 + S3 + eth)^2, data = spina, n.sample = {STEPS}, prior = "UIP"))
cat("SPENT", spent[["user.self"]] + spent[["sys.self"]], "\\n")
"""


def main() -> None:
    """Measure everything and print a table."""
    show([HEAD])
    for figure in figures():
        show([figure.line()])


def figures() -> Iterator[Figure]:
    """Yield every figure as soon as it is known."""
    scale, how = scaled()
    show([f"seconds of R are multiplied by {scale:.2f}: {how}"])
    yield from searches(scale)
    yield from bootstraps(scale)
    yield from graphs(scale)
    yield chains(scale)
    yield strata()


def scaled() -> tuple[float, str]:
    """Return by how much this machine is slower than the one on which R was timed, and how that is known."""
    if shutil.which("Rscript") is None:
        return 1.0, "no Rscript here, taken as they were"
    ran = subprocess.run(["Rscript", "-e", _R], capture_output=True, text=True, check=False)
    found = re.search(r"SPENT ([\d.]+)", ran.stdout)
    if found is None:
        return 1.0, "conting is not installed, taken as they were"
    spent = float(found[1]) * 10_000 / STEPS
    return spent / COMMON, f"conting took {spent:.1f} s here and {COMMON:.1f} s there"


def spent(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Return the processor seconds of some work, the median of several rounds after one that is not counted."""
    work()
    return median(_once(work) for _ in range(rounds))


def _once(work: Callable[[], object]) -> float:
    before = time.process_time()
    work()
    return time.process_time() - before


def beside(what: str, ours: float, theirs: float, *, program: str, least: float) -> Figure:
    """Return how many times as fast ours is."""
    return Figure(what, theirs / ours, "×", Target(least), f"{ours:.3g} s; {program} {theirs:.3g} s")


def searches(scale: float) -> Iterator[Figure]:
    """Yield the fit of all models of four lists, and of all models of pairs of five."""
    kosovo, britain = table("kosovo_1999"), table("uk_2013_5list")
    yield beside(
        "counting: 113 models of 4 lists", spent(lambda: search(kosovo, 3)), 0.363 * scale, program="Rcapture", least=40
    )
    yield beside(
        "counting: 1,024 models of 5 lists",
        spent(lambda: search(britain, 2)),
        4.256 * scale,
        program="Rcapture",
        least=40,
    )


def bootstraps(scale: float) -> Iterator[Figure]:
    """Yield a thousand replicates of the choice by BIC and of the stepwise choice, with the BCa interval."""
    kosovo, britain, western = table("kosovo_1999"), table("uk_2013_5list"), table("western_us_5list")

    def run(counted: Table, choose: Callable[[], Choose]) -> float:
        return spent(lambda: bca(counted.counts()[1:], choose(), boot=BOOT, seed=1), 3)

    yield beside(
        "counting: BIC, 113 models, BCa", run(kosovo, lambda: reselecting(search(kosovo), 113)), 56.602 * scale,
        program="MultipleSystemsEstimation", least=15,
    )  # fmt: skip
    yield beside(
        "counting: BIC, best 60 of 1,024, BCa", run(britain, lambda: reselecting(search(britain, 2), 60)),
        48.447 * scale, program="MultipleSystemsEstimation", least=15,
    )  # fmt: skip
    for counted, theirs, where in ((western, 33.606, "Western US"), (britain, 78.51, "Britain")):
        yield beside(
            f"counting: stepwise, BCa, {where}", run(counted, lambda: choosing(5)), theirs * scale,
            program="SparseMSE", least=15,
        )  # fmt: skip


def graphs(scale: float) -> Iterator[Figure]:
    """Yield the average over the graphs of five lists and of six."""
    five, six = table("uk_2013_5list"), table("uk_2013_6list")
    yield beside("counting: graphs of 5 lists", spent(lambda: average(five)), 1.558 * scale, program="dga", least=2)
    seconds = spent(lambda: average(six), 3)
    yield Figure("counting: graphs of 6 lists", seconds, "s", Target(below=5), "18,154 graphs; dga ends at 5 lists")


def chains(scale: float) -> Figure:
    """Return the sweeps of one chain in a second, as a share of LCMCR's."""
    counted, sweeps = table("kosovo_1999"), 40_000
    seconds = spent(lambda: sample(counted, seed=1, chains=1, most_sweeps=sweeps), 3)
    ours, theirs = sweeps / seconds, 500_000 / 6.0315 / scale
    words = f"{ours:,.0f} a second; LCMCR {theirs:,.0f}"
    return Figure("counting: sweeps of latent classes", ours / theirs, "×", Target(0.8), words)


def strata() -> Figure:
    """Return the seconds for a thousand strata of three lists: all models in each, averaged, drawn and added."""
    told = Strata(("a", "b", "c"), ("place",), tuple((_place(at), _stratum(at)) for at in range(1000)))
    start = time.perf_counter()
    sum_of_strata(told, seed=1)
    return Figure("counting: 1,000 strata of 3 lists", time.perf_counter() - start, "s", Target(below=5))


def _place(at: int) -> tuple[str | None, ...]:
    return (f"place {at:04}",)


def _stratum(at: int) -> Table:
    drawn = np.random.default_rng(at).poisson([60, 50, 20, 40, 15, 12, 8]).tolist()
    return Table.of(("a", "b", "c"), list(enumerate(drawn, start=1)))


if __name__ == "__main__":
    main()
