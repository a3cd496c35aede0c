"""The words a page has for our closed sets: dangers, ways, reasons, decisions."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from bereginya.desk.intake import forms
from bereginya.desk.intake.alike import Alike
from bereginya.desk.intake.records import (
    AsideReason,
    Passed,
    Path,
    ReceiptReplaced,
    Reopened,
    SetAside,
    Sorted,
    Taken,
    Way,
)
from bereginya.facts.records import Record
from bereginya.vault import HolderId


def word(choices: tuple[tuple[str, object], ...], value: str | None) -> str:
    """Return the words of a choice, or nothing."""
    return str(dict(choices).get(value, "")) if value else ""


def way(value: Way) -> str:
    """Return how she came."""
    return _("through the door") if value is Way.DOOR else word(forms.WAYS, value.value)


def path(value: Path) -> str:
    """Return which way she took."""
    return _("to the advocate first") if value is Path.ADVOCATE else word(forms.PATHS, value.value)


def reason(value: AsideReason) -> str:
    """Return why it was set aside."""
    return word(forms.REASONS, value.value)


def resemblance(value: Alike) -> str:
    """Return in what two requests resemble each other."""
    return {
        Alike.TEXT: _("the very same words"),
        Alike.PHONE: _("the same number"),
        Alike.NAME: _("the same name"),
        Alike.WORDS: _("much of the same words"),
    }[value]


def decision(record: Record, by: str, names: Mapping[HolderId, str]) -> str:  # noqa: PLR0911 - one line a kind
    """Return one line about what a member decided."""
    told = {"by": by}
    match record:
        case Sorted():
            dangers = ", ".join(word(forms.DANGERS, one.value) for one in sorted(record.dangers, key=str))
            told |= {"what": dangers or _("no danger"), "when": word(forms.URGENCIES, record.urgency.value)}
            return _("%(by)s sorted it: %(what)s; %(when)s") % told
        case Passed():
            return _("%(by)s passed it to %(to)s") % (told | {"to": names.get(record.to, "—")})
        case Taken():
            told |= {"to": names.get(record.lead, "—")}
            return (_("%(by)s took it on") if told["to"] == by else _("%(by)s gave it to %(to)s")) % told
        case SetAside():
            return _("%(by)s set it aside: %(why)s") % (told | {"why": reason(record.reason)})
        case Reopened():
            return _("%(by)s looks at it again") % told
        case ReceiptReplaced():
            return _("%(by)s gave new words; recognised by: %(how)s") % (told | {"how": record.checked_by})
        case _:
            return ""
