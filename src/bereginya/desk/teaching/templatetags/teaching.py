"""How a guide is said on a page: its sentences in the language of the page, and what each rests on."""

from collections.abc import Mapping

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from bereginya.desk.teaching.deciding import NO, Asked, Branch, Leaf, Node
from bereginya.desk.teaching.guides import Ground, Guide, Plain, Sentence
from bereginya.rights import Version
from bereginya.rights.saying import words

register = template.Library()


@register.filter
def here(said: Mapping[str, str]) -> str:
    """Return a text in the language of the page."""
    return said[_language()]


@register.filter("in")
def in_language(said: Mapping[str, str], language: str) -> str:
    """Return a text in a language."""
    return said[language]


@register.simple_tag
def marks(guide: Guide, sentence: Sentence) -> str:
    """Return the numbers under which the guide names what a sentence rests on."""
    grounds = guide.grounds()
    return ", ".join(str(grounds.index(one) + 1) for one in sentence.rests)


@register.filter
def ground(one: Ground) -> str:
    """Say what a sentence rests on: the article, how sure we are, the kind of source and the day it was looked up."""
    said = words(_language())
    match one:
        case Plain():
            return f"{one.said[_language()]}, {said.day(one.checked)}"
        case Version():
            return f"{said.article(one)} ({one.confidence}, {_kinds(one)}, {said.day(one.checked)})"


@register.filter
def titled(version: Version) -> str:
    """Return what a provision is called."""
    return words(_language()).title(version)


@register.filter
def gives(version: Version) -> str:
    """Return what follows from it."""
    return words(_language()).gives(version)


@register.filter
def step(version: Version) -> str:
    """Return what to write, and to whom."""
    return words(_language()).next_step(version)


@register.simple_tag
def tree(node: Node) -> SafeString:
    """Show questions as answers to be opened one in the other; what is not about her comes last."""
    if isinstance(node, Leaf):
        return _leaf(node)
    branches = sorted(node.branches, key=lambda one: one.then == NO)
    opened = ((_answer(node, one), tree(one.then)) for one in branches)
    return format_html(
        '<div class="tree"><p class="question">{}</p><ul>{}</ul></div>',
        words(_language()).question(node.key).text,
        format_html_join("", "<li><details><summary>{}</summary>{}</details></li>", opened),
    )


def _leaf(leaf: Leaf) -> SafeString:
    said = words(_language())
    if leaf == NO:
        return format_html('<p class="result no">{}</p>', _("This rule does not fit."))
    if leaf.outcome is None:
        asked = ((said.question(key).text,) for key in leaf.days)
        return format_html("<p>{}</p><ul>{}</ul>", _("It depends on:"), format_html_join("", "<li>{}</li>", asked))
    return format_html('<p class="result">{}</p>', said.outcome(leaf.outcome))


def _answer(asked: Asked, branch: Branch) -> str:
    if branch.first is not None:
        return _number(branch.first, branch.last)
    if branch.then == NO and len(branch.words) > 2:
        return _("any other answer")
    answers = dict(words(_language()).question(asked.key).answers)
    return " / ".join(answers[word] for word in branch.words)


def _number(first: int, last: int | None) -> str:
    if last is None:
        return _("%(number)s or more") % {"number": first}
    return str(first) if first == last else f"{first}–{last}"


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
