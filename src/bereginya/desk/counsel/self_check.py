"""The self-check at the door: what does the law give me? Nothing is stored, no cookie is set, no key is near.

What was answered travels in the form itself, so that no address tells it and nothing remains when the page is closed.
This module knows the law and nothing of the house: neither vault nor members (a test looks).
"""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import activate, get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from bereginya.rights import Facts, FactsError, Outcome, assess, provisions, questions, read_facts, vocabulary
from bereginya.rights.saying import LANGUAGES, words

_ORDER = (Outcome.VIOLATED, Outcome.AT_RISK, Outcome.ENTITLED)


@csrf_exempt  # nothing is changed by it, and the token's cookie would be the only thing left on her computer
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, language: str = "") -> HttpResponse:
    """Ask one question after the other, only what decides, and show what the law gives so far."""
    _speak(request, language)
    told = {key: request.POST[key] for key in vocabulary() if request.POST.get(key)}
    if request.POST.get("asked") in vocabulary():
        told.setdefault(request.POST["asked"], "unknown")  # a box left empty: nobody knows
    wrong, facts = _read(told)
    today, said = timezone.localdate(), words(get_language() or "ru")
    asked = next(iter(questions(facts, on=today, public=True)), None)
    if wrong:
        asked = next((one for one in questions(facts, on=today, public=True) if one.key == wrong), asked)
    found = assess(facts, on=today).for_public()
    shown = {
        "told": [(key, value, said.fact(key, value)) for key, value in told.items() if key != wrong],
        "asked": asked,
        "question": said.question(asked.key) if asked else None,
        "wrong": bool(wrong),
        "found": [one for kind in _ORDER for one in found.of(kind)],
        "contradictions": [said.contradiction(one) for one in found.contradictions],
        "kind": asked.kind if asked else "",
    }
    response = render(request, "counsel/self_check.html", shown)
    response.headers["Cache-Control"] = "no-store"
    return response


@require_http_methods(["GET"])
def offline(request: HttpRequest, language: str = "") -> HttpResponse:
    """Hand out one page with everything the law gives that needs no lawyer: to be read without any connection."""
    _speak(request, language)
    said, today = words(get_language() or "ru"), timezone.localdate()
    subjects: dict[str, list[object]] = {}
    for one in provisions(on=today):
        if not one.lawyer:
            subjects.setdefault(said.subject(one.subject), []).append(one)
    made = render(request, "counsel/offline.html", {"subjects": subjects.items(), "day": today})
    made.headers["Content-Disposition"] = 'attachment; filename="notes.html"'
    return made


def _speak(request: HttpRequest, language: str) -> None:
    """Speak the language of the address: a cookie would have to remember it elsewhere."""
    if language in LANGUAGES:
        activate(language)
        request.LANGUAGE_CODE = language


def _read(told: Mapping[str, str]) -> tuple[str, Facts]:
    """Return the facts, and the key of an answer that cannot be read; the rest counts."""
    try:
        return "", read_facts(told)
    except FactsError:
        pass
    for key in told:
        try:
            read_facts({key: told[key]})
        except FactsError:
            rest = {other: value for other, value in told.items() if other != key and _reads(other, value)}
            return key, read_facts(rest)
    return "", read_facts({})


def _reads(key: str, value: str) -> bool:
    try:
        read_facts({key: value})
    except FactsError:
        return False
    return True
