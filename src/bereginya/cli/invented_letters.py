"""What the invented committee asked, wrote, received and took to court: the rooms counsel and post in its story."""

import secrets
from datetime import date, timedelta
from typing import Any

from bereginya.desk.counsel import actions as counsel
from bereginya.desk.post import actions, house, queries
from bereginya.desk.post.records import (
    Answer,
    Channel,
    Drafted,
    Filled,
    Hearing,
    NamedForm,
    OfficeIn,
    PersonIn,
    Received,
    Suit,
)
from bereginya.facts.people import Sex
from bereginya.letters import Instance, find_template
from bereginya.vault import CompartmentId, EntryId, Keyring

Told = dict[str, Any]


def tell_rights(lead: Keyring, folder: CompartmentId, told: Told) -> None:
    """Answer some of the questions that the law asks, and keep what it says."""
    law = told.get("law", {})
    for key, value in law.get("facts", {}).items():
        counsel.tell(lead, folder, key, value, once=_once())
    for provision in law.get("kept", ()):
        counsel.keep(lead, folder, provision, on=lead.vault.day(), text=None, once=_once())


def write_letters(lead: Keyring, second: Keyring, folder: CompartmentId, told: Told) -> None:
    """Write the letters of one case; those with days are sent, those with an answer are answered; file its suits."""
    today = lead.vault.day()
    for one in told.get("letter", ()):
        _letter(lead, second, folder, one, today)
    for one in told.get("suit", ()):
        suit = Suit(one["court"], Instance(one["instance"]), one["about"], _ago(today, one["filed_days_ago"]))
        entry = actions.say(lead, folder, suit, once=_once())
        sitting = Hearing(entry, today + timedelta(days=one["sits_in_days"]), one["hour"], one["where"], lead.member)
        actions.say_in_court(lead, folder, sitting, once=_once())


def _letter(lead: Keyring, second: Keyring, folder: CompartmentId, told: Told, today: date) -> None:
    letter = actions.draft(lead, folder, _drafted(told), once=_once())
    if "sent_days_ago" in told or "checked" in told:
        seen = queries.outgoing(second, folder, letter).statement
        actions.check(second, folder, letter, seen=seen, once=_once())
    if "sent_days_ago" not in told:
        return
    day = _ago(today, told["sent_days_ago"])
    actions.post(lead, folder, letter, day=day, channel=Channel.POST, proof=told.get("proof"))
    if "answer" in told:
        actions.receive(lead, folder, _answer(told["answer"], letter, today), once=_once())


def _drafted(told: Told) -> Drafted:
    template = find_template(told["template"])
    office = told["to"]
    fields = [Filled(name, text) for name, text in told["text"].items()]
    fields += [Filled(name, lines=tuple(lines)) for name, lines in told.get("lines", {}).items()]
    fields += [Filled(name, person=_person(person)) for name, person in told.get("person", {}).items()]
    fields.append(
        Filled("office", office=OfficeIn(office["name"], office["office"], office["head"], office["address"]))
    )
    return Drafted(template.id, house.edition_of(template), template.kind, tuple(fields), office["office"])


def _person(told: Told) -> PersonIn:
    forms = tuple(NamedForm(case, form) for case, form in told.get("forms", {}).items())
    return PersonIn(told["surname"], told["given"], told.get("patronymic"), Sex(told["sex"]), forms)


def _answer(told: Told, letter: EntryId, today: date) -> Received:
    day = _ago(today, told["days_ago"])
    return Received(day.year, 0, day, told["sender"], Answer(told["answer"]), letter, told["text"])


def _ago(today: date, days: int) -> date:
    return today - timedelta(days=days)


def _once() -> str:
    return secrets.token_hex(16)
