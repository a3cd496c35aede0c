"""The invented committee of `make demo`: who it is stands in invented.toml, what happens is what the rooms do."""

import secrets
import tomllib
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

from bereginya.cli.invented_home import bring_home
from bereginya.cli.invented_letters import tell_rights, write_letters
from bereginya.cli.invented_registers import take_in_lists, tell_traces
from bereginya.cli.invented_seminars import hold_seminars
from bereginya.cli.invented_watch import back_from, watch_over
from bereginya.cli.language import gettext
from bereginya.desk.cases import actions as cases
from bereginya.desk.cases import queries as case_queries
from bereginya.desk.cases import records
from bereginya.desk.intake import actions as intake
from bereginya.desk.intake import door_actions, queries
from bereginya.desk.intake.records import Asker, Path, SafeContact, Way, Words
from bereginya.desk.members import actions as members
from bereginya.desk.members import founding_actions, locking_actions
from bereginya.desk.members.records import Asked, CommitteeFounded, DoorText
from bereginya.desk.site.kinds import KINDS
from bereginya.desk.site.settings import SiteSettings
from bereginya.facts.contacts import Channel, Contact, SafetyWords
from bereginya.facts.people import Name, Person, Place, Relation
from bereginya.facts.records import Record
from bereginya.facts.service import ServiceEvent, ServiceStep
from bereginya.facts.sources import Source
from bereginya.facts.typed_dates import parse_date
from bereginya.vault import Clock, CompartmentId, Keyring, Power, Vault, enrol, open_vault, unlock
from bereginya.vault.passphrases import offer
from bereginya.vault.receipts import ReceiptKeys

Told = dict[str, Any]
"""One table of the file. What it may hold stands in invented.toml itself."""


def found_committee(site: SiteSettings) -> Iterator[str]:
    """Found the committee in the site's data folder and yield the lines that tell how to sign in."""
    told = tomllib.loads(files("bereginya.cli").joinpath("invented.toml").read_text("utf-8"))
    time = _Time(site.zone, told)
    vault = open_vault(site.data, KINDS, clock=time.clock())
    try:
        story = _Story(vault, time, told)
        yield gettext("Members (name for signing in · passphrase):")
        for member in told["member"]:
            yield f"  {member['name']} · {story.admit(member)}"
        yield gettext("Nine words to come back with at the door: {words}").format(words=story.tell())
    finally:
        vault.close()


class _Time:
    """A clock that runs from the oldest day of the story to today."""

    def __init__(self, zone: str, told: Told) -> None:
        self.zone = ZoneInfo(zone)
        self.now = datetime.now(UTC)
        self.at = self.now - timedelta(days=max(one["days_ago"] for one in told["request"]) + 1)

    def clock(self) -> Clock:
        return Clock(self.zone, lambda: self.at)

    def go_to(self, days_ago: int) -> None:
        """Move forward; never back."""
        self.at = max(self.at, self.now - timedelta(days=days_ago))


