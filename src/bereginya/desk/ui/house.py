"""What one running process consists of: the open vault, who is signed in, and the menu of its pages."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.http import HttpRequest

from bereginya.desk.ui.requests import HOUSE, Sessions
from bereginya.desk.ui.words import Words
from bereginya.vault import Keyring, Vault


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One entry of the desk's menu: the name of its url, its words (a lazy translation), and who sees it."""

    url: str
    words: Words
    shown: Callable[[Keyring], bool] = lambda _: True


@dataclass(frozen=True, slots=True)
class House:
    """A process of ours: `door` or `desk`. The door has no sessions and no menus.

    `local` says that the desk can be reached from its own machine only. `case_menu` is what later rooms know of one
    case: their urls take the folder, and the page of a case shows them without knowing the rooms. `finding_menu` is
    what they can do about one finding of the law: their urls take the folder and the provision.
    """

    vault: Vault
    process: str
    sessions: Sessions | None = None
    menu: Sequence[MenuItem] = ()
    local: bool = True
    case_menu: Sequence[MenuItem] = ()
    finding_menu: Sequence[MenuItem] = ()


def house_of(request: HttpRequest) -> House:
    """Return the house that answers this request."""
    found = request.META[HOUSE]
    assert isinstance(found, House)  # noqa: S101 - the server put it there
    return found
