"""How days, names and texts are shown."""

from datetime import date, datetime

from babel.dates import format_date, format_time
from django import template
from django.utils.html import format_html, linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

register = template.Library()


@register.filter
def day(value: date | datetime | None) -> str:
    """Return a day as people write it in the language of the page, or nothing for None."""
    return "" if value is None else format_date(value, "d MMMM y", locale=get_language() or "ru")


@register.filter
def hour(value: datetime | None) -> str:
    """Return the time of day, or nothing for None."""
    return "" if value is None else format_time(value, "HH:mm", locale=get_language() or "ru")


@register.filter
def said(text: str | None) -> SafeString:
    """Return what somebody wrote, in paragraphs, kept apart from the direction of the text around it."""
    return mark_safe("") if not text else format_html('<div class="said" dir="auto">{}</div>', _paragraphs(text))


@register.filter
def initials(name: str | None) -> str:
    """Return the first letters of a name's words: `К. С.`."""
    return " ".join(f"{word[0].upper()}." for word in (name or "").split() if word[0].isalpha())


def _paragraphs(text: str) -> SafeString:
    return mark_safe(linebreaks(text, autoescape=True))  # noqa: S308 - linebreaks escapes
