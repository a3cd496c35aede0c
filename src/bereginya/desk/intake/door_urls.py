"""The urls of the door: short and saying nothing to whoever reads a browser's history."""

from django.urls import path, register_converter

from bereginya.desk.intake import door_views as views
from bereginya.desk.intake.records import Path


class VisitConverter:
    """The number of a visit."""

    regex = "[0-9a-f]{32}"

    def to_python(self, value: str) -> str:
        """Return it as it is."""
        return value

    def to_url(self, value: str) -> str:
        """Return it as it is."""
        return value


register_converter(VisitConverter, "visit")

app_name = "door"
urlpatterns = [
    path("", views.first, {"way": Path.HELP}, name="first"),
    path("t/", views.first, {"way": Path.TESTIMONY}, name="testimony"),
    path("l/", views.first, {"way": Path.ADVOCATE}, name="advocate"),
    path("r/", views.first, {"way": Path.RESERVED}, name="reserved"),
    path("b/", views.come_back, name="back"),
    path("w/<visit:number>/", views.thread, name="thread"),
    path("w/<visit:number>/k/", views.words, name="words"),
    path("w/<visit:number>/c/", views.two_words, name="two-words"),
    path("w/<visit:number>/<int:step>/", views.ask, name="ask"),
    path("w/<visit:number>/e/", views.end, name="end"),
    path("w/<visit:number>/d/", views.delete, name="delete"),
    path("w/<visit:number>/x/", views.close, name="close"),
    path("w/<visit:number>/f/<visit:entry>/<int:place>/", views.file, name="file"),
]
