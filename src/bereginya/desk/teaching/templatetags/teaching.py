"""How a guide is said on a page: its sentences in the language of the page, and what each rests on."""

from collections.abc import Mapping

from django import template
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from bereginya.desk.teaching.guides import Ground, Guide, Plain, Sentence
from bereginya.rights import Source, Version
from bereginya.rights.saying import words

register = template.Library()


@register.filter
def here(said: Mapping[str, str]) -> str:
    """Return a text in the language of the page."""
    return said[_language()]


@register.simple_tag
def marks(guide: Guide, sentence: Sentence) -> str:
    """Return the numbers under which the guide names what a sentence rests on."""
    grounds = guide.grounds()
    return ", ".join(str(grounds.index(one) + 1) for one in sentence.rests)


@register.filter
def ground(one: Ground) -> str:
    """Say what a sentence rests on: the article, how sure we are, the kind of source and the day it was looked up."""
    match one:
        case Plain():
            return f"{one.said[_language()]}, {one.checked.isoformat()}"
        case Source():
            return f"{_KINDS[one.kind]()}, {one.id}, {one.dated}"
        case Version():
            return f"{words(_language()).article(one)} ({one.confidence}, {_kinds(one)}, {one.checked.isoformat()})"


def _kinds(version: Version) -> str:
    return ", ".join(dict.fromkeys(_KINDS[one.kind]() for one in version.sources))


_KINDS = {
    "official_text": lambda: _("text of the law"),
    "official_site": lambda: _("official site"),
    "press": lambda: _("press"),
    "ngo": lambda: _("human rights group"),
    "reference": lambda: _("reference book"),
}


def _language() -> str:
    return get_language() or "ru"
