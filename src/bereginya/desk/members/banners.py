"""What every page of the desk says until somebody does something about it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from bereginya.desk.members import queries
from bereginya.vault import Keyring


@dataclass(frozen=True, slots=True)
class Banner:
    """One sentence, and the link to the next step."""

    text: str
    url: str = ""
    link: str = ""


def banners(keys: Keyring) -> tuple[Banner, ...]:
    """Return what the member has to be told on every page."""
    found = (_seed(keys), _drafts(keys), _door(keys))
    return tuple(one for one in found if one is not None)


def _seed(keys: Keyring) -> Banner | None:
    if queries.house(keys).seed is None:
        return None
    text = _("If you forget your passphrase, everything is lost: the trustees have not typed their words back yet.")
    return Banner(text, reverse("members:trustees"), _("Go on with the trustees"))


def _drafts(keys: Keyring) -> Banner | None:
    drafts = queries.own(keys).drafts
    if not drafts:
        return None
    text = _("You sent a form after the desk had locked itself. Nothing is lost: it waits for you.")
    return Banner(text, reverse("members:draft", args=[drafts[0][0]]), _("Look at it"))


def _door(keys: Keyring) -> Banner | None:
    if queries.door_shut(keys.vault) is None:
        return None
    return Banner(_("The door is shut: nobody can write to us."), reverse("members:door"), _("Look at why"))