class _Story:
    """Lets everything happen in its order, a day after the other."""

    def __init__(self, vault: Vault, time: _Time, told: Told) -> None:
        self._vault, self._time, self._told = vault, time, told
        self._keys: dict[str, Keyring] = {}
        self._folders: list[tuple[Told, CompartmentId, ReceiptKeys | None]] = []

    def admit(self, member: Told) -> str:
        """Let a member in, the first as founder, and return her passphrase."""
        passphrase = offer(secrets.token_bytes(12), "ru")
        if not self._keys:
            committee = CommitteeFounded(self._told["committee"], self._told["data_lies_in"], self._told["notice"])
            founder = founding_actions.found(
                self._vault, member["name"], passphrase, called=member["called"], committee=committee
            )
            locking_actions.say_at_door(founder, [DoorText(**text) for text in self._told["door"]])
            self._keys[member["name"]] = founder
            return passphrase
        made = enrol(self._vault, member["name"], passphrase)
        asked = Asked(secrets.token_hex(8), made.member, member["called"], made.signing, made.sealing, "ru")
        members.admit(self._founder, asked, frozenset(Power(one) for one in member["powers"]))
        self._keys[member["name"]] = unlock(self._vault, member["name"], passphrase)
        return passphrase

    def tell(self) -> str:
        """Let day follow day until today; return the nine words of somebody who is to come back."""
        shown = ""
        for days_ago in range(max(one["days_ago"] for one in self._told["request"]), -1, -1):
            self._time.go_to(days_ago)
            for told in self._told["request"]:
                if told["days_ago"] == days_ago:
                    words = self._ask(told)
                    shown = words if told.get("shows_words") else shown
            for told, folder, receipt in self._folders:
                self._go_on(days_ago, told, folder, receipt)
        for told, folder, _ in self._folders:
            if "lead" in told:
                write_letters(
                    self._keys[told["lead"]], self._keys[told.get("helpers", [told["lead"]])[0]], folder, told
                )
                tell_traces(self._keys[told["lead"]], folder, told)
                bring_home(self._keys, folder, told)
        also = [keys.member for keys in self._keys.values() if keys is not self._founder]
        take_in_lists(self._founder, also[:1], self._told)
        hold_seminars(self._founder, self._told)
        return shown

    def _ask(self, told: Told) -> str:
        """Let somebody come, and somebody take it on; return the nine words she was given, if she was."""
        way = Way(told.get("way", "door"))
        folder, words, receipt = self._at_door(told) if way is Way.DOOR else self._by_member(told, way)
        if "lead" in told:
            lead = self._keys[told["lead"]]
            helpers = [self._keys[one].member for one in told.get("helpers", ())]
            intake.take_on(self._founder, folder, lead.member, helpers)
            for record in _known(told):
                cases.say(lead, folder, record, once=secrets.token_hex(16))
            self._needs_and_tasks(lead, folder, told)
            tell_rights(lead, folder, told)
            watch_over(lead, self._keys["юлия"], folder, told)
        self._folders.append((told, folder, receipt))
        return words

    def _go_on(self, days_ago: int, told: Told, folder: CompartmentId, receipt: ReceiptKeys | None) -> None:
        for reply in told.get("reply", ()):
            if reply["days_ago"] == days_ago:
                cases.write(self._keys[told["lead"]], folder, reply["text"], once=secrets.token_hex(16))
        for later in told.get("later", ()):
            if later["days_ago"] == days_ago and receipt is not None:
                door_actions.say(self._vault, receipt, Words(later["text"]), secrets.token_hex(16))

    @property
    def _founder(self) -> Keyring:
        return next(iter(self._keys.values()))

    def _at_door(self, told: Told) -> tuple[CompartmentId, str, ReceiptKeys]:
        before = set(queries.requests(self._founder))
        receipt, keys = door_actions.receive(
            self._vault, secrets.token_hex(16), told["words"], Path.HELP, told["language"]
        )
        for record in _about_her(told):
            door_actions.say(self._vault, keys, record, secrets.token_hex(16))
        (folder,) = set(queries.requests(self._founder)) - before
        return folder, " ".join(receipt.words), keys

    def _by_member(self, told: Told, way: Way) -> tuple[CompartmentId, str, None]:
        said = (Words(told["words"]), *_about_her(told))
        once = secrets.token_hex(16)
        folder, _ = intake.enter(self._founder, way, Path.HELP, said, language=told["language"], words=False, once=once)
        return folder, "", None

    def _needs_and_tasks(self, lead: Keyring, folder: CompartmentId, told: Told) -> None:
        for need in told.get("need", ()):
            record = records.Need(records.NeedKind(need["need"]), need.get("text"))
            entry = cases.say(lead, folder, record, once=secrets.token_hex(16))
            if need.get("met"):
                cases.meet(lead, folder, entry, met=True, once=secrets.token_hex(16))
        for task in told.get("task", ()):
            who = self._keys[task["who"]].member if "who" in task else None
            due = self._time.now.astimezone(self._time.zone).date() + timedelta(days=task["due"])
            entry = cases.say(lead, folder, records.Task(task["text"], due, who), once=secrets.token_hex(16))
            if task.get("done"):
                cases.finish(lead, folder, entry, done=True, once=secrets.token_hex(16))
        if "close" in told and case_queries.case_of(lead, folder).open:
            reason = records.CloseReason(told["close"]["reason"])
            cases.close(lead, folder, records.Closed(reason, told["close"]["outcome"]), once=secrets.token_hex(16))


def _about_her(told: Told) -> Iterator[Record]:
    names = ("name", "concerns", "relation", "place", "speaks")
    if any(name in told for name in names):
        yield Asker(**{name: told.get(name) for name in names})
    if "contact" in told:
        one = told["contact"]
        contact = Contact(
            Channel(one["channel"]), one["address"], one.get("safe_when"), one.get("safe_how"), one.get("others")
        )
        yield SafeContact(contact, SafetyWords(stop=one.get("stop")))


def _known(told: Told) -> Iterator[Record]:
    today = date.today()  # noqa: DTZ011 - an age in an invented story
    if "person" in told:
        one = told["person"]
        born = parse_date(one["born"], today) if "born" in one else None
        person = Person(Name(one["name"]), born=born, rank=one.get("rank"), marks=one.get("marks"))
        source = Source(one["source"]) if "source" in one else None
        asker = Name(told["name"]) if "name" in told else None
        yield records.PersonTold(person, asker, Relation(one["relation"]), source)
    for one in told.get("service", ()):
        place = Place(one["place"]) if "place" in one else None
        when = parse_date(one["when"], today) if "when" in one else back_from(today, one["when_days_ago"])
        yield records.Served(ServiceEvent(ServiceStep(one["step"]), when, place, text=one.get("text")))
    for one in told.get("note", ()):
        yield records.Note(one["text"])
