"""The bytes of a register: a vector that other programs can read by docs/formats/columns.md, and every table back."""

import json
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bereginya.desk.registers.columns import BLOCK, packed, unpacked
from bereginya.vault.errors import DamagedError

VECTOR = json.loads((Path(__file__).resolve().parents[2] / "vectors" / "columns.json").read_text("utf-8"))
TEXTS = st.lists(st.one_of(st.none(), st.text(st.characters(exclude_categories=["Cs"]), max_size=20)), max_size=20)


def test_the_vector_is_read_as_its_rows() -> None:
    table = unpacked([bytes.fromhex(VECTOR["bytes"])])

    assert table.to_pydict() == VECTOR["columns"]


@given(TEXTS)
@settings(deadline=None)
def test_every_column_comes_back_as_it_was(texts: list[str | None]) -> None:
    table = pa.table({"surname": pa.array(texts, pa.string()), "text": pa.nulls(len(texts), pa.string())})

    assert unpacked(packed([table]).pieces()).to_pydict() == table.to_pydict()


def test_more_rows_than_a_block_holds_come_back_in_their_order() -> None:
    table = pa.table({"id": pa.array([str(number) for number in range(BLOCK + 3)])})

    assert unpacked(packed([table]).pieces())["id"].to_pylist() == table["id"].to_pylist()


@pytest.mark.parametrize("change", [lambda data: data[:-5], lambda data: b"x" + data[1:], lambda _: b""])
def test_what_breaks_off_or_is_of_another_version_is_refused(change: "object") -> None:
    assert callable(change)
    data = bytes.fromhex(VECTOR["bytes"])

    with pytest.raises(DamagedError):
        unpacked([change(data)])


def test_pieces_of_a_list_are_packed_as_one_list_is() -> None:
    table = pa.table({"id": ["1", None, "3"], "place": [None, "Белгород", "Kyiv"]})

    assert unpacked(packed([table.slice(0, 1), table.slice(1)]).pieces()).to_pydict() == table.to_pydict()
