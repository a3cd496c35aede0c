"""Measure tracing on invented registers (tests/tracing/sim.py): time, who is found, how true the chances are, memory.

`python -m tests.bench.tracing [PEOPLE [INQUIRIES [SEED]]]`; a million, a hundred thousand and 11 where nothing is said.
BEREGINYA_PEER=SCRIPT runs another program on the same files in the same run, with the interpreter that
BEREGINYA_PEER_PYTHON names (or BEREGINYA_PEER="PYTHON SCRIPT"), called as SCRIPT link INQUIRIES
REGISTER narrow|wide, and SCRIPT dedupe REGISTER narrow, which answers with one line of JSON (total_s, recall@1 and so
on). Ours needs no such thing. BEREGINYA_LARGE=1 adds ten million records to the
growth; they take minutes to invent.
`python -m tests.bench.tracing growth FILE.svg SIZE …` measures and draws the growth alone, `… calibration [PEOPLE]`
the chances alone, `… hands [PEOPLE]` worlds of other hands; `… model NUMBER` learns a model in all of them.
"""

import json
import math
import os
import shlex
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from bereginya.tracing import Index, Model, OneByOne, People, link
from bereginya.tracing.keys import FIELDS
from bereginya.tracing.learn import learn, mixed
from tests.bench.table import HEAD, Figure, Target, machine, percentile, show
from tests.tracing.sim import HANDS, RATES, Rates, world

PEOPLE, INQUIRIES, SEED = 1_000_000, 100_000, 11
SINGLE = 2_000
_BLOCK = 1_000_000  # people who are invented at a time
SIZES = (100_000, 300_000, 1_000_000)
PRESENT = ((0.05, 120_000), (0.3, 60_000), (0.7, 40_000))
"""Shares of the sought that are in the register, and inquiries for each seed: few present need many."""
SEEDS = (12, 13, 14)
_TIMES = 3
ENOUGH = 200
"""Candidates in a tenth from which on its share is taken as it stands; with fewer the distance counts from the end of
its interval of 95 %."""


def main(people: int = PEOPLE, inquiries: int = INQUIRIES, seed: int = SEED) -> None:
    """Measure everything and print a table."""
    show([*machine(), f"{inquiries:,} inquiries x {people:,} records, seed {seed}", "", HEAD])
    for figure in figures(people, inquiries, seed):
        show([figure.line()])


