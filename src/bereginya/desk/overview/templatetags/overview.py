"""How this room's values are shown."""

from datetime import date

from babel.dates import format_date
from django import template
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from bereginya.desk.cases.records import CloseReason
from bereginya.desk.cases.words import REASONS
from bereginya.desk.intake import words
from bereginya.desk.intake.records import AsideReason, Way

register = template.Library()
_LANGUAGES = {"ru": "Русский", "uk": "Українська", "en": "English"}


@register.filter
def month(value: str) -> str:
    """Return `2026-11` as people write it."""
    return format_date(date.fromisoformat(f"{value}-01"), "LLLL y", locale=get_language() or "ru")


@register.filter
def way(value: Way) -> str:
    """Return by which way they came."""
    return words.way(value)


@register.filter
def language(value: str) -> str:
    """Return a language by its own name."""
    return _LANGUAGES.get(value, value)


@register.filter
def ending(how: str) -> str:
    """Return how it went on."""
    if how in {one.value for one in AsideReason}:
        return words.reason(AsideReason(how))
    if how in {one.value for one in CloseReason}:
        return str(dict(REASONS)[how])
    return _("became a case") if how == "taken" else how
