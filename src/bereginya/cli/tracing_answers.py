"""What `trace` and `dedupe` answer: candidates with their reasons, the sheet to print, clusters."""

from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Table
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from bereginya.cli.tracing_asked import Speech
from bereginya.tracing import Explanation, Index, Model, People, lines, reading, writing
from bereginya.tracing.engines import Register, Say
from bereginya.tracing.explain import explanations
from bereginya.tracing.keys import FIELDS
from bereginya.tracing.learn import learn
from bereginya.tracing.review import Candidate, Sought

SURE = 0.5  # pairs of at least this chance make a cluster
_OFTEN = 200  # candidates between two words about the progress
_SHARES = (*FIELDS, "born", "swapped")

Why = dict[tuple[str, str, str], Explanation]
"""Why a candidate was found, by inquiry, list and record."""


def rounded(table: pa.Table) -> pa.Table:
    """Return the table with chances to nine places and bits to four: what any engine and any machine says alike."""
    for column, places in (("probability", 9), ("bits", 4)):
        place = table.column_names.index(column)
        table = table.set_column(place, column, pc.round(table[column], places))
    return table


def rows_shown(table: pa.Table, lists: Sequence[Register]) -> dict[tuple[str, str], dict[str, str | None]]:
    """Return the records that are candidates, by register and id, in one more reading of the lists."""
    found: dict[tuple[str, str], dict[str, str | None]] = {}
    for one in lists:
        wanted = pc.unique(table.filter(pc.equal(table["register"], one.name))["candidate"])
        for part in _again(one):
            for row in part.filter(pc.is_in(part["id"], value_set=wanted)).to_pylist():
                found.setdefault((one.name, row["id"]), row)
    return found


def _again(register: Register) -> Iterator[pa.Table]:
    return (people for people, _ in register.blocks(lambda _name, _aside: None))


def index_of(register: Register) -> Index:
    """Return a list as something that can be searched, whole in memory."""
    return Index.build(
        People.from_arrow(reading.read(register.source, register.mapping, keep_coded=True).table), register.name
    )


def learned(path: Path, people: People, lists: Sequence[Register], start: Model | None, say: Say) -> Model:
    """Return a model learned from the inquiries and the first list, once it is written; its file name is its number."""
    say("learning", 0.1)
    today = date.today()  # noqa: DTZ011 - the day on which this machine learned it
    model = learn(people, index_of(lists[0]), number=int(path.stem), day=today, start=start)
    with writing.aside(path) as file:
        file.write(model.to_toml().encode())
    return model


def reasons_of(table: pa.Table, people: People, lists: Sequence[Register], model: Model | None, say: Say) -> Why:
    """Return why each candidate was found, by inquiry, list and id."""
    found: Why = {}
    numbers = {ident: number for number, ident in enumerate(people.ids().to_pylist())}
    for place, one in enumerate(lists):
        say("explaining", 0.9 * place / len(lists))
        rows = table.filter(pc.equal(table["register"], one.name))
        index = index_of(one)
        at = pc.index_in(rows["candidate"], value_set=index.people.ids()).to_pylist()
        asked = [numbers[inquiry] for inquiry in rows["inquiry"].to_pylist()]
        pairs = zip(asked, at, strict=True)
        for done, why in enumerate(explanations(people, pairs, index, model)):
            if done % _OFTEN == 0:
                say("explaining", 0.9 * (place + done / len(rows)) / len(lists))
            found[why.inquiry, one.name, why.candidate] = why
    return found


def with_reasons(table: pa.Table, why: Why, language: Speech) -> pa.Table:
    """Add the bits that each field brings, empty where a side is unknown, and the reasons in words."""
    keys = zip(*(table[column].to_pylist() for column in ("inquiry", "register", "candidate")), strict=True)
    told = [why[key] for key in keys]
    shares = [{share.field: share for share in one.shares} for one in told]
    for name in _SHARES:
        said = [None if name not in one or one[name].level == "unknown" else one[name].bits for one in shares]
        table = table.append_column(f"bits_{name}", pc.round(pa.array(said, pa.float64()), 4))
    return table.append_column("reasons", pa.array(["; ".join(lines(one, language)) for one in told], pa.string()))


def write_pieces(path: Path, pieces: Iterator[str]) -> None:
    """Write a text piece by piece; the file appears whole or not at all."""
    with writing.aside(path) as file:
        for piece in pieces:
            file.write(piece.encode())


def sought_people(
    table: pa.Table,
    people: People,
    shown: Table[tuple[str, str], dict[str, str | None]],
    why: Why,
    none: np.ndarray,
    language: Speech,
) -> Iterator[Sought]:
    """Yield each sought person with the candidates, as the sheet shows them."""
    by_inquiry: dict[str, list[Candidate]] = {}
    for row in table.to_pylist():
        explained = why.get((row["inquiry"], row["register"], row["candidate"]))
        candidate = Candidate(
            row["register"],
            row["probability"],
            shown.get((row["register"], row["candidate"]), {"id": row["candidate"]}),
            lines(explained, language) if explained else (),
        )
        by_inquiry.setdefault(row["inquiry"], []).append(candidate)
    for number, row in enumerate(people.table.to_pylist()):
        yield Sought(row["id"], row, tuple(by_inquiry.get(row["id"], ())), float(none[number]))


def clustered(table: pa.Table, rows: np.ndarray, heads: np.ndarray, ids: pa.ChunkedArray) -> pa.Table:
    """Add the cluster of each pair: the id of its first record, empty where the pair is too weak to join anything."""
    first, second = heads[rows[:, 0]], heads[rows[:, 1]]
    return table.append_column("cluster", ids.take(pa.array(first, mask=first != second)))


def count_clusters(heads: np.ndarray) -> int:
    """Return how many clusters hold more than one record."""
    return int((np.bincount(heads) > 1).sum()) if len(heads) else 0
