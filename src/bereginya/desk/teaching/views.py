"""Seminars at the desk: planned, prepared, counted; the questions that came without a name; sheets to print."""

import secrets

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bereginya.desk.members.guards import MemberRequest, power_required, see_other
from bereginya.desk.teaching import actions, queries
from bereginya.desk.teaching.forms import HeldForm, QuestionForm, SeminarForm
from bereginya.desk.teaching.guide_views import speak
from bereginya.desk.teaching.outline import handouts, outline
from bereginya.vault import Power


@power_required(Power.WORK)
@require_GET
def seminars(request: MemberRequest) -> HttpResponse:
    """Show the seminars, those to come and those that were, in numbers."""
    keys, today = request.keys, request.keys.vault.day()
    known = queries.seminars(keys)
    shown = {
        "coming": [one for one in reversed(known) if one.held is None and one.planned.day >= today],
        "past": [one for one in known if one.held is not None or one.planned.day < today],
        "waiting": sum(not one.answered for one in queries.questions(keys)),
    }
    return render(request, "teaching/seminars.html", shown)


@power_required(Power.WORK)
@require_http_methods(["GET", "POST"])
def plan(request: MemberRequest) -> HttpResponse:
    """Plan a seminar."""
    form = SeminarForm(request.POST or None)
    if form.is_valid():
        told = form.cleaned_data
        made = actions.plan(request.keys, told["called"], told["day"], told["language"], told["note"], once=form.once)
        return see_other("teaching:seminar", made)
    return render(request, "teaching/plan.html", {"form": form})


@power_required(Power.WORK)
@require_http_methods(["GET", "POST"])
def seminar(request: MemberRequest, entry: str) -> HttpResponse:
    """Show one seminar ready to be printed: outline, sheets, questions; and take how many came."""
    keys = request.keys
    one, form = queries.seminar(keys, entry), HeldForm(request.POST or None)
    if form.is_valid():
        told = form.cleaned_data
        actions.count(keys, entry, told["people"], told["draftees"], once=form.once)
        return see_other("teaching:seminar", entry)
    shown = {
        "one": one,
        "form": form,
        "steps": [(step, step.title[one.planned.language], step.say[one.planned.language]) for step in outline()],
        "minutes": sum(step.minutes for step in outline()),
        "sheets": [(sheet, sheet.title[one.planned.language]) for sheet in handouts()],
        "questions": [asked for asked in queries.questions(keys) if not asked.answered],
    }
    return render(request, "teaching/seminar.html", shown)


@power_required(Power.WORK)
@require_GET
def sheets(request: MemberRequest, entry: str) -> HttpResponse:
    """Show the sheets to hand out, in the language of the seminar, each on a page of its own when printed."""
    keys = request.keys
    one = queries.seminar(keys, entry)
    speak(request, one.planned.language)
    shown = {"one": one, "guides": [sheet.on(keys.vault.day()) for sheet in handouts()]}
    return render(request, "teaching/sheets.html", shown)


@power_required(Power.WORK)
@require_http_methods(["GET", "POST"])
def questions(request: MemberRequest) -> HttpResponse:
    """Show the questions without a name, and take one from the paper box."""
    keys, form = request.keys, QuestionForm(request.POST or None)
    keys.secrets(keys.reception)  # for whoever was not given the reception there is no such page
    if form.is_valid():
        actions.copy_question(keys, form.cleaned_data["text"], get_language() or "ru", once=form.once)
        return see_other("teaching:questions")
    known = queries.questions(keys)
    shown = {
        "form": form,
        "waiting": [one for one in known if not one.answered],
        "answered": [one for one in known if one.answered],
    }
    return render(request, "teaching/questions.html", shown)


@power_required(Power.WORK)
@require_POST
def settle(request: MemberRequest, entry: str) -> HttpResponse:
    """Say that a question was answered, or that it waits again."""
    once = request.POST.get("token") or secrets.token_hex(16)
    actions.settle(request.keys, entry, answered=request.POST.get("answered") == "yes", once=once)
    return see_other("teaching:questions")


@power_required(Power.WORK)
@require_POST
def forget(request: MemberRequest) -> HttpResponse:
    """Erase the questions that were answered."""
    request.keys.secrets(request.keys.reception)
    actions.forget_answered(request.keys)
    return see_other("teaching:questions")
