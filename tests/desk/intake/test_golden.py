"""The bytes of every kind of record of this room, as they are on committees' disks for ever."""

from datetime import date
from pathlib import Path

import pytest

from bereginya.desk.intake import records as r
from bereginya.facts.codec import Codec
from bereginya.facts.consent import Consent, Scope
from bereginya.facts.contacts import Channel, Contact, SafetyWords
from bereginya.facts.records import Record
from bereginya.vault import Address, CompartmentId, HolderId, StoredFile

GOLDEN = Path(__file__).with_name("golden.tsv")
PLACE, HOLDER = CompartmentId("0a" * 16), HolderId("0b" * 16)
FILE = r.NamedFile(StoredFile("0c" * 16, bytes(range(32)), 1000, 1, bytes(32)), "договор.jpg")
CODEC = Codec(r.KINDS)
RECORDS: tuple[Record, ...] = (
    r.Opening(r.Path.RESERVED, r.Way.DOOR, "ru", PLACE, "0d" * 16),
    r.Words("Мой сын Пётр\nне отвечает."),
    r.Asker("Марта", "Иванов Пётр", "сын", "Омск", "русский"),
    r.Account("Увезли", "Омск", "весной", "вернуть", "до пятницы"),
    r.Allowed(Consent(frozenset({Scope.KEEP, Scope.SEARCH})), "не звонить в часть"),
    r.SafeContact(
        Contact(Channel.PHONE, "+7 900", "утром", "тихо", "муж", "из библиотеки"), SafetyWords("Кот?", "Мурка", "пирог")
    ),
    r.KnownOnlyToHer("шрам на колене"),
    r.Attachment(FILE, "страница 1", voice=True),
    r.WriteTo(Address(PLACE, 2, b"\x01\x02")),
    r.Reply("Мы читаем.", (FILE,), date(2026, 3, 1)),
    r.Sorted(frozenset({r.Danger.LIFE}), r.Urgency.TODAY, "башкирский", interpreter=True, until=date(2026, 3, 5)),
    r.Passed(HOLDER, "срочно"),
    r.Taken(HOLDER, (HolderId("0e" * 16),)),
    r.SetAside(r.AsideReason.DUPLICATE, "Красный Крест", PLACE),
    r.Reopened("пришла сама"),
    r.ReceiptReplaced(PLACE, "узнала голос"),
    r.Waiting("0d" * 16),
    r.Attended("0d" * 16),
    r.Counted("2026-03", r.Way.VISIT, "uk"),
    r.EndCounted("2026-03", "taken"),
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
