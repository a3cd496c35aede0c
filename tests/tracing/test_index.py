"""An index in a file is the index in memory, and any other file is refused."""

from pathlib import Path

import pytest

from bereginya.tracing import Index, People, link
from bereginya.tracing.errors import IndexBrokenError, UnknownColumnError
from tests.tracing.small import CROWD


def test_a_saved_index_answers_as_the_one_that_was_built(tmp_path: Path) -> None:
    built, asked = Index.build(People.from_arrow(CROWD.register), "list"), People.from_arrow(CROWD.inquiries)
    built.save(tmp_path / "list.index")
    loaded = Index.load(tmp_path / "list.index")
    assert (loaded.name, len(loaded)) == ("list", 1200)
    assert link(asked, loaded).table.equals(link(asked, built).table)
    assert loaded.people.table.equals(built.people.table)


@pytest.mark.parametrize("left", [0, 10, 40, 5000])
def test_an_index_that_was_cut_short_is_refused(tmp_path: Path, left: int) -> None:
    path = tmp_path / "list.index"
    Index.build(People.from_arrow(CROWD.register)).save(path)
    path.write_bytes(path.read_bytes()[:left])
    with pytest.raises(IndexBrokenError):
        Index.load(path)


def test_an_index_of_another_edition_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "list.index"
    Index.build(People.from_arrow(CROWD.register)).save(path)
    whole = path.read_bytes()
    path.write_bytes(whole[:15] + b"\x01" + whole[16:])
    with pytest.raises(IndexBrokenError):
        Index.load(path)


def test_a_table_without_ids_is_refused() -> None:
    with pytest.raises(UnknownColumnError):
        People.from_arrow(CROWD.register.drop_columns("id"))
