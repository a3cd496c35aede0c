"""What happened to somebody in service, each step with how it is known."""

from dataclasses import dataclass
from enum import Enum

from bereginya.facts.dates import SaidDate
from bereginya.facts.people import Place
from bereginya.facts.sources import Source
from bereginya.facts.values import Value


class ServiceStep(Enum):
    """Steps of a service, as families and the law tell them apart."""

    CALL_UP = "call-up"
    OATH = "oath"
    TRAINING = "training"
    TRANSFER = "transfer"
    CONTRACT = "contract"
    MOBILISED = "mobilised"
    SENT_TO_FIGHT = "sent-to-fight"
    REFUSED = "refused"
    LEFT_UNIT = "left-unit"
    LEAVE = "leave"
    ILL = "ill"
    WOUNDED = "wounded"
    HOSPITAL = "hospital"
    BEATEN = "beaten"
    LAST_CONTACT = "last-contact"
    MISSING = "missing"
    CAPTURED = "captured"
    EXCHANGED = "exchanged"
    ARRESTED = "arrested"
    DISCHARGED = "discharged"
    DEAD = "dead"
    OTHER = "other"


@dataclass(frozen=True, slots=True, repr=False)
class ServiceEvent(Value):
    """A step of a service as somebody told it. A claim with its source, never a fact of ours."""

    step: ServiceStep
    when: SaidDate | None = None
    place: Place | None = None
    unit: str | None = None
    text: str | None = None
    source: Source | None = None
