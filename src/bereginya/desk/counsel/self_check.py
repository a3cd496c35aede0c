"""The self-check at the door: what does the law give me? Nothing is stored, no cookie is set, no key is near.

First it asks what it is about, so that nothing else is asked. What was answered travels in the form itself: no address
tells it, and nothing remains when the page is closed. This module knows the law and nothing of the house: neither
vault nor members (a test looks).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import activate, get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from bereginya.rights import (
    Facts,
    FactsError,
    Finding,
    Findings,
    Outcome,
    Question,
    assess,
    questions,
    read_facts,
    vocabulary,
)
from bereginya.rights.saying import LANGUAGES, words

_ORDER = (Outcome.VIOLATED, Outcome.AT_RISK, Outcome.ENTITLED, Outcome.INFO)
_DAYS, _WHO = frozenset({"day", "moment"}), frozenset({"status", "served_as"})
ABOUT: Mapping[str, tuple[object, tuple[str, ...]]] = MappingProxyType(
    {
        "draft": (_("being called up: health, study, children, conscience"),
                  ("callup", "deferment", "alternative_service", "appeal")),
        "service": (_("service: how long, the front, contract"),
                    ("term", "combat", "contract", "mobilisation", "orders", "court")),
        "violence": (_("beating and humiliation"), ("violence", "crime_report")),
        "lost": (_("no news, captivity, death"), ("missing", "captivity", "death", "payments")),
        "letters": (_("letters to officials and to court"), ("letters", "court", "crime_report")),
        "police": (_("detained by the police"), ("public_action",)),
        "money": (_("a card or a payment does not work"), ("sanctions",)),
        "all": (_("I do not know: ask everything"), ()),
    }
)  # fmt: skip
"""What a self-check may be about: its words, and the subjects of the law that are asked. None of them means all."""


@dataclass(frozen=True, slots=True, repr=False)
class _Check:
    """What was answered so far: what it is about, the facts, and the key of an answer that could not be read."""

    about: str
    told: Mapping[str, str]
    facts: Facts
    wrong: str

    @property
    def subjects(self) -> tuple[str, ...] | None:
        """The subjects that are asked about, None for all."""
        return ABOUT[self.about][1] or None


@csrf_exempt  # nothing is changed by it, and the token's cookie would be the only thing left on her computer
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, language: str = "") -> HttpResponse:
    """Ask one question after the other, only what decides, and show what the law gives so far."""
    _speak(request, language)
    check, said, today = _read(request.POST), words(get_language() or "ru"), timezone.localdate()
    if check is None:
        return render(request, "counsel/self_check.html", {"topics": [(key, one[0]) for key, one in ABOUT.items()]})
    asked = _next(check, questions(check.facts, on=today, subjects=check.subjects, public=True))
    findings = assess(check.facts, on=today).for_public()
    shown = {
        "about": check.about,
        "topic": ABOUT[check.about][0],
        "told": [(key, value, said.fact(key, value)) for key, value in check.told.items()],
        "asked": asked,
        "question": said.question(asked.key) if asked else None,
        "wrong": bool(check.wrong),
        "found": [one for kind in _ORDER for one in _about(findings, kind, check.subjects)],
        "contradictions": [said.contradiction(one) for one in findings.contradictions],
        "kind": asked.kind if asked else "",
    }
    return render(request, "counsel/self_check.html", shown)


def _about(findings: Findings, kind: Outcome, subjects: tuple[str, ...] | None) -> list[Finding]:
    return [one for one in findings.of(kind) if subjects is None or one.version.subject in subjects]


def _next(check: _Check, waiting: tuple[Question, ...]) -> Question | None:
    """Return what could not be read, else who he is, else what most rules wait for; days, which are hard, come last."""
    again = (one for one in waiting if one.key == check.wrong)
    easy = sorted(waiting, key=lambda one: (one.key not in _WHO, one.kind in _DAYS, -len(one.decides)))
    return next(again, None) or next(iter(easy), None)


def _speak(request: HttpRequest, language: str) -> None:
    """Speak the language of the address: a cookie would have to remember it elsewhere."""
    if language in LANGUAGES:
        activate(language)
        request.LANGUAGE_CODE = language


def _read(sent: Mapping[str, str]) -> _Check | None:
    """Return what was answered, without what she takes back; None before anything was."""
    told = {key: sent[key] for key in vocabulary() if sent.get(key)}
    asked, back = sent.get("asked", ""), sent.get("forget", "")
    if back:
        told = {key: value for key, value in told.items() if key not in {asked, back}}
    elif asked in vocabulary():
        told.setdefault(asked, "unknown")  # a box left empty: nobody knows
    about = sent.get("about", "all" if told else "")
    if about not in ABOUT:
        return None
    good = {key: value for key, value in told.items() if _reads(key, value)}
    return _Check(about, good, read_facts(good), next((key for key in told if key not in good), ""))


def _reads(key: str, value: str) -> bool:
    try:
        read_facts({key: value})
    except FactsError:
        return False
    return True