def figures(people: int = PEOPLE, inquiries: int = INQUIRIES, seed: int = SEED) -> Iterator[Figure]:
    """Yield every figure as soon as it is known."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = made(folder, people, inquiries, seed)
        yield from bulk(files)
        yield from resident(files)
        yield from twice(files)
    yield from calibration(people // 5)
    yield from hands(people // 5)
    yield from growth(seed, (*SIZES, 10_000_000) if os.environ.get("BEREGINYA_LARGE") else SIZES)


@dataclass(frozen=True, slots=True)
class Files:
    """The two lists on disk, and where answers go."""

    folder: Path
    inquiries: Path
    register: Path


def made(folder: Path, people: int, inquiries: int, seed: int, present: float = 0.7) -> Files:
    """Write an invented register and inquiries; ages are given as the year they make, which any program reads."""
    one = world(min(people, _BLOCK), inquiries, seed=seed, present=present)
    files = Files(folder, folder / "inquiries.parquet", folder / "register.parquet")
    pq.write_table(_plain_years(one.inquiries), files.inquiries)
    with pq.ParquetWriter(files.register, one.register.schema) as writer:
        writer.write_table(one.register)
        for block, start in enumerate(range(_BLOCK, people, _BLOCK), 1):
            writer.write_table(_more(block, min(_BLOCK, people - start), seed))
    return files


def _more(block: int, people: int, seed: int) -> pa.Table:
    """Return further records of a register that is too long to be made at once: other people, with ids of their own."""
    table = world(people, 1, seed=seed + 1000 * block).register
    ids = pc.binary_join_element_wise(table["id"], str(block), "-")
    return table.set_column(0, "id", ids).set_column(
        table.column_names.index("person"), "person", pc.add(table["person"], block * 2 * _BLOCK)
    )


def _plain_years(inquiries: pa.Table) -> pa.Table:
    """Return the inquiries with "aged 30 on 2021-06-01" as 1991: half of them are a year off."""
    found = pc.extract_regex(inquiries["born"], r"aged (?P<age>\d+) on (?P<year>\d{4})")
    years = pc.subtract(*(pc.cast(pc.struct_field(found, part), pa.int32()) for part in ("year", "age")))
    born = pc.coalesce(pc.cast(years, pa.string()), inquiries["born"])
    return inquiries.set_column(inquiries.column_names.index("born"), "born", born)


# ---- from files to files


def bulk(files: Files) -> Iterator[Figure]:
    """Yield the time from files to files, what was found, and the same of the peer."""
    output = files.folder / "found.parquet"
    _run("bereginya.tracing")  # the loops are compiled once for a version
    ours = _usual("bereginya", "trace", str(files.inquiries), str(files.register), "-o", str(output))
    yield Figure("tracing: from files to files", ours.wall, "s", Target(below=5), ours.beside())
    saved = files.folder / "register.index"
    Index.build(People.from_arrow(pq.read_table(files.register)), "register").save(saved)
    again = _usual("tests.bench.stages", "saved", str(files.inquiries), str(saved), str(output))
    yield Figure("tracing: the same with a saved index", again.wall, "s", Target(below=3), again.beside())
    yield from _stages(files, output)
    quality = _quality(pq.read_table(output), pq.read_table(files.inquiries), pq.read_table(files.register))
    yield from quality.figures()
    for breadth, times in (("narrow", 4), ("wide", 11)):
        peer = _peer("link", str(files.inquiries), str(files.register), breadth)
        if peer is None:
            show(["BEREGINYA_PEER is not set: no other program was run on these files"])
            return
        told = f"{peer['process_s']:.1f} s, {peer['total_s']} by its own clock"
        beside = f"{told}; recall {peer['recall@1']} / {peer['recall@10']}, F1 {peer['F1']}"
        ratio, again_ratio = (float(str(peer["process_s"])) / one.wall for one in (ours, again))
        yield Figure(f"tracing: times as fast as {peer['peer']}", ratio, "", Target(least=times), beside)
        yield Figure(f"tracing: with a saved index, times as fast as {peer['peer']}", again_ratio, "")


def _stages(files: Files, output: Path) -> Iterator[Figure]:
    """Yield how long each stage of a trace took, on the clock and on the processors."""
    told = subprocess.run(
        [sys.executable, "-m", "tests.bench.stages", "whole", files.inquiries, files.register, output],
        capture_output=True,
        text=True,
        check=True,
    )
    for line in told.stdout.splitlines():
        one = json.loads(line)
        beside = f"{one['own']:.2f} s of processor time, {one['helper']:.2f} of the helper"
        yield Figure(f"tracing: of it {one['stage']}", one["clock"], "s", None, beside)


@dataclass(frozen=True, slots=True)
class Run:
    """How long a process took, on the clock and on all processors, and its highest memory in GB."""

    wall: float
    processor: float
    memory: float

    def beside(self) -> str:
        """Return what stands beside the time."""
        return f"{self.processor:.1f} s of processor time, {self.memory:.2f} GB at most"


_BETWEEN = """
import os, subprocess, sys, time
start = time.perf_counter()
env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
child = subprocess.Popen(
    [sys.executable, "-m", *sys.argv[1:]], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=env
)
_, status, used = os.wait4(child.pid, 0)
print(status, time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / 1e6)
"""
"""A small process that starts what is measured: ru_maxrss begins with the memory of whoever starts it.
Bytecode is kept, as where the program is installed."""


def _run(*arguments: str) -> Run:
    """Run a module of Python to its end; its words go nowhere."""
    told = subprocess.run([sys.executable, "-c", _BETWEEN, *arguments], capture_output=True, text=True, check=True)
    status, *figures = told.stdout.split()
    if status != "0":
        raise RuntimeError(f"{arguments[0]} ended with {status}")
    return Run(*map(float, figures))


def _usual(*arguments: str) -> Run:
    """Run a module three times; return the run in the middle: the machine is now quicker, now slower by a quarter."""
    return sorted((_run(*arguments) for _ in range(_TIMES)), key=lambda run: run.wall)[_TIMES // 2]


def _peer(*arguments: str) -> dict[str, object] | None:
    """Run the other program as often, and return its answer in the middle; None where no other program is named."""
    command = os.environ.get("BEREGINYA_PEER")
    if not command:
        return None
    answers = (_answer_of(command, *arguments) for _ in range(_TIMES))
    return sorted(answers, key=lambda answer: float(str(answer["process_s"])))[_TIMES // 2]


def _answer_of(command: str, *arguments: str) -> dict[str, object]:
    python = filter(None, [os.environ.get("BEREGINYA_PEER_PYTHON")])
    start = time.perf_counter()
    done = subprocess.run([*python, *shlex.split(command), *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"the other program ended with {done.returncode}: {done.stderr.strip().splitlines()[-1:]}")
    answer: dict[str, object] = json.loads(done.stdout.strip().splitlines()[-1])
    return answer | {
        "process_s": time.perf_counter() - start
    }  # as ours is measured: its own clock begins after imports


# ---- who is found


@dataclass(frozen=True, slots=True)
class Tenth:
    """Candidates whose shown chance lies in one tenth: how many, the sum of their chances, how many are true."""

    count: int
    shown: float
    true: int

    @property
    def apart(self) -> float:
        """How far the share that is true is from what was shown; of a small tenth, how far at least (95 %)."""
        apart = abs(self.shown - self.true) / max(self.count, 1)
        return apart if self.count >= ENOUGH else max(apart - 1.96 * self.error, 0.0)

    @property
    def error(self) -> float:
        """The standard error of the share, if what was shown is right."""
        mean = self.shown / max(self.count, 1)
        return math.sqrt(mean * (1 - mean) / max(self.count, 1))

    def __str__(self) -> str:
        mean, share = self.shown / max(self.count, 1), self.true / max(self.count, 1)
        return f"{mean:.2f}:{share:.2f}±{self.error:.2f}({self.count})"


def calibration_figure(what: str, tenths: Sequence[Tenth]) -> Figure:
    """Return the tenth that is farthest from the truth, and beside it all of them: shown, true, standard error, how
    many."""
    worst = max(tenths, key=lambda tenth: tenth.apart)
    beside = f"that of {worst}; " + " ".join(map(str, tenths))
    return Figure(f"tracing: the tenth farthest from the truth, {what}", worst.apart, "", Target(below=0.05), beside)


def _together(parts: Sequence[Sequence[Tenth]]) -> list[Tenth]:
    """Return the tenths of several worlds as one."""
    return [
        Tenth(sum(one.count for one in each), sum(one.shown for one in each), sum(one.true for one in each))
        for each in zip(*parts, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class Quality:
    """Recall over the inquiries whose person is in the register; F1 of the best candidates at the best threshold."""

    first: float
    ten: float
    f1: float
    precise: float
    false: float
    tenths: tuple[Tenth, ...]
    absent: int

    def figures(self) -> Iterator[Figure]:
        """Yield what is claimed of quality."""
        yield calibration_figure("of these", self.tenths)
        yield Figure("tracing: recall@1", self.first, "", Target(least=0.925))
        yield Figure("tracing: recall@10", self.ten, "", Target(least=0.985))
        yield Figure("tracing: best F1", self.f1, "", Target(least=0.91))
        yield Figure("tracing: recall at precision 0.95", self.precise, "", Target(least=0.87))


def _quality(found: pa.Table, inquiries: pa.Table, register: pa.Table) -> Quality:
    person = np.array(register["person"])[np.array(pc.index_in(found["candidate"], register["id"].combine_chunks()))]
    asked = np.array(pc.index_in(found["inquiry"], inquiries["id"].combine_chunks()))
    right = person == np.array(inquiries["person"])[asked]
    present = np.array(inquiries["present"])
    rank, chance = np.array(found["rank"]), np.array(found["probability"])
    first = np.flatnonzero(rank == 1)[np.argsort(-chance[rank == 1], kind="stable")]
    true = np.cumsum(right[first])
    precision, recall = true / np.arange(1, len(first) + 1), true / max(present.sum(), 1)
    false = (chance[first] > 0.5) & ~present[asked[first]]
    return Quality(
        float(recall[-1]),
        len(np.unique(asked[right & (rank <= 10)])) / max(int(present.sum()), 1),
        float((2 * precision * recall / np.maximum(precision + recall, 1e-12)).max()),
        float(recall[precision >= 0.95].max(initial=0)),
        1000 * float(false.sum()) / max(int((~present).sum()), 1),
        tuple(_tenth(right, chance, tenth) for tenth in range(10)),
        int((~present).sum()),
    )


def _tenth(right: np.ndarray, chance: np.ndarray, tenth: int) -> Tenth:
    inside = np.minimum((chance * 10).astype(int), 9) == tenth
    return Tenth(int(inside.sum()), float(chance[inside].sum()), int(right[inside].sum()))


def traced(people: int, inquiries: int, seed: int, present: float, rates: Rates = RATES) -> Quality:
    """Return how well the sought of an invented world are found."""
    made_ = world(people, inquiries, seed=seed, present=present, rates=rates)
    asked = _plain_years(made_.inquiries)
    found = link(People.from_arrow(asked), Index.build(People.from_arrow(made_.register)))
    return _quality(found.table, asked, made_.register)


def calibration(people: int) -> Iterator[Figure]:
    """Yield how far the shown chances are from the truth where a share of the sought is in the register."""
    for present, inquiries in PRESENT:
        each = [traced(people, inquiries, seed, present) for seed in SEEDS]
        yield calibration_figure(f"{present:.0%} present, {len(SEEDS)} seeds", _together([one.tenths for one in each]))
        false = sum(one.false * one.absent for one in each) / sum(one.absent for one in each)
        yield Figure(f"tracing: {present:.0%} present, false above 0.5 per 1,000 absent", false, "")


def hands(people: int) -> Iterator[Figure]:
    """Yield the same in worlds of other hands, 30 % present, and who is found there."""
    for hand, rates in HANDS.items():
        quality = traced(people, PRESENT[1][1], SEEDS[0], PRESENT[1][0], rates)
        yield calibration_figure(f"{hand}, {PRESENT[1][0]:.0%} present", quality.tenths)
        beside = f"recall@10 {quality.ten:.4f}, at precision 0.95 {quality.precise:.4f}, best F1 {quality.f1:.4f}"
        yield Figure(f"tracing: {hand}, recall@1", quality.first, "", None, beside)


def learned_model(number: int, day: date, people: int = PEOPLE // 5) -> Model:
    """Return a model learned in the worlds of all hands, as the newest that comes with the program was."""
    models = []
    for seed, rates in enumerate((RATES, *HANDS.values()), 100):
        made_ = world(people, 20_000, seed=seed, present=0.5, rates=rates)
        register = Index.build(People.from_arrow(made_.register))
        asked = People.from_arrow(_plain_years(made_.inquiries))
        models.append(learn(asked, register, number=number, day=day, rounds=8))
    return mixed(models, number=number, day=day)


# ---- a resident index


def resident(files: Files) -> Iterator[Figure]:
    """Yield what an index costs that stays in memory, and how fast it answers one inquiry."""
    register = People.from_arrow(pq.read_table(files.register))
    start = time.process_time()
    index = Index.build(register, "register")
    built = time.process_time() - start
    saved = files.folder / "resident.index"
    index.save(saved)
    records = len(index)
    del register, index
    beside = f"built in {built:.1f} s of processor time"
    yield Figure(f"tracing: index of {records:,}", saved.stat().st_size / 1e9, "GB", Target(below=0.3), beside)
    answer = subprocess.run(
        [sys.executable, "-m", "tests.bench.tracing", "single", str(files.inquiries), str(saved)],
        capture_output=True,
        text=True,
        check=True,
    )
    p50, p99, memory = (float(part) for part in answer.stdout.split())
    yield Figure(f"tracing: one inquiry of {records:,}, median", p50, "ms", Target(below=0.5))
    yield Figure(f"tracing: one inquiry of {records:,}, p99", p99, "ms", Target(below=1.5))
    beside = "the whole process with Python and its libraries, the index mapped"
    yield Figure(f"tracing: memory of a process that answers, {records:,}", memory, "GB", None, beside)


def _single(inquiries: str, index: str) -> None:
    """Ask one at a time, each for the first time; print median, p99 in milliseconds and the highest memory in GB."""
    held = OneByOne.of(Index.load(Path(index)))
    asked = pq.ParquetFile(inquiries).iter_batches(SINGLE + 50, columns=["id", *FIELDS, "born"])
    rows = next(asked).to_pylist()
    for row in rows[:50]:
        held.ask(row)
    took = []
    for row in rows[50:]:
        start = time.perf_counter()
        held.ask(row)
        took.append(1000 * (time.perf_counter() - start))
    status = Path("/proc/self/status").read_text()  # ru_maxrss would begin with the memory of the parent
    memory = int(status.split("VmHWM:")[1].split()[0]) / 1e6
    show([f"{percentile(took, 0.5)} {percentile(took, 0.99)} {memory}"])


# ---- people written down twice


def twice(files: Files) -> Iterator[Figure]:
    """Yield how long it takes to find the people who stand in the register twice, and how well."""
    output = files.folder / "pairs.parquet"
    _run("bereginya", "dedupe", str(files.inquiries), "-o", str(output))  # its loops, too, are compiled once
    ours = _usual("bereginya", "dedupe", str(files.register), "-o", str(output))
    register = pq.read_table(files.register)
    yield Figure(f"tracing: de-duplicate {len(register):,}", ours.wall, "s", Target(below=10), ours.beside())
    f1, recall = _pairs_found(pq.read_table(output), register)
    yield Figure(
        "tracing: de-duplicate, best F1", f1, "", Target(least=0.87), f"recall of all pairs listed {recall:.3f}"
    )
    peer = _peer("dedupe", str(files.register), "narrow")
    if peer is not None:
        ratio = float(str(peer["process_s"])) / ours.wall
        yield Figure(f"tracing: de-duplicate, times as fast as {peer['peer']}", ratio, "", None, f"F1 {peer['F1']}")


def _pairs_found(pairs: pa.Table, register: pa.Table) -> tuple[float, float]:
    ids, person = register["id"].combine_chunks(), np.array(register["person"])
    one, other = (person[np.array(pc.index_in(pairs[side], ids))] for side in ("a", "b"))
    sizes = np.bincount(person)
    total = int((sizes * (sizes - 1) // 2).sum())
    right = np.cumsum((one == other)[np.argsort(-np.array(pairs["probability"]), kind="stable")])
    f1 = 2 * right / (np.arange(1, len(right) + 1) + total)
    return float(f1.max(initial=0)), float(right[-1] / total) if len(right) else 0.0


# ---- growth


def growth(seed: int, sizes: Sequence[int], drawing: Path | None = None) -> Iterator[Figure]:
    """Yield processor time and memory per record for registers of several sizes, and draw them if a file is named."""
    drawn = []
    for people in sizes:
        with tempfile.TemporaryDirectory() as name:
            files = made(Path(name), people, 10_000, seed)
            output = files.folder / "found.parquet"
            ours = _run("bereginya", "trace", str(files.inquiries), str(files.register), "-o", str(output))
        drawn.append((people, 1e6 * ours.processor / people, 1e9 * ours.memory / people))
        yield Figure(f"tracing: {people:,}, time a record", drawn[-1][1], "µs", None, f"{ours.wall:.1f} s on the clock")
        yield Figure(f"tracing: {people:,}, memory a record", drawn[-1][2], "B", None, f"{ours.memory:.2f} GB in all")
    if drawing is not None:
        drawing.write_text(_drawn(drawn), "utf-8")


def _drawn(points: Sequence[tuple[int, float, float]]) -> str:
    """Return a drawing: per record, microseconds and bytes over the size of the register."""
    curves = (("#1b5e20", "µs of processor time a record", 1), ("#5d4037", "bytes of memory a record", 2))
    parts = [
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 300" font-family="sans-serif" font-size="13">',
        "<title>Time and memory a record, by the size of the register</title>",
        '<rect width="640" height="300" fill="#fff"/>',
    ]
    for row, (colour, label, column) in enumerate(curves):
        top = max(point[column] for point in points)
        places = [
            (60 + 500 * i / max(len(points) - 1, 1), 130 * row + 125 - 85 * point[column] / top)
            for i, point in enumerate(points)
        ]
        line = " ".join(f"{x:.0f},{y:.0f}" for x, y in places)
        parts.append(f'<text x="20" y="{130 * row + 22}" fill="{colour}">{label}</text>')
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
        for (x, y), point in zip(places, points, strict=True):
            parts.append(f'<circle cx="{x:.0f}" cy="{y:.0f}" r="3" fill="{colour}"/>')
            parts.append(f'<text x="{x + 6:.0f}" y="{y - 6:.0f}" fill="{colour}">{point[column]:.3g}</text>')
    for i, point in enumerate(points):
        x = 60 + 500 * i / max(len(points) - 1, 1)
        parts.append(f'<text x="{x:.0f}" y="285" text-anchor="middle" fill="#333">{point[0]:,}</text>')
    return "\n".join([*parts, "</svg>\n"])


def _asked(arguments: Sequence[str]) -> None:
    if arguments[:1] == ["growth"]:
        show([figure.line() for figure in growth(SEED, [int(size) for size in arguments[2:]], Path(arguments[1]))])
    elif arguments[:1] == ["single"]:
        _single(*arguments[1:])
    elif arguments[:1] in (["calibration"], ["hands"]):
        measure = calibration if arguments[0] == "calibration" else hands
        show([figure.line() for figure in measure(int(arguments[1]) if arguments[1:] else PEOPLE // 5)])
    elif arguments[:1] == ["model"]:
        show([learned_model(int(arguments[1]), datetime.now(UTC).date()).to_toml()])
    else:
        main(*(int(argument) for argument in arguments))


if __name__ == "__main__":
    _asked(sys.argv[1:])
