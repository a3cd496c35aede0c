"""How this room's records and ways are shown."""

from collections.abc import Mapping
from enum import Enum
from typing import TypeVar

from django import template
from django.utils.translation import get_language

from bereginya.desk.homecoming import words as of_room
from bereginya.desk.homecoming.records import Identified, Means

register = template.Library()
T = TypeVar("T")


@register.filter
def here(texts: Mapping[str, str] | None) -> str:
    """Return a text of our files in the language of the page."""
    return "" if texts is None else texts.get(get_language() or "ru") or texts["en"]


@register.filter
def homeward(member: Enum | None) -> str:
    """Return the words for a member of one of this room's sets."""
    return of_room.word(member)


@register.filter
def by_means(said: Identified) -> list[str]:
    """Return by what a body was identified, in the order in which it is asked."""
    return [of_room.word(one) for one in Means if one in said.means]


@register.filter
def entry_in(name: str, entries: Mapping[str, T]) -> T | None:
    """Return an entry of the directory."""
    return entries.get(name)
