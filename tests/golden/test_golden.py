"""What was once written stays readable: the bytes of every kind are kept, and mean what they meant."""

import dataclasses
from pathlib import Path

import pytest

from bereginya.facts.records import Record
from tests.golden.make import FOLDER
from tests.golden.samples import CODEC, EVERY_KIND, file_of, sample

PAGE = Path(__file__).parents[2] / "docs" / "formats" / "records.md"
KINDS = {kind.kind.tag: kind for kind in EVERY_KIND}


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_kept_bytes_are_read_as_what_they_said_and_written_the_same(kind: type[Record]) -> None:
    kept = (FOLDER / file_of(kind)).read_bytes()

    assert CODEC.decode(kind.kind.tag, kept) == sample(kind)
    assert CODEC.encode(sample(kind)) == kept


def test_no_kind_that_was_published_has_gone() -> None:
    assert {one.name for one in FOLDER.iterdir()} == {file_of(kind) for kind in EVERY_KIND}


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_the_page_on_records_names_every_kind_with_its_fields_in_their_order(kind: type[Record]) -> None:
    fields = ", ".join(field.name for field in dataclasses.fields(kind))
    who = "visitor" if kind.kind.visitor else "signed" if kind.kind.signed else "member"

    assert f"| `{kind.kind.tag}` | {who} | {fields} |" in PAGE.read_text("utf-8")
