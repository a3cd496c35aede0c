"""What every template knows: the languages, the menu, the stylesheet, and whether somebody is signed in."""

from django.conf import settings
from django.http import HttpRequest

from bereginya.desk.ui.house import House
from bereginya.desk.ui.requests import HOUSE
from bereginya.desk.ui.stylesheet import address


def page(request: HttpRequest) -> dict[str, object]:
    """Return the words and links that the base templates show."""
    house: House | None = getattr(request, "environ", {}).get(HOUSE)
    signed_in = getattr(request, "keys", None) is not None
    return {
        "languages": settings.LANGUAGES,
        "stylesheet": address(),
        "menu": house.menu if house and signed_in else (),
        "signed_in": signed_in,
        "at_desk": house is not None and house.process == "desk",
        "banners": getattr(request, "banners", ()),
        "here": request.path,
    }
