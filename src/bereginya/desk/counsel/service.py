"""What the steps of a service add up to: facts for the law, alarms with their days, places in their order. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from bereginya.desk.counsel.folds import Step, Watch
from bereginya.facts.dates import SaidDate
from bereginya.facts.service import ServiceStep
from bereginya.places import Distance, Settlement, find, from_ukraine, settlement
from bereginya.rights import Clock, ClockKind

_DAY_OF: Mapping[ServiceStep, tuple[str, ...]] = {
    ServiceStep.CALL_UP: ("call_up_date", "service_start_date"),
    ServiceStep.OATH: ("oath_date",),
    ServiceStep.CONTRACT: ("contract_date",),
    ServiceStep.SENT_TO_FIGHT: ("combat_tasks_date",),
    ServiceStep.LAST_CONTACT: ("last_contact_date",),
}
"""The facts of which a step tells the day; the earliest is taken, of contact the last."""
_ROLE: Mapping[ServiceStep, str] = {
    ServiceStep.CALL_UP: "conscript",
    ServiceStep.CONTRACT: "contract",
    ServiceStep.MOBILISED: "mobilised",
}
_FATE: Mapping[ServiceStep, str] = {
    ServiceStep.DISCHARGED: "discharged",
    ServiceStep.MISSING: "missing",
    ServiceStep.CAPTURED: "pow",
    ServiceStep.DEAD: "dead",
}
_NO_CALL_EXPECTED = frozenset({"missing", "pow", "dead", "discharged"})
_WHERE = frozenset(ServiceStep) - {ServiceStep.CALL_UP, ServiceStep.DEAD, ServiceStep.DISCHARGED, ServiceStep.LEAVE}
"""Steps whose place is where he served; a call-up happens at home."""
_AHEAD = {
    "training": timedelta(7),
    "term": timedelta(14),
    "contract": timedelta(14),
    "silence": timedelta(0),
    "move": timedelta(7),
}
_PASSES = frozenset({"training", "contract"})
"""Alarms that nobody can answer any more a fortnight after their day; the others stay until somebody did."""
_FORTNIGHT = timedelta(14)


class Alarm(Enum):
    """What becomes due in a service."""

    TRAINING = "training"
    TERM = "term"
    CONTRACT = "contract"
    SILENCE = "silence"
    MOVE = "move"


@dataclass(frozen=True, slots=True, repr=False)
class Running:
    """Something that runs, and the day on which it is due. `clock` is there where the law counts it."""

    alarm: Alarm
    day: date
    clock: Clock | None = None
    since: date | None = None

    def shows(self, today: date) -> bool:
        """Whether it belongs on today's page."""
        gone = self.alarm.value in _PASSES and today > self.day + _FORTNIGHT
        return self.day - _AHEAD[self.alarm.value] <= today and not gone

    def count(self, today: date) -> int:
        """Which day it is, counted by the clock."""
        return self.clock.day(today) if self.clock else 0


@dataclass(frozen=True, slots=True, repr=False)
class Stop:
    """A place on his way: what was told, and the settlements that can be meant, one of them when that is settled.

    `ahead` says that its day has not come yet: a move was announced.
    """

    step: Step
    told: str
    choices: tuple[Settlement, ...]
    ahead: bool = False

    @property
    def place(self) -> Settlement | None:
        """The settlement, when only one is meant."""
        return self.choices[0] if len(self.choices) == 1 else None

    @property
    def distance(self) -> Distance | None:
        """How far it lies from Ukraine, when only one is meant."""
        return from_ukraine(self.place) if self.place else None


def facts_from(steps: Sequence[Step]) -> dict[str, str]:
    """Return what the steps tell the law, each by its day: nothing is made up where a day was told roughly.

    The last sign of life is told only of a man who is missing or captured: of one who still calls it is not the last.
    """
    found: dict[str, str] = {}
    for step in steps:
        for key in _DAY_OF.get(step.event.step, ()):
            told = _as_fact(step.event.when)
            if told and (key not in found or (told > found[key]) == (key == "last_contact_date")):
                found[key] = told
    status = _status(steps)
    if status.get("status") not in {"missing", "pow"}:
        found.pop("last_contact_date", None)
    return found | status


