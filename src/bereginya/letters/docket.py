"""A suit before a court as values: hearings, rulings, days to appeal; the week sheet and the public state of a suit."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from functools import cache
from importlib.resources import files

from bereginya.letters.calendars import Calendar
from bereginya.letters.clocks import Clock, Days, Doubt, Start, clocks


class Instance(Enum):
    """The steps of courts."""

    FIRST = "first"
    APPEAL = "appeal"
    CASSATION = "cassation"
    SUPREME = "supreme"


class Ruled(Enum):
    """What a court did with a suit or a motion."""

    FOR_US = "for-us"
    IN_PART = "in-part"
    AGAINST = "against"
    LEFT_WITHOUT_MOTION = "left-without-motion"
    RETURNED = "returned"
    STAYED = "stayed"
    DISCONTINUED = "discontinued"


@dataclass(frozen=True, slots=True, repr=False)
class Hearing:
    """A hearing as it was set. `goes` are members or helpers by id; `closed` means the public is kept out."""

    day: date
    time: str | None = None
    room: str | None = None
    goes: tuple[str, ...] = ()
    closed: bool = False
    put_off: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class Motion:
    """A motion: its subject, the day it was handed in, and what became of it (None: nothing yet)."""

    subject: str
    day: date
    ruled: Ruled | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Ruling:
    """What a court decided. The term to appeal runs from the full text; `received` is the day its copy came.

    `kind` is `kas-judgment`, `kas-ruling` or `gpk-judgment`: the kind of letter whose clock runs.
    """

    kind: str
    ruled: Ruled
    day: date
    full_text: date | None = None
    received: date | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Suit:
    """One suit in one instance. `id` is the desk's own; `court` and `number` as the court writes them."""

    id: str
    court: str
    instance: Instance
    filed: date
    number: str | None = None
    judge: str | None = None
    hearings: tuple[Hearing, ...] = ()
    motions: tuple[Motion, ...] = ()
    rulings: tuple[Ruling, ...] = ()


def appeal_clock(ruling: Ruling, calendar: Calendar | None = None) -> Clock | None:
    """Return the clock to appeal a ruling. Without the day of the full text it is counted from the day of the decision.

    That is the earliest it can be, so nobody comes too late; the clock carries the doubt. A late copy is a reason to
    have the term restored, not a new term (article 302 KAS), therefore `received` moves nothing. The term of a ruling
    runs from the day it was made (article 314 KAS).
    """
    days = Days(full_text=ruling.full_text or ruling.day, decided=ruling.day)
    found = next(iter(clocks(ruling.kind, days, calendar)), None)
    if found is None or ruling.full_text is not None or found.rule.starts is not Start.FULL_TEXT:
        return found
    return Clock(found.rule, found.started, found.due, found.safe, found.moved, (*found.doubts, Doubt.FULL_TEXT))


def week_sheet(suits: Iterable[Suit], monday: date) -> tuple[tuple[Suit, Hearing], ...]:
    """Return the hearings of the seven days from `monday`, in order of day and time; those put off are left out."""
    end = monday + timedelta(7)
    found = [(suit, one) for suit in suits for one in suit.hearings if monday <= one.day < end and not one.put_off]
    return tuple(sorted(found, key=lambda pair: (pair[1].day, pair[1].time or "", pair[0].id)))


def state_of_suit(suit: Suit, today: date, language: str) -> str:
    """Return how a suit stands, in sentences for the public: no name, no judge, no unit, no number.

    It is a proposal; what is published is decided elsewhere by two people.
    """
    words = _words()[language]
    said = [words[f"instance-{suit.instance.value}"].format(filed=suit.filed.strftime("%d.%m.%Y"))]
    heard = sum(1 for one in suit.hearings if one.day < today and not one.put_off)
    coming = min((one.day for one in suit.hearings if one.day >= today and not one.put_off), default=None)
    if heard:
        said.append(words["heard"].format(count=heard))
    if suit.rulings:
        last = max(suit.rulings, key=lambda one: one.day)
        said.append(words[f"ruled-{last.ruled.value}"].format(day=last.day.strftime("%d.%m.%Y")))
    if coming is not None:
        said.append(words["coming"].format(day=coming.strftime("%d.%m.%Y")))
    return " ".join(said)


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads((files("bereginya.letters") / "words" / "docket.toml").read_text("utf-8"))
