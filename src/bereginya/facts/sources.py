"""How something is known: who said it, how reliable they are, how credible it is (the Admiralty code, in words)."""

from dataclasses import dataclass
from enum import Enum

from bereginya.facts.dates import SaidDate
from bereginya.facts.values import Value


class Reliability(Enum):
    """How far a source could be relied on until now."""

    COMPLETELY = "A"
    USUALLY = "B"
    FAIRLY = "C"
    NOT_USUALLY = "D"
    NOT = "E"
    UNKNOWN = "F"


class Credibility(Enum):
    """How credible this one statement is."""

    CONFIRMED = "1"
    PROBABLE = "2"
    POSSIBLE = "3"
    DOUBTFUL = "4"
    IMPROBABLE = "5"
    UNKNOWN = "6"


class Way(Enum):
    """By which way something was learnt."""

    TOLD = "told"
    WITNESSED = "witnessed"
    DOCUMENT = "document"
    CALL = "call"
    MESSAGE = "message"
    VIDEO = "video"
    LIST = "list"
    PRESS = "press"
    OFFICE = "office"
    OTHER = "other"


@dataclass(frozen=True, slots=True, repr=False)
class Source(Value):
    """Who or what a statement comes from."""

    text: str
    way: Way | None = None
    when: SaidDate | None = None
    reliability: Reliability = Reliability.UNKNOWN
    credibility: Credibility = Credibility.UNKNOWN
