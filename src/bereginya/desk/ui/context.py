"""What every template knows: the languages, the menu, the stylesheet, and whether somebody is signed in."""

from django.conf import settings
from django.http import HttpRequest

from bereginya.desk.ui import assets
from bereginya.desk.ui.house import house_of


def page(request: HttpRequest) -> dict[str, object]:
    """Return the words and links that the base templates show."""
    house = house_of(request)
    signed_in = getattr(request, "keys", None) is not None
    return {
        "languages": settings.LANGUAGES,
        "language": getattr(request, "LANGUAGE_CODE", settings.LANGUAGE_CODE),
        "stylesheet": assets.address("page.css"),
        "icon": assets.address("icon.svg"),
        "menu": house.menu if signed_in else (),
        "signed_in": signed_in,
        "at_desk": house.process == "desk",
        "banners": getattr(request, "banners", ()),
        "here": request.path if request.method == "GET" else "/",
    }
