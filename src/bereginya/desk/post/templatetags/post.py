"""How this room's letters are shown."""

from collections.abc import Mapping
from datetime import date
from enum import Enum

from django import template
from django.utils.translation import get_language, gettext

from bereginya.desk.post import words as of_room
from bereginya.desk.post.folds import Outgoing
from bereginya.desk.post.queries import number_text
from bereginya.desk.post.records import Answer, Posted, Received
from bereginya.letters import Problem, Template
from bereginya.letters.authorities import Authority

register = template.Library()


@register.filter
def here(texts: Mapping[str, str]) -> str:
    """Return a text of the library in the language of the page, else in one it has."""
    return texts.get(get_language() or "ru") or next((text for text in texts.values() if text), "")


@register.filter
def words(member: Enum | None) -> str:
    """Return the words for a member of one of our sets."""
    return of_room.word(member)


@register.filter
def titled(letter: Outgoing, shelf: Mapping[str, Template]) -> str:
    """Return what kind of letter it is."""
    known = shelf.get(letter.draft.template)
    return here(known.name) if known else letter.draft.template


@register.filter
def addressee(letter: Outgoing) -> str:
    """Return whom a letter goes to."""
    return next((one.office.name for one in letter.draft.fields if one.office is not None), "—")


@register.filter
def answered(letter: Outgoing) -> Answer | None:
    """Return the newest answer to a letter."""
    said = [one.said.answer for one in letter.answers if one.said.answer is not None]
    return said[-1] if said else None


@register.filter
def numbered(posted: Posted) -> str:
    """Return the number under which a letter went out."""
    return number_text(posted.year, posted.number)


@register.filter
def numbered_in(said: Received) -> str:
    """Return the number under which a letter came in, as the language of the page marks it."""
    return gettext("in %(number)s") % {"number": number_text(said.year, said.number)}


@register.filter
def missing(problem: Problem, made_from: Template) -> str:
    """Return which field has a problem, and which."""
    label = next((here(field.label) for field in made_from.fields if field.name == problem.field), problem.field)
    return f"{label}: {of_room.TROUBLES[problem.trouble] % {'detail': problem.detail}}"


@register.filter
def stale(office: Authority, today: date) -> bool:
    """Tell whether nobody looked an office up lately."""
    return office.stale(today)
