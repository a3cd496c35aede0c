"""The guides at the door: two lists, one sheet, all sheets to print. Nothing is stored, no cookie is set.

The address says the language and a number, so that neither a cookie nor a browser's history tells what she read.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import activate
from django.views.decorators.http import require_safe

from bereginya.desk.teaching.guides import HAPPENED, WHO, guides
from bereginya.rights.saying import LANGUAGES


@require_safe
def first(request: HttpRequest, language: str = "") -> HttpResponse:
    """Show both lists: who she is, and what happened."""
    speak(request, language)
    lists = [[one for one in guides() if one.about == about] for about in (WHO, HAPPENED)]
    return render(request, "teaching/guides.html", {"who": lists[0], "happened": lists[1]})


@require_safe
def sheet(request: HttpRequest, language: str, number: int) -> HttpResponse:
    """Show one guide, as it holds today."""
    speak(request, language)
    found = [one for one in guides() if one.number == number]
    if not found:
        raise Http404
    return render(request, "teaching/guide.html", {"guide": found[0].on(timezone.localdate())})


@require_safe
def every(request: HttpRequest, language: str) -> HttpResponse:
    """Show all guides one after the other, each on a sheet of its own when printed."""
    speak(request, language)
    day = timezone.localdate()
    return render(request, "teaching/every.html", {"guides": [one.on(day) for one in guides()]})


def speak(request: HttpRequest, language: str) -> None:
    """Speak the language of the address; raise Http404 for one that is not ours. Without any, that of the browser."""
    if language:
        if language not in LANGUAGES:
            raise Http404
        activate(language)
        request.LANGUAGE_CODE = language
