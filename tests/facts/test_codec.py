"""Records come back as they went, and bytes that are no record are refused."""

import json
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bereginya.facts import (
    Channel,
    Codec,
    Consent,
    Contact,
    Kind,
    Name,
    PartialDate,
    Person,
    Record,
    SaidDate,
    Scope,
    ServiceEvent,
    ServiceStep,
    Source,
)
from bereginya.facts.errors import MalformedRecordError, UnknownKindError


@dataclass(frozen=True, slots=True, repr=False)
class Everything(Record):
    """Holds one of each."""

    kind: ClassVar[Kind] = Kind("test.everything", 1)
    text: str
    person: Person | None = None
    events: tuple[ServiceEvent, ...] = ()
    consent: Consent | None = None
    contact: Contact | None = None
    raw: bytes = b""
    day: date | None = None
    yes: bool = False


CODEC = Codec([Everything])
BORN = PartialDate(1991)
texts = st.text(st.characters(codec="utf-8"), max_size=40)
records = st.builds(
    Everything,
    text=texts,
    person=st.none()
    | st.builds(
        Person, st.builds(Name, texts), born=st.none() | st.builds(SaidDate, texts, st.just(PartialDate(1991)))
    ),
    events=st.lists(
        st.builds(ServiceEvent, st.sampled_from(ServiceStep), source=st.none() | st.builds(Source, texts)), max_size=3
    ).map(tuple),
    consent=st.none() | st.builds(Consent, st.frozensets(st.sampled_from(Scope)), given=st.none() | st.dates()),
    contact=st.none() | st.builds(Contact, st.sampled_from(Channel), texts),
    raw=st.binary(max_size=20),
    day=st.none() | st.dates(),
    yes=st.booleans(),
)


@given(records)
def test_what_is_written_is_read(record: Everything) -> None:
    assert CODEC.decode(record.kind.tag, CODEC.encode(record)) == record


@given(st.binary(max_size=200))
def test_random_bytes_are_refused_and_nothing_else(data: bytes) -> None:
    with pytest.raises(MalformedRecordError):
        CODEC.decode("test.everything/1", data)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)
field_names = st.sampled_from(["text", "person", "events", "consent", "contact", "raw", "day", "yes", "other"])


@given(st.dictionaries(field_names, json_values, max_size=6))
def test_json_of_another_shape_is_refused_or_is_a_record(said: dict[str, object]) -> None:
    try:
        record = CODEC.decode("test.everything/1", json.dumps(said).encode())
    except MalformedRecordError:
        return
    assert isinstance(record, Everything)
    assert isinstance(record.text, str)


@pytest.mark.parametrize(
    "body",
    [
        b'{"text":1}',
        b'{"text":"a","new":"b"}',
        b'{"text":"a","text":"b"}',
        b'{"text":"a","yes":1}',
        b'{"text":"a","day":"2026-02-30"}',
        b'{"text":"\\ud800"}',
        b"[]",
        b"[" * 100_000,
        b'{"text":"a","person":{"name":{"raw":"x"},"born":{"year":1991,"day":2}}}',
    ],
)
def test_a_record_is_taken_whole_or_not_at_all(body: bytes) -> None:
    with pytest.raises(MalformedRecordError):
        CODEC.decode("test.everything/1", body)


def test_an_unknown_kind_or_version_is_said_so() -> None:
    with pytest.raises(UnknownKindError):
        CODEC.decode("test.everything/2", b"{}")


def test_one_tag_belongs_to_one_class() -> None:
    with pytest.raises(ValueError, match="two record classes"):
        Codec([Everything, Everything])


def test_half_a_character_cannot_be_written() -> None:
    with pytest.raises(ValueError, match="not valid Unicode"):
        CODEC.encode(Everything("\ud800"))


def test_nothing_shows_what_it_holds() -> None:
    person = Person(Name("Ковтун Сергей"))

    assert repr(person) == "<Person>"
    assert "Ковтун" not in f"{Everything('x', person)} {Everything('x', person)!r} {person.name}"
