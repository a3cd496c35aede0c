"""Lists without common ids: who is whom is asked of `tracing` by names and births, and told to `counting` as links."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa

from bereginya.counting.lists import Link, Listed
from bereginya.tracing import Index, People, dedupe, reading
from bereginya.tracing.reading.opening import shaped
from bereginya.tracing.reading.values import Source, block, named

LEAST = 0.05  # chance below which two records are not taken for a possible pair
_SAMPLE = 2000


def links_by_names(texts: Sequence[str], lists: Sequence[Listed]) -> tuple[Link, ...] | None:
    """Return possible pairs of records, of two lists or of one, that lack an id; None where a list names nobody.

    `texts` are the lists as CSV. Records that both have an id are left to their ids.
    """
    tables = [_people(text, place) for place, text in enumerate(texts)]
    if any(table is None or len(table) != len(one.ids) for table, one in zip(tables, lists, strict=True)):
        return None
    people = pa.concat_tables([table for table in tables if table is not None])
    if len(people) < 2:
        return ()
    pairs = dedupe(Index.build(People.from_arrow(people), "lists"), least=LEAST)
    starts = np.concatenate([[0], np.cumsum([len(one.ids) for one in lists])])
    with_id = np.array([bool(one) for listed in lists for one in listed.ids])
    kept = np.logical_not(with_id[pairs.rows].all(axis=1))
    places = np.searchsorted(starts, pairs.rows, side="right") - 1
    rows = pairs.rows - starts[places]
    chances = pairs.table["probability"].to_numpy()
    return tuple(
        Link((int(a), int(i)), (int(b), int(j)), float(chance))
        for (a, b), (i, j), chance, keep in zip(places, rows, chances, kept.tolist(), strict=True)
        if keep
    )


def _people(text: str, place: int) -> pa.Table | None:
    """Return the records of a list under the names that tracing knows, an id for each; None if it names nobody."""
    delimiter = max(",;\t", key=text.split("\n", 1)[0].count)
    rows = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) if any(row)]
    headers = named(rows[0])
    wide = len(headers)
    body = [[cell.strip() for cell in (*row, *[""] * wide)][:wide] for row in rows[1:]]
    mapping = reading.mapped(Source(Path(), "csv", headers, tuple(map(tuple, body[:_SAMPLE]))))
    if not mapping.names_people():
        return None
    table = shaped(block(headers, body, range(2, len(body) + 2)), mapping)
    ids = pa.array([f"{place}:{number}" for number in range(len(body))], pa.string())
    return table.set_column(table.column_names.index("id"), "id", ids)
