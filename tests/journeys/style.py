"""Everything the stylesheet can do, on one page. Only for looking and for scanning; the program does not ship it.

python -m tests.journeys.style 8490
"""

import sys
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import django
from cheroot.wsgi import Server
from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path

from bereginya.desk.site.serve import application
from bereginya.desk.site.settings import Process, SiteSettings, configuration
from bereginya.desk.ui.house import House, MenuItem
from bereginya.vault import FAST, Keyring, found, open_vault


def style(request: HttpRequest) -> HttpResponse:
    """Show the page; half of its form is filled wrongly."""
    from bereginya.desk.ui.forms import ChoiceField, ChoicesField, FilesField, Form, LineField, TextField, YesField
    from bereginya.desk.ui.paging import paged

    class Everything(Form):
        name = LineField("What shall we call you?", required=True, help_text="Any name will do.")
        text = TextField("What happened?", help_text="As much as you want.", max_length=20)
        way = ChoiceField(
            "How may we answer?", [("here", "Here, with the words"), ("phone", "By phone")], required=True
        )
        needs = ChoicesField("What is needed?", [("law", "A lawyer"), ("doctor", "A doctor"), ("road", "A way home")])
        region = forms.ChoiceField(label="Where?", choices=[("a", "Archangel"), ("b", "Kharkiv")], required=False)
        day = forms.DateField(label="On which day?", required=False, widget=forms.DateInput(attrs={"type": "date"}))
        papers = FilesField("Files", help_text="A voice message, a picture, a paper.")
        sure = YesField("I understand", required=True, help_text="You can change this later.")

    form = Everything({"text": "A text that is longer than it may be"})
    form.is_valid()
    request.keys = _keys()  # type: ignore[attr-defined]  # shows the menu
    request.banners = ({"text": "Trustees are missing.", "url": "/about/", "link": "Next step"},)  # type: ignore[attr-defined]
    now = datetime(2026, 3, 1, 9, 5, tzinfo=UTC)
    said = "My son does not answer.\n\nHis last words were: <i>do not call</i>. \u202emirror\u202c"
    values = {"form": form, "today": now, "text": said, "page": paged(request, range(120))}
    template = engines["django"].from_string(Path(__file__).with_suffix(".html").read_text())
    return HttpResponse(template.render(values, request))


urlpatterns = [
    path("", include("bereginya.desk.ui.urls")),
    path("", include("bereginya.desk.members.urls")),
    path("style/", style, name="style"),
    path("other/", style, name="other"),
]


@cache
def _keys() -> Keyring:
    """Return the keys of somebody who may see the menu."""
    return found(
        open_vault(None, (), members=FAST, receipts=FAST), "olga", "six quiet words for one invented woman"
    ).keys


def main(port: int) -> None:
    """Serve the page on 127.0.0.1."""
    site = SiteSettings(Path("never-used"))
    chosen = configuration(site, Process.DESK, "style") | {"ROOT_URLCONF": __name__}
    chosen["MIDDLEWARE"] = [one for one in chosen["MIDDLEWARE"] if "members" not in one]
    settings.configure(**chosen)
    django.setup()
    menu = [MenuItem("style", name) for name in ("Today", "New requests", "Cases")] + [MenuItem("other", "Committee")]
    Server(("127.0.0.1", port), application(House(_keys().vault, "desk", None, menu))).start()


if __name__ == "__main__":
    sys.modules["tests.journeys.style"] = sys.modules["__main__"]
    main(int(sys.argv[1]))
