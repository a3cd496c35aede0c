"""How to reach somebody without harming her."""

from dataclasses import dataclass
from enum import Enum

from bereginya.facts.values import Value


class Channel(Enum):
    """The kind of an address."""

    PHONE = "phone"
    MESSENGER = "messenger"
    EMAIL = "email"
    POST = "post"
    THROUGH_SOMEBODY = "through-somebody"
    HERE_ONLY = "here-only"


@dataclass(frozen=True, slots=True, repr=False)
class Contact(Value):
    """An address and when it is safe. `others` is who else reads or hears it; `call_as` what to say who is calling."""

    channel: Channel
    address: str | None = None
    safe_when: str | None = None
    safe_how: str | None = None
    others: str | None = None
    call_as: str | None = None


@dataclass(frozen=True, slots=True, repr=False)
class SafetyWords(Value):
    """How two people know each other again: a question with its answer, and a word that means stop."""

    question: str | None = None
    answer: str | None = None
    stop: str | None = None
