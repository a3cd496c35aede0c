"""What a person allows to be done with what she said. What she was not asked is not allowed."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from bereginya.facts.values import Value


class Scope(Enum):
    """One thing she can allow. Each is asked alone, in plain words, and can be taken back."""

    KEEP = "keep"
    SEARCH = "search"
    TELL_FAMILY = "tell-family"
    ADVOCATE = "advocate"
    OFFICES = "offices"
    TRACING_AGENCY = "tracing-agency"
    OTHER_COMMITTEES = "other-committees"
    PUBLISH_WITHOUT_NAMES = "publish-without-names"
    PUBLISH_WITH_NAME = "publish-with-name"


@dataclass(frozen=True, slots=True, repr=False)
class Consent(Value):
    """What was allowed, by whom, and when. `by` is told, not proven."""

    scopes: frozenset[Scope]
    by: str | None = None
    given: date | None = None

    def allows(self, scope: Scope) -> bool:
        """Tell whether this very thing was allowed."""
        return scope in self.scopes
