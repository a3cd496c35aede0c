"""JSON Lines, FollowTheMoney, Parquet and PFIF."""

import json
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet
import pytest

from bereginya.tracing import reading
from tests.tracing.reading.files import column, read, read_bytes

PFIF = """<?xml version="1.0" encoding="UTF-8"?>
<pfif:pfif xmlns:pfif="http://zesty.ca/pfif/1.4">
 <pfif:person>
  <pfif:person_record_id>example.org/1</pfif:person_record_id>
  <pfif:source_date>2022-03-01T10:00:00Z</pfif:source_date>
  <pfif:full_name>Олена Ковтун</pfif:full_name>
  <pfif:given_name>Олена</pfif:given_name><pfif:family_name>Ковтун</pfif:family_name>
  <pfif:age>25</pfif:age><pfif:home_city>Полтава</pfif:home_city>
  <pfif:note><pfif:text>seen in June</pfif:text></pfif:note>
 </pfif:person>
 <pfif:person><pfif:person_record_id>example.org/2</pfif:person_record_id>
  <pfif:full_name>Іван Ґедзь</pfif:full_name><pfif:date_of_birth>1991-04</pfif:date_of_birth></pfif:person>
</pfif:pfif>"""
BOMB = """<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;&lol;">]>
<pfif:pfif xmlns:pfif="http://zesty.ca/pfif/1.4"><pfif:person><pfif:full_name>&lol2;</pfif:full_name></pfif:person></pfif:pfif>"""
OUTSIDE = BOMB.replace('<!ENTITY lol "lol">', '<!ENTITY lol SYSTEM "file:///etc/hostname">')


def _lines(*rows: object) -> bytes:
    return "".join(
        (row if isinstance(row, str) else json.dumps(row, ensure_ascii=False)) + "\n" for row in rows
    ).encode()


def _entity(schema: str, **properties: list[str]) -> dict[str, object]:
    return {"id": "Q1", "schema": schema, "properties": properties}


def test_json_lines_are_read_by_their_keys(tmp_path: Path) -> None:
    found = read_bytes(
        tmp_path, _lines({"id": 7, "lastName": "Ковтун", "person": {"first_name": "Олена"}, "born": 1991}), "l.jsonl"
    )
    assert found.table.select(["id", "surname", "given_name", "born"]).to_pylist() == [
        {"id": "7", "surname": "Ковтун", "given_name": "Олена", "born": "1991"}
    ]


def test_a_line_that_is_no_object_is_kept_aside(tmp_path: Path) -> None:
    deep = "[" * 100_000
    found = read_bytes(tmp_path, _lines({"surname": "Ковтун"}, "{broken", "[1]", deep, {"surname": "Ґедзь"}), "l.jsonl")
    assert [(one.row, one.why) for one in found.aside] == [(2, "not-json"), (3, "not-json"), (4, "not-json")]
    assert column(found.table, "surname") == ["Ковтун", "Ґедзь"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1251"])
def test_json_lines_are_read_in_any_letters(tmp_path: Path, encoding: str) -> None:
    data = _lines({"Фамилия": "Ковтун", "Имя": "Елена"}, {"Фамилия": "Щербаков"}).decode().encode(encoding)
    assert column(read_bytes(tmp_path, data, "list.jsonl").table, "surname") == ["Ковтун", "Щербаков"]


def test_keys_within_keys_are_known_by_their_end(tmp_path: Path) -> None:
    found = read_bytes(tmp_path, _lines({"person": {"name": {"last": "Ковтун", "first": "Олена"}}}), "list.jsonl")
    assert (column(found.table, "surname"), column(found.table, "given_name")) == (["Ковтун"], ["Олена"])


def test_json_nested_without_end_is_kept_aside(tmp_path: Path) -> None:
    found = read_bytes(tmp_path, _lines({"id": 1, "surname": "Ковтун"}, "[" * 100_000, '{"a":' * 50_000), "list.jsonl")
    assert [(one.row, one.why) for one in found.aside] == [(2, "not-json"), (3, "not-json")]


def test_a_json_list_is_read_too(tmp_path: Path) -> None:
    assert column(read_bytes(tmp_path, b'[{"surname": "Kovtun"}]', "l.json").table, "surname") == ["Kovtun"]


def test_entities_of_follow_the_money_are_people(tmp_path: Path) -> None:
    person = _entity(
        "Person", lastName=["Ковтун"], firstName=["Олена", "Лена"], fatherName=["Іванівна"], birthDate=["1991-04"]
    )
    found = read_bytes(tmp_path, _lines(person, _entity("Company", name=["ТОВ"])), "entities.ftm.json")
    row = found.table.to_pylist()[0]
    assert (row["id"], row["surname"], row["patronymic"], row["born"], row["text"]) == (
        "Q1",
        "Ковтун",
        "Іванівна",
        "1991-04",
        "Лена",
    )
    assert [(one.row, one.why) for one in found.aside] == [(2, "not-a-person")]


def test_parquet_of_dictionaries_numbers_and_days_is_text(tmp_path: Path) -> None:
    path = tmp_path / "list.parquet"
    names = pa.array(["Ковтун", None]).dictionary_encode()
    days = pa.array([date(1991, 4, 2), None])
    pa.parquet.write_table(pa.table({"id": [1, 2], "surname": names, "born": days, "list": [[1], [2]]}), path)
    found = read(path)
    assert column(found.table, "id") == ["1", "2"]
    assert column(found.table, "surname") == ["Ковтун", None]
    assert column(found.table, "born") == ["1991-04-02", None]


def test_persons_of_pfif_bring_their_age_with_its_day(tmp_path: Path) -> None:
    found = read_bytes(tmp_path, PFIF.encode(), "list.xml")
    first, second = found.table.to_pylist()
    assert (first["id"], first["surname"], first["born"]) == ("example.org/1", "Ковтун", "aged 25 on 2022-03-01")
    assert first["text"] == "seen in June"
    assert (second["full_name"], second["born"]) == ("Іван Ґедзь", "1991-04")


@pytest.mark.parametrize("bomb", [BOMB, OUTSIDE])
def test_xml_that_defines_entities_is_refused(tmp_path: Path, bomb: str) -> None:
    with pytest.raises(reading.UnreadableFileError, match="refused"):
        read_bytes(tmp_path, bomb.encode(), "list.xml")


def test_a_feed_that_breaks_off_keeps_what_was_read(tmp_path: Path) -> None:
    found = read_bytes(tmp_path, PFIF[: PFIF.index("example.org/2")].encode(), "list.xml")
    assert column(found.table, "id") == ["example.org/1"]
    assert [(one.row, one.why) for one in found.aside] == [(2, "xml")]


def test_xml_without_persons_is_refused(tmp_path: Path) -> None:
    with pytest.raises(reading.UnreadableFileError):
        read_bytes(tmp_path, b"<html></html>", "list.xml")
