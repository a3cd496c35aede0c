"""How this room's records are shown."""

import secrets
from collections.abc import Mapping
from enum import Enum

from django import template
from django.utils.translation import gettext as _

from bereginya.desk.cases import queries, words
from bereginya.desk.cases.folds import Case
from bereginya.desk.cases.records import (
    Closed,
    Dead,
    FileMarked,
    HandedOver,
    Linked,
    NeedMet,
    Reopened,
    TaskDone,
    Unlinked,
)
from bereginya.desk.cases.sayings import saying_of
from bereginya.desk.intake.door_forms import SCOPES
from bereginya.facts.consent import Consent
from bereginya.facts.dates import SaidDate
from bereginya.facts.people import Name
from bereginya.facts.sources import Reliability, Source
from bereginya.vault import Entry, HolderId

register = template.Library()


@register.simple_tag
def token() -> str:
    """Return a token for a button, so that pressing it twice is one entry."""
    return secrets.token_hex(16)


@register.filter
def word(value: Enum | None) -> str:
    """Return the words for a member of a closed set."""
    return words.word(value)


@register.filter
def told(value: SaidDate | None) -> str:
    """Return a day as it was told."""
    return value.text() if value else ""


@register.filter
def allowed(consent: Consent | None) -> list[str]:
    """Return what is allowed, in the order in which it is asked."""
    found = {one.value for one in consent.scopes} if consent else set()
    return [str(text) for value, text in SCOPES if value in found]


@register.filter
def lead(case: Case, names: Mapping[HolderId, str]) -> str:
    """Return who leads."""
    return queries.lead_name(case, names)


@register.filter
def who(holder: HolderId | None, names: Mapping[HolderId, str]) -> str:
    """Return what a member is called, or nothing."""
    return (names.get(holder) or "—") if holder else ""


@register.filter
def source(value: Source | None) -> str:
    """Return where something is known from, in one line."""
    if value is None:
        return ""
    grade = f"{value.reliability.value}{value.credibility.value}"
    known = "" if value.reliability is Reliability.UNKNOWN and grade == "F6" else grade
    return ", ".join(filter(None, (value.text, words.word(value.way), known)))


@register.filter
def first_letters(name: Name | None) -> str:
    """Return the first letters of a name."""
    return name.initials if name else ""


@register.filter
def saying(entry: Entry) -> str:
    """Return the word under which the entry can be corrected, or nothing."""
    return saying_of(entry.record) or ""


@register.filter
def decided(entry: Entry, names: Mapping[HolderId, str]) -> str:  # noqa: PLR0911 - one line a kind
    """Return one line about what a member did."""
    by = (names.get(entry.author) if entry.author else None) or "—"
    match entry.record:
        case TaskDone(done=done):
            return (_("%(by)s did the task") if done else _("%(by)s: the task is to be done after all")) % {"by": by}
        case NeedMet(met=met):
            return (_("%(by)s: the need is met") if met else _("%(by)s: the need is there again")) % {"by": by}
        case FileMarked(hard=hard):
            text = _("%(by)s: the file shows the dead or the wounded") if hard else _("%(by)s: the file is harmless")
            return text % {"by": by}
        case HandedOver(to=to):
            return _("%(by)s handed it over to %(to)s") % {"by": by, "to": names.get(to, "—")}
        case Linked(relation=relation, agreed=agreed):
            told = {"by": by, "what": words.word(relation), "agreed": agreed}
            return _("%(by)s linked another folder: %(what)s. Agreed: %(agreed)s") % told
        case Unlinked():
            return _("%(by)s ended the link to another folder") % {"by": by}
        case Dead(dead=dead):
            text = _("%(by)s: two of us accept that he is dead") if dead else _("%(by)s: that he is dead is taken back")
            return text % {"by": by}
        case Closed(reason=reason):
            return _("%(by)s ended the work: %(why)s") % {"by": by, "why": words.word(reason)}
        case Reopened():
            return _("%(by)s goes on with the work") % {"by": by}
        case _:
            return ""
