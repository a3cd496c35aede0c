"""Fields that read facts: days as people tell them, and a choice of one member of a closed set."""

from datetime import date
from enum import Enum
from typing import Any, Generic, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from bereginya.desk.cases.words import Choices
from bereginya.desk.ui.forms import LineField
from bereginya.desk.ui.words import Words
from bereginya.facts.dates import SaidDate
from bereginya.facts.typed_dates import DateError, DateProblem, parse_date

E = TypeVar("E", bound=Enum)

_ASK_BACK: dict[DateProblem, Words] = {
    DateProblem.NO_SUCH_DAY: _("There is no such day. Look at the day and the month again."),
    DateProblem.NO_FULL_YEAR: _("Write the year with four digits: 1991."),
    DateProblem.DAY_OR_MONTH: _("Which is the day, which the month? Write 2.4.1991."),
    DateProblem.AGE_OR_YEAR: _("Is this an age or a year? Write “19 years” or 1991."),
    DateProblem.AGE_NEEDS_DAY: _("Write a date here, not an age."),
    DateProblem.WHICH_WINTER: _("Which winter? Write December 1994 or January 1995."),
}


class SaidDateField(LineField):
    """A day as it was told: “about 1991”, “April 1991”, “19 years”. What nobody can read stays as words.

    `told` is set by the form: the day on which an age was told; without it ages are asked back.
    """

    told: date | None = None

    def clean(self, value: Any) -> Any:
        """Return the date with its words, or None; ask back what has two readings."""
        text = super().clean(value)
        if text is None:
            return None
        try:
            return parse_date(text, self.told)
        except DateError as error:
            if error.problem in _ASK_BACK:
                raise ValidationError(_ASK_BACK[error.problem]) from None
            return SaidDate(words=text)


class OneOf(forms.TypedChoiceField, Generic[E]):
    """One member of a closed set, in a list that folds open; None when nothing was chosen."""

    def __init__(
        self, kind: type[E], label: Words, choices: Choices, *, help_text: Words = "", required: bool = False
    ) -> None:
        shown = (("", "—"), *choices)  # what was never chosen is not known, needed or not
        super().__init__(
            label=label, choices=shown, help_text=help_text, required=required, coerce=kind, empty_value=None
        )
        self.error_messages["required"] = _("Choose one of these.")


class DayField(forms.DateField):
    """A day of our own calendar, for what has to be done."""

    def __init__(self, label: Words, *, help_text: Words = "") -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(label=label, required=False, help_text=help_text, widget=widget)
        self.error_messages["invalid"] = _("Write the day like this: 31.12.2026.")
