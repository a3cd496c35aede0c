"""The bytes of a register: a vector that other programs can read by docs/formats/columns.md, and every table back."""

import json
import re
from hashlib import blake2b
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from bereginya.desk.registers import rows
from bereginya.desk.registers.columns import BLOCK, packed, unpacked
from bereginya.tracing.people import COLUMNS
from bereginya.vault.errors import DamagedError

VECTOR = json.loads((Path(__file__).resolve().parents[2] / "vectors" / "columns.json").read_text("utf-8"))
KEY = bytes(range(32))
TEXTS = st.lists(st.one_of(st.none(), st.text(st.characters(exclude_categories=["Cs"]), max_size=20)), max_size=20)


def called(table: pa.Table) -> rows.Named:
    """Return some rows, called by invented numbers."""
    return rows.Named(table, np.arange(2 * len(table), dtype=np.uint64).reshape(-1, 2))


def again(*tables: pa.Table) -> tuple[pa.Table, "NDArray[np.uint64] | None"]:
    """Pack tables as one, and read what was packed."""
    return unpacked(packed(map(called, tables)).pieces())


def plainly(table: pa.Table, row: int, columns: tuple[str, ...], use: bytes) -> int:
    """Return the mark of a row as the page on the format says it, without any shortcut."""
    said = [str(table[column][row].as_py() or "").lower().replace("ё", "е") for column in columns]
    text = "\x1f".join(re.sub(r"[ \t\n\r\f]+", " ", one).strip() for one in said)
    return int.from_bytes(blake2b(text.encode(), digest_size=8, key=KEY, person=use).digest(), "big")


@pytest.mark.parametrize("edition", ["bytes", "bytes_2"])
def test_the_vectors_are_read_as_their_rows(edition: str) -> None:
    table, marks = unpacked([bytes.fromhex(VECTOR[edition])])

    assert table.to_pydict() == VECTOR["columns"]
    assert (None if marks is None else marks.tolist()) == (VECTOR["marks"] if edition == "bytes_2" else None)


def test_rows_are_called_as_the_page_on_the_format_says() -> None:
    table = pa.table({name: [f" {name}  Ёлка\t1", None, "а"] for name in COLUMNS})
    who, every = ("surname", "given_name", "patronymic", "full_name", "born"), tuple(COLUMNS[1:])

    expected = [[plainly(table, row, who, b"person"), plainly(table, row, every, b"whole")] for row in range(3)]

    assert COLUMNS[0] == "id"
    assert rows.named(table, KEY).marks.tolist() == expected


@given(TEXTS)
@settings(deadline=None)
def test_every_column_comes_back_as_it_was(texts: list[str | None]) -> None:
    table = pa.table({"surname": pa.array(texts, pa.string()), "text": pa.nulls(len(texts), pa.string())})

    assert again(table)[0].to_pydict() == table.to_pydict()


def test_more_rows_than_a_block_holds_come_back_in_their_order() -> None:
    table = pa.table({"id": pa.array([str(number) for number in range(BLOCK + 3)])})

    read, marks = again(table)

    assert read["id"].to_pylist() == table["id"].to_pylist()
    assert marks is not None
    assert marks[-1].tolist() == [2 * (BLOCK + 2), 2 * (BLOCK + 2) + 1]


@pytest.mark.parametrize("change", [lambda data: data[:-5], lambda data: b"x" + data[1:], lambda _: b""])
def test_what_breaks_off_or_is_of_another_version_is_refused(change: "object") -> None:
    assert callable(change)
    data = bytes.fromhex(VECTOR["bytes"])

    with pytest.raises(DamagedError):
        unpacked([change(data)])


def test_pieces_of_a_list_are_packed_as_one_list_is() -> None:
    table = pa.table({"id": ["1", None, "3"], "place": [None, "Белгород", "Kyiv"]})

    assert again(table.slice(0, 1), table.slice(1))[0].to_pydict() == table.to_pydict()
