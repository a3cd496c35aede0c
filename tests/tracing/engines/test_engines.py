"""All engines give the same candidates in the same order, however the registers are cut.

Chances agree to a hundred-thousandth: below the sixteenth candidate an engine stops adding up what is less than a
hundredth as likely as that one, and where it stops depends on what it saw before. One engine with the same registers
gives the same bits on any number of threads.
"""

import tempfile
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.csv
import pytest

from bereginya.tracing import reading
from bereginya.tracing.engines.asking import Engine, Question, Register
from bereginya.tracing.engines.in_process import InProcess
from bereginya.tracing.engines.sharded import OutOfCore
from bereginya.tracing.engines.spark import Spark
from bereginya.tracing.people import People
from tests.tracing.sim import World, world

ENGINES: dict[str, Callable[[Path], Engine]] = {
    "in process": lambda _folder: InProcess(),
    "out of core, shards of 300": lambda folder: OutOfCore(folder, rows=300),
    "out of core, one shard": OutOfCore,
    "spark": lambda folder: Spark(folder, master="local[2]", rows=400),
}


@pytest.fixture(scope="module")
def made() -> World:
    """A small world of which some are in none of the registers."""
    return world(1500, 250, seed=3, present=0.7)


@pytest.fixture(autouse=True)
def _temporary_files_of_spark(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let Spark's gateway say its port beside the lists of these tests."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


def _register(folder: Path, name: str, table: pa.Table) -> Register:
    path = folder / f"{name}.csv"
    pa.csv.write_csv(table.drop_columns("person"), path)
    source = reading.look(path)
    return Register(name, source, reading.mapped(source))


def _registers(folder: Path, made: World) -> tuple[Register, ...]:
    half = len(made.register) // 2
    return (_register(folder, "one", made.register.slice(0, half)), _register(folder, "two", made.register.slice(half)))


@pytest.mark.heavy
@pytest.mark.parametrize("name", [name for name in ENGINES if name != "in process"])
def test_every_engine_gives_the_answer_of_the_first(tmp_path: Path, made: World, name: str) -> None:
    registers, inquiries = _registers(tmp_path, made), People.from_arrow(made.inquiries)
    expected = InProcess().trace(inquiries, registers, Question())
    found = ENGINES[name](tmp_path).trace(inquiries, registers, Question())
    same = ["inquiry", "candidate", "register", "rank", "bits"]
    assert found.links.table.select(same).equals(expected.links.table.select(same))
    assert found.links.table["probability"].to_pylist() == pytest.approx(
        expected.links.table["probability"].to_pylist(), abs=1e-5
    )
    assert found.links.none.tolist() == pytest.approx(expected.links.none.tolist(), abs=1e-5)


def test_one_engine_gives_the_same_bits_on_any_number_of_threads(tmp_path: Path, made: World) -> None:
    registers, inquiries = _registers(tmp_path, made), People.from_arrow(made.inquiries)
    one, four = (InProcess().trace(inquiries, registers, Question(threads=n)).links for n in (1, 4))
    assert one.table.equals(four.table)
    assert one.none.tolist() == four.none.tolist()
    assert one.priors == four.priors


def test_the_work_folder_is_removed_even_when_the_search_breaks(tmp_path: Path, made: World) -> None:
    registers = _registers(tmp_path, made)

    def breaks(what: str, _done: float) -> None:
        if what == "searching":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        OutOfCore(tmp_path, rows=300).trace(People.from_arrow(made.inquiries), registers, Question(), breaks)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["one.csv", "two.csv"]


def test_an_empty_register_has_nobody(tmp_path: Path, made: World) -> None:
    empty = _register(tmp_path, "empty", made.register.slice(0, 0))
    for make in (ENGINES["in process"], ENGINES["out of core, one shard"]):
        found = make(tmp_path).trace(People.from_arrow(made.inquiries), (empty,), Question())
        assert len(found.links.table) == 0
        assert set(found.links.none) == {1.0}
