"""The question box at the door: a question for the seminar, sealed, without a name and without a way back."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods

from bereginya.desk.intake import flood
from bereginya.desk.intake.door_views import open_door
from bereginya.desk.members.guards import see_other
from bereginya.desk.teaching import actions
from bereginya.desk.teaching.forms import QuestionForm
from bereginya.desk.ui.requests import DoorRequest


@open_door
@require_http_methods(["GET", "POST"])
def ask(request: DoorRequest) -> HttpResponse:
    """Take a question for the seminar. It is never shown again here, and nobody can be answered."""
    form = QuestionForm(request.POST or None)
    if form.is_valid():
        flood.hold_back(flood.TEXTS)
        actions.drop_question(request.vault, form.cleaned_data["text"], get_language() or "ru", once=form.once)
        return see_other("guide:asked")
    return render(request, "teaching/ask.html", {"form": form})


@open_door
@require_GET
def asked(request: DoorRequest) -> HttpResponse:
    """Thank for the question."""
    return render(request, "teaching/asked.html", {"language": get_language() or "ru"})
