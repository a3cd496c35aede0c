"""How this room's records are shown."""

from collections.abc import Mapping

from django import template

from bereginya.desk.intake import door_forms, forms, words
from bereginya.desk.intake.queries import Item
from bereginya.desk.intake.records import Allowed, SafeContact
from bereginya.vault import CompartmentId, Entry, EntryId, HolderId

register = template.Library()


@register.filter
def scopes(record: Allowed) -> list[str]:
    """Return what she allows, in the order in which she was asked."""
    return [str(text) for value, text in door_forms.SCOPES if value in {one.value for one in record.consent.scopes}]


@register.filter
def channel(record: SafeContact) -> str:
    """Return by what she may be reached."""
    return words.word(door_forms.CHANNELS, record.contact.channel.value if record.contact else None)


@register.filter
def numbered(reply: EntryId, number: int) -> str:
    """Return what names a file of a reply in an address."""
    return f"{reply}-{number}"


@register.filter
def decision(entry: Entry, names: Mapping[HolderId, str]) -> str:
    """Return one line about what a member decided."""
    by = names.get(entry.author, "—") if entry.author else "—"
    return words.decision(entry.record, by, names)


@register.filter
def dangers(item: Item) -> list[str]:
    """Return the dangers a person decided on, or those the words point at."""
    return [words.word(forms.DANGERS, one.value) for one in item.dangers]


@register.filter
def pointed(item: Item) -> list[str]:
    """Return the words that point at a danger."""
    return list(dict.fromkeys(one for found in item.pointed.values() for one in found))


@register.filter
def urgency(item: Item) -> str:
    """Return how soon somebody has to act, once a person decided."""
    return words.word(forms.URGENCIES, item.request.sorted.urgency.value) if item.request.sorted else ""


@register.filter
def language(item: Item) -> str:
    """Return the language she speaks, as decided or told, or that of the page she wrote on."""
    request = item.request
    told = request.sorted.language if request.sorted else request.asker.speaks if request.asker else None
    return told or words.word(forms.LANGUAGES, request.opening.language if request.opening else None)


@register.filter
def path(item: Item) -> str:
    """Return which of the door's ways she took."""
    return words.path(item.request.opening.path) if item.request.opening else ""


@register.filter
def way(item: Item) -> str:
    """Return how she came."""
    return words.way(item.request.opening.way) if item.request.opening else ""


@register.filter
def aside(item: Item) -> str:
    """Return why it was set aside."""
    return words.reason(item.request.aside.reason) if item.request.aside else ""


@register.filter
def passed(item: Item, names: Mapping[HolderId, str]) -> str:
    """Return to whom it was passed."""
    return names.get(item.request.passed.to, "—") if item.request.passed else ""


@register.filter
def alike(item: Item) -> list[tuple[CompartmentId, list[str]]]:
    """Return the requests that resemble it, and in what."""
    return [(place, [words.resemblance(one) for one in why]) for place, why in item.alike.items()]
