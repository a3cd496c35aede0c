"""The bytes of every kind of record of this room, as they are on committees' disks for ever."""

from datetime import date
from pathlib import Path

import pytest

from bereginya.desk.members import records as r
from bereginya.facts.codec import Codec
from bereginya.facts.records import Record
from bereginya.vault import Address, CompartmentId, EntryId, HolderId

GOLDEN = Path(__file__).with_name("golden.tsv")
PLACE, OLGA, ANNA = CompartmentId("0a" * 16), HolderId("0b" * 16), HolderId("0c" * 16)
DAY = date(2026, 3, 1)
CODEC = Codec(r.KINDS)
RECORDS: tuple[Record, ...] = (
    r.CommitteeFounded("Комитет матерей", "Россия", "прочитано"),
    r.Named(OLGA, "Ольга"),
    r.OwnPlace(OLGA, Address(PLACE, 1, b"\x01\x02")),
    r.SeedKept(OLGA, PLACE),
    r.TrusteesChosen(2, (r.Trustee(1, "Тамара", b"\x03"), r.Trustee(2, "Нина", b"\x04"))),
    r.WordsTyped(EntryId("0d" * 16), 2),
    r.CommitteeSeed(bytes(range(32))),
    r.Sheets(("academic acid", "academic acne")),
    r.SheetShown(1),
    r.Invited("0e" * 8, b"\x05", b"\x06", DAY),
    r.InvitationEnded("0e" * 8),
    r.Asked("0e" * 8, ANNA, "Анна", b"\x07", b"\x08", "uk"),
    r.Refused(ANNA),
    r.DeputiesNamed(OLGA, (ANNA,)),
    r.Settled("uk"),
    r.Draft("/in/new/", (r.Written("text", "Пришла сама.\nЖдёт."),)),
    r.Read(OLGA, PLACE, DAY),
    r.ReadingsForgotten(DAY),
    r.DoorWords((r.DoorText("ru", "Комитет", "до восьми", "000"),)),
)


def golden() -> dict[str, bytes]:
    """What is written down: a line a kind, its tag and its bytes."""
    lines = (line.split("\t") for line in GOLDEN.read_text("utf-8").splitlines())
    return {tag: body.encode() for tag, body in lines}


def test_every_kind_is_written_down() -> None:
    assert {one.kind.tag for one in RECORDS} == {kind.kind.tag for kind in r.KINDS} == golden().keys()


@pytest.mark.parametrize("record", RECORDS, ids=lambda one: one.kind.tag)
def test_what_is_written_today_has_the_bytes_of_the_first_day(record: Record) -> None:
    assert CODEC.encode(record) == golden()[record.kind.tag]


@pytest.mark.parametrize("record", RECORDS, ids=lambda one: one.kind.tag)
def test_what_was_written_on_the_first_day_is_read(record: Record) -> None:
    assert CODEC.decode(record.kind.tag, golden()[record.kind.tag]) == record
