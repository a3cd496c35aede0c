"""The lists of the invented committee, and what was seen and heard of those who are sought: the room registers."""

import secrets
from datetime import timedelta
from importlib.resources import files
from typing import Any

from bereginya import vault as vaults
from bereginya.desk.intake.records import NamedFile
from bereginya.desk.registers import actions
from bereginya.desk.registers import register_actions as registers
from bereginya.desk.registers.records import Candidate, Decided, Fate, Form, Moment, Origin, Sighted, Verdict
from bereginya.facts.sources import Reliability, Source, Way
from bereginya.facts.typed_dates import parse_date
from bereginya.vault import CompartmentId, HolderId, Keyring

Told = dict[str, Any]


def take_in_lists(keys: Keyring, also: list[HolderId], told: Told) -> None:
    """Make the registers of the story: each of its files is read in but the last, which waits to be read."""
    for one in told.get("register", ()):
        source = Source(one["source"], Way.LIST, reliability=Reliability(one["reliability"]))
        place = registers.open_register(keys, one["name"], Origin(one["origin"]), source, also=also, once=_once())
        for name, ago in one["read"].items():
            _read_in(keys, place, name, ago)
        for name in one.get("waiting", ()):
            _take_in(keys, place, name)


def tell_traces(lead: Keyring, folder: CompartmentId, told: Told) -> None:
    """Write down what was seen and heard in one case, and what its lead decided."""
    for one in told.get("sighting", ()):
        entry = actions.sight(lead, folder, _sighted(lead, one), once=_once())
        if "decided" in one:
            decided = one["decided"]
            says, document = Fate(decided["says"]), decided["document"]
            verdict = Decided(Candidate(sighting=entry), Verdict.SAME, decided["why"], document=document, says=says)
            actions.decide(lead, folder, verdict, seen=None, once=_once())


def _read_in(keys: Keyring, place: CompartmentId, name: str, days_ago: int) -> None:
    from bereginya.desk.registers import reading_in  # noqa: PLC0415 - compiled code, see looking.py

    arrived = _take_in(keys, place, name)
    _, mapping = reading_in.look(keys, place, arrived)
    reading_in.read_in(keys, place, arrived, mapping, of=keys.vault.day() - timedelta(days=days_ago), once=_once())


def _take_in(keys: Keyring, place: CompartmentId, name: str) -> str:
    return registers.take_in(keys, place, _file(keys, name, _data(name)), once=_once())


def _sighted(keys: Keyring, told: Told) -> Sighted:
    clip = told.get("clip")
    return Sighted(
        Form(told["form"]),
        told["text"],
        Source(told["source"]),
        told.get("name"),
        parse_date(told["when"], keys.vault.day()) if "when" in told else None,
        told.get("where"),
        Fate(told["says"]) if "says" in told else None,
        tuple(Moment(second, words) for second, words in told.get("moments", ())),
        _file(keys, clip["name"], clip["text"].encode()) if clip else None,
    )


def _file(keys: Keyring, name: str, data: bytes) -> NamedFile:
    return NamedFile(vaults.put_file(keys.vault, [data]), name)


def _data(name: str) -> bytes:
    return files("bereginya.cli").joinpath("invented_lists", name).read_bytes()


def _once() -> str:
    return secrets.token_hex(16)
