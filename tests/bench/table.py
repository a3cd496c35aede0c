"""One line a figure: what was measured, what it should be, and whether it is."""

import math
import os
import platform
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median


@dataclass(frozen=True, slots=True)
class Target:
    """What a figure has to reach: at least `least`, or less than `below`."""

    least: float | None = None
    below: float | None = None

    def reached(self, value: float) -> bool:
        """Tell whether the figure is good enough."""
        return (self.least is None or value >= self.least) and (self.below is None or value < self.below)

    def __str__(self) -> str:
        return f"≥ {self.least:g}" if self.least is not None else f"< {self.below:g}"


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured value with its unit, its target if there is one, and what it is held against."""

    what: str
    value: float
    unit: str
    target: Target | None = None
    beside: str = ""

    def line(self) -> str:
        """Return the figure as a row of the table."""
        verdict = "" if self.target is None else "reached" if self.target.reached(self.value) else "MISSED"
        target = "" if self.target is None else f"{self.target} {self.unit}"
        return f"| {self.what} | {self.value:.3g} {self.unit} | {target} | {verdict} | {self.beside} |"


HEAD = "| what | figure | target | | beside it |\n|---|---|---|---|---|"


def show(lines: Sequence[str]) -> None:
    """Print lines at once, so that a long run can be watched."""
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()


def machine() -> list[str]:
    """Return what the figures were measured on, and how busy it was."""
    models = [
        line.split(":", 1)[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if "name" in line
    ]
    memory = int(Path("/proc/meminfo").read_text().split()[1]) / (1 << 20)
    parts = (
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
        f"{models[0] if models else platform.processor()}, {os.cpu_count()} cores, {memory:.0f} GiB",
        f"{platform.system()} {platform.release()}",
        f"Python {platform.python_version()}",
        f"load before the start {os.getloadavg()[0]:.1f}",
    )
    return [" · ".join(parts)]


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value below which this share of the values lies (nearest rank)."""
    return sorted(values)[max(0, math.ceil(len(values) * share) - 1)]


def over_rounds(rounds: int, measure: Callable[[], float]) -> float:
    """Return the median of several rounds."""
    return median(measure() for _ in range(rounds))
