"""The published tables, read."""

import csv
from functools import cache
from pathlib import Path

from bereginya.counting import Table

FOLDER = Path(__file__).with_name("published")


def text(name: str) -> str:
    """Return a published file."""
    return (FOLDER / name).read_text(encoding="utf-8")


@cache
def table(name: str) -> Table:
    """Return a published table."""
    return Table.from_csv(text(f"{name}.csv"))


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of `sources` or `figures`."""
    return list(csv.DictReader(text(f"{name}.csv").splitlines()))


TABLES = [row["table"] for row in rows("sources")]
