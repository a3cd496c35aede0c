"""What the invented committee found of one man, whom it told, and how he comes home: the room homecoming."""

import secrets
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from bereginya.desk.homecoming import actions, queries
from bereginya.desk.homecoming.records import (
    Agreement,
    AskerChecked,
    Found,
    ProofOfAsker,
    State,
    TellingWay,
    Told,
    WantsToKnow,
    Wished,
)
from bereginya.facts.people import Relation
from bereginya.facts.sources import Reliability, Source, Way
from bereginya.vault import CompartmentId, EntryId, Keyring

Row = dict[str, Any]


def bring_home(members: Mapping[str, Keyring], folder: CompartmentId, told: Row) -> None:
    """Write down what was found and who asks; tell whom it can be told; begin the way home."""
    home = told.get("home", {})
    for one in home.get("found", ()):
        found = Found(State(one["state"]), _source(one), text=one["text"])
        fact = actions.find(members[one["by"]], folder, found, once=_once())
        for name, words in one.get("told", {}).items():
            _ask_and_tell(members[one["by"]], folder, fact, name, words)
    for one in home.get("asks", ()):
        _check(members[one["by"]], folder, one)
    for route, days in home.get("ways", {}).items():
        keys = members[told["lead"]]
        actions.begin(keys, folder, route, keys.vault.day() + timedelta(days=days), once=_once())


def _ask_and_tell(keys: Keyring, folder: CompartmentId, fact: EntryId, name: str, words: Row) -> None:
    asker = _check(keys, folder, {"name": name, **words})
    answer = queries.answer(queries.fact(keys, folder, fact), queries.asker(keys, folder, asker))
    day = keys.vault.day()
    parts = (answer, keys.member, TellingWay.PHONE, day, words["text"], day + timedelta(days=words["again"]))
    wanted = WantsToKnow(asker, words["wants"])
    actions.tell(keys, folder, Told(fact, asker, *parts), wanted, once=_once())


def _check(keys: Keyring, folder: CompartmentId, told: Row) -> EntryId:
    checked = AskerChecked(told["name"], Relation(told["relation"]), ProofOfAsker(told["proof"]), told["compared"])
    asker = actions.check_asker(keys, folder, checked, once=_once())
    wish = Wished(asker, Agreement(told["agreed"]), told["how"], told.get("may_say"))
    actions.wish(keys, folder, wish, once=_once())
    return asker


def _source(told: Row) -> Source:
    return Source(told["source"], Way(told["way"]), reliability=Reliability(told["reliability"]))


def _once() -> str:
    return secrets.token_hex(16)
