"""The forms of this room: a question, a seminar, how many came."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from bereginya.desk.cases.fields import DayField
from bereginya.desk.ui.forms import ChoiceField, Form, LineField, TextField

_LANGUAGES = (("ru", "Русский"), ("uk", "Українська"), ("en", "English"))
_MOST = 100_000


class QuestionForm(Form):
    """A question for the seminar."""

    text = TextField(
        _("Your question"),
        rows=4,
        required=True,
        max_length=2000,
        help_text=_("No names, no unit, no place: they are not needed for an answer."),
    )


class SeminarForm(Form):
    """A seminar to come."""

    called = LineField(_("What is it called?"), required=True, help_text=_("As you say it aloud, without a name."))
    day = DayField(_("On which day?"))
    language = ChoiceField(_("In which language?"), _LANGUAGES, required=True, initial="ru")
    note = TextField(_("What should we not forget?"), rows=3, help_text=_("Not who comes: no list is kept."))

    def clean_day(self) -> Any:
        """Ask for the day: without it nobody knows when."""
        if self.cleaned_data["day"] is None:
            raise ValidationError(_("Something is needed here."))
        return self.cleaned_data["day"]


class HeldForm(Form):
    """How many came, in numbers."""

    people = forms.IntegerField(label=_("How many people came?"), min_value=0, max_value=_MOST)
    draftees = forms.IntegerField(
        label=_("How many of them can be drafted?"),
        min_value=0,
        max_value=_MOST,
        required=False,
        help_text=_("Ask for a show of hands. Empty: nobody counted."),
    )

    def clean(self) -> dict[str, Any]:
        """Say it when more can be drafted than came."""
        told = super().clean() or self.cleaned_data
        people, draftees = told.get("people"), told.get("draftees")
        if people is not None and draftees is not None and draftees > people:
            raise ValidationError({"draftees": _("These are more than came.")})
        return told
