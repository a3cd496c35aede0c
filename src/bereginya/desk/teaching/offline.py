"""The guides and the public law as one file, to be read on a phone without any connection.

No script, nothing fetched: the look is in the file itself, and questions are answered by opening what fits. It is made
once a day and language, from the same guides and rules as the pages.
"""

from datetime import date
from functools import lru_cache

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import override
from django.views.decorators.http import require_safe

from bereginya.desk.teaching.deciding import trees
from bereginya.desk.teaching.guide_views import speak
from bereginya.desk.teaching.guides import HAPPENED, WHO, guides
from bereginya.rights.saying import words


@require_safe
def file(request: HttpRequest, language: str) -> HttpResponse:
    """Hand out the file under a name that says nothing."""
    speak(request, language)
    made = HttpResponse(_made(language, timezone.localdate()))
    made.headers["Content-Disposition"] = 'attachment; filename="notes.html"'
    return made


@lru_cache(maxsize=6)
def _made(language: str, day: date) -> str:
    said = words(language)
    shown = {
        "language": language,
        "day": day,
        "lists": [[one.on(day) for one in guides() if one.about == about] for about in (HAPPENED, WHO)],
        "subjects": [(key, said.subject(key), held) for key, held in trees(day).items()],
    }
    with override(language):
        return render_to_string("teaching/offline.html", shown)
