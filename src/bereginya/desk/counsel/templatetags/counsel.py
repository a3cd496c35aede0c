"""How the law is said on a page: in the words of its library, in the language of the page."""

from django import template
from django.utils.translation import get_language

from bereginya.rights import Deadline, Finding, Source, Version, rules
from bereginya.rights.saying import words

register = template.Library()


@register.filter
def titled(version: Version) -> str:
    """Return what a provision is called."""
    return words(get_language() or "ru").title(version)


@register.filter
def gives(version: Version) -> str:
    """Return what follows from it."""
    return words(get_language() or "ru").gives(version)


@register.filter
def holds(version: Version) -> str:
    """Return when it holds."""
    return words(get_language() or "ru").holds(version)


@register.filter
def outcome(finding: Finding) -> str:
    """Return the word for what was found."""
    return words(get_language() or "ru").outcome(finding.outcome)


@register.filter
def because(finding: Finding) -> list[str]:
    """Return the facts a finding rests on, as questions with their answers."""
    said = words(get_language() or "ru")
    return [said.fact(key, value) for key, value in finding.because.items()]


@register.filter
def lacks(finding: Finding) -> list[str]:
    """Return the questions whose answers would decide it, or could still undo it."""
    said = words(get_language() or "ru")
    return [said.question(key).text for key in finding.missing]


@register.filter
def step(version: Version) -> str:
    """Return what to write, and to whom."""
    return words(get_language() or "ru").next_step(version)


@register.filter
def until(deadline: Deadline) -> str:
    """Return the last day, whose it is, and what moved it."""
    return words(get_language() or "ru").deadline(deadline)


@register.filter
def article(version: Version) -> str:
    """Return the act and the article, as far as their names are known in the language of the page."""
    return words(get_language() or "ru").article(version)


@register.filter
def sure(version: Version) -> str:
    """Say in words how sure we are of a provision."""
    return words(get_language() or "ru").sentence(f"confidence_{version.confidence}")


@register.filter
def english(told: Version | Source) -> bool:
    """Tell whether notes or a source are read in the library's English on a page of another language.

    What the committee added or corrected is in a language nobody told us, and is not marked.
    """
    if get_language() == "en":
        return False
    if isinstance(told, Source):
        return told in rules().sources.values()
    return any(own.id == told.id and own.notes == told.notes for own in rules().versions)