def running(
    watch: Watch, facts: Mapping[str, str], found_clocks: Sequence[Clock], on: date, *, transfers: bool
) -> tuple[Running, ...]:
    """Return everything that runs in a service, the earliest day first: what the law counts, and our own alarms."""
    over = facts.get("status") in {"dead", "discharged"}
    found = [] if over else [Running(Alarm(one.kind.value), one.due, one) for one in found_clocks]
    found += _silence(watch, facts)
    found += _moves(watch, on) if transfers and not over else ()
    return tuple(sorted(found, key=lambda one: one.day))


def last_heard(watch: Watch) -> date | None:
    """Return the last day on which he was heard of, as far as a day was told."""
    told = (one.event.when for one in watch.steps if one.event.step is ServiceStep.LAST_CONTACT)
    return max((one.last for one in told if one is not None and one.last is not None), default=None)


def stops(watch: Watch, today: date) -> tuple[Stop, ...]:
    """Return the places where he served, in the order of their days; what nobody dated stays at the end, as told."""
    told = [one for one in watch.steps if one.event.place is not None and one.event.step in _WHERE]
    return tuple(_stop(one, watch.meant.get(one.id), today) for one in in_order(told))


def in_order(steps: Sequence[Step]) -> list[Step]:
    """Return the steps by their days; what nobody dated stays at the end, as told."""
    return sorted(steps, key=lambda one: (one.event.when and one.event.when.last) or date.max)


def _stop(step: Step, meant: str | None, today: date) -> Stop:
    raw = step.event.place.raw if step.event.place else ""
    chosen, begins = settlement(meant) if meant else None, step.event.when.first if step.event.when else None
    return Stop(step, raw, (chosen,) if chosen else find(raw), begins is not None and begins > today)


def _silence(watch: Watch, facts: Mapping[str, str]) -> Iterator[Running]:
    """Alarm on the first day that is longer than usual; not for whom no call is expected from."""
    if watch.usual is None or facts.get("status") in _NO_CALL_EXPECTED:
        return
    heard = last_heard(watch)
    if heard is not None:
        yield Running(Alarm.SILENCE, heard + timedelta(watch.usual + 1), since=heard)


def _moves(watch: Watch, on: date) -> Iterator[Running]:
    """Alarm for a move whose day was told before it came: until something later is told, a fortnight at most."""
    for step in watch.steps:
        day = step.event.when.first if step.event.when else None
        if step.event.step is not ServiceStep.TRANSFER or day is None or day < step.day or on > day + _FORTNIGHT:
            continue
        if not any(other.id != step.id and other.day >= day for other in watch.steps):
            yield Running(Alarm.MOVE, day)


def _status(steps: Sequence[Step]) -> dict[str, str]:
    """Return what he is by the last step that says so, and as what he served before."""
    role = fate = None
    for step in in_order(steps):
        role = _ROLE.get(step.event.step, role)
        fate = None if step.event.step is ServiceStep.EXCHANGED else _FATE.get(step.event.step, fate)
    if fate is None:
        return {"status": role} if role else {}
    return {"status": fate} | ({"served_as": role} if role else {})


def _as_fact(when: SaidDate | None) -> str | None:
    """Return a day, a month or a year as facts are written; None for "about" and for spans."""
    if when is None or when.meant is None or when.about or when.until is not None:
        return None
    meant = when.meant
    parts = [f"{meant.year:04}", *(f"{part:02}" for part in (meant.month, meant.day) if part is not None)]
    return "-".join(parts)


def is_law(alarm: Alarm) -> bool:
    """Tell whether a clock of the law counts it."""
    return alarm.value in {one.value for one in ClockKind}
