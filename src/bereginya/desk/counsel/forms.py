"""The forms of this room: a question, a finding to keep, the advocate's word, a change of the law, the watch."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from bereginya.desk.cases.fields import DayField
from bereginya.desk.counsel.records import ContractSeen
from bereginya.desk.intake.records import NamedFile
from bereginya.desk.ui.forms import ChoiceField, FilesField, Form, LineField, TextField, YesField
from bereginya.rights import FactsError, Question, RuleFileError, read_changes, read_facts
from bereginya.rights.saying import Words
from bereginya.vault import EntryId


class AnswerForm(Form):
    """One fact the law asks about, in the words of its list, as a day, or as a number."""

    def __init__(self, question: Question, words: Words, *values: Any, **more: Any) -> None:
        super().__init__(*values, **more)
        self.question = question
        asked = words.question(question.key)
        if question.words:
            self.fields["answer"] = ChoiceField(asked.text, asked.answers, help_text=asked.help, required=True)
        else:
            self.fields["answer"] = LineField(asked.text, help_text=asked.help or _helped(question.kind))

    def clean(self) -> dict[str, Any]:
        """Read the answer as the law reads it; say what is wrong with it."""
        told = super().clean() or self.cleaned_data
        if "answer" in told:
            told["answer"] = told["answer"] or "unknown"
            try:
                read_facts({self.question.key: told["answer"]})
            except FactsError:
                raise ValidationError(
                    {"answer": _WRONG.get(self.question.kind, _("This is not one of the answers."))}
                ) from None
        return told


class KeepForm(Form):
    """Why a finding is kept."""

    text = TextField(_("What should we know about it?"), rows=3)


class SignForm(Form):
    """What an advocate says of a provision."""

    right = ChoiceField(_("Is it right?"), (("yes", _("yes, as it stands")), ("no", _("no"))), required=True)
    text = TextField(_("What did you check, what is wrong?"), rows=4)
    sure = YesField(_("I am an advocate or a lawyer of this committee, and I read it"), required=True)


class ChangeForm(Form):
    """A change of the law, as the text of its file."""

    text = TextField(_("The change"), rows=16, required=True)

    def clean(self) -> dict[str, Any]:
        """Read the change; what cannot be law is said with its line."""
        told = super().clean() or self.cleaned_data
        if told.get("text"):
            try:
                read_changes(told["text"], "changes")
            except RuleFileError as error:
                raise ValidationError(str(error)) from None
        return told


class SilenceForm(Form):
    """How long without a word is usual for this family."""

    days = forms.IntegerField(
        label=_("For how many days do they usually hear nothing?"),
        min_value=0,
        max_value=365,
        required=False,
        help_text=_("Ask the family. On the day after, it stands on today's page. Empty: do not watch."),
    )


class HeardForm(Form):
    """A sign of life."""

    day = DayField(_("On which day was he last heard of?"))
    text = LineField(_("How?"), help_text=_("For example: called his mother, one minute. No places, no units."))

    def __init__(self, today: date, *values: Any, **more: Any) -> None:
        super().__init__(*values, **more)
        self.today = today
        self.fields["day"].required = True
        self.fields["day"].initial = today

    def clean_day(self) -> date:
        """Return the day; one that has not come yet is asked again."""
        day: date = self.cleaned_data["day"]
        if day > self.today:
            raise ValidationError(_("This day has not come yet."))
        return day


class ContractForm(Form):
    """A contract as somebody has it or shows it today."""

    file = FilesField(_("The contract as a file"), required=True, help_text=_("One file: a scan, a photo, a PDF."))
    by = LineField(_("Who has it, or who showed it?"), help_text=_("For example: the mother; the unit's clerk."))
    seen = DayField(_("When was it shown?"))
    signed = DayField(_("Which day of signing stands in it?"))
    pages = forms.IntegerField(label=_("How many pages does it have?"), min_value=1, max_value=500, required=False)
    text = LineField(_("What should we know about it?"))

    @property
    def named(self) -> NamedFile:
        """The first file, sealed already."""
        first = self.cleaned_data["file"][0]
        return NamedFile(first.stored, first.name or "")

    def record(self) -> ContractSeen:
        """Return what is said of it; the entry of its file is not known yet."""
        told = {name: self.cleaned_data[name] for name in ("by", "seen", "signed", "pages", "text")}
        return ContractSeen(EntryId(""), **told)

    def clean_file(self) -> Any:
        """Take one file and no more: each has its own hash."""
        told = self.cleaned_data["file"]
        if len(told) > 1:
            raise ValidationError(_("One file at a time, please: each is compared alone."))
        return told


class PlaceForm(Form):
    """Which of the places of one name is meant."""

    def __init__(self, choices: Sequence[tuple[str, str]], *values: Any, **more: Any) -> None:
        super().__init__(*values, **more)
        self.fields["place"] = ChoiceField(_("Which one is meant?"), choices, required=True)


class SwitchForm(Form):
    """The lawyer's word on watching transfers."""

    on = ChoiceField(
        _("May the desk watch transfers?"), (("yes", _("yes, from today on")), ("no", _("no"))), required=True
    )
    text = TextField(_("What did you weigh, and for how long does it hold?"), rows=4, required=True)
    sure = YesField(_("I am the committee's advocate or lawyer, and I know these articles"), required=True)


_DAY = _("Write the day like this: 2.4.2026, or the month: 2026-04.")
_WRONG: Mapping[str, Any] = {"day": _DAY, "moment": _DAY, "number": _("Write a number.")}


def _helped(kind: str) -> Any:
    return _("2.4.2026 or 2026-04. Empty: nobody knows.") if kind in {"day", "moment"} else _("Empty: nobody knows.")
