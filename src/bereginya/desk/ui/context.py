"""What every template knows: the languages, the menu, the stylesheet, and whether somebody is signed in."""

from collections.abc import Sequence

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from bereginya.desk.ui import assets
from bereginya.desk.ui.house import MenuItem, house_of
from bereginya.desk.ui.words import Words
from bereginya.vault import Keyring

_WEATHER = {"ru": "https://ya.ru/pogoda", "uk": "https://sinoptik.ua/", "en": "https://www.bbc.com/weather"}
"""Where a person goes who has to leave quickly: a page that nobody asks about. It is not told where she came from."""


def page(request: HttpRequest) -> dict[str, object]:
    """Return the words and links that the base templates show."""
    house = house_of(request)
    keys: Keyring | None = getattr(request, "keys", None)
    signed_in = keys is not None
    language = getattr(request, "LANGUAGE_CODE", settings.LANGUAGE_CODE)
    return {
        "languages": settings.LANGUAGES,
        "language": language,
        "elsewhere": _WEATHER[language],
        "stylesheet": assets.address("page.css"),
        "icon": assets.address("icon.svg"),
        "menu": _menu(house.menu, keys, request.path) if keys is not None and keys.unlocked else (),
        "signed_in": signed_in,
        "at_desk": house.process == "desk",
        "banners": getattr(request, "banners", ()),
        "here": request.path,
    }


def _menu(items: Sequence[MenuItem], keys: Keyring, here: str) -> list[tuple[str, Words, str]]:
    """Return address and words of each room she may see, and whether this page is the room's first or inside it."""
    rooms = [(reverse(item.url), item.words) for item in items if item.shown(keys)]
    inside = max((address for address, _ in rooms if address != "/" and here.startswith(address)), key=len, default="")
    return [
        (address, words, "page" if address == here else "true" if address == inside else "") for address, words in rooms
    ]
