"""How the watch over a service is shown: what becomes due, places, numbers of a drawing. The door loads none of it."""

from datetime import date

from django import template
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _

from bereginya.desk.counsel.service import Alarm, Running
from bereginya.desk.ui.words import Words
from bereginya.places import Settlement

register = template.Library()

_ALARMS: dict[Alarm, Words] = {
    Alarm.TRAINING: _("Training before combat: the protected time ends"),
    Alarm.TERM: _("Conscript service ends"),
    Alarm.CONTRACT: _("Last day to contest the contract in court"),
    Alarm.SILENCE: _("Silent for longer than usual"),
    Alarm.MOVE: _("A move was announced for this day"),
}


@register.filter
def alarm(running: Running) -> str:
    """Return what becomes due."""
    return str(_ALARMS[running.alarm])


@register.simple_tag
def day_of(running: Running, today: date) -> int:
    """Return which day of a clock it is, not more than it has."""
    return min(running.count(today), running.clock.of if running.clock else 0)


@register.filter
def place_named(place: Settlement) -> str:
    """Return what a place is called."""
    return place.named(get_language() or "ru")


@register.filter
def in_region(place: Settlement) -> str:
    """Return oblast and country of a place."""
    return place.region(get_language() or "ru")


@register.filter
def inhabitants(place: Settlement) -> str:
    """Return about how many live there, which tells two places of one name and one oblast apart."""
    about = round(place.people, -3) or round(place.people, -2)
    text = ngettext("about %(number)s inhabitant", "about %(number)s inhabitants", about)
    return text % {"number": f"{about:,}".replace(",", "\u00a0")}


@register.filter
def short(hashed: bytes) -> str:
    """Return the first letters of a hash, in groups: enough to compare by eye."""
    told = hashed.hex()[:16]
    return " ".join(told[at : at + 4] for at in range(0, len(told), 4))


@register.filter
def plain(number: float) -> str:
    """Return a number as a drawing needs it, with a point in every language."""
    return f"{number:g}"
