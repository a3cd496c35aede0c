"""The engine for national lists: shards are built, counted and searched by the executors of an Apache Spark cluster.

The driver cuts the registers into files in a folder that all machines see; from then on only three kinds of things
travel: the inquiries and the summed counts to every executor (broadcast), and each shard's counts and best candidates
back. There is no shuffle. Executors need this program installed. The extra is `bereginya[spark]`, with Java 17.
"""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Generic

from bereginya.facts.errors import BereginyaError
from bereginya.tracing.engines.asking import Found, Question, Register, Say, silent
from bereginya.tracing.engines.sharded import ROWS, Result, Shard, traced
from bereginya.tracing.people import People

if TYPE_CHECKING:
    from pyspark import Broadcast, SparkContext


class SparkMissingError(BereginyaError):
    """Spark, or the Java it needs, is not installed here."""

    code = "tracing.spark-missing"


@dataclass(frozen=True, slots=True)
class Spark:
    """Searches shards on the cluster at `master`; `folder` is one that every machine of it sees under the same path."""

    folder: Path
    master: str = "local[*]"
    rows: int = ROWS

    def trace(self, inquiries: People, registers: tuple[Register, ...], question: Question, say: Say = silent) -> Found:
        """Return the best candidates of each inquiry in any of the registers."""
        context = _started(self.master, self.folder)
        try:
            each = _OnExecutors(context)
            return traced(inquiries, registers, question, each=each, folder=self.folder, rows=self.rows, say=say)
        finally:
            context.stop()


@dataclass(frozen=True, slots=True)
class _OnExecutors:
    """Maps shards on the executors; what the work needs is sent once to each of them."""

    context: "SparkContext"

    def __call__(self, work: Callable[[Shard], Result], over: Sequence[Shard]) -> Iterator[Result]:
        sent = self.context.broadcast(work)
        spread = self.context.parallelize(list(over), len(over))
        results: list[Result] = spread.map(_Sent(sent)).collect()
        sent.destroy()
        return iter(results)


@dataclass(frozen=True, slots=True)
class _Sent(Generic[Result]):
    """Work that was sent to the executors once, for any number of shards."""

    work: "Broadcast[Callable[[Shard], Result]]"

    def __call__(self, shard: Shard) -> Result:
        return self.work.value(shard)


def _started(master: str, folder: Path) -> "SparkContext":
    try:
        from pyspark import SparkConf, SparkContext  # noqa: PLC0415 - an extra: half a gigabyte that few need
    except ImportError as error:
        raise SparkMissingError("install bereginya[spark]") from error
    if master.startswith("local"):
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # else Spark takes the first python3 of the path
    conf = SparkConf().setMaster(master).setAppName("bereginya-trace")
    conf.set("spark.local.dir", str(folder))  # what is sent to executors is written there, and the names are in it
    conf.set("spark.ui.enabled", "false").set("spark.ui.showConsoleProgress", "false")
    conf.set("spark.driver.maxResultSize", "0").set("spark.task.maxFailures", "4")
    try:
        context = SparkContext.getOrCreate(conf)
    except Exception as error:
        raise SparkMissingError(f"Spark does not start at {master} ({type(error).__name__})") from error
    context.setLogLevel("ERROR")
    return context
