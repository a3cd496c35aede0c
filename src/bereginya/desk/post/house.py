"""What the house keeps for its letters: templates and who has read them, offices and how they answered."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from hashlib import sha256

from bereginya import vault as vaults
from bereginya.desk.post.folds import POST_BOOK, PostBook
from bereginya.desk.post.records import OfficeTold
from bereginya.letters import Template, TemplateError, find_template, read_template, templates
from bereginya.letters.authorities import Authority, authorities
from bereginya.letters.record import Asked, OfficialRecord, record
from bereginya.vault import Keyring


def book(keys: Keyring) -> PostBook:
    """Return the post book: numbers, days, offices, counts."""
    return vaults.fold(keys, keys.house, POST_BOOK)


def shelf(keys: Keyring) -> Mapping[str, Template]:
    """Return every template: those that came with the program, and the committee's own that can be read."""
    return templates(_own(keys))


def template_of(keys: Keyring, name: str) -> Template:
    """Return one template; raise UnknownTemplateError."""
    return find_template(name, _own(keys))


def edition_of(template: Template) -> str:
    """Return what names the words of a template: another wording, another edition."""
    return sha256(repr(template).encode()).hexdigest()[:32]


def needs_lawyer(keys: Keyring, template: Template) -> bool:
    """Tell whether no advocate of the committee has read this edition yet. One of our own always needs her."""
    told = book(keys)
    unsettled = template.lawyer or template.id in told.templates
    return unsettled and (template.id, edition_of(template)) not in told.signed_off


def offices(keys: Keyring) -> Mapping[str, Authority]:
    """Return the directory: the offices that came with the program, with the committee's words in their place."""
    shipped = authorities()
    own = (_authority(told, shipped.get(told.office)) for told in book(keys).offices.values())
    return authorities(own)


def office_records(keys: Keyring, today: date) -> Mapping[str, OfficialRecord]:
    """Return how each office answered so far, over all cases of the committee: counts alone."""
    asked: dict[str, list[Asked]] = {}
    for one in book(keys).sent.values():
        if one.office is not None:
            asked.setdefault(one.office, []).append(one.asked)
    return {office: record(letters, today) for office, letters in asked.items()}


def _own(keys: Keyring) -> Sequence[Template]:
    return [one for told in book(keys).templates.values() if (one := _read(told.text, told.name)) is not None]


@lru_cache(maxsize=200)
def _read(text: str, name: str) -> Template | None:
    try:
        return read_template(text, name)
    except TemplateError:
        return None


def _authority(told: OfficeTold, shipped: Authority | None) -> Authority:
    """Return an office as the committee knows it; languages and country stay as they came where it said nothing."""
    languages = ("ru", "uk", "en")
    return Authority(
        id=told.office,
        kinds=told.kinds or (shipped.kinds if shipped else ()),
        country=shipped.country if shipped else "",
        name=dict.fromkeys(languages, told.name),
        to=dict.fromkeys(languages, told.to) if told.to else (shipped.to if shipped else {}),
        address=told.address or "",
        jurisdiction=dict.fromkeys(languages, told.jurisdiction or ""),
        send=dict.fromkeys(languages, told.what or ""),
        provision=shipped.provision if shipped else "",
        confidence="",
        verified=told.checked,
        replaced_by=told.moved_to or "",
    )
