"""What one running process consists of: the open vault, who is signed in, and the menu of its pages."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from bereginya.desk.ui.requests import Sessions
from bereginya.vault import Vault


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One entry of the menu: the name of its url, its words (a lazy translation), and the power it needs, if any."""

    url: str
    words: object


@dataclass(frozen=True, slots=True)
class House:
    """A process of ours. The door has no sessions."""

    vault: Vault
    process: str
    sessions: Sessions | None = None
    menu: Sequence[MenuItem] = field(default_factory=tuple)
    local: bool = True
